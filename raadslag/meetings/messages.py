"""Notices (meddelelser) before the meeting: handed in, changed, taken in or left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from raadslag.allowed import NotAllowed, Obstacle, require
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.calling import send_changed
from raadslag.meetings.compose import compose
from raadslag.meetings.contribution_letters import (
    write_message_left_out,
    write_message_offered,
)
from raadslag.meetings.correctable import state_for_writing, under_way
from raadslag.meetings.deadlines import message_deadline
from raadslag.meetings.findings import look_at
from raadslag.meetings.message_places import home_of, place_of
from raadslag.meetings.message_record import next_number, with_one_more
from raadslag.meetings.message_seen import message_parts
from raadslag.meetings.models import AgendaItem, Meeting, Message
from raadslag.meetings.rules.messages import (
    why_not_elsewhere,
    why_not_leave_out,
    why_not_offer,
    why_not_rewrite,
    why_not_take,
)
from raadslag.people.models import Organization, User
from raadslag.people.rights import Rights, informs_of, is_clerk, rights_of
from raadslag.record import Block, blocks_to_text, to_data
from raadslag.review.assessing import Assessment
from raadslag.seen import require_seen

Given = Message.State


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says: text, a link to read on, and whether it is closed and why."""

    blocks: tuple[Block, ...]
    link: str = ""
    closed: bool = False
    closed_reason: str = ""


def may_inform_body(organization: Organization, rights: Rights) -> bool:
    """May they hand notices in to this body? Its chair and its informers, and the administration."""
    if rights.body != organization.body_id:
        return False
    return is_clerk(rights) or organization.pk in informs_of(rights)


def open_for_messages(rights: Rights) -> QuerySet[Meeting]:
    """Planned meetings that somebody may hand notices in to, the next one first."""
    rows = Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__gt=timezone.now())
    if not is_clerk(rights):
        rows = rows.filter(organization_id__in=informs_of(rights))
    rows = rows.filter(organization__body_id=rights.body or 0)
    return rows.select_related("organization").order_by("starts_at")


def messages_of(rights: Rights) -> QuerySet[Message]:
    """The notices that somebody wrote, and those of meetings that they keep."""
    kept = rights.organizations(["secretary"])
    rows = Message.objects.filter(meeting__organization__body_id=rights.body or 0)
    return rows.filter(by_id=rights.user or 0) | rows.filter(meeting__organization_id__in=kept)


@transaction.atomic
def offer_message(
    meeting: Meeting, *, words: Words, by: User, at: datetime | None = None
) -> Message:
    """Hand a notice in for a meeting (meld meddelelse ind); its secretary is told. Raises `NotAllowed`."""
    meeting, now = lock_meeting(meeting), at or timezone.now()
    require(_why_not_offer_now(meeting, words, by=by, at=now))
    message = Message(meeting=meeting, by=by, offered_at=now)
    _say(message, words)
    message.save()
    if not keeps(meeting, by):
        write_message_offered(message)
    note_message("offer_message", message, by=by, rows=[message])
    return message


@transaction.atomic
def write_message(
    message: Message, *, words: Words, by: User, version: int, to: Meeting | None = None
) -> Message:
    """Change a notice (ret meddelelse), or hand it in for another meeting. A stale `version` is refused.

    One that was taken in and is closed or opened goes to the item that it then belongs to.
    """
    meeting = lock_meeting(to or message.meeting)
    message = _locked(message)
    require(why_not_rewrite_now(message, by=by))
    if message.version != version:
        require([Obstacle("stale", "En anden har rettet meddelelsen imens. Se den, og prøv igen.")])
    moved = meeting.pk != message.meeting_id
    if moved or message.state != Given.TAKEN:
        require(_why_not_offer_now(meeting, words, by=by, at=timezone.now(), again=not moved))
    rehomed = message.closed != words.closed
    if meeting.state != Meeting.State.PLANNED and message.state == Given.TAKEN:
        require(why_not_elsewhere(moved=moved, rehomed=rehomed))
    _say(message, words)
    message.version += 1
    rows: Rows = []
    if moved:
        message.meeting, message.item, message.state = meeting, None, Given.OFFERED
        write_message_offered(message)
    elif message.state == Given.TAKEN and rehomed:
        message.item, rows = place_of(message, by=by)
    message.save()
    note_message("write_message", message, by=by, rows=[message, *rows])
    return message


@transaction.atomic
def withdraw_message(message: Message, *, by: User) -> None:
    """Its writer takes a notice back (træk meddelelse tilbage)."""
    lock_meeting(message.meeting)
    message = _locked(message)
    mine = message.by_id == by.pk
    state = message.meeting.state
    require(why_not_rewrite(mine=mine, is_secretary=False, given=message.state, state=state))
    message.state = Given.WITHDRAWN
    message.save(update_fields=["state"])
    note_message("withdraw_message", message, by=by, rows=[message])


def take_in(
    message: Message, *, by: User, seen: str | None = None, under: AgendaItem | None = None
) -> Message:
    """Let a notice stand on the agenda, last among its item's (tag meddelelse med).

    After the notice the agenda is sent anew: it is looked through with the notice in it before any lock.
    """
    meeting = message.meeting
    home = under or home_of(meeting, closed=message.closed)
    looked = None
    if meeting.state == Meeting.State.CALLED and home is not None:
        record = compose(meeting, kind="agenda", anew=[home.uid])
        looked = look_at(meeting, with_one_more(record, home, message))
    return _take_in(message, by=by, seen=seen, looked=looked, home=home)


@transaction.atomic
def _take_in(
    message: Message,
    *,
    by: User,
    seen: str | None,
    looked: Assessment | None,
    home: AgendaItem | None,
) -> Message:
    meeting = lock_meeting(message.meeting)
    message = _locked(message)
    require(
        why_not_take(
            is_secretary=keeps(meeting, by),
            given=message.state,
            state=meeting.state,
            place=home is not None,
            closed=message.closed,
            correcting=home is not None and under_way(home) is not None,
        )
    )
    require_seen(seen, message_parts(message), act="Tag meddelelsen med")
    home = home and AgendaItem.objects.filter(pk=home.pk, closed=message.closed, case=None).first()
    message.item, rows = (home, []) if home is not None else place_of(message, by=by)
    message.order = next_number(message.item)
    message.state, message.answer = Given.TAKEN, ""
    message.save(update_fields=["item", "order", "state", "answer"])
    rows = [message, *rows]
    if meeting.state == Meeting.State.CALLED:
        why = f"Ny meddelelse under punkt {message.item.number}"
        anew = [message.item.uid]
        send_changed(meeting, why=why, by=by, rows=rows, anew=anew, assessment=looked)
    note_message("take_in_message", message, by=by, rows=rows)
    return message


@transaction.atomic
def take_in_all(messages: Iterable[Message], *, by: User) -> int:
    """Let these notices stand on a planned agenda, in their order (tag alle med); how many."""
    return len([take_in(message, by=by) for message in messages])


@transaction.atomic
def leave_out(message: Message, *, reason: str, by: User) -> None:
    """Do not let a notice stand on the agenda (lad meddelelse ude); its writer is told why."""
    meeting = lock_meeting(message.meeting)
    message = _locked(message)
    secretary, state = keeps(meeting, by), meeting.state
    require(
        why_not_leave_out(is_secretary=secretary, given=message.state, state=state, reason=reason)
    )
    message.state, message.item, message.answer = Given.LEFT_OUT, None, reason.strip()[:300]
    message.version += 1
    message.save(update_fields=["state", "item", "answer", "version"])
    write_message_left_out(message)
    note_message("leave_out_message", message, by=by, rows=[message])


@transaction.atomic
def move_message(message: Message, *, up: bool, by: User) -> None:
    """Let a notice change places with its neighbour on an agenda that is not sent (flyt meddelelse)."""
    meeting = lock_meeting(message.meeting)
    message = _locked(message)
    given, state = message.state, meeting.state
    require(why_not_rewrite(mine=False, is_secretary=keeps(meeting, by), given=given, state=state))
    rows = list(Message.objects.filter(item=message.item_id or 0, state=Given.TAKEN))
    rows.sort(key=lambda one: (one.order, one.pk))
    at = next((n for n, one in enumerate(rows) if one.pk == message.pk), 0)
    to = min(max(at + (-1 if up else 1), 0), max(len(rows) - 1, 0))
    if not rows:
        return
    rows.insert(to, rows.pop(at))
    for order, one in enumerate(rows, start=1):
        if one.order != order:
            one.order = order
            one.save(update_fields=["order"])
    note_message("move_message", message, by=by, rows=rows)


def write_under(item: AgendaItem, *, words: Words, by: User) -> Message:
    """The secretary writes a notice straight under an item, closed where the item is.

    Where it may not be taken in, it waits with the others: nothing typed is lost. Raises `NotAllowed`.
    """
    shut = replace(words, closed=item.closed, closed_reason=item.closed_reason)
    made = offer_message(item.meeting, words=shut, by=by)
    return take_in(made, by=by, under=item)


def why_not_rewrite_now(message: Message, *, by: User) -> list[Obstacle]:
    """Why somebody may not change a notice at this moment."""
    secretary, mine = keeps(message.meeting, by), message.by_id == by.pk
    state, given = state_for_writing(message.item, message.meeting), message.state
    return why_not_rewrite(mine=mine, is_secretary=secretary, given=given, state=state)


def refuse_words(why: str) -> NoReturn:
    """Say no to what was typed. Raises `NotAllowed`."""
    raise NotAllowed([Obstacle("wrong-words", why)])


def _why_not_offer_now(
    meeting: Meeting, words: Words, *, by: User, at: datetime, again: bool = False
) -> list[Obstacle]:
    """`again`: the notice waits already, so that its deadline was kept."""
    deadline = message_deadline(meeting)
    return why_not_offer(
        informs=may_inform_body(meeting.organization, rights_of(by)),
        is_secretary=keeps(meeting, by),
        state=meeting.state,
        today=deadline if again else timezone.localdate(at),
        deadline=deadline,
        text=blocks_to_text(words.blocks),
        closed=words.closed,
        closed_reason=words.closed_reason,
    )


def _say(message: Message, words: Words) -> None:
    message.blocks, message.link = to_data(words.blocks), words.link
    message.closed = words.closed
    message.closed_reason = words.closed_reason.strip()[:300] if words.closed else ""


def _locked(message: Message) -> Message:
    rows = Message.objects.select_for_update(of=("self",)).select_related("meeting__organization")
    return rows.get(pk=message.pk)


def note_message(act: str, message: Message, *, by: User, rows: Rows) -> None:
    """The journal's line of an act upon a notice."""
    details = {"message": str(message.uid)}
    note(act, by=by, subject=f"meeting:{message.meeting.uid}", details=details, rows=rows)
