"""Minutes that were sent and must be put right: taken back from approval, or a wrong outcome corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.ballots import why_against_count
from raadslag.meetings.closing import send_again
from raadslag.meetings.doors import with_doors
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.models import AgendaItem, Decision, Meeting
from raadslag.meetings.stop_record import is_stopped
from raadslag.meetings.told_words import telling
from raadslag.meetings.unsettled import tallies_of
from raadslag.meetings.whole import let_stand, whole_of
from raadslag.minutes.files_after import left_files, take_off
from raadslag.minutes.models import Minutes
from raadslag.minutes.rules import why_not_correct, why_not_take_back
from raadslag.minutes.signing import add_correction, answers, is_approved, is_open, newest_minutes
from raadslag.people.actions import write_letter
from raadslag.people.models import User


@transaction.atomic
def take_back_minutes(
    meeting: Meeting, *, reason: str, by: User, at: datetime | None = None
) -> Minutes:
    """Take the minutes back from approval, for a reason that their members are told (træk tilbage).

    The first version goes back to its secretary, who puts it right and sends it again; a correction
    is gone, and what stood before it stands with its answers; an attachment that came with it is off its
    case. Nothing is deleted.
    """
    meeting, now = lock_meeting(meeting), at or timezone.now()
    newest = newest_minutes(meeting)
    require(
        why_not_take_back(
            is_secretary=keeps(meeting, by),
            sent=newest is not None,
            approved=is_approved(meeting),
            reason=reason,
        )
    )
    assert newest is not None
    asked = [answer.seat.person for answer in answers(meeting)]
    newest.taken_back_at, newest.taken_back_reason = now, " ".join(reason.split())[:300]
    newest.save(update_fields=["taken_back_at", "taken_back_reason"])
    stands = newest_minutes(meeting)
    rows: list[object] = [newest]
    if stands is None:
        meeting.minutes_sent_at = None
        meeting.save(update_fields=["minutes_sent_at", "modified_at"])
    else:
        rows += _as_before(meeting, stands, by=by)
        rows += take_off(left_files(meeting))
    for person in asked:
        write_letter(
            person,
            key=f"taken-back:{newest.pk}:{person.pk}",
            subject=f"Referatet af {meeting} er trukket tilbage fra godkendelse",
            about=meeting.organization,
            text=(
                f"Referatet (version {newest.version}) er trukket tilbage: {newest.taken_back_reason}\n\n"
                "Har du svaret, gælder svaret ikke den tekst, der kommer. Vi skriver, når den er klar.\n"
            ),
        )
    details = {"version": newest.version, "reason": newest.taken_back_reason}
    subject = f"meeting:{meeting.uid}"
    note("take_back_minutes", by=by, subject=subject, details=details, rows=rows)
    return newest


def correct_outcome(
    meeting: Meeting,
    *,
    item: str,
    outcome: str,
    text: str,
    by: User,
    because: str = "",
    at: datetime | None = None,
) -> Minutes:
    """Put a wrong outcome right, with why: a new version that everybody approves anew (ret udfald).

    The decision's words stay as they were. The case goes where the right outcome sends it, unless
    another meeting has it already (`NotAllowed`). What is public follows when it is published again.
    What is written is judged as a correction is.
    """
    said = {"Rettelse": text} if is_open(meeting, item) else {}
    with telling(meeting, said, because=because, by=by):
        return _correct_outcome(meeting, item=item, outcome=outcome, text=text, by=by, at=at)


def _correct_outcome(
    meeting: Meeting, *, item: str, outcome: str, text: str, by: User, at: datetime | None
) -> Minutes:
    meeting, now = lock_meeting(meeting), at or timezone.now()
    newest = newest_minutes(meeting)
    has = newest is not None
    require(why_not_correct(has_minutes=has, is_secretary=keeps(meeting, by), text=text))
    assert newest is not None
    row = AgendaItem.objects.filter(meeting=meeting, uid=item).select_related("case").first()
    decision = Decision.objects.select_for_update().filter(item=row).first() if row else None
    if row is None or decision is None:
        require([Obstacle("no-item", "Punktet findes ikke i referatet.")])
    assert row is not None
    assert decision is not None
    row.meeting = meeting
    rows = _put_right(row, decision, outcome=outcome, by=by)
    note("correct_outcome", by=by, subject=f"meeting:{meeting.uid}",
         details={"item": row.number, "outcome": outcome, "was": decision.outcome}, rows=rows)  # fmt: skip
    record = with_doors(newest.as_record(), meeting)
    parts = [
        replace(part, decision=replace(part.decision, outcome=outcome)) if part.id == item else part  # type: ignore[arg-type]
        for part in record.items
    ]
    said = f"Udfaldet er »{_label(outcome)}«, ikke »{_label(decision.outcome)}«. {text.strip()}"
    return add_correction(
        meeting, replace(record, items=tuple(parts)), item=item, text=said, by=by, at=now
    )


def _as_before(meeting: Meeting, stands: Minutes, *, by: User) -> Rows:
    """Outcomes that the minutes taken back had put right are again what the standing ones say."""
    said = {part.id: part.decision.outcome for part in stands.as_record().items}
    decisions = Decision.objects.select_for_update(of=("self",)).filter(item__meeting=meeting)
    rows: list[object] = []
    for decision in decisions.select_related("item__case"):
        outcome = said.get(str(decision.item.uid), decision.outcome)
        if outcome != decision.outcome:
            decision.item.meeting = meeting
            rows += _put_right(decision.item, decision, outcome=outcome, by=by)
    return rows


def _put_right(row: AgendaItem, decision: Decision, *, outcome: str, by: User) -> Rows:
    """The decision with its right outcome, kept whole as the next version, and the case sent after it."""
    was, stopped = decision.outcome, is_stopped(row)
    if outcome not in LABELS or outcome == was:
        require([Obstacle("same-outcome", "Vælg det udfald, der er det rigtige.")])
    points = {point.point: point.outcome for point in decision.points.all()}
    require(why_against_count(outcome, points=points, tallies=tallies_of(row)))
    now, rows = let_stand(row, replace(whole_of(decision), outcome=outcome), before=decision, by=by)
    row.decision = now
    return [*rows, *send_again(row, was=was, stopped=stopped)]


def _label(code: str) -> str:
    return LABELS.get(code, code)  # type: ignore[call-overload,no-any-return]
