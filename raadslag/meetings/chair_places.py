"""Where a chair's decision stands: on the next agenda by itself, until the body was told of it."""

from __future__ import annotations

from django.db.models import Q

from raadslag.cases.closing import CLOSED_TITLE
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import gone_with, renumber, row_without_case
from raadslag.meetings.doors import shut_from_the_start
from raadslag.meetings.models import AgendaItem, ChairDecision, Meeting
from raadslag.people.models import Organization, User

State = Meeting.State


def next_meeting(organization: Organization) -> Meeting | None:
    """The meeting at which the body is told: planned or called; the council's next ordinary (§ 31 stk. 2)."""
    return _coming(organization, State.PLANNED, State.CALLED)


def _coming(organization: Organization, *states: str) -> Meeting | None:
    rows = Meeting.objects.filter(organization=organization, state__in=states)
    if organization.kind == Organization.Kind.COUNCIL:
        rows = rows.filter(extraordinary=False)
    return rows.order_by("starts_at").first()


def stand_next(organization: Organization, *, by: User) -> Rows:
    """Let everything the body was not told stand on its next agenda that is not sent; a step of other acts.

    A decision that waits, or stands on the plan of a later meeting, moves there. An agenda that is sent
    is changed by an act of its own (`chairs.supplement_decision`).
    """
    meeting = _coming(organization, State.PLANNED)
    if meeting is None:
        return []
    rows: Rows = []
    for one in untold(organization):
        if one.item is None or one.item.meeting_id != meeting.pk:
            rows = [*rows, *_stand(one, meeting, by=by)]
    return [*rows, meeting.items.all()] if rows else []


def untold(organization: Organization) -> list[ChairDecision]:
    """What the body was not told, and no called meeting is about to tell it; the first decided first."""
    rows = ChairDecision.objects.filter(organization=organization, withdrawn_at=None)
    rows = rows.filter(Q(item=None) | Q(item__meeting__state=State.PLANNED))
    return list(rows.select_related("person", "case", "item__meeting", "organization"))


def left_out_of(meeting: Meeting) -> list[ChairDecision]:
    """What should be told at this meeting and does not stand on its agenda."""
    following = next_meeting(meeting.organization)
    if following is None or following.pk != meeting.pk:
        return []
    rows = untold(meeting.organization)
    return [one for one in rows if one.item is None or one.item.meeting_id != meeting.pk]


def row_for(one: ChairDecision, *, meeting: Meeting) -> AgendaItem:
    """The decision as an item of the meeting, not saved and without a place."""
    return AgendaItem(
        meeting=meeting,
        kind=AgendaItem.Kind.OTHER,
        title=f"{one.whose}: {one.title}"[:300],
        closed=one.closed,
        closed_reason=one.closed_reason,
        public_title=CLOSED_TITLE if one.closed else "",
    )


def free_decision(item: AgendaItem, *, by: User) -> Rows:
    """The item is gone, lapsed or not held: the decision waits, and stands on the next agenda by itself."""
    one = ChairDecision.objects.filter(item=item, withdrawn_at=None).first()
    if one is None:
        return []
    one.item = None
    one.save(update_fields=["item"])
    return [one, *stand_next(one.organization, by=by)]


def _stand(one: ChairDecision, meeting: Meeting, *, by: User) -> Rows:
    before, gone = one.item, []
    if before is not None:
        gone = gone_with(before)
        left = before.meeting
        before.delete()
        renumber(left)
    one.item = row_without_case(row_for(one, meeting=meeting), meeting=meeting)
    one.save(update_fields=["item"])
    return [one, *gone, *shut_from_the_start(one.item, by=by)]
