"""Who may open what: every inside address, every role, open and closed. A new address without a row fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from raadslag.cases.files import attach_file
from raadslag.cases.models import SectionVersion
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.live import note_attendance, open_meeting, record_decision
from raadslag.minutes.signing import draft_minutes
from tests.cast import NOTICE_AT, Town, local

ROLES = ["nobody", "stranger", "otto", "bodil", "sanne", "hanne", "dorte", "mette", "soren", "ida"]
ANYBODY = set(ROLES)
SIGNED_IN = ANYBODY - {"nobody"}
BEHIND = {"sanne", "hanne", "dorte", "soren"}
BEHIND_CLOSED = {"sanne", "hanne", "dorte", "soren"}
IN_THE_HOUSE = {"otto", "bodil", "sanne", "hanne", "dorte", "mette", "soren"}
MEMBERS = {"mette", "soren"}
KEEPS = {"soren"}
OPERATES = {"ida"}
CLERKS = {"otto", "sanne", "hanne", "dorte"}

GET: dict[str, set[str]] = {
    "sign-in": ANYBODY,
    "outbox": SIGNED_IN,
    "kept": SIGNED_IN,
    "front": SIGNED_IN,
    "members": SIGNED_IN,
    "cases": SIGNED_IN,
    "new-case": CLERKS,
    "case": BEHIND,
    "case-review": BEHIND,
    "section-state": BEHIND,
    "section-history": BEHIND,
    "fetch-file": BEHIND,
    "meetings": SIGNED_IN,
    "customs": KEEPS,
    "meeting": IN_THE_HOUSE,
    "meeting-calendar": IN_THE_HOUSE,
    "agenda-pdf": IN_THE_HOUSE,
    "follow": IN_THE_HOUSE,
    "follow-now": IN_THE_HOUSE,
    "agenda": KEEPS,
    "live": KEEPS,
    "minutes": MEMBERS,
    "minutes-pdf": MEMBERS,
    "release": KEEPS,
    "jobs": OPERATES,
}
"""Addresses that are read: who gets a page for an open case. Everybody else: 404, or sign-in."""

OPEN_ONLY = {"agenda-file": (IN_THE_HOUSE, MEMBERS)}
"""Addresses where a closed item changes who may read: (open, closed)."""

POST: dict[str, set[str]] = {
    "sign-out": ANYBODY,
    "drop-kept": SIGNED_IN,
    "paste": SIGNED_IN,
    "submit-case": BEHIND,
    "approve-case": BEHIND,
    "ready-case": BEHIND,
    "close-case": BEHIND,
    "comment-case": BEHIND,
    "accept-case-finding": BEHIND,
    "accept-agenda-finding": KEEPS,
    "accept-minutes-finding": KEEPS,
    "find-priors": BEHIND,
    "save-section": BEHIND,
    "settle-text": BEHIND,
    "attach-file": BEHIND,
    "arrange-file": BEHIND,
    "mark-item": IN_THE_HOUSE,
    "apologize": {"mette"},
    "change-agenda": KEEPS,
    "call-meeting": KEEPS,
    "begin-meeting": KEEPS,
    "close-meeting": KEEPS,
    "change-item": KEEPS,
    "attend": KEEPS,
    "strike": KEEPS,
    "decide": KEEPS,
    "settle-decision": KEEPS,
    "vote": KEEPS,
    "remark": KEEPS,
    "lapse-item": KEEPS,
    "answer-minutes": MEMBERS,
    "correct-minutes": KEEPS,
    "take-back": KEEPS,
    "try-job": OPERATES,
    "try-all-jobs": OPERATES,
}
"""Addresses that change something: who gets past the door (what they may do is for the rules).
Nobody else may tell one from an address that does not exist."""

ELSEWHERE = {"oidc-begin", "oidc-callback", "health"}
"""Tried in tests/people/test_oidc.py and tests/operation/test_health.py."""
MISSES = {"settle-text", "settle-decision", "apologize", "take-back", "strike", "change-item", "attend", "remark", "answer-minutes", "mark-item", "decide", "try-job"}  # fmt: skip
"""Posts whose empty form names nothing, so that 404 or 400 is also an answer to those allowed."""


def routes() -> dict[str, str]:
    """Every named address outside the public's own and the importer's rooms, with its route."""
    return dict(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            if one.name:
                yield one.name, route
        elif not one.app_name and not route.startswith("indlaes"):
            yield from _routes(one, route)


def test_every_inside_address_has_a_row() -> None:
    assert set(routes()) == set(GET) | set(POST) | set(OPEN_ONLY) | ELSEWHERE


@pytest.fixture
def world(town: Town) -> dict[str, Any]:
    """One open and one closed case, on a meeting that was held and has minutes."""
    cases = {}
    for key, title in (("open", "Åben sag"), ("closed", "Lukket sag")):
        case = town.write(title)
        if key == "closed":
            case.closed, case.closed_reason, case.public_title = True, "Personsag", "Personsag"
            case.save()
        file = attach_file(case, name="a.txt", title="A", chunks=[b"tekst"], by=town.sanne)
        section = case.paper.sections.first()
        beside = SectionVersion.objects.create(
            section=section, version=1, blocks=[], saved_at=local(NOTICE_AT),
            saved_by=town.sanne, conflict=True, settled_at=local(NOTICE_AT),
        )  # fmt: skip
        cases[key] = (case, file, section, beside)
    meeting = town.plan()
    for case, *_ in cases.values():
        add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    open_meeting(meeting, by=town.soren)
    note_attendance(meeting, person=town.person("mette"), event="arrived", by=town.soren)
    for item in meeting.items.all():
        record_decision(item, outcome="none", text="", version=0, by=town.soren)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    return {"town": town, "cases": cases, "meeting": meeting}


def address(name: str, world: dict[str, Any], which: str) -> str:
    """The address with the world's own rows in it, by what its route asks for."""
    case, file, section, beside = world["cases"][which]
    meeting, route = world["meeting"], routes()[name]
    rows = {
        "uid": case.uid if "sager" in route else meeting.uid,
        "item": meeting.items.get(case=case).uid,
        "file": file.uid,
        "pk": world["town"].committee.pk
        if "udvalg" in route
        else beside.pk
        if "tekst" in route
        else section.pk,
    }
    return reverse(name, kwargs={key: rows[key] for key in re.findall(r"<\w+:(\w+)>", route)})


def door(role: str, town: Town) -> Client:
    client = Client()
    if role != "nobody":
        client.force_login(getattr(town, role))
    return client


def addresses(name: str, world: dict[str, Any]) -> list[str]:
    """The address for the open and the closed case; one where they are the same."""
    return sorted({address(name, world, which) for which in ("open", "closed")})


def test_only_those_in_the_table_open_a_page(world: dict[str, Any]) -> None:
    wrong = []
    for role in ROLES:
        client = door(role, world["town"])
        for name, allowed in GET.items():
            for where in addresses(name, world):
                got = client.get(where).status_code
                expected = 200 if role in allowed else 302 if role == "nobody" else 404
                if got != expected:
                    wrong.append((name, role, got, expected))
    assert not wrong


def test_a_closed_item_s_file_is_for_members_alone(world: dict[str, Any]) -> None:
    for which, allowed in zip(("open", "closed"), OPEN_ONLY["agenda-file"], strict=True):
        for role in ROLES:
            answer = door(role, world["town"]).get(address("agenda-file", world, which))
            expected = 200 if role in allowed else 302 if role == "nobody" else 404
            assert answer.status_code == expected, (role, which)


def test_only_those_in_the_table_get_past_the_door_of_an_act(world: dict[str, Any]) -> None:
    wrong = []
    for name, allowed in POST.items():
        for where in addresses(name, world):
            for role in ROLES:
                answer = door(role, world["town"]).post(where, {})
                if not _right(answer, name=name, role=role, allowed=allowed):
                    wrong.append((name, role, answer.status_code))
    assert not wrong


def _right(answer: Any, *, name: str, role: str, allowed: set[str]) -> bool:
    if role == "nobody" and name != "sign-out":
        return answer.status_code == 302 and "/log-ind/" in answer.headers["Location"]
    if role not in allowed:
        return bool(answer.status_code == 404)
    return answer.status_code in {200, 302, 400} or (name in MISSES and answer.status_code == 404)


def test_a_closed_item_is_hidden_from_those_outside_the_committee(world: dict[str, Any]) -> None:
    for role in ("bodil", "otto", "sanne"):
        page = door(role, world["town"]).get(reverse("meeting", args=[world["meeting"].uid]))
        text = page.content.decode()
        assert "Åben sag" in text
        assert "Lukket sag" not in text
        assert "Personsag" in text
    member = door("mette", world["town"]).get(reverse("meeting", args=[world["meeting"].uid]))
    assert "Lukket sag" in member.content.decode()


def test_an_officer_elsewhere_in_the_house_cannot_see_a_case(world: dict[str, Any]) -> None:
    case = world["cases"]["open"][0]
    assert door("otto", world["town"]).get(reverse("case", args=[case.uid])).status_code == 404


def test_a_role_taken_away_counts_from_the_next_request(world: dict[str, Any]) -> None:
    town = world["town"]
    client, where = door("mette", town), reverse("minutes", args=[world["meeting"].uid])
    assert client.get(where).status_code == 200
    town.person("mette").memberships.all().delete()
    assert client.get(where).status_code == 404
