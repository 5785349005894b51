"""A case from draft to ready for an agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.asking import Asked, asked_of, write_asked
from raadslag.cases.changing import changing, may_write_case
from raadslag.cases.composed import case_to_item
from raadslag.cases.findings import findings_of
from raadslag.cases.letters import ask_approver, ask_secretaries, tell_returned
from raadslag.cases.models import Case, Guest, Paper, PaperSection, Point, Step, Stop, Template
from raadslag.cases.recommending import told_units
from raadslag.cases.rules import (
    Draft,
    why_not_approve_step,
    why_not_make_ready,
    why_not_return,
    why_not_submit,
    why_not_write,
)
from raadslag.cases.seen import mark_of_case, require_case_seen
from raadslag.cases.steps import approvers_of, draft_again, drop_waiting, steps_for
from raadslag.checks import Finding
from raadslag.checks.privacy.hits import UNSEEN
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows, names_of
from raadslag.people.models import Organization, User
from raadslag.people.rights import Rights, is_secretary_of, may_approve, rights_of
from raadslag.people.rules import why_not_of_body
from raadslag.record import blocks_to_text, to_data, walk_figures
from raadslag.review.rules import why_not_pass
from raadslag.seen import hash_of

FIND_PRIORS = "find-priors"
"""The job that looks a case up in earlier minutes; its key is the case's uid. The minutes' room does it."""


@transaction.atomic
def open_case(*, template: Template, unit: Organization, title: str, by: User) -> Case:
    """Begin a case on a template, for a unit that the writer works in (opret sag)."""
    if unit.pk not in rights_of(by).units:
        require([Obstacle("not-in-unit", "Du arbejder ikke i den enhed.")])
    require(why_not_of_body([template.organization], body=unit.body_id))
    case = Case.objects.create(
        body=unit.body,
        unit=unit,
        owner=by,
        template=template,
        title=" ".join(title.split()) or "Uden titel",
    )
    case.recommending.add(unit)
    case.recommended_by = told_units([unit.name])
    case.save(update_fields=["recommended_by"])
    paper = Paper.objects.create(case=case)
    PaperSection.objects.bulk_create(
        PaperSection(
            paper=paper,
            order=part.order,
            heading=part.heading,
            key=part.key,
            required=part.required,
            help_text=part.help_text,
        )
        for part in template.sections.all()
    )
    Stop.objects.create(case=case, organization=template.organization, order=1)
    rows = [case, paper, paper.sections.all(), case.stops.all()]
    note("open_case", by=by, subject=f"case:{case.uid}", rows=rows)
    enqueue(FIND_PRIORS, str(case.uid))
    return case


@transaction.atomic
def frame_case(
    case: Case,
    *,
    title: str,
    journal_number: str,
    units: Sequence[Organization],
    points: Sequence[str],
    stops: Sequence[Organization],
    asked: Sequence[Asked],
    version: int,
    by: User,
) -> Case:
    """Set everything about a case but its text (ret sagens ramme). A stale `version` is refused.

    The `units` put the case forward; each one's head, and their directors, approve it.
    """
    stale = Obstacle("stale", "En anden har rettet sagen imens. Se rettelserne, og prøv igen.")
    with changing(case, by=by) as case:
        require([stale] if version != case.version else [])
        require(why_not_of_body([*units, *stops], body=case.body_id))
        case.title = " ".join(title.split())
        case.journal_number = journal_number.strip()
        case.recommended_by = told_units([unit.name for unit in units])
        case.recommending.set(units)
        rows = [*write_asked(case, asked), *write_points(case, points), *write_stops(case, stops)]
        case.version += 1
        case.save()
        rows.append(case)
        note("frame_case", by=by, subject=f"case:{case.uid}", rows=rows)
    enqueue(FIND_PRIORS, str(case.uid))
    return Case.objects.get(pk=case.pk)


def write_points(case: Case, points: Sequence[str]) -> Rows:
    gone = names_of(case.points.all())
    case.points.all().delete()
    texts = [" ".join(text.split()) for text in points if text.strip()]
    Point.objects.bulk_create(
        Point(case=case, order=n, text=text) for n, text in enumerate(texts, start=1)
    )
    return [*gone, case.points.all()]


def write_stops(case: Case, stops: Sequence[Organization]) -> Rows:
    """The route; one that is the same is left alone, with the days on which it was treated."""
    if list(case.stops.values_list("organization", flat=True)) == [stop.pk for stop in stops]:
        return []
    gone = names_of(case.stops.all())
    treated = dict(case.stops.values_list("organization", "treated_on"))
    case.stops.all().delete()
    Stop.objects.bulk_create(
        Stop(case=case, organization=body, order=n, treated_on=treated.get(body.pk))
        for n, body in enumerate(stops, start=1)
    )
    return [*gone, case.stops.all()]


@transaction.atomic
def name_guests(case: Case, *, guests: Iterable[tuple[str, str, str]], by: User) -> None:
    """Say who else takes part while the case is treated: (name, title, organisation)."""
    with changing(case, by=by) as case:
        gone = names_of(case.guests.all())
        case.guests.all().delete()
        Guest.objects.bulk_create(
            Guest(case=case, name=name, title=title, org=org) for name, title, org in guests if name
        )
        rows = [*gone, case.guests.all()]
        note("name_guests", by=by, subject=f"case:{case.uid}", rows=rows)


def why_not_submit_now(case: Case, findings: Iterable[Finding]) -> list[Obstacle]:
    """What a member must know is missing, or Gennemsyn has found what the writer can mend.

    A file that nothing can search is looked at by one who may publish, before it comes out: the heads
    may read the case meanwhile.
    """
    no = why_not_submit(draft_of(case), state=case.state, approvers=approvers_of(case))
    mendable = [one for one in findings if one.rule != UNSEEN]
    return no + why_not_pass(mendable, accepted=frozenset())


@transaction.atomic
def submit_paper(case: Case, *, by: User) -> Case:
    """Send a case for approval: first the heads of its units, then their director (send til godkendelse)."""
    case = _locked(case)
    _require_writer(case, by)
    asked = steps_for(case)
    require(why_not_submit_now(case, findings_of(case)))
    Step.objects.bulk_create(
        Step(case=case, round=case.round, order=n, organization=organization, role=role)
        for n, (organization, role) in enumerate(asked, start=1)
    )
    case.state = Case.State.SENT
    case.save(update_fields=["state", "modified_at"])
    rows = [case, case.steps.filter(round=case.round)]
    details = {"round": case.round}
    note("submit_paper", by=by, subject=f"case:{case.uid}", details=details, rows=rows)
    _ask_next(case)
    return case


@transaction.atomic
def approve_paper(case: Case, *, comment: str = "", by: User, seen: str | None = None) -> Case:
    """Approve a case as head or director, when it is one's turn (godkend sag).

    `seen` is the mark of what they read (`cases.seen`); the line in the journal names that text by hash.
    """
    case = _locked(case)
    step, rights = waiting_step(case), rights_of(by)
    require(why_not_act(case, step, rights))
    require_case_seen(seen, case, act="Godkend sagen")
    assert step is not None
    step.outcome, step.by, step.at, step.comment = "approved", by, timezone.now(), comment.strip()
    step.seen = to_data(case_to_item(case))
    step.save()
    if waiting_step(case) is None:
        case.state = Case.State.APPROVED
    case.save(update_fields=["state", "modified_at"])
    details, rows = {"step": step.order, "text": hash_of(mark_of_case(case))}, [case, step]
    note("approve_paper", by=by, subject=f"case:{case.uid}", details=details, rows=rows)
    _ask_next(case)
    return case


@transaction.atomic
def return_paper(case: Case, *, reason: str, by: User, seen: str | None = None) -> Case:
    """Send a case back to its writer with a reason (send tilbage)."""
    case = _locked(case)
    step, rights = waiting_step(case), rights_of(by)
    holds = step is not None and may_approve(rights, step.organization_id, step.role)
    require(why_not_return(waiting=step is not None, holds_role=holds, reason=reason))
    require_case_seen(seen, case, act="Send sagen tilbage")
    assert step is not None
    step.outcome, step.by, step.at, step.comment = "returned", by, timezone.now(), reason.strip()
    step.seen = to_data(case_to_item(case))
    step.save()
    rows = [case, step, drop_waiting(case)]
    draft_again(case)
    details = {"step": step.order}
    note("return_paper", by=by, subject=f"case:{case.uid}", details=details, rows=rows)
    tell_returned(case, step)
    return case


@transaction.atomic
def make_ready(case: Case, *, by: User, seen: str | None = None) -> Case:
    """Take an approved case over for an agenda, as the secretary of a body on its route (gør klar)."""
    case = _locked(case)
    rights = rights_of(by)
    on_route = any(is_secretary_of(rights, stop.organization_id) for stop in case.stops.all())
    conflicts = open_conflicts(case)
    require(why_not_make_ready(state=case.state, conflicts=conflicts, is_secretary=on_route))
    require_case_seen(seen, case, act="Gør sagen klar")
    case.state = Case.State.READY
    case.save(update_fields=["state", "modified_at"])
    note("make_ready", by=by, subject=f"case:{case.uid}", rows=[case])
    return case


def why_not_act(case: Case, step: Step | None, rights: Rights) -> list[Obstacle]:
    """Why somebody may not approve a case now."""
    holds = step is not None and may_approve(rights, step.organization_id, step.role)
    return why_not_approve_step(
        waiting=case.state == Case.State.SENT and step is not None,
        holds_role=holds,
        own_case=case.owner_id == rights.user,
    )


def waiting_step(case: Case) -> Step | None:
    """The approval that the case waits for now."""
    return case.steps.filter(round=case.round, outcome="waiting").first()


def _ask_next(case: Case) -> None:
    step = waiting_step(case)
    if step is not None:
        ask_approver(case, step)
    else:
        ask_secretaries(case)


def open_conflicts(case: Case) -> int:
    """Texts kept beside another that nobody has chosen between yet."""
    return int(
        PaperSection.objects.filter(
            paper__case=case, versions__conflict=True, versions__settled_at=None
        ).count()
    )


def draft_of(case: Case) -> Draft:
    """What the rules must know about a case."""
    stops = list(case.stops.select_related("organization"))
    return Draft(
        title=case.title,
        journal_number=case.journal_number,
        sections=[
            (part.heading, blocks_to_text(part.as_blocks()), part.required, part.help_text)
            for part in case.paper.sections.all()
        ],
        points=[point.text for point in case.points.all()],
        stops=[stop.organization.kind for stop in stops],
        recommended_by=case.recommended_by,
        closed=case.closed,
        closed_reason=case.closed_reason,
        public_title=case.public_title,
        asked=asked_of(case),
        conflicts=open_conflicts(case),
        undescribed=[
            part.heading
            for part in case.paper.sections.all()
            for figure in walk_figures(part.as_blocks())
            if not figure.alt.strip()
        ],
    )


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def _require_writer(case: Case, by: User) -> None:
    require(why_not_write(state=case.state, may_write=may_write_case(case, rights_of(by))))
