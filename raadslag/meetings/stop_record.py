"""What minutes and the council's agenda say of a committee's decision that was stopped (KSL §§ 23, 31 a)."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.law.table import law
from raadslag.meetings.models import AgendaItem, Decision, MayorStop, Meeting
from raadslag.people.models import Organization
from raadslag.record import Section, blocks_to_text, paragraph

STOPPED = "Standset beslutning"
"""The heading over the committee's decision that the council is asked to settle."""


def is_stopped(item: AgendaItem) -> bool:
    """A member (§ 23) or the mayor (§ 31 a) stopped what was decided of the item."""
    by_member = bool(item.decision.stopped_by_id)
    return by_member or item.mayor_stops.filter(withdrawn_at=None).exists()


def told_mayor_stop(stop: MayorStop) -> str:
    """`Borgmester Bo Lund standsede beslutningen den 3. november 2026 (KSL …). Sagen afgøres af …`"""
    day = date_format(timezone.localtime(stop.at), "j. F Y")
    by_law = law("mayor-stop", stop.item.meeting.organization.kind)
    return (
        f"Borgmester {stop.person.name} standsede beslutningen den {day} ({by_law}). "
        "Den føres ikke ud i livet, og sagen afgøres af kommunalbestyrelsen."
    )


def stopped_before(row: AgendaItem) -> tuple[Section, ...]:
    """On the council's agenda: what the committee decided, and who stopped it; closed only to a closed item."""
    if row.case_id is None or row.meeting.organization.kind != Organization.Kind.COUNCIL:
        return ()
    by_mayor = Q(item__mayor_stops__isnull=False, item__mayor_stops__withdrawn_at=None)
    rows = Decision.objects.filter(Q(stopped_by__isnull=False) | by_mayor, item__case=row.case_id)
    rows = rows.filter(item__meeting__state=Meeting.State.CLOSED, item__withdrawn_at=None)
    if not row.closed:
        rows = rows.exclude(item__closed=True)
    said = tuple(
        paragraph(text)
        for one in rows.select_related("stopped_by", "item__meeting__organization").distinct()
        for text in _told(one)
    )
    return (Section(STOPPED, "process", 1, blocks_to_text(said), said),) if said else ()


def _told(decision: Decision) -> list[str]:
    meeting = decision.item.meeting
    day = date_format(timezone.localtime(meeting.starts_at), "j. F Y")
    told = [f"{meeting.organization} besluttede den {day}: {decision.text}"]
    if decision.stopped_by is not None:
        told.append(
            f"{decision.stopped_by.name} ønskede sagen indbragt for kommunalbestyrelsen "
            f"({law('stop', meeting.organization.kind)})."
        )
    for stop in decision.item.mayor_stops.filter(withdrawn_at=None).select_related("person"):
        told += [told_mayor_stop(stop), f"Borgmesterens begrundelse: {stop.words}"]
    return told
