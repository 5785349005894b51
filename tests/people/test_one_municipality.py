"""One account works for one municipality, whatever seats, claims and acts say."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import frame_case, open_case
from raadslag.cases.models import Template
from raadslag.people.actions import appoint_substitute
from raadslag.people.admitting import admit_user
from raadslag.people.models import (
    Body,
    GrantedRole,
    Membership,
    Organization,
    Person,
    RoleClaim,
    User,
)
from raadslag.people.rights import rights_of
from tests.cast import Town

Kind = Organization.Kind


@pytest.fixture
def elsewhere(town: Town) -> Organization:
    """A committee of the municipality next door."""
    body = Body.objects.create(name="Nabosted Kommune", slug="nabosted")
    return Organization.objects.create(body=body, name="Udvalget dér", slug="dér")


def test_seats_and_grants_elsewhere_give_no_rights(town: Town, elsewhere: Organization) -> None:
    before = asdict(rights_of(town.soren))
    for role in Membership.Role.values:
        Membership.objects.create(person=town.person("soren"), organization=elsewhere, role=role)
        GrantedRole.objects.create(user=town.soren, organization=elsewhere, role=role)
    Organization.objects.create(
        body=town.body, name="Enhed", slug="enhed", kind=Kind.UNIT, parent=elsewhere
    )
    assert asdict(rights_of(town.soren)) == before


def test_without_a_municipality_there_are_no_rights(town: Town, elsewhere: Organization) -> None:
    rootless = User.objects.create_user("rodloes", may_import=True, may_publish=True)
    GrantedRole.objects.create(user=rootless, organization=elsewhere, role="secretary")
    found = rights_of(rootless)
    assert (found.roles, found.may_import, found.may_publish) == (frozenset(), False, False)


def test_claims_of_two_municipalities_give_what_one_of_them_gives(
    town: Town, elsewhere: Organization
) -> None:
    for body, claim, more in (
        (town.body, "her", {"organization": town.committee, "role": "secretary"}),
        (elsewhere.body, "der", {"organization": elsewhere, "role": "secretary"}),
        (elsewhere.body, "der-ind", {"may_import": True, "may_publish": True}),
    ):
        RoleClaim.objects.create(issuer="i", claim=claim, body=body, **more)
    said = {"issuer": "i", "subject": "s", "name": "N N", "email": ""}
    user = admit_user(**said, claims=["der", "der-ind", "her"])
    assert user is not None
    assert (user.body, user.may_import, user.may_publish) == (town.body, False, False)
    assert [grant.organization for grant in user.granted_roles.all()] == [town.committee]
    moved = admit_user(**said, claims=["der", "der-ind"])
    assert moved is not None
    assert (moved.body, moved.may_import) == (elsewhere.body, True)


def test_no_act_ties_two_municipalities_together(town: Town, elsewhere: Organization) -> None:
    stranger = Person.objects.create(body=elsewhere.body, name="Fremmed", slug="fremmed")
    said = {"starts_on": timezone.localdate(), "ends_on": None, "by": town.soren}
    case = town.write()
    template = Template.objects.create(organization=elsewhere, name="Deres")
    frame = {
        "title": "x", "journal_number": "", "points": [], "asked": [],
        "version": case.version, "by": town.sanne,
    }  # fmt: skip
    for act in (
        lambda: appoint_substitute(
            town.committee, person=stranger, substitute_for=town.person("aage"), **said
        ),
        lambda: open_case(template=template, unit=town.centre, title="x", by=town.sanne),
        lambda: frame_case(case, units=[town.centre], stops=[elsewhere], **frame),
        lambda: frame_case(case, units=[elsewhere], stops=[town.committee], **frame),
    ):
        with pytest.raises(NotAllowed) as no:
            act()
        assert [obstacle.code for obstacle in no.value.obstacles] == ["other-body"]
