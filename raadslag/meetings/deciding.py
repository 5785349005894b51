"""What is decided on an item: proposed, written, and chosen where two wrote at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.adopting import proposed_words
from raadslag.meetings.ballots import why_against_count
from raadslag.meetings.closing import send_again
from raadslag.meetings.formulas import FORMULAS, LAPSED, LOST, Proposal, propose
from raadslag.meetings.live import note_in_meeting, why_not_live_now
from raadslag.meetings.models import (
    AgendaItem,
    Decision,
    DecisionVersion,
    Formula,
    Meeting,
    Message,
)
from raadslag.meetings.rules.deciding import (
    why_not_decide,
    why_not_settle,
    why_without_quorum,
)
from raadslag.meetings.stop_record import is_stopped
from raadslag.meetings.unsettled import Presence, tallies_of
from raadslag.meetings.whole import (
    NOTHING,
    Noted,
    Whole,
    keep_beside,
    let_stand,
    not_taken,
    noted_with,
    points_of,
    strike_noted,
    whole_of,
    whole_of_version,
)
from raadslag.meetings.wording import Chip, chips, why_not_word_so
from raadslag.people.models import Organization, User


@dataclass(frozen=True, slots=True)
class Recorded:
    """The decision that stands, and the one kept beside it where two wrote at once."""

    decision: Decision
    beside: DecisionVersion | None = None


@transaction.atomic
def record_decision(
    item: AgendaItem,
    *,
    outcome: str,
    text: str,
    version: int,
    by: User,
    points: Sequence[tuple[int, str, str]] = (),
    return_on: date | None = None,
    referred_to: Organization | None = None,
    public_text: str = "",
    quorum_reason: str = "",
    noted: Noted = NOTHING,
    seen_ballots: Collection[int] | None = None,
) -> Recorded:
    """Write down what was decided on an item (beslut). `points`: (point, outcome, text) where they differ.

    The writer's own draft of it is confirmed by this, and gone. `quorum_reason`: why a body that was
    too few could decide; the minutes print it. `noted`: ballots and remarks of the same act, which are
    chosen with it where two wrote at once. `seen_ballots`: those that stood on the secretary's page.

    `version` is the one the secretary saw, 0 where there was none. A decision written from an older
    one is kept beside what stands, whole, until somebody chooses: nothing is lost and nothing mixed.
    """
    meeting = lock_meeting(item.meeting)
    whole = Whole(
        outcome=outcome,
        text=text.strip(),
        public_text=public_text.strip(),
        return_on=return_on,
        referred_to=referred_to.pk if referred_to else None,
        points=points_of(points),
        quorum_reason=" ".join(quorum_reason.split())[:300],
    )
    require(_why_not_decide_now(meeting, item, whole, by=by))
    before = Decision.objects.select_for_update().filter(item=item).first()
    stale = before is not None and before.version != version
    if not stale and seen_ballots is not None:
        require(_why_not_unseen(item, {*seen_ballots, *noted.ballots}))
    item.drafts.filter(by=by).delete()
    if before and whole_of(before) == whole and not noted:
        return Recorded(before)
    if before and stale:
        beside = keep_beside(item, whole, version=version, by=by, noted=noted)
        said = {"item": item.number, "conflict": True}
        note_in_meeting("record_decision", meeting, by=by, details=said, rows=[beside])
        return Recorded(before, beside)
    decision, rows = let_stand(item, whole, before=before, by=by, noted=noted)
    rows = [*rows, *_follow(item, decision, before=before, meeting=meeting)]
    details = {"item": item.number, "outcome": outcome, "version": decision.version}
    note_in_meeting("record_decision", meeting, by=by, details=details, rows=rows)
    return Recorded(decision)


@transaction.atomic
def settle_decision(beside: DecisionVersion, *, take: bool, version: int, by: User) -> None:
    """Choose between two decisions, each whole; the one not taken stays in the history (vælg beslutning).

    `version` is the one that stood on the page where the choice was made. Ballots and remarks that were
    noted together with the one not taken are struck; those noted by an act of their own stay.
    """
    meeting = lock_meeting(beside.item.meeting)
    require(why_not_live_now(meeting, beside.item, by))
    before = Decision.objects.select_for_update().get(item=beside.item)
    beside = DecisionVersion.objects.select_for_update().get(pk=beside.pk)
    require(
        why_not_settle(seen=version, stands=before.version, settled=beside.settled_at is not None)
    )
    rows = strike_noted(beside.item, noted_with(not_taken(beside) if take else [beside]))
    if take:
        whole = whole_of_version(beside)
        require(_why_not_decide_now(meeting, beside.item, whole, by=by))
        own = noted_with([beside])
        decision, made = let_stand(beside.item, whole, before=before, by=by, noted=own)
        rows = [*rows, *made, *_follow(beside.item, decision, before=before, meeting=meeting)]
    beside.settled_at = timezone.now()
    beside.save(update_fields=["settled_at"])
    details = {"item": beside.item.number, "taken": take, "version": before.version + take}
    note_in_meeting("settle_decision", meeting, by=by, details=details, rows=[beside, *rows])


def decides_here(item: AgendaItem) -> bool:
    """The item's body is the last stop of its case; an item without a case ends where it is."""
    if item.case is None:
        return True
    last = item.case.stops.order_by("-order").first()
    return last is None or last.organization_id == item.meeting.organization_id


def propose_decision(item: AgendaItem) -> Proposal:
    """The formula to confirm for an item, in the organization's own words."""
    points = [point.text for point in item.case.points.all()] if item.case else []
    points = points or getattr(getattr(item, "proposal", None), "points", [])
    words = dict(own_formulas(item))
    if item.holds_messages and item.messages.filter(state=Message.State.TAKEN).exists():
        return Proposal("noted", words.get("noted") or FORMULAS["noted"])
    if hasattr(item, "chair_decision"):
        return Proposal("noted", words.get("noted") or FORMULAS["noted"])
    if item.adopts_agenda:
        return Proposal("approved", proposed_words(list(item.meeting.items.all())))
    return propose(points, decides_here=decides_here(item), words=words)


def own_formulas(item: AgendaItem) -> list[tuple[str, str]]:
    """The organization's own formulas: (outcome, words)."""
    found = Formula.objects.filter(organization=item.meeting.organization_id).order_by("pk")
    return list(found.values_list("outcome", "text"))


def chips_of(item: AgendaItem) -> tuple[list[Chip], list[Chip]]:
    """The formulas to choose from for an item, and those that are seldom chosen."""
    proposed = propose_decision(item).outcome
    here, recommended = decides_here(item), bool(item.case and item.case.points.exists())
    own = own_formulas(item)
    return chips(own, decides_here=here, proposed=proposed, recommended=recommended)


def formula_pairs(item: AgendaItem) -> list[tuple[str, str]]:
    """Every (outcome, words) that may be chosen for the item."""
    often, seldom = chips_of(item)
    pairs = [(chip.outcome, chip.text) for chip in (*often, *seldom) if chip.text]
    return [*pairs, ("rejected", LAPSED), ("rejected", LOST)]


def _follow(
    item: AgendaItem, decision: Decision, *, before: Decision | None, meeting: Meeting
) -> Rows:
    """The case went its way when the meeting ended: a decision put right sends it the other way."""
    if before is None or not meeting.putting_right:
        return []
    item.decision, item.meeting = decision, meeting
    return send_again(item, was=before.outcome, stopped=is_stopped(item))


def _why_not_unseen(item: AgendaItem, known: Collection[int]) -> list[Obstacle]:
    """A ballot that somebody noted while the decision was written is looked at first."""
    standing = item.ballots.filter(struck_at=None).values_list("pk", flat=True)
    if set(standing) <= set(known):
        return []
    return [
        Obstacle(
            "ballot-meanwhile",
            "Der er noteret en afstemning, mens du skrev. Se den, og bekræft igen: det, du skrev, er gemt som kladde.",
        )
    ]


def _why_not_decide_now(
    meeting: Meeting, item: AgendaItem, whole: Whole, *, by: User
) -> list[Obstacle]:
    presence = Presence(meeting)
    points = {number: outcome for number, outcome, _ in whole.points}
    return [
        *why_not_decide(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            putting_right=meeting.putting_right,
            withdrawn=item.withdrawn_at is not None,
            outcome=whole.outcome,
            text=whole.text,
            has_return_day=whole.return_on is not None,
            last_stop=decides_here(item),
        ),
        *why_not_word_so(whole.outcome, whole.text, formula_pairs(item)),
        *why_against_count(whole.outcome, points=points, tallies=tallies_of(item)),
        *why_without_quorum(whole.outcome, presence.quorum(item), reason=whole.quorum_reason),
    ]
