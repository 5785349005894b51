"""The plan, the agenda being made, and an organization's settings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from raadslag.allowed import Obstacle, require
from raadslag.meetings import actions, deadlines
from raadslag.meetings.calendar import calendar_file
from raadslag.meetings.custom import set_customs
from raadslag.meetings.forms import PlanForm, RulesForm, lines_of
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.people.models import Organization
from raadslag.people.pages import InsideRequest, inside, show
from raadslag.people.rights import is_secretary, is_secretary_of


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
    rules = deadlines.rules_of(organization)
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
