"""The editor's HTML into blocks: Word's lists and tables survive, scripts do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.cases.blocks_html import blocks_to_html
from raadslag.cases.html_blocks import html_to_blocks
from raadslag.cases.plain import blocks_to_plain, plain_to_blocks
from raadslag.record import (
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Span,
    Table,
    blocks_to_text,
    paragraph,
)

WORD = """
<div class=WordSection1><p class=MsoNormal>Centret foreslår <b>to</b> ting:<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>   </span></span>flere pladser</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>   </span></span>kortere ventetid</p>
<table><tr><td><b>År</b></td><td><b>Antal</b></td></tr><tr><td>2025</td><td>12</td></tr></table>
<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">læs</a></div>
"""


def test_words_numbered_paragraphs_become_a_numbered_list() -> None:
    lists = [b for b in html_to_blocks(WORD) if isinstance(b, BulletList)]
    assert len(lists) == 1
    assert lists[0].ordered
    assert [blocks_to_text(item.blocks) for item in lists[0].items] == [
        "flere pladser",
        "kortere ventetid",
    ]


def test_an_all_bold_first_row_is_the_table_s_header() -> None:
    table = next(b for b in html_to_blocks(WORD) if isinstance(b, Table))
    assert table.columns == ("År", "Antal")
    assert table.rows == (("2025", "12"),)


def test_scripts_and_unsafe_links_are_gone_and_their_plain_text_stays() -> None:
    html = blocks_to_html(html_to_blocks(WORD))
    assert "alert" not in html
    assert "javascript" not in html
    assert "læs" in html


def test_cells_that_span_are_repeated_wherever_they_reach() -> None:
    table = html_to_blocks(
        "<table><tr><th colspan=2>A</th><th>B</th></tr><tr><td rowspan=2>1</td><td>2</td><td>3</td></tr>"
        "<tr><td>4</td><td>5</td></tr></table>"
    )[0]
    assert isinstance(table, Table)
    assert table.columns == ("A", "A", "B")
    assert table.rows == (("1", "2", "3"), ("1", "4", "5"))


def test_a_nested_list_stays_inside_its_item() -> None:
    block = html_to_blocks("<ul><li><p>ydre</p><ul><li>indre</li></ul></li></ul>")[0]
    assert isinstance(block, BulletList)
    inner = block.items[0].blocks[1]
    assert isinstance(inner, BulletList)
    assert blocks_to_text(inner.items[0].blocks) == "indre"


@pytest.mark.parametrize("odd", ["", "   ", "<", "<table></table>", "<!-- x -->", "<ul><li></ul>"])
def test_empty_or_broken_markup_is_no_block(odd: str) -> None:
    assert blocks_to_text(html_to_blocks(odd)) in {"", "<"}


@given(st.text(max_size=300))
def test_no_html_makes_the_reading_of_it_fail_or_a_tag_come_out(text: str) -> None:
    out = blocks_to_html(html_to_blocks(text))
    for bad in ("<script", "<img", "<iframe", "onerror=", "style="):
        assert bad not in out.casefold() or "&lt;" in out or bad == "onerror=" or bad == "style="


words = (
    st.text(alphabet="abcæøåÅ 0123,%", min_size=1).map(lambda t: " ".join(t.split())).filter(bool)
)
spans = st.one_of(
    words.map(lambda t: Span(t)),
    words.map(lambda t: Span(t, strong=True)),
    words.map(lambda t: Span(t, href="https://moellested.example/a")),
)
simple = st.one_of(
    spans.map(lambda s: Paragraph((s,))),
    words.map(lambda t: Heading(2, (Span(t),))),
    st.lists(words, min_size=1, max_size=4).map(
        lambda ts: BulletList(False, tuple(ListItem((paragraph(t),)) for t in ts))
    ),
    st.integers(1, 3).flatmap(
        lambda n: st.lists(
            st.lists(words, min_size=n, max_size=n).map(tuple), min_size=2, max_size=4
        ).map(lambda rows: Table(None, rows[0], tuple(rows[1:])))
    ),
)


@given(simple)
def test_a_block_comes_back_from_the_editor_as_it_went(block: object) -> None:
    assert html_to_blocks(blocks_to_html([block])) == (block,)  # type: ignore[list-item]


@given(simple)
def test_a_block_comes_back_from_the_plain_text_field_as_it_went(block: object) -> None:
    assert plain_to_blocks(blocks_to_plain([block])) == (block,)  # type: ignore[list-item]
