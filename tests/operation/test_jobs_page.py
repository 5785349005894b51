"""Opgaver: what waits and what was given up, for the one who runs the house; tried again with a click."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from raadslag.jobs import registry
from raadslag.jobs.actions import MOST_TRIES, beat, enqueue, lease
from raadslag.jobs.models import Job
from raadslag.jobs.registry import duty
from raadslag.jobs.working import drain
from raadslag.journal.models import Entry
from tests.cast import Town

PAGE = "/drift/opgaver/"


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A duty that fails for as long as the post office is closed."""
    state: dict[str, Any] = {"open": False, "sent": []}
    registry.duties()
    monkeypatch.setattr(registry, "_duties", dict(registry._duties))

    @duty("post", title="Bær brevet hen")
    def post(job: Job) -> None:
        if not state["open"]:
            raise ConnectionRefusedError("posthuset er lukket")
        state["sent"].append(job.key)

    return state


def give_up(*keys: str) -> None:
    now = timezone.now()
    for key in keys:
        enqueue("post", key, due=now)
    for _ in range(MOST_TRIES):
        now += timedelta(hours=7)
        drain(kinds=["post"], now=now)
    assert Job.objects.failed().count() == len(keys)


@pytest.fixture
def operator(town: Town, client: Client) -> Client:
    client.force_login(town.ida)
    return client


def read(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_the_page_is_in_the_operators_menu_and_in_no_one_elses(
    operator: Client, town: Town
) -> None:
    assert f'href="{PAGE}"' in operator.get("/arbejde/", follow=True).content.decode()
    other = Client()
    other.force_login(town.soren)
    assert PAGE not in other.get("/arbejde/", follow=True).content.decode()
    assert other.get(PAGE).status_code == 404


def test_a_job_that_was_given_up_says_what_it_was_and_why_with_its_traceback_folded(
    operator: Client, post_office: dict[str, Any]
) -> None:
    give_up("brev-7")
    page = read(operator)
    assert "Bær brevet hen" in page
    assert "brev-7" in page
    assert "ConnectionRefusedError: posthuset er lukket" in page
    assert "prøvet 20 gange" in page
    assert "<details" in page
    assert page.index("<summary>Traceback</summary>") < page.index("in post")


def test_it_is_done_when_it_is_tried_again_and_the_journal_says_who_asked(
    operator: Client, town: Town, post_office: dict[str, Any]
) -> None:
    give_up("brev-7")
    post_office["open"] = True
    job = Job.objects.failed().get()
    answer = operator.post(f"{PAGE}{job.pk}/igen/", follow=True)
    assert "prøves igen nu" in answer.content.decode()
    assert drain(kinds=["post"]) == 1
    assert post_office["sent"] == ["brev-7"]
    line = Entry.objects.get(act="try_job_again")
    assert (line.actor, line.details) == (town.ida.journal_key, {"kind": "post", "key": "brev-7"})


def test_all_that_was_given_up_is_tried_again_with_one_click(
    operator: Client, post_office: dict[str, Any]
) -> None:
    give_up("a", "b", "c")
    post_office["open"] = True
    assert "3 opgaver prøves igen" in operator.post(f"{PAGE}alle/igen/", follow=True).content.decode()  # fmt: skip
    drain(kinds=["post"])
    assert sorted(post_office["sent"]) == ["a", "b", "c"]


def test_one_that_a_worker_holds_or_has_done_is_refused_with_the_reason(
    operator: Client, post_office: dict[str, Any]
) -> None:
    enqueue("post", "a")
    drain(kinds=["post"])
    later = timezone.now() + timedelta(hours=1)
    held = lease(kinds=["post"], now=later)
    assert held is not None
    assert "En arbejder er i gang" in read(operator)
    said = operator.post(f"{PAGE}{held.pk}/igen/", {"back": PAGE}, follow=True).content.decode()
    assert "En arbejder er i gang med opgaven" in said
    Job.objects.update(done_at=later, holder="")
    said = operator.post(f"{PAGE}{held.pk}/igen/", {"back": PAGE}, follow=True).content.decode()
    assert "Opgaven er udført i mellemtiden" in said
    assert not Entry.objects.filter(act="try_job_again").exists()


def test_the_page_counts_what_is_due_and_what_waits_for_its_time(
    operator: Client, post_office: dict[str, Any]
) -> None:
    now = timezone.now()
    enqueue("post", "a", due=now - timedelta(minutes=125))
    enqueue("post", "b")
    enqueue("post", "c", due=now + timedelta(days=3))
    page = " ".join(read(operator).split())
    assert "<dt>Klar nu</dt><dd>2</dd>" in page
    assert "2 timer, 5 minutter" in page
    assert '<td class="number">2</td>' in page
    assert '<td class="number">1</td>' in page


def test_a_house_without_a_worker_says_so_until_one_is_heard(operator: Client) -> None:
    assert "Ingen arbejder har givet lyd" in read(operator)
    beat("maskine:7")
    page = read(operator)
    assert "Ingen arbejder har givet lyd" not in page
    assert "maskine:7" in page
