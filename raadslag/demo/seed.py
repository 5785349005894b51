"""The town's roster as rows: who sits where, who works where, and who may sign in.

The town's two terms are the past; its newest seats go on into the term of today, so that the demo
has a committee that meets tomorrow.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from raadslag.demo import town
from raadslag.importer.match import term_end, term_start
from raadslag.importer.rows import body_named, make_organization, make_person, remember_spelling
from raadslag.journal.replaying import take_stock
from raadslag.people.models import Body, LegislativeTerm, Membership, Organization, Person, User

Role = Membership.Role
ROLES = {
    "formand": Role.CHAIR,
    "næstformand": Role.DEPUTY,
    "borgmester": Role.CHAIR,
    "1. viceborgmester": Role.DEPUTY,
}
FINANCE = "øu"
SECRETARIAT = "Byrådssekretariatet"
MAIL = "moellested.example"
OPERATOR = "Ida Bækgaard"
"""Sees to the machines: no seat, no cases, only the page of waiting work."""


@transaction.atomic
def seed_town(*, today: date) -> Body:
    """The town's municipality, terms, organizations, persons, seats and users. Twice is once.

    These rows come by no act: the journal takes stock of them.
    """
    sheet = town.roster()
    body = body_named(sheet.municipality, touched=[])
    for term in sheet.terms:
        _term(body, term.starts_on, term.ends_on)
    _term(body, term_start(today), term_end(today))
    persons = {person.name: _person(body, person.name) for person in sheet.people}
    organizations = _organizations(body, sheet)
    _seats(sheet, persons, organizations, today)
    _officials(body, sheet, persons, organizations)
    _users(body, sheet, persons)
    _operator(body)
    take_stock(because="Demobyens kommune, udvalg og personer er sat op.")
    return body


def _term(body: Body, starts_on: date, ends_on: date) -> None:
    names = {"name": f"{starts_on.year}-{ends_on.year}", "ends_on": ends_on}
    LegislativeTerm.objects.get_or_create(body=body, starts_on=starts_on, defaults=names)


def _person(body: Body, name: str) -> Person:
    known = Person.objects.filter(body=body, name=name).first()
    person = known or make_person(body, name, touched=[])
    if not person.email:
        person.email = (
            f"{slugify(name.replace('å', 'aa').replace('ø', 'oe').replace('æ', 'ae'))}@{MAIL}"
        )
        person.save(update_fields=["email"])
    return person


def _organizations(body: Body, sheet: town.Roster) -> dict[str, Organization]:
    """Name → row. A body of the same name in two terms is one; a renamed one follows the other."""
    rows: dict[str, Organization] = {}
    newest: dict[str, Organization] = {}
    for printed in sheet.organizations:
        row = (
            rows.get(printed.name)
            or Organization.objects.filter(body=body, name=printed.name).first()
        )
        if row is None:
            before = newest.get(printed.key)
            row = make_organization(
                body, printed.name, predecessor=before, starts_on=printed.starts_on, touched=[]
            )
            row.kind = _kind(printed)
            row.short_name = printed.short[:30] if printed.kind != "administration" else ""
            row.save(update_fields=["kind", "short_name"])
            if row.short_name:
                remember_spelling(row, row.short_name, touched=[])
        rows[printed.name] = newest[printed.key] = row
    return rows


def _kind(printed: town.Organization) -> Organization.Kind:
    if printed.kind == "council":
        return Organization.Kind.COUNCIL
    if printed.kind == "administration":
        return Organization.Kind.UNIT
    return Organization.Kind.FINANCE if printed.key == FINANCE else Organization.Kind.STANDING


def _seats(
    sheet: town.Roster,
    persons: dict[str, Person],
    organizations: dict[str, Organization],
    today: date,
) -> None:
    last = max(term.ends_on for term in sheet.terms)
    for seat in sheet.memberships:
        party = sheet.person(seat.person).party or ""
        # Who sat when the last written term ended sits on in the term of today.
        ends_on = None if seat.ends_on == last and today > last else seat.ends_on
        Membership.objects.get_or_create(
            person=persons[seat.person],
            organization=organizations[seat.organization],
            starts_on=seat.starts_on,
            defaults={
                "role": ROLES.get(seat.role or "", Role.MEMBER),
                "party": party,
                "ends_on": ends_on,
            },
        )


def _officials(
    body: Body,
    sheet: town.Roster,
    persons: dict[str, Person],
    organizations: dict[str, Organization],
) -> None:
    """Directors stand over administrations; heads, officers and the secretary work in units."""
    for unit in sheet.organizations:
        if unit.kind == "administration" and unit.director:
            row = organizations[unit.name]
            row.parent = _administration(body, persons[unit.director])
            row.save(update_fields=["parent"])
    for person in sheet.people:
        if person.title and person.unit and "direktør" not in person.title:
            role = Role.HEAD if person.title.startswith("centerchef") else Role.OFFICER
            if person.unit == SECRETARIAT:
                _secretary(body, persons[person.name])
            else:
                _seat(persons[person.name], organizations[person.unit], role, person.title)


def _administration(body: Body, director: Person) -> Organization:
    name = f"Forvaltningen under {director.name}"
    known = Organization.objects.filter(body=body, name=name).first()
    row = known or make_organization(body, name, touched=[])
    row.kind = Organization.Kind.ADMINISTRATION
    row.save(update_fields=["kind"])
    _seat(director, row, Role.DIRECTOR, "direktør")
    return row


def _secretary(body: Body, person: Person) -> None:
    """The secretary keeps the agendas and minutes of every committee that stands today."""
    for committee in Organization.objects.committees().filter(body=body, ends_on=None):
        _seat(person, committee, Role.SECRETARY, "udvalgssekretær")


def _seat(person: Person, organization: Organization, role: str, title: str) -> None:
    Membership.objects.get_or_create(
        person=person, organization=organization, role=role, defaults={"title": title}
    )


def _users(body: Body, sheet: town.Roster, persons: dict[str, Person]) -> None:
    """Everybody can be chosen at the demo's sign-in; the secretary imports and publishes."""
    for person in sheet.people:
        row = persons[person.name]
        keeps_minutes = person.unit == SECRETARIAT
        user, made = User.objects.get_or_create(
            username=row.slug,
            defaults={
                "person": row,
                "body": body,
                "issuer": "demo",
                "subject": row.slug,
                "may_import": keeps_minutes,
                "may_publish": keeps_minutes,
            },
        )
        if made:
            user.set_unusable_password()
            user.save(update_fields=["password"])


def _operator(body: Body) -> None:
    person = _person(body, OPERATOR)
    user, made = User.objects.get_or_create(
        username=person.slug,
        defaults={
            "person": person,
            "body": body,
            "issuer": "demo",
            "subject": person.slug,
            "may_operate": True,
            "may_set_up": True,
        },
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
