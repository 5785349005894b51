"""The page where words are taken away for good, reached from a meeting's minutes or from a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from raadslag.allowed import NotAllowed, Obstacle
from raadslag.cases.views import visible_case
from raadslag.meetings.views import kept_meeting
from raadslag.people.models import Body
from raadslag.people.pages import InsideRequest, inside, seen_by, show
from raadslag.proof.erasing import erase_by_law, erasure_parts, look_for, may_erase
from raadslag.proof.files_near import NearFile, files_of_case, files_of_meeting, with_words
from raadslag.proof.forms import EraseForm
from raadslag.proof.rules import why_not_erase
from raadslag.proof.saying import counted
from raadslag.proof.telling import told_places
from raadslag.seen import ChangedSince, mark_of


@require_http_methods(["GET", "POST"])
@inside
def erase_from_meeting(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Erase by law, from a meeting's minutes."""
    meeting = kept_meeting(request, uid)
    back = reverse("release" if meeting.minutes.exists() else "agenda", args=[uid])
    files = files_of_meeting(meeting)
    place = Place(f"meeting:{meeting.uid}", str(meeting), back)
    return _erase(request, meeting.organization.body, files, place)


@require_http_methods(["GET", "POST"])
@inside
def erase_from_case(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Erase by law, from a case."""
    case = visible_case(request, uid)
    back = reverse("case", args=[uid])
    place = Place(f"case:{case.uid}", case.title, back)
    return _erase(request, case.body, files_of_case(case), place)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one came from: the journal's name of it, what it is called, and its page."""

    subject: str
    name: str
    page: str


def _erase(
    request: InsideRequest, body: Body, files: Sequence[NearFile], place: Place
) -> HttpResponse:
    if not may_erase(request.user):
        raise Http404
    form = EraseForm(request.POST or None)
    page: dict[str, Any] = {
        "form": form,
        "files": files,
        "name": place.name,
        "back_to": place.page,
        "body": body,
    }
    if request.method == "GET" or not form.is_valid():
        return show(request, "proof/erase.html", page)
    words, reason = form.cleaned_data["words"], form.cleaned_data["reason"]
    near = {file.sha256 for file in files}
    chosen = near.intersection(request.POST.getlist("files"))
    if "erase" in request.POST:
        try:
            done = erase_by_law(
                body,
                words=words,
                files=chosen,
                reason=reason,
                by=request.user,
                place=place.subject,
                seen=seen_by(request),
                near=near,
            )
        except ChangedSince:
            raise
        except NotAllowed as refused:
            return _refused(request, page, refused.obstacles)
        messages.success(request, f"Slettet efter lov: {told_places(done)}. Det står i journalens linje {done.sequence}.")  # fmt: skip
        return redirect(place.page)
    if no := why_not_erase(may=True, words=words, files=chosen or near, reason=reason):
        return _refused(request, page, no)
    looked = with_words(files, words) if words else list(files)
    chosen |= {file.sha256 for file in looked if file.holds}
    unseen = sum(1 for file in looked if file.unseen and not file.holds)
    page["unseen"] = counted(unseen, "fil", "filer") if unseen else ""
    page["seen"] = mark_of(erasure_parts(body, words=words, near=near))
    found = look_for(body, words=words, files=chosen)
    page |= {"files": looked, "chosen": chosen, "found": told_places(found), "any": bool(chosen or found.places.total())}  # fmt: skip
    return show(request, "proof/erase.html", page)


def _refused(
    request: InsideRequest, page: dict[str, Any], obstacles: Sequence[Obstacle]
) -> HttpResponse:
    """The same page with what was typed, and every reason why not."""
    answer = show(request, "proof/erase.html", page | {"why_not": obstacles})
    answer.status_code = 409
    return answer
