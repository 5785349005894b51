"""Two decisions on one item, side by side, part by part, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from raadslag.cases.changes import Change, word_changes
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.models import AgendaItem, Decision, DecisionVersion
from raadslag.meetings.unsettled import tally_of
from raadslag.meetings.whole import Noted, Whole, not_taken, noted_with, whole_of, whole_of_version
from raadslag.people.models import Organization
from raadslag.record import paragraph

Words = Sequence[tuple[Change, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of two decisions: what it is called and what each says; `differs` where they do not agree."""

    label: str
    stands: Words
    other: Words
    differs: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A decision kept beside the one that stands, and who saved that one; ready for the template."""

    row: DecisionVersion
    stands_by: str
    parts: list[Part]
    own: list[str]
    stands_own: list[str]
    """The ballots and remarks noted with it, and those noted with the one that stands: each goes with its own."""


def show_beside(item: AgendaItem, decision: Decision) -> list[Beside]:
    """Every decision that waits for a choice, compared with the one that stands."""
    waiting = item.decision_versions.filter(conflict=True, settled_at=None).order_by("saved_at")
    newest = item.decision_versions.filter(conflict=False).order_by("-version").first()
    stands = whole_of(decision)
    return [
        Beside(
            row=row,
            stands_by=newest.saved_by if newest else "",
            parts=list(_parts(stands, whole_of_version(row))),
            own=_noted(item, noted_with([row])),
            stands_own=_noted(item, noted_with(not_taken(row))),
        )
        for row in waiting
    ]


def _noted(item: AgendaItem, noted: Noted) -> list[str]:
    """Each ballot with its count, each remark with its words."""
    ballots = item.ballots.filter(pk__in=noted.ballots, struck_at=None).prefetch_related("votes")
    counts = [(ballot, tally_of(ballot).count) for ballot in ballots]
    told = [
        f"Afstemning, {ballot.on}: {count.in_favour} for, {count.against} imod, {count.abstained} undlod"
        for ballot, count in counts
    ]
    remarks = item.remarks.filter(pk__in=noted.remarks, struck_at=None).select_related("person")
    for one in remarks:
        who = f", {one.person.name}" if one.person else ""
        told.append(f"{one.get_kind_display()}{who}: {one.text}")
    return told


def _parts(stands: Whole, other: Whole) -> Iterator[Part]:
    differs = stands.differs(other)
    for name, label, mine, theirs in _told(stands, other):
        if not (mine or theirs):
            continue
        if name not in differs:
            yield Part(label, [("same", mine)], [("same", theirs)], differs=False)
            continue
        changes = word_changes((paragraph(mine),), (paragraph(theirs),))
        yield Part(
            label,
            [(kind, words) for kind, words in changes if kind != "added"] if mine else [],
            [(kind, words) for kind, words in changes if kind != "removed"] if theirs else [],
            differs=True,
        )


def _told(stands: Whole, other: Whole) -> Iterator[tuple[str, str, str, str]]:
    """Each part's name, its label, and its words in one decision and the other."""
    yield "outcome", "Udfald", _outcome(stands.outcome), _outcome(other.outcome)
    yield "text", "Beslutning", stands.text, other.text
    yield "public_text", "Offentlig beslutning", stands.public_text, other.public_text
    yield "return_on", "Tilbage den", _day(stands.return_on), _day(other.return_on)
    yield "referred_to", "Sendes til", _body(stands.referred_to), _body(other.referred_to)
    yield "quorum_reason", "Beslutningsdygtig, fordi", stands.quorum_reason, other.quorum_reason
    yield "points", "Hvert punkt", _points(stands), _points(other)


def _outcome(code: str) -> str:
    return LABELS.get(code, code)  # type: ignore[call-overload,no-any-return]


def _day(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else ""


def _body(pk: int | None) -> str:
    return str(Organization.objects.get(pk=pk)) if pk else ""


def _points(whole: Whole) -> str:
    return "\n".join(f"{n}. {_outcome(code)} {words}".rstrip() for n, code, words in whole.points)
