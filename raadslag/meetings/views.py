"""The plan, the agenda being made, and an organization's settings."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from raadslag.allowed import Obstacle, require
from raadslag.journal.models import Entry
from raadslag.meetings.calendar import calendar_file
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.people.pages import InsideRequest, inside
from raadslag.people.rights import is_secretary_of


def visible_meeting(request: InsideRequest, uid: UUID) -> Meeting:
    """The meeting, or 404 for somebody who may not see it."""
    found = Meeting.objects.visible_to(request.rights).select_related("organization__body")
    return get_object_or_404(found, uid=uid)


def kept_meeting(request: InsideRequest, uid: UUID) -> Meeting:
    """The meeting, or 404 for anybody but its secretary."""
    meeting = visible_meeting(request, uid)
    if not is_secretary_of(request.rights, meeting.organization_id):
        raise Http404
    return meeting


def kept_item(request: InsideRequest, uid: UUID, item: UUID) -> AgendaItem:
    """An item of a meeting that one keeps. Raises `Http404`, and `NotAllowed` where it is gone by now.

    A tab may stand open while the item is taken off in another: that is no page that never was.
    """
    meeting = kept_meeting(request, uid)
    found = AgendaItem.objects.filter(uid=item, meeting=meeting).first()
    if found is None:
        dropped = Entry.objects.filter(act="drop_item", subject=f"meeting:{meeting.uid}")
        if not dropped.filter(details__item=str(item)).exists():
            raise Http404
        require(
            [
                Obstacle(
                    "item-gone",
                    "Punktet står ikke længere på dagsordenen: det er taget af imens. "
                    "Siden viser dagsordenen, som den er nu.",
                )
            ]
        )
    assert found is not None
    return found


@require_safe
@inside
def calendar(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The meeting as a calendar file."""
    meeting = visible_meeting(request, uid)
    answer = HttpResponse(calendar_file(meeting), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return answer
