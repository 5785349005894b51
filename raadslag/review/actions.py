"""Letting a finding stand, taking that back, and keeping the archive's review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.checks import Finding, finding_to_data, plain_fingerprint
from raadslag.journal.actions import note
from raadslag.journal.proving import names_of
from raadslag.people.models import Organization, User
from raadslag.review.models import Acceptance, ArchiveFinding
from raadslag.review.rules import why_not_accept


@transaction.atomic
def accept_finding(
    finding: Finding,
    *,
    subject: str,
    reason: str,
    may_write: bool,
    by: User,
    at: datetime | None = None,
) -> Acceptance:
    """Let a finding stand with a reason (accepter). Raises `NotAllowed`. Twice is once."""
    require(why_not_accept(finding, reason=reason, may_publish=by.may_publish, may_write=may_write))
    acceptance, made = Acceptance.objects.get_or_create(
        subject=subject,
        fingerprint=plain_fingerprint(finding),
        defaults={
            "rule": finding.rule,
            "message": finding.message,
            "reason": reason.strip(),
            "by": by,
            "at": at or timezone.now(),
        },
    )
    if made:
        details = {
            "rule": finding.rule,
            "fingerprint": acceptance.fingerprint,
            "reason": acceptance.reason,
        }
        note("accept_finding", by=by, subject=subject, details=details, rows=[acceptance])
    return acceptance


@transaction.atomic
def take_back_acceptance(acceptance: Acceptance, *, by: User) -> None:
    """Let the finding stand in the way again (fortryd accept)."""
    details = {"rule": acceptance.rule, "fingerprint": acceptance.fingerprint}
    subject, rows = acceptance.subject, names_of(acceptance)
    acceptance.delete()
    note("take_back_acceptance", by=by, subject=subject, details=details, rows=rows)


def accepted_in(subject: str) -> frozenset[str]:
    """Fingerprints of the findings that stand accepted for the subject."""
    return frozenset(
        Acceptance.objects.filter(subject=subject).values_list("fingerprint", flat=True)
    )


@transaction.atomic
def keep_archive_findings(
    findings: Iterable[Finding], *, subject: str, organization: Organization, day: date | None
) -> int:
    """Replace what the last review found in one set of minutes; how many findings there are now."""
    ArchiveFinding.objects.filter(subject=subject).delete()
    rows = [
        ArchiveFinding(
            subject=subject,
            organization=organization,
            day=day,
            rule=finding.rule,
            severity=finding.severity,
            item=finding.item,
            message=finding.message,
            data=finding_to_data(finding),
        )
        for finding in findings
    ]
    return len(ArchiveFinding.objects.bulk_create(rows))
