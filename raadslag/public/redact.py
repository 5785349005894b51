"""What may leave the house: record → record, pure. The one place that decides it.

Of a closed item stay its number, that it is closed, and the public title and decision if somebody
wrote them (kommunestyrelseslovens § 8, stk. 7: secrecy limits what is published, it does not hide
that a case was treated). Internal attachments stay in the house, and so do the reader's notes,
which may quote anything.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from uuid import UUID

from raadslag.record import (
    Attachment,
    AttachmentCount,
    Attendee,
    Block,
    BulletList,
    Decision,
    Figure,
    Item,
    Meeting,
    Section,
    walk_figures,
)

CLOSED_TITLE = "Lukket punkt"


def redact(meeting: Meeting) -> Meeting:
    """The record that the public may read. Redacting twice is redacting once."""
    hidden = _hidden_files(meeting)
    return replace(
        meeting,
        file=None,
        sha256=None,
        source_id=None,
        attendance=_public_attendance(meeting),
        items=tuple(_public_item(item, hidden) for item in meeting.items),
        notes=(),
    )


def _public_item(item: Item, hidden: Set[str]) -> Item:
    return _closed_item(item) if item.closed else _open_item(item, hidden)


def _closed_item(item: Item) -> Item:
    """Built from nothing, so that a field added to the record tomorrow is hidden too."""
    title = _written(item.public_title)
    decision = _written(item.public_decision)
    return Item(
        number=item.number,
        title=title or CLOSED_TITLE,
        closed=True,
        id=_permanent(item.id),
        public_title=title,
        public_decision=decision,
        decision=Decision(text=decision),
    )


def _open_item(item: Item, hidden: Set[str]) -> Item:
    internal = [part for part in item.attachments if part.internal]
    return replace(
        item,
        closed_reason=None,
        attachments=tuple(_public_file(part) for part in item.attachments if not part.internal),
        attachments_declared=_without(item.attachments_declared, internal),
        sections=tuple(_public_section(section, hidden) for section in item.sections),
    )


def _public_file(part: Attachment) -> Attachment:
    """A path in the source says how the house keeps its files; an address may be shown."""
    if part.source is None or part.source.startswith(("https://", "http://")):
        return part
    return replace(part, source=None)


def _without(count: AttachmentCount | None, gone: list[Attachment]) -> AttachmentCount | None:
    if count is None or not gone:
        return count
    recommended = count.recommended
    if recommended is not None:
        recommended = max(0, recommended - sum(part.recommended for part in gone))
    return AttachmentCount(max(0, count.total - len(gone)), recommended)


def _public_section(section: Section, hidden: Set[str]) -> Section:
    return replace(section, blocks=_without_figures(section.blocks, hidden))


def _without_figures(blocks: tuple[Block, ...], hidden: Set[str]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Figure) and block.file in hidden:
            continue
        if isinstance(block, BulletList):
            parts = tuple(
                replace(part, blocks=_without_figures(part.blocks, hidden)) for part in block.items
            )
            block = replace(block, items=parts)
        kept.append(block)
    return tuple(kept)


def _hidden_files(meeting: Meeting) -> set[str]:
    """Hashes of files that stand only where the public may not look."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for item in meeting.items:
        for part in item.attachments:
            if part.sha256:
                (hidden if part.internal or item.closed else shown).add(part.sha256)
        if item.closed:
            blocks = (block for section in item.sections for block in section.blocks)
            hidden |= {figure.file for figure in walk_figures(blocks) if figure.file}
    return hidden - shown


def _public_attendance(meeting: Meeting) -> tuple[Attendee, ...]:
    """Who came, left or sat out at a closed item is told of the open items around it only.

    An agenda says nothing of people: who cannot come is the public's from the minutes on.
    """
    if meeting.kind == "agenda":
        return ()
    order = list(dict.fromkeys(i.number for i in meeting.items if i.number is not None))
    opened = {i.number for i in meeting.items if not i.closed and i.number is not None}
    people = (_public_attendee(person, order, opened) for person in meeting.attendance)
    return tuple(person for person in people if person is not None)


def _public_attendee(person: Attendee, order: list[int], opened: Set[int]) -> Attendee | None:
    """The person as seen from the open items; null for a guest who came to a closed one only.

    `order` are the items' numbers as they were treated, which need not be as they are counted.
    """
    first, last = person.from_item, person.to_item
    closed = set(order) - opened
    if first not in closed and last not in closed:
        return person
    begin = order.index(first) if first in order else 0
    end = order.index(last) if last in order else len(order) - 1
    shown = [number for number in order if number in opened]
    seen = [number for number in order[begin : end + 1] if number in opened]
    if not seen:
        if not person.is_member:
            return None
        status = "absent" if shown else person.status
        return replace(
            person, status=status, from_item=None, to_item=None, arrived_at=None, left_at=None
        )
    if first in closed:
        first = None if seen[0] == shown[0] else seen[0]
        person = replace(person, arrived_at=None)
    if last in closed:
        last = None if seen[-1] == shown[-1] else seen[-1]
        person = replace(person, left_at=None)
    return replace(person, from_item=first, to_item=last)


def _written(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _permanent(name: str | None) -> str | None:
    """A uuid says nothing; any other name might."""
    try:
        return str(UUID(name)) if name else None
    except ValueError:
        return None
