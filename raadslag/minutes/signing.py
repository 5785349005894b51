"""From a closed meeting to minutes that every member who took part has put their name under."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.allowed import Obstacle, require
from raadslag.cases.composed import declared
from raadslag.cases.files import attach_after_meeting
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import Actor, note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.closing import why_undecided
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import with_doors
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.presence import took_part
from raadslag.meetings.reading import unread_by_members
from raadslag.meetings.seats import Seat, events_of, seats_of
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
from raadslag.record import Attachment, Item, Section, paragraph
from raadslag.record import Meeting as Record

REMIND = "remind-approval"
"""The job that reminds those who have not answered; its key is the minutes' id."""

SEAL_MINUTES = "seal-minutes"
"""The job that seals a version with the answers given to it; its key is the minutes' id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A member who took part and what they said to the newest text: null while they are missing."""

    seat: Seat
    approval: Approval | None


@transaction.atomic
def draft_minutes(meeting: Meeting, *, by: User, at: datetime | None = None) -> Minutes:
    """Freeze what happened as the meeting's minutes and ask its members to approve (send til godkendelse).

    Between the meeting's end and this the secretary puts it right; nobody is asked before.
    """
    meeting, now = lock_meeting(meeting), at or timezone.now()
    closed = meeting.state == Meeting.State.CLOSED
    require(why_not_draft(closed=closed, is_secretary=keeps(meeting, by)))
    newest = newest_minutes(meeting)
    if newest:
        return newest
    require(why_not_send(meeting))
    minutes = freeze_minutes(meeting, record=compose(meeting, kind="minutes"), by=by, at=now)
    meeting.minutes_sent_at = now
    meeting.save(update_fields=["minutes_sent_at", "modified_at"])
    _ask(minutes, at=now)
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


@transaction.atomic
def correct_minutes(
    meeting: Meeting, *, item: str, text: str, by: User, at: datetime | None = None
) -> Minutes:
    """Add a correction to an item: a new version that everybody approves anew (ret referat).

    What stood stays; the addition says what it corrects and when. `item` is the item's permanent id.
    """
    meeting, now = lock_meeting(meeting), at or timezone.now()
    newest = newest_minutes(meeting)
    has = newest is not None
    require(why_not_correct(has_minutes=has, is_secretary=keeps(meeting, by), text=text))
    assert newest is not None
    record = with_doors(newest.as_record(), meeting)
    if item not in {part.id for part in record.items}:
        require([Obstacle("no-item", "Punktet findes ikke i referatet.")])
    return add_correction(meeting, record, item=item, text=text, by=by, at=now)


def add_correction(
    meeting: Meeting, record: Record, *, item: str, text: str, by: User, at: datetime
) -> Minutes:
    """The record with what is corrected said under its item, frozen, and everybody asked anew."""
    addition = f"Rettelse {timezone.localdate(at):%d-%m-%Y}: {' '.join(text.split())}"
    corrected = _with_addition(record, item, addition)
    minutes = freeze_minutes(meeting, record=corrected, by=by, at=at)
    _note_correction(minutes, item=item, text=text, by=by, at=at)
    _ask(minutes, at=at)
    return minutes


@transaction.atomic
def add_file_after(
    row: AgendaItem, *, name: str, title: str, chunks: list[bytes], by: User
) -> Minutes:
    """Add an attachment after the meeting, marked as such; a new version of the minutes (tilføj bilag)."""
    meeting = lock_meeting(row.meeting)
    newest = newest_minutes(meeting)
    has, is_secretary = newest is not None, keeps(meeting, by)
    require(why_not_correct(has_minutes=has, is_secretary=is_secretary, text=name))
    if row.case is None:
        require([Obstacle("no-case", "Punktet har ingen sag at lægge bilaget på.")])
    assert newest is not None
    assert row.case is not None
    file = attach_after_meeting(row.case, name=name, title=title, chunks=chunks, by=by)
    part = Attachment(
        title=file.title,
        added_after=True,
        file_name=file.file_name,
        sha256=file.sha256,
        media_type=file.media_type,
        bytes=file.bytes,
    )
    with_file = _with_file(with_doors(newest.as_record(), meeting), str(row.uid), part)
    minutes, now = freeze_minutes(meeting, record=with_file, by=by), timezone.now()
    text = f"Bilag tilføjet efter mødet: {file.title}"
    _note_correction(minutes, item=str(row.uid), text=text, by=by, at=now)
    _ask(minutes, at=now)
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


def why_not_send(meeting: Meeting) -> list[Obstacle]:
    """What must be put right before the minutes are sent: what would not let the meeting end."""
    return why_undecided(meeting) + why_meeting_unsettled(meeting)


def newest_minutes(meeting: Meeting) -> Minutes | None:
    """The version that counts: the newest that was not taken back from approval."""
    return meeting.minutes.filter(taken_back_at=None).order_by("-version").first()


def answers(meeting: Meeting) -> list[Answer]:
    """Every member who took part, with their answer to the newest text."""
    newest = newest_minutes(meeting)
    given = {a.person_id: a for a in newest.approvals.all()} if newest else {}
    there = took_part(events_of(meeting), items=meeting.items.count())
    return [
        Answer(seat, given.get(seat.person.pk))
        for seat in seats_of(meeting)
        if seat.person.pk in there
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


def _ask(minutes: Minutes, *, at: datetime) -> None:
    """Ask members who took part to approve, and let a job remind them."""
    for answer in answers(minutes.meeting):
        write_letter(
            answer.seat.person,
            key=f"approve:{minutes.pk}:{answer.seat.person.pk}",
            subject=f"Godkend referatet af {minutes.meeting}",
            text=_asking(minutes),
        )
    days = rules_of(minutes.meeting.organization).remind_days
    enqueue(REMIND, str(minutes.pk), due=at + timedelta(days=days))


def _note_correction(minutes: Minutes, *, item: str, text: str, by: User, at: datetime) -> None:
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


def _with_file(record: Record, item: str, file: Attachment) -> Record:
    return replace(record, items=tuple(_with(i, file) if i.id == item else i for i in record.items))


def _with(item: Item, file: Attachment) -> Item:
    files = (*item.attachments, file)
    return replace(item, attachments=files, attachments_declared=declared(files))


def _with_addition(record: Record, item: str, text: str) -> Record:
    items = tuple(_add(part, text) if part.id == item else part for part in record.items)
    return replace(record, items=items)


def _add(item: Item, text: str) -> Item:
    section = Section("Rettelse", "other", 1, text, (paragraph(text),))
    return replace(item, sections=(*item.sections, section))
