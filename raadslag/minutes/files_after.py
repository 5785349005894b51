"""Attachments that come after the meeting: with the minutes, and off the case again when these are taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.composed import declared
from raadslag.cases.files import attach_after_meeting, keep_upload
from raadslag.cases.models import File
from raadslag.journal.actions import note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.doors import with_doors
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.meetings.told_words import telling
from raadslag.minutes.actions import freeze_minutes
from raadslag.minutes.models import Minutes
from raadslag.minutes.rules import why_not_correct
from raadslag.minutes.signing import ask_members, newest_minutes, note_correction
from raadslag.people.models import User
from raadslag.record import Attachment, Item
from raadslag.record import Meeting as Record


def add_file_after(
    row: AgendaItem, *, name: str, title: str, chunks: list[bytes], by: User, because: str = ""
) -> Minutes:
    """Add an attachment after the meeting, marked as such; a new version of the minutes (tilføj bilag).

    To an open item it is looked into before anybody is asked; questions are answered by `because`.
    Raises `NotAllowed`, `DiskFull`.
    """
    may = keeps(row.meeting, by)
    has = newest_minutes(row.meeting) is not None
    require(why_not_correct(has_minutes=has, is_secretary=may, text=name))
    if row.case is None:
        require([Obstacle("no-case", "Punktet har ingen sag at lægge bilaget på.")])
    part = Attachment(added_after=True, **keep_upload(name=name, title=title, chunks=chunks))
    said = {} if row.closed else {f"Bilaget {part.title}": part}
    with telling(row.meeting, said, because=because, by=by):
        return _add(row, name=name, part=part, chunks=chunks, by=by)


def _add(row: AgendaItem, *, name: str, part: Attachment, chunks: list[bytes], by: User) -> Minutes:
    meeting = lock_meeting(row.meeting)
    newest = newest_minutes(meeting)
    has, may = newest is not None, keeps(meeting, by)
    require(why_not_correct(has_minutes=has, is_secretary=may, text=name))
    assert newest is not None
    assert row.case is not None
    attach_after_meeting(row.case, name=name, title=part.title, chunks=chunks, by=by)
    with_file = _with_file(with_doors(newest.as_record(), meeting), str(row.uid), part)
    minutes, now = freeze_minutes(meeting, record=with_file, by=by), timezone.now()
    text = f"Bilag tilføjet efter mødet: {part.title}"
    note_correction(minutes, item=str(row.uid), text=text, by=by, at=now)
    ask_members(minutes, at=now)
    return minutes


def left_files(meeting: Meeting) -> list[File]:
    """Attachments added after the meeting that stand in no minutes: these were taken back, and never public."""
    files = File.objects.filter(
        added_after=True, removed_at=None, case__agenda_items__meeting=meeting
    )
    return [file for file in files.distinct() if not _is_named(file)]


def _is_named(file: File) -> bool:
    for meeting in Meeting.objects.filter(items__case=file.case).distinct():
        newest = newest_minutes(meeting)
        if newest is not None and file.sha256 in added_in(newest.as_record()):
            return True
    return False


def added_in(record: Record) -> set[str]:
    """sha256 (hex) of the attachments that the record marks as added after the meeting."""
    files = (file for item in record.items for file in item.attachments)
    return {file.sha256 for file in files if file.added_after and file.sha256}


def take_off(files: Iterable[File]) -> list[File]:
    """A step of an act: the rows stay, with the day they were taken off."""
    rows = list(files)
    for file in rows:
        file.removed_at = timezone.now()
        file.save(update_fields=["removed_at"])
    return rows


@transaction.atomic
def remove_left_file(meeting: Meeting, file: File, *, by: User) -> None:
    """Take an attachment that stands in no minutes off its case (fjern bilag). Raises `NotAllowed`."""
    meeting = lock_meeting(meeting)
    require(why_not_keep(is_secretary=keeps(meeting, by)))
    left = [one for one in left_files(meeting) if one.pk == file.pk]
    if not left:
        require([Obstacle("not-left", "Bilaget står i et referat, eller det er allerede fjernet.")])
    rows = take_off(left)
    details = {"file": str(file.uid)}
    note("remove_left_file", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)


def _with_file(record: Record, item: str, file: Attachment) -> Record:
    return replace(record, items=tuple(_with(i, file) if i.id == item else i for i in record.items))


def _with(item: Item, file: Attachment) -> Item:
    files = (*item.attachments, file)
    return replace(item, attachments=files, attachments_declared=declared(files))
