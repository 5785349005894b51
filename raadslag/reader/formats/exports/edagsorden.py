"""eDagsorden (SBSYS) Publication XML: one file may hold the agendas of several meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

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
from raadslag.reader.formats.moments import danish_moment
from raadslag.reader.formats.safe_xml import text_of
from raadslag.reader.formats.web.html import fragment_to_tree, node_to_lines
from raadslag.reader.lines.line import Line, UnreadableFile
from raadslag.record import Attachment, Attendee, Kind, Meeting, Note, Presence

_STANDS_IN = re.compile(
    r"^\s*(?:stedfortræder|suppleant) for\s+(.{3,80}?)\s*\.?\s*$", re.IGNORECASE
)
_PARTY = re.compile(r"^(.*?)(?<!\s)\s*\(([^()]{1,40})\)$")
_PRESENT = re.compile(r"^(?:accept|attend|particip|present|deltag)", re.IGNORECASE)
_APOLOGIES = re.compile(r"^(?:declin|cancel|afbud|apolog|regret)", re.IGNORECASE)
_ABSENT = re.compile(r"^(?:absent|not(?!decided)|did ?not|frav)", re.IGNORECASE)


def publication_to_meetings(root: etree._Element, limits: Limits) -> list[Meeting]:
    """Every agenda of the publication as a record. Raises `UnreadableFile` where there is none."""
    # An agenda may be sent out again with its decisions filled in, still under its old type.
    stated = text_of(root, "PublicationTypeAsEnum") == "Minutes"
    kind: Kind | None = "minutes" if stated else None
    agendas = root.findall("Agendas/Agenda")
    if not agendas:
        raise UnreadableFile(
            "no-agendas", "Udgivelsen rummer ingen dagsordener. Eksportér den igen fra eDagsorden."
        )
    return [_agenda_to_meeting(agenda, kind, limits) for agenda in agendas]


def _agenda_to_meeting(agenda: etree._Element, kind: Kind | None, limits: Limits) -> Meeting:
    meeting = agenda.find("Meeting")
    on, start = danish_moment(text_of(meeting, "When"))
    _, end = danish_moment(text_of(meeting, "Until"))
    notes: list[Note] = []
    attendance = _attendance(agenda, notes)
    files = _files_by_item(agenda)
    items = tuple(
        _item(item, index, files, limits, notes)
        for index, item in enumerate(_by_number(agenda.findall("Items/Item")), 1)
    )
    return known_to_meeting(
        KnownMeeting(
            reader="edagsorden",
            kind=kind,
            organization=text_of(agenda, "Committee/Name") or text_of(agenda, "Name"),
            on=on,
            start_time=start,
            end_time=end,
            location=text_of(meeting, "Where"),
            supplementary=text_of(agenda, "IsExtendedAgenda") == "True",
            source_id=meeting.get("ID") if meeting is not None else None,
            attendance=attendance,
            told=tuple(one_line(part) for part in _plain(text_of(agenda, "Frontpage"), limits)),
            items=items,
            notes=tuple(notes),
        )
    )


def _plain(text: str | None, limits: Limits) -> list[str]:
    """The front page's lines, whether it is kept as text or as HTML."""
    if not text or "<" not in text:
        return (text or "").splitlines()
    tree, _ = fragment_to_tree(text, limits)
    return [line.text for line in node_to_lines(tree.body, limits, [])] if tree.body else []


def _by_number(items: list[etree._Element]) -> list[etree._Element]:
    return sorted(items, key=lambda item: _number(item) or 0)


def _number(item: etree._Element) -> int | None:
    text = text_of(item, "Number") or ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _item(
    item: etree._Element,
    index: int,
    files: dict[str, list[Attachment]],
    limits: Limits,
    notes: list[Note],
) -> KnownItem:
    fields = sorted(item.findall("Fields/ItemField"), key=_field_index)
    return KnownItem(
        number=_number(item) or index,
        title=one_line(text_of(item, "Caption") or "") or None,
        closed=text_of(item, "IsPublic") == "False",
        journal_number=text_of(item, "Case/Number"),
        sections=tuple(_sections(fields, limits, notes)),
        attachments=tuple(files.get(item.get("ID") or "", [])),
        not_participating=tuple(_away(item)),
    )


def _field_index(field: etree._Element) -> int:
    text = text_of(field, "Index") or ""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _sections(
    fields: list[etree._Element], limits: Limits, notes: list[Note]
) -> Iterator[KnownSection]:
    for field in fields:
        heading = one_line(text_of(field, "Caption") or "") or None
        content = text_of(field, "Content")
        if not content:
            continue
        if text_of(field, "FieldTypeAsEnum") == "Html":
            tree, found = fragment_to_tree(content, limits)
            notes += found
            lines: tuple[Line, ...] = ()
            if tree.body is not None:
                lines = tuple(node_to_lines(tree.body, limits, notes))
        else:
            lines = text_to_lines(map(one_line, content.splitlines()))
        if lines:
            yield KnownSection(heading, lines)


def _attendance(agenda: etree._Element, notes: list[Note]) -> tuple[Attendee, ...]:
    """Members whose presence was noted. Those merely called are named in a note, not as present."""
    elected = {
        text_of(member, "Member/Name")
        for member in agenda.findall("Committee/Members/CommitteeMember")
    }
    found: list[Attendee] = []
    called: list[str] = []
    for member in agenda.findall("Meeting/Members/MeetingMember"):
        printed = text_of(member, "Name")
        status = _presence(text_of(member, "ParticipationStatusAsText"))
        if not printed:
            continue
        if status is None:
            called.append(one_line(printed))
            continue
        name, party = _name_and_party(one_line(printed))
        role = text_of(member, "MeetingMemberRolesList")
        stands_in = _STANDS_IN.match(text_of(member, "ParticipationNote") or "")
        found.append(
            Attendee(
                name,
                party,
                role,
                status,
                is_member=printed in elected or stands_in is not None,
                substitute_for=one_line(stands_in[1]) if stands_in else None,
            )
        )
    if called:
        notes.append(
            Note(
                "attendance-undecided",
                "Indkaldt, men uden noteret deltagelse: " + "; ".join(called),
            )
        )
    return tuple(found)


def _presence(status: str | None) -> Presence | None:
    words = status or ""
    if _APOLOGIES.match(words):
        return "apologies"
    if _ABSENT.match(words):
        return "absent"
    return "present" if _PRESENT.match(words) else None


def _name_and_party(printed: str) -> tuple[str, str | None]:
    found = _PARTY.match(printed)
    return (found[1], found[2].strip() or None) if found else (printed, None)


def _away(item: etree._Element) -> Iterator[str]:
    """Members noted as not taking part in this one item."""
    for member in item.findall("Members/ItemMember"):
        status = _presence(text_of(member, "ParticipationStatusAsText"))
        name = text_of(member, "Name")
        if name and status in ("absent", "apologies"):
            yield _name_and_party(one_line(name))[0]


def _files_by_item(agenda: etree._Element) -> dict[str, list[Attachment]]:
    files: dict[str, list[Attachment]] = {}
    seen: set[tuple[str, str]] = set()
    listed = agenda.findall("Enclosures/Enclosure")
    for enclosure in (*listed, *agenda.findall("Items/Item/Enclosures/Enclosure")):
        # Some versions list an enclosure both with the agenda and with its item.
        key = (_owner(enclosure), enclosure.get("ID") or f"none {len(seen)}")
        if key in seen:
            continue
        seen.add(key)
        title = text_of(enclosure, "Name") or text_of(enclosure, "FileName")
        if not title:
            continue
        size = text_of(enclosure, "FileLength") or ""
        path = text_of(enclosure, "InstantiationFilePathRelative")
        files.setdefault(_owner(enclosure), []).append(
            titled(
                title,
                source=path.replace("\\", "/") if path else None,
                file_name=text_of(enclosure, "FileName"),
                size=int(size) if size.isdecimal() else None,
                internal=text_of(enclosure, "IsPublic") == "False",
            )
        )
    return files


def _owner(enclosure: etree._Element) -> str:
    """The id of the item that the enclosure belongs to."""
    stated = enclosure.get("ItemID")
    if stated:
        return stated
    around = next(enclosure.iterancestors("Item"), None)
    return (around.get("ID") or "") if around is not None else ""
