"""Rows that loading makes on demand: municipalities, terms, committees, persons and their seats.

Each puts what it made or changed in `touched`, for the line of the act that needed it.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Model, Q

from raadslag.importer.match import term_end, term_start
from raadslag.importer.match_organizations import full_name, kind_of
from raadslag.importer.names import fold, tidy
from raadslag.people.models import (
    Body,
    LegislativeTerm,
    Membership,
    Organization,
    OrganizationName,
    Person,
    PersonName,
)
from raadslag.people.office_words import require_office
from raadslag.people.slugs import RESERVED, RESERVED_IN_BODY, free_slug
from raadslag.record import Attendee

ROLES: tuple[tuple[str, Membership.Role], ...] = (
    ("næstformand", Membership.Role.DEPUTY),
    ("formand", Membership.Role.CHAIR),
    ("stedfortræder", Membership.Role.SUBSTITUTE),
    ("suppleant", Membership.Role.SUBSTITUTE),
)
"""A word of a printed role to the seat it means, the longer word first."""


Touched = list[Model]
"""What an act has made or changed so far."""


def body_named(name: str, *, touched: Touched) -> Body:
    """The municipality of that name, made where it is new."""
    known = Body.objects.filter(name=name).first()
    if known:
        return known
    require_office({"Kommunen": name})
    short = name.removesuffix(" Kommune")
    taken = set(Body.objects.values_list("slug", flat=True)) | RESERVED
    body = Body.objects.create(name=name, slug=free_slug(short, taken), short_name=short[:60])
    touched.append(body)
    return body


def term_of(body: Body, day: date, *, touched: Touched) -> LegislativeTerm:
    """The body's term that the day falls in, made where it is missing."""
    begins, ends = term_start(day), term_end(day)
    term, made = LegislativeTerm.objects.get_or_create(
        body=body,
        starts_on=begins,
        defaults={"ends_on": ends, "name": f"{begins.year}-{ends.year}"},
    )
    touched += [term] if made else []
    return term


def make_organization(
    body: Body,
    printed: str,
    *,
    touched: Touched,
    predecessor: Organization | None = None,
    starts_on: date | None = None,
) -> Organization:
    """A new committee under the printed name; its predecessor ends the day before it starts."""
    name = full_name(printed)[:200]
    require_office({"Udvalget": name})
    taken = set(Organization.objects.filter(body=body).values_list("slug", flat=True))
    short = tidy(printed) if name != tidy(printed) else ""
    organization = Organization.objects.create(
        body=body,
        name=name,
        slug=free_slug(name, taken | RESERVED_IN_BODY),
        short_name=short[:30],
        kind=kind_of(name, body.name),
        starts_on=starts_on,
        predecessor=predecessor,
    )
    touched.append(organization)
    remember_spelling(organization, printed, touched=touched)
    if predecessor and predecessor.ends_on is None and starts_on:
        predecessor.ends_on = starts_on - timedelta(days=1)
        predecessor.save(update_fields=["ends_on"])
        touched.append(predecessor)
    return organization


def remember_spelling(organization: Organization, printed: str, *, touched: Touched) -> None:
    """The printed name means this organization from now on; a meaning once given stays."""
    name, made = OrganizationName.objects.get_or_create(
        body=organization.body,
        spelling=tidy(printed)[:200],
        defaults={"organization": organization},
    )
    touched += [name] if made else []


def make_person(body: Body, printed: str, *, touched: Touched) -> Person:
    """A new person under the printed name."""
    name = tidy(printed)[:120]
    require_office({"Navnet": name})
    taken = set(Person.objects.filter(body=body).values_list("slug", flat=True))
    person = Person.objects.create(body=body, name=name, slug=free_slug(name, taken))
    touched.append(person)
    remember_person(person, name, touched=touched)
    return person


def remember_person(person: Person, printed: str, *, touched: Touched) -> None:
    """The printed name means this person from now on; a meaning once given stays."""
    name, made = PersonName.objects.get_or_create(
        body=person.body, spelling=tidy(printed)[:120], defaults={"person": person}
    )
    touched += [name] if made else []


def role_of(member: Attendee) -> Membership.Role:
    """The seat that the printed role means; an ordinary member where it says nothing of seats."""
    words = fold(member.role or "").split()
    for word, role in ROLES:
        if any(part.startswith(word) for part in words):
            return role
    return Membership.Role.SUBSTITUTE if member.substitute_for else Membership.Role.MEMBER


def widen_seat(
    person: Person,
    organization: Organization,
    member: Attendee,
    day: date,
    *,
    touched: Touched,
    substituted: Person | None = None,
) -> Membership:
    """The seat that attendance shows, its days widened to this one within the term of office.

    One seat for each party and term: a printed chair makes the member's seat the chair's. Seats
    that are open at an end were entered by hand and stay as they are.
    """
    role, party = role_of(member), (member.party or "")[:60]
    require_office({"Partiet": party, "Rollen": member.role or ""})
    term = (term_start(day), term_end(day))
    seats = Membership.objects.filter(person=person, organization=organization)
    same_kind = Q(role=Membership.Role.SUBSTITUTE)
    seats = seats.filter(same_kind if role == Membership.Role.SUBSTITUTE else ~same_kind)
    open_ended = Q(ends_on=None) & (Q(starts_on=None) | Q(starts_on__lte=day))
    if standing := seats.filter(open_ended | Q(starts_on=None, ends_on__gte=day)).first():
        return standing
    seat = seats.filter(starts_on__lte=term[1], ends_on__gte=term[0], party=party).first()
    if seat is None:
        seat = Membership.objects.create(
            person=person,
            organization=organization,
            role=role,
            title=_title(member, role),
            party=party,
            starts_on=day,
            ends_on=day,
            substitute_for=substituted,
        )
        touched.append(seat)
        return seat
    before = (seat.starts_on, seat.ends_on, seat.role, seat.title)
    seat.starts_on, seat.ends_on = min(seat.starts_on or day, day), max(seat.ends_on or day, day)
    if seat.role == Membership.Role.MEMBER:
        seat.role = role
    seat.title = seat.title or _title(member, role)
    if before != (seat.starts_on, seat.ends_on, seat.role, seat.title):
        seat.save()
        touched.append(seat)
    return seat


def _title(member: Attendee, role: Membership.Role) -> str:
    """The printed role where it says more than the seat does."""
    plain = fold(member.role or "")
    return "" if plain == fold(role.label) else tidy(member.role or "")[:120]
