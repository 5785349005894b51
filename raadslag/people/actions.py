"""Putting people in seats, letting them in, and writing to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from raadslag.allowed import require
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.proving import names_of, what_stands
from raadslag.people.models import (
    GrantedRole,
    Letter,
    Membership,
    Organization,
    Person,
    RoleClaim,
    User,
)
from raadslag.people.rights import SEATS
from raadslag.people.rules import why_not_appoint_substitute, why_not_of_body
from raadslag.record.letters import clean, one_line

SEND_LETTER = "send-letter"
"""The job that sends a letter; its key is the letter's own."""


@transaction.atomic
def appoint_substitute(
    organization: Organization,
    *,
    person: Person,
    substitute_for: Person,
    starts_on: date,
    ends_on: date | None,
    by: Actor,
) -> Membership:
    """Let another council member sit for somebody for a time (indkald stedfortræder)."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    require(why_not_of_body([person, substitute_for], body=organization.body_id))
    seats = Membership.objects.on(starts_on).filter(role__in=SEATS)
    council = Q(organization__kind=Organization.Kind.COUNCIL, organization__body=organization.body)
    no_council = not Organization.objects.filter(
        body=organization.body, kind=Organization.Kind.COUNCIL
    ).exists()
    here = seats.filter(organization=organization)
    held = here.filter(person=substitute_for).first()
    require(
        why_not_appoint_substitute(
            in_council=no_council or seats.filter(council, person=person).exists(),
            already_member=here.filter(person=person).exists(),
            same_person=person == substitute_for,
            seat_held=held is not None,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    own = Membership.objects.filter(person=person).exclude(party="").order_by("-starts_on").first()
    membership = Membership.objects.create(
        organization=organization,
        person=person,
        substitute_for=substitute_for,
        role=Membership.Role.SUBSTITUTE,
        party=own.party if own else "",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    details = {"person": person.pk, "for": substitute_for.pk, "from": starts_on.isoformat()}
    subject = f"organization:{organization.pk}"
    note("appoint_substitute", by=by, subject=subject, details=details, rows=[membership])
    return membership


@transaction.atomic
def admit_user(
    *, issuer: str, subject: str, name: str, email: str, claims: Iterable[str]
) -> User | None:
    """The user that an issuer vouches for, with the roles its claims give; null where none of them
    means anything here and the user is unknown.

    A person is tied to the account by the administrator, never by an e-mail address.
    """
    wanted = set(claims)
    meanings = [
        meaning
        for meaning in RoleClaim.objects.filter(issuer=issuer).select_related("body")
        if meaning.claim in wanted
    ]
    user = User.objects.select_for_update().filter(issuer=issuer, subject=subject).first()
    if user is None and not meanings:
        return None
    before = what_stands([user] if user else [])
    if user is None:
        user = User(issuer=issuer, subject=subject, username=f"{subject}@{issuer}"[:150])
        user.set_unusable_password()
    given, _, family = one_line(name).rpartition(" ")
    user.first_name, user.last_name, user.email = given[:150], family[:150], email
    if meanings:
        # One account works for one municipality: what the claims give elsewhere is not given.
        bodies = {meaning.body_id: meaning.body for meaning in meanings}
        user.body = bodies.get(user.body_id or 0) or bodies[min(bodies)]
        meanings = [meaning for meaning in meanings if meaning.body_id == user.body.pk]
    user.may_import = any(meaning.may_import for meaning in meanings)
    user.may_publish = any(meaning.may_publish for meaning in meanings)
    user.save()
    if before != what_stands([user]):
        note("admit_user", by=SYSTEM, subject=f"user:{user.pk}", rows=[user])
    _replace_grants(user, meanings)
    return user


def _replace_grants(user: User, meanings: list[RoleClaim]) -> None:
    now = {(m.organization_id, m.role) for m in meanings if m.organization_id and m.role}
    before = set(user.granted_roles.values_list("organization_id", "role"))
    if now == before:
        return
    gone = names_of(user.granted_roles.all())
    user.granted_roles.all().delete()
    GrantedRole.objects.bulk_create(
        GrantedRole(user=user, organization_id=organization, role=role)
        for organization, role in now
    )
    roles = sorted(f"{role}:{organization}" for organization, role in now)
    rows = [*gone, user.granted_roles.all()]
    note("change_roles", by=SYSTEM, subject=f"user:{user.pk}", details={"roles": roles}, rows=rows)


def write_letter(
    recipient: Person,
    *,
    key: str,
    subject: str,
    text: str,
    calendar: str = "",
    due: datetime | None = None,
) -> Letter | None:
    """Write an e-mail and let a job send it; null for somebody without an address.

    The key names the letter for ever: the same key twice is one letter.
    """
    if not recipient.email:
        return None
    letter, made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "address": recipient.email,
            "subject": one_line(subject)[:200],
            "text": clean(text),
            "calendar": calendar,
            "written_at": timezone.now(),
        },
    )
    if made:
        enqueue(SEND_LETTER, key, payload={"letter": letter.pk}, due=due)
    return letter
