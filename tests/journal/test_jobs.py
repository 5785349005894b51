from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from raadslag.journal import jobs
from raadslag.journal.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def handler(job: Job) -> None:
        if job.payload.get("fails"):
            raise ValueError("ingen forbindelse")
        seen.append(job.key)

    monkeypatch.setitem(jobs._handlers, "greet", handler)
    return seen


def test_a_job_waits_once_under_its_key_and_is_done_once(done: list[str]) -> None:
    jobs.enqueue("greet", "a")
    jobs.enqueue("greet", "a")
    assert jobs.drain(kinds=["greet"]) == 1
    assert jobs.drain(kinds=["greet"]) == 0
    assert done == ["a"]


def test_a_job_is_not_done_before_its_time(done: list[str]) -> None:
    jobs.enqueue("greet", "later", due=timezone.now() + timedelta(hours=1))
    assert jobs.drain(kinds=["greet"]) == 0
    assert jobs.drain(kinds=["greet"], now=timezone.now() + timedelta(hours=2)) == 1


def test_a_job_whose_worker_died_is_taken_up_by_another(done: list[str]) -> None:
    jobs.enqueue("greet", "a")
    assert jobs.lease(kinds=["greet"]) is not None
    assert jobs.drain(kinds=["greet"]) == 0
    assert jobs.drain(kinds=["greet"], now=timezone.now() + timedelta(minutes=5)) == 1
    assert done == ["a"]


def test_a_job_that_fails_waits_and_lets_the_others_go_on(done: list[str]) -> None:
    jobs.enqueue("greet", "bad", payload={"fails": True})
    jobs.enqueue("greet", "good")
    assert jobs.drain(kinds=["greet"]) == 1
    bad = Job.objects.get(key="bad")
    assert bad.done_at is None
    assert "ingen forbindelse" in bad.error
    assert bad.due > timezone.now()


def test_a_job_enqueued_again_while_it_runs_is_run_again(done: list[str]) -> None:
    jobs.enqueue("greet", "a")
    held = jobs.lease(kinds=["greet"])
    assert held is not None
    jobs.enqueue("greet", "a")
    jobs.finish(held)
    assert jobs.drain(kinds=["greet"]) == 1
