"""A called item is corrected for everybody to see (ret efter indkaldelsen).

The case, or an item without one, is written in again where it always is; what members and the public
read is the agenda as it was sent, until the correction is sent as a new version. One that is dropped
puts back what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.changing import Part as Said
from raadslag.cases.changing import may_write_case, take_approval_back
from raadslag.cases.differences import Part, parts_of
from raadslag.cases.models import Case
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.answering import mark_seen
from raadslag.meetings.compose import compose
from raadslag.meetings.correctable import (
    begin_writing,
    end_writing,
    locked_case,
    put_back_in,
    seen_in,
    stand_behind,
    state_of,
    under_way,
)
from raadslag.meetings.correction_letters import write_correction
from raadslag.meetings.deadlines import notice_deadline, rules_of
from raadslag.meetings.findings import look_at
from raadslag.meetings.marks import carry_marks
from raadslag.meetings.models import AgendaItem, ItemCorrection, Meeting
from raadslag.meetings.notice import ask_to_publish, freeze_agenda
from raadslag.meetings.planned import CORRECTED, LATE, planned
from raadslag.meetings.rules.correcting import (
    SLIP,
    why_no_slip,
    why_not_correct,
    why_not_send_correction,
    why_too_late,
)
from raadslag.meetings.told_words import judge_told
from raadslag.people.models import User
from raadslag.people.rights import rights_of
from raadslag.record import Item
from raadslag.review.assessing import Assessment
from raadslag.seen import require_seen

WAY = "item__meeting__organization__body"


def may_correct(item: AgendaItem, by: User) -> bool:
    """Those who keep the agenda, and those who write the item's case."""
    writes = item.case is not None and may_write_case(item.case, rights_of(by))
    return writes or keeps(item.meeting, by)


@transaction.atomic
def begin_correction(
    item: AgendaItem, *, kind: str, by: User, at: datetime | None = None
) -> ItemCorrection:
    """Let a called item be written in again, where it was written (begynd rettelse)."""
    meeting, now = lock_meeting(item.meeting), at or timezone.now()
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("case").get(pk=item.pk)
    require(
        why_not_correct(
            state=meeting.state,
            may=may_correct(item, by),
            withdrawn=item.withdrawn_at is not None,
            under_way=under_way(item) is not None,
            kind=kind,
        )
    )
    case = locked_case(item)
    kept = begin_writing(item, case, kind=kind)
    correction = ItemCorrection.objects.create(
        item=item, kind=kind, kept=kept, begun_at=now, begun_by=by
    )
    _note("begin_correction", correction, by=by, rows=_written(correction, case))
    return correction


@transaction.atomic
def word_correction(
    correction: ItemCorrection, *, reason: str, late_reason: str, kind: str, by: User
) -> ItemCorrection:
    """Say what is corrected and why; a slip that was more than that is approved again (ret rettelsen)."""
    meeting = lock_meeting(correction.item.meeting)
    correction = _still(correction)
    item, case = correction.item, locked_case(correction.item)
    standing = {"under_way": False, "withdrawn": False}
    no = why_not_correct(state=meeting.state, may=may_correct(item, by), kind=kind, **standing)
    if kind == SLIP != correction.kind:
        no.append(Obstacle("was-more", "Rettelsen er begyndt som mere end en skrivefejl."))
    require(no)
    was, correction.kind = correction.kind, kind
    correction.reason, correction.late_reason = reason.strip()[:300], late_reason.strip()[:300]
    correction.save(update_fields=["kind", "reason", "late_reason"])
    if was != kind and case:
        case.correcting = kind
        case.save(update_fields=["correcting"])
    _note("word_correction", correction, by=by, rows=_written(correction, case))
    changed = differences(correction).changed
    if was == SLIP != kind and changed and case:
        fallen = {part.key: Said(part.heading.lower(), None) for part in changed}
        take_approval_back(case, fallen, by=by)
    return correction


def send_correction(
    correction: ItemCorrection, *, by: User, at: datetime | None = None, seen: str | None = None
) -> ItemCorrection:
    """Send the corrected item with a new version of the agenda; the rest stands as it was sent.

    It is looked through before anything is locked, as the agenda it would become. Raises `NotAllowed`.
    """
    correction = ItemCorrection.objects.select_related(WAY).get(pk=correction.pk)
    now, meeting = at or timezone.now(), correction.item.meeting
    said = {"Hvad er rettet og hvorfor": correction.reason, "Hvorfor rettelsen ikke kan vente": correction.late_reason}  # fmt: skip
    judge_told(meeting.organization.body, said, ask=False)
    correction.sent_at, correction.changed = now, differences(correction).told
    coming = compose(meeting, kind="agenda", anew=[correction.item.uid], coming=correction)
    return _send(correction, looked=look_at(meeting, coming), by=by, at=now, seen=seen)


@transaction.atomic
def _send(
    correction: ItemCorrection, *, looked: Assessment, by: User, at: datetime, seen: str | None
) -> ItemCorrection:
    meeting = lock_meeting(correction.item.meeting)
    correction = _still(correction)
    item, case = correction.item, locked_case(correction.item)
    require(why_not_send_now(correction, by=by, at=at))
    require_seen(seen, seen_in(item, case), act="Send rettelsen")
    found, told = differences(correction), stand_behind(item, case, correction.kept)
    item.title = case.title if case else item.title
    item.save(update_fields=["title"])
    end_writing(case)
    correction.sent_at, correction.sent_by, correction.changed = at, by, found.told
    correction.kept = {}
    correction.save(update_fields=["sent_at", "sent_by", "changed", "kept"])
    agenda = freeze_agenda(
        meeting,
        anew=[item.uid],
        assessment=looked,
        by=by,
        at=at,
        reason=f"Rettelse: punkt {item.number}",
    )
    correction.agenda = agenda
    correction.save(update_fields=["agenda"])
    sent = {one.id: one for one in agenda.as_record().items}[str(item.uid)]
    carry_marks(item, before=found.sent, after=sent, still_read=correction.kind == SLIP)
    write_correction(correction, behind=told)
    ask_to_publish(meeting, rules_of(meeting.organization), at=at)
    mark_seen(meeting)
    rows = [*_written(correction, case), item, agenda, meeting]
    _note("send_correction", correction, by=by, rows=rows)
    return correction


def why_not_send_now(correction: ItemCorrection, *, by: User, at: datetime) -> list[Obstacle]:
    """Why a correction may not be sent at this moment; what Gennemsyn says of it comes when it is sent."""
    item, meeting = correction.item, correction.item.meeting
    found = differences(correction)
    no = why_not_send_correction(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        kind=correction.kind,
        case_state=state_of(item.case),
        changed=found.changed,
        reason=correction.reason,
    )
    if correction.kind == SLIP:
        no += why_no_slip(found.changed, now=found.now, before=found.sent)
    return no + why_too_late(
        late=is_late(meeting, at),
        kind=correction.kind,
        late_reason=correction.late_reason,
        body=meeting.organization.kind,
    )


def is_late(meeting: Meeting, at: datetime) -> bool:
    """The last day on which the agenda is sent in time is over."""
    return timezone.localdate(at) > notice_deadline(meeting)


@transaction.atomic
def drop_correction(correction: ItemCorrection, *, by: User) -> None:
    """Give a correction up: the case says again what was sent (opgiv rettelse)."""
    lock_meeting(correction.item.meeting)
    correction = _still(correction)
    require(
        why_not_correct(
            state=Meeting.State.CALLED,
            may=may_correct(correction.item, by),
            withdrawn=False,
            under_way=False,
        )
    )
    _drop(correction, by=by)


def drop_corrections(items: Iterable[AgendaItem], *, by: User) -> None:
    """Drop what is under way in the items: a step of what ends it, such as the meeting's beginning."""
    rows = ItemCorrection.objects.filter(item__in=list(items), sent_at=None, dropped_at=None)
    for correction in rows:
        _drop(_still(correction), by=by)


def _drop(correction: ItemCorrection, *, by: User) -> None:
    case = locked_case(correction.item)
    rows = put_back_in(correction.item, case, correction.kept, by=by)
    end_writing(case)
    correction.dropped_at, correction.kept = timezone.now(), {}
    correction.save(update_fields=["dropped_at", "kept"])
    _note("drop_correction", correction, by=by, rows=[*_written(correction, case), *rows])


@dataclass(frozen=True, slots=True)
class Differences:
    """The item as it was sent and as the case says it now, and all parts with what differs."""

    sent: Item
    now: Item
    parts: list[Part]

    @property
    def changed(self) -> list[Part]:
        """The parts that differ."""
        return [part for part in self.parts if part.changed]

    @property
    def told(self) -> list[str]:
        """What they are called in a sentence; no attachment is named, for one may be internal."""
        return [_called(part) for part in self.changed]


def differences(correction: ItemCorrection) -> Differences:
    """What a correction under way changes in the item that was sent."""
    row = AgendaItem.objects.select_related("case", "meeting").get(pk=correction.item_id)
    newest = row.meeting.agendas.first()
    assert newest is not None
    sent = {one.id: one for one in newest.as_record().items}[str(row.uid)]
    now = planned(row)
    return Differences(sent, now, parts_of(own_text(now), own_text(sent)))


def own_text(item: Item) -> Item:
    """The item without what the agenda itself says of lateness and corrections."""
    own = tuple(part for part in item.sections if part.heading not in {LATE, CORRECTED})
    return replace(item, sections=own)


def _called(part: Part) -> str:
    if part.key == "borte" or (part.key.startswith("afsnit-") and part.heading != "Tekst"):
        return f"afsnittet »{part.heading}«"
    return part.heading[:1].lower() + part.heading[1:]


def _written(correction: ItemCorrection, case: Case | None) -> list[object]:
    return [correction, case] if case else [correction]


def _still(correction: ItemCorrection) -> ItemCorrection:
    """The correction, locked, that nobody has sent or dropped meanwhile. Raises `NotAllowed`."""
    rows = ItemCorrection.objects.select_for_update(of=("self",))
    found = rows.select_related(WAY).get(pk=correction.pk)
    if found.sent_at or found.dropped_at:
        require([Obstacle("over", "Rettelsen er sendt eller opgivet imens. Se punktet igen.")])
    return found


def _note(act: str, correction: ItemCorrection, *, by: User, rows: Rows) -> None:
    meeting = correction.item.meeting
    details = {"item": str(correction.item.uid), "kind": correction.kind}
    note(act, by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)
