"""An eDagsorden (SBSYS) publication: one XML file, and the enclosures in a folder beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from raadslag.demo.writers import printed
from raadslag.demo.writers.files import attachment_pdf
from raadslag.demo.writers.markup import fragment
from raadslag.record import Attendee, Block, Item, Meeting, paragraph

_FIELDS = {
    "prior": "Tidligere behandling",
    "decider": "Beslutningen træffes af",
    "recommendation": "Indstilling",
    "decision": "Beslutning",
}
_STATUS = {"present": (1, "Participated"), "apologies": (2, "Cancelled"), "absent": (3, "Absent")}


def write_folder(meeting: Meeting, folder: Path) -> Path:
    """`folder/Publication<n>.xml` and `folder/Enclosures/`. Gives the path of the XML file."""
    number = printed.stable_number(meeting.organization, meeting.date) % 900 + 100
    place = folder / f"Publication{number}"
    (place / "Enclosures").mkdir(parents=True, exist_ok=True)
    for index, file in enumerate(_enclosed(meeting), start=1):
        (place / "Enclosures" / f"{index}.pdf").write_bytes(attachment_pdf(file))
    path = place / f"Publication{number}.xml"
    path.write_bytes(b"\xef\xbb\xbf" + _xml(meeting, number).encode())
    return path


def _enclosed(meeting: Meeting) -> list[str]:
    return [file.title for item in meeting.items for file in item.attachments]


def _cdata(text: object) -> str:
    return f"<![CDATA[{text}]]>" if text not in (None, "") else ""


def _xml(meeting: Meeting, number: int) -> str:
    on = printed.day(meeting)
    members = "".join(_member(who, "MeetingMember") for who in meeting.attendance)
    seats = "".join(_seat(who) for who in meeting.attendance if who.is_member)
    start = 1
    items = []
    for item in meeting.items:
        items.append(_item(item, meeting, start))
        start += len(item.attachments)
    notes = " ".join(printed.partial(meeting))
    return f"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Publication>
\t<Published>{_cdata(f"{on:%d-%m-%Y} 09:00:00")}</Published>
\t<EnclosureFileNamePattern><![CDATA[{{7}}{{4}}]]></EnclosureFileNamePattern>
\t<OutputFileName>{_cdata(f"Publication{number}.xml")}</OutputFileName>
\t<RelativeEnclosureOutputPath><![CDATA[Enclosures]]></RelativeEnclosureOutputPath>
\t<PublicationTypeAsValue><![CDATA[2]]></PublicationTypeAsValue>
\t<PublicationTypeAsEnum><![CDATA[Minutes]]></PublicationTypeAsEnum>
\t<Agendas>
\t\t<Agenda ID="{number}">
\t\t\t<Frontpage>{_cdata(notes)}</Frontpage>
\t\t\t<IsExtendedAgenda><![CDATA[False]]></IsExtendedAgenda>
\t\t\t<Meeting ID="{number}">
\t\t\t\t<Concluded>{_cdata(f"{on:%d-%m-%Y} {meeting.end_time}:00")}</Concluded>
\t\t\t\t<Members>
{members}\t\t\t\t</Members>
\t\t\t\t<When>{_cdata(f"{on:%d-%m-%Y} {meeting.start_time}:00")}</When>
\t\t\t\t<Where>{_cdata(meeting.location)}</Where>
\t\t\t\t<Until>{_cdata(f"{on:%d-%m-%Y} {meeting.end_time}:00")}</Until>
\t\t\t</Meeting>
\t\t\t<Name>{_cdata(meeting.organization)}</Name>
\t\t\t<NewItemsIsPublic><![CDATA[True]]></NewItemsIsPublic>
\t\t\t<Committee ID="8">
\t\t\t\t<CommitteeGroup ID="6">
\t\t\t\t\t<Name><![CDATA[Politiske udvalg]]></Name>
\t\t\t\t</CommitteeGroup>
\t\t\t\t<Members>
{seats}\t\t\t\t</Members>
\t\t\t\t<Name>{_cdata(meeting.organization)}</Name>
\t\t\t</Committee>
\t\t\t<Items>
{"".join(items)}\t\t\t</Items>
\t\t</Agenda>
\t</Agendas>
</Publication>
"""


def _name(who: Attendee) -> str:
    return f"{who.name} ({who.party})" if who.party else who.name


def _member(who: Attendee, tag: str, status: str | None = None) -> str:
    value, text = _STATUS[status or who.status]
    note = f"Stedfortræder for {who.substitute_for}" if who.substitute_for else ""
    number = printed.stable_number(who.name) % 9000
    return f"""\t\t\t\t\t<{tag} ID="{number}">
\t\t\t\t\t\t<ParticipationStatusAsValue>{_cdata(value)}</ParticipationStatusAsValue>
\t\t\t\t\t\t<ParticipationStatusAsText>{_cdata(text)}</ParticipationStatusAsText>
\t\t\t\t\t\t<ParticipationNote>{_cdata(note)}</ParticipationNote>
\t\t\t\t\t\t<Name>{_cdata(_name(who))}</Name>
\t\t\t\t\t\t<MeetingMemberRolesList>{_cdata(who.role)}</MeetingMemberRolesList>
\t\t\t\t\t</{tag}>
"""


def _seat(who: Attendee) -> str:
    return f"""\t\t\t\t\t<CommitteeMember ID="{printed.stable_number(who.name) % 9000}">
\t\t\t\t\t\t<Member><Name>{_cdata(_name(who))}</Name></Member>
\t\t\t\t\t</CommitteeMember>
"""


def _item(item: Item, meeting: Meeting, first: int) -> str:
    fields = "".join(
        _field(caption, blocks, index)
        for index, (caption, blocks) in enumerate(_fields(item, meeting), start=1)
    )
    files = "".join(
        _enclosure(printed.attachment(file, meeting), item, first + index, index + 1)
        for index, file in enumerate(item.attachments)
    )
    away = {*item.absences_noted, *item.not_participating}
    members = "".join(
        _member(who, "ItemMember", "absent" if who.name in away else None)
        for who in meeting.attendance
        if who.is_member
    )
    return f"""\t\t\t\t<Item ID="{printed.stable_number(meeting.date, item.number) % 90000}">
\t\t\t\t\t<Caption>{_cdata(item.title)}</Caption>
\t\t\t\t\t<Case ID="1">
\t\t\t\t\t\t<Number>{_cdata(item.journal_number)}</Number>
\t\t\t\t\t\t<NumberAndTitle>{_cdata(f"{item.journal_number or ''} - {item.title}")}</NumberAndTitle>
\t\t\t\t\t\t<Title>{_cdata(item.title)}</Title>
\t\t\t\t\t</Case>
\t\t\t\t\t<Enclosures>
{files}\t\t\t\t\t</Enclosures>
\t\t\t\t\t<IsPublic>{_cdata(not item.closed)}</IsPublic>
\t\t\t\t\t<MeetingPrepationStateAsEnum><![CDATA[Approved]]></MeetingPrepationStateAsEnum>
\t\t\t\t\t<Number>{_cdata(item.number)}</Number>
\t\t\t\t\t<Fields>
{fields}\t\t\t\t\t</Fields>
\t\t\t\t\t<Members>
{members}\t\t\t\t\t</Members>
\t\t\t\t</Item>
"""


def _fields(item: Item, meeting: Meeting) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Caption and content in the order of the template."""
    for piece in printed.pieces(item, meeting):
        if piece.role in {"count", "attachments", "absence"}:
            continue
        blocks = piece.blocks
        if piece.role == "decision":
            blocks = tuple(map(paragraph, printed.decision(item) + printed.recusals(item)))
        yield _FIELDS.get(piece.role, piece.heading or ""), blocks


def _field(caption: str, blocks: tuple[Block, ...], index: int) -> str:
    feedback = caption == "Beslutning"
    return f"""\t\t\t\t\t\t<ItemField ID="{index}">
\t\t\t\t\t\t\t<Caption>{_cdata(caption)}</Caption>
\t\t\t\t\t\t\t<FieldTypeAsEnum><![CDATA[Html]]></FieldTypeAsEnum>
\t\t\t\t\t\t\t<HasContent>{_cdata(bool(blocks))}</HasContent>
\t\t\t\t\t\t\t<Index>{_cdata(index)}</Index>
\t\t\t\t\t\t\t<IsFeedback>{_cdata(feedback)}</IsFeedback>
\t\t\t\t\t\t\t<Content>{_cdata(fragment(blocks))}</Content>
\t\t\t\t\t\t</ItemField>
"""


def _enclosure(name: str, item: Item, number: int, index: int) -> str:
    return f"""\t\t\t\t\t\t<Enclosure ID="{number}">
\t\t\t\t\t\t\t<FileName>{_cdata(f"{name}.pdf")}</FileName>
\t\t\t\t\t\t\t<Name>{_cdata(name)}</Name>
\t\t\t\t\t\t\t<Number>{_cdata(index)}</Number>
\t\t\t\t\t\t\t<ItemNumber>{_cdata(item.number)}</ItemNumber>
\t\t\t\t\t\t\t<Index>{_cdata(index)}</Index>
\t\t\t\t\t\t\t<InstantiationFileName>{_cdata(f"{number}.pdf")}</InstantiationFileName>
\t\t\t\t\t\t</Enclosure>
"""
