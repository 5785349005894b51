"""FirstAgenda Publication: the portal's page, and the answer of its public JSON interface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from raadslag.danish.moments import date_of, times_in
from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.attachments import titled
from raadslag.reader.formats.exports.known import (
    KnownItem,
    KnownMeeting,
    KnownSection,
    known_to_meeting,
    text_to_lines,
)
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.moments import iso_moment
from raadslag.reader.formats.web.html import fragment_to_tree, html_to_tree, node_to_lines
from raadslag.reader.formats.web.tables import node_text
from raadslag.reader.lines.line import Line, UnreadableFile
from raadslag.record import Attachment, Kind, Meeting, Note

_ZERO = "00000000-0000-0000-0000-000000000000"
_MINUTES = re.compile(r"referat|protokol|beslutning", re.IGNORECASE)
_CLOSED = re.compile(r"^\s*lukket\b", re.IGNORECASE)
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_CONTAINER = "#sagsfremstillingContainer"


def is_firstagenda_page(data: bytes) -> bool:
    """True for a page of the portal that holds a meeting."""
    return b"punktrow" in data and b"overskrift" in data


def page_to_meeting(data: bytes, limits: Limits) -> Meeting:
    """The meeting of a saved portal page. Raises `UnreadableFile`."""
    tree, notes = html_to_tree(data, limits)
    rows = tree.css(".punktrow")
    if not rows:
        raise UnreadableFile(
            "no-items",
            "Siden rummer ingen punkter. Gem siden fra browseren, når alle punkter vises.",
        )
    head = _text(tree, "h1.dato") or _text(tree, "h1") or ""
    when = _text(tree, "table .dato") or head
    times = times_in(when)
    known = KnownMeeting(
        reader="firstagenda",
        kind=_kind(head),
        organization=_text(tree, ".udvalg"),
        on=date_of(when) or date_of(head),
        start_time=times[0] if times else None,
        end_time=times[1] if len(times) > 1 else None,
        location=_text(tree, ".sted"),
        title=head or None,
        supplementary="tillæg" in head.lower(),
        participants=tuple(filter(None, [_text(tree, ".deltagere")])),
        told=tuple(filter(None, [_text(tree, "[data-meeting-description]")])),
        items=tuple(_row_to_item(row, index, limits, notes) for index, row in enumerate(rows, 1)),
    )
    return known_to_meeting(replace(known, notes=tuple(notes)))


def data_to_meetings(data: Any, limits: Limits) -> list[Meeting]:
    """The meetings of a saved `/api/agenda/dagsorden/{id}` answer, or a list of them."""
    answers = data if isinstance(data, list) else [data]
    meetings = [_answer_to_meeting(answer, limits) for answer in answers if is_answer(answer)]
    if meetings:
        return meetings
    raise UnreadableFile(
        "list-of-meetings",
        "Filen er en oversigt over udvalg og møder, ikke selve møderne. "
        "Hent hvert møde for sig (adressen ender på dagsorden/ og mødets id), og læs dem i stedet.",
    )


def is_answer(data: Any) -> bool:
    """True for one meeting as the JSON interface gives it."""
    return isinstance(data, dict) and isinstance(data.get("Dagsordenpunkter"), list)


def is_index(data: Any) -> bool:
    """True for the interface's list of committees and meetings."""
    if isinstance(data, list):
        return any("Moeder" in part for part in data if isinstance(part, dict))
    return isinstance(data, dict) and isinstance(data.get("Udvalg"), dict) and "Moede" not in data


def _row_to_item(row: LexborNode, index: int, limits: Limits, notes: list[Note]) -> KnownItem:
    label = _text(row, ".label-default:not(.pdf-label)") or ""
    title = _text(row, ".overskrift")
    container = row.css_first(_CONTAINER) or row.css_first(".punkt")
    sections = tuple(_sections(container, limits, notes)) if container else ()
    return KnownItem(
        number=int(label) if label.isdecimal() and len(label) < 6 else index,
        title=one_line(title or "") or None,
        closed=bool(title and _CLOSED.match(title)) or row.css_first(".lukket") is not None,
        journal_number=_text(row, ".sagsnummer"),
        sections=sections,
        attachments=tuple(_page_attachments(row)),
    )


def _page_attachments(row: LexborNode) -> Iterator[Attachment]:
    for link in row.css("a.bilag-link"):
        title = node_text(link)
        if title:
            yield _attachment(title, link.attributes.get("href") or "")


def _attachment(title: str, address: str) -> Attachment:
    found = _GUID.search(address)
    source = f"/vis/pdf/bilag/{found[0].lower()}" if found and found[0] != _ZERO else None
    return titled(title, source=source)


def _sections(container: LexborNode, limits: Limits, notes: list[Note]) -> Iterator[KnownSection]:
    """Heading and text pairs that the platform writes; a heading inside a text is a sub-heading."""
    heading: str | None = None
    lines: list[Line] = []
    for part in _parts(container):
        if part.tag == "h3":
            if heading or _says_something(lines):
                yield KnownSection(heading, tuple(lines))
            heading, lines = node_text(part) or None, []
        elif part.tag == "-text":
            lines += text_to_lines([one_line(part.text_content or "")])
        else:
            lines += [_lowered(line) for line in node_to_lines(part, limits, notes)]
    if heading or _says_something(lines):
        yield KnownSection(heading, tuple(lines))


def _says_something(lines: Sequence[Line]) -> bool:
    """False for the lone full stop that fills an empty field of the template."""
    return any(line.table or line.text.strip(".- ") for line in lines)


def _parts(container: LexborNode) -> Iterator[LexborNode]:
    """The container's children; divs that only hold heading and text pairs are opened."""
    child = container.child
    while child is not None:
        opened = child.tag == "div" and any(
            inner.tag == "h3" or inner.id == _CONTAINER[1:] for inner in child.iter()
        )
        if opened:
            yield from _parts(child)
        elif not (child.tag or "").startswith("-") or (child.text_content or "").strip():
            yield child
        child = child.next


def _lowered(line: Line) -> Line:
    return replace(line, heading=max(line.heading, 4)) if line.heading else line


def _answer_to_meeting(answer: dict[str, Any], limits: Limits) -> Meeting:
    meeting = _dict(answer.get("Moede"))
    name = _string(meeting.get("Navn")) or _string(answer.get("Navn")) or ""
    moment = _string(meeting.get("MeetingBeginUtc")) or _string(meeting.get("Dato"))
    on, start = iso_moment(moment)
    _, end = iso_moment(_string(meeting.get("MeetingEndUtc")))
    notes: list[Note] = []
    entries = sorted(
        (entry for entry in answer["Dagsordenpunkter"] if isinstance(entry, dict)),
        key=lambda entry: _number(entry.get("Sorting")) or 0,
    )
    items = tuple(_entry_to_item(entry, i, limits, notes) for i, entry in enumerate(entries, 1))
    supplementary = bool(answer.get("TillaegsDagsorden")) or "tillæg" in name.lower()
    return known_to_meeting(
        KnownMeeting(
            reader="firstagenda",
            kind=_kind(name),
            organization=_string(_dict(answer.get("Udvalg")).get("Navn")),
            on=on or date_of(moment or ""),
            start_time=start,
            end_time=end if end != start else None,
            location=_string(meeting.get("Sted")),
            title=name or None,
            supplementary=supplementary,
            source_id=_identity(answer.get("Id")),
            participants=tuple(_participants(meeting.get("Moededeltagere"))),
            told=tuple(_participants(meeting.get("Description"))),
            items=items,
            notes=tuple(notes),
        )
    )


def _entry_to_item(
    entry: dict[str, Any], index: int, limits: Limits, notes: list[Note]
) -> KnownItem:
    number = _number(entry.get("Punktnummer")) or _number(entry.get("Number")) or index
    title = _string(entry.get("Navn")) or _string(entry.get("Caption"))
    return KnownItem(
        number=number,
        title=one_line(title or "") or None,
        closed=entry.get("IsOpen") is False,
        journal_number=_string(entry.get("SagsNummer")) or _string(entry.get("CaseNumber")),
        sections=tuple(_entry_sections(entry, limits, notes)),
        attachments=tuple(_entry_attachments(entry)),
    )


def _entry_sections(
    entry: dict[str, Any], limits: Limits, notes: list[Note]
) -> Iterator[KnownSection]:
    for field in _dicts(entry.get("Felter")):
        name = _string(field.get("Navn"))
        html = _string(field.get("Html"))
        if html:
            yield from _fragment(html, name, limits, notes)
        elif text := _string(field.get("Tekst")):
            yield KnownSection(name, text_to_lines(map(one_line, text.splitlines())))
    for shown in _dicts(entry.get("Presentations")):
        name = _string(shown.get("Title")) or _string(shown.get("title"))
        html = _string(shown.get("Content")) or _string(shown.get("content"))
        if html:
            yield from _fragment(html, name, limits, notes)
    decided = entry.get("ItemDecision")
    text = decided if isinstance(decided, str) else _string(_dict(decided).get("Text"))
    if text or (text := _string(_dict(decided).get("text"))):
        yield from _fragment(text, "Beslutning", limits, notes)


def _fragment(
    html: str, heading: str | None, limits: Limits, notes: list[Note]
) -> Iterator[KnownSection]:
    tree, found = fragment_to_tree(html, limits)
    notes += found
    node = tree.css_first(_CONTAINER) or tree.body
    if node is None:
        return
    for index, section in enumerate(_sections(node, limits, notes)):
        if index == 0 and heading and not section.heading:
            section = replace(section, heading=heading)
        yield section


def _entry_attachments(entry: dict[str, Any]) -> Iterator[Attachment]:
    listed = sorted(_dicts(entry.get("Bilag")), key=lambda part: _number(part.get("Order")) or 0)
    for part in listed:
        title = _string(part.get("Navn"))
        if title:
            yield _attachment(title, _string(part.get("Id")) or "")


def _participants(value: Any) -> Iterator[str]:
    """Who took part: one text, a list of texts, or a list of objects with a name."""
    if isinstance(value, str):
        yield from (one_line(part) for part in value.splitlines() if part.strip())
    for part in value if isinstance(value, list) else ():
        name = part if isinstance(part, str) else _string(_dict(part).get("Navn"))
        if name:
            yield one_line(name)


def _kind(name: str) -> Kind | None:
    if _MINUTES.search(name):
        return "minutes"
    return "agenda" if "dagsorden" in name.lower() else None


def _text(node: LexborHTMLParser | LexborNode, selector: str) -> str | None:
    found = node.css_first(selector)
    return (node_text(found) or None) if found is not None else None


def _identity(value: Any) -> str | None:
    text = _string(value)
    return None if text == _ZERO else text


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _string(value: Any) -> str | None:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return text or None


def _number(value: Any) -> int | None:
    text = str(value).strip().rstrip(".")
    return int(text) if text.isdecimal() and len(text) < 6 else None
