"""DOCX to lines: headings, lists with their printed numbers, tables and footnotes. No macros, no media."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.flow import Flow, Marks
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.office.docx_numbers import Numbering
from raadslag.reader.formats.office.docx_styles import (
    Styles,
    child,
    children,
    flag,
    tag_of,
    value_of,
)
from raadslag.reader.formats.rows import reads_as_text, rows_to_table
from raadslag.reader.formats.safe_xml import bytes_to_tree
from raadslag.reader.formats.zipped import Zipped, broken
from raadslag.reader.lines.line import Source, UnreadableFile
from raadslag.record import Note

_GONE = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "drawing", "object"})
"""Deleted text, properties, field codes and pictures: no part of the text."""
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_WIDEST = 200


def docx_to_source(data: bytes, limits: Limits) -> Source:
    """The lines of a Word document. Raises `UnreadableFile`."""
    parts = Zipped(data, limits)
    notes: list[Note] = []
    document = _tree(parts, "word/document.xml", notes)
    body = child(document, "body") if document is not None else None
    if body is None:
        raise broken()
    flow = Flow(limits.lines)
    reading = _Reading(
        flow,
        Styles(_tree(parts, "word/styles.xml", notes)),
        Numbering(_tree(parts, "word/numbering.xml", notes)),
        _links(_tree(parts, "word/_rels/document.xml.rels", notes)),
        _footnotes(_tree(parts, "word/footnotes.xml", notes)),
    )
    _write_page_head(parts, reading, notes)
    reading.blocks(body)
    if flow.full:
        notes.append(Note("cut-short", f"Kun de første {limits.lines} linjer er læst."))
    if not flow.lines:
        raise UnreadableFile(
            "empty-file", "Dokumentet er tomt. Vælg det dokument, der har teksten."
        )
    core = _tree(parts, "docProps/core.xml", notes)
    title = child(core, "title") if core is not None else None
    text = one_line(title.text or "") if title is not None else ""
    return Source("docx", tuple(flow.lines), text or None, tuple(notes))


def _tree(parts: Zipped, name: str, notes: list[Note]) -> etree._Element | None:
    data = parts.read(name)
    if data is None:
        return None
    tree, found = bytes_to_tree(data)
    notes += found
    return tree


def _links(rels: etree._Element | None) -> dict[str, str]:
    """Addresses of the document's outer links by their relation id."""
    if rels is None:
        return {}
    return {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in rels
        if rel.get("TargetMode") == "External"
    }


def _footnotes(tree: etree._Element | None) -> dict[str, str]:
    if tree is None:
        return {}
    return {
        value_of(note, "id"): one_line(" ".join(_plain(note)))
        for note in children(tree, "footnote")
        if not value_of(note, "type")
    }


def _write_page_head(parts: Zipped, reading: _Reading, notes: list[Note]) -> None:
    """The page head stands on every page; its words are read once, first."""
    for name in sorted(parts.names()):
        if name.startswith("word/header") and name.endswith(".xml"):
            tree = _tree(parts, name, notes)
            if tree is not None and len(one_line(" ".join(_plain(tree)))) > 3:
                reading.blocks(tree)
                return


def _plain(element: etree._Element) -> Iterator[str]:
    """All letters below the element; a paragraph's end is a blank."""
    for part in element.iter():
        name = tag_of(part)
        if name == "t":
            yield part.text or ""
        elif name in ("p", "tab", "br"):
            yield " "


@dataclass(slots=True)
class _Reading:
    """What is needed to read the body: the flow and the document's other parts."""

    flow: Flow
    styles: Styles
    numbering: Numbering
    links: dict[str, str]
    footnotes: dict[str, str]
    _cited: list[str] = field(default_factory=list)

    def blocks(self, container: etree._Element) -> None:
        """Every paragraph and table below the container, in order."""
        waiting: list[Iterator[etree._Element]] = [iter(container)]
        while waiting and not self.flow.full:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
                continue
            name = tag_of(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                inner = self._table(element)
                if inner is not None:
                    waiting.append(iter(inner))
            elif name in _WRAPPERS:
                waiting.append(iter(element))
        self.flow.end()

    def _paragraph(self, element: etree._Element) -> None:
        settings = child(element, "pPr")
        style = value_of(child(settings, "pStyle"))
        level = self.styles.heading_level(settings, style)
        mark, depth = self.numbering.next_mark(self.styles.numbering(settings, style))
        if level is not None:
            self.flow.begin(heading=level)
            if mark and mark != "-":
                self.flow.write(f"{mark} ", Marks())
        else:
            self.flow.begin(list_mark=mark, list_level=depth)
        self._runs(element, None)
        self.flow.end()
        for number in self._cited:
            self.flow.begin()
            self.flow.write(f"[{number}] {self.footnotes[number]}", Marks())
        self._cited = []
        self.flow.end()

    def _runs(self, element: etree._Element, href: str | None) -> None:
        for part in element:
            name = tag_of(part)
            if name == "r":
                self._run(part, href)
            elif name == "hyperlink":
                self._runs(part, self.links.get(value_of(part, "id")))
            elif name in _WRAPPERS or name == "fldSimple":
                self._runs(part, href)

    def _run(self, run: etree._Element, href: str | None) -> None:
        settings = child(run, "rPr")
        if flag(settings, "vanish"):
            return
        marks = Marks(flag(settings, "b"), flag(settings, "i"), href)
        for part in run:
            name = tag_of(part)
            if name == "t":
                self.flow.write(part.text or "", marks)
            elif name in ("br", "cr"):
                self.flow.line_break()
            elif name == "tab":
                self.flow.write(" ", marks)
            elif name == "noBreakHyphen":
                self.flow.write("-", marks)
            elif name == "footnoteReference" and value_of(part, "id") in self.footnotes:
                self.flow.write(f"[{value_of(part, 'id')}]", marks)
                self._cited.append(value_of(part, "id"))

    def _table(self, table: etree._Element) -> list[etree._Element] | None:
        """Writes the table; where it is only layout, the paragraphs of its cells are to be read."""
        rows: list[list[str]] = []
        header = 0
        for row in children(table, "tr"):
            if flag(child(row, "trPr"), "tblHeader") and header == len(rows):
                header += 1
            rows.append(self._cells(row))
        cells = [part for row in children(table, "tr") for part in children(row, "tc")]
        if any(tag_of(inner) == "tbl" for cell in cells for inner in cell):
            return [inner for cell in cells for inner in cell]
        if rows and reads_as_text(rows):
            if max(map(len, rows)) == 2:
                self._label_lines(rows)
                return None
            return [inner for cell in cells for inner in cell]
        if rows:
            self.flow.table(rows_to_table(rows, header_rows=header))
        return None

    def _label_lines(self, rows: list[list[str]]) -> None:
        for row in rows:
            self.flow.begin()
            self.flow.write(" ".join(cell for cell in row if cell), Marks())
        self.flow.end()

    def _cells(self, row: etree._Element) -> list[str]:
        texts: list[str] = []
        for cell in children(row, "tc"):
            settings = child(cell, "tcPr")
            merged = child(settings, "vMerge")
            goes_on = merged is not None and value_of(merged) != "restart"
            texts.append("" if goes_on else one_line(" ".join(self._cell_text(cell))))
            span = value_of(child(settings, "gridSpan"))
            extra = int(span) - 1 if span.isdecimal() and len(span) < 4 else 0
            texts += [""] * min(extra, _WIDEST)
        return texts[:_WIDEST]

    def _cell_text(self, cell: etree._Element) -> Iterator[str]:
        for paragraph in children(cell, "p"):
            inner = Flow(1_000)
            part = _Reading(inner, self.styles, self.numbering, {}, {})
            part._paragraph(paragraph)
            yield from (line.text for line in inner.lines)


__all__ = ["docx_to_source"]
