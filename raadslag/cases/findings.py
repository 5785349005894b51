"""Gennemsyn while writing: the checks' findings on one case, and letting one stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from django.db import transaction

from raadslag.cases.changing import may_write_case
from raadslag.cases.models import Case, CaseQuerySet
from raadslag.checks import Finding
from raadslag.people.models import Body, User
from raadslag.people.rights import rights_of
from raadslag.record import Attachment, AttachmentCount, Item, Meeting, Section, blocks_to_text
from raadslag.review.actions import accept_finding, take_back_in
from raadslag.review.looking import findings_of as findings_in_record
from raadslag.review.looking import standing
from raadslag.review.panel import Place


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


def protected_terms(body: Body) -> tuple[str, ...]:
    """Words registered on the municipality's closed cases: they may stand nowhere in the open."""
    return terms_of(Case.objects.filter(body=body, closed=True))


def terms_of(cases: CaseQuerySet) -> tuple[str, ...]:
    """The protected words of these cases, each once."""
    texts = cases.exclude(protected_terms="").values_list("protected_terms", flat=True)
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return tuple(sorted(lines - {""}))


def found_in(case: Case) -> list[Finding]:
    """All that the checks say about the case, in order."""
    return findings_in_record(case_as_record(case), protected=protected_terms(case.body))


def findings_of(case: Case) -> list[Finding]:
    """What the checks say about the case and nobody has let stand, in order."""
    return standing(found_in(case), subjects=[subject_of(case)])


def places_in(case: Case) -> Callable[[Finding], Place]:
    """Finds the part of the case where most of what a finding rests on is printed, the first of equals."""
    texts = list(_texts(case))

    def place_of(finding: Finding) -> Place:
        printed = [_printed(operand.text) for operand in finding.operands if operand.text.strip()]
        counts = [sum(1 for one in printed if one.search(text)) for _, text in texts]
        most = max(counts, default=0)
        return texts[counts.index(most)][0] if most else Place()

    return place_of


def _texts(case: Case) -> Iterator[tuple[Place, str]]:
    for part in case.paper.sections.all():
        text = " ".join(blocks_to_text(part.as_blocks()).split())
        yield Place(part.heading, f"#afsnit-{part.pk}"), f"{part.heading} {text}"
    frame = [case.title, *(point.text for point in case.points.all())]
    yield Place("Titel, indstilling og vej", "#ramme"), " ".join(frame)
    names = [f"{f.title} {f.file_name}" for f in case.files.filter(removed_at=None)]
    yield Place("Bilag", "#bilag"), " ".join(names)


def _printed(text: str) -> re.Pattern[str]:
    """The words as they stand, not as a part of a longer word or number; a masked sign is any."""
    words = re.escape(" ".join(text.split())).replace("•", r"\w")
    return re.compile(rf"(?<![\w.,]){words}(?!\w|[.,]\d)", re.IGNORECASE)


def answer_finding(case: Case, said: Mapping[str, str], *, by: User) -> None:
    """What a person did in the panel: let one finding stand with a reason, or took an acceptance back."""
    if named := said.get("take_back"):
        writes = may_write_case(case, rights_of(by))
        take_back_in(subject_of(case), named=named, may_write=writes, by=by)
        return
    let_stand(case, fingerprint=said.get("finding", ""), reason=said.get("reason", ""), by=by)


@transaction.atomic
def let_stand(case: Case, *, fingerprint: str, reason: str, by: User) -> None:
    """Let one finding stand with a reason (accepter); one that is mended meanwhile is passed over."""
    for finding in findings_of(case):
        if finding.fingerprint == fingerprint:
            writes = may_write_case(case, rights_of(by))
            accept_finding(
                finding, subject=subject_of(case), reason=reason, may_write=writes, by=by
            )
