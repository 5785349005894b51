"""Gennemsyn of a whole agenda or minutes: the checks' findings, with what closed cases protect."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from raadslag.allowed import Obstacle, require
from raadslag.cases.findings import protected_terms, terms_of
from raadslag.cases.findings import subject_of as subject_of_case
from raadslag.cases.models import Case
from raadslag.checks import Finding, plain_fingerprint
from raadslag.checks.privacy.detect import find_protected
from raadslag.meetings.actions import keeps
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.people.models import Body, User
from raadslag.people.rights import rights_of
from raadslag.record import Meeting as Record
from raadslag.record import to_data
from raadslag.review.actions import accept_finding, accepted_at, accepted_in, take_back_in
from raadslag.review.assessing import Assessment, why_not_rely
from raadslag.review.looking import assess
from raadslag.review.models import Acceptance, HeldBack
from raadslag.review.panel import Place, Shown, shown
from raadslag.review.rules import NEVER_ACCEPTED, why_not_pass

PRIVACY = "priv-"
"""How the rules about personal data begin."""


def subject_of(meeting: Meeting) -> str:
    """How acceptances and the journal name the meeting."""
    return f"meeting:{meeting.uid}"


def protected_in(body: Body) -> tuple[str, ...]:
    """The words of the municipality's closed cases and items: they may stand nowhere in the open."""
    shut_here = Case.objects.filter(body=body, agenda_items__closed=True)
    return tuple(sorted({*protected_terms(body), *terms_of(shut_here)}))


def look_at(meeting: Meeting, record: Record) -> Assessment:
    """Look a record of the meeting through, with what its municipality protects. Under no lock."""
    return assess(record, protected=protected_in(meeting.organization.body))


def standing_in(
    meeting: Meeting, record: Record, findings: Iterable[Finding], *, sending: bool = False
) -> list[Finding]:
    """The findings that nobody has let stand: here, or on the case that the item is about.

    What was let stand on one case, or at one item, holds at no other. What was answered about personal
    data on a case since somebody last sent the meeting's text out counts only for one who is `sending`
    it now, and sees the answer (`seen.answered_in`).
    """
    until = None if sending else meeting.answers_seen_at
    here = accepted_at(subject_of(meeting))
    rows = AgendaItem.objects.filter(meeting=meeting, case__isnull=False).select_related("case")
    own = {str(row.uid): _accepted_on(row.case, until) for row in rows if row.case}

    def stands(finding: Finding) -> bool:
        name, item = plain_fingerprint(finding), item_of(record, finding)
        return not ({(name, ""), (name, item)} & here or name in own.get(item, ()))

    return [finding for finding in findings if stands(finding)]


def _accepted_on(case: Case, until: datetime | None) -> frozenset[str]:
    if until is None:
        return accepted_in(subject_of_case(case))
    rows = Acceptance.objects.filter(subject=subject_of_case(case))
    rows = rows.exclude(rule__startswith=PRIVACY, at__gt=until)
    return frozenset(rows.values_list("fingerprint", flat=True))


def why_not_send(
    meeting: Meeting,
    record: Record,
    assessment: Assessment | None,
    *,
    only: Collection[UUID],
) -> list[Obstacle]:
    """Why these items may not be sent: nobody looked them through, or what stands open in them.

    What belongs to the whole record (no item) counts too.
    """
    no = why_not_rely(assessment, record, protected=protected_in(meeting.organization.body))
    if no or assessment is None:
        return no
    concerned = {"", *map(str, only)}
    left = standing_in(meeting, record, assessment.findings, sending=True)
    return why_not_pass(
        [finding for finding in left if item_of(record, finding) in concerned],
        accepted=frozenset(),
    )


def why_private(meeting: Meeting, record: Record, assessment: Assessment | None) -> list[Obstacle]:
    """Why the members are not asked about a text yet: it holds personal data that publication would stop at.

    `record` is the open part alone; `assessment` is of it, made before any lock.
    """
    no = why_not_rely(assessment, record, protected=protected_in(meeting.organization.body))
    if no or assessment is None:
        return no
    left = standing_in(meeting, record, assessment.findings, sending=True)
    private = [finding for finding in left if finding.rule.startswith(PRIVACY)]
    no = why_not_pass(private, accepted=frozenset())
    return [*no, Obstacle("private-text", WAYS_OUT)] if no else []


WAYS_OUT = (
    "Referatet kan ikke offentliggøres sådan, så det sendes ikke til godkendelse endnu: ret det på "
    "Afvikling, luk punktet, eller svar under Gennemsyn, hvorfor det må stå."
)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A publication held back, and the closed cases whose words it says, for those who may know of them."""

    row: HeldBack
    shields: Sequence[tuple[Case, bool]]
    """Each case, and whether the reader may open it."""

    @property
    def answerable(self) -> bool:
        """All that stopped it may be let stand by a person with a reason."""
        return not any(finding.rule in NEVER_ACCEPTED for finding in self.row.as_findings())


def stopped(meeting: Meeting, record: Record, *, by: User) -> list[Stopped]:
    """What is held back of the meeting; `record` is the text that would come out."""
    held = list(HeldBack.objects.of(subject_of(meeting)))
    cases = _shields(meeting.organization.body, record) if held else []
    seen = Case.objects.visible_to(rights_of(by)).filter(pk__in=[case.pk for case in cases])
    known = set(seen.values_list("pk", flat=True))
    return [Stopped(row, [(case, case.pk in known) for case in cases]) for row in held]


def _shields(body: Body, record: Record) -> list[Case]:
    """The closed cases whose protected words stand in what is open of the record."""
    open_part = replace(record, items=tuple(item for item in record.items if not item.closed))
    text = json.dumps(to_data(open_part), ensure_ascii=False)
    shut = Case.objects.filter(Q(closed=True) | Q(agenda_items__closed=True), body=body)
    rows = shut.exclude(protected_terms="").select_related("unit", "owner__person").distinct()
    return [case for case in rows if any(find_protected(text, case.protected_terms.splitlines()))]


def still_open(meeting: Meeting, record: Record, findings: Iterable[Finding]) -> list[Finding]:
    """What of the findings nobody has let stand, and what else holds a publication back."""
    found = standing_in(meeting, record, findings)
    known = {plain_fingerprint(finding) for finding in found}
    held = [f for row in HeldBack.objects.of(subject_of(meeting)) for f in row.as_findings()]
    left = standing_in(meeting, record, held)
    return found + [f for f in left if plain_fingerprint(f) not in known]


def shown_in(
    meeting: Meeting, record: Record, findings: Iterable[Finding], *, by: User
) -> list[Shown]:
    """The findings as its secretary's pages show them, each with a way to its item."""
    return shown(
        still_open(meeting, record, findings),
        place_of=lambda finding: _place(record, finding),
        may_publish=by.may_publish,
        may_write=keeps(meeting, by),
    )


def item_of(record: Record, finding: Finding) -> str:
    """The permanent name of the item that the finding is about; empty for the meeting itself."""
    return "" if finding.index is None else record.items[finding.index].id or ""


def _place(record: Record, finding: Finding) -> Place:
    if finding.index is None:
        return Place()
    item = record.items[finding.index]
    number = finding.index + 1 if item.number is None else item.number
    return Place(f"{number}. {item.title or 'punkt uden titel'}", f"#punkt-{number}")


def answer_finding(meeting: Meeting, record: Record, said: Mapping[str, str], *, by: User) -> None:
    """What a person did in the panel: let one finding stand with a reason, or took an acceptance back."""
    if named := said.get("take_back"):
        is_secretary = keeps(meeting, by)
        require(why_not_keep(is_secretary=is_secretary))
        take_back_in(subject_of(meeting), named=named, may_write=is_secretary, by=by)
        return
    fingerprint, reason = said.get("finding", ""), said.get("reason", "")
    let_stand(meeting, record, fingerprint=fingerprint, reason=reason, by=by)


@transaction.atomic
def let_stand(meeting: Meeting, record: Record, *, fingerprint: str, reason: str, by: User) -> None:
    """Let one finding stand with a reason (accepter); one that is mended meanwhile is passed over."""
    is_secretary = keeps(meeting, by)
    require(why_not_keep(is_secretary=is_secretary))
    found = look_at(meeting, record).findings
    for finding in still_open(meeting, record, found):
        if finding.fingerprint == fingerprint:
            accept_finding(
                finding,
                subject=subject_of(meeting),
                place=item_of(record, finding),
                reason=reason,
                may_write=is_secretary,
                by=by,
            )
