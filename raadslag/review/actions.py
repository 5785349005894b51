"""Letting a finding stand, taking that back, and keeping the archive's review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.checks import Finding, finding_to_data, plain_fingerprint
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.proving import names_of
from raadslag.people.models import Organization, User
from raadslag.review.models import Acceptance, ArchiveFinding, HeldBack
from raadslag.review.rules import why_not_accept, why_not_take_back

NOW_AND_THEN = timedelta(hours=6)
"""So often what is held back is tried again."""


@transaction.atomic
def accept_finding(
    finding: Finding,
    *,
    subject: str,
    reason: str,
    may_write: bool,
    by: User,
    place: str = "",
    at: datetime | None = None,
) -> Acceptance:
    """Let a finding stand with a reason (accepter), at one `place` of the subject or in all of it.

    Raises `NotAllowed`. Twice is once.
    """
    require(why_not_accept(finding, reason=reason, may_publish=by.may_publish, may_write=may_write))
    acceptance, made = Acceptance.objects.get_or_create(
        subject=subject,
        fingerprint=plain_fingerprint(finding),
        place=place,
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
        try_again()
    return acceptance


@transaction.atomic
def take_back_acceptance(acceptance: Acceptance, *, by: User) -> None:
    """Let the finding stand in the way again (fortryd accept)."""
    details = {"rule": acceptance.rule, "fingerprint": acceptance.fingerprint}
    subject, rows = acceptance.subject, names_of(acceptance)
    acceptance.delete()
    note("take_back_acceptance", by=by, subject=subject, details=details, rows=rows)


@transaction.atomic
def take_back_in(subject: str, *, named: str, may_write: bool, by: User) -> None:
    """Take back the subject's acceptance of this number; one that is gone is passed over. Raises `NotAllowed`."""
    require(why_not_take_back(may_publish=by.may_publish, may_write=may_write))
    number = int(named) if named.isascii() and named.isdigit() and len(named) < 10 else 0
    for acceptance in Acceptance.objects.filter(subject=subject, pk=number):
        take_back_acceptance(acceptance, by=by)


@transaction.atomic
def carry_acceptances(subject: str, *, to: str, by: Actor) -> int:
    """What was let stand in one thing stands in what it became (før med); how many are new there."""
    carried = []
    for row in Acceptance.objects.filter(subject=subject):
        same = {"subject": to, "place": row.place, "fingerprint": row.fingerprint}
        said = {"rule": row.rule, "message": row.message, "reason": row.reason}
        copy, made = Acceptance.objects.get_or_create(
            **same, defaults={**said, "by": row.by, "at": row.at}
        )
        carried += [copy] if made else []
    if carried:
        details = {"from": subject, "count": len(carried)}
        note("carry_acceptances", by=by, subject=to, details=details, rows=carried)
    return len(carried)


def accepted_in(subject: str) -> frozenset[str]:
    """Fingerprints of the findings that stand accepted for the subject, wherever in it."""
    return frozenset(fingerprint for fingerprint, _ in accepted_at(subject))


def accepted_at(subject: str) -> frozenset[tuple[str, str]]:
    """(fingerprint, place) of what stands accepted for the subject; an empty place is all of it."""
    rows = Acceptance.objects.filter(subject=subject)
    return frozenset(rows.values_list("fingerprint", "place"))


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


@transaction.atomic
def hold_back(
    findings: Iterable[Finding],
    *,
    subject: str,
    what: str,
    organization: Organization,
    job: str,
    key: str,
) -> HeldBack:
    """Remember that a publication was stopped, and by what, until the job passes (hold tilbage).

    It is tried again after each act that may have freed it (`try_again`), and now and then besides.
    """
    data = [finding_to_data(finding) for finding in findings]
    row, made = HeldBack.objects.get_or_create(
        subject=subject,
        what=what,
        defaults={
            "organization": organization,
            "findings": data,
            "job": job,
            "key": key,
            "since": timezone.now(),
        },
    )
    if made:
        rules = sorted({finding["rule"] for finding in data})
        note("hold_back", by=SYSTEM, subject=subject, details={"what": what, "rules": rules})
    else:
        row.findings, row.job, row.key = data, job, key
        row.save(update_fields=["findings", "job", "key"])
    enqueue(job, key, due=timezone.now() + NOW_AND_THEN)
    return row


@transaction.atomic
def let_go(*, subject: str, what: str) -> None:
    """It passed, or there is nothing to publish any more (slip)."""
    HeldBack.objects.filter(subject=subject, what=what).delete()


def try_again() -> None:
    """Whatever is held back may pass now (prøv igen): a step of every act that may have freed it.

    A finding let stand on a case frees its agenda; so do a case that is mended, closed, opened or rid of
    a protected word, and an item that lapses, wherever they are.
    """
    for held in HeldBack.objects.all():
        enqueue(held.job, held.key)
