"""Gennemsyn while writing: the checks' findings on one case, and letting one stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction

from raadslag.cases.changing import may_write_case
from raadslag.cases.composed import case_to_item
from raadslag.cases.models import Case, CaseQuerySet
from raadslag.checks import Finding
from raadslag.people.models import Body, User
from raadslag.people.rights import rights_of
from raadslag.record import Meeting, blocks_to_text
from raadslag.review.actions import accept_finding, take_back_in
from raadslag.review.looking import findings_of as findings_in_record
from raadslag.review.looking import standing
from raadslag.review.panel import Place


def case_as_record(case: Case) -> Meeting:
    """The case as an agenda of one item without a number: what the checks read."""
    stops = [stop.organization.name for stop in case.stops.select_related("organization")]
    return Meeting(
        kind="agenda",
        municipality=case.body.name,
        organization=stops[0] if stops else None,
        items=(case_to_item(case),),
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
    """Finds the part of the case where most of what a finding rests on stands, the first of equals."""
    written = [part for part in case.paper.sections.all() if blocks_to_text(part.as_blocks())]
    places = {f"section:{n}": Place(p.heading, f"#afsnit-{p.pk}") for n, p in enumerate(written)}
    frame = Place("Titel, indstilling og vej", "#ramme")
    places |= {"title": frame, "recommendation": frame, "attachments": Place("Bilag", "#bilag")}

    for file in case.files.filter(removed_at=None):
        places[f"fil:{file.file_name}"] = Place(f"bilaget »{file.title}«", f"#bilag-{file.uid}")

    def place_of(finding: Finding) -> Place:
        files = [f"fil:{p.text}" for p in finding.operands if p.value == "fil"]
        if named := [places[name] for name in files if name in places]:
            return named[0]
        sections = ["attachments" if p.value == "fil" else p.section for p in finding.operands]
        named = [places[section] for section in sections if section in places]
        return max(named, key=named.count, default=Place())

    return place_of


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
