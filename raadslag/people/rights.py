"""What a person may do because of who they are. Read anew at every request; nothing is cached.

`rights_of` reads the tables; every question below it is pure and asks the `Rights` alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from raadslag.people.models import GrantedRole, Membership, Organization, User

Role = Membership.Role
SEATS = frozenset({Role.CHAIR, Role.DEPUTY, Role.MEMBER, Role.SUBSTITUTE})
"""Roles with a seat and a vote in a committee."""
CLERKS = frozenset({Role.OFFICER, Role.HEAD, Role.DIRECTOR})
"""Roles that write cases."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who somebody is today: (organization id, role) pairs and permissions of their own."""

    user: int | None = None
    person: int | None = None
    body: int | None = None
    roles: frozenset[tuple[int, str]] = frozenset()
    committees: frozenset[int] = frozenset()
    """Organizations among `roles` that are committees, not administration."""
    units: frozenset[int] = field(default_factory=frozenset)
    """Units under an administration that the person directs, and those they work in."""
    may_import: bool = False
    may_publish: bool = False
    may_set_up: bool = False
    """Sets the own municipality up: committees, people, seats, units, roles."""
    may_operate: bool = False
    """Runs the installation: a right over all municipalities in it."""

    def organizations(self, roles: Iterable[str]) -> frozenset[int]:
        """Organizations where the person holds one of the roles."""
        wanted = set(roles)
        return frozenset(organization for organization, role in self.roles if role in wanted)


NOBODY = Rights()


def body_of(user: User) -> int | None:
    """The municipality that the user works for: the account's, else the person's; null for neither."""
    return user.body_id or (user.person.body_id if user.person else None)


def rights_of(user: User | AnonymousUser, *, on: date | None = None) -> Rights:
    """The user's rights on a day (today if null); `NOBODY` for a visitor or a closed account.

    They reach no further than the user's own municipality, whatever seats and claims say.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    day = on or timezone.localdate()
    held = set(GrantedRole.objects.filter(user=user).values_list("organization_id", "role"))
    if user.person_id:
        seats = Membership.objects.on(day).filter(person_id=user.person_id)
        held |= set(seats.values_list("organization_id", "role"))
    body = body_of(user)
    places = {organization for organization, _ in held}
    # One question for where they hold a post and what lies below: it is asked at every request.
    found = Organization.objects.filter(Q(pk__in=places) | Q(parent_id__in=places), body=body)
    known = list(found.values_list("pk", "parent_id", "kind"))
    own = {pk for pk, _, _ in known if pk in places}
    held = {(organization, role) for organization, role in held if organization in own}
    clerk_in = {organization for organization, role in held if role in CLERKS}
    directed = {organization for organization, role in held if role == Role.DIRECTOR}
    return Rights(
        user=user.pk,
        person=user.person_id,
        body=body,
        roles=frozenset(held),
        committees=frozenset(
            pk for pk, _, kind in known if pk in own and kind not in Organization.ADMINISTRATIVE
        ),
        units=frozenset(clerk_in | {pk for pk, parent, _ in known if parent in directed}),
        may_import=user.may_import and body is not None,
        may_publish=user.may_publish and body is not None,
        may_set_up=user.may_set_up and body is not None,
        may_operate=user.may_operate,
    )


def sits_in(rights: Rights, organization: int) -> bool:
    """Has a seat and a vote there today, a substitute too."""
    return organization in rights.organizations(SEATS) & rights.committees


def is_elected(rights: Rights) -> bool:
    """Has a seat in some committee or the council."""
    return bool(rights.organizations(SEATS) & rights.committees)


def is_secretary_of(rights: Rights, organization: int) -> bool:
    """Keeps the organization's agendas and minutes."""
    return (organization, Role.SECRETARY) in rights.roles


def is_secretary(rights: Rights) -> bool:
    """Keeps some organization's agendas and minutes."""
    return bool(rights.organizations([Role.SECRETARY]))


def is_clerk(rights: Rights) -> bool:
    """Works in the administration: may open cases."""
    return bool(rights.organizations(CLERKS))


def informs_of(rights: Rights) -> frozenset[int]:
    """Committees that somebody may hand notices in to by a post in them: who chairs, or is named for it."""
    held = rights.organizations([Role.CHAIR, Role.DEPUTY, Role.INFORMER, Role.SECRETARY])
    return held & rights.committees


def may_inform(rights: Rights) -> bool:
    """May hand notices in somewhere. The administration may everywhere: the secretary sifts."""
    return is_clerk(rights) or bool(informs_of(rights))


def may_write_for(rights: Rights, units: Iterable[int]) -> bool:
    """Works in one of the units that put the case forward, or directs them."""
    return bool(rights.units & set(units))


def may_approve(rights: Rights, organization: int, role: str) -> bool:
    """Holds the role that an approval step asks for."""
    return (organization, role) in rights.roles


def heads_or_directs(rights: Rights) -> bool:
    """Approves cases before they reach an agenda."""
    return bool(rights.organizations([Role.HEAD, Role.DIRECTOR]))
