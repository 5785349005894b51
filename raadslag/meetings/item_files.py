"""The attachments of an item, of its case and of its notices alike, and who reads them: one rule."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from raadslag.cases.models import File
from raadslag.cases.viewing import Shown
from raadslag.meetings.message_files import reads_message_file
from raadslag.meetings.models import AgendaItem, Meeting, MessageFile
from raadslag.meetings.reading import agenda_of, as_sent, files_of, reads_closed, shut_items
from raadslag.people.rights import Rights

ItemFile = File | MessageFile


def reads_case_file(file: File, item: AgendaItem, rights: Rights) -> bool:
    """As they read the item that the file's case stands under; an internal one with a seat or as secretary.

    What was sent is read, also when it was taken off since; what is not sent is not.
    """
    meeting = item.meeting
    sent = as_sent(meeting, item, (file.sha256, file.file_name))
    internal = file.internal or (sent is not None and sent.internal)
    if sent is None and (file.removed_at is not None or not _shows_unsent(meeting, file)):
        return False
    inside_only = internal and not reads_closed(meeting, rights)
    return not inside_only and str(item.uid) not in shut_items(meeting, rights)


def _shows_unsent(meeting: Meeting, file: File) -> bool:
    """Is a file that no sent agenda has read all the same? One of the minutes, or of an agenda in the making."""
    return file.added_after or not meeting.agendas.exists()


def find_item_file(item: AgendaItem, uid: UUID, rights: Rights) -> ItemFile | None:
    """The attachment of this name under the item, for somebody who may see its meeting; null where they
    may not read it."""
    if (file := File.objects.filter(uid=uid, case__agenda_items=item).first()) is not None:
        return file if reads_case_file(file, item, rights) else None
    told = MessageFile.objects.select_related("message__meeting__organization", "message__item")
    found = told.filter(uid=uid, message__item=item).first()
    return found if found is not None and reads_message_file(found, rights) else None


def bytes_of(file: ItemFile, item: AgendaItem) -> str:
    """The address of its bytes."""
    if isinstance(file, File):
        return reverse("agenda-file", args=[item.meeting.uid, item.uid, file.uid])
    return reverse("message-file", args=[file.message.uid, file.uid])


def files_beside(item: AgendaItem, rights: Rights) -> list[Shown]:
    """The item's attachments in the order it was sent with, as one reads them."""
    record = agenda_of(item.meeting, rights)
    sent = next((one for one in record.items if one.id == str(item.uid)), None)
    files = files_of(item, sent.attachments) if sent else []
    return [Shown(one.part.title, one.page) for one in files if one.page]
