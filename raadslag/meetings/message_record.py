"""Notices (meddelelser) as a part of their item: numbered sections, attachments and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from raadslag.cases.composed import declared
from raadslag.meetings.models import AgendaItem, Message
from raadslag.record import (
    Attachment,
    Block,
    BulletList,
    Item,
    ListItem,
    Paragraph,
    Section,
    Span,
    block_to_text,
    paragraph,
)
from raadslag.record import Meeting as Record

ADDED = "(Tilføjet på mødet.)"
LONGEST_ADDRESS = 70
"""A link of more letters fills more than a line of the page."""
Numbered = list[tuple[int, Message]]


def numbered(row: AgendaItem) -> Numbered:
    """The notices that were taken in under the item, each with its number; a struck one keeps its own."""
    if row.pk is None or row.case_id is not None:
        return []
    taken = [one for one in row.messages.all() if one.state == Message.State.TAKEN]
    return list(enumerate(sorted(taken, key=lambda one: (one.order, one.pk)), start=1))


def with_messages(item: Item, row: AgendaItem) -> Item:
    """The item with its notices as they are planned; those told at the meeting are in no agenda."""
    return _with(item, [(n, one) for n, one in numbered(row) if not one.added_live])


def with_live_messages(item: Item, row: AgendaItem) -> Item:
    """The item as it was sent, without the notices struck at the meeting and with those added to it."""
    told = numbered(row)
    gone = {n: one for n, one in told if one.struck_at is not None}
    sections = tuple(
        _struck(part.message, gone[part.message]) if part.message in gone else part
        for part in item.sections
    )
    files = tuple(file for file in item.attachments if file.message not in gone)
    lost = {one.link for one in gone.values()} - {one.link for n, one in told if n not in gone}
    links = tuple(link for link in item.links if link not in lost)
    sent = {part.message for part in item.sections}
    added = [(n, one) for n, one in told if one.added_live and n not in sent and n not in gone]
    return _with(replace(item, sections=sections, attachments=files, links=links), added)


def text_of(message: Message) -> str:
    """A notice's words as plain text, without its number."""
    return "\n\n".join(text for text in map(block_to_text, message.as_blocks()) if text)


def _with(item: Item, told: Numbered) -> Item:
    if not told:
        return replace(item, attachments_declared=declared(item.attachments))
    files = item.attachments + tuple(_files(told))
    links = [one.link for _, one in told if one.link and one.link not in item.links]
    return replace(
        item,
        sections=item.sections + tuple(_section(n, one) for n, one in told),
        attachments=files,
        attachments_declared=declared(files),
        links=item.links + tuple(dict.fromkeys(links)),
    )


def _section(number: int, message: Message) -> Section:
    blocks = [*message.as_blocks()]
    if message.link:
        shown = Span(_address(message.link), href=message.link)
        blocks.append(Paragraph((Span("Læs mere: "), shown)))
    if message.added_live:
        blocks.append(Paragraph((Span(ADDED, emphasis=True),)))
    return _numbered(number, blocks)


def _address(link: str) -> str:
    """The address as it is printed; of a long one the host alone, and the whole is in the link."""
    plain = link.partition("://")[2].rstrip("/")
    return plain if len(plain) <= LONGEST_ADDRESS else f"{urlsplit(link).hostname} …"


def _struck(number: int | None, message: Message) -> Section:
    why = f"Meddelelsen udgik på mødet. {message.struck_reason}".strip()
    return _numbered(number or 1, [paragraph(why)])


def _numbered(number: int, blocks: Iterable[Block]) -> Section:
    """A section that is one point of the item's numbered list."""
    block = BulletList(ordered=True, items=(ListItem(tuple(blocks)),), start=number)
    return Section(None, "other", 1, block_to_text(block), (block,), message=number)


def _files(told: Numbered) -> Iterator[Attachment]:
    for number, message in told:
        for file in message.files.all():
            if file.removed_at is None:
                yield Attachment(
                    title=file.title,
                    recommended=file.recommended,
                    file_name=file.file_name,
                    sha256=file.sha256,
                    media_type=file.media_type,
                    bytes=file.bytes,
                    message=number,
                )


def next_number(row: AgendaItem) -> int:
    """The place after the item's last notice."""
    return max((one.order for one in row.messages.all()), default=0) + 1


def with_one_more(record: Record, row: AgendaItem, message: Message) -> Record:
    """The agenda as it will read when the notice is taken in under the item, last."""
    more = [(len(numbered(row)) + 1, message)]
    items = (_with(item, more) if item.id == str(row.uid) else item for item in record.items)
    return replace(record, items=tuple(items))
