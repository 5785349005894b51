"""An agenda with its attachments bound as one PDF: contents, bookmarks, and page numbers that run through.

Binding copies pages and lets go of what a screen reader needs of the parts: the agenda alone, as
`record_to_pdf` makes it, is the accessible document.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from raadslag.render.document import STANDARDS
from raadslag.render.glyphs import Letters

TEMPLATE = Path(__file__).with_name("book.typ")
PAGE_LINK = "https://side.invalid/"
"""How the contents name a page until the pages are bound; no address, the domain cannot exist."""
LINES_A_PAGE = 28
"""A first guess at how many lines of contents a page holds."""
STAMP_POINTS, STAMP_MARGIN = 8.0, 14.0
LETTER_POINTS = 4.5
"""Width of a letter of the stamp, on the wide side: the box behind it must hold it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of the book: an item (`level` 0) or an attachment of the one before (`level` 1)."""

    title: str
    level: int
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page says: `facts` are pairs of a name and a value."""

    title: str
    municipality: str
    organization: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...] = ()
    kind: str = "front"


@dataclass(frozen=True, slots=True)
class StandIn:
    """A page for an attachment that is no PDF: `why` and `facts`, or its `picture` (PNG or JPEG)."""

    title: str
    municipality: str
    item: str
    name: str
    why: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    address: str = ""
    picture: str = ""
    kind: str = "stand-in"


def page_to_pdf(page: Front | StandIn, *, fonts: Iterable[Path], picture: bytes = b"") -> bytes:
    """A front or a page for an attachment as a PDF. `fonts` as for `record_to_pdf`."""
    import typst

    folders = [folder for folder in fonts if folder.is_dir()]
    letters = Letters(folders)
    with tempfile.TemporaryDirectory(prefix="raadslag-book-") as name:
        folder = Path(name)
        data: dict[str, Any] = letters.legible_data(asdict(page))
        data["families"] = [family.name for family in letters.used]
        if picture:
            data["picture"] = "picture.png" if picture.startswith(b"\x89PNG") else "picture.jpg"
            (folder / data["picture"]).write_bytes(picture)
        (folder / "book.typ").write_bytes(TEMPLATE.read_bytes())
        (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
        used = {*folders[:1], *(one.folder for one in letters.used if one.folder)}
        made = typst.compile(
            folder / "book.typ",
            root=folder,
            font_paths=list(used),
            ignore_system_fonts=True,
            pdf_standards=list(STANDARDS),
        )
    return bytes(made)


def bind(
    leaves: Sequence[Leaf], *, front: Callable[[tuple[Line, ...]], bytes], title: str
) -> bytes:
    """All leaves behind a front with their contents as one PDF, in their order.

    `front` makes the first pages from the lines; it is asked again where the contents take another
    number of pages than guessed.
    """
    import pikepdf

    parts = [pikepdf.open(BytesIO(leaf.pdf)) for leaf in leaves]
    counts = [len(part.pages) for part in parts]
    before = 1 + len(leaves) // LINES_A_PAGE
    lines = _lines(leaves, counts, before)
    head = pikepdf.open(BytesIO(front(lines)))
    if len(head.pages) != before:
        lines = _lines(leaves, counts, len(head.pages))
        head = pikepdf.open(BytesIO(front(lines)))
    book = pikepdf.new()
    for part in (head, *parts):
        book.pages.extend(part.pages)
    _link(book, len(head.pages))
    with book.open_outline() as outline:
        for line in lines:
            mark = pikepdf.OutlineItem(line.title, line.page - 1)
            (outline.root[-1].children if line.level and outline.root else outline.root).append(
                mark
            )
    _stamp(book)
    book.Root.PageMode = pikepdf.Name.UseOutlines
    book.Root.Lang = "da"
    book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    book.docinfo["/Title"] = title
    into = BytesIO()
    book.save(into, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return into.getvalue()


def _lines(leaves: Sequence[Leaf], counts: Sequence[int], before: int) -> tuple[Line, ...]:
    page, found = before + 1, []
    for leaf, count in zip(leaves, counts, strict=True):
        found.append(Line(leaf.title, leaf.level, page))
        page += count
    return tuple(found)


def _link(book: Any, pages: int) -> None:
    """Let the contents lead to their pages."""
    import pikepdf

    for page in list(book.pages)[:pages]:
        for note in page.get("/Annots", ()):
            address = str(note.get("/A", {}).get("/URI", ""))
            if address.startswith(PAGE_LINK):
                there = book.pages[int(address.removeprefix(PAGE_LINK)) - 1].obj
                del note["/A"]
                note.Dest = pikepdf.Array([there, pikepdf.Name.Fit])


def _stamp(book: Any) -> None:
    """Write `Side 3 af 40` at the foot of every page, upright as the page is shown."""
    import pikepdf

    font = book.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    count = len(book.pages)
    for number, page in enumerate(book.pages, start=1):
        told = f"Side {number} af {count}"
        name = page.add_resource(font, pikepdf.Name.Font)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(_stamp_of(told, str(name), page))


def _stamp_of(told: str, font: str, page: Any) -> bytes:
    x0, y0, x1, y1 = (float(one) for one in page.cropbox)
    width = len(told) * LETTER_POINTS
    left, foot = width + STAMP_MARGIN, STAMP_MARGIN
    turned = {
        90: (0, 1, -1, 0, x1 - foot, y1 - left),
        180: (-1, 0, 0, -1, x0 + left, y1 - foot),
        270: (0, -1, 1, 0, x0 + foot, y0 + left),
    }
    place = turned.get(int(page.get("/Rotate", 0)) % 360, (1, 0, 0, 1, x1 - left, y0 + foot))
    matrix = " ".join(f"{one:.2f}" for one in place)
    box = f"1 1 1 rg -4 -4 {width + 6:.1f} {STAMP_POINTS + 7:.1f} re f"
    text = f"BT {font} {STAMP_POINTS} Tf 0.31 0.38 0.36 rg 0 0 Td ({told}) Tj ET"
    return f"\nQ\nq {matrix} cm {box} {text} Q\n".encode("ascii")
