"""How an open page hears that a colleague did something: a stream, or else asking now and then."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from uuid import UUID

from django.db import close_old_connections
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.holding import why_not_work_live
from raadslag.meetings.together import FIELDS, FOLLOWER, KEEPER, states, write_in
from raadslag.meetings.views import kept_item, visible_meeting
from raadslag.people.pages import InsideRequest, inside, wants_json
from raadslag.people.rights import is_secretary_of
from raadslag.streams import MOST, Reader, Streams, heard, mark_of, take_over

STREAM = "text/event-stream"
streams = Streams(states, after_look=close_old_connections)
"""The open answers of this process."""


class StaysOpen(HttpResponse):
    """An answer that is held open by `streams` when the server hands its connection over."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(content_type=STREAM)
        self.reader = reader
        self.headers["X-Accel-Buffering"] = "no"  # nginx sends each event on at once


def hold(answer: StaysOpen, environ: Mapping[str, object]) -> None:
    """Take the connection from the server, which then writes what it has to where nobody reads."""
    connection = take_over(environ.get("gunicorn.socket"))
    if connection is None:
        return
    lines = [f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.items()]
    lines += [f"Set-Cookie: {cookie.OutputString()}" for cookie in answer.cookies.values()]
    head = "\r\n".join([*lines, "Connection: close", "", ""])
    streams.take(connection, head.encode("latin-1"), answer.reader)


def _can_hold(request: InsideRequest) -> bool:
    connection = request.META.get("gunicorn.socket")
    plain = isinstance(connection, socket.socket) and not isinstance(connection, ssl.SSLSocket)
    return plain and len(streams) < MOST


def reader_of(meeting: Meeting, request: InsideRequest) -> Reader:
    """Who listens, and to what: the secretary hears of colleagues, others only that something happened."""
    keeps = is_secretary_of(request.rights, meeting.organization_id)
    return Reader(meeting.pk, request.user.pk, KEEPER if keeps else FOLLOWER)


def mark_for(meeting: Meeting, request: InsideRequest) -> str:
    """The state that a page shows, so that what happens before it listens is noticed."""
    reader = reader_of(meeting, request)
    return mark_of(heard(states([reader])[meeting.pk], reader))


@require_safe
@inside
def events(request: InsideRequest, uid: UUID) -> HttpResponse:
    """What happens in the meeting, as it happens; asked for JSON, only the state's name (304 if unchanged).

    Where the connection can't be held the answer is 204: the browser then asks for JSON now and then.
    """
    meeting = visible_meeting(request, uid)
    reader = reader_of(meeting, request)
    if not wants_json(request):
        return StaysOpen(reader) if _can_hold(request) else HttpResponse(status=204)
    mark = mark_of(heard(states([reader])[meeting.pk], reader))
    if request.headers.get("If-None-Match") == f'"{mark}"':
        return HttpResponse(status=304, headers={"ETag": f'"{mark}"'})
    return JsonResponse({"at": mark}, headers={"ETag": f'"{mark}"'})


@require_POST
@inside
def here(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """A colleague is told which field somebody writes in. Where nothing can be written, nothing is told."""
    row = kept_item(request, uid, item)
    field = request.POST.get("field", "")
    no = why_not_work_live(
        state=row.meeting.state, is_secretary=True, putting_right=row.meeting.putting_right
    )
    write_in(row.meeting, row, field=field if field in FIELDS and not no else "", by=request.user)
    return HttpResponse(status=204)
