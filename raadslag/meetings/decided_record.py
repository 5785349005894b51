"""What was decided of one item, as the record has it: words, votes, remarks, and who stopped it."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.meetings.models import AgendaItem, Ballot, Decision, Remark
from raadslag.meetings.stop_record import told_mayor_stop
from raadslag.record import Decision as RecordDecision
from raadslag.record import PointOutcome, Vote


def decision_of(row: AgendaItem, *, quorum: str = "", told: tuple[str, ...] = ()) -> RecordDecision:
    """What was decided of an item, with its votes and what was said, as the record has it.

    `told` comes first among the remarks: who decided of a recusal.
    """
    decision: Decision | None = getattr(row, "decision", None)
    remarks = [remark for remark in row.remarks.all() if remark.struck_at is None]
    said = (*told, *_said(remarks, "remark"))
    if decision is None:
        return RecordDecision(
            remarks=said,
            votes=tuple(_votes(row)),
            dissents=_said(remarks, "dissent"),
            reservations=_said(remarks, "reservation"),
        )
    if quorum and decision.quorum_reason:
        said = (f"{quorum} {decision.quorum_reason}", *said)
    return RecordDecision(
        text=_decision_text(decision) or None,
        outcome=decision.outcome,  # type: ignore[arg-type]
        remarks=said,
        votes=tuple(_votes(row)),
        dissents=_said(remarks, "dissent"),
        reservations=_said(remarks, "reservation"),
        stopped_by=decision.stopped_by.name if decision.stopped_by else None,
        points=tuple(
            PointOutcome(point.point, point.outcome, point.text or None)  # type: ignore[arg-type]
            for point in decision.points.all()
        ),
    )


def _decision_text(decision: Decision) -> str:
    parts = [decision.text.strip()]
    if decision.outcome == "postponed" and decision.return_on:
        parts.append(f"Sagen behandles igen senest den {decision.return_on:%d-%m-%Y}.")
    if decision.stopped_by:
        parts.append(
            f"{decision.stopped_by.name} ønskede sagen indbragt for kommunalbestyrelsen "
            "(kommunestyrelseslovens § 23). Beslutningen er standset."
        )
    stops = (one for one in decision.item.mayor_stops.all() if one.withdrawn_at is None)
    parts += map(told_mayor_stop, stops)
    return "\n\n".join(part for part in parts if part)


def public_decision_of(row: AgendaItem) -> str | None:
    decision: Decision | None = getattr(row, "decision", None)
    return (decision.public_text or None) if decision and row.closed else None


def _said(remarks: Iterable[Remark], kind: str) -> tuple[str, ...]:
    return tuple(
        f"{remark.person.name}: {remark.text}" if remark.person else remark.text
        for remark in remarks
        if remark.kind == kind
    )


def _votes(row: AgendaItem) -> Iterable[Vote]:
    for ballot in row.ballots.all():
        if ballot.struck_at is not None:
            continue
        sides: dict[str, list[str]] = {"for": [], "against": [], "abstained": [], "silent": []}
        for vote in ballot.votes.all():
            name = vote.party if ballot.by_party and vote.party else vote.person.name
            if name not in sides[vote.choice]:
                sides[vote.choice].append(name)
        yield Vote(
            on=_voted_on(ballot),
            in_favour=tuple(sides["for"]),
            against=tuple(sides["against"]),
            abstained=tuple(sides["abstained"]),
            did_not_vote=tuple(sides["silent"]),
        )


def _voted_on(ballot: Ballot) -> str:
    if not ballot.amendment:
        return ballot.on
    whose = f" fra {ballot.proposed_by}" if ballot.proposed_by else ""
    return (
        ballot.on
        if ballot.on == "Ændringsforslag" and not whose
        else f"Ændringsforslag{whose}: {ballot.on}"
    )
