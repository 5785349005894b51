"""Gennemsyn while writing: the checks' findings on one case, and letting one stand."""

from __future__ import annotations

from django.db import transaction

from raadslag.cases.models import Case
from raadslag.cases.writing import may_write_case
from raadslag.checks import Finding
from raadslag.people.models import User
from raadslag.people.rights import rights_of
from raadslag.record import Attachment, AttachmentCount, Item, Meeting, Section, blocks_to_text
from raadslag.review.actions import accept_finding
from raadslag.review.looking import findings_of as findings_in_record
from raadslag.review.looking import standing


def case_as_record(case: Case) -> Meeting:
    """The case as an agenda of one item without a number: what the checks read."""
    sections = []
    for part in case.paper.sections.all():
        blocks = part.as_blocks()
        if text := blocks_to_text(blocks):
            sections.append(Section(part.heading, part.key, 1, text, blocks))
    stops = [stop.organization.name for stop in case.stops.select_related("organization")]
    files = tuple(
        Attachment(
            title=f.title,
            recommended=f.recommended,
            internal=f.internal,
            file_name=f.file_name,
            sha256=f.sha256,
        )
        for f in case.files.filter(removed_at=None)
    )
    item = Item(
        title=case.title,
        closed=case.closed,
        closed_reason=case.closed_reason or None,
        public_title=case.public_title or None,
        journal_number=case.journal_number or None,
        sections=tuple(sections),
        tables=(),
        deciding_body=stops[-1] if stops else None,
        recommended_by=case.recommended_by or None,
        recommendations=tuple(point.text for point in case.points.all()),
        attachments=files,
        attachments_declared=AttachmentCount(len(files)) if files else None,
    )
    return Meeting(
        kind="agenda",
        municipality=case.body.name,
        organization=stops[0] if stops else None,
        items=(item,),
    )


def subject_of(case: Case) -> str:
    """How acceptances and the journal name the case."""
    return f"case:{case.uid}"


def findings_of(case: Case) -> list[Finding]:
    """What the checks say about the case and nobody has let stand, gravest first."""
    return standing(findings_in_record(case_as_record(case)), subjects=[subject_of(case)])


@transaction.atomic
def let_stand(case: Case, *, fingerprint: str, reason: str, by: User) -> None:
    """Let one finding stand with a reason (accepter); one that is mended meanwhile is passed over."""
    for finding in findings_of(case):
        if finding.fingerprint == fingerprint:
            writes = may_write_case(case, rights_of(by))
            accept_finding(
                finding, subject=subject_of(case), reason=reason, may_write=writes, by=by
            )
