"""Whatever the lines hold, a meeting comes out, the same one every time, and soon."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from raadslag.reader.formats.text import text_to_source
from raadslag.reader.lines.line import Line, Source
from raadslag.reader.parse import parse
from raadslag.reader.words import danish
from raadslag.record import Span, Table, from_json, to_json

WORDS = st.sampled_from(
    (
        "Punkt 1: Meddelelser", "2. Budget 2024", "Pkt. 3", "Beslutning", "Beslutninger", "Indstilling", "Sagsfremstilling", "Bilag",
        "1 bilag, heraf 1 anbefales", "Afbud Ane Holm (A)", "Fraværende:", "Deltagere", "Godkendt.", ".", "Indholdsfortegnelse",
        "Budget.....\t3", "Åben", "Lukket punkt", "Forvaltningen indstiller, at", "1. at planen godkendes.", "At 1) planen godkendes",
        "Økonomiudvalget, 03-04-2019, pkt. 42", "Beslutning i Byrådet den 30. februar 2023", "\tAntal\tAndel", "18-24 år\t5\t9", "I alt\t55",
        "15.00.00-A00-12-22", "Sagsnr.:", "(((((", "* ", "Ad 1.", "For: A, B", "Imod: V (3)", "C undlod at stemme.", "Punkt 2 udgår.", "Sag nr. 11", "REFERAT d.",
        "Udvalg:", "Dato: 31-12-2099", "kl. 99:99", "1", "Side 2 af 9", "UDVALG", "Klik her for at folde ud", "https://a.dk/(x",
    )
)  # fmt: skip
TEXTS = st.one_of(WORDS, st.text(max_size=60), st.just(""))


@st.composite
def line_lists(draw: st.DrawFn) -> tuple[Line, ...]:
    texts = draw(st.lists(TEXTS, max_size=60))
    paged = draw(st.booleans())
    lines = []
    for number, text in enumerate(texts, start=1):
        rich = draw(st.integers(0, 9))
        lines.append(
            Line(
                text,
                number,
                number // 9 + 1 if paged else None,
                spans=(Span(text, strong=True),) if rich == 1 else (),
                heading=2 if rich == 2 else None,
                list_mark="1." if rich == 3 else "-" if rich == 4 else None,
                table=Table(None, ("a",), (("b",),)) if rich == 5 else None,
                starts_block=True if rich == 6 else None,
                size=11.0 if rich == 7 else None,
                bold=rich == 7 or None,
                left=40.0 if rich >= 8 else None,
                right=500.0 if rich >= 8 else None,
            )
        )
    return tuple(lines)


@given(line_lists())
@settings(max_examples=150, deadline=None)
def test_any_lines_become_a_meeting_that_survives_json(lines: tuple[Line, ...]) -> None:
    source = Source("text", lines)
    meeting = parse(source)
    assert from_json(to_json(meeting)) == meeting
    assert parse(source) == meeting
    assert 0.0 <= meeting.confidence <= 1.0
    assert meeting.dialect


@given(st.lists(st.text(alphabet="abc æøåÆØÅ.,:;()-–•\t1234567890\"'/", max_size=200), max_size=30))
@settings(max_examples=100, deadline=None)
def test_no_letters_are_too_odd(texts: list[str]) -> None:
    meeting = parse(Source("text", tuple(Line(t, n) for n, t in enumerate(texts, start=1))))
    assert meeting.reader == "text"


def test_a_hundred_thousand_odd_lines_take_seconds_not_minutes() -> None:
    junk = tuple(Line(f"{n}. linje uden mening om noget andet", n) for n in range(1, 60_001))
    heads = tuple(Line("Beslutning" if n % 2 else "Indhold", n) for n in range(1, 20_001))
    long = (
        Line("x " * 100_000, 1), Line("Ane Holm, " * 20_000, 2), Line("(" * 20_000, 3),
        Line("Beslutning", 4), Line("a " * 50_000 + "stemte imod", 5), Line("Indstilling", 6), Line("A " * 50_000 + "indstiller", 7),
    )  # fmt: skip
    begun = time.process_time()
    for lines in (junk, heads, long):
        parse(Source("text", lines))
    assert time.process_time() - begun < 40


def test_no_heading_swallows_what_stands_under_it() -> None:
    """One unlike word under every heading that the house knows: all of them are in the record."""
    headings = sorted({heading.capitalize() for heading in danish().headings})
    words = {heading: f"kendeord{n}x" for n, heading in enumerate(headings)}
    head = "REFERAT Fritidsudvalget d. 05-03-2024\n\nPunkt 1: Bro\n\n04.00.00-P20-1-24\n\n"
    lost = []
    for heading, word in words.items():
        text = f"{head}{heading}\n\nBroen ved møllen har et {word} og skal males rød i år.\n\nØkonomi\n\nIngen.\n"
        if word not in to_json(parse(text_to_source(text))):
            lost.append(heading)
    assert lost == []


def test_a_raised_figure_is_no_number() -> None:
    text = "Punkt 1: Sag\n\nBilag\n\n² bilag\n\n²\n\nBeslutning\n\nGodkendt.\n"
    assert parse(text_to_source(text.encode())).items
