"""The plan, the agenda being made, and an organization's settings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadslag.allowed import Obstacle, require
from raadslag.cases.models import Case
from raadslag.cases.plain import blocks_to_plain
from raadslag.cases.text_views import typed_blocks
from raadslag.meetings import actions, calling
from raadslag.meetings.calendar import calendar_file
from raadslag.meetings.compose import compose
from raadslag.meetings.custom import set_customs
from raadslag.meetings.findings import answer_finding, look_at, shown_in, subject_of
from raadslag.meetings.forms import PlanForm, RulesForm, lines_of
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.moving import why_not_undo_opening_now
from raadslag.meetings.notice import agenda_changes
from raadslag.meetings.reading import recusals_in
from raadslag.meetings.seats import forecast, seats_of
from raadslag.people.models import Organization
from raadslag.people.pages import InsideRequest, go_back, inside, show
from raadslag.people.rights import is_secretary, is_secretary_of
from raadslag.people.said import found_by, short_text, whole_number
from raadslag.review.models import HeldBack
from raadslag.review.panel import accepted_of


def visible_meeting(request: InsideRequest, uid: UUID) -> Meeting:
    """The meeting, or 404 for somebody who may not see it."""
    found = Meeting.objects.visible_to(request.rights).select_related("organization__body")
    return get_object_or_404(found, uid=uid)


def kept_meeting(request: InsideRequest, uid: UUID) -> Meeting:
    """The meeting, or 404 for anybody but its secretary."""
    meeting = visible_meeting(request, uid)
    if not is_secretary_of(request.rights, meeting.organization_id):
        raise Http404
    return meeting


def kept_item(request: InsideRequest, uid: UUID, item: UUID) -> AgendaItem:
    """An item of a meeting that one keeps. Raises `Http404`, and `NotAllowed` where it is gone by now.

    A tab may stand open while the item is taken off in another: that is no page that never was.
    """
    found = AgendaItem.objects.filter(uid=item, meeting=kept_meeting(request, uid)).first()
    if found is None:
        require(
            [
                Obstacle(
                    "item-gone",
                    "Punktet står ikke længere på dagsordenen: det er taget af imens. "
                    "Siden viser dagsordenen, som den er nu.",
                )
            ]
        )
    assert found is not None
    return found


@require_http_methods(["GET", "POST"])
@inside
def meetings(request: InsideRequest) -> HttpResponse:
    """The meetings one may see; a secretary plans new ones here."""
    keeps = is_secretary(request.rights)
    if request.method == "POST" and not keeps:
        raise Http404
    form = PlanForm(request.POST or None, rights=request.rights)
    if request.method == "POST" and form.is_valid():
        count = _plan(request, form.cleaned_data)
        messages.success(
            request, f"{count} møder er planlagt." if count > 1 else "Mødet er planlagt."
        )
        return redirect("meetings")
    visible = Meeting.objects.visible_to(request.rights).select_related("organization")
    live = [Meeting.State.CLOSED, Meeting.State.CANCELLED]
    context = {
        "upcoming": visible.upcoming()[:100],
        "past": visible.filter(state__in=live).order_by("-starts_at")[:100],
        "form": form if keeps else None,
        "kept": Organization.objects.filter(pk__in=request.rights.organizations(["secretary"])),
        "here": "meetings",
    }
    return show(request, "meetings/meetings.html", context)


def _plan(request: InsideRequest, said: dict[str, object]) -> int:
    starts, weeks, until = said["starts_at"], said["weeks"], said["until"]
    moments = [starts]
    if weeks and until:
        moments = actions.year_of_meetings(starts, weeks=weeks, until=until)  # type: ignore
    for moment in moments:
        actions.plan_meeting(
            said["organization"],  # type: ignore[arg-type]
            starts_at=moment,  # type: ignore[arg-type]
            location=str(said["location"]),
            extraordinary=bool(said["extraordinary"]),
            by=request.user,
        )
    return len(moments)


@require_safe
@inside
def agenda(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The secretary's desk for one agenda."""
    meeting = kept_meeting(request, uid)
    waiting = Case.objects.filter(state=Case.State.READY, stops__treated_on=None).distinct()
    waiting = waiting.filter(stops__organization=meeting.organization)
    ready = [c for c in waiting if not actions.why_not_add_now(c, meeting=meeting, by=request.user)]
    items = list(meeting.items.select_related("case"))
    recusals = recusals_in(meeting)
    record = compose(meeting, kind="agenda")
    looked, now = look_at(meeting, record), timezone.now()
    context = {
        "meeting": meeting,
        "items": [
            {
                "row": item,
                "plain": blocks_to_plain(item.as_blocks()),
                "recusals": recusals.get(item.pk, []),
                "ready": actions.is_ready(item),
            }
            for item in items
        ],
        "seats": seats_of(meeting),
        "ready": ready,
        "deadline": actions.notice_deadline(meeting),
        "late": timezone.localdate() > actions.notice_deadline(meeting),
        "ready_deadline": actions.ready_deadline(meeting),
        "why_not_call": calling.why_not_call_now(meeting, looked=looked, by=request.user, at=now),
        "expected": forecast(meeting),
        "why_not_undo": why_not_undo_opening_now(meeting, by=request.user)
        if meeting.state == Meeting.State.OPEN
        else None,
        "planned": meeting.state == Meeting.State.PLANNED,
        "called": meeting.state == Meeting.State.CALLED,
        "versions": _versions(meeting),
        "findings": shown_in(meeting, record, looked.findings, by=request.user),
        "accepted": accepted_of(subject_of(meeting), looked.findings),
        "held_back": HeldBack.objects.of(subject_of(meeting)),
        "accept_address": reverse("accept-agenda-finding", args=[uid]),
        "here": "meetings",
    }
    return show(request, "meetings/agenda.html", context)


def _versions(meeting: Meeting) -> list[dict[str, object]]:
    """The agenda's versions, newest first, with what each changed."""
    rows = list(meeting.agendas.order_by("version"))
    pairs = zip([None, *rows], rows, strict=False)
    found = [
        {
            "row": after,
            "changes": agenda_changes(before.as_record(), after.as_record()) if before else [],
        }
        for before, after in pairs
    ]
    return found[::-1]


@require_POST
@inside
def change_agenda(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Put a ready case, or an item of one's own, on the agenda."""
    meeting = kept_meeting(request, uid)
    back = reverse("agenda", args=[uid])
    if number := request.POST.get("case"):
        case = found_by(Case.objects.visible_to(request.rights), number, field="uid")
        reason = request.POST.get("reason", "")
        if meeting.state == Meeting.State.PLANNED:
            actions.add_to_agenda(case, meeting=meeting, by=request.user)
        else:
            calling.supplement_agenda(case, meeting=meeting, reason=reason, by=request.user)
        messages.success(request, f"»{case.title}« er sat på dagsordenen.")
    else:
        title = short_text(request, "title", most=300, label="Titlen")
        actions.add_item(meeting, title=title, by=request.user)
    return go_back(request, back)


@require_POST
@inside
def change_item(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Move, write, explain, drop or withdraw one item. The button says which."""
    row = kept_item(request, uid, item)
    said, by = request.POST, request.user
    match said.get("act"):
        case "move":
            place = whole_number(said.get("to"))
            actions.move_item(row, to=row.order if place is None else place, by=by)
        case "write":
            version = whole_number(said.get("version")) or 0
            actions.write_item(
                row,
                title=short_text(request, "title", most=300, label="Titlen"),
                blocks=typed_blocks(request),
                version=version,
                by=by,
            )
        case "late":
            actions.explain_lateness(row, reason=said.get("reason", ""), by=by)
        case "drop":
            actions.drop_item(row, by=by)
        case "withdraw":
            calling.withdraw_item(row, reason=said.get("reason", ""), by=by)
        case _:
            raise Http404
    return go_back(request, reverse("agenda", args=[uid]))


@require_POST
@inside
def accept(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let one finding about the agenda stand, with a reason, or take that back."""
    meeting = kept_meeting(request, uid)
    answer_finding(meeting, compose(meeting, kind="agenda"), request.POST, by=request.user)
    return go_back(request, reverse("agenda", args=[uid]))


@require_POST
@inside
def call(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Send the agenda, or cancel the meeting."""
    meeting = kept_meeting(request, uid)
    if "cancel" in request.POST:
        calling.cancel_meeting(
            meeting,
            reason=short_text(request, "reason", most=300, label="Begrundelsen"),
            by=request.user,
        )
        messages.success(request, "Mødet er aflyst.")
    else:
        calling.call_meeting(meeting, by=request.user)
        messages.success(request, "Mødet er indkaldt, og dagsordenen er låst.")
    return go_back(request, reverse("agenda", args=[uid]))


@require_safe
@inside
def calendar(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The meeting as a calendar file."""
    meeting = visible_meeting(request, uid)
    answer = HttpResponse(calendar_file(meeting), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return answer


@require_http_methods(["GET", "POST"])
@inside
def customs(request: InsideRequest, pk: int) -> HttpResponse:
    """How an organization works: deadlines, fixed items, formulas, template."""
    organization = get_object_or_404(Organization, pk=pk, body_id=request.rights.body or 0)
    if not is_secretary_of(request.rights, organization.pk):
        raise Http404
    rules = actions.rules_of(organization)
    form = RulesForm(request.POST or None, instance=rules, organization=organization)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        set_customs(
            organization,
            rules=form.save(commit=False),
            first=lines_of(said["first_items"]),
            last=lines_of(said["last_items"]),
            formulas=said["formulas"],
            sections=said["sections"],
            by=request.user,
        )
        messages.success(request, "Indstillingerne er gemt.")
        return redirect("customs", pk=pk)
    context = {"organization": organization, "form": form, "here": "meetings"}
    return show(request, "meetings/customs.html", context)
