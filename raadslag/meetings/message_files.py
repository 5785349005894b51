"""A notice's attachments, and who reads them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import require
from raadslag.cases.files import keep_upload
from raadslag.journal.actions import note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.correctable import state_for_writing
from raadslag.meetings.models import Meeting, Message, MessageFile
from raadslag.meetings.reading import as_sent, shut_items
from raadslag.meetings.rules.messages import why_not_rewrite
from raadslag.people.models import User
from raadslag.people.rights import Rights, is_secretary_of


@transaction.atomic
def attach_to_message(
    message: Message, *, name: str, chunks: Sequence[bytes], by: User, recommended: bool = False
) -> MessageFile:
    """Attach a file to a notice (vedhæft bilag). Raises `NotAllowed`, `DiskFull`.

    To one told at the meeting while its minutes are put right.
    """
    meeting = lock_meeting(message.meeting)
    _require_open(meeting, message, by=by)
    said = keep_upload(name=name, title="", chunks=chunks)
    last = message.files.aggregate(last=Max("order"))["last"] or 0
    file = MessageFile.objects.create(
        message=message,
        order=last + 1,
        recommended=recommended,
        added_at=timezone.now(),
        added_by=by,
        **said,
    )
    _note("attach_to_message", file, by=by)
    return file


@transaction.atomic
def arrange_message_file(file: MessageFile, *, title: str, recommended: bool, by: User) -> None:
    """Change what an attachment is called, and whether it is recommended (ret bilag)."""
    _require_open(lock_meeting(file.message.meeting), file.message, by=by)
    file.title = " ".join(title.split())[:200] or file.file_name
    file.recommended = recommended
    file.save(update_fields=["title", "recommended"])
    _note("arrange_message_file", file, by=by)


@transaction.atomic
def remove_message_file(file: MessageFile, *, by: User) -> None:
    """Take an attachment off a notice; the row stays with the day it was taken off (fjern bilag)."""
    _require_open(lock_meeting(file.message.meeting), file.message, by=by)
    file.removed_at = timezone.now()
    file.save(update_fields=["removed_at"])
    _note("remove_message_file", file, by=by)


def reads_message_file(file: MessageFile, rights: Rights) -> bool:
    """Its writer and the meeting's secretary; everybody else as they read the item it was sent under."""
    message = file.message
    meeting = message.meeting
    if message.by_id == rights.user or is_secretary_of(rights, meeting.organization_id):
        return True
    item = message.item
    if item is None or message.struck_at is not None or item.withdrawn_at is not None:
        return False
    if not Meeting.objects.visible_to(rights).filter(pk=meeting.pk).exists():
        return False
    told = message.added_live and file.removed_at is None
    sent = told or as_sent(meeting, item, (file.sha256, file.file_name)) is not None
    return sent and str(item.uid) not in shut_items(meeting, rights)


def _require_open(meeting: Meeting, message: Message, *, by: User) -> None:
    secretary = keeps(meeting, by)
    if message.added_live and secretary and meeting.minutes_sent_at is None:
        return
    mine, given = message.by_id == by.pk, message.state
    state = state_for_writing(message.item, meeting)
    require(why_not_rewrite(mine=mine, is_secretary=secretary, given=given, state=state))


def _note(act: str, file: MessageFile, *, by: User) -> None:
    message = file.message
    details = {"message": str(message.uid), "file": str(file.uid), "sha256": file.sha256}
    note(act, by=by, subject=f"meeting:{message.meeting.uid}", details=details, rows=[file])
