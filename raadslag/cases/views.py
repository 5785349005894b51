"""One case and the steps it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadslag.allowed import NotAllowed
from raadslag.cases import actions
from raadslag.cases.asking import as_record, asked_of
from raadslag.cases.blocks_html import blocks_to_html as edited_html
from raadslag.cases.changing import listed, may_write_case
from raadslag.cases.composed import case_to_item
from raadslag.cases.findings import answer_finding, found_in, places_in, subject_of
from raadslag.cases.forms import CloseForm, NewCaseForm
from raadslag.cases.frame_form import FrameForm, arranged
from raadslag.cases.handling import choices_of
from raadslag.cases.models import Case, Comment, SectionVersion, Step, Subject
from raadslag.cases.pictures import picture_address
from raadslag.cases.plain import blocks_to_plain
from raadslag.cases.reading import reading_of
from raadslag.cases.repeating import rhythm_of
from raadslag.cases.rules import (
    APPROVABLE,
    WRITABLE,
    why_not_make_ready,
    why_not_write,
    worth_asking,
)
from raadslag.cases.seen import beside_parts, mark_of_case
from raadslag.cases.treated import treatments_of
from raadslag.people.models import User
from raadslag.people.pages import InsideRequest, go_back, inside, say_obstacles, seen_by, show
from raadslag.people.rights import is_clerk, is_secretary_of
from raadslag.people.said import short_text
from raadslag.render.asked import lead_of
from raadslag.render.html import blocks_to_html
from raadslag.review.looking import standing
from raadslag.review.panel import accepted_of, left_out, shown
from raadslag.seen import mark_of

LONGEST_COMMENT = 5000
STEPS = [
    (Case.State.DRAFT, "Kladde"),
    (Case.State.SENT, "Til godkendelse"),
    (Case.State.APPROVED, "Godkendt"),
    (Case.State.READY, "Klar"),
    (Case.State.ON_AGENDA, "På dagsorden"),
    (Case.State.TREATED, "Behandlet"),
]


def visible_case(request: InsideRequest, uid: UUID) -> Case:
    """The case, or 404 for somebody who may not see it."""
    return get_object_or_404(Case.objects.visible_to(request.rights), uid=uid)


@require_http_methods(["GET", "POST"])
@inside
def new_case(request: InsideRequest) -> HttpResponse:
    """Begin a case."""
    if not is_clerk(request.rights):
        raise Http404
    form = NewCaseForm(request.POST or None, rights=request.rights)
    if request.method == "POST" and form.is_valid():
        case = actions.open_case(by=request.user, **form.cleaned_data)
        return redirect("case", uid=case.uid)
    return show(request, "cases/new.html", {"form": form, "here": "cases"})


@require_http_methods(["GET", "POST"])
@inside
def case_page(request: InsideRequest, uid: UUID) -> HttpResponse:
    """One case: its frame, its text, its attachments and what it waits for."""
    case = visible_case(request, uid)
    writes = may_write_case(case, request.rights) and case.state in WRITABLE
    if order := request.POST.get("arrange"):
        form = FrameForm(case=case, typed=arranged(request.POST, order))
        return show(request, "cases/case.html", page_of(request, case, form, writes))
    form = FrameForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        keep_frame(case, form.cleaned_data, by=request.user)
        messages.success(request, "Sagens ramme er gemt.")
        if "send" in request.POST:
            return _send_saved(request, case)
        return redirect("case", uid=uid)
    page = page_of(request, case, form, writes)
    if reads_now(request, page):
        page |= reading_of(case, request.rights, way=request.GET.get("vis", "")) | {"reads": True}
    return show(request, "cases/reading.html" if page.get("reads") else "cases/case.html", page)


def reads_now(request: InsideRequest, page: Mapping[str, Any]) -> bool:
    """Whoever is asked to approve reads first; the others read where they don't write, or ask to."""
    if request.method == "POST" or "skriv" in request.GET:
        return False
    return not page["why_not_approve"] or not page["writes"] or "laes" in request.GET


def _send_saved(request: InsideRequest, case: Case) -> HttpResponse:
    """Send what was just saved. What stands in the way is said: the text is kept already, where it belongs."""
    try:
        actions.submit_paper(case, by=request.user)
    except NotAllowed as no:
        say_obstacles(request, no)
    else:
        messages.success(request, "Sagen er sendt til godkendelse.")
    return redirect("case", uid=case.uid)


def keep_frame(case: Case, said: Mapping[str, Any], *, by: User) -> None:
    """The frame and the guests as one form says them; what did not change is left alone."""
    with transaction.atomic():
        said = dict(said)
        guests = said.pop("guests")
        case = actions.frame_case(case, by=by, **said)
        if guests != list(case.guests.values_list("name", "title", "org")):
            actions.name_guests(case, guests=guests, by=by)


@require_safe
@inside
def review(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Gennemsyn alone: the editor asks for it after each save and puts it beside the text."""
    case = visible_case(request, uid)
    writes = may_write_case(case, request.rights) and case.state in WRITABLE
    return show(request, "cases/review.html", _review(request, case, writes))


def _review(request: InsideRequest, case: Case, writes: bool) -> dict[str, object]:
    """What the checks say, and what else stands in the way of sending the case."""
    looks = writes or _keeps(request, case)
    found = found_in(case) if looks else []
    findings = standing(found, subjects=[subject_of(case)])
    user = request.user
    return {
        "case": case,
        "writes": writes,
        "findings": shown(
            findings, place_of=places_in(case), may_publish=user.may_publish, may_write=writes
        ),
        "left_out": left_out(findings),
        "accepted": accepted_of(subject_of(case), found) if looks else [],
        "why_not_submit": actions.why_not_submit_now(case, findings) if writes else [],
        "accept_address": reverse("accept-case-finding", args=[case.uid]),
        "back": reverse("case", args=[case.uid]),
    }


def _keeps(request: InsideRequest, case: Case) -> bool:
    return any(is_secretary_of(request.rights, s.organization_id) for s in case.stops.all())


def page_of(request: InsideRequest, case: Case, form: FrameForm, writes: bool) -> dict[str, object]:
    """What the case's page shows to somebody who writes in it, or not."""
    step = actions.waiting_step(case)
    secretary, seen = _keeps(request, case), mark_of_case(case)
    return _review(request, case, writes) | {
        "form": form,
        "seen": seen,
        "wrong": form.errors if form.is_bound else {},
        "asked": as_record(asked_of(case)),
        "lead": lead_of(case_to_item(case)),
        "advice": worth_asking(actions.draft_of(case)) if writes else [],
        "sections": _sections(case, writes),
        "files": case.files.filter(removed_at=None),
        "may_close": may_write_case(case, request.rights),
        **choices_of(case, request.rights),
        **rhythm_of(case),
        "close_form": CloseForm(
            initial={
                "reason": case.closed_reason,
                "public_title": case.public_title,
                "protected_terms": case.protected_terms,
            }
        ),
        "progress": _progress(case),
        "lapses": _lapses(case),
        "falls": writes and not case.correcting and case.state in APPROVABLE,
        "may_correct": secretary or may_write_case(case, request.rights),
        "sent_out": []
        if writes or case.state != Case.State.CALLED
        else why_not_write(state=case.state, may_write=True),
        "step": step,
        "steps": case.steps.select_related("organization", "by__person").order_by(
            "-round", "order"
        ),
        "comments": case.comments.select_related("by__person"),
        "why_not_approve": actions.why_not_act(case, step, request.rights),
        "why_not_ready": why_not_make_ready(
            state=case.state, conflicts=actions.open_conflicts(case), is_secretary=secretary
        ),
        "subjects": Subject.objects.filter(ended_on=None)[:500],
        "priors": case.priors.all(),
        "treatments": treatments_of(case),
        "returned": case.steps.filter(round=case.round - 1, outcome="returned").select_related(
            "by__person"
        )
        if case.state == Case.State.DRAFT
        else [],
        "here": "cases",
    }


def _lapses(case: Case) -> list[dict[str, object]]:
    """The approvals that fell, the newest first; the first of them is what is new to the approver."""
    rows = case.lapses.select_related("by__person")
    approved = set(case.steps.filter(outcome=Step.Outcome.APPROVED).values_list("round", flat=True))
    return [
        {"row": row, "changed": listed(row.changed), "newest": row.round == case.round - 1,
         "was_approved": row.round in approved}
        for row in rows
    ]  # fmt: skip


def _sections(case: Case, writes: bool) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    picture = picture_address(case)
    beside = SectionVersion.objects.filter(
        section__paper__case=case, conflict=True, settled_at=None
    ).select_related("saved_by__person", "section")
    for section in case.paper.sections.select_related("modified_by__person"):
        blocks = section.as_blocks()
        found.append(
            {
                "row": section,
                "html": blocks_to_html(blocks, top=4, figure=picture),
                "edited": edited_html(blocks, picture=picture) if writes else "",
                "plain": blocks_to_plain(blocks),
                "beside": [
                    {
                        "row": other,
                        "html": blocks_to_html(other.as_blocks(), top=5, figure=picture),
                        "seen": mark_of(beside_parts(other)),
                    }
                    for other in beside
                    if other.section_id == section.pk
                ],
            }
        )
    return found


def _progress(case: Case) -> list[tuple[str, str]]:
    """The case's steps with what each is: done, current or to come."""
    states = [state for state, _ in STEPS]
    here = Case.State.ON_AGENDA if case.state == Case.State.CALLED else case.state
    at = states.index(here) if here in states else len(states)  # type: ignore[arg-type]
    kinds = ["done" if n < at else "now" if n == at else "later" for n in range(len(STEPS))]
    return [(label, kind) for (_, label), kind in zip(STEPS, kinds, strict=True)]


@require_POST
@inside
def submit(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Send a case for approval."""
    actions.submit_paper(visible_case(request, uid), by=request.user)
    messages.success(request, "Sagen er sendt til godkendelse.")
    return go_back(request, reverse("case", args=[uid]))


@require_POST
@inside
def approve(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Approve a case, or send it back with a reason."""
    case, comment = visible_case(request, uid), request.POST.get("comment", "")
    if "return" in request.POST:
        actions.return_paper(case, reason=comment, by=request.user, seen=seen_by(request))
        messages.success(request, "Sagen er sendt tilbage.")
    else:
        actions.approve_paper(case, comment=comment, by=request.user, seen=seen_by(request))
        messages.success(request, "Sagen er godkendt.")
    return go_back(request, reverse("case", args=[uid]))


@require_POST
@inside
def ready(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Take an approved case over for an agenda."""
    actions.make_ready(visible_case(request, uid), by=request.user, seen=seen_by(request))
    messages.success(request, "Sagen er klar til en dagsorden.")
    return go_back(request, reverse("case", args=[uid]))


@require_POST
@inside
def accept(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let one finding stand, with a reason, or take that back."""
    answer_finding(visible_case(request, uid), request.POST, by=request.user)
    return go_back(request, reverse("case", args=[uid]))


@require_POST
@inside
def comment(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Say something to the others who work on the case."""
    case = visible_case(request, uid)
    text = short_text(request, "text", most=LONGEST_COMMENT, label="Kommentaren")
    if text:
        Comment.objects.create(case=case, by=request.user, text=text)
    return go_back(request, reverse("case", args=[uid]))
