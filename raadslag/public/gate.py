"""The gate that everything passes on its way to the public, whichever act brings it there.

Assessments are made here, before the act takes its lock; `why_not_let_out` asks them inside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.allowed import Obstacle
from raadslag.meetings.findings import protected_in, standing_in
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body
from raadslag.public.models import Publication
from raadslag.public.narrow import closed_in, narrowed, wider_than_now
from raadslag.public.redact import redact
from raadslag.record import Meeting as Record
from raadslag.review.assessing import Assessment, judged_hash, why_not_rely
from raadslag.review.looking import assess
from raadslag.review.rules import why_not_pass

Assessments = tuple[Assessment, ...]


def look_over(meeting: Meeting, record: Record) -> Assessments:
    """Look through everything that publishing the record would let stand; under no lock."""
    public = narrowed(meeting, record)
    wider = wider_than_now(meeting, but=record.kind, closed=closed_in(meeting, public))
    return _assessed(meeting, [public, *(rest for _, rest in wider)])


def look_over_new(body: Body | None, record: Record) -> Assessments:
    """The same of a meeting that the house does not have yet; null for a new municipality."""
    return (assess(redact(record), protected=protected_in(body) if body else ()),)


def look_over_rest(meeting: Meeting) -> Assessments:
    """Look through what is left of what stands, where the house has closed or withdrawn some of it."""
    return _assessed(meeting, [rest for _, rest in wider_than_now(meeting)])


def look_over_again(publications: Iterable[Publication]) -> Assessments:
    """Look through what was published before and would stand again."""
    found: Assessments = ()
    for one in publications:
        found += _assessed(one.meeting, [narrowed(one.meeting, one.as_record())])
    return found


def assessment_of(public: Record, assessed: Assessments) -> Assessment | None:
    """The assessment that was made of exactly this record."""
    name = judged_hash(public)
    return next((one for one in assessed if one.record_hash == name), None)


def why_not_let_out(
    meeting: Meeting, public: Record, assessment: Assessment | None, *, sending: bool = False
) -> list[Obstacle]:
    """Why the public may not read the redacted record: nobody looked it through, or what was found.

    `sending` is a page that shows what was answered to the one who is about to press.
    Minutes that were written elsewhere are quoted: their sums are as printed, personal data stop them.
    """
    no = why_not_rely(assessment, public, protected=protected_in(meeting.organization.body))
    if no or assessment is None:
        return no
    left = standing_in(meeting, public, assessment.findings, sending=sending)
    return why_not_pass(left, accepted=frozenset(), quoted=is_quoted(meeting))


def is_quoted(meeting: Meeting) -> bool:
    """Its minutes were written elsewhere, and are shown as they were printed."""
    return meeting.state == Meeting.State.ENTERED


def _assessed(meeting: Meeting, records: list[Record]) -> Assessments:
    terms = protected_in(meeting.organization.body)
    return tuple(assess(record, protected=terms) for record in records)
