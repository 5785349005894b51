"""Setting the municipality up: one verb, one transaction, one line in the journal.

Nothing is deleted: a committee, a seat and a term end on a day, and an end can be taken back. So what
was decided under them keeps its names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from raadslag.allowed import require
from raadslag.journal.actions import note
from raadslag.journal.proving import names_of
from raadslag.people.models import (
    Body,
    LegislativeTerm,
    Membership,
    Organization,
    Person,
    RoleClaim,
    User,
)
from raadslag.people.office_words import require_office
from raadslag.people.rights import CLERKS, rights_of
from raadslag.people.row_parts import row_parts
from raadslag.people.rules import why_not_of_body
from raadslag.people.setup.rules import (
    why_not_grant,
    why_not_last,
    why_not_organize,
    why_not_seat,
    why_not_set_up,
)
from raadslag.people.slugs import RESERVED_IN_BODY, free_slug
from raadslag.seen import require_seen

BODY_FIELDS = ("name", "short_name")
ORGANIZATION_FIELDS = ("name", "short_name", "kind", "seats", "starts_on", "ends_on", "predecessor", "parent")  # fmt: skip
PERSON_FIELDS = ("name", "email")
ONE_AT_A_TIME = frozenset({Membership.Role.CHAIR, Membership.Role.DEPUTY})


@transaction.atomic
def name_body(body: Body, *, name: str, short_name: str, by: User, seen: str | None = None) -> Body:
    """Say what the municipality is called (navngiv kommunen). Its address stays.

    `seen` here and below is what the page showed (`row_parts`). Raises `ChangedSince`.
    """
    _may(body, by)
    require_office({"Navn": name, "Kort navn": short_name})
    body = Body.objects.select_for_update().get(pk=body.pk)
    require_seen(seen, row_parts(body, BODY_FIELDS), act="Gem navnet")
    body.name, body.short_name = name, short_name
    body.save(update_fields=["name", "short_name"])
    note("name_body", by=by, subject=f"body:{body.slug}", rows=[body])
    return body


@transaction.atomic
def add_term(body: Body, *, name: str, starts_on: date, ends_on: date, by: User) -> LegislativeTerm:
    """Enter a term of office (opret valgperiode)."""
    _may(body, by)
    require_office({"Navn": name})
    require(why_not_last(starts_on, ends_on))
    term, _ = LegislativeTerm.objects.update_or_create(
        body=body, starts_on=starts_on, defaults={"name": name, "ends_on": ends_on}
    )
    note("add_term", by=by, subject=f"body:{body.slug}", rows=[term])
    return term


@transaction.atomic
def organize(
    body: Body,
    *,
    organization: Organization | None,
    said: Mapping[str, Any],
    by: User,
    seen: str | None = None,
) -> Organization:
    """Enter or change a committee or unit (opret eller ret udvalg eller enhed).

    `said` holds name, short_name, kind, seats, starts_on, ends_on, predecessor, parent. A predecessor
    without an end ends the day before this one begins.
    """
    _may(body, by)
    require_office({"Navn": said["name"], "Kort navn": said["short_name"]})
    row = organization or Organization(body=body)
    if organization is not None:
        row = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
        require_seen(seen, row_parts(row, ORGANIZATION_FIELDS), act="Gem")
    require(why_not_of_body([one for one in (row, said["predecessor"], said["parent"]) if one], body=body.pk))  # fmt: skip
    same_time = _overlapping(body.organizations.exclude(pk=row.pk), said)
    council = Organization.Kind.COUNCIL
    require(
        why_not_organize(
            name_taken=same_time.filter(name__iexact=said["name"]).exists(),
            another_council=said["kind"] == council and same_time.filter(kind=council).exists(),
            own_ancestor=organization is not None
            and organization in (said["predecessor"], said["parent"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )
    )
    for name, value in said.items():
        setattr(row, name, value)
    if organization is None:
        taken = set(body.organizations.values_list("slug", flat=True)) | RESERVED_IN_BODY
        row.slug = free_slug(row.name, taken)
    row.save()
    note("organize", by=by, subject=f"organization:{row.pk}", rows=[row])
    return row


@transaction.atomic
def enter_person(
    body: Body, *, person: Person | None, name: str, email: str, by: User, seen: str | None = None
) -> Person:
    """Enter a person, or mend a name or address (opret eller ret person)."""
    _may(body, by)
    require_office({"Navn": name})
    row = person or Person(body=body)
    if person is not None:
        row = Person.objects.select_for_update().get(pk=person.pk)
        require_seen(seen, row_parts(row, PERSON_FIELDS), act="Gem")
    require(why_not_of_body([row], body=body.pk))
    if person is None:
        row.slug = free_slug(name, set(body.persons.values_list("slug", flat=True)))
    row.name, row.email = name, email
    row.save()
    note("enter_person", by=by, subject=f"person:{row.pk}", rows=[row])
    return row


@transaction.atomic
def seat_person(organization: Organization, *, said: Mapping[str, Any], by: User) -> Membership:
    """Give somebody a seat or a post (giv plads). `said`: person, role, title, party, starts_on, ends_on."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    _may(organization.body, by)
    require_office({"Titel": said.get("title", ""), "Parti eller liste": said.get("party", "")})
    person, role = said["person"], said["role"]
    require(why_not_of_body([organization, person], body=organization.body_id))
    same_time = _overlapping(organization.memberships.all(), said)
    chair = same_time.filter(role=role).select_related("person").first()
    in_office = organization.kind in Organization.ADMINISTRATIVE
    require(
        why_not_seat(
            already_there=same_time.filter(person=person, role=role).exists(),
            another_chair=chair.person.name if chair and role in ONE_AT_A_TIME else "",
            fits=(role in CLERKS) == in_office,
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )
    )
    seat = Membership.objects.create(organization=organization, **said)
    details = {"person": person.pk, "role": role}
    note("seat_person", by=by, subject=f"organization:{organization.pk}", details=details, rows=[seat])  # fmt: skip
    return seat


@transaction.atomic
def end_seat(seat: Membership, *, ends_on: date | None, by: User) -> Membership:
    """Let a seat end on a day, or go on again where `ends_on` is null (afslut eller genoptag plads)."""
    seat = Membership.objects.select_for_update(of=("self",)).select_related("organization__body").get(pk=seat.pk)  # fmt: skip
    _may(seat.organization.body, by)
    require(why_not_last(seat.starts_on, ends_on))
    seat.ends_on = ends_on
    seat.save(update_fields=["ends_on"])
    note("end_seat", by=by, subject=f"organization:{seat.organization_id}", rows=[seat])
    return seat


@transaction.atomic
def grant(
    user: User, *, person: Person | None, may: Mapping[str, bool], by: User, seen: str | None = None
) -> User:
    """Tie an account to a person and give or take its rights (tildel rettigheder).

    `may` holds is_active, may_import, may_publish, may_set_up. A sign-in whose claims mean something
    writes the rights anew, so where the municipality's sign-in gives them, change it there. The right
    to operate reaches over all municipalities and is given on the command line.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    require_seen(seen, row_parts(user, ("person", *may)), act="Gem")
    body = Body.objects.get(pk=user.body_id or 0)
    _may(body, by)
    require(why_not_of_body([person] if person else [], body=body.pk))
    keeps = may["may_set_up"] and may["is_active"]
    require(why_not_grant(lets_go_of_own=user.pk == by.pk and not keeps))
    # One account a person: the one that had it before lets go, and the line says so.
    earlier = User.objects.filter(person=person).exclude(pk=user.pk) if person else User.objects.none()  # fmt: skip
    moved = list(earlier)
    earlier.update(person=None)
    user.person = person
    for name, value in may.items():
        setattr(user, name, value)
    user.save()
    for row in moved:
        row.refresh_from_db()
    note("grant", by=by, subject=f"user:{user.pk}", rows=[user, *moved])
    return user


@transaction.atomic
def give_claim(body: Body, *, issuer: str, said: Mapping[str, Any], by: User) -> RoleClaim:
    """Say what a role name from the municipality's sign-in gives here (oversæt rolle)."""
    _may(body, by)
    require(why_not_of_body([said["organization"]] if said["organization"] else [], body=body.pk))
    key = {name: said[name] for name in ("claim", "organization", "role")}
    may = {name: value for name, value in said.items() if name.startswith("may_")}
    row, _ = RoleClaim.objects.update_or_create(
        issuer=issuer, **key, defaults={"body": body, **may}
    )
    note("map_claim", by=by, subject=f"body:{body.slug}", rows=[row])
    return row


@transaction.atomic
def drop_claim(claim: RoleClaim, *, by: User) -> None:
    """A role name means nothing here any longer (slet rolleoversættelse). It can be entered again."""
    _may(claim.body, by)
    gone = names_of(RoleClaim.objects.filter(pk=claim.pk))
    claim.delete()
    note("drop_claim", by=by, subject=f"body:{claim.body.slug}", rows=gone)


def _may(body: Body, by: User) -> None:
    rights = rights_of(by)
    require(why_not_set_up(may_set_up=rights.may_set_up and rights.body == body.pk))


def _overlapping(rows: Any, said: Mapping[str, Any]) -> Any:
    """Those of `rows` in force on some day of the period said."""
    starts_on, ends_on = said["starts_on"], said["ends_on"]
    if starts_on:
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on:
        rows = rows.filter(Q(starts_on=None) | Q(starts_on__lte=ends_on))
    return rows
