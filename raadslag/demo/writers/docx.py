"""A Word file from a case system's template, zipped by hand: styles, numbering, tables, a header."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from raadslag.demo.writers import printed
from raadslag.record import (
    Attendee,
    Block,
    BulletList,
    Heading,
    Item,
    Meeting,
    Paragraph,
    Table,
    blocks_to_text,
    spans_to_text,
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("document", "styles", "numbering", "header1")


def write(meeting: Meeting) -> bytes:
    """The bytes of the .docx; the same for the same meeting."""
    lists: list[bool] = []
    body = "".join(_body(meeting, lists))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>'
    document = (
        f'{_HEAD}<w:document {_W} xmlns:r="{_R}"><w:body>{body}{section}</w:body></w:document>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "[Content_Types].xml", _types())
        _put(archive, "_rels/.rels", _relations([("officeDocument", "word/document.xml")]))
        named = [(name.rstrip("1"), f"{name}.xml") for name in _PARTS[1:]]
        _put(archive, "word/_rels/document.xml.rels", _relations([("none", "none"), *named]))
        _put(archive, "word/document.xml", document)
        _put(archive, "word/styles.xml", _styles())
        _put(archive, "word/numbering.xml", _numbering(lists))
        _put(archive, "word/header1.xml", _header(meeting))
    return target.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, text)


def _types() -> str:
    main = {"document": "document.main", "header1": "header"}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{main.get(name, name)}+xml"/>'
        for name in _PARTS
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{index}" Type="{_R}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, start=1)
        if kind != "none"
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    names = [("Normal", "Normal"), ("Title", "Title"), ("ListParagraph", "List Paragraph")]
    names += [(f"Heading{level}", f"heading {level}") for level in (1, 2, 3)]
    rows = "".join(
        f'<w:style w:type="paragraph"{" w:default=" + repr("1") if key == "Normal" else ""} '
        f'w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names
    )
    return f"{_HEAD}<w:styles {_W}>{rows}</w:styles>"


def _numbering(lists: list[bool]) -> str:
    """One list definition for bullets, one for numbers, and one instance for each list used."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{index}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for index, (kind, text) in enumerate((("bullet", "•"), ("decimal", "%1.")))
    )
    used = "".join(
        f'<w:num w:numId="{index}"><w:abstractNumId w:val="{int(ordered)}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for index, ordered in enumerate(lists, start=1)
    )
    return f"{_HEAD}<w:numbering {_W}>{kinds}{used}</w:numbering>"


def _header(meeting: Meeting) -> str:
    text = f"{meeting.municipality} · Referat af møde i {meeting.organization}"
    return f"{_HEAD}<w:hdr {_W}>{_line(text)}</w:hdr>"


def _line(text: str, style: str | None = None, number: int | None = None) -> str:
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        marks += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    properties = f"<w:pPr>{marks}</w:pPr>" if marks else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}</w:p>"


def _body(meeting: Meeting, lists: list[bool]) -> Iterator[str]:
    on = printed.day(meeting)
    yield _line("Referat", "Title")
    yield _line(f"Udvalg: {meeting.organization}")
    yield _line(f"Dato: {printed.weekday(on)} den {printed.long_date(on)}")
    yield _line(f"Tidspunkt: kl. {meeting.start_time} - {meeting.end_time}")
    yield _line(f"Sted: {meeting.location}")
    yield from _people("Deltagere", (a for a in meeting.attendance if a.status == "present"), lists)
    yield from _people("Afbud", (a for a in meeting.attendance if a.status == "apologies"), lists)
    yield from _people("Fraværende", (a for a in meeting.attendance if a.status == "absent"), lists)
    yield from map(_line, printed.partial(meeting))
    for item in meeting.items:
        yield from _item(item, meeting, lists)


def _people(heading: str, group: Iterable[Attendee], lists: list[bool]) -> Iterator[str]:
    names = [printed.person(who).replace(" (Afbud)", "").replace(" (Fravær)", "") for who in group]
    if names:
        yield _line(heading, "Heading2")
        lists.append(False)
        yield from (_line(name, "ListParagraph", len(lists)) for name in names)


def _item(item: Item, meeting: Meeting, lists: list[bool]) -> Iterator[str]:
    yield _line(f"{item.number}. {printed.title(item)}", "Heading1")
    if item.journal_number:
        yield _line(f"Sagsnr.: {item.journal_number}")
    for piece in printed.pieces(item, meeting):
        if piece.heading:
            yield _line(piece.heading, "Heading2")
        for block in piece.blocks:
            yield from _block(block, lists)


def _block(block: Block, lists: list[bool]) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _line(spans_to_text(block.spans))
        case Heading():
            yield _line(spans_to_text(block.spans), "Heading3")
        case BulletList():
            lists.append(block.ordered)
            for entry in block.items:
                yield _line(blocks_to_text(entry.blocks), "ListParagraph", len(lists))
        case Table():
            yield from _table(block)
        case _:
            return


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _line(table.caption)
    rows = [table.columns, *table.rows] if table.columns else list(table.rows)
    lines = []
    for index, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if table.columns and index == 0 else ""
        cells = "".join(f"<w:tc>{_line(text)}</w:tc>" for text in row)
        lines.append(f"<w:tr>{mark}{cells}</w:tr>")
    grid = "<w:gridCol/>" * len(rows[0])
    yield f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    yield _line("")
