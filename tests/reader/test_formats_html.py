"""HTML to lines: what a reader reads, and nothing of menus and scripts."""

from __future__ import annotations

import pytest

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.web.html import html_to_source
from raadslag.reader.lines.line import Line, Source, UnreadableFile


def read(html: str) -> Source:
    return html_to_source(html.encode(), Limits())


def lines(html: str) -> tuple[Line, ...]:
    return read(html).lines


def texts(html: str) -> list[str]:
    return [line.text for line in lines(html)]


def test_headings_keep_their_level_and_paragraphs_begin_a_block() -> None:
    found = lines("<h1>Referat</h1><h3>Ny\n mole</h3><p>Molen\ner slidt.</p>")
    assert [(line.heading, line.text) for line in found] == [
        (1, "Referat"),
        (3, "Ny mole"),
        (None, "Molen er slidt."),
    ]
    assert all(line.starts_block for line in found)


def test_nested_spans_empty_paragraphs_and_breaks_of_a_word_export() -> None:
    found = texts(
        "<div><meta charset=x><title>Sag</title><p><span><span>Molen </span><span>er</span></span>"
        "<span> slidt.</span></p><p><span>\u00a0</span></p><p>En<br>To<br/><br>Tre</p></div>"
    )
    assert found == ["Molen er slidt.", "En", "To", "Tre"]


def test_list_points_carry_the_mark_that_the_browser_prints() -> None:
    found = lines(
        "<ol type=1><li>Molen bygges,<br>og den males.</li><li><p>Broen rives ned.</p></li></ol>"
        '<ol start=3 style="list-style-type: upper-alpha"><li>Ny kran<ul><li>rød</li></ul></li></ol>'
    )
    assert [(line.list_mark, line.list_level, line.text) for line in found] == [
        ("1.", 1, "Molen bygges, og den males."),
        ("2.", 1, "Broen rives ned."),
        ("C.", 1, "Ny kran"),
        ("-", 2, "rød"),
    ]


def test_marks_and_links_are_spans_and_the_text_is_whole() -> None:
    (line,) = lines('<p>Se <b>kortet</b> <a href="https://sandby.example/kort">her</a>.</p>')
    assert line.text == "Se kortet her."
    assert [(s.text, s.strong, s.href) for s in line.spans] == [
        ("Se ", False, None),
        ("kortet", True, None),
        (" ", False, None),
        ("her", False, "https://sandby.example/kort"),
        (".", False, None),
    ]


def test_a_line_all_in_bold_says_so() -> None:
    found = lines("<p><strong>Økonomi</strong></p><p><b>Dato:</b> i dag</p>")
    assert [line.bold for line in found] == [True, False]


def test_a_table_keeps_its_header_and_cells_that_span() -> None:
    (line,) = lines(
        "<table><caption>Havneafgift</caption><thead><tr><th>Båd<th>2023<th>2024</tr></thead>"
        "<tr><td rowspan=2>Jolle<td>12<td>13</tr><tr><td>14<td>15</tr>"
        "<tr><td colspan=2>I alt<td>28</tr></table>"
    )
    assert line.table is not None
    assert line.table.caption == "Havneafgift"
    assert line.table.columns == ("Båd", "2023", "2024")
    assert line.table.rows == (("Jolle", "12", "13"), ("", "14", "15"), ("I alt", "", "28"))


def test_a_table_that_only_lays_out_the_page_is_running_text() -> None:
    found = lines("<table><tr><td>menu<td><h2>Punkt 1</h2><p>Molen er slidt.</p></tr></table>")
    assert [line.text for line in found] == ["menu", "Punkt 1", "Molen er slidt."]


def test_a_head_of_labels_is_read_as_lines() -> None:
    assert texts("<table><tr><td>Dato:<td>4. marts<tr><td>Sted:<td>Kontoret</table>") == [
        "Dato: 4. marts",
        "Sted: Kontoret",
    ]


def test_menus_cookies_scripts_and_tools_are_left_out() -> None:
    found = texts(
        "<body><script>mole()</script><style>p{}</style><nav>Forside</nav>"
        "<header><div class='site-menu'>Menu</div><h1>Referat</h1></header>"
        "<div class='cookie-banner'>Vi bruger cookies</div><div id='breadcrumb'>Du er her</div>"
        "<button>Kopier link</button><button><h2>Punkt 1</h2></button><p hidden>skjult</p>"
        "<p>Molen er slidt.</p><form><input value=x>Søg</form><footer>Sandby Kommune</footer>"
        "<!-- note --><noscript>Slå til</noscript><svg><text>tegning</text></svg></body>"
    )
    assert found == ["Referat", "Punkt 1", "Molen er slidt."]


def test_only_the_main_part_is_read_where_the_page_names_one() -> None:
    assert texts("<div>Om kommunen</div><main><p>Molen er slidt og skal fornys.</p></main>") == [
        "Molen er slidt og skal fornys."
    ]


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "cp1252", "iso-8859-1"])
def test_any_common_encoding_is_read(name: str) -> None:
    html = f'<html><meta charset="{name}"><p>Æblegården på Ærø</p></html>'
    assert html_to_source(html.encode(name), Limits()).lines[0].text == "Æblegården på Ærø"


def test_a_page_that_a_script_fills_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="browseren"):
        read("<html><body><div id=app></div><script>start()</script></body></html>")


def test_more_lines_than_we_hold_are_cut_with_a_note() -> None:
    source = html_to_source(b"<p>mole</p>" * 50, Limits(lines=20))
    assert len(source.lines) == 20
    assert [note.code for note in source.notes] == ["cut-short"]


def test_a_table_of_figures_inside_a_layout_table_is_a_table() -> None:
    inner = "<table><tr><td>Mole</td><td>2023</td></tr><tr><td>Nord</td><td>14</td></tr></table>"
    found = lines(
        f"<table><tr><td>1</td><td><h2>Molerne</h2><p>Antal skibe</p>{inner}</td></tr></table>"
    )
    (table,) = [line.table for line in found if line.table is not None]
    assert table.columns == ("Mole", "2023")
    assert table.rows == (("Nord", "14"),)
    assert "Molerne" in [line.text for line in found]
