"""Every page and act of a meeting answers in every state a meeting can be in, imported ones too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve, reverse

from raadslag.journal.actions import SYSTEM
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import FixedItem, Meeting
from raadslag.minutes.actions import freeze_minutes
from raadslag.minutes.signing import draft_minutes
from raadslag.public.actions import publish_minutes
from raadslag.public.gate import look_over
from raadslag.record import Decision, Item
from raadslag.record import Meeting as Record
from tests.cast import MEETING_AT, NOTICE_AT, Town, local
from tests.forms_on import every_press

pytestmark = pytest.mark.once


def planned(town: Town) -> Meeting:
    return town.plan()


def bare(town: Town) -> Meeting:
    """A planned meeting without a single item."""
    FixedItem.objects.all().delete()
    return town.plan()


def called(town: Town) -> Meeting:
    meeting = town.plan()
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    return Meeting.objects.get(pk=meeting.pk)


def running(town: Town) -> Meeting:
    meeting = open_meeting(called(town), by=town.soren)
    for name in ("mette", "aage", "carl"):
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    return meeting


def closed(town: Town) -> Meeting:
    meeting = running(town)
    for item in meeting.items.all():
        record_decision(item, outcome="noted", text="Ja", version=0, by=town.soren)
    return close_meeting(meeting, by=town.soren)


def drafted(town: Town) -> Meeting:
    meeting = closed(town)
    draft_minutes(meeting, by=town.soren)
    return meeting


def cancelled(town: Town) -> Meeting:
    return cancel_meeting(called(town), reason="Sne", by=town.soren)


def cancelled_unsent(town: Town) -> Meeting:
    return cancel_meeting(town.plan(), reason="Sne", by=town.soren)


def imported(town: Town) -> Meeting:
    """Old minutes: no agenda, no items of its own, everything in the record."""
    meeting = Meeting.objects.create(
        organization=town.committee,
        starts_at=local(MEETING_AT - timedelta(days=900)),
        state="entered",
    )
    items = (Item(number=1, title="Gammel sag", decision=Decision("Ja", "approved")),)
    record = Record(organization=town.committee.name, date=date(2024, 4, 26), items=items)
    looked = look_over(meeting, record)
    frozen = freeze_minutes(meeting, record=record, by=SYSTEM)
    publish_minutes(frozen, assessed=looked, by=SYSTEM)
    return meeting


STATES = [planned, bare, called, running, closed, drafted, cancelled, cancelled_unsent, imported]


def addresses() -> Iterator[tuple[str, str]]:
    """Every address below a meeting, with its route."""
    for resolver in get_resolver().url_patterns:
        for one in getattr(resolver, "url_patterns", ()):
            route = str(one.pattern)
            if isinstance(one, URLPattern) and one.name and "moeder/<" in route:
                yield one.name, route


@pytest.mark.parametrize("state", [planned, called, running, drafted])
def test_every_button_on_a_secretary_s_page_is_one_that_its_address_knows(
    town: Town, state: Callable[[Town], Meeting]
) -> None:
    """A page once sent `event` and `person` to an address that read other names: 404, and nothing noted."""
    meeting = state(town)
    item = meeting.items.first()
    if state is called:
        note_attendance(meeting, person=town.person("erik"), event="recused", item=item, by=town.soren)  # fmt: skip
    client = Client(raise_request_exception=False)
    client.force_login(town.soren)
    met: set[tuple[str, ...]] = set()
    wrong = []
    for name in ("agenda", "participants", "live", "minutes"):
        page = reverse(name, args=[meeting.uid]) + (f"?punkt={item.uid if name == 'agenda' else item.number}" if item else "")  # fmt: skip
        for address, said in every_press(client.get(page).content.decode(), page):
            kind = (resolve(address.split("?")[0]).view_name, *sorted(said))
            if kind in met or kind[0] == "sign-out":
                continue
            met.add(kind)
            with suppress(Undone), transaction.atomic():
                answer = client.post(address, said)
                if answer.status_code in {404, 405, 500}:
                    wrong.append((answer.status_code, address, said))
                raise Undone
    assert not wrong


class Undone(Exception):
    """Raised to take back what a button did."""


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_page_and_act_answers(town: Town, state: object) -> None:
    meeting: Meeting = state(town)  # type: ignore[operator]
    item = meeting.items.first()
    wrong = []
    for who in ("soren", "mette", "bodil", "sanne"):
        client = Client(raise_request_exception=False)
        client.force_login(town.users[who])
        for name, route in addresses():
            wanted = re.findall(r"<\w+:(\w+)>", route)
            if {"file", "sha256"} & {*wanted} or ("item" in wanted and item is None):
                continue
            rows = {"uid": meeting.uid, "item": item.uid if item else None}
            place = reverse(name, args=[rows[part] for part in wanted])
            for method in ("get", "post"):
                if method == "post" and name in {"close-meeting", "begin-meeting", "call-meeting"}:
                    continue
                status = getattr(client, method)(place).status_code
                if status >= 500:
                    wrong.append((who, method, name, status))
    assert not wrong


def test_an_imported_meeting_is_not_run_here_and_says_so(town: Town) -> None:
    meeting = imported(town)
    client = Client()
    client.force_login(town.soren)
    answer = client.get(reverse("live", args=[meeting.uid]), follow=True)
    assert "føres ikke" in answer.content.decode()
