"""The page Møder: the year of every body one has to do with, or a plain list."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from raadslag.meetings.chair_views import registers
from raadslag.meetings.models import Meeting
from raadslag.minutes.year import MONTHS, first_month, month_after, year_of
from raadslag.people.models import Membership, Organization
from raadslag.people.pages import InsideRequest, inside, show
from raadslag.people.rights import is_secretary

LISTED = 100


@require_safe
@inside
def meetings(request: InsideRequest) -> HttpResponse:
    """Twelve months for each body with the next step and its deadline; as a list where that is asked for."""
    begins = first_month(request.GET.get("fra", ""), timezone.localdate())
    visible = Meeting.objects.visible_to(request.rights).select_related("organization")
    over = [Meeting.State.CLOSED, Meeting.State.CANCELLED]
    kept = request.rights.organizations([Membership.Role.SECRETARY])
    as_list = request.GET.get("vis") == "liste"
    context = {
        "as_list": as_list,
        "year": None if as_list else year_of(request.rights, begins=begins),
        "upcoming": visible.upcoming()[:LISTED] if as_list else [],
        "past": visible.filter(state__in=over).order_by("-starts_at")[:LISTED] if as_list else [],
        "earlier": month_after(begins, -MONTHS),
        "later": month_after(begins, MONTHS),
        "plans": is_secretary(request.rights),
        "registers": registers(request.rights),
        "kept": Organization.objects.filter(pk__in=kept),
        "here": "meetings",
    }
    return show(request, "minutes/meetings.html", context)
