"""An attachment read inside the page: under its item, and as the notice's writer sees it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from raadslag.cases.viewing import Shown, page_of
from raadslag.meetings.file_mark_views import Acted, act_on_marks, marks_context
from raadslag.meetings.item_files import ItemFile, bytes_of, files_beside, find_item_file
from raadslag.meetings.message_files import reads_message_file
from raadslag.meetings.models import AgendaItem, MessageFile
from raadslag.meetings.reading import shut_items
from raadslag.meetings.views import visible_meeting
from raadslag.people.pages import InsideRequest, inside, show


def readable_file(
    request: InsideRequest, uid: UUID, item: UUID, file: UUID
) -> tuple[AgendaItem, ItemFile]:
    """The item and its attachment. Raises `Http404` for somebody who may not read it."""
    meeting = visible_meeting(request, uid)
    row = get_object_or_404(AgendaItem.objects.select_related("case"), uid=item, meeting=meeting)
    row.meeting = meeting
    found = find_item_file(row, file, request.rights)
    if found is None or str(row.uid) in shut_items(meeting, request.rights):
        raise Http404
    return row, found


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def read(request: InsideRequest, uid: UUID, item: UUID, file: UUID) -> HttpResponse:
    """An attachment of an item, for those who may read it, with their own marks in it."""
    row, found = readable_file(request, uid, item, file)
    acted = act_on_marks(request, row, found) if request.method == "POST" else Acted()
    if acted.answer is not None:
        return acted.answer
    meeting = row.meeting
    place = f"{reverse('meeting', args=[uid])}#punkt-{row.number or row.order}"
    trail = [
        ("Møder", reverse("meetings")),
        (str(meeting), reverse("meeting", args=[uid])),
        (f"{row.number or row.order}. {row.shown_title}", place),
    ]
    page = page_of(
        found,
        address=bytes_of(found, row),
        page=reverse("read-file", args=[uid, item, file]),
        among=files_beside(row, request.rights),
        trail=trail,
    )
    own = marks_context(request, row, found) | acted.context
    context = {**page, **own, "back": "Tilbage til punktet", "here": "meetings"}
    return show(request, "meetings/read_file.html", context)


@require_safe
@inside
def read_told(request: InsideRequest, message: UUID, attached: UUID) -> HttpResponse:
    """A notice's attachment, for those who may read it, also before it stands under an item."""
    rows = MessageFile.objects.select_related("message__meeting__organization", "message__item")
    row = get_object_or_404(rows, uid=attached, message__uid=message)
    if not reads_message_file(row, request.rights):
        raise Http404
    files = row.message.files.filter(removed_at=None)
    trail = [
        ("Meddelelser", reverse("messages")),
        ("Meddelelse", reverse("message", args=[message])),
    ]
    page = page_of(
        row,
        address=reverse("message-file", args=[message, attached]),
        page=_told(row),
        among=[Shown(one.title, _told(one)) for one in files],
        trail=trail,
    )
    context = {**page, "back": "Tilbage til meddelelsen", "here": "messages"}
    return show(request, "cases/viewer.html", context)


def _told(file: MessageFile) -> str:
    return reverse("read-message-file", args=[file.message.uid, file.uid])
