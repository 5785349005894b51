"""Gennemsyn of a whole agenda or minutes: the checks' findings, with what closed cases protect."""

from __future__ import annotations

from django.db import transaction

from raadslag.allowed import require
from raadslag.cases.findings import subject_of as subject_of_case
from raadslag.cases.models import Case
from raadslag.checks import Finding
from raadslag.meetings.actions import keeps
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules import why_not_keep
from raadslag.people.models import User
from raadslag.record import Meeting as Record
from raadslag.review.actions import accept_finding
from raadslag.review.looking import findings_of, standing


def subject_of(meeting: Meeting) -> str:
    """How acceptances and the journal name the meeting."""
    return f"meeting:{meeting.uid}"


def protected_terms(meeting: Meeting) -> tuple[str, ...]:
    """Words registered on the meeting's closed cases: they may stand nowhere in the open."""
    texts = Case.objects.filter(agenda_items__meeting=meeting).values_list(
        "protected_terms", flat=True
    )
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


def findings_in(meeting: Meeting, record: Record) -> list[Finding]:
    """What the checks say about the record and nobody has let stand, here or on the case itself."""
    cases = Case.objects.filter(agenda_items__meeting=meeting)
    subjects = [subject_of(meeting), *map(subject_of_case, cases)]
    return standing(findings_of(record, protected=protected_terms(meeting)), subjects=subjects)


@transaction.atomic
def let_stand(meeting: Meeting, record: Record, *, fingerprint: str, reason: str, by: User) -> None:
    """Let one finding stand with a reason (accepter); one that is mended meanwhile is passed over."""
    is_secretary = keeps(meeting, by)
    require(why_not_keep(is_secretary=is_secretary))
    for finding in findings_in(meeting, record):
        if finding.fingerprint == fingerprint:
            accept_finding(
                finding, subject=subject_of(meeting), reason=reason, may_write=is_secretary, by=by
            )
