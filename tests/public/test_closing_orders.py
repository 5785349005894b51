"""In whatever order it is closed, called, decided, sent on, published and taken back: closed is closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client, TestCase
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting, supplement_agenda, withdraw_item
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.minutes.signing import draft_minutes, newest_minutes
from raadslag.public import addresses
from raadslag.public.actions import publish_minutes, republish, text_to_release, withdraw
from raadslag.public.closing import close_case, close_item, open_item, reopen_to_public
from raadslag.public.duties import do_what_is_due
from raadslag.public.gate import look_over
from raadslag.public.models import Publication, PublishedFile
from raadslag.public.waiting import publish_sent_agenda, stand_again
from tests.cast import NOTICE_AT, Town, local
from tests.meetings.closed_doors import DECIDED, SECRET, secret_case, seen, told
from tests.minutes.test_month import decide_rest
from tests.public.test_closing import LATER, SPELT, town_day

pytestmark = pytest.mark.once


@dataclass
class World:
    """One case on its way through a committee and the council, and whether it is closed now."""

    town: Town
    case: Case
    meetings: list[Meeting]
    shut: bool = False
    recused: bool = False
    done: list[str] = field(default_factory=list)

    def meeting(self) -> Meeting:
        """The meeting that the case came to last, or the first."""
        item = self.item()
        found = item.meeting if item else self.meetings[0]
        found.refresh_from_db()
        return found

    def item(self) -> AgendaItem | None:
        return AgendaItem.objects.filter(case=self.case).order_by("-pk").first()

    def act(self, name: str) -> None:
        """Do one thing if the house lets it happen now."""
        try:
            with transaction.atomic():
                ACTS[name](self)
        except (NotAllowed, Missing):
            return
        self.done.append(name)
        if name in {"close the case", "close the item"}:
            self.shut = True
        elif name in {"open the item", "the writer opens"}:
            self.shut = False


class Missing(Exception):
    """There is nothing to act on yet."""


def need(row: Any) -> Any:
    if row is None:
        raise Missing
    return row


def put(world: World) -> None:
    world.case.refresh_from_db()
    waiting = need(world.case.stops.filter(treated_on=None).first())
    meeting = need(
        next((m for m in world.meetings if m.organization == waiting.organization), None)
    )
    meeting.refresh_from_db()
    if meeting.state == Meeting.State.PLANNED:
        add_to_agenda(world.case, meeting=meeting, by=world.town.soren)
    else:
        supplement_agenda(world.case, meeting=meeting, reason="Frist.", by=world.town.soren)


def call(world: World) -> None:
    for meeting in world.meetings:
        meeting.refresh_from_db()
        if meeting.state == Meeting.State.PLANNED and (
            meeting == world.meetings[0] or world.item()
        ):
            call_meeting(meeting, by=world.town.soren, at=local(NOTICE_AT))
            return


def hold(world: World) -> None:
    meeting = open_meeting(world.meeting(), by=world.town.soren)
    for name in world.town.members():
        person = world.town.person(name)
        note_attendance(meeting, person=person, event="arrived", by=world.town.soren)


def recuse(world: World) -> None:
    item = need(world.item())
    person = world.town.person("aage")
    note_attendance(item.meeting, person=person, event="recused", item=item, by=world.town.soren)
    world.recused = True


def end(world: World) -> None:
    item, town = need(world.item()), world.town
    upward = world.case.stops.filter(treated_on=None).count() > 1
    outcome = "recommended_onward" if upward else "other"
    record_decision(item, outcome=outcome, text=DECIDED, version=0, by=town.soren)
    decide_rest(town, item.meeting)
    if item.meeting.organization == town.council and item.closed:
        close_item(item, reason="Forhandling", public_title="En handel", by=town.soren)
    close_meeting(item.meeting, by=town.soren)
    draft_minutes(item.meeting, by=town.soren)


def release(world: World) -> None:
    for meeting in world.meetings:
        if minutes := newest_minutes(meeting):
            looked = look_over(meeting, text_to_release(minutes))
            publish_minutes(minutes, assessed=looked, by=world.town.soren)


def lapse(world: World) -> None:
    withdraw_item(need(world.item()), reason="Senere.", by=world.town.soren)


def take_back(world: World) -> None:
    withdraw(need(Publication.objects.current().first()), reason="Prøve.", by=world.town.soren)


def publish_again(world: World) -> None:
    gone = Publication.objects.exclude(withdrawn_at=None)
    republish(need(gone.order_by("?").first()), by=world.town.soren)


def stand(world: World) -> None:
    for gone in Publication.objects.exclude(withdrawn_at=None):
        stand_again(gone)


def shut_item(world: World) -> None:
    said = {"reason": "Forhandling", "public_title": "En handel"}
    close_item(need(world.item()), by=world.town.soren, **said)


def shut_case(world: World) -> None:
    said = {"reason": "Forhandling", "public_title": "En handel"}
    close_case(world.case, by=world.town.sanne, **said)


ACTS: dict[str, Callable[[World], object]] = {
    "put it on the agenda": put,
    "call": call,
    "hold": hold,
    "recuse": recuse,
    "end": end,
    "release": release,
    "publish the agenda": lambda w: [publish_sent_agenda(m) for m in w.meetings],
    "let it lapse": lapse,
    "withdraw": take_back,
    "publish again": publish_again,
    "let what is hidden stand": stand,
    "close the item": shut_item,
    "close the case": shut_case,
    "open the item": lambda w: open_item(need(w.item()), reason="Nu.", by=w.town.soren),
    "the writer opens": lambda w: reopen_to_public(w.case, reason="Nu.", by=w.town.sanne),
    "work": lambda _: do_what_is_due(),
}
WAY = ["put it on the agenda", "call", "publish the agenda", "hold", "end", "release"]


def open_places(client: Client) -> Iterator[tuple[str, str]]:
    """What anybody reads, without the documents that are made of the same record."""
    listed = client.get("/sitemap.xml").content.decode()
    for where in {"/", *re.findall(r"<loc>https?://[^/<]+([^<]+)</loc>", listed)}:
        yield where, client.get(where).content.decode()
    for one in Publication.objects.live().listed():
        where = addresses.document_address(one, "json")
        yield where, client.get(where).content.decode()
        feed = addresses.organization_address(one.organization) + "feed.atom"
        yield feed, client.get(feed).content.decode()
    for file in PublishedFile.objects.all():
        answer = client.get(addresses.file_address(file))
        if answer.status_code == 200:
            yield file.title, b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    for word in SPELT:
        page = client.get(f"/soeg/?q={quote(word)}").content.decode()
        quiet = "Ingen punkter" in page or "Søgningen bliver bygget op" in page
        yield f"search {word}", "" if quiet else f"found {word}"
        yield f"suggest {word}", client.get(f"/soeg/forslag/?q={quote(word[:6])}").content.decode()


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"


STEPS = st.lists(st.sampled_from([*ACTS, *WAY, *WAY, "close the item"]), min_size=6, max_size=14)


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_closed_is_read_by_nobody_outside_until_a_body_opened_it(
    town: Town, steps: list[str]
) -> None:
    with transaction.atomic():
        case = secret_case(town, stops=[town.committee, town.council], closed=False)
        meetings = [town.plan(town_day()), town.plan(LATER, town.council)]
        world = World(town, case, meetings)
        client = Client()
        for step in steps:
            with TestCase.captureOnCommitCallbacks(execute=True):
                world.act(step)
            if world.shut:
                found = [(w, word) for w, t in open_places(client) for word in SPELT if word in t]
                assert not found, (world.done, found)
        if world.shut:
            for meeting in meetings:
                meeting.refresh_from_db()
                for who in ["bodil", *(["aage"] if world.recused else [])]:
                    if who == "bodil" and meeting.organization == town.council:
                        continue  # a member there
                    assert told(seen(town, who, meeting)) == {}, (world.done, who)
        transaction.set_rollback(True)


def test_the_words_are_in_the_open_where_nothing_is_closed(town: Town) -> None:
    case = secret_case(town, stops=[town.committee, town.council], closed=False)
    world = World(town, case, [town.plan(town_day()), town.plan(LATER, town.council)])
    for step in [*WAY, *WAY, "work"]:
        world.act(step)
    words = {word for _, text in open_places(Client()) for word in SPELT if word in text}
    assert words == set(SPELT), world.done
    assert set(SECRET) <= words
