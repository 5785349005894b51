"""A section's label is known by coming again in the same place, whatever its words are."""

from __future__ import annotations

import pytest

from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.record import Meeting

HEAD = "Referat af møde i Teknisk Udvalg\n3. maj 2031 kl. 16.00\n\nTil stede: Ida Kær (V), Ib Lund (A)\n\n"
CASES = (
    ("Ny bro ved havnen", "Broen fra 1931 bærer ikke længere en lastbil.", "at broen skiftes", "Godkendt."),
    ("Takster for bade", "Prisen har været den samme i ni år.", "at prisen følger løn og priser", "Indstillingen vedtoges."),
    ("Vejen i Lund", "Beboerne har sendt et brev om farten.", "at vejen får to bump", "Udvalget tiltrådte forslaget."),
    ("Skovens stier", "Der er faldet ni træer i stormen.", "at stierne ryddes før jul", "Udsat."),
)  # fmt: skip
WORDS = ("Bagtæppe", "Udspil", "Enden på det")
FRAMES = {
    "plain": "{0}", "colon": "{0}:", "dashes": "- {0} -", "brackets": "[{0}]", "stars": "** {0} **",
    "numbers": "{1}. {0}", "capitals": "{2}",
}  # fmt: skip


def minutes(frame: str, order: tuple[int, ...] = (0, 1, 2), *, inline: bool = False) -> Meeting:
    parts = []
    for number, (title, *texts) in enumerate(CASES, start=14):
        labels = [frame.format(word, n, word.upper()) for n, word in enumerate(WORDS, start=1)]
        end = " " if inline else "\n"
        parts.append(
            f"{number}. {title}\n\n" + "\n\n".join(f"{labels[n]}{end}{texts[n]}" for n in order)
        )
    return parse(text_to_source((HEAD + "\n\n".join(parts) + "\n").encode()))


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)], ids=["decided last", "decided first"])
def test_labels_in_words_nobody_knows_part_an_item(frame: str, order: tuple[int, ...]) -> None:
    items = minutes(frame, order).items
    assert [item.title for item in items] == [title for title, *_ in CASES]
    assert [item.decision.text for item in items] == [decision for *_, decision in CASES]
    assert [item.recommendations for item in items] == [(point,) for *_, point, _ in CASES]
    assert all(
        [s.text for s in item.sections] == [text]
        for item, (_, text, *_) in zip(items, CASES, strict=True)
    )


def test_a_label_may_have_its_text_on_its_line() -> None:
    items = minutes("{0}:", inline=True).items
    assert [item.decision.text for item in items] == [decision for *_, decision in CASES]
    assert [item.recommendations for item in items] == [(point,) for *_, point, _ in CASES]


def test_a_name_or_a_lead_in_that_comes_again_is_no_label() -> None:
    parts = [
        f"{n}. {title}\n\nSagsfremstilling\n{text}\n\nForvaltningen indstiller\n{point}\n\nBeslutning\n{decision}\n\nAfbud\nIb Lund (A)"
        for n, (title, text, point, decision) in enumerate(CASES, start=1)
    ]
    meeting = parse(text_to_source((HEAD + "\n\n".join(parts)).encode()))
    assert all(item.absences_noted == ("Ib Lund",) for item in meeting.items)
    assert [item.recommendations for item in meeting.items] == [(point,) for *_, point, _ in CASES]
    assert all(len(item.sections) == 1 for item in meeting.items)
