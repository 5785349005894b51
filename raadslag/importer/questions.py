"""What a person is asked, and what came of matching a reading with what the house knows. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from raadslag.importer.match import Proposal
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, Person
from raadslag.record import Attendee
from raadslag.record import Meeting as Record

NEW = "new"
YES = "yes"
SEEN = "seen:"
"""Begins the answer that what was not read has been looked up in the file."""
Form = Literal["choice", "choice-or-text", "several", "date"]
"""`several`: each choice may be ticked beside the others; the answer is their values with commas between."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `value` is `same:ID`, `successor:ID`, `new`, `yes` or an id; score in per cent."""

    value: str
    label: str
    percent: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person settles. `id` is `body`, `organization`, `date`, `meeting`, `replace`,
    `unread`, `closed`, `doubt` or `person:` and the printed name. `value` is filled in beforehand."""

    id: str
    text: str
    why: str = ""
    form: Form = "choice"
    choices: tuple[Choice, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """Something settled: what was printed, what it means, why; `remembered` can be forgotten."""

    printed: str
    meaning: str
    why: str
    remembered: bool = False


@dataclass(slots=True)
class Assessment:
    """A reading beside what the house knows. Null rows with a name are made at loading."""

    record: Record
    body: Body | None = None
    body_name: str = ""
    organization: Organization | None = None
    organization_name: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    persons: dict[str, Person | None] = field(default_factory=dict)
    members: list[Attendee] = field(default_factory=list)
    meeting: Meeting | None = None
    already_loaded: bool = False
    questions: list[Question] = field(default_factory=list)
    matched: list[Matched] = field(default_factory=list)
    creates: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The meeting in a few words."""
        name = self.organization_name or "Ukendt udvalg"
        return f"{name} {self.day:%d.%m.%Y}" if self.day else name


def choices_of(proposals: list[Proposal]) -> tuple[Choice, ...]:
    """Each proposal as an answer, in the words of its way."""
    words = {"same": "Det er {}", "successor": "Nyt navn for {} (udvalget fortsætter)"}
    return tuple(
        Choice(
            f"{proposal.way if proposal.way != 'exact' else 'same'}:{proposal.id}",
            words.get(proposal.way, "Det er {}").format(proposal.name),
            round(100 * proposal.score),
            proposal.reasons,
        )
        for proposal in proposals
    )
