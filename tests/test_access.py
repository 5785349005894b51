"""Who may open what: every address, every role, open and closed, own and other municipality, recused.

The table is `tests/access_table.py`; an address without a row fails.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from raadslag.people.models import GrantedRole
from tests.access_table import ELSEWHERE, ROLES, TABLE, Row
from tests.access_world import CLOSED_TITLE, OPEN_TITLE, PUBLIC_TITLE, World, build_world, routes
from tests.cast import Town

pytestmark = pytest.mark.once


def test_every_address_has_a_row() -> None:
    assert set(routes()) == set(TABLE) | ELSEWHERE


@pytest.fixture
def world(town: Town) -> World:
    return build_world(town)


def test_only_those_in_the_table_get_in(world: World) -> None:
    """Pages first, then acts: an act may change what a page shows, never who may see it."""
    wrong: list[tuple[str, ...]] = []
    for posts in (False, True):
        for name, row in TABLE.items():
            if row.posts == posts:
                wrong += wrongs(world, name, row)
    assert not wrong, "\n".join(map(str, wrong))


def wrongs(world: World, name: str, row: Row) -> list[tuple[str, ...]]:
    """Each role that met another answer than the table says."""
    found, seen = [], set()
    for which in ("open", "closed"):
        where = world.address(name, which)
        if where in seen:
            continue
        seen.add(where)
        for role in ROLES:
            client = world.client(role)
            answer = client.post(where, {}) if row.posts else client.get(where)
            allowed = role in row.who(which)
            if not fits(answer, name, row, role, allowed=allowed):
                found.append(
                    (name, which, role, "in" if allowed else "out", str(answer.status_code))
                )
            if name == "sign-out":
                del world.clients[role]
    return found


def fits(answer: Any, name: str, row: Row, role: str, *, allowed: bool) -> bool:
    """Out is 404, or sign-in for nobody; in is a page, or what an empty form gets."""
    code, inside = answer.status_code, not name.startswith("public:")
    to_sign_in = code == 302 and answer.headers["Location"].startswith("/log-ind/")
    if not allowed:
        return to_sign_in if role == "nobody" and inside else code == 404
    if to_sign_in or code in {401, 403, 405, 500}:
        return False
    if row.posts:
        return code in {200, 204, 302, 400, 409} or (row.misses and code == 404)
    return code in {200, 204} or (name == "public:permanent_item" and code in {301, 302})


def text_of(answer: Any) -> str:
    return (
        b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    )


def test_a_closed_item_s_words_reach_members_who_are_not_recused_and_nobody_else(
    world: World,
) -> None:
    told = {}
    for name in ("meeting", "follow", "minutes", "public:meeting", "public:data", "public:item", "public:search", "front", "cases", "meetings"):  # fmt: skip
        for role in ROLES:
            answer = world.client(role).get(world.address(name, "closed"))
            if answer.status_code == 200 and CLOSED_TITLE in text_of(answer):
                told.setdefault(name, set()).add(role)
    case_list = told.pop("cases", set())
    assert case_list <= {"sanne", "hanne", "dorte", "soren"}
    assert told.pop("front", set()) <= {"sanne", "hanne", "dorte", "soren", "mette"}
    assert told == {"meeting": {"mette", "soren"}, "minutes": {"mette", "soren"}}


def test_a_closed_item_is_hidden_from_those_outside_the_committee(world: World) -> None:
    for role in ("bodil", "otto", "sanne"):
        page = world.client(role).get(reverse("meeting", args=[world.meeting.uid]))
        text = page.content.decode()
        assert OPEN_TITLE in text
        assert CLOSED_TITLE not in text
        assert PUBLIC_TITLE in text
    member = world.client("mette").get(reverse("meeting", args=[world.meeting.uid]))
    assert CLOSED_TITLE in member.content.decode()


def test_an_officer_elsewhere_in_the_house_cannot_see_a_case(world: World) -> None:
    case = world.cases["open"]["case"]
    assert world.client("otto").get(reverse("case", args=[case.uid])).status_code == 404


def test_a_role_taken_away_counts_from_the_next_request(world: World) -> None:
    town = world.town
    client, where = world.client("mette"), reverse("minutes", args=[world.meeting.uid])
    assert client.get(where).status_code == 200
    town.person("mette").memberships.all().delete()
    assert client.get(where).status_code == 404


def test_a_permission_given_or_taken_here_counts_from_the_next_request(world: World) -> None:
    client, where = world.client("ines"), reverse("importer:runs")
    user = world.town.ines
    for may, code in ((False, 404), (True, 200)):
        user.may_import = may
        user.save()
        assert client.get(where).status_code == code
    user.is_active = False
    user.save()
    assert client.get(where).status_code == 302


def test_a_granted_role_that_is_taken_away_counts_from_the_next_request(world: World) -> None:
    town = world.town
    client, where = world.client("otto"), reverse("agenda", args=[world.meeting.uid])
    assert client.get(where).status_code == 404
    role = GrantedRole.objects.create(user=town.otto, organization=town.committee, role="secretary")
    assert client.get(where).status_code == 200
    role.delete()
    assert client.get(where).status_code == 404
