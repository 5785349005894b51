"""Whoever sends out or publishes has seen what was answered on the way, and their act says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from raadslag.cases.findings import subject_of as subject_of_case
from raadslag.cases.models import Case
from raadslag.journal.actions import Actor, note
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.review.answered import answers_about
from raadslag.review.models import Acceptance


def answered_in(meeting: Meeting) -> list[Acceptance]:
    """What was answered about personal data in what is open of the meeting: at it, or on its cases."""
    rows = AgendaItem.objects.filter(meeting=meeting, closed=False, withdrawn_at=None)
    cases = [row.case for row in rows.select_related("case") if row.case]
    return answers_about([f"meeting:{meeting.uid}", *map(subject_of_case, cases)])


def answers_shown(meeting: Meeting, *, since: datetime | None = None) -> list[dict[str, object]]:
    """The same for a page, each with the item that it is about; `since` leaves out what was seen by then."""
    rows = meeting.items.select_related("case")
    items = {subject_of_case(row.case): row for row in rows if row.case}
    places = {str(row.uid): row for row in rows}
    return [
        {"row": row, "item": items.get(row.subject) or places.get(row.place)}
        for row in answered_in(meeting)
        if since is None or row.at > since
    ]


def answers_on(cases: Iterable[Case]) -> list[dict[str, object]]:
    """What was answered on cases that stand on no agenda yet, each named by its case."""
    titles = {subject_of_case(case): case for case in cases}
    return [{"row": row, "case": titles[row.subject]} for row in answers_about(titles)]


def mark_seen(meeting: Meeting) -> dict[str, object]:
    """A step of an act that names the meeting among its rows: what is answered by now has been seen.

    Returns what the act's line says of it. An answer on a case that comes later counts for nothing at the
    meeting before its secretary has seen it (`findings.standing_in`).
    """
    meeting.answers_seen_at = timezone.now()
    meeting.save(update_fields=["answers_seen_at", "modified_at"])
    names = [row.fingerprint for row in answered_in(meeting)]
    return {"answers": names} if names else {}


def see_answers(meeting: Meeting, *, by: Actor) -> None:
    """The same with a line of its own, beside an act that names other rows."""
    details = mark_seen(meeting)
    note("see_answers", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=[meeting])
