"""Which reader a file needs, by what is in it. The file's name is never asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from raadslag.reader.door.doubted import doubted
from raadslag.reader.door.limits import Limits
from raadslag.reader.door.strange import refuse_known_strangers, refuse_zip, unknown_format
from raadslag.reader.fields.members import with_members
from raadslag.reader.formats.exports import firstagenda
from raadslag.reader.formats.exports.edagsorden import publication_to_meetings
from raadslag.reader.formats.exports.edoc import edoc_to_meeting
from raadslag.reader.formats.exports.records import is_record, record_to_meeting
from raadslag.reader.formats.finish import finished
from raadslag.reader.formats.office.docx import docx_to_source
from raadslag.reader.formats.pdf.file import pdf_to_source
from raadslag.reader.formats.recognised import lines_of, notes_of, words_of
from raadslag.reader.formats.safe_xml import bytes_to_tree
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.formats.unread import unread
from raadslag.reader.formats.web.html import html_to_source
from raadslag.reader.formats.zipped import Zipped
from raadslag.reader.lines.line import Line, Source, UnreadableFile
from raadslag.reader.parse import parse
from raadslag.reader.words.town import NO_TOWN, Town
from raadslag.record import Meeting, Note

_HEAD = 65_536
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_HTML_TAGS = re.compile(r"</?(?:html|head|body|div|p|span|table|h[1-6]|ul|ol|br)\b", re.IGNORECASE)
_HTML_ROOTS = frozenset(
    {"html", "head", "body", "div", "p", "span", "table", "section", "article", "main", "meta"}
    | {"title", "ul", "ol", "h1", "h2", "h3", "h4", "font", "center", "style", "script", "link"}
)
_MOSTLY_TAGS = 6
"""HTML tags in the head of a file from which it is a web page even if it begins with text."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.003


def bytes_to_meetings(
    data: bytes,
    limits: Limits,
    recognised: Mapping[int, str] | None = None,
    town: Town = NO_TOWN,
) -> list[Meeting]:
    """Every meeting in the file's bytes; `recognised` are the words of pages that are pictures, as a
    table of Tesseract's for each; `town` is what is known beforehand. Raises `UnreadableFile`."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise UnreadableFile("empty-file", "Filen er tom. Vælg en fil med referatets tekst.")
    if recognised:
        return [doubted(_read_recognised(data, limits, recognised, town))]
    return [doubted(meeting) for meeting in _reading_of(data)(data, limits, town)]


def _read_recognised(
    data: bytes, limits: Limits, recognised: Mapping[int, str], town: Town
) -> Meeting:
    """A PDF with pages that are pictures, or a picture alone."""
    if b"%PDF-" in data[:1024]:
        return parse(pdf_to_source(data, limits, recognised), town=town)
    words = words_of(recognised[1])
    lines = tuple(
        Line(" ".join(word.text for word in line), number, 1)
        for number, line in enumerate(lines_of(words), start=1)
    )
    return parse(finished(Source("ocr", lines, notes=tuple(notes_of(words, 1)))), town=town)


def _reading_of(data: bytes) -> Callable[[bytes, Limits, Town], list[Meeting]]:
    if b"%PDF-" in data[:1024]:
        return _read_pdf
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _read_zip
    refuse_known_strangers(data)
    head = _head(data)
    if head.startswith("<"):
        return _read_markup
    if head.startswith(("{", "[")) and _is_json(data):
        return _read_json
    if len(_HTML_TAGS.findall(head)) >= _MOSTLY_TAGS:
        return _read_html
    return _read_text


def _head(data: bytes) -> str:
    """The file's beginning as text, enough to know it by."""
    start = data[:_HEAD]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start.decode("utf-16", "replace").lstrip("\ufeff \t\r\n")
    return start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")


def _read_pdf(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    return [parse(pdf_to_source(data, limits), town=town)]


def _read_zip(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    parts = Zipped(data, limits)
    names = parts.names()
    if "word/document.xml" not in names:
        refuse_zip(names, parts.read("mimetype") or b"")
    return [parse(finished(docx_to_source(data, limits)), town=town)]


def _read_markup(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    root = _ROOT.search(_head(data))
    name = root[1] if root else ""
    if name.lower() in _HTML_ROOTS:
        return _read_html(data, limits, town)
    if (
        name == "Publication"
        or name == "Meeting"
        or data.lstrip(b"\xef\xbb\xbf \r\n\t")[:5] == b"<?xml"
    ):
        return _read_xml(data, limits, town)
    if len(_HTML_TAGS.findall(_head(data))) >= _MOSTLY_TAGS:
        return _read_html(data, limits, town)
    return _read_text(data, limits, town)


def _read_xml(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    tree, notes = bytes_to_tree(data)
    if tree.tag == "Publication":
        return _of_town(_noted(publication_to_meetings(tree, limits), notes), town)
    if tree.tag == "Meeting":
        return _of_town(_noted([edoc_to_meeting(tree, limits)], notes), town)
    raise UnreadableFile(
        "unknown-xml",
        "XML-filen er hverken fra eDagsorden eller eDoc. Eksportér mødet som PDF, Word eller HTML.",
    )


def _read_html(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    if firstagenda.is_firstagenda_page(data):
        return _of_town([firstagenda.page_to_meeting(data, limits)], town)
    return [parse(finished(html_to_source(data, limits)), town=town)]


def _read_json(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    content = _loaded(data)
    if is_record(content):
        return [record_to_meeting(content)]
    if isinstance(content, list) and content and all(map(is_record, content)):
        return [record_to_meeting(part) for part in content]
    answers = content if isinstance(content, list) else [content]
    if any(map(firstagenda.is_answer, answers)) or firstagenda.is_index(content):
        return _of_town(firstagenda.data_to_meetings(content, limits), town)
    raise UnreadableFile(
        "unknown-json",
        "JSON-filen er hverken et møde fra FirstAgenda eller Rådslags eget format. "
        "Hent mødet igen, eller brug referatet som PDF.",
    )


def _read_text(data: bytes, limits: Limits, town: Town) -> list[Meeting]:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and len(_BINARY.findall(data[:_HEAD])) > _BINARY_SHARE * len(data[:_HEAD]):
        raise unknown_format()
    source = text_to_source(data)
    if len(source.lines) > limits.lines:
        note = unread("cut-short", f"Kun de første {limits.lines} linjer er læst.")
        source = replace(source, lines=source.lines[: limits.lines], notes=(*source.notes, note))
    return [parse(finished(source), town=town)]


def _is_json(data: bytes) -> bool:
    try:
        _loaded(data)
    except UnreadableFile:
        # A cut JSON file is no text to read either; but a text may begin with a bracket.
        return _head(data).lstrip("[{ \r\n\t").startswith('"')
    return True


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(
            data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            "broken-json", "JSON-filen er ikke hel og kan ikke læses. Hent den igen."
        ) from error


def _noted(meetings: list[Meeting], notes: list[Note]) -> list[Meeting]:
    return [replace(meeting, notes=(*notes, *meeting.notes)) for meeting in meetings]


def _of_town(meetings: list[Meeting], town: Town) -> list[Meeting]:
    """An export states its committee; its people are named as the members are."""
    return [with_members(meeting, town.members_on(meeting.date)) for meeting in meetings]
