"""What belongs to the paper and the web site is taken away; the text is not."""

from __future__ import annotations

import pytest

from raadslag.reader.cut.contents import find_contents
from raadslag.reader.fields.attach import title_of
from raadslag.reader.lines.chrome import tidy
from raadslag.reader.lines.layout import runs_on, wrap_width
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
    kept = [line.text for line in _kept(_paged(6, "Fritidsudvalget 5. marts 2024", "Linje", "{}"))]
    assert "Fritidsudvalget 5. marts 2024" not in kept
    assert not any(text.isdigit() for text in kept)
    assert kept.count("Sagsfremstilling") == 6


def test_page_footers_go_but_a_sentence_about_a_page_stays() -> None:
    kept = [
        line.text
        for line in _kept(
            _lines(
                "Side 2 af 66", "Fritidsudvalget, 22. marts 2011 Side 2", "Planen står på side 4"
            )
        )
    ]
    assert kept == ["Planen står på side 4"]


def test_a_running_head_beside_lost_pages_numbers_goes_and_an_answer_there_stays() -> None:
    pages = [
        (f"Tekst {page}", "Godkendt.", f"Side {page} af 4", "", "Nordby Byråd 23-06-2031")
        for page in "1234"
    ]
    kept = [line.text for line in _kept(_lines(*(text for page in pages for text in page)))]
    assert [text for text in kept if text] == [
        text for page in "1234" for text in (f"Tekst {page}", "Godkendt.")
    ]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Økonomioversigt (xlsx, 34 kB)", "Økonomioversigt"),
        ("Notat om støj [PDF, 1,2 MB]", "Notat om støj"),
        ("Notat | pdf | 2 MB", "Notat"),
        ("Rapport, 1,4 MB", "Rapport"),
        ("Kort (png)", "Kort"),
        ("Høringssvar (lukket)", "Høringssvar (lukket)"),
        ("Lokalplan 12, § 3, 4 b", "Lokalplan 12, § 3, 4 b"),
    ],
)
def test_a_files_kind_and_size_are_no_part_of_its_title(printed: str, title: str) -> None:
    assert title_of(Line(printed, 1)) == title


def test_a_web_sites_menus_go() -> None:
    kept = [
        line.text
        for line in _kept(
            _lines("Spring til indhold", "Udskriv", "Kopier link", "Broen er lukket.")
        )
    ]
    assert kept == ["Broen er lukket."]


@pytest.mark.parametrize(
    "button",
    [
        "• Udskriv", "Kopiér link til punkt 4", "Åbn/luk punkt", "Hent referatet som PDF", "Del på Facebook", "Vis mere", "Fold alle punkter ud",
        "Gå til toppen", "Print siden", "Download dagsorden (PDF)", "Luk menu", "Spring til hovedindhold", "Læs højt",
    ],
)  # fmt: skip
def test_a_button_is_told_by_its_words_whatever_they_are_about(button: str) -> None:
    assert [line.text for line in _kept(_lines("Stien åbnes.", button, "Vis hensyn."))] == [
        "Stien åbnes.",
        "Vis hensyn.",
    ]


@pytest.mark.parametrize(
    "text",
    ["Åbningstider", "Til efterretning", "Hent ideer fra Norge", "Punkt 4", "Se bilag 3 om støj", "Bilag", "Menuplan for skolerne", "Dagsorden", "Del af Vestergade lukkes"],
)  # fmt: skip
def test_a_line_with_a_word_of_its_own_is_no_button(text: str) -> None:
    assert [line.text for line in _kept(_lines("Før.", text, "Efter."))] == ["Før.", text, "Efter."]


def test_a_short_sentence_of_a_pages_words_is_text() -> None:
    kept, _ = tidy(_lines("Sagsfremstilling", "Se bilag.", "Se bilag"), danish())
    assert [line.text for line in kept] == ["Sagsfremstilling", "Se bilag."]


def test_a_title_loses_the_button_glued_to_it_and_cells_lose_their_bars() -> None:
    lines = _lines(
        "Åbn/luk punkt 4. Ny bro", "5. Ny sti Klik her for at folde ud og læse mere om Ny sti",
        "| Sted: | Sal 2 |", "at | broen bygges |",
    )  # fmt: skip
    assert [line.text for line in _kept(lines)] == [
        "4. Ny bro", "5. Ny sti", "Sted:\tSal 2", "at broen bygges",
    ]  # fmt: skip


def test_what_is_taken_away_is_kept_aside_for_what_it_tells_of_the_meeting() -> None:
    kept, aside = tidy(
        _lines("Forside > Politik > Havneudvalget", "Udskriv", "Broen er åben."), danish()
    )
    assert [line.text for line in kept] == ["Broen er åben."]
    assert [line.text for line in aside] == ["Forside > Politik > Havneudvalget", "Udskriv"]


def _kept(lines: list[Line]) -> list[Line]:
    return tidy(lines, danish())[0]


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


@pytest.mark.parametrize("width", [None, 90.0])
@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        ("Der gives en status for arbejdet i 2.", "kvartal 2031.", True),
        ("Udgifterne dækkes af puljen til bl.a.", "skoler og veje.", True),
        ("Der udarbejdes en Teknik-", "og Miljøplan inden sommer.", True),
        ("Forslaget sendes til Lyngby-Taarbæk og", "Rudersdal kommuner inden jul.", True),
        ("Formanden taler med foreningen om støjen fra", "Nordre Ringvej.", True),
        ("Planen er godkendt i 2031.", "forvaltningen følger op.", False),
        ("Udvalget besluttede, at der laves en plan og", "1. at prisen oplyses", False),
        ("Godkendt af", "Ida Kær", False),
    ],
)
def test_a_line_that_leads_on_goes_on_whatever_its_length(
    first: str, second: str, goes_on: bool, width: float | None
) -> None:
    line, after = _lines(first, second)
    assert runs_on(line, after, width) is goes_on
