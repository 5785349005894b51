"""The letters of one act together, as Udbakke shows them: counted, and those that failed on top.

Whoever keeps a body sees what was sent about its meetings, and whoever runs the house that it was sent,
to whom, and how it went: the words are for the recipient and the body's secretary alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from raadslag.jobs.models import Job
from raadslag.people.actions import SEND_LETTER
from raadslag.people.models import Letter, Membership, Organization
from raadslag.people.rights import Rights

SHOWN = 200
"""So many of the newest letters stand on the page, and every one that could not be sent."""


@dataclass(slots=True)
class Event:
    """Letters that one act wrote, the newest first. `failed` are those that could not be sent.

    `subject` is blank where its reader may not read it; `told` are the letters whose words they may.
    """

    subject: str
    about: Organization | None
    letters: list[Letter] = field(default_factory=list)
    failed: list[Letter] = field(default_factory=list)
    told: list[Letter] = field(default_factory=list)

    @property
    def written_at(self) -> datetime:
        """When the newest of them was written."""
        return max(letter.written_at for letter in self.letters)

    @property
    def waiting(self) -> int:
        """How many are neither sent nor given up."""
        return sum(one.sent_at is None for one in self.letters) - len(self.failed)

    @property
    def sent(self) -> int:
        """How many the mail server took."""
        return sum(one.sent_at is not None for one in self.letters)

    @property
    def alike(self) -> bool:
        """Every one that may be read says the same: the text is shown once."""
        return len({letter.text for letter in self.told}) == 1


def letters_for(rights: Rights) -> QuerySet[Letter]:
    """One's own letters, those of the bodies one keeps, and all of them for whoever runs the house."""
    rows = Letter.objects.select_related("recipient", "about")
    if rights.may_operate:
        return rows
    own = Q(recipient_id=rights.person or 0) | Q(about_id__in=_kept(rights))
    return rows.filter(own, recipient__body_id=rights.body or 0)


def reads(letter: Letter, rights: Rights) -> bool:
    """May they read its words? The recipient and the body's secretary; whoever runs the house may not."""
    return letter.recipient_id == rights.person or letter.about_id in _kept(rights)


def not_sent(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Of some letters, those that were given up."""
    failed = Job.objects.failed().filter(kind=SEND_LETTER)
    return letters.filter(sent_at=None, key__in=failed.values("key"))


def newest(rights: Rights) -> list[Letter]:
    """What Udbakke shows somebody: the newest letters, and every one that could not be sent."""
    rows = letters_for(rights)
    shown = list(rows[:SHOWN])
    known = {letter.pk for letter in shown}
    return shown + [one for one in not_sent(rows) if one.pk not in known]


def by_event(letters: Iterable[Letter], rights: Rights) -> list[Event]:
    """Each act with its letters; those with a failed letter first, else the newest first."""
    letters = list(letters)
    keys = {letter.key for letter in letters}
    failed = set(Job.objects.failed().filter(kind=SEND_LETTER, key__in=keys).values_list("key", flat=True))  # fmt: skip
    found: dict[tuple[str, str], Event] = {}
    for letter in letters:
        told = reads(letter, rights)
        name = event_of(letter.key, letter.recipient_id), letter.subject
        event = found.setdefault(name, Event("", letter.about))
        event.letters.append(letter)
        if told:
            event.subject = letter.subject
            event.told.append(letter)
        if letter.key in failed:
            event.failed.append(letter)
    ordered = sorted(found.values(), key=lambda event: event.written_at, reverse=True)
    return sorted(ordered, key=lambda event: not event.failed)


def event_of(key: str, recipient: int) -> str:
    """The act that a letter's key names: the key without the recipient, `lapse:7:31` is `lapse:7`."""
    parts = key.split(":")
    at = next((n for n in range(len(parts) - 1, 0, -1) if parts[n] == str(recipient)), None)
    return ":".join(part for n, part in enumerate(parts) if n != at)


def _kept(rights: Rights) -> frozenset[int]:
    return rights.organizations([Membership.Role.SECRETARY])
