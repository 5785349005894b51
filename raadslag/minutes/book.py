"""The whole agenda with its attachments as one PDF, for one reader. Its parts are kept by what they say."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.files.media import SNIFFED, media_type_of
from raadslag.files.pictures import plain_picture
from raadslag.files.shelf import MarkedShelf
from raadslag.files.store import find_bytes
from raadslag.meetings.letters import told_time
from raadslag.meetings.models import Meeting
from raadslag.meetings.reading import files_of
from raadslag.record import Attachment, Item, to_data
from raadslag.record import Meeting as Record
from raadslag.render import attached, book, document, document_images
from raadslag.render.book import Front, Leaf, Line, StandIn, bind, page_to_pdf
from raadslag.render.document import Source, record_to_pdf
from raadslag.unwell import DiskFull

PARTS = MarkedShelf("agenda-parts")
KEPT_DAYS = 30
MOST_BYTES = 300 * 1024 * 1024
"""So much of attachments is bound; what comes after is told on a page each."""
KINDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word-dokument",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel-regneark",
    "application/x-ole-storage": "ældre Office-dokument",
    "application/rtf": "tekst med formatering (RTF)",
    "text/html": "webside",
    "text/plain": "tekstfil",
    "application/zip": "samling af filer (ZIP)",
    "image/gif": "billede (GIF)",
}
GONE = "Filen findes ikke længere i huset og kan ikke hentes."
TOO_MUCH = "Bilagene fylder så meget, at dette ikke er sat ind her."
NOT_PAGES = "Filen er ikke en PDF og kan ikke vises som sider her."
TEMPLATES = (document.TEMPLATE, book.TEMPLATE, *(Path(m.__file__ or "") for m in (document, book, attached, document_images)))  # fmt: skip


@dataclass(slots=True)
class _Making:
    """One book on its way: whose, where its files are fetched, and how many bytes are bound so far.

    Null `absolute`: nobody reads it yet, and no page that tells an address can be made.
    """

    meeting: Meeting
    source: Source
    absolute: Callable[[str], str] | None
    bound: int = 0


class _NoAddress(Exception):
    """A page that must say where its file is fetched, asked for by nobody."""


def agenda_book(
    meeting: Meeting, record: Record, *, absolute: Callable[[str], str], part: str = ""
) -> bytes:
    """The agenda `record`, as its reader may read it, with the attachments that stand in it.

    `absolute` makes an address of the house whole; `part` is told on the front where it is not all.
    What a part says names it on the shelf, so that only what changed is made again.
    """
    making = _Making(meeting, _source_of(meeting), absolute)
    leaves = [Leaf(name, level, make()) for name, level, make in _parts(making, record)]
    _sweep()
    title = f"Dagsorden med bilag: {meeting}"
    facts = [("Møde", told_time(meeting.starts_at)), ("Sted", meeting.location), ("Udgave", part)]
    front = Front(
        title=title,
        municipality=making.source.municipality,
        organization=making.source.organization,
        facts=tuple(pair for pair in facts if pair[1]),
    )

    def made(lines: tuple[Line, ...]) -> bytes:
        page = replace(front, lines=lines)
        return _kept(asdict(page), lambda: page_to_pdf(page, fonts=settings.FONTS))

    return bind(leaves, front=made, title=title)


def make_parts(meeting: Meeting, record: Record) -> int:
    """Lay the parts of the book on the shelf before anybody asks for it; how many there are.

    Left out are pages that say where a file is fetched: the address is its reader's.
    """
    making, count = _Making(meeting, _source_of(meeting), None), 0
    for _, _, make in _parts(making, record):
        with suppress(_NoAddress):
            make()
            count += 1
    return count


def _source_of(meeting: Meeting) -> Source:
    organization = meeting.organization
    return Source(
        municipality=organization.body.name,
        organization=organization.name,
        day=timezone.localdate(meeting.starts_at),
        published_on=None,
        address="",
        part=True,
    )


def _parts(making: _Making, record: Record) -> Iterator[tuple[str, int, Callable[[], bytes]]]:
    """Each item (level 0) and its attachments (1), in order: its name, level, and what makes its pages."""
    items = making.meeting.items.select_related("case", "meeting")
    rows = {str(row.uid): row for row in items}
    for item in record.items:
        name = f"{item.number}. {item.title or 'Punkt uden titel'}"
        yield name, 0, partial(_item, making, record, item)
        known = files_of(rows[item.id], item.attachments) if item.id in rows else []
        where = {id(one.part): one.address or "" for one in known}
        for file in item.attachments:
            make = partial(_attachment, making, name, file, where.get(id(file), ""))
            yield f"Bilag: {file.title}", 1, make


def _item(making: _Making, record: Record, item: Item) -> bytes:
    alone = replace(record, items=(item,), attendance=(), notes=())
    key = {"item": to_data(item), "source": asdict(making.source), "kind": record.kind}
    return _kept(
        key,
        lambda: record_to_pdf(alone, making.source, fonts=settings.FONTS, images=find_bytes),
    )


def _attachment(making: _Making, item: str, file: Attachment, address: str) -> bytes:
    key = {
        "file": to_data(file),
        "of": item,
        "at": address,
        "whole": making.bound + (file.bytes or 0) <= MOST_BYTES,
    }
    making.bound += file.bytes or 0
    return _kept(key, lambda: _bound_file(making, item, file, address, whole=bool(key["whole"])))


def _bound_file(
    making: _Making, item: str, file: Attachment, address: str, *, whole: bool
) -> bytes:
    """The attachment's own pages; or a page that shows the picture, or says what it is and where it is."""
    page = StandIn(
        title=file.title, municipality=making.source.municipality, item=item, name=file.title
    )
    data = find_bytes(file.sha256) if file.sha256 and whole else None
    kind = media_type_of(data[:SNIFFED]) if data else file.media_type or ""
    why = NOT_PAGES if data else GONE if whole else TOO_MUCH
    if data and kind == "application/pdf":
        pages, why = attached.plain_pdf(data)
        if pages is not None:
            return pages
    elif data and kind in {"image/png", "image/jpeg", "image/webp"}:
        try:
            shown = plain_picture(data, name=file.file_name or file.title)
            return page_to_pdf(page, fonts=settings.FONTS, picture=shown.content)
        except NotAllowed:
            why = "Billedet kan ikke vises her."
    facts = (
        ("Fil", file.file_name or ""),
        ("Slags", KINDS.get(kind, kind)),
        ("Fylder", _size(file.bytes)),
    )
    if making.absolute is None:
        raise _NoAddress
    page = replace(
        page,
        why=why,
        facts=tuple(pair for pair in facts if pair[1]),
        address=making.absolute(address) if address and why != GONE else "",
    )
    return page_to_pdf(page, fonts=settings.FONTS)


def _size(count: int | None) -> str:
    if not count:
        return ""
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count // 1_000_000} MB"


def _kept(says: object, make: Callable[[], bytes]) -> bytes:
    """The part that says this: from the shelf, or made now."""
    text = json.dumps([says, _templates()], ensure_ascii=True, sort_keys=True, default=str)
    name = f"{sha256(text.encode()).hexdigest()}.pdf"
    known = PARTS.get(name)
    if known is not None:
        os.utime(PARTS.folder / name)
        return known
    made = make()
    with suppress(DiskFull):  # it is bound all the same, and made again next time
        PARTS.put(name, made)
    return made


def _templates() -> list[str]:
    return [sha256(path.read_bytes()).hexdigest() for path in TEMPLATES]


def throw_parts(*, older_than_days: float = 0) -> None:
    """Take parts off the shelf: all of them, or those that nobody asked for in so many days."""
    for path in _on_shelf():
        if time.time() - path.stat().st_mtime >= older_than_days * 86400:
            path.unlink(missing_ok=True)


def _sweep() -> None:
    throw_parts(older_than_days=KEPT_DAYS)


def _on_shelf() -> Iterator[Path]:
    return iter(PARTS.folder.glob("*.pdf")) if PARTS.folder.is_dir() else iter(())
