"""What a municipality needs before its first agenda, and what is still missing: read from the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from raadslag.people.models import Body, Membership, Organization, User
from raadslag.people.rights import SEATS

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `missing` says in Danish what is not there yet; none: it is done."""

    title: str
    about: str
    address: str
    missing: Sequence[str] = ()


def steps(body: Body) -> list[Step]:
    """The way from nothing to a first agenda, in order."""
    today = timezone.localdate()
    standing = list(body.organizations.standing_on(today))
    committees = [one for one in standing if one.kind not in Organization.ADMINISTRATIVE]
    seats = Membership.objects.on(today).filter(organization__body=body)
    held: dict[int, set[str]] = {}
    for organization, role in seats.values_list("organization_id", "role"):
        held.setdefault(organization, set()).add(role)
    return [
        Step(
            "Kommunen",
            "Navn og valgperiode",
            reverse("setup-body"),
            [] if body.terms.filter(starts_on__lte=today, ends_on__gte=today).exists() else ["Ingen valgperiode dækker i dag."],
        ),
        Step("Udvalg og råd", f"{len(committees)} i dag", reverse("setup-organizations"), _committees(committees)),
        Step("Forvaltning og enheder", f"{len(standing) - len(committees)} i dag", reverse("setup-organizations") + "#forvaltning", _offices(standing, held)),
        Step("Personer og pladser", f"{body.persons.count()} personer", reverse("setup-people"), _seats(committees, held)),
        Step("Konti og roller", _accounts(body), reverse("setup-accounts"), [] if _secretaries(body).exists() else ["Ingen udvalgssekretær kan logge ind endnu."]),
    ]  # fmt: skip


def _committees(committees: Sequence[Organization]) -> list[str]:
    missing = []
    if not committees:
        missing.append("Der er ingen udvalg endnu.")
    if committees and not any(one.kind == Organization.Kind.COUNCIL for one in committees):
        missing.append("Kommunalbestyrelsen mangler.")
    return missing


def _offices(standing: Sequence[Organization], held: dict[int, set[str]]) -> list[str]:
    """A case goes from a unit's head to its director: both must be there."""
    units = [one for one in standing if one.kind == Organization.Kind.UNIT]
    if not units:
        return ["Der er ingen enhed, der kan skrive sager."]
    missing = []
    for unit in units:
        if Role.HEAD not in held.get(unit.pk, ()):
            missing.append(f"{unit}: ingen centerchef godkender.")
        if unit.parent_id is None or Role.DIRECTOR not in held.get(unit.parent_id, ()):
            missing.append(f"{unit}: ingen direktør godkender.")
    return missing


def _seats(committees: Sequence[Organization], held: dict[int, set[str]]) -> list[str]:
    if not held:
        return ["Ingen har en plads endnu."]
    missing = []
    for one in committees:
        roles = held.get(one.pk, set())
        lacks = [
            label
            for label, there in (
                ("medlemmer", roles & SEATS),
                ("formand", Role.CHAIR in roles),
                ("udvalgssekretær", Role.SECRETARY in roles),
            )
            if not there
        ]
        if lacks:
            missing.append(f"{one}: mangler {', '.join(lacks)}.")
    return missing


def _secretaries(body: Body) -> QuerySet[User]:
    today = timezone.localdate()
    seats = Membership.objects.on(today).filter(role=Role.SECRETARY, organization__body=body)
    return User.objects.filter(is_active=True, body=body, person__memberships__in=seats) | (
        User.objects.filter(is_active=True, body=body, granted_roles__role=Role.SECRETARY)
    )


def _accounts(body: Body) -> str:
    count = User.objects.filter(body=body, is_active=True).count()
    return f"{count} konti kan logge ind" if count != 1 else "1 konto kan logge ind"
