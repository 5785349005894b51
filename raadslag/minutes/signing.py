"""From a closed meeting to minutes that every member who took part has put their name under."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.allowed import Obstacle, require
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import Actor, note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.closing import why_undecided
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import with_doors
from raadslag.meetings.findings import look_at, why_private
from raadslag.meetings.models import Meeting
from raadslag.meetings.presence import took_part
from raadslag.meetings.reading import open_part, unread_by_members
from raadslag.meetings.seats import Seat, events_of, every_seat
from raadslag.meetings.stop_letters import MINUTES, write_to_mayor
from raadslag.meetings.told_words import telling
from raadslag.meetings.unsettled import why_meeting_unsettled
from raadslag.minutes.actions import freeze_minutes
from raadslag.minutes.models import Approval, Correction, Minutes, Reminder
from raadslag.minutes.rules import (
    why_not_approve,
    why_not_correct,
    why_not_draft,
    why_not_refuse,
    why_not_remind,
)
from raadslag.people.actions import write_letter
from raadslag.people.models import Person, User
from raadslag.record import Item, Section, paragraph
from raadslag.record import Meeting as Record
from raadslag.review.assessing import Assessment

REMIND = "remind-approval"
"""The job that reminds those who have not answered; its key is the minutes' id."""

SEAL_MINUTES = "seal-minutes"
"""The job that seals a version with the answers given to it; its key is the minutes' id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A member who took part and what they said to the newest text: null while they are missing."""

    seat: Seat
    approval: Approval | None


def draft_minutes(meeting: Meeting, *, by: User, at: datetime | None = None) -> Minutes:
    """Freeze what happened as the meeting's minutes and ask its members to approve (send til godkendelse).

    Between the meeting's end and this the secretary puts it right; nobody is asked before, nor while it
    holds personal data that its publication would stop at: that is looked for before any lock.
    """
    meeting = Meeting.objects.select_related("organization__body").get(pk=meeting.pk)
    looked = look_at(meeting, open_part(compose(meeting, kind="minutes")))
    return _draft(meeting, looked=looked, by=by, now=at or timezone.now())


@transaction.atomic
def _draft(meeting: Meeting, *, looked: Assessment, by: User, now: datetime) -> Minutes:
    meeting = lock_meeting(meeting)
    closed = meeting.state == Meeting.State.CLOSED
    require(why_not_draft(closed=closed, is_secretary=keeps(meeting, by)))
    newest = newest_minutes(meeting)
    if newest:
        return newest
    record = compose(meeting, kind="minutes")
    require(why_not_send(meeting, record, looked))
    minutes = freeze_minutes(meeting, record=record, by=by, at=now)
    meeting.minutes_sent_at = now
    meeting.save(update_fields=["minutes_sent_at", "modified_at"])
    ask_members(minutes, at=now)
    write_to_mayor(meeting, what=MINUTES, key=str(minutes.pk))
    return minutes


@transaction.atomic
def approve_minutes(
    minutes: Minutes, *, person: Person, text_hash: str, by: User, at: datetime | None = None
) -> Approval:
    """A member who took part puts their name under exactly this text (godkend)."""
    meeting = lock_meeting(minutes.meeting)
    require(why_not_answer(meeting, person=person, text_hash=text_hash, by=by))
    newest = newest_minutes(meeting)
    assert newest is not None
    approval = Approval.objects.create(
        minutes=newest, person=person, by=by, text_hash=text_hash, at=at or timezone.now()
    )
    details: dict[str, object] = {"version": newest.version, "record_hash": text_hash}
    details["person"] = person.pk
    if unread := unread_by_members(meeting).get(person.pk):
        details["unread"] = sorted(unread)
    subject = f"meeting:{meeting.uid}"
    note("approve_minutes", by=by, subject=subject, details=details, rows=[approval])
    if is_approved(meeting):
        ask_to_seal(newest)
    return approval


@transaction.atomic
def refuse_minutes(
    minutes: Minutes,
    *,
    person: Person,
    text_hash: str,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> Approval:
    """A member who took part will not approve this text, and says why (nægt godkendelse)."""
    meeting = lock_meeting(minutes.meeting)
    require(
        [
            *why_not_answer(meeting, person=person, text_hash=text_hash, by=by),
            *why_not_refuse(reason=reason),
        ]
    )
    newest = newest_minutes(meeting)
    assert newest is not None
    approval = Approval.objects.create(
        minutes=newest,
        person=person,
        by=by,
        text_hash=text_hash,
        at=at or timezone.now(),
        refused=True,
        reason=reason.strip(),
    )
    details = {"version": newest.version, "record_hash": text_hash, "person": person.pk}
    subject = f"meeting:{meeting.uid}"
    note("refuse_minutes", by=by, subject=subject, details=details, rows=[approval])
    return approval


def correct_minutes(
    meeting: Meeting,
    *,
    item: str,
    text: str,
    by: User,
    because: str = "",
    at: datetime | None = None,
) -> Minutes:
    """Add a correction to an item: a new version that everybody approves anew (ret referat).

    What stood stays; the addition says what it corrects and when. `item` is the item's permanent id.
    Of an open item it is judged before anybody is asked; questions are answered by `because`.
    """
    said = {"Rettelse": text} if is_open(meeting, item) else {}
    with telling(meeting, said, because=because, by=by):
        meeting, now = lock_meeting(meeting), at or timezone.now()
        newest = newest_minutes(meeting)
        has = newest is not None
        require(why_not_correct(has_minutes=has, is_secretary=keeps(meeting, by), text=text))
        assert newest is not None
        record = with_doors(newest.as_record(), meeting)
        if item not in {part.id for part in record.items}:
            require([Obstacle("no-item", "Punktet findes ikke i referatet.")])
        return add_correction(meeting, record, item=item, text=text, by=by, at=now)


def is_open(meeting: Meeting, item: str) -> bool:
    """Would the public read what is said under the item with this permanent id?"""
    return str(item) not in {str(row.uid) for row in meeting.items.filter(closed=True)}


def add_correction(
    meeting: Meeting, record: Record, *, item: str, text: str, by: User, at: datetime
) -> Minutes:
    """The record with what is corrected said under its item, frozen, and everybody asked anew."""
    addition = f"Rettelse {timezone.localdate(at):%d-%m-%Y}: {' '.join(text.split())}"
    corrected = _with_addition(record, item, addition)
    minutes = freeze_minutes(meeting, record=corrected, by=by, at=at)
    note_correction(minutes, item=item, text=text, by=by, at=at)
    ask_members(minutes, at=at)
    return minutes


@transaction.atomic
def remind_members(minutes: Minutes, *, by: User, at: datetime | None = None) -> int:
    """Write to those who have not answered; the number of letters (påmind)."""
    meeting, now = lock_meeting(minutes.meeting), at or timezone.now()
    absent = missing(meeting)
    require(why_not_remind(is_secretary=keeps(meeting, by), missing=len(absent)))
    return write_reminders(minutes, absent, by=by, at=now)


@transaction.atomic
def write_reminders(minutes: Minutes, absent: list[Seat], *, by: Actor, at: datetime) -> int:
    """One letter a member and day to those who have not answered; the number of letters."""
    rows = []
    for seat in absent:
        rows.append(Reminder.objects.create(minutes=minutes, person=seat.person, at=at))
        write_letter(
            seat.person,
            key=f"remind:{minutes.pk}:{seat.person.pk}:{timezone.localdate(at)}",
            subject=f"Påmindelse: godkend referatet af {minutes.meeting}",
            about=minutes.meeting.organization,
            text=_asking(minutes),
        )
    subject, details = f"meeting:{minutes.meeting.uid}", {"letters": len(absent)}
    note("remind_members", by=by, subject=subject, details=details, rows=rows)
    return len(absent)


def why_not_answer(
    meeting: Meeting, *, person: Person | None, text_hash: str, by: User
) -> list[Obstacle]:
    """Why a member may not approve or refuse the newest text; nobody answers for another."""
    newest = newest_minutes(meeting)
    if newest is None:
        return [Obstacle("no-minutes", "Der er intet referat at godkende endnu.")]
    own = person is not None and by.person_id == person.pk
    return why_not_approve(
        person=person.pk if person and own else None,
        took_part={answer.seat.person.pk for answer in answers(meeting)},
        answered=set(newest.approvals.values_list("person_id", flat=True)),
        seen_hash=text_hash,
        newest_hash=newest.record_hash,
    )


def why_not_send(meeting: Meeting, record: Record, looked: Assessment) -> list[Obstacle]:
    """What must be put right before the minutes are sent: what would not let the meeting end, and what
    would not let its open part be published. `looked` is of that part (`open_part`)."""
    private = why_private(meeting, open_part(record), looked)
    return [*why_undecided(meeting), *why_meeting_unsettled(meeting), *private]


def newest_minutes(meeting: Meeting) -> Minutes | None:
    """The version that counts: the newest that was not taken back from approval."""
    return meeting.minutes.filter(taken_back_at=None).order_by("-version").first()


def answers(meeting: Meeting) -> list[Answer]:
    """Every member who took part, with their answer to the newest text."""
    newest = newest_minutes(meeting)
    given = {a.person_id: a for a in newest.approvals.all()} if newest else {}
    there = took_part(events_of(meeting), items=meeting.items.count())
    seats = {seat.person.pk: seat for seat in reversed(every_seat(meeting))}
    return [
        Answer(seat, given.get(person))
        for person, seat in reversed(seats.items())
        if person in there
    ]


def missing(meeting: Meeting) -> list[Seat]:
    """Members who took part and have not answered."""
    return [answer.seat for answer in answers(meeting) if answer.approval is None]


def is_approved(meeting: Meeting) -> bool:
    """Every member who took part has put their name under the newest text."""
    given = answers(meeting)
    return bool(given) and all(a.approval and not a.approval.refused for a in given)


def ask_to_seal(minutes: Minutes) -> None:
    """Let a job seal the minutes as they stand, unless they were written before this house."""
    if minutes.meeting.state != Meeting.State.ENTERED:
        enqueue(SEAL_MINUTES, str(minutes.pk))


def ask_members(minutes: Minutes, *, at: datetime) -> None:
    """Ask members who took part to approve, and let a job remind them."""
    for answer in answers(minutes.meeting):
        write_letter(
            answer.seat.person,
            key=f"approve:{minutes.pk}:{answer.seat.person.pk}",
            subject=f"Godkend referatet af {minutes.meeting}",
            about=minutes.meeting.organization,
            text=_asking(minutes),
        )
    days = rules_of(minutes.meeting.organization).remind_days
    enqueue(REMIND, str(minutes.pk), due=at + timedelta(days=days))


def note_correction(minutes: Minutes, *, item: str, text: str, by: User, at: datetime) -> None:
    row = Correction.objects.create(minutes=minutes, item=item, text=text.strip(), by=by, at=at)
    details = {"version": minutes.version, "item": item}
    subject = f"meeting:{minutes.meeting.uid}"
    note("correct_minutes", by=by, subject=subject, details=details, rows=[row])


def _asking(minutes: Minutes) -> str:
    meeting = minutes.meeting
    day = date_format(timezone.localtime(meeting.starts_at), "j. F Y")
    return (
        f"Referatet af mødet {day} i {meeting.organization} er klar til godkendelse "
        f"(version {minutes.version}).\n\nLog ind i Rådslag, læs det, og godkend det dér. "
        "Er noget forkert, kan du nægte at godkende og skrive hvorfor.\n"
    )


def _with_addition(record: Record, item: str, text: str) -> Record:
    items = tuple(_add(part, text) if part.id == item else part for part in record.items)
    return replace(record, items=items)


def _add(item: Item, text: str) -> Item:
    section = Section("Rettelse", "other", 1, text, (paragraph(text),))
    return replace(item, sections=(*item.sections, section))
