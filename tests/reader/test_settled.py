"""Minutes without headings: the decision begins where a paragraph says what was decided."""

from __future__ import annotations

import pytest

from raadslag.reader.fields.settled import settles
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse

DECIDED = [
    "Toges til efterretning.", "Tages til efterretning. Formanden deltager i mødet.", "Økonomiudvalgets forslag vedtoges.",
    "Sagen udsattes.", "Godkendtes.", "Drøftedes.", "Kunne ikke imødekommes.", "Meddeles afslag.", "Valgt blev gårdejer Ib Kær.",
    "Byrådet vedtog at oversende forslaget til 2. behandling den 12. oktober 2031.", "Et bredt flertal vedtog sagen.",
    "KFU godkendte indstillingen med den ændring, at koret får 30.000 kr.", "Det besluttedes at afvente.",
    "Udvalget godkendte planen og besluttede, at den evalueres i 2033.",
]  # fmt: skip
TOLD = [
    "Byrådet vedtog i 2029 en plan.", "Planen blev vedtaget i 2018 og gælder nu.", "Formanden orienterede om sagen.",
    "Broen er slidt og bør skiftes.", "Ida Kær stemte imod.", "Udvalget ønsker en status.", "Forvaltningen anbefaler planen.",
    "Administrationen foreslår, at planen vedtages.",
]  # fmt: skip


@pytest.mark.parametrize("text", DECIDED)
def test_a_paragraph_settles_the_item_by_its_verb(text: str) -> None:
    assert settles(text)


@pytest.mark.parametrize("text", TOLD)
def test_what_was_told_or_wished_settles_nothing(text: str) -> None:
    assert not settles(text)


TYPED = """NORDBY KOMMUNE

År 1988, onsdag den 14. september kl. 19.00 afholdt Nordby byråd
ordinært møde i rådhusets mødesal.

Til stede var: Ida Kær, Ib Lund og Per Holm.

Pkt. 1. Budget for 1989, 1. behandling.
          Økonomiudvalget fremsendte forslag til budget for 1989
          samt overslag for 1990-92.
          Byrådet vedtog at oversende forslaget til 2. behandling
          den 12. oktober 1988.

Pkt. 2. Stien ved fjorden.
          Ida Kær foreslog sagen tilbagesendt. For forslaget stemte
          1: Ida Kær. Imod stemte 2.
          Forslaget om stien vedtoges.
          Ida Kær ønskede sin stemme ført til protokols.

Pkt. 3. Meddelelser.
          Skrivelse fra amtet.
          Tages til efterretning.
"""


def test_a_typed_protocol_without_headings_has_its_decisions() -> None:
    meeting = parse(text_to_source(TYPED.encode()))
    assert meeting.kind == "minutes"
    first, second, third = (item.decision.text or "" for item in meeting.items)
    assert first == "Byrådet vedtog at oversende forslaget til 2. behandling den 12. oktober 1988."
    assert second.endswith(
        "Forslaget om stien vedtoges.\n\nIda Kær ønskede sin stemme ført til protokols."
    )
    assert third == "Tages til efterretning."
