"""Marks in a file go with it to its next edition, when that is sent to those who read the item."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.cases.models import File
from raadslag.cases.viewing import text_of
from raadslag.files.page_text import pdf_words
from raadslag.files.store import find_bytes
from raadslag.meetings.following import Pages, Spot, follow
from raadslag.meetings.models import AgendaItem, FileMark, Meeting, MessageFile

Row = File | MessageFile
Fate = FileMark.Fate


def carry_file_marks(meeting: Meeting) -> None:
    """Let the marks at every item stand in the edition that is read now. Done again it changes nothing."""
    marked = FileMark.objects.filter(item__meeting=meeting).values("item")
    for item in AgendaItem.objects.filter(pk__in=marked).select_related("case", "meeting"):
        rows = _rows_of(item)
        read = _read_now(item, rows)
        stale = FileMark.objects.filter(item=item).exclude(sha256__in=[row.sha256 for row in read])
        for sha256 in sorted(set(stale.values_list("sha256", flat=True))):
            old = next((row for row in rows if row.sha256 == sha256), None)
            new = next_edition(old, read) if old else None
            if old is not None and new is not None:
                _carry(list(stale.filter(sha256=sha256)), old, new)


def _rows_of(item: AgendaItem) -> list[Row]:
    """Every attachment that stands or stood under the item, the newest first."""
    if item.case_id:
        return list(File.objects.filter(case=item.case_id).order_by("-added_at", "-pk"))
    told = MessageFile.objects.filter(message__item=item)
    return list(told.order_by("-added_at", "-pk"))


def _read_now(item: AgendaItem, rows: Sequence[Row]) -> list[Row]:
    """Those that its readers have: as the newest agenda was sent, and what was added after the meeting."""
    newest = item.meeting.agendas.first()
    if newest is None:
        return [row for row in rows if row.removed_at is None]
    items = [one for one in newest.as_record().items if one.id == str(item.uid)]
    sent = {(f.sha256, f.file_name) for one in items for f in one.attachments}
    return [
        row
        for row in rows
        if (row.sha256, row.file_name) in sent
        or (row.removed_at is None and getattr(row, "added_after", False))
    ]


def next_edition(old: Row, read: Sequence[Row]) -> Row | None:
    """What was put in its place; or was attached after it under the same title or file name, if that is one."""
    for row in read:
        before = row.instead_of if isinstance(row, File) else None
        while before is not None:
            if before.sha256 == old.sha256:
                return row
            before = before.instead_of
    named = [row for row in read if row.added_at > old.added_at and _same_name(row, old)]
    return named[0] if len({row.sha256 for row in named}) == 1 else None


def _same_name(one: Row, other: Row) -> bool:
    messages = {row.message_id for row in (one, other) if isinstance(row, MessageFile)}
    if len(messages) > 1:
        return False
    names = ((row.title.casefold(), row.file_name.casefold()) for row in (one, other))
    return any(a == b for a, b in zip(*names, strict=True))


def _carry(marks: Sequence[FileMark], old: Row, new: Row) -> None:
    """Each is moved by itself: what its reader writes meanwhile is not touched."""
    was, now = _pages_of(old), _pages_of(new)
    for mark in marks:
        spot = Spot(mark.page, mark.start, mark.quote, mark.before, mark.after)
        found = follow(spot, None if mark.is_lost else was, now)
        said: dict[str, object] = {"sha256": new.sha256, "title": new.title}
        if found is None:
            said["fate"] = Fate.LOST
        elif mark.page:
            at = found.spot
            said |= {"page": at.page, "start": at.start, "quote": at.quote}
            said |= {"before": at.before, "after": at.after}
            said["fate"] = Fate.CHANGED if found.changed else Fate.FOLLOWED
            said["was_quote"] = mark.quote if found.changed else ""
        if not mark.is_lost:
            said |= {"was_page": mark.page, "was_sha256": old.sha256}
        FileMark.objects.filter(pk=mark.pk, sha256=old.sha256).update(**said)


def _pages_of(row: Row) -> Pages | None:
    """The words that the file's page shows; null where it shows none, or can't be read."""
    if row.media_type == "application/pdf":
        data = find_bytes(row.sha256)
        words = pdf_words(data) if data else None
        return Pages(words) if words else None
    if row.media_type in {"text/plain", "text/csv"}:
        said = text_of(row.sha256)
        return Pages([said[0]]) if said else None
    return None
