"""A decision as one thing, to keep, compare and choose; nothing of it is ever put beside the rest of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils import timezone

from raadslag.journal.proving import Rows, names_of
from raadslag.meetings.models import (
    AgendaItem,
    Ballot,
    Decision,
    DecisionDraft,
    DecisionVersion,
    PointDecision,
    Remark,
)
from raadslag.people.models import User


@dataclass(frozen=True, slots=True)
class Whole:
    """What was decided: `referred_to` is an organization's id, a point is (number, outcome, words)."""

    outcome: str
    text: str = ""
    public_text: str = ""
    return_on: date | None = None
    referred_to: int | None = None
    points: tuple[tuple[int, str, str], ...] = ()
    quorum_reason: str = ""

    def differs(self, other: Whole) -> frozenset[str]:
        """Names of the parts in which two decisions are not the same."""
        names = [part.name for part in fields(self)]
        return frozenset(name for name in names if getattr(self, name) != getattr(other, name))


@dataclass(frozen=True, slots=True)
class Noted:
    """Ids of the ballots and remarks that were noted in the same act as a decision: chosen with it."""

    ballots: frozenset[int] = frozenset()
    remarks: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ballots or self.remarks)


NOTHING = Noted()


def noted_in(ballot: Ballot | None, remark: Remark | None) -> Noted:
    """What one act noted, or nothing."""
    return Noted(
        frozenset(() if ballot is None else (ballot.pk,)),
        frozenset(() if remark is None else (remark.pk,)),
    )


def noted_with(versions: Iterable[DecisionVersion]) -> Noted:
    """What was noted with any of these."""
    rows = list(versions)
    return Noted(
        frozenset(pk for row in rows for pk in row.ballots),
        frozenset(pk for row in rows for pk in row.remarks),
    )


def not_taken(beside: DecisionVersion) -> list[DecisionVersion]:
    """The versions that were saved after the one that another began from: they go where that is taken."""
    newer = beside.item.decision_versions.filter(conflict=False, version__gt=beside.version)
    return list(newer)


def strike_noted(item: AgendaItem, noted: Noted) -> Rows:
    """Strike what was noted with a decision that is not chosen; the rows stay in the history."""
    ballots = item.ballots.filter(struck_at=None, pk__in=noted.ballots)
    remarks = item.remarks.filter(struck_at=None, pk__in=noted.remarks)
    struck: list[Ballot | Remark] = [*ballots, *remarks]
    for row in struck:
        row.struck_at = timezone.now()
        row.save(update_fields=["struck_at"])
    return struck


def whole_of(decision: Decision) -> Whole:
    """The decision that stands."""
    return Whole(
        outcome=decision.outcome,
        text=decision.text,
        public_text=decision.public_text,
        return_on=decision.return_on,
        referred_to=decision.referred_to_id,
        points=points_of((p.point, p.outcome, p.text) for p in decision.points.all()),
        quorum_reason=decision.quorum_reason,
    )


def whole_of_version(version: DecisionVersion | DecisionDraft) -> Whole:
    """A decision as somebody saved it, or began it."""
    return Whole(
        outcome=version.outcome,
        text=version.text,
        public_text=version.public_text,
        return_on=version.return_on,
        referred_to=version.referred_to_id,
        points=points_of((n, code, words) for n, code, words in version.points),
        quorum_reason=version.quorum_reason,
    )


def columns_of(whole: Whole) -> dict[str, Any]:
    """What every row that keeps a decision holds of it beside its points: a decision, a version, a draft."""
    return {
        "outcome": whole.outcome,
        "text": whole.text,
        "public_text": whole.public_text,
        "return_on": whole.return_on,
        "referred_to_id": whole.referred_to,
        "quorum_reason": whole.quorum_reason,
    }


def points_of(points: Iterable[tuple[int, str, str]]) -> tuple[tuple[int, str, str], ...]:
    """Outcomes of single points in the order of the points."""
    return tuple(sorted((int(n), code, words) for n, code, words in points))


def let_stand(
    item: AgendaItem,
    whole: Whole,
    *,
    before: Decision | None,
    by: User,
    noted: Noted = NOTHING,
) -> tuple[Decision, Rows]:
    """Make this the item's decision, every part of it at once, and keep it as the next version.

    The decision, and every row that was made, changed or deleted.
    """
    decision, _ = Decision.objects.update_or_create(
        item=item,
        defaults={
            **columns_of(whole),
            "version": before.version + 1 if before else 1,
            "decided_at": timezone.now(),
        },
    )
    gone = names_of(decision.points.all())
    decision.points.all().delete()
    PointDecision.objects.bulk_create(
        PointDecision(decision=decision, point=n, outcome=code, text=words)
        for n, code, words in whole.points
    )
    kept = _keep(item, whole, version=decision.version, by=by, conflict=False, noted=noted)
    return decision, [decision, kept, *gone, decision.points.all()]


def keep_beside(
    item: AgendaItem, whole: Whole, *, version: int, by: User, noted: Noted = NOTHING
) -> DecisionVersion:
    """Keep a decision beside the one that stands; `version` is the one it began from.

    The same again (a browser that tries once more) is one row.
    """
    waiting = item.decision_versions.filter(conflict=True, settled_at=None)
    same = next((row for row in waiting if whole_of_version(row) == whole), None)
    if same and not noted:
        return same
    return _keep(item, whole, version=version, by=by, conflict=True, noted=noted)


def _keep(
    item: AgendaItem, whole: Whole, *, version: int, by: User, conflict: bool, noted: Noted
) -> DecisionVersion:
    """A row with the whole, and the ballots and remarks that were noted in the same act."""
    return DecisionVersion.objects.create(
        item=item,
        version=version,
        **columns_of(whole),
        points=[list(point) for point in whole.points],
        ballots=sorted(noted.ballots),
        remarks=sorted(noted.remarks),
        saved_by=by.journal_name,
        saved_at=timezone.now(),
        conflict=conflict,
    )
