"""The letters of one act together, as Udbakke shows them: counted, and those that failed on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from raadslag.jobs.models import Job
from raadslag.people.actions import SEND_LETTER
from raadslag.people.models import Letter


@dataclass(slots=True)
class Event:
    """Letters that one act wrote, the newest first. `failed` are those that could not be sent."""

    subject: str
    letters: list[Letter] = field(default_factory=list)
    failed: list[Letter] = field(default_factory=list)

    @property
    def written_at(self) -> datetime:
        """When the newest of them was written."""
        return max(letter.written_at for letter in self.letters)

    @property
    def waiting(self) -> int:
        """How many are neither sent nor given up."""
        return sum(one.sent_at is None for one in self.letters) - len(self.failed)

    @property
    def alike(self) -> bool:
        """Every one of them says the same: the text is shown once."""
        return len({letter.text for letter in self.letters}) == 1


def by_event(letters: Iterable[Letter]) -> list[Event]:
    """Each act with its letters; those with a failed letter first, else the newest first."""
    letters = list(letters)
    keys = {letter.key for letter in letters}
    failed = set(Job.objects.failed().filter(kind=SEND_LETTER, key__in=keys).values_list("key", flat=True))  # fmt: skip
    found: dict[tuple[str, str], Event] = {}
    for letter in letters:
        name = event_of(letter.key, letter.recipient_id), letter.subject
        event = found.setdefault(name, Event(letter.subject))
        event.letters.append(letter)
        if letter.key in failed:
            event.failed.append(letter)
    newest = sorted(found.values(), key=lambda event: event.written_at, reverse=True)
    return sorted(newest, key=lambda event: not event.failed)


def event_of(key: str, recipient: int) -> str:
    """The act that a letter's key names: the key without the recipient, `lapse:7:31` is `lapse:7`."""
    parts = key.split(":")
    at = next((n for n in range(len(parts) - 1, 0, -1) if parts[n] == str(recipient)), None)
    return ":".join(part for n, part in enumerate(parts) if n != at)
