"""One row of an agenda into an item of the record: as it is planned, and as it stands when it lapsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from raadslag.cases.composed import case_to_item
from raadslag.meetings.chair_record import told_decision
from raadslag.meetings.message_record import with_messages
from raadslag.meetings.models import (
    AgendaItem,
    ChairDecision,
    ItemCorrection,
    ItemGuest,
    Meeting,
    MemberProposal,
    Remark,
)
from raadslag.meetings.stop_record import stopped_before
from raadslag.record import Decision as RecordDecision
from raadslag.record import (
    ExtraParticipant,
    Item,
    PriorTreatment,
    Section,
    blocks_to_text,
    paragraph,
    walk_tables,
)

LATE = "Sendt efter fristen"
"""The heading over why a case came after the deadline."""
TAKEN_UP = "Optaget på mødet"
"""The heading over how and why the body took up a matter that was not on its agenda."""
CORRECTED = "Rettet efter indkaldelsen"
"""The heading over what was corrected in an item after the notice, and why."""
FOLLOWING = "Afvigende mening fra tidligere behandling"
"""The heading over the dissent that followed the case here."""
ANSWERED = "Spørgsmål og svar før mødet"
"""The heading over the members' questions that were chosen for the minutes."""


def planned(row: AgendaItem, coming: ItemCorrection | None = None) -> Item:
    """The item as it stands on the agenda, put together from the case as it is now.

    `coming` is a correction that is looked at before it is sent.
    """
    own = Item(title=row.title, sections=_own_sections(row))
    item = (
        _followed(row, case_to_item(row.case))
        if row.case
        else with_messages(_brought(own, row), row)
    )
    item = with_guests(item, row)
    return replace(
        item,
        number=row.number,
        closed=row.closed,
        id=str(row.uid),
        closed_reason=row.closed_reason or None,
        public_title=row.public_title or None,
        group=TAKEN_UP if row.taken_up else "Tillægsdagsorden" if row.supplementary else None,
        sections=_taken_up(row)
        + _late(row)
        + _corrected(row, coming)
        + stopped_before(row)
        + item.sections,
        tables=tuple(walk_tables(block for part in item.sections for block in part.blocks)),
        previous_treatment=earlier(row, item.previous_treatment),
        next_bodies=onward(row),
        location=row.place or None,
    )


def with_guests(item: Item, row: AgendaItem) -> Item:
    """The item with those who were planned or noted at it; who stayed away is not among them."""
    noted = standing_guests(row)
    named = {guest.name.casefold() for guest in noted}
    there = [one for one in item.extra_participants if one.name.casefold() not in named]
    there += [
        ExtraParticipant(
            one.name,
            one.title or None,
            one.org or None,
            f"{one.arrives:%H:%M}" if one.arrives else None,
            f"{one.leaves:%H:%M}" if one.leaves else None,
        )
        for one in noted
        if one.came
    ]
    return replace(item, extra_participants=tuple(there)) if noted else item


def standing_guests(row: AgendaItem) -> list[ItemGuest]:
    """What is noted of an item's guests and not struck; nothing for a row that is not saved."""
    if not row.pk:
        return []
    return [guest for guest in row.guests.all() if guest.struck_at is None]


def _brought(item: Item, row: AgendaItem) -> Item:
    """The item with what a member proposes, or what the chair decided alone, where it is about that."""
    proposal: MemberProposal | None = getattr(row, "proposal", None)
    if proposal is not None:
        return _proposed(item, proposal)
    alone: ChairDecision | None = getattr(row, "chair_decision", None)
    return told_decision(item, alone) if alone else item


def _proposed(item: Item, proposal: MemberProposal) -> Item:
    """A member's own matter, in the member's words and name; the item's own text is the administration's."""
    blocks = proposal.as_blocks()
    text = blocks_to_text(blocks)
    why = (Section("Motivering", "case", 1, text, blocks),) if text else ()
    own = (replace(part, heading="Forvaltningens bemærkninger") for part in item.sections)
    return replace(
        item,
        recommended_by=f"{proposal.proposer} foreslår",
        recommendations=tuple(proposal.points),
        sections=(*why, *own),
    )


def with_lateness(item: Item, row: AgendaItem) -> Item:
    """The item as it was sent, with why it came late where that was written since: a meeting that was
    moved nearer makes an agenda late that was sent in time (KSL § 8 stk. 5), and a reason is put right."""
    if not row.late_reason:
        return item
    rest = tuple(section for section in item.sections if section.heading != LATE)
    return replace(item, sections=_late(row) + rest)


def lapsed(item: Item, row: AgendaItem) -> Item:
    """An item that was withdrawn (udgået): number, title and why, in every later version.

    Built from nothing, so that a field added to the record tomorrow is gone too.
    """
    return Item(
        number=item.number,
        title=item.title,
        closed=item.closed,
        id=item.id,
        closed_reason=item.closed_reason,
        public_title=item.public_title,
        group=item.group,
        decision=RecordDecision(
            text=f"Punktet udgår. {row.withdrawn_reason}".strip(), outcome="withdrawn"
        ),
    )


def earlier(row: AgendaItem, found: Sequence[PriorTreatment]) -> tuple[PriorTreatment, ...]:
    """The treatments that were found, and those of the case itself: it was postponed, or sent on.

    A meeting that isn't over is none, and an item that was closed there stays on its own pages.
    """
    if row.case is None or row.closed:
        return tuple(found)
    own = (
        PriorTreatment(
            one.meeting.organization.name, timezone.localdate(one.meeting.starts_at), one.number
        )
        for one in row.case.agenda_items.all()
        if one.meeting.state == Meeting.State.CLOSED
        and one.meeting.starts_at < row.meeting.starts_at
        and one.withdrawn_at is None
        and not one.closed
    )
    every = {(one.organization, one.date, one.item): one for one in (*found, *own)}
    return tuple(sorted(every.values(), key=lambda one: one.date or date.min))


def onward(row: AgendaItem) -> tuple[str, ...]:
    """The bodies after this one on the case's route, the council too where a decision is stopped."""
    if row.case is None:
        return ()
    bodies = [stop.organization for stop in row.case.stops.all()]
    here = next(
        (n for n, body in enumerate(bodies) if body.pk == row.meeting.organization_id), None
    )
    return tuple(body.name for body in bodies[here + 1 :]) if here is not None else ()


def _followed(row: AgendaItem, item: Item) -> Item:
    """The case with what a minority of an earlier body wanted the next one to read (KSL § 13 stk. 2).

    What was said behind closed doors follows to a closed item only.
    """
    here = row.meeting
    rows = Remark.objects.filter(follows=True, struck_at=None, item__case=row.case_id)
    rows = rows.filter(item__meeting__state=Meeting.State.CLOSED, item__withdrawn_at=None)
    rows = rows.exclude(item__meeting__organization=here.organization_id)
    if not row.closed:
        rows = rows.exclude(item__closed=True)
    said = tuple(
        paragraph(_told_dissent(one))
        for one in rows.select_related("person", "item__meeting__organization").order_by("at")
    )
    if not said:
        return item
    section = Section(FOLLOWING, "process", 1, blocks_to_text(said), said)
    return replace(item, sections=(*item.sections, section))


def _told_dissent(one: Remark) -> str:
    meeting = one.item.meeting
    day = date_format(timezone.localtime(meeting.starts_at), "j. F Y")
    who = one.person.name if one.person else "Et mindretal"
    return f"{who} i {meeting.organization} den {day}: {one.text}"


def _taken_up(row: AgendaItem) -> tuple[Section, ...]:
    """How the body took the matter up at the meeting, and why (KSL § 8 stk. 5 for the council)."""
    if not row.taken_up:
        return ()
    told = f"{row.get_taken_up_display()}. {row.taken_up_reason}"
    return (Section(TAKEN_UP, "process", 1, told, (paragraph(told),)),)


def _late(row: AgendaItem) -> tuple[Section, ...]:
    """Why the case came after the deadline, for everybody to see."""
    if not row.late_reason:
        return ()
    return (Section(LATE, "process", 1, row.late_reason, (paragraph(row.late_reason),)),)


def _corrected(row: AgendaItem, coming: ItemCorrection | None) -> tuple[Section, ...]:
    """What was corrected after the notice, the oldest first, for everybody who reads the item to see."""
    if not row.pk:
        return ()
    sent = [one for one in row.corrections.all() if one.sent_at is not None]
    if coming is not None and coming.item_id == row.pk:
        sent = [one for one in sent if one.pk != coming.pk] + [coming]
    said = tuple(paragraph(text) for one in sent for text in told_correction(one))
    return (Section(CORRECTED, "process", 1, blocks_to_text(said), said),) if said else ()


def told_correction(one: ItemCorrection) -> Iterator[str]:
    """`Rettet den 3. november 2026 (skrivefejl): hvad. Ændret: titel.`, and why it came late."""
    at = timezone.localtime(one.sent_at) if one.sent_at else timezone.localtime()
    day = date_format(at, "j. F Y")
    why = one.reason.strip().rstrip(".")
    kind = one.get_kind_display().lower()
    yield f"Rettet den {day} ({kind}): {why}. Ændret: {', '.join(one.changed)}."
    if one.late_reason:
        yield f"Rettelsen er sendt efter fristen: {one.late_reason}"


def _own_sections(row: AgendaItem) -> tuple[Section, ...]:
    blocks = row.as_blocks()
    text = blocks_to_text(blocks)
    return (Section(None, "other", 1, text, blocks),) if text else ()


def with_answers(item: Item, row: AgendaItem) -> Item:
    """The item as it went, with the questions and answers that were chosen for the minutes."""
    chosen = [
        one for one in row.questions.all() if one.public and one.answer and one.withdrawn_at is None
    ]
    if not chosen or any(part.heading == ANSWERED for part in item.sections):
        return item
    blocks = []
    for one in chosen:
        blocks += [paragraph(f"{one.person.name} spurgte: {one.text}")]
        blocks += [paragraph(f"Svar: {one.answer}")]
    section = Section(ANSWERED, "other", 1, blocks_to_text(blocks), tuple(blocks))
    return replace(item, sections=(*item.sections, section))
