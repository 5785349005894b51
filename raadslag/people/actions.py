"""Putting people in seats, letting them in, and writing to them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from raadslag.allowed import require
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import Actor, note
from raadslag.people.letter_words import subject_to_send, text_to_send
from raadslag.people.models import (
    Letter,
    Membership,
    Organization,
    Person,
)
from raadslag.people.rights import SEATS
from raadslag.people.rules import why_not_appoint_substitute, why_not_of_body
from raadslag.record.letters import clean, one_line

TELL_SEATED = "tell-seated"
"""The job that tells somebody new in a seat of the meetings that are called; its key is the body's id."""
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
            kind=organization.kind,
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
    enqueue(TELL_SEATED, str(organization.pk))
    note("appoint_substitute", by=by, subject=subject, details=details, rows=[membership])
    return membership


def write_letter(
    recipient: Person,
    *,
    key: str,
    subject: str,
    text: str,
    calendar: str = "",
    due: datetime | None = None,
    about: Organization | None = None,
) -> Letter | None:
    """Write an e-mail and let a job send it; null for somebody without an address.

    `about` is the body whose meeting it is about: its secretary sees that it was sent, and what it says.

    Paragraphs that hold a CPR number or something sensitive about a person do not leave the house
    (`letter_words`). The key names the letter for ever: the same key twice is one letter.
    """
    if not recipient.email:
        return None
    letter, made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "about": about,
            "address": recipient.email,
            # Judged where the letter is new: a duty writes the same one at each of its rounds.
            "subject": lambda: subject_to_send(one_line(subject))[:200],
            "text": lambda: text_to_send(clean(text)),
            "calendar": calendar,
            "written_at": timezone.now(),
        },
    )
    if made:
        enqueue(SEND_LETTER, key, payload={"letter": letter.pk}, due=due)
    return letter
