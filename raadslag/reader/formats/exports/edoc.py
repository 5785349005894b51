"""eDoc's XML of one meeting: items out of order, each with the whole route of its case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.attachments import titled
from raadslag.reader.formats.exports.known import (
    KnownItem,
    KnownMeeting,
    KnownSection,
    known_to_meeting,
)
from raadslag.reader.formats.letters import clean_letters, one_line
from raadslag.reader.formats.moments import danish_moment
from raadslag.reader.formats.safe_xml import text_of
from raadslag.reader.lines.line import Line, UnreadableFile
from raadslag.record import Attachment, Kind, Meeting, Note, PriorTreatment

_LONE_MARK = re.compile(r"^([A-ZÆØÅ]|\d{1,2})[.)]$")
_POINT_MARK = re.compile(r"^(?:[A-ZÆØÅa-zæøå]|\d{1,3})[.)]$|^[•*–-]$")
_NUMBERED_TITLE = re.compile(r"^\d{1,4}\s*[.:]?\s+")
_HELD_BACK = re.compile(r"\bikke\b|\blukket\b|\bfortrolig", re.IGNORECASE)


def edoc_to_meeting(root: etree._Element, limits: Limits) -> Meeting:
    """The record of an eDoc meeting. Raises `UnreadableFile` where it holds no items."""
    entries = [
        (entry, "lukket" in (text_of(group, "AgendaType") or "").lower())
        for group in root.findall("MeetingAgendaTypes/MeetingAgendaType")
        for entry in group.findall("MeetingAgendaItems/MeetingAgendaItem")
    ]
    if not entries:
        raise UnreadableFile(
            "no-items", "Filen fra eDoc rummer ingen punkter. Eksportér mødet igen fra eDoc."
        )
    on, start = danish_moment(text_of(root, "MeetingDate"))
    state = (text_of(root, "MeetingState") or "").lower()
    kind: Kind = "minutes" if "referat" in state or "beslutning" in state else "agenda"
    numbers = [_number(entry) or 0 for entry, _ in entries]
    notes: list[Note] = []
    if numbers != sorted(numbers):
        notes.append(
            Note("items-sorted", "Punkterne stod ikke i nummerorden i filen og er ordnet.")
        )
    ordered = sorted(entries, key=lambda pair: _number(pair[0]) or 0)
    items = tuple(_item(entry, closed, on, limits) for entry, closed in ordered)
    return known_to_meeting(
        KnownMeeting(
            reader="edoc",
            kind=kind,
            organization=text_of(root, "Committee"),
            on=on,
            start_time=start,
            location=text_of(root, "MeetingPlace") or text_of(root, "Location"),
            items=items,
            notes=tuple(notes),
        )
    )


def _number(entry: etree._Element) -> int | None:
    text = text_of(entry, "AgendaItemNumber") or ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _item(entry: etree._Element, closed: bool, on: date | None, limits: Limits) -> KnownItem:
    document = entry.find("Document")
    title = one_line(text_of(document, "Title") or "") or None
    neutral = one_line(text_of(document, "NeutralTitle") or "") or None
    before, after = _route(document, on)
    lines = tuple(_body(text_of(entry, "FullText") or "", title, limits))
    return KnownItem(
        number=_number(entry),
        title=title or neutral,
        closed=closed,
        public_title=neutral if neutral != title else None,
        journal_number=text_of(document, "CaseLogicIdentifier"),
        sections=(KnownSection(None, lines),),
        attachments=tuple(_attachments(document)),
        previous_treatment=tuple(before),
        next_bodies=tuple(dict.fromkeys(after)),
    )


def _body(text: str, title: str | None, limits: Limits) -> Iterator[Line]:
    """The item's text, a paragraph a line, without its printed title; lone marks join their point."""
    waiting: str | None = None
    first = True
    paragraphs = _cells_kept(clean_letters(text).splitlines()[: limits.lines])
    while paragraphs and (not paragraphs[-1] or paragraphs[-1].endswith(":")):
        paragraphs.pop()  # a label of the template that nothing follows
    for number, words in enumerate(paragraphs, start=1):
        if not words:
            continue
        if first:
            first = False
            if title and _NUMBERED_TITLE.sub("", words) == title:
                continue
        if _LONE_MARK.match(words):
            waiting = words
            continue
        level = 1 if waiting else 0
        yield Line(words, number, list_mark=waiting, list_level=level, starts_block=True)
        waiting = None


def _cells_kept(printed: list[str]) -> list[str]:
    """Each line on one line; tabs stay in rows of figures, and go after a point's mark and in indents."""
    rows = [[one_line(cell) for cell in line.split("\t")] for line in printed]
    tabled = [len(row) > 1 and not _POINT_MARK.match(row[0]) for row in rows]
    named = [is_row and bool(row[0]) for is_row, row in zip(tabled, rows, strict=True)]
    for at in range(len(rows)):
        beside = named[max(0, at - 1) : at] + named[at + 1 : at + 2]
        tabled[at] = tabled[at] and any(beside)
    return [
        "\t".join(row) if is_row else one_line(line)
        for row, is_row, line in zip(rows, tabled, printed, strict=True)
    ]


def _route(
    document: etree._Element | None, on: date | None
) -> tuple[list[PriorTreatment], list[str]]:
    """Earlier treatments of the case, and the bodies that it goes on to, by date."""
    stops: list[tuple[date, str, int | None]] = []
    for stop in document.findall("AgendaItems/AgendaItem") if document is not None else ():
        body = one_line(text_of(stop, "Committee") or "")
        day, _ = danish_moment(text_of(stop, "MeetingDate") or text_of(stop, "PlannedMeetingDate"))
        if body and day:
            stops.append((day, body, _number(stop)))
    if on is None:
        return [], []
    stops.sort(key=lambda stop: stop[0])
    before = [PriorTreatment(body, day, number) for day, body, number in stops if day < on]
    return before, [body for day, body, _ in stops if day > on]


def _attachments(document: etree._Element | None) -> Iterator[Attachment]:
    for found in document.findall("Attachments/Attachment") if document is not None else ():
        title = text_of(found, "Title") or text_of(found, "NeutralTitle")
        if title:
            yield titled(
                title,
                source=text_of(found, "PDFDocument"),
                internal=bool(_HELD_BACK.search(text_of(found, "PublishingType") or "")),
            )
