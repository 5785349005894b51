"""Taking an imported meeting back from the public, and letting it out again, where it was loaded."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from raadslag.allowed import NotAllowed
from raadslag.importer.access import for_importers, user_of
from raadslag.importer.models import Reading, importing_for
from raadslag.people.models import User
from raadslag.people.pages import seen_by
from raadslag.public.actions import republish, withdraw
from raadslag.public.models import Publication
from raadslag.seen import ChangedSince


def standing_of(reading: Reading) -> list[Publication]:
    """The meeting's newest agenda and minutes, shown or withdrawn; none before it is loaded."""
    if reading.loaded_at is None or reading.meeting_id is None:
        return []
    rows = Publication.objects.filter(meeting=reading.meeting_id, superseded_at=None)
    return list(rows.defer("record").order_by("kind", "-version"))


@for_importers
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a publication with a reason, or let a withdrawn one out again."""
    user = user_of(request)
    reading = get_object_or_404(Reading.objects.visible_to(user), pk=pk)
    publication = _publication(reading, request.POST.get("publication", ""), user)
    try:
        if "republish" in request.POST:
            republish(publication, by=user, seen=seen_by(request))
            messages.success(request, "Mødet er offentliggjort igen.")
        else:
            withdraw(publication, reason=request.POST.get("reason", ""), by=user)
            messages.success(request, "Trukket tilbage. Siden er væk fra nu af.")
    except ChangedSince:
        raise
    except NotAllowed as no:
        messages.error(request, str(no), extra_tags="bad")
    return redirect("importer:reading", pk)


def _publication(reading: Reading, uid: str, user: User) -> Publication:
    """The publication that the form names, if it is this meeting's and the user's own."""
    found = next((row for row in standing_of(reading) if str(row.uid) == uid), None)
    if found is None or found.organization.body_id != importing_for(user):
        raise Http404
    return found
