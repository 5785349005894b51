"""The XML parts of office files as texts, with the places a person knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from raadslag.checks.privacy.hits import HiddenText

PLACES = (
    (re.compile(r"comments|threadedComment"), "kommentar", False),
    (re.compile(r"footnotes|endnotes"), "fodnote", True),
    (re.compile(r"header\d*\.xml|footer\d*\.xml"), "sidehoved eller sidefod", True),
    (re.compile(r"docProps/"), "egenskaber", False),
    (re.compile(r"sharedStrings"), "celler", True),
    (re.compile(r"worksheets/sheet"), "ark", True),
    (re.compile(r"word/document\.xml"), "tekst", True),
    (re.compile(r"slides/slide"), "dias", True),
    (re.compile(r"notesSlides"), "noter til dias", False),
)

SPOKEN = frozenset(["author", "initials", "title", "descr", "Target", "name", "userId"])
"""Attributes that hold a person's words."""

BREAKS = frozenset("p tr row si comment br cr tab t_end Relationship".split())
"""Elements after which a new line begins; all other text is joined, so that split runs meet."""

LEADING_ZERO_FORMAT = re.compile(r"0{6}\\?[-–]\\?0{4}|\"?0{6}\"?-\"?0{4}|0{10}")
_LOST_ZERO = re.compile(r"\d{9,10}(?:\.0)?")
_COLUMN = re.compile(r"[A-Z]+")


def place_of(name: str) -> tuple[str, bool]:
    """The place a person knows, and whether a reader of the page sees it."""
    for pattern, place, shown in PLACES:
        if pattern.search(name):
            return place, shown
    return f"del {name}", False


def part_to_texts(name: str, data: bytes) -> Iterator[HiddenText]:
    """One XML part: its text joined across runs, deleted text and attributes apart."""
    root = _root(data)
    if root is None:
        return
    place, shown = place_of(name)
    # Properties stand beside each other; in running text only a paragraph ends a word.
    apart = place == "egenskaber" or place.startswith("del ")
    yield HiddenText(place, _joined(root, apart=apart), shown=shown)
    deleted = "\n".join(_letters(node) for node in root.iter("{*}del"))
    if deleted.strip():
        yield HiddenText("rettelser med sporing (slettet tekst)", deleted, shown=False)
    said = "\n".join(_attributes(root))
    if said:
        yield HiddenText(f"{place}, egenskaber", said, shown=False)


def workbook_to_texts(parts: Mapping[str, bytes]) -> Iterator[HiddenText]:
    """The sheets of a workbook: hidden ones named, numbers kept with what their column is called."""
    book = _root(parts.get("xl/workbook.xml", b""))
    if book is None:
        return
    strings = _shared_strings(parts.get("xl/sharedStrings.xml", b""))
    zero_styles = _zero_styles(parts.get("xl/styles.xml", b""))
    sheets = list(book.iter("{*}sheet"))
    paths = sorted((n for n in parts if re.match(r"xl/worksheets/sheet\d+\.xml", n)), key=_number)
    for sheet, path in zip(sheets, paths, strict=False):
        hidden = sheet.get("state") in {"hidden", "veryHidden"}
        place = f"{'skjult ark' if hidden else 'ark'} {sheet.get('name', '')}".strip()
        root = _root(parts[path])
        if root is None:
            continue
        text, cells = _cells(root, strings, zero_styles)
        yield HiddenText(place, text, shown=not hidden, cells=cells)


def _cells(
    root: etree._Element, strings: list[str], zero_styles: frozenset[str]
) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    heads: dict[str, str] = {}
    lines, numbers = [], []
    for row in root.iter("{*}row"):
        shown = []
        for cell in row.iter("{*}c"):
            value, is_number = _value(cell, strings)
            column = _COLUMN.match(cell.get("r", ""))
            letter = column.group() if column else ""
            if is_number and _LOST_ZERO.fullmatch(value):
                head = "cpr" if cell.get("s", "") in zero_styles else heads.get(letter, "")
                numbers.append((cell.get("r", ""), value.removesuffix(".0"), head))
            elif value and not is_number:
                heads.setdefault(letter, value)
            shown.append(value)
        lines.append("\t".join(shown))
    return "\n".join(lines), tuple(numbers)


def _value(cell: etree._Element, strings: list[str]) -> tuple[str, bool]:
    if cell.get("t") == "inlineStr":
        return _letters(cell), False
    value = next((node.text or "" for node in cell.iter("{*}v")), "")
    if cell.get("t") == "s":
        index = int(value) if value.isdigit() else -1
        return (strings[index] if 0 <= index < len(strings) else ""), False
    return value, cell.get("t") in {None, "n"} and bool(value)


def _shared_strings(data: bytes) -> list[str]:
    root = _root(data)
    return [] if root is None else [_letters(node) for node in root.iter("{*}si")]


def _zero_styles(data: bytes) -> frozenset[str]:
    """Indexes of cell styles that print ten figures, so that a lost leading zero is shown again."""
    root = _root(data)
    if root is None:
        return frozenset()
    formats = {
        node.get("numFmtId")
        for node in root.iter("{*}numFmt")
        if LEADING_ZERO_FORMAT.search(node.get("formatCode", ""))
    }
    styles = next(iter(root.iter("{*}cellXfs")), None)
    if styles is None:
        return frozenset()
    return frozenset(str(n) for n, style in enumerate(styles) if style.get("numFmtId") in formats)


def _joined(root: etree._Element, *, apart: bool) -> str:
    pieces: list[str] = []
    for node in root.iter():
        # Comments and processing instructions have no name of their own; their words count too.
        if apart or (isinstance(node.tag, str) and etree.QName(node).localname in BREAKS):
            pieces.append("\n")
        if node.text:
            pieces.append(node.text)
        if node.tail and node.tail.strip():
            pieces.append(node.tail)
    return "".join(pieces)


def _attributes(root: etree._Element) -> Iterator[str]:
    """Authors, titles, link targets: attributes that hold a person's words."""
    for node in root.iter():
        for key, value in node.attrib.items():
            if etree.QName(key).localname in SPOKEN and len(value) > 3:
                yield str(value)


def _letters(node: etree._Element) -> str:
    return "".join(str(piece) for piece in node.itertext())


def _root(data: bytes) -> etree._Element | None:
    if not data:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name.rsplit("/", 1)[-1]) or 0)
