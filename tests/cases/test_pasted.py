"""What Word marks as gone is gone, what it means is kept, and what cannot be kept is told."""

from __future__ import annotations

import pytest

from raadslag.cases.blocks_html import blocks_to_html
from raadslag.cases.html_blocks import html_to_blocks, read_pasted
from raadslag.cases.plain import blocks_to_plain, plain_to_blocks
from raadslag.record import (
    BulletList,
    Item,
    Meeting,
    Section,
    Table,
    blocks_to_text,
    from_json,
    to_json,
)


def text(html: str) -> str:
    return blocks_to_text(html_to_blocks(html))


@pytest.mark.parametrize(
    "gone",
    [
        "<s>SLETTET</s>",
        "<strike>SLETTET</strike>",
        "<del cite='mailto:a' datetime='2026-01-01'>SLETTET</del>",
        "<span style='text-decoration: line-through'>SLETTET</span>",
        "<span style='text-decoration-line:underline line-through'>SLETTET</span>",
        "<span class=msoDel>SLETTET</span>",
        "<span style='mso-hide: all'>SLETTET</span>",
        "<span style='DISPLAY:NONE;mso-hide:all'>SLETTET</span>",
        "<span style='visibility: hidden'>SLETTET</span>",
        "<span hidden>SLETTET</span>",
        "<style>.x1, p.y {color:red; text-decoration : line-through}</style><span class='x1 z'>SLETTET</span>",
        "<a class=msocomanchor id='_anchor_1' href='#_msocom_1'>[SLETTET1]</a>",
        "<span class=MsoCommentReference><span>[SLETTET1]</span></span>",
        "<div style='mso-element:comment-list'><div class=msocomtxt id='_com_1'>SLETTET</div></div>",
        "<p class=MsoCommentText>SLETTET</p>",
    ],
)
def test_what_is_struck_out_deleted_hidden_or_a_comment_is_gone_and_told(gone: str) -> None:
    pasted = read_pasted(f"<p>Sagen {gone} godkendes.</p>")
    found = " ".join(blocks_to_text(pasted.blocks).split())
    assert found == "Sagen godkendes."
    assert len(pasted.said) == 1
    assert "ladt ude" in pasted.said[0]


def test_words_put_in_with_tracking_stay() -> None:
    assert text("<p>Sagen <ins>ikke</ins> godkendes.</p>") == "Sagen ikke godkendes."
    assert read_pasted("<p>Sagen <ins>ikke</ins> godkendes.</p>").said == ()


def test_a_cell_over_rows_and_columns_stands_in_all_of_them_and_figures_are_told() -> None:
    pasted = read_pasted(
        "<table><tr><th>Center</th><th colspan=2>Budget</th></tr>"
        "<tr><td rowspan=2>Nord</td><td>2025</td><td>10</td></tr><tr><td>2026</td><td>12</td></tr>"
        "<tr><td>I alt</td><td colspan=2>22</td></tr></table>"
    )
    (table,) = pasted.blocks
    assert isinstance(table, Table)
    assert table.columns == ("Center", "Budget", "Budget")
    assert table.rows[:2] == (("Nord", "2025", "10"), ("Nord", "2026", "12"))
    assert pasted.said == (
        "Cellen »22« gik over flere felter og er gentaget i dem. Se tabellen efter.",
    )


def test_raised_and_lowered_signs_keep_their_meaning() -> None:
    pasted = read_pasted(
        "<p>12 m<sup>2</sup>, CO<sub>2</sub>, x<sup>n+1</sup>, den 1<sup>ÆØ</sup></p>"
    )
    assert blocks_to_text(pasted.blocks) == "12 m², CO₂, xⁿ⁺¹, den 1^ÆØ"
    assert len(pasted.said) == 1
    assert "stod hævet" in pasted.said[0]


def test_a_picture_is_told_with_the_words_it_stood_after() -> None:
    pasted = read_pasted(
        "<p>Kortet <b>viser</b> de tre områ<i>der</i>: <img src=x.png></p><p>Tekst.</p><img width=1 height=1 src=t>"
    )
    assert pasted.said == (
        "Et billede efter »Kortet viser de tre områder:« kom ikke med. Vedhæft det som bilag, eller sig det i ord.",
    )


@pytest.mark.parametrize(
    ("html", "numbering", "start", "plain"),
    [
        ("<ol type=a><li>ja<li>nej</ol>", "a", 1, "a) ja\nb) nej"),
        ("<ol style='list-style-type:upper-alpha'><li>ja</ol>", "A", 1, "A) ja"),
        ("<ol><li style='list-style-type:lower-roman'>ja<li>nej</ol>", "i", 1, "i) ja\nii) nej"),
        ("<ol type=a start=3><li>ja</ol>", "a", 3, "c) ja"),
        ("<ol><li>ja</ol>", "1", 1, "1. ja"),
        (
            "<p style='mso-list:l0'>b)\u00a0 ja</p><p style='mso-list:l0'>c)\u00a0 nej</p>",
            "a",
            2,
            "b) ja\nc) nej",
        ),
        (
            "<p style='mso-list:l0'>i)\u00a0 ja</p><p style='mso-list:l0'>ii)\u00a0 nej</p>",
            "i",
            1,
            "i) ja\nii) nej",
        ),
        ("<p style='mso-list:l0'>4.\u00a0 ja</p>", "1", 4, "4. ja"),
    ],
)
def test_a_lettered_list_stays_lettered_all_the_way(
    html: str, numbering: str, start: int, plain: str
) -> None:
    (block,) = html_to_blocks(html)
    assert isinstance(block, BulletList)
    assert (block.ordered, block.numbering, block.start) == (True, numbering, start)
    assert blocks_to_text((block,)) == plain
    assert blocks_to_plain((block,)) == plain
    assert plain_to_blocks(plain) == (block,)
    assert html_to_blocks(blocks_to_html((block,))) == (block,)
    record = Meeting(items=(Item(number=1, sections=(Section("Sag", "case", blocks=(block,)),)),))
    assert from_json(to_json(record)) == record


def test_a_list_by_figures_is_kept_as_before() -> None:
    (block,) = html_to_blocks("<ol><li>ja</ol>")
    assert "numbering" not in to_json(Meeting(items=(Item(sections=(Section(blocks=(block,)),)),)))


WORD = "<p style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp;</span></span>{text}</p>"


def test_a_list_of_word_keeps_its_levels_and_so_does_the_plain_field() -> None:
    points = [(1, "1.", "Et"), (2, "a.", "Under"), (3, "·", "Dybt"), (2, "b.", "Mere"), (1, "2.", "To")]  # fmt: skip
    html = "".join(WORD.format(level=n, mark=mark, text=text) for n, mark, text in points)
    (found,) = html_to_blocks(html)
    assert isinstance(found, BulletList)
    first, second = found.items
    assert len(second.blocks) == 1
    inner = first.blocks[1]
    assert isinstance(inner, BulletList)
    assert inner.numbering == "a"
    assert [len(item.blocks) for item in inner.items] == [2, 1]
    assert plain_to_blocks(blocks_to_plain((found,))) == (found,)
    assert html_to_blocks(blocks_to_html((found,))) == (found,)


def test_word_on_the_web_and_a_list_between_points_nest_too() -> None:
    web = "<div><ol><li aria-level=1><p>Et</p></li></ol></div><div><ul><li aria-level=2><p>Under</p></li></ul></div><div><ul><li aria-level=2><p>Mere</p></li></ul></div>"
    between = "<ol><li>Et</li><ul><li>Under</li><li>Mere</li></ul></ol>"
    for html in (web, between):
        (found,) = html_to_blocks(html)
        assert isinstance(found, BulletList)
        (only,) = found.items
        inner = only.blocks[1]
        assert isinstance(inner, BulletList)
        assert len(inner.items) == 2


def test_raised_by_style_is_raised_and_a_drawing_is_told() -> None:
    assert text("<p>m<span style='vertical-align: super'>2</span></p>") == "m²"
    pasted = read_pasted("<p>Se her: <v:shape><v:imagedata src='a.png'/></v:shape> slut</p>")
    assert pasted.said == ("En figur efter »Se her:« kom ikke med. Vedhæft det som bilag, eller sig det i ord.",)  # fmt: skip
    assert text("<p>a<span style='font-size:0'>skjult</span>b</p>") == "ab"
