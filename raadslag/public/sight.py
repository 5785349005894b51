"""An agenda or a case as others will see it: a member, or a citizen. For reading; nothing is done here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from raadslag.cases.composed import case_to_item
from raadslag.cases.views import visible_case
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import with_doors
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import goes_public_at
from raadslag.meetings.reading import item_picture
from raadslag.meetings.views import kept_meeting
from raadslag.people.pages import InsideRequest, inside, show
from raadslag.public.narrow import narrowed
from raadslag.public.redact import redact
from raadslag.record import Item
from raadslag.record import Meeting as Record
from raadslag.render.html import sections_to_html

READERS = {"medlem": "Et medlem", "borger": "En borger"}


@dataclass(frozen=True, slots=True)
class Sight:
    """An item as the reader sees it."""

    item: Item
    html: str


@require_safe
@inside
def meeting_as(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The meeting's agenda as a member or a citizen sees it; before the notice: as it would be sent."""
    meeting = kept_meeting(request, uid)
    newest = meeting.agendas.first()
    record = with_doors(newest.as_record() if newest else compose(meeting, kind="agenda"), meeting)
    reader = reader_of(request)
    shown = narrowed(meeting, record) if reader == "borger" else record
    context = {
        "meeting": meeting,
        "sights": [
            Sight(
                item, sections_to_html(item.sections, top=3, figure=item_picture(meeting, item.id))
            )
            for item in shown.items
        ],
        "reader": reader,
        "readers": READERS,
        "when": told_when(meeting, reader, timezone.now()),
        "here": "meetings",
    }
    return show(request, "public/meeting_as.html", context)


@require_safe
@inside
def case_as(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The case as a member or a citizen will see it when it is an item."""
    case, reader = visible_case(request, uid), reader_of(request)
    record = Record(kind="agenda", items=(replace(case_to_item(case), number=None),))
    shown = redact(record) if reader == "borger" else record
    context = {
        "case": case,
        "sights": [Sight(item, sections_to_html(item.sections, top=3)) for item in shown.items],
        "reader": reader,
        "readers": READERS,
        "here": "cases",
    }
    return show(request, "public/case_as.html", context)


def reader_of(request: InsideRequest) -> str:
    """The reader that the address names; a member where it names nobody known."""
    named = request.GET.get("som", "")
    return named if named in READERS else "medlem"


def told_when(meeting: Meeting, reader: str, now: datetime) -> str:
    """When the reader gets it, in Danish."""
    state = Meeting.State
    if meeting.state == state.CANCELLED:
        return "Mødet er aflyst."
    if reader == "medlem":
        return "" if meeting.state != state.PLANNED else "Medlemmerne får den, når mødet indkaldes."
    due = goes_public_at(meeting, rules_of(meeting.organization), at=now)
    if due is None:
        return "Dagsordenen offentliggøres ikke af sig selv."
    if meeting.state == state.PLANNED:
        day = "straks, når mødet indkaldes" if due == now else f"tidligst {timezone.localtime(due):%d-%m-%Y kl. %H.%M}"  # fmt: skip
        return f"Offentligheden får den {day}."
    return (
        ""
        if due <= now
        else f"Offentligheden får den {timezone.localtime(due):%d-%m-%Y kl. %H.%M}."
    )
