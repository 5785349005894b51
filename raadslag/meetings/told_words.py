"""Words that an act itself makes public, before any publication: places and reasons. Judged as a record is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction

from raadslag.allowed import NotAllowed, Obstacle
from raadslag.checks import Finding, plain_fingerprint
from raadslag.meetings.findings import PRIVACY, protected_in, subject_of
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, User
from raadslag.record import Attachment, Item, Section, paragraph
from raadslag.record import Meeting as Record
from raadslag.review.actions import accept_finding, accepted_in
from raadslag.review.looking import findings_of

Told = str | Attachment
"""What an act tells: words, or an attachment whose bytes are kept."""


@contextmanager
def telling(
    meeting: Meeting, said: Mapping[str, Told], *, because: str, by: User
) -> Iterator[None]:
    """An act that tells the public words by itself: they are judged, and then one transaction keeps who
    answered for them with what the act does. Raises `NotAllowed` before anything is locked."""
    asked = judge_told(meeting.organization.body, said, because=because)
    with transaction.atomic():
        let_told_stand(meeting, asked, because=because, by=by)
        yield


def judge_told(
    body: Body, said: Mapping[str, Told], *, because: str = "", ask: bool = True
) -> list[Finding]:
    """The questions about words that are told the public, answered by `because`.

    `said`: each text, or kept file, by its field's name. Under no lock. Raises `NotAllowed` for what may not stand there
    (a number, a closed case's words) and, where nobody says why it may, for what must be asked. Where the
    same words are looked through with the item they stand in, `ask` is false: the questions come there.
    """
    protected = protected_in(body)
    found = [
        (label, one)
        for label, text in said.items()
        for one in _private(body, label, text, protected)
    ]
    no = [_may_not(label, one) for label, one in found if one.severity == "error"]
    asked = [(label, one) for label, one in found if one.severity != "error"]
    if ask and not because.strip():
        no += [_asked(label, one) for label, one in asked]
    if no:
        raise NotAllowed(no)
    return [one for _, one in asked]


def let_told_stand(
    meeting: Meeting, questions: Iterable[Finding], *, because: str, by: User
) -> None:
    """Keep who answered for the words, and why: what is published of the meeting says them too."""
    for one in questions:
        accept_finding(
            one, subject=subject_of(meeting), reason=because, may_write=True, by=by, place=""
        )


def fit_to_tell(meeting: Meeting, texts: Iterable[str]) -> frozenset[str]:
    """Those of the texts that may be told: nothing private stands in them that nobody answered for."""
    answered = accepted_in(subject_of(meeting))
    body = meeting.organization.body
    protected = protected_in(body)
    return frozenset(
        text
        for text in {*texts}
        if all(
            one.severity != "error" and plain_fingerprint(one) in answered
            for one in _private(body, TOLD, text, protected)
        )
    )


TOLD = "Mødet"
"""What the text is called where no field names it."""


def _private(body: Body, label: str, told: Told, protected: Collection[str]) -> list[Finding]:
    """What the rules on personal data have against one short text or one kept file."""
    if isinstance(told, Attachment):
        item = Item(number=1, title="Bilag", attachments=(told,))
    elif told.strip():
        words = Section(None, "other", 1, told, (paragraph(told),))
        item = Item(number=1, title=label, sections=(words,))
    else:
        return []
    record = Record(kind="agenda", municipality=body.name, items=(item,))
    found = findings_of(record, protected=protected)
    return [one for one in found if one.rule.startswith(PRIVACY)]


def _may_not(label: str, finding: Finding) -> Obstacle:
    return Obstacle(
        "private-reason", f"»{label}« bliver offentligt, og det kan ikke stå dér: {finding.message}"
    )


def _asked(label: str, finding: Finding) -> Obstacle:
    return Obstacle(
        "asked-reason",
        f"»{label}« bliver offentligt. {finding.message} Skriv det om, eller skriv under "
        "»Hvorfor det må stå«, hvorfor det må.",
    )
