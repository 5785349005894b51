"""The decision's way back to its case: told on the case, and by letter to its writer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from raadslag.cases.letters import tell_decided
from raadslag.cases.models import Case
from raadslag.cases.treated import Treatment, tells_treatments
from raadslag.meetings.chair_record import who_decided
from raadslag.meetings.decided_record import decision_of
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.models import AgendaItem, ChairDecision, Decision, Meeting
from raadslag.meetings.planned import onward
from raadslag.meetings.stop_record import is_stopped
from raadslag.record import blocks_to_text


@tells_treatments
def treatments(case: Case) -> list[Treatment]:
    """What was decided about the case at meetings that are over."""
    rows = AgendaItem.objects.filter(
        case=case, withdrawn_at=None, meeting__state=Meeting.State.CLOSED, decision__isnull=False
    )
    alone = ChairDecision.objects.filter(case=case, withdrawn_at=None)
    return [
        *(treatment_of(row) for row in rows.select_related("meeting__organization", "decision", "case")),
        *(chairs_treatment(one) for one in alone.select_related("organization", "person")),
    ]  # fmt: skip


def chairs_treatment(one: ChairDecision) -> Treatment:
    """What the chair decided alone, as its case tells it: at no item until the body is told."""
    assert one.case is not None
    waits = one.case.stops.filter(treated_on=None).select_related("organization").first()
    return Treatment(
        organization=one.organization.name,
        on=one.decided_on,
        number=0,
        outcome=f"Afgjort af {one.capacity.lower()}en",
        text=blocks_to_text(one.as_blocks()),
        remarks=(who_decided(one),),
        follows=f"Sagen går videre til {waits.organization.name}." if waits else "",
        closed=one.closed,
    )


def tell_chairs_decision(one: ChairDecision) -> None:
    """A letter to the writer of a case that the chair decided; a step of registering it."""
    if one.case is not None:
        tell_decided(one.case, chairs_treatment(one), key=f"chair:{one.uid}")


def treatment_of(item: AgendaItem) -> Treatment:
    """One item of a meeting that is over, as its case tells it."""
    meeting, said = item.meeting, decision_of(item)
    return Treatment(
        organization=meeting.organization.name,
        on=timezone.localdate(meeting.starts_at),
        number=item.number or item.order,
        outcome=LABELS[said.outcome],
        text=said.text or "",
        remarks=(
            *said.remarks,
            *(f"Afvigende mening: {text}" for text in said.dissents),
            *(f"Forbehold: {text}" for text in said.reservations),
        ),
        follows=what_follows(item),
        address=f"{reverse('minutes', args=[meeting.uid])}#punkt-{item.number or item.order}",
        closed=item.closed,
    )


def what_follows(item: AgendaItem) -> str:
    """The case's next step, in one sentence."""
    decision: Decision = item.decision
    if is_stopped(item):
        return "Beslutningen er standset og må ikke føres ud i livet. Sagen går til kommunalbestyrelsen."
    if decision.outcome == "postponed":
        back = f" senest {decision.return_on:%d-%m-%Y}" if decision.return_on else ""
        return f"Sagen er udsat og kommer igen{back}."
    if decision.outcome == "referred":
        return "Sagen er sendt tilbage til dig og er en kladde igen."
    if bodies := onward(item):
        return f"Sagen går videre til {bodies[0]}."
    return "Sagen er færdigbehandlet."


def tell_writers(items: Iterable[AgendaItem]) -> None:
    """Letters to the writers of the cases that a meeting has treated; a step of closing it."""
    for item in items:
        if item.case is not None:
            tell_decided(item.case, treatment_of(item), key=f"{item.uid}")
