"""A council of fifty with a meeting to approve, one under way and one published: for `bench cycle`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from raadslag.bench.cycle_record import WORDS, text_of
from raadslag.meetings.actions import add_item
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Meeting
from raadslag.meetings.planning import plan_meeting
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import draft_minutes
from raadslag.people.models import Body, Membership, Organization, Person, User
from raadslag.public import addresses
from raadslag.public.actions import publish_minutes
from raadslag.public.gate import look_over

MEMBERS = 50
ITEMS = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """What the measuring side must know: session keys, addresses, and where the writing happens."""

    members: list[str]
    secretary: str
    to_approve: Meeting
    under_way: Meeting
    public_page: str


def make_council() -> Desk:
    """Everybody and everything, in the configured (empty, migrated) database."""
    body = Body.objects.create(name="Målsted Kommune", slug="maalsted")
    council = Organization.objects.create(
        body=body, name="Byrådet", slug="byraadet", kind=Organization.Kind.COUNCIL
    )
    secretary = _user(body, council, "Sekretær", Membership.Role.SECRETARY)
    members = [
        _user(body, council, f"Medlem {n}", Membership.Role.MEMBER) for n in range(1, MEMBERS + 1)
    ]
    minutes = _minutes(council, secretary, members, days=21)
    earlier = _minutes(council, secretary, members[: MEMBERS // 2 + 1], days=22)
    looked = look_over(earlier.meeting, earlier.as_record())
    shown = publish_minutes(earlier, assessed=looked, by=secretary)
    return Desk(
        [_session(user) for user in members],
        _session(secretary),
        minutes.meeting,
        _begun(council, secretary, members, days=20),
        addresses.meeting_address(shown),
    )


def _user(body: Body, council: Organization, name: str, role: str) -> User:
    slug = name.lower().replace(" ", "-").replace("æ", "ae")
    person = Person.objects.create(
        body=body, name=name, slug=slug, email=f"{slug}@maalsted.example"
    )
    Membership.objects.create(
        person=person, organization=council, role=role, starts_on=date(2022, 1, 1)
    )
    return User.objects.create(username=slug, subject=slug, issuer="demo", body=body, person=person)


def _begun(council: Organization, by: User, members: list[User], *, days: int) -> Meeting:
    day = timezone.now().replace(microsecond=0) + timedelta(days=days)
    meeting = plan_meeting(council, starts_at=day, by=by)
    for number in range(1, ITEMS + 1):
        add_item(meeting, title=f"Punkt om {WORDS[number % 10]}", by=by, blocks=text_of(number))
    call_meeting(meeting, by=by)
    meeting = open_meeting(meeting, by=by)
    for user in members:
        assert user.person is not None
        note_attendance(meeting, person=user.person, event="arrived", by=by)
    return meeting


def _minutes(council: Organization, by: User, members: list[User], *, days: int) -> Minutes:
    meeting = _begun(council, by, members, days=days)
    for item in meeting.items.all():
        record_decision(item, outcome="noted", text="Taget til efterretning.", version=0, by=by)
    close_meeting(meeting, by=by)
    return draft_minutes(meeting, by=by)


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    assert session.session_key is not None
    return session.session_key
