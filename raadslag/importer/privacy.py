"""Personal data in old minutes stands in the way of loading them: loading is publishing."""

from __future__ import annotations

from django.db import transaction

from raadslag.checks import Finding, stands_in_the_way
from raadslag.importer.actions import subject_of
from raadslag.importer.models import Reading
from raadslag.people.models import User
from raadslag.public.redact import redact
from raadslag.record import Meeting as Record
from raadslag.review.actions import accept_finding
from raadslag.review.looking import findings_of, standing


def private_findings(reading: Reading, record: Record) -> list[Finding]:
    """What may not be published in what the public would see, and nobody has let stand."""
    found = findings_of(redact(record))
    private = [f for f in found if stands_in_the_way(f) and f.rule.startswith("priv-")]
    return standing(private, subjects=[subject_of(reading)])


@transaction.atomic
def let_stand(reading: Reading, *, fingerprint: str, reason: str, by: User) -> None:
    """Let one of them stand with a reason (accepter); one that is gone is passed over. Raises `NotAllowed`."""
    for finding in private_findings(reading, reading.as_record()):
        if finding.fingerprint == fingerprint:
            accept_finding(
                finding, subject=subject_of(reading), reason=reason, may_write=True, by=by
            )
