"""Reminding members who have not answered, until all have; sealing what they answered; and making the agenda
with its attachments before they ask for it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from raadslag.cases.actions import FIND_PRIORS
from raadslag.jobs.actions import enqueue
from raadslag.jobs.models import Job
from raadslag.jobs.registry import duty
from raadslag.journal.actions import SYSTEM
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import with_doors
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import MAKE_BOOK
from raadslag.meetings.reading import open_part
from raadslag.minutes.book import make_parts
from raadslag.minutes.models import Minutes, Reminder
from raadslag.minutes.priors import find_priors_unasked
from raadslag.minutes.sealing import seal_minutes
from raadslag.minutes.signing import REMIND, SEAL_MINUTES, missing, newest_minutes, write_reminders


@duty(SEAL_MINUTES, title="Forsegl godkendt referat")
def seal(job: Job) -> None:
    """Seal the minutes as they stand, with the answers given."""
    found = Minutes.objects.select_related("meeting__organization__body")
    seal_minutes(found.get(pk=int(job.key)))


@duty(MAKE_BOOK, title="Gør dagsordenen med bilag klar som PDF")
def make_book(job: Job) -> None:
    """Its parts as members read them, and of the open part; what did not change lies there already."""
    meeting = Meeting.objects.filter(uid=job.key).select_related("organization__body").first()
    agenda = meeting.agendas.first() if meeting else None
    if meeting is None or agenda is None:
        return
    record = with_doors(agenda.as_record(), meeting)
    for part in (record, open_part(record)):
        make_parts(meeting, part)


@duty(FIND_PRIORS, title="Find tidligere behandlinger")
def find(job: Job) -> None:
    """Look a case up in earlier minutes."""
    find_priors_unasked(job.key)


@duty(REMIND, title="Påmind om godkendelse")
@transaction.atomic
def remind(job: Job) -> None:
    """Remind those missing and come back after as many days; a superseded version is left alone.

    One who was reminded since the job was wanted is not reminded again: a worker that died may have.
    """
    minutes = Minutes.objects.select_related("meeting__organization").get(pk=int(job.key))
    absent = missing(minutes.meeting)
    if newest_minutes(minutes.meeting) != minutes or not absent:
        return
    now = timezone.now()
    lately = Reminder.objects.filter(minutes=minutes, at__gte=job.wanted_at or job.due)
    reminded = set(lately.values_list("person", flat=True))
    if waiting := [seat for seat in absent if seat.person.pk not in reminded]:
        write_reminders(minutes, waiting, by=SYSTEM, at=now)
    days = rules_of(minutes.meeting.organization).remind_days
    enqueue(REMIND, job.key, due=now + timedelta(days=max(days, 1)))
