"""Rows of a spreadsheet become persons and seats: looked at first, then taken in, each by the usual acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from raadslag.allowed import NotAllowed
from raadslag.people.models import Body, Organization, Person, User
from raadslag.people.setup.actions import enter_person, seat_person
from raadslag.people.setup.seats_csv import SeatRow


@dataclass(frozen=True, slots=True)
class Looked:
    """A row beside what the house knows: the place (null where there is none by that name), the person
    (null for a new one), and in Danish why it can't be taken in.
    """

    row: SeatRow
    organization: Organization | None
    person: Person | None
    wrong: tuple[str, ...]


def look(body: Body, rows: Sequence[SeatRow]) -> list[Looked]:
    """Each row beside the municipality's committees and persons. Reads only."""
    places: dict[str, Organization] = {}
    for one in body.organizations.order_by("ends_on"):
        for name in (one.short_name, one.name):
            places.setdefault(name.casefold(), one)
    people = {one.name.casefold(): one for one in body.persons.all()}
    return [_looked(row, places, people) for row in rows]


def _looked(row: SeatRow, places: dict[str, Organization], people: dict[str, Person]) -> Looked:
    place = places.get(row.organization.casefold()) if row.organization else None
    wrong = list(row.wrong)
    if row.organization and place is None:
        wrong.append(f"»{row.organization}« findes ikke. Opret udvalget eller enheden først.")
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            wrong.append(f"»{row.email}« er ikke en e-mailadresse.")
    return Looked(row, place, people.get(row.name.casefold()), tuple(wrong))


def take_in(body: Body, looked: Sequence[Looked], *, by: User) -> tuple[int, list[Looked]]:
    """Seat everybody who can be seated; returns how many, and the rows that were refused with the reasons.

    A row that is refused leaves the others standing; a person named twice is entered once.
    """
    seated, refused = 0, []
    people: dict[str, Person] = {}
    for one in looked:
        if one.wrong or one.organization is None:
            refused.append(one)
            continue
        try:
            with transaction.atomic():
                person = _person(body, one, people, by=by)
                _seat(one.organization, one.row, person, by=by)
        except NotAllowed as no:
            refused.append(
                Looked(one.row, one.organization, one.person, tuple(o.reason for o in no.obstacles))
            )
        else:
            people[one.row.name.casefold()] = person
            seated += 1
    return seated, refused


def _person(body: Body, one: Looked, people: dict[str, Person], *, by: User) -> Person:
    known = one.person or people.get(one.row.name.casefold())
    email = one.row.email or (known.email if known else "")
    if known is not None and known.email == email:
        return known
    name = known.name if known else one.row.name
    return enter_person(body, person=known, name=name, email=email, by=by)


def _seat(organization: Organization, row: SeatRow, person: Person, *, by: User) -> None:
    said = {
        "person": person,
        "role": row.role,
        "title": row.title,
        "party": row.party,
        "starts_on": row.starts_on or organization.starts_on,
        "ends_on": row.ends_on,
    }
    seat_person(organization, said=said, by=by)
