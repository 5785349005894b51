"""Personal data in old minutes stands in the way of loading them: loading is publishing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from raadslag.checks import RULES, Finding, Operand, stands_in_the_way
from raadslag.checks.privacy.hits import COVERED
from raadslag.importer.actions import subject_of
from raadslag.importer.assess import assess
from raadslag.importer.models import Reading
from raadslag.importer.questions import Assessment
from raadslag.importer.same import keep_ids
from raadslag.meetings.findings import subject_of as subject_of_meeting
from raadslag.people.models import User
from raadslag.public.gate import Assessments, look_over, look_over_new
from raadslag.record import Meeting as Record
from raadslag.review.actions import accept_finding
from raadslag.review.looking import standing
from raadslag.review.rules import PERSONAL

HIDDEN = frozenset({"covered-text", "hidden-text"})
"""The reader's notes on text under a box, outside the page, in its background's colour or not painted."""


def look_at(found: Assessment) -> Assessments:
    """Look through what the public would see of the reading if it were loaded. Under no lock.

    Loading hands it on to the publication: nothing is looked through twice.
    """
    record = record_to_load(found)
    return look_over(found.meeting, record) if found.meeting else look_over_new(found.body, record)


def private_findings(reading: Reading, looked: Assessments) -> list[Finding]:
    """What may not be published, and nobody has let stand for the reading or for its meeting."""
    found = [finding for one in looked for finding in one.findings]
    private = [f for f in found if stands_in_the_way(f) and f.rule.startswith(PERSONAL)]
    meeting = [subject_of_meeting(reading.meeting)] if reading.meeting else []
    return standing([*private, *_covered(reading)], subjects=[subject_of(reading), *meeting])


def _covered(reading: Reading) -> Iterator[Finding]:
    """Words that nobody sees in the file: not read, but the file tells them to all who get it."""
    rule = RULES[COVERED]
    for note in reading.as_record().notes:
        if note.code in HIDDEN:
            file = Operand(reading.file.sha256[:16], "sha256", note.where)
            operands = (Operand(note.text, "note", note.where), file)
            text = f"{note.text} Se filen efter, før den indlæses."
            yield Finding(rule.id, rule.severity, None, text, operands, source=rule.source)


@transaction.atomic
def let_stand(reading: Reading, *, fingerprint: str, reason: str, by: User) -> None:
    """Let one of them stand with a reason (accepter); one that is gone is passed over. Raises `NotAllowed`.

    Of what is loaded it is let stand for the meeting too, which is published again by itself.
    """
    meeting = [subject_of_meeting(reading.meeting)] if reading.meeting else []
    for finding in private_findings(reading, look_at(assess(reading))):
        if finding.fingerprint == fingerprint:
            for subject in [subject_of(reading), *meeting]:
                accept_finding(finding, subject=subject, reason=reason, may_write=True, by=by)


def record_to_load(found: Assessment) -> Record:
    """The record as it will be kept; of a meeting that is known, its items with their names."""
    record = replace(
        found.record, municipality=found.record.municipality or found.body_name or None
    )
    if found.meeting is None:
        return record
    newest = found.meeting.minutes.first()
    record = keep_ids(record, newest.as_record()) if newest else record
    return named(record, found.meeting.uid)


def named(record: Record, meeting: uuid.UUID) -> Record:
    """Every item gets its permanent name; the same file twice gives the same names."""
    taken = {item.id for item in record.items if item.id}
    items = []
    for place, item in enumerate(record.items, start=1):
        count = place
        name = item.id
        while name is None:
            wanted = str(uuid.uuid5(meeting, f"item-{count}"))
            name = wanted if wanted not in taken else None
            count += 1_000
        taken.add(name)
        items.append(replace(item, id=name))
    return replace(record, items=tuple(items))
