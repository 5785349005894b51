"""Every duty may be done twice: a worker can die between the work and our hearing of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from raadslag.cases.models import Point
from raadslag.jobs.actions import ask_for_the_day, enqueue
from raadslag.jobs.models import Job
from raadslag.jobs.registry import duties
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.notice import TAKE_BACK
from raadslag.minutes.models import Reminder
from raadslag.people.actions import TELL_SEATED
from raadslag.proof.duties import KEEP_HEAD_NOW
from raadslag.proof.erasing import erase_by_law
from raadslag.public.actions import publish_minutes, withdraw
from raadslag.public.gate import look_over
from raadslag.public.making import SHOW_OPENED, STAND_AGAIN
from raadslag.public.models import Publication
from tests.cast import MEETING_AT, NOTICE_AT, Town, local
from tests.minutes.test_sealing import approve, minutes_of

NOT_COUNTED = {"jobs.job"}


@pytest.fixture
def world(town: Town, settings: Any, tmp_path: Path) -> Town:
    """A town with a job of every kind: called, held, approved, published, under embargo, withdrawn."""
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"
    meeting = town.plan(MEETING_AT + timedelta(days=14))
    add_to_agenda(town.approve(town.write()), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage")
    soon = timezone.now() + timedelta(days=1)
    looked = look_over(minutes.meeting, minutes.as_record())
    shown = publish_minutes(minutes, assessed=looked, by=town.soren, visible_from=soon)
    withdraw(shown, reason="En fejl.", by=town.soren)
    enqueue(STAND_AGAIN, str(shown.pk))
    enqueue(SHOW_OPENED, str(minutes.meeting.uid))
    enqueue(TAKE_BACK, str(meeting.uid))
    enqueue(KEEP_HEAD_NOW, "now")
    enqueue(TELL_SEATED, str(town.committee.pk))
    ask_for_the_day(timezone.localdate())
    words = [Point.objects.values_list("text", flat=True)[0].split()[-1]]
    erase_by_law(town.body, words=words, reason="Et ord, der ikke måtte ud.", by=town.soren)
    Job.objects.waiting().update(
        due=timezone.now(), wanted_at=timezone.now()
    )  # their hour has come
    return town


def stands() -> dict[str, int]:
    """How many rows there are of everything of ours."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("raadslag.")]
    labels = {m._meta.label_lower: m for m in ours}
    return {name: m._base_manager.count() for name, m in labels.items() if name not in NOT_COUNTED}


def test_each_duty_done_twice_leaves_what_doing_it_once_leaves(world: Town) -> None:
    done: set[str] = set()
    while jobs := list(Job.objects.waiting().exclude(kind__in=done)):
        job = jobs[0]
        duty = duties()[job.kind]
        duty.act([job])
        once = stands()
        duty.act([job])
        assert stands() == once, job.kind
        done.add(job.kind)
    assert set(duties()) == done, "the world has no job of some kind"


def test_a_member_is_reminded_once_when_the_worker_dies_after_reminding(world: Town) -> None:
    job = Job.objects.waiting().filter(kind="remind-approval")[0]
    for _ in range(2):
        duties()[job.kind].act([job])
    reminded = list(Reminder.objects.values_list("person", flat=True))
    assert len(reminded) == len(set(reminded)) > 0


def test_an_agenda_that_was_taken_back_is_not_let_out_by_a_worker_that_comes_again(
    world: Town,
) -> None:
    job = Job.objects.waiting().filter(kind="publish-agenda")[0]
    duties()[job.kind].act([job])
    shown = Publication.objects.get(kind="agenda", meeting__uid=job.key)
    withdraw(shown, reason="Forkert bilag.", by=world.soren)
    duties()[job.kind].act([job])
    assert not Publication.objects.current().filter(kind="agenda", meeting__uid=job.key).exists()
    assert Entry.objects.filter(act="publish", subject=f"publication:{shown.uid}").count() == 1


def test_what_stood_again_and_was_taken_back_by_a_person_is_not_let_out_once_more(
    world: Town,
) -> None:
    job = Job.objects.waiting().filter(kind=STAND_AGAIN)[0]
    hidden = Publication.objects.get(pk=int(job.key))
    duties()[job.kind].act([job])
    again = Publication.objects.get(kind="minutes", meeting=hidden.meeting, withdrawn_at=None)
    withdraw(again, reason="Den skulle ikke ud.", by=world.soren)
    duties()[job.kind].act([job])  # the worker died before it was heard that the job was done
    assert not Publication.objects.filter(meeting=hidden.meeting, withdrawn_at=None).exists()


def test_a_sent_agenda_taken_back_stays_back_though_an_item_was_closed_meanwhile(
    world: Town,
) -> None:
    from raadslag.public.closing import close_item

    job = Job.objects.waiting().filter(kind="publish-agenda")[0]
    duties()[job.kind].act([job])
    shown = Publication.objects.get(kind="agenda", meeting__uid=job.key)
    withdraw(shown, reason="Forkert bilag.", by=world.soren)
    item = shown.meeting.items.last()
    assert item is not None
    close_item(item, reason="FVL § 27", public_title="En sag", by=world.soren)
    duties()[job.kind].act([job])
    assert not Publication.objects.filter(
        kind="agenda", meeting__uid=job.key, withdrawn_at=None
    ).exists()
