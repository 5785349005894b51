from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from raadslag.jobs import actions, registry, working
from raadslag.jobs.actions import (
    MOST_TRIES,
    enqueue,
    finish,
    forget_done,
    lease,
    lease_more,
    let_go,
    postpone,
    renew,
)
from raadslag.jobs.models import Job
from raadslag.jobs.registry import UnknownDuty, duty, duty_for_many
from raadslag.jobs.working import drain
from raadslag.unwell import DiskFull

pytestmark = pytest.mark.django_db
MINUTES_5 = timedelta(minutes=5)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Two duties that a room might have: what they did, in order."""
    seen: list[str] = []
    registry.duties()
    monkeypatch.setattr(registry, "_duties", dict(registry._duties))

    @duty("greet", title="Hils")
    def greet(job: Job) -> None:
        if job.payload.get("full"):
            raise DiskFull
        if job.payload.get("fails"):
            raise ValueError("ingen forbindelse")
        seen.append(job.key)

    @duty_for_many("count", title="Tæl", most=3)
    def count(jobs: list[Job]) -> None:
        if any(job.payload.get("fails") for job in jobs):
            raise ValueError("kan ikke tælles")
        seen.append("+".join(sorted(job.key for job in jobs)))

    return seen


def test_a_job_waits_once_under_its_key_and_is_done_once(done: list[str]) -> None:
    enqueue("greet", "a")
    enqueue("greet", "a")
    assert drain(kinds=["greet"]) == 1
    assert drain(kinds=["greet"]) == 0
    assert done == ["a"]


def test_work_that_nobody_registered_is_refused_when_it_is_asked_for() -> None:
    with pytest.raises(UnknownDuty):
        enqueue("greet-nobody", "a")
    assert not Job.objects.exists()


def test_a_job_is_not_done_before_its_time(done: list[str]) -> None:
    enqueue("greet", "later", due=timezone.now() + timedelta(hours=1))
    assert drain(kinds=["greet"]) == 0
    assert drain(kinds=["greet"], now=timezone.now() + timedelta(hours=2)) == 1


def test_a_job_whose_worker_died_is_taken_up_by_another(done: list[str]) -> None:
    enqueue("greet", "a")
    assert lease(kinds=["greet"]) is not None
    assert drain(kinds=["greet"]) == 0
    assert drain(kinds=["greet"], now=timezone.now() + MINUTES_5) == 1
    assert done == ["a"]


def test_a_job_that_takes_its_time_stays_with_its_worker(done: list[str]) -> None:
    enqueue("greet", "a")
    now = timezone.now()
    held = lease(kinds=["greet"], now=now)
    assert held is not None
    renew([held], now=now + MINUTES_5 / 3)
    renew([held], now=now + MINUTES_5 / 2)
    assert drain(kinds=["greet"], now=now + timedelta(minutes=4)) == 0
    finish(held)
    assert Job.objects.get().done_at is not None


def test_one_who_lost_a_job_to_another_can_neither_end_it_nor_put_it_off(done: list[str]) -> None:
    enqueue("greet", "a")
    slow = lease(kinds=["greet"])
    quick = lease(kinds=["greet"], now=timezone.now() + MINUTES_5)
    assert slow is not None
    assert quick is not None
    finish(slow)
    postpone(slow, error="for sent")
    job = Job.objects.get()
    assert (job.done_at, job.error, job.holder) == (None, "", quick.holder)
    finish(quick)
    assert Job.objects.get().done_at is not None


def test_a_job_that_fails_waits_and_lets_the_others_go_on(done: list[str]) -> None:
    enqueue("greet", "bad", payload={"fails": True})
    enqueue("greet", "good")
    assert drain(kinds=["greet"]) == 1
    bad = Job.objects.get(key="bad")
    assert bad.done_at is None
    assert "ingen forbindelse" in bad.error
    assert "in greet" in bad.traceback
    assert bad.due > timezone.now()


def test_a_full_disk_is_not_the_jobs_fault_however_long_it_stays_full(done: list[str]) -> None:
    enqueue("greet", "full", payload={"full": True})
    now = timezone.now()
    for _ in range(MOST_TRIES + 5):
        drain(kinds=["greet"], now=now)
        now = Job.objects.get().due
    job = Job.objects.get()
    assert (job.failed_at, job.attempts) == (None, 0)
    assert "Disken er fuld" in job.error
    Job.objects.update(payload={})
    assert drain(kinds=["greet"], now=now) == 1


def test_what_was_in_hand_when_the_database_went_is_given_back_as_it_was(done: list[str]) -> None:
    for key in "ab":
        enqueue("count", key)
    first = lease(kinds=["count"])
    assert first is not None
    held = [first, *lease_more(first, most=9)]
    assert lease(kinds=["count"]) is None
    let_go(held)
    assert set(Job.objects.values_list("attempts", flat=True)) == {0}
    assert drain(kinds=["count"]) == 1


def test_a_job_done_long_ago_is_forgotten_and_a_waiting_one_never(done: list[str]) -> None:
    for key in "ab":
        enqueue("greet", key)
    drain(kinds=["greet"], limit=1)
    assert forget_done(before=timezone.now() - timedelta(days=1)) == 0
    assert forget_done(before=timezone.now() + timedelta(days=1)) == 1
    assert Job.objects.get().key == "b"


@pytest.mark.django_db(transaction=True)
def test_a_job_longer_than_its_lease_is_not_taken_by_another(
    monkeypatch: pytest.MonkeyPatch, done: list[str]
) -> None:
    monkeypatch.setattr(actions, "LEASE", timedelta(seconds=0.5))
    monkeypatch.setattr(working, "RENEW_EVERY_S", 0.1)
    stolen: list[Job] = []

    @duty("dawdle", title="Sid længe")
    def dawdle(job: Job) -> None:
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            time.sleep(0.1)
            if other := lease(kinds=["dawdle"]):
                stolen.append(other)

    enqueue("dawdle", "a")
    assert drain(kinds=["dawdle"]) == 1
    assert not stolen
    assert Job.objects.get().done_at is not None


def test_a_job_that_never_goes_well_stands_as_failed_after_days(done: list[str]) -> None:
    enqueue("greet", "bad", payload={"fails": True})
    began = now = timezone.now()
    for _ in range(MOST_TRIES):
        assert Job.objects.get().failed_at is None
        drain(kinds=["greet"], now=now)
        now = Job.objects.get().due
    assert Job.objects.get().failed_at is not None
    assert now - began > timedelta(days=2)
    assert lease(kinds=["greet"], now=now + timedelta(days=9)) is None
    enqueue("greet", "bad", payload={})
    assert drain(kinds=["greet"]) == 1


def test_a_job_asked_for_again_while_it_runs_is_run_again_when_it_has_ended(done: list[str]) -> None:  # fmt: skip
    enqueue("greet", "a")
    held = lease(kinds=["greet"])
    assert held is not None
    enqueue("greet", "a")
    assert drain(kinds=["greet"]) == 0, "two were at the same work"
    finish(held)
    assert drain(kinds=["greet"]) == 1
    assert drain(kinds=["greet"]) == 0


def test_a_job_that_asks_for_itself_comes_back_at_the_time_it_said(done: list[str]) -> None:
    now = timezone.now()
    enqueue("greet", "a")
    held = lease(kinds=["greet"])
    assert held is not None
    enqueue("greet", "a", due=now + timedelta(days=3))
    finish(held)
    assert lease(now=now + timedelta(days=2)) is None
    assert lease(now=now + timedelta(days=4)) is not None


def test_one_killed_after_asking_for_itself_is_done_now_and_later(done: list[str]) -> None:
    now = timezone.now()
    enqueue("greet", "a")
    assert lease(kinds=["greet"]) is not None
    enqueue("greet", "a", due=now + timedelta(days=3))
    assert drain(kinds=["greet"], now=now + MINUTES_5) == 1
    assert drain(kinds=["greet"], now=now + timedelta(days=2)) == 0
    assert drain(kinds=["greet"], now=now + timedelta(days=4)) == 1


def test_jobs_of_a_kind_are_done_in_one_go_and_no_more_than_it_takes(done: list[str]) -> None:
    for key in "abcd":
        enqueue("count", key)
    enqueue("greet", "z")
    assert drain(kinds=["count", "greet"]) == 3
    assert done == ["a+b+c", "d", "z"]
    assert not Job.objects.filter(done_at=None).exists()


def test_one_bad_job_in_a_batch_holds_the_others_back_once_only(done: list[str]) -> None:
    enqueue("count", "a", payload={"fails": True})
    enqueue("count", "b")
    enqueue("count", "c")
    drain(kinds=["count"])
    assert done == []
    drain(kinds=["count"], now=timezone.now() + MINUTES_5)
    assert done == ["b", "c"]


def test_what_another_holds_is_not_taken_along(done: list[str]) -> None:
    enqueue("count", "a")
    first = lease(kinds=["count"])
    enqueue("count", "b")
    second = lease(kinds=["count"])
    enqueue("count", "c")
    assert first is not None
    assert second is not None
    assert [job.key for job in lease_more(second, most=9)] == ["c"]
