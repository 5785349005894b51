"""Planning: one meeting, or a year of them, each day shown before it is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from raadslag.allowed import NotAllowed
from raadslag.meetings.forms import PlanForm, say_no
from raadslag.meetings.models import Meeting
from raadslag.meetings.planning import plan_meetings
from raadslag.meetings.rhythm import months_of_meetings, year_of_meetings
from raadslag.meetings.workdays import holiday_on
from raadslag.people.models import Organization
from raadslag.people.pages import InsideRequest, inside, show
from raadslag.people.rights import is_secretary
from raadslag.people.said import whole_number

MOST = 60
"""So many meetings are planned at once: a year of every week, and some."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day that could be planned. `holiday` names it; `taken`: the body meets then already."""

    moment: datetime
    holiday: str
    taken: bool

    @property
    def value(self) -> str:
        """How the form names it."""
        return self.moment.isoformat()

    @property
    def wanted(self) -> bool:
        """Chosen before anybody says otherwise."""
        return not (self.holiday or self.taken)


@require_http_methods(["GET", "POST"])
@inside
def plan(request: InsideRequest) -> HttpResponse:
    """A form, the days it leads to, and then the meetings."""
    if not is_secretary(request.rights):
        raise Http404
    form = PlanForm(request.POST or None, rights=request.rights)
    proposals: list[Proposal] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        proposals = _proposals(said)
        chosen = set(request.POST.getlist("day"))
        alone = not said["rhythm"]
        wanted = [p.moment for p in proposals if alone or p.value in chosen]
        if ("plan" in request.POST or alone) and wanted:
            try:
                return _planned(request, said, wanted)
            except NotAllowed as no:
                say_no(form, no)
        if "plan" in request.POST:
            form.add_error(None, "Vælg mindst én dag.")
    context = {"form": form, "proposals": proposals, "here": "meetings"}
    return show(request, "meetings/plan.html", context)


def _proposals(said: dict[str, Any]) -> list[Proposal]:
    first, until, rhythm = said["starts_at"], said["until"], said["rhythm"]
    moments = [first]
    if rhythm == "month":
        moments = months_of_meetings(first, until=until, skip_july=said["skip_july"])
    elif rhythm:
        moments = year_of_meetings(
            first, weeks=whole_number(rhythm) or 1, until=until, skip_july=said["skip_july"]
        )
    organization: Organization = said["organization"]
    rows = Meeting.objects.filter(organization=organization, starts_at__in=moments[:MOST])
    taken = set(rows.values_list("starts_at", flat=True))
    return [
        Proposal(moment, holiday_on(timezone.localdate(moment)), moment in taken)
        for moment in moments[:MOST]
    ]


def _planned(request: InsideRequest, said: dict[str, Any], moments: list[datetime]) -> HttpResponse:
    ends = said["ends_at"]
    days = [timezone.localdate(moment) for moment in moments]
    until = [timezone.make_aware(datetime.combine(day, ends)) if ends else None for day in days]
    plan_meetings(
        said["organization"],
        zip(moments, until, strict=True),
        location=said["location"],
        extraordinary=said["extraordinary"],
        because=said["because"],
        by=request.user,
    )
    told = "Mødet er planlagt." if len(moments) == 1 else f"{len(moments)} møder er planlagt."
    messages.success(request, told)
    return redirect("meetings")
