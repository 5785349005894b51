"""A list of contents before the items takes none of them, however it is printed."""

from __future__ import annotations

import pytest

from tests.reader.parsing import HEAD, read_text

TITLES = ("Godkendelse af dagsorden", "Ny bro over Fiskeå", "Budget 2032", "Eventuelt")
DECIDED = ("Godkendt.", "Taget til efterretning.", "Udsat.", "Intet.")


def _listed(line: str) -> str:
    rows = [line.format(n=n, t=t, p=n + 1, short=t[:14]) for n, t in enumerate(TITLES, 1)]
    return "\n".join(rows)


LISTS = {
    "titles alone": "Indholdsfortegnelse\n\n" + _listed("{t}\n"),
    "numbers": "Indholdsfortegnelse\n" + _listed("{n}. {t}"),
    "numbers with a word": "Indholdsfortegnelse\n" + _listed("Punkt {n}: {t}"),
    "dots": "Indholdsfortegnelse\n" + _listed("{n} {t} ........ {p}"),
    "pages": "Indhold Side\n" + _listed("{t} {p}"),
    "tabs": "Indhold\n" + _listed("{n}\t{t}\t{p}"),
    "cut short": "Dagsordenspunkter\n" + _listed("{n}: {short}..."),
    "without a known heading": "Det skal vi tale om\n" + _listed("{t}"),
    "pages on lines of their own": "Oversigt over punkter\nSide\n" + _listed("{n}. {t}\n{p}"),
}


def test_answers_and_absences_that_come_again_are_no_list() -> None:
    told = "Beslutning\n\nTaget til efterretning\n\nAfbud Svend Munk (O)\n\nSendes til alle"
    text = "\n\n".join(f"{n}. {title}\n\n{told}" for n, title in enumerate(TITLES, 1))
    assert [item.number for item in read_text(f"{HEAD}\n\n{text}").items] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "heading", ["Punkt {n}: {t}", "{n}. {t}", "{n} {t}", "{t}", "Pkt. {n} - {t}"]
)
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_contents_takes_no_item(kind: str, heading: str) -> None:
    items = [
        f"{heading.format(n=n, t=t)}\n\nSagsfremstilling\n\nDer er en sag, som skal afgøres.\n\nBeslutning\n\n{d}"
        for n, (t, d) in enumerate(zip(TITLES, DECIDED, strict=True), 1)
    ]
    meeting = read_text("\n\n".join([HEAD, LISTS[kind], *items]))
    assert [(i.title, i.decision.text) for i in meeting.items] == list(
        zip(TITLES, DECIDED, strict=True)
    )
