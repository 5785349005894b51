"""The record: one meeting as plain data, at every moment of its life. No Django here.

The names follow `docs/record.md`; the JSON is written and read by `codec`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from raadslag.record.blocks import Section, Table
from raadslag.record.places import Basis, Note, Where

FORMAT = 5
"""Counts up when a fixed name changes its meaning, or when one is added that a reader would miss. 2: who
was there without voting, printed counts of a ballot, clock times of those who came and left, and how the
page tells absence. 3: the money asked for. 4: images with their size,
and tables shown as charts. 5: that the body adopted its agenda. What is new is left out of the JSON where nothing tells it, so
that records of an older format keep their text and their hash, and are read as they are."""
_SPARED = {"spared": True}

Kind = Literal["minutes", "agenda"]
Presence = Literal["present", "absent", "apologies"]
Convention = Literal["opening", "cumulative", "per_decision"]
"""How minutes tell absence: once at the opening; coming and leaving where it happens; or anew at every
decision. OpenCouncil found that a reader must know it before it may say who was there for an item."""
Outcome = Literal[
    "noted",
    "approved",
    "approved_as_recommended",
    "recommended_onward",
    "postponed",
    "discussed",
    "rejected",
    "referred",
    "withdrawn",
    "elected",
    "signed",
    "none",
    "other",
]


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at the meeting. `party` is the ballot letter or the party as printed.

    `from_item` and `to_item` bound a partial presence, both inclusive item numbers; `arrived_at` and
    `left_at` are the printed times, HH:MM.
    """

    name: str
    party: str | None = None
    role: str | None = None
    status: Presence = "present"
    is_member: bool = True
    substitute_for: str | None = None
    from_item: int | None = None
    to_item: int | None = None
    where: Where | None = None
    arrived_at: str | None = field(default=None, metadata=_SPARED)
    left_at: str | None = field(default=None, metadata=_SPARED)


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The printed numbers of a ballot; null where a side's number is not printed."""

    in_favour: int | None = field(default=None, metadata={"json": "for"})
    against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, slots=True)
class PriorTreatment:
    """An earlier treatment of the same case: body as printed, date, item number."""

    organization: str
    date: date | None = None
    item: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot. Names or party letters as printed; `basis` tells if it was stated or inferred.

    `did_not_vote`: there, but on no side ("deltog ikke i afstemningen"), which is not to abstain.
    """

    on: str | None = None
    in_favour: tuple[str, ...] = field(default=(), metadata={"json": "for"})
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    basis: Basis = "stated"
    did_not_vote: tuple[str, ...] = field(default=(), metadata=_SPARED)
    count: VoteCount | None = field(default=None, metadata=_SPARED)


@dataclass(frozen=True, slots=True)
class PointOutcome:
    """The outcome of one recommendation point (counted from 1) where points differ."""

    point: int
    outcome: Outcome
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the body decided. `text` whole and as printed, paragraphs parted by a blank line.

    `outcome` is derived from the text; `dissents` are reservations and dissenting opinions as
    printed; `stopped_by` names who used the right of § 23.
    """

    text: str | None = None
    outcome: Outcome = "none"
    remarks: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    dissents: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()
    stopped_by: str | None = None
    points: tuple[PointOutcome, ...] = ()
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class AttachmentCount:
    total: int
    recommended: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the item. `sha256` is set where we hold the bytes; `internal` never leaves the house."""

    title: str
    recommended: bool = False
    added_after: bool = False
    file_name: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    bytes: int | None = None
    internal: bool = False
    source: str | None = None
    """Relative path or address in the source, where the file lies."""
    message: int | None = field(default=None, metadata=_SPARED)
    """The number of the notice (meddelelse) that it belongs to, under an item of several."""


@dataclass(frozen=True, slots=True)
class ExtraParticipant:
    """A guest at one item. `arrived_at` and `left_at` are the noted times, HH:MM."""

    name: str
    title: str | None = None
    org: str | None = None
    arrived_at: str | None = field(default=None, metadata=_SPARED)
    left_at: str | None = field(default=None, metadata=_SPARED)


AppropriationKind = Literal["supplementary", "capital", "reallocation", "within"]


@dataclass(frozen=True, slots=True)
class Appropriation:
    """Money that the item asks for (bevilling), one row for each year and account.

    `amount` is kroner with a point for decimals ("105000.50", "-20000"). `kind`: a supplementary grant
    (tillægsbevilling), a capital grant (anlægsbevilling), money moved between grants (omplacering), or
    an expense within what is granted already. `account` and `financing` as written.
    """

    amount: str
    kind: AppropriationKind = "supplementary"
    year: int | None = None
    account: str | None = None
    financing: str | None = None


CommitmentKind = Literal["reply", "return", "recurring", "onward", "event", "task"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise read from the text. `who` is the owner and `to` the receiver, as printed, null in the
    passive voice and where hidden; `due` as printed, `due_span` its first and last day (null where open).

    `tier`: "proposed", or "maybe" where a person must look before it counts. `source` "case_text" is what
    records before November 2026 say for "case". What is new is left out of the JSON where nothing tells it.
    """

    text: str
    who: str | None = None
    due: str | None = None
    source: Literal["decision", "recommendation", "case", "case_text"] = "decision"
    strength: Literal["firm", "wish", "possible"] = "firm"
    where: Where | None = None
    kind: CommitmentKind | None = field(default=None, metadata=_SPARED)
    to: str | None = field(default=None, metadata=_SPARED)
    due_span: tuple[date | None, ...] | None = field(default=None, metadata=_SPARED)
    tier: Literal["proposed", "maybe"] = field(default="proposed", metadata=_SPARED)


@dataclass(frozen=True, slots=True)
class Item:
    """One item (punkt). `number` null where the source has none; `title` null where it was lost.

    `id` is the permanent name of the item in links; the reader leaves it null. A closed item keeps
    its text here only inside the house: `public.redact` empties it.
    """

    number: int | None = None
    title: str | None = None
    closed: bool = False
    id: str | None = None
    closed_reason: str | None = None
    public_title: str | None = None
    public_decision: str | None = None
    journal_number: str | None = None
    group: str | None = None
    previous_treatment: tuple[PriorTreatment, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    deciding_body: str | None = None
    recommended_by: str | None = None
    recommendations: tuple[str, ...] = ()
    recommendations_where: Where | None = None
    appropriations: tuple[Appropriation, ...] = field(default=(), metadata=_SPARED)
    decision: Decision = field(default_factory=Decision)
    attachments_declared: AttachmentCount | None = None
    attachments: tuple[Attachment, ...] = ()
    absences_noted: tuple[str, ...] = ()
    not_participating: tuple[str, ...] = ()
    extra_participants: tuple[ExtraParticipant, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    next_bodies: tuple[str, ...] = ()
    parallel_bodies: tuple[str, ...] = field(default=(), metadata=_SPARED)
    """Bodies that get the case at the same time, with no order among them (a hearing in two councils)."""
    links: tuple[str, ...] = ()
    where: Where | None = None
    location: str | None = field(default=None, metadata=_SPARED)
    """Where this item was treated, when that is not where the meeting was (besigtigelse)."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. Dates ISO, times `HH:MM` local Danish time, text as printed but for white space."""

    file: str | None = None
    sha256: str | None = None
    reader: str | None = None
    dialect: str | None = None
    confidence: float = 1.0
    kind: Kind = "minutes"
    municipality: str | None = None
    organization: str | None = None
    date: date | None = None
    start_time: str | None = None
    end_time: str | None = None
    location: str | None = None
    title: str | None = None
    supplementary: bool = False
    source_id: str | None = None
    """The meeting's own id in the system it came from, where there is one."""
    attendance: tuple[Attendee, ...] = ()
    attendance_convention: Convention | None = field(default=None, metadata=_SPARED)
    agenda_adopted: str | None = field(default=None, metadata=_SPARED)
    """What the minutes say of how the agenda was adopted, where no item tells it."""
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    format: int = FORMAT
