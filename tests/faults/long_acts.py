"""Acts of many steps that are made to be killed, an import and a worker; and what must hold after them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from raadslag.importer.inputs import gather
from raadslag.importer.models import Reading
from raadslag.importer.steps import load_ready, read_waiting, receive_inputs
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.journal.models import Entry
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import PUBLISH_AGENDA
from raadslag.people.actions import SEND_LETTER
from raadslag.people.models import Letter
from raadslag.public.index import the_index
from raadslag.public.making import INDEX
from raadslag.public.models import Publication, PublishedItem
from tests.faults.worker import answered
from tests.importer.builders import series

FILES = 6
DAYS = [date(2018, 1, 9) + timedelta(weeks=week) for week in range(FILES)]
KINDS = [SEND_LETTER, PUBLISH_AGENDA, INDEX]
FAR = timedelta(days=400)
"""Every agenda of the template is due then, wherever the clock stands."""


def bring_in() -> None:
    """Six old minutes are received, read and loaded, each step answered."""
    from raadslag.importer.actions import start_run

    folder = Path(settings.VAR) / "gamle"
    run = start_run(name="gamle", by=SYSTEM)
    inputs, _ = gather(series(folder, DAYS), scratch=folder / "zip")
    for one in inputs:
        receive_inputs(run, [one], by=SYSTEM)
        arrival = run.arrivals.get(path=one.label)
        assert arrival.file is not None
        answered(received=arrival.file.sha256)
    read_waiting(run, by=SYSTEM, tick=lambda name: answered(read=name))
    for outcome in load_ready(run, accept=True, by=SYSTEM):
        assert outcome.loaded, outcome.problem
        answered(loaded=outcome.reading.pk)


def all_loaded(*, exactly: int) -> None:
    """So many meetings are in, each with one version of its minutes, one publication, and its line."""
    loaded = Reading.objects.exclude(loaded_at=None)
    assert loaded.count() == exactly
    meetings = Meeting.objects.filter(state=Meeting.State.ENTERED)
    assert meetings.count() == exactly
    assert Entry.objects.filter(act="load_reading").count() == exactly
    for meeting in meetings:
        assert meeting.minutes.count() == 1
        shown = Publication.objects.get(meeting=meeting)
        assert shown.items.count() == len(shown.record["items"]) == 2


def work(*, later: bool = False) -> None:
    """A worker sends letters, publishes agendas and follows with the index, each duty answered."""
    now = timezone.now() + FAR + (timedelta(hours=1) if later else timedelta(0))

    def tell() -> None:
        answered(done=Job.objects.exclude(done_at=None).count())

    drain(kinds=KINDS, now=now, alive=tell)


def done_is_done() -> None:
    """What a done job was to do is done, and nothing twice."""
    sent = {str(letter.key): letter.sent_at for letter in Letter.objects.all()}
    for job in Job.objects.filter(kind=SEND_LETTER).exclude(done_at=None):
        assert sent[job.key] is not None
    agendas = Publication.objects.filter(kind="agenda")
    for meeting in Meeting.objects.all():
        assert agendas.filter(meeting=meeting).count() <= 1
    for job in Job.objects.filter(kind=PUBLISH_AGENDA).exclude(done_at=None):
        shown = agendas.get(meeting__uid=job.key)
        assert shown.items.count() == len(shown.record["items"])
    assert Entry.objects.filter(act="publish").count() == Publication.objects.count()


def nothing_is_left() -> None:
    """All letters are sent, all agendas out, and the index holds what is shown."""
    assert not Job.objects.filter(kind__in=KINDS, done_at=None).exists()
    assert not Letter.objects.filter(sent_at=None).exists()
    shown = PublishedItem.objects.filter(publication__in=Publication.objects.shown())
    assert the_index().stats().documents == shown.count()
