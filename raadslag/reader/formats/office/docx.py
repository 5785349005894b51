"""DOCX to lines: headings, lists with their printed numbers, tables, boxes and notes. No macros, no media."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.flow import Flow, Marks
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.office.docx_numbers import Numbering
from raadslag.reader.formats.office.docx_runs import WRAPPERS, Runs, Said
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
from raadslag.reader.formats.unread import shortened, unread, watermark
from raadslag.reader.formats.zipped import Zipped, broken
from raadslag.reader.lines.line import Line, Source, UnreadableFile
from raadslag.reader.lines.opened import minutes_in
from raadslag.reader.words import danish
from raadslag.record import Note

_WIDEST = 200
_DEEPEST = 8
"""Text boxes within text boxes."""
_MOST_COMMENTS = 20
_FEW_LETTERS = 250
"""Letters of a document with pictures below which the pictures are its content."""
_TOLD = {
    "hidden-text": "Dokumentet har skjult tekst; den er ikke læst med, men kan stadig læses i filen.",
    "struck-text": "Dokumentet har overstreget tekst; den er ikke læst med.",
    "tracked-change": "Dokumentet har rettelser, som ingen har taget stilling til: det slettede er ikke læst "
    "med, det indsatte er. Godkend eller afvis dem i Word, og gem dokumentet på ny.",
    "embedded-object": "Dokumentet har et indlejret regneark eller en anden fil; den er ikke læst.",
    "part-not-read": "Dokumentet henter tekst fra en anden fil; den er ikke læst. Gem det på ny i Word.",
}


def docx_to_source(data: bytes, limits: Limits) -> Source:
    """The lines of a Word document. Raises `UnreadableFile`."""
    parts = Zipped(data, limits)
    notes: list[Note] = []
    document = _tree(parts, "word/document.xml", notes)
    body = child(document, "body") if document is not None else None
    if body is None:
        raise broken()
    flow = Flow(limits.lines)
    said = Said(
        links=_links(_tree(parts, "word/_rels/document.xml.rels", notes)),
        notes=_cited(_tree(parts, "word/footnotes.xml", notes), "footnote")
        | _cited(_tree(parts, "word/endnotes.xml", notes), "endnote"),
    )
    reading = _Reading(
        flow,
        Styles(_tree(parts, "word/styles.xml", notes)),
        Numbering(_tree(parts, "word/numbering.xml", notes)),
        said,
    )
    _write_page_head(parts, reading, notes)
    reading.blocks(body)
    if flow.full:
        notes.append(unread("cut-short", f"Kun de første {limits.lines} linjer er læst."))
    if not flow.lines:
        raise UnreadableFile(
            "empty-file", "Dokumentet er tomt. Vælg det dokument, der har teksten."
        )
    notes += _told(flow, said)
    notes += _comments(_tree(parts, "word/comments.xml", notes))
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


def _cited(tree: etree._Element | None, kind: str) -> dict[str, str]:
    """Foot- or endnotes by the first letter of their kind and their id; separators are none."""
    return {
        kind[0] + value_of(note, "id"): one_line(" ".join(_plain(note)))
        for note in children(tree, kind)
        if not value_of(note, "type")
    }


def _told(flow: Flow, said: Said) -> Iterator[Note]:
    """Notes on what the document holds beside its text."""
    for code, count in sorted(said.counts.items()):
        if code in _TOLD and count:
            yield unread(code, _TOLD[code])
        elif code.startswith("watermark "):
            yield watermark(code.removeprefix("watermark "), None)
    if any(_stands_for_text(flow.lines, place) for place in said.pictures):
        told = "Dokumentet har et billede, hvor der skulle stå tekst; det er ikke læst. Se det i filen."
        yield unread("picture-page", told)
    letters = sum(len(line.text) + _FEW_LETTERS * bool(line.table) for line in flow.lines)
    if said.pictures and letters < _FEW_LETTERS:
        told = "Dokumentet er mest billeder; de er ikke læst. Kør tekstgenkendelse (OCR), eller find teksten."
        yield unread("picture-page", told)


def _stands_for_text(lines: Sequence[Line], place: int) -> bool:
    """A picture before line `place` lies right under a known heading, and a heading or nothing follows."""
    if not place or not danish().role(lines[place - 1].text):
        return False
    return (
        place == len(lines)
        or lines[place].heading is not None
        or bool(danish().role(lines[place].text))
    )


def _comments(tree: etree._Element | None) -> Iterator[Note]:
    comments = [one_line(" ".join(_plain(one))) for one in children(tree, "comment")]
    for text in [text for text in comments if text][:_MOST_COMMENTS]:
        yield unread("comment", f"Dokumentet har en kommentar: »{shortened(text)}«.")


def _write_page_head(parts: Zipped, reading: _Reading, notes: list[Note]) -> None:
    """The page head stands on every page; its words are read once, first."""
    written = False
    for name in sorted(parts.names()):
        if name.startswith("word/header") and name.endswith(".xml"):
            tree = _tree(parts, name, notes)
            if tree is None:
                continue
            for mark in (part for part in tree.iter() if tag_of(part) == "textpath"):
                reading.said.counts[f"watermark {value_of(mark, 'string')}"] += 1
            if not written and len(one_line(" ".join(_plain(tree)))) > 3:
                reading.blocks(tree)
                written = True


def _plain(element: etree._Element) -> Iterator[str]:
    """All letters below the element; a paragraph's end is a blank."""
    for part in element.iter():
        name = tag_of(part)
        if name == "t":
            yield part.text or ""
        elif name in ("p", "tab", "br"):
            yield " "


def _through(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of those names, also those that content controls and insertions lie round."""
    for part in element:
        name = tag_of(part)
        if name in names:
            yield part
        elif name in WRAPPERS:
            yield from _through(part, *names)


@dataclass(slots=True)
class _Reading:
    """What is needed to read the body: the flow and the document's other parts."""

    flow: Flow
    styles: Styles
    numbering: Numbering
    said: Said
    in_table: bool = False
    depth: int = 0

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
                self.paragraph(element)
            elif name == "tbl":
                inner = self._table(element)
                if inner is not None:
                    waiting.append(iter(inner))
            elif name in WRAPPERS:
                waiting.append(iter(element))
            elif name == "altChunk":
                self.said.counts["part-not-read"] += 1
        self.flow.end()

    def paragraph(self, element: etree._Element) -> None:
        """One paragraph, then the notes it cites, then the text boxes that hang at it."""
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
        runs = Runs(self.flow, self.styles, self.said, in_table=self.in_table)
        runs.write(element)
        self.flow.end()
        if runs.pictures:
            self.said.pictures.append(len(self.flow.lines))
        for key in runs.cited:
            self.flow.begin()
            self.flow.write(f"[{key[1:]}] {self.said.notes[key]}", Marks())
        self.flow.end()
        if self.depth < _DEEPEST:
            self.depth += 1
            for box in runs.boxes:
                self.blocks(box)
            self.depth -= 1

    def _table(self, table: etree._Element) -> list[etree._Element] | None:
        """Writes the table; where it is only layout, the paragraphs of its cells are to be read."""
        rows: list[list[str]] = []
        cells: list[etree._Element] = []
        header = 0
        for row in _through(table, "tr"):
            settings = child(row, "trPr")
            if child(settings, "del") is not None:
                self.said.counts["tracked-change"] += 1
                continue
            if flag(settings, "tblHeader") and header == len(rows):
                header += 1
            held = list(_through(row, "tc"))
            cells += held
            rows.append(self._texts(held))
        if any(tag_of(inner) == "tbl" for cell in cells for inner in cell):
            return [inner for cell in cells for inner in cell]
        if lines := minutes_in(rows):
            self.flow.lines_of_table(lines)
            return None
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

    def _texts(self, cells: list[etree._Element]) -> list[str]:
        texts: list[str] = []
        for cell in cells:
            settings = child(cell, "tcPr")
            merged = child(settings, "vMerge")
            goes_on = merged is not None and value_of(merged) != "restart"
            texts.append("" if goes_on else one_line(" ".join(self._cell_text(cell))))
            span = value_of(child(settings, "gridSpan"))
            extra = int(span) - 1 if span.isdecimal() and len(span) < 4 else 0
            texts += [""] * min(extra, _WIDEST)
        return texts[:_WIDEST]

    def _cell_text(self, cell: etree._Element) -> Iterator[str]:
        inner = Flow(1_000)
        part = _Reading(inner, self.styles, self.numbering, self.said, True, self.depth)
        for paragraph in _through(cell, "p"):
            part.paragraph(paragraph)
        yield from (line.text for line in inner.lines)


__all__ = ["docx_to_source"]
