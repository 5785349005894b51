"""What belongs to the paper and the web site is taken away; the text is not."""

from __future__ import annotations

from raadslag.reader.cut.contents import find_contents
from raadslag.reader.lines.layout import runs_on, tidy, wrap_width
from raadslag.reader.lines.line import Line
from raadslag.reader.lines.normalise import clean
from raadslag.reader.words import danish


def _lines(*texts: str, page: int | None = None) -> list[Line]:
    return [Line(text, n, page) for n, text in enumerate(texts, start=1)]


def _paged(pages: int, top: str, body: str, foot: str) -> list[Line]:
    lines: list[Line] = []
    for page in range(1, pages + 1):
        for text in (
            top,
            f"{body} {'abcdefgh'[page]}",
            "Sagsfremstilling",
            "Tekst som fylder lidt her.",
            "Og her.",
            "Og der.",
            "Og hist.",
            foot.format(page),
        ):
            lines.append(Line(text, len(lines) + 1, page))
    return lines


def test_running_heads_and_page_numbers_go_and_headings_stay() -> None:
    kept = [
        line.text
        for line in tidy(_paged(6, "Fritidsudvalget 5. marts 2024", "Linje", "{}"), danish())
    ]
    assert "Fritidsudvalget 5. marts 2024" not in kept
    assert not any(text.isdigit() for text in kept)
    assert kept.count("Sagsfremstilling") == 6


def test_page_footers_go_but_a_sentence_about_a_page_stays() -> None:
    kept = [
        line.text
        for line in tidy(
            _lines(
                "Side 2 af 66", "Fritidsudvalget, 22. marts 2011 Side 2", "Planen står på side 4"
            ),
            danish(),
        )
    ]
    assert kept == ["Planen står på side 4"]


def test_a_web_sites_menus_go() -> None:
    kept = [
        line.text
        for line in tidy(
            _lines("Spring til indhold", "Udskriv", "Kopier link", "Broen er lukket."), danish()
        )
    ]
    assert kept == ["Broen er lukket."]


def test_letters_are_made_plain() -> None:
    assert clean("af\u00a0\ufb01nansiering \u200b  nu") == "af finansiering nu"
    assert clean("\tAntal \t Andel ") == "\tAntal\tAndel"


def test_wrapped_text_is_told_from_whole_paragraphs() -> None:
    wrapped = _lines(
        *["Ordene her fylder næsten hele linjen ud til margenen, som er smal nok"] * 30
    )
    width = wrap_width(wrapped)
    assert width is not None
    assert runs_on(wrapped[0], wrapped[1], width)
    assert not runs_on(Line("Kort linje.", 1), Line("Ny linje her", 2), width)
    assert wrap_width(_lines(*[("Et afsnit. " * n).strip() for n in range(1, 40)])) is None


def test_a_contents_list_is_found_by_dots_or_by_repetition() -> None:
    dotted = find_contents(
        _lines(
            "Indholdsfortegnelse",
            "",
            "Meddelelser.....\t3",
            "Budget for det næste",
            "år......... 4",
            "",
            "Punkt 1: Meddelelser",
        )
    )
    assert [(e.title, e.page) for e in dotted.entries] == [
        ("Meddelelser", 3),
        ("Budget for det næste år", 4),
    ]
    assert dotted.after == 5
    repeated = find_contents(
        _lines(
            "PUNKTER",
            "",
            "1. Meddelelser",
            "2. Budget",
            "",
            "",
            "1. Meddelelser",
            "Tekst",
            "2. Budget",
        )
    )
    assert [(e.number, e.title) for e in repeated.entries] == [(1, "Meddelelser"), (2, "Budget")]
    assert find_contents(_lines("1. Meddelelser", "Tekst", "2. Budget")).entries == ()
