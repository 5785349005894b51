"""The meeting as it happens: who is there, what is voted, decided and remarked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.ballots import Choice, why_not_vote
from raadslag.meetings.formulas import Proposal, propose
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotVote,
    Decision,
    DecisionVersion,
    Formula,
    Meeting,
    Remark,
)
from raadslag.meetings.reading import RECUSAL
from raadslag.meetings.rules import (
    why_not_decide,
    why_not_dissent,
    why_not_note_recusal,
    why_not_open,
    why_not_remark,
    why_not_settle,
    why_not_stop,
    why_not_work_live,
)
from raadslag.meetings.seats import members_in_room, seats_of
from raadslag.meetings.whole import (
    Whole,
    keep_beside,
    let_stand,
    points_of,
    whole_of,
    whole_of_version,
)
from raadslag.people.models import Organization, Person, User


@dataclass(frozen=True, slots=True)
class Recorded:
    """The decision that stands, and the one kept beside it where two wrote at once."""

    decision: Decision
    beside: DecisionVersion | None = None


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Begin a called meeting; nobody is there until they are noted (begynd møde)."""
    meeting, now = lock_meeting(meeting), at or timezone.now()
    require(why_not_open(state=meeting.state, is_secretary=keeps(meeting, by)))
    meeting.state, meeting.opened_at = Meeting.State.OPEN, now
    meeting.current_item = meeting.items.first()
    meeting.save(update_fields=["state", "opened_at", "current_item", "modified_at"])
    note("open_meeting", by=by, subject=f"meeting:{meeting.uid}", rows=[meeting])
    return meeting


@transaction.atomic
def show_item(item: AgendaItem, *, by: User) -> None:
    """Turn to an item: the follow-along screens turn with it (vis punkt)."""
    meeting = lock_meeting(item.meeting)
    require(why_not_work_live(state=meeting.state, is_secretary=keeps(meeting, by)))
    meeting.current_item = item
    meeting.save(update_fields=["current_item", "modified_at"])


@transaction.atomic
def note_attendance(
    meeting: Meeting,
    *,
    person: Person,
    event: str,
    by: User,
    item: AgendaItem | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Note that somebody came, left, or steps out for an item as inhabil (notér fremmøde).

    Who is recused does not read a closed item from that moment, here or where its case comes next.
    """
    meeting = lock_meeting(meeting)
    require(_why_not_note(meeting, event, by=by))
    seat = next((seat for seat in seats_of(meeting) if seat.person == person), None)
    if seat is None:
        require([Obstacle("no-seat", "Personen har ingen plads i udvalget den dag.")])
    if event in RECUSAL and item is None:
        require([Obstacle("no-item", "Inhabilitet gælder et bestemt punkt.", "KSL § 14")])
    row = Attendance.objects.create(
        meeting=meeting,
        person=person,
        event=event,
        item=item,
        substitute_for=seat.substitute_for if seat else None,
        at=at or timezone.now(),
    )
    details = {"person": person.pk, "event": event, "item": item.number if item else None}
    rows = [row, *_follow_case(row)]
    _note("note_attendance", meeting, by=by, details=details, rows=rows)
    return row


@transaction.atomic
def strike_attendance(row: Attendance, *, by: User) -> None:
    """Take a wrong attendance event out of account; it stays in the table (slet fremmøde)."""
    meeting = lock_meeting(row.meeting)
    require(_why_not_note(meeting, row.event, by=by))
    row.struck_at = timezone.now()
    row.save(update_fields=["struck_at"])
    rows = [row, *_follow_case(row)]
    _note("strike_attendance", meeting, by=by, details={"row": row.pk}, rows=rows)


@transaction.atomic
def record_vote(
    item: AgendaItem,
    *,
    on: str,
    choices: Mapping[int, Choice],
    by: User,
    amendment: bool = False,
    proposed_by: str = "",
    by_party: bool = False,
) -> Ballot:
    """Record one ballot, one vote a member in the room (registrér afstemning).

    `choices` maps person id to choice; a ballot by party is spread to members first
    (`ballots.spread_parties`).
    """
    meeting = lock_meeting(item.meeting)
    require(_live(meeting, item, by))
    standing = item.ballots.filter(struck_at=None)
    require(
        why_not_vote(
            in_room=members_in_room(meeting, item),
            choices=choices,
            amendment=amendment,
            main_already_voted=standing.filter(amendment=False).exists(),
            meeting_open=meeting.state == Meeting.State.OPEN,
        )
    )
    last = item.ballots.aggregate(last=Max("order"))["last"] or 0
    ballot = Ballot.objects.create(
        item=item,
        order=last + 1,
        on=" ".join(on.split())[:300] or "Indstillingen",
        amendment=amendment,
        proposed_by=proposed_by,
        by_party=by_party,
        at=timezone.now(),
    )
    parties = {seat.person.pk: seat.party for seat in seats_of(meeting)}
    BallotVote.objects.bulk_create(
        BallotVote(ballot=ballot, person_id=person, party=parties.get(person, ""), choice=choice)
        for person, choice in choices.items()
    )
    details = {"item": item.number, "votes": len(choices)}
    _note("record_vote", meeting, by=by, details=details, rows=[ballot, ballot.votes.all()])
    return ballot


@transaction.atomic
def strike_vote(ballot: Ballot, *, by: User) -> None:
    """Take a wrongly recorded ballot out of account (slet afstemning)."""
    meeting = lock_meeting(ballot.item.meeting)
    require(_live(meeting, ballot.item, by))
    ballot.struck_at = timezone.now()
    ballot.save(update_fields=["struck_at"])
    _note("strike_vote", meeting, by=by, details={"ballot": ballot.pk}, rows=[ballot])


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
) -> Recorded:
    """Write down what was decided on an item (beslut). `points`: (point, outcome, text) where they differ.

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
    )
    require(_why_not_decide_now(meeting, item, whole, by=by))
    before = Decision.objects.select_for_update().filter(item=item).first()
    if before and whole_of(before) == whole:
        return Recorded(before)
    if before and before.version != version:
        beside = keep_beside(item, whole, version=version, by=by)
        said = {"item": item.number, "conflict": True}
        _note("record_decision", meeting, by=by, details=said, rows=[beside])
        return Recorded(before, beside)
    decision, rows = let_stand(item, whole, before=before, by=by)
    details = {"item": item.number, "outcome": outcome, "version": decision.version}
    _note("record_decision", meeting, by=by, details=details, rows=rows)
    return Recorded(decision)


@transaction.atomic
def settle_decision(beside: DecisionVersion, *, take: bool, version: int, by: User) -> None:
    """Choose between two decisions, each whole; the one not taken stays in the history (vælg beslutning).

    `version` is the one that stood on the page where the choice was made. Votes and remarks belong
    to the item and stay, whichever is chosen.
    """
    meeting = lock_meeting(beside.item.meeting)
    require(_live(meeting, beside.item, by))
    before = Decision.objects.select_for_update().get(item=beside.item)
    beside = DecisionVersion.objects.select_for_update().get(pk=beside.pk)
    require(
        why_not_settle(seen=version, stands=before.version, settled=beside.settled_at is not None)
    )
    rows: Rows = []
    if take:
        whole = whole_of_version(beside)
        require(_why_not_decide_now(meeting, beside.item, whole, by=by))
        _, rows = let_stand(beside.item, whole, before=before, by=by)
    beside.settled_at = timezone.now()
    beside.save(update_fields=["settled_at"])
    details = {"item": beside.item.number, "taken": take, "version": before.version + take}
    _note("settle_decision", meeting, by=by, details=details, rows=[beside, *rows])


@transaction.atomic
def note_remark(
    item: AgendaItem, *, kind: str, text: str, by: User, person: Person | None = None
) -> Remark:
    """Note a remark, a reservation, or the dissent of somebody who voted against (protokoltilførsel)."""
    meeting = lock_meeting(item.meeting)
    is_secretary = keeps(meeting, by)
    here = person is None or person.pk in members_in_room(meeting, item)
    require(why_not_remark(state=meeting.state, is_secretary=is_secretary, in_room=here, text=text))
    if kind == Remark.Kind.DISSENT:
        against = person is not None and voted_against(item, person)
        require(
            why_not_dissent(state=meeting.state, is_secretary=is_secretary, voted_against=against)
        )
    remark = Remark.objects.create(
        item=item, kind=kind, person=person, text=text.strip(), at=timezone.now()
    )
    details = {"item": item.number, "kind": kind}
    _note("note_remark", meeting, by=by, details=details, rows=[remark])
    return remark


@transaction.atomic
def strike_remark(remark: Remark, *, by: User) -> None:
    """Take a remark out that was noted by mistake (slet bemærkning)."""
    meeting = lock_meeting(remark.item.meeting)
    require(_live(meeting, remark.item, by))
    remark.struck_at = timezone.now()
    remark.save(update_fields=["struck_at"])
    _note("strike_remark", meeting, by=by, details={"remark": remark.pk}, rows=[remark])


@transaction.atomic
def stop_decision(item: AgendaItem, *, person: Person, by: User) -> Decision:
    """A member wants the case before the council: the decision is suspended (standsningsret, § 23)."""
    meeting = lock_meeting(item.meeting)
    decision = Decision.objects.select_for_update().filter(item=item).first()
    rooms = Attendance.objects.filter(meeting=meeting, person=person, event="arrived")
    require(
        why_not_stop(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            present=rooms.filter(struck_at=None).exists(),
            outcome=decision.outcome if decision else None,
            is_committee=meeting.organization.kind != Organization.Kind.COUNCIL,
            already_stopped=bool(decision and decision.stopped_by_id),
        )
    )
    assert decision is not None
    decision.stopped_by, decision.stopped_at = person, timezone.now()
    decision.save(update_fields=["stopped_by", "stopped_at"])
    _note("stop_decision", meeting, by=by, details={"item": item.number}, rows=[decision])
    return decision


def decides_here(item: AgendaItem) -> bool:
    """The item's body is the last stop of its case; an item without a case ends where it is."""
    if item.case is None:
        return True
    last = item.case.stops.order_by("-order").first()
    return last is None or last.organization_id == item.meeting.organization_id


def propose_decision(item: AgendaItem) -> Proposal:
    """The formula to confirm for an item, in the organization's own words."""
    points = [point.text for point in item.case.points.all()] if item.case else []
    words = dict(
        Formula.objects.filter(organization=item.meeting.organization_id).values_list(
            "outcome", "text"
        )
    )
    return propose(points, decides_here=decides_here(item), words=words)


def voted_against(item: AgendaItem, person: Person) -> bool:
    """The member voted against in the last ballot on the item."""
    ballot = item.ballots.filter(struck_at=None).order_by("-order").first()
    return bool(ballot and ballot.votes.filter(person=person, choice="against").exists())


def _why_not_note(meeting: Meeting, event: str, *, by: User) -> list[Obstacle]:
    rule = why_not_note_recusal if event in RECUSAL else why_not_work_live
    return rule(state=meeting.state, is_secretary=keeps(meeting, by))


def _follow_case(row: Attendance) -> Rows:
    """Recusal belongs to the case: who is recused somewhere does not read it while it is closed."""
    if row.event != Attendance.Event.RECUSED or row.item is None or row.item.case is None:
        return []
    case = row.item.case
    same = Attendance.objects.filter(item__case=case, person=row.person_id, event=row.event)
    if same.filter(struck_at=None).exists():
        case.shut_out.add(row.person)
    else:
        case.shut_out.remove(row.person)
    return [case]


def _why_not_decide_now(
    meeting: Meeting, item: AgendaItem, whole: Whole, *, by: User
) -> list[Obstacle]:
    return why_not_decide(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        withdrawn=item.withdrawn_at is not None,
        outcome=whole.outcome,
        text=whole.text,
        has_return_day=whole.return_on is not None,
        last_stop=decides_here(item),
    )


def _live(meeting: Meeting, item: AgendaItem, by: User) -> list[Obstacle]:
    return why_not_work_live(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        withdrawn=item.withdrawn_at is not None,
    )


def _note(
    act: str, meeting: Meeting, *, by: User, details: Mapping[str, object], rows: Rows
) -> None:
    note(act, by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)
