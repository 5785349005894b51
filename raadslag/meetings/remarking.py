"""What the minutes say beside the decision: remarks, reservations, dissent, and the stop (§ 23)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.live import note_in_meeting, why_not_live_now
from raadslag.meetings.models import (
    AgendaItem,
    Decision,
    Remark,
)
from raadslag.meetings.presence import partly_there, recused
from raadslag.meetings.rules.remarks import why_not_dissent, why_not_remark, why_not_stop
from raadslag.meetings.seats import events_of, members_in_room, places
from raadslag.meetings.stop_letters import write_stopped
from raadslag.meetings.voting import sides_of
from raadslag.people.models import Person, User

DISSENT_FOLLOWS = "dissent-follows"
"""What the page calls a dissent that its member wants to follow the case to the next body."""


@transaction.atomic
def note_remark(
    item: AgendaItem, *, kind: str, text: str, by: User, person: Person | None = None
) -> Remark:
    """Note a remark, a reservation, or the dissent of somebody who lost a ballot (protokoltilførsel).

    `kind` is one of `Remark.Kind`, or `DISSENT_FOLLOWS`.
    """
    follows = kind == DISSENT_FOLLOWS
    kind = Remark.Kind.DISSENT if follows else kind
    meeting = lock_meeting(item.meeting)
    here = person is None or person.pk in members_in_room(meeting, item)
    require(
        why_not_remark(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            putting_right=meeting.putting_right,
            in_room=here,
            text=text,
        )
    )
    if kind == Remark.Kind.DISSENT:
        lost, abstained = sides_of(item, person) if person else (False, False)
        kind_of_body = meeting.organization.kind
        require(why_not_dissent(in_minority=lost, abstained=abstained, kind=kind_of_body))
    remark = Remark.objects.create(
        item=item,
        kind=kind,
        person=person,
        text=text.strip(),
        follows=follows,
        at=timezone.now(),
    )
    details = {"item": item.number, "kind": kind}
    note_in_meeting("note_remark", meeting, by=by, details=details, rows=[remark])
    return remark


@transaction.atomic
def reword_remark(remark: Remark, *, text: str, by: User) -> Remark:
    """Put a remark's words right; what it said before is struck and kept (ret bemærkning)."""
    meeting = lock_meeting(remark.item.meeting)
    require(
        why_not_remark(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            putting_right=meeting.putting_right,
            in_room=True,
            text=text,
        )
    )
    remark.struck_at = timezone.now()
    remark.save(update_fields=["struck_at"])
    newer = Remark.objects.create(
        item=remark.item,
        kind=remark.kind,
        person=remark.person,
        text=text.strip(),
        follows=remark.follows,
        at=remark.at,
    )
    details = {"item": remark.item.number, "kind": remark.kind}
    note_in_meeting("reword_remark", meeting, by=by, details=details, rows=[remark, newer])
    return newer


@transaction.atomic
def strike_remark(remark: Remark, *, by: User) -> None:
    """Take a remark out that was noted by mistake (slet bemærkning)."""
    meeting = lock_meeting(remark.item.meeting)
    require(why_not_live_now(meeting, remark.item, by))
    remark.struck_at = timezone.now()
    remark.save(update_fields=["struck_at"])
    note_in_meeting("strike_remark", meeting, by=by, details={"remark": remark.pk}, rows=[remark])


@transaction.atomic
def stop_decision(item: AgendaItem, *, person: Person, by: User) -> Decision:
    """A member wants the case before the council: the decision is suspended (standsningsret, § 23)."""
    meeting = lock_meeting(item.meeting)
    decision = Decision.objects.select_for_update().filter(item=item).first()
    place, events = places(meeting.items.all())[item.pk], events_of(meeting)
    require(
        why_not_stop(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            present=person.pk in partly_there(events, item=place),
            recused=person.pk in recused(events, item=place),
            outcome=decision.outcome if decision else None,
            kind=meeting.organization.kind,
            already_stopped=bool(decision and decision.stopped_by_id),
        )
    )
    assert decision is not None
    decision.stopped_by, decision.stopped_at = person, timezone.now()
    decision.save(update_fields=["stopped_by", "stopped_at"])
    write_stopped(item, person=person, key=f"stop:{item.uid}", mayor=False)
    note_in_meeting("stop_decision", meeting, by=by, details={"item": item.number}, rows=[decision])
    return decision
