"""The bound agenda: contents and bookmarks that lead to their pages, numbers that run, and tame parts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from raadslag.render.attached import plain_pdf, work
from raadslag.render.book import Leaf, Line, bind


def blank(pages: int, *, turned: int = 0, locked: bool = False) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    if turned:
        made.pages[0].Rotate = turned
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://eksempel.dk")
    boxes = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=one) for one in (act, link)]  # fmt: skip
    made.pages[0].Annots = made.make_indirect(pikepdf.Array(map(made.make_indirect, boxes)))
    made.pages[0].AA = pikepdf.Dictionary(O=act)
    into = BytesIO()
    made.save(into, encryption=pikepdf.Encryption(owner="a", user="b") if locked else False)
    return into.getvalue()


def marks(rows: Any) -> Iterator[tuple[str, int]]:
    for row in rows:
        yield row.title, len(row.children)
        yield from marks(row.children)


def test_contents_bookmarks_and_numbers_lead_through_the_whole_book() -> None:
    asked: list[tuple[Line, ...]] = []

    def front(lines: tuple[Line, ...]) -> bytes:
        asked.append(lines)
        return blank(3)  # more than guessed: the lines must be counted anew

    leaves = [Leaf("1. Bænke", 0, blank(2)), Leaf("Bilag: Kort", 1, blank(1, turned=90)), Leaf("2. Ørsted", 0, blank(1))]  # fmt: skip
    made = bind(leaves, front=front, title="Dagsorden")
    assert [line.page for line in asked[-1]] == [4, 6, 7]
    book = pikepdf.open(BytesIO(made))
    with book.open_outline() as outline:
        assert list(marks(outline.root)) == [("1. Bænke", 1), ("Bilag: Kort", 0), ("2. Ørsted", 0)]
    shown = pypdfium2.PdfDocument(made)
    told = [page.get_textpage().get_text_range().strip() for page in shown]
    assert told == [f"Side {n} af 7" for n in range(1, 8)]
    box = shown[5].get_textpage().get_charbox(0)
    assert (box[2] > 560, box[1] > 700) == (
        True,
        True,
    )  # upright at the foot of a page turned right


def test_what_is_attached_keeps_its_pages_and_links_and_runs_nothing() -> None:
    pages, why = plain_pdf(blank(2))
    assert why == ""
    made = pikepdf.open(BytesIO(pages or b""))
    assert len(made.pages) == 2
    assert "/AA" not in made.pages[0]
    assert [str(note.A.URI) for note in made.pages[0].Annots] == ["https://eksempel.dk"]
    assert work(blank(1, locked=True), {}) == {"refused": "locked"}
    assert work(b"%PDF-1.7 nothing", {}) == {"refused": "broken"}
