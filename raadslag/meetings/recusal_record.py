"""What the minutes say of who decided a recusal, and whom the body found able (KSL § 14)."""

from __future__ import annotations

from raadslag.meetings.models import Attendance, Meeting
from raadslag.people.models import Organization

NAMES: dict[str, str] = {
    Organization.Kind.COUNCIL: "Kommunalbestyrelsen",
    Organization.Kind.CITIZENS: "Rådet",
}
"""What a body is called in its minutes, where it is not »Udvalget«."""
Event = Attendance.Event


def recusals_told(meeting: Meeting) -> dict[int, tuple[str, ...]]:
    """A sentence for each recusal at an item, by the item's key, in the order they were noted."""
    rows = meeting.attendance.filter(struck_at=None, event__in=[Event.RECUSED, Event.ABLE])
    found: dict[int, tuple[str, ...]] = {}
    for row in rows.select_related("person").order_by("pk"):
        key = row.item_id or 0
        said = told_recusal(row.person.name, row.event, decided=row.decided, kind=meeting.organization.kind)  # fmt: skip
        found[key] = (*found.get(key, ()), said)
    return found


def told_recusal(name: str, event: str, *, decided: bool, kind: str) -> str:
    """`Udvalget besluttede, at Dina Eng er inhabil.` What a member told by themselves says so."""
    body = NAMES.get(kind, "Udvalget")
    if event == Event.ABLE:
        return f"{body} fandt {name} habil."
    if decided:
        return f"{body} besluttede, at {name} er inhabil."
    return f"{name} oplyste at være inhabil og deltog ikke."
