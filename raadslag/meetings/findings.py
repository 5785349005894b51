"""Gennemsyn of a whole agenda or minutes: the checks' findings, with what closed cases protect."""

from __future__ import annotations

from django.db import transaction

from raadslag.allowed import require
from raadslag.cases.findings import protected_terms, terms_of
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
from raadslag.review.panel import Place, Shown, shown


def subject_of(meeting: Meeting) -> str:
    """How acceptances and the journal name the meeting."""
    return f"meeting:{meeting.uid}"


def findings_in(meeting: Meeting, record: Record) -> list[Finding]:
    """What the checks say about the record and nobody has let stand, here or on the case itself."""
    cases = Case.objects.filter(agenda_items__meeting=meeting)
    subjects = [subject_of(meeting), *map(subject_of_case, cases)]
    body = meeting.organization.body
    shut_here = Case.objects.filter(body=body, agenda_items__closed=True)
    terms = [*protected_terms(body), *terms_of(shut_here)]
    return standing(findings_of(record, protected=terms), subjects=subjects)


def shown_in(meeting: Meeting, record: Record, *, by: User) -> list[Shown]:
    """The findings as its secretary's pages show them, each with a way to its item."""
    return shown(
        findings_in(meeting, record),
        place_of=lambda finding: _place(record, finding),
        may_publish=by.may_publish,
        may_write=keeps(meeting, by),
    )


def _place(record: Record, finding: Finding) -> Place:
    if finding.index is None:
        return Place()
    item = record.items[finding.index]
    number = finding.index + 1 if item.number is None else item.number
    return Place(f"{number}. {item.title or 'punkt uden titel'}", f"#punkt-{number}")


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
