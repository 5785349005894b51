"""The page that meets an act upon something that was changed: what is new, and the act once more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from raadslag.people.door import kept
from raadslag.people.door.answers import wants_json
from raadslag.people.door.origin import FIELD, origin_of, ours
from raadslag.people.models import KeptForm
from raadslag.seen import FIELD as SEEN
from raadslag.seen import ChangedSince

NOT_AGAIN = {"csrfmiddlewaretoken", FIELD, SEEN, kept.KEPT_FIELD}


def changed_since(request: HttpRequest, no: ChangedSince) -> HttpResponse:
    """Status 409. Where all that is new stands here, the act can be done from here, having read it;
    else from the page itself, where what was typed waits. A script gets the reasons."""
    if wants_json(request):
        said = [{"code": one.code, "reason": one.reason} for one in no.obstacles]
        return JsonResponse({"obstacles": said}, status=409)
    origin = origin_of(request)
    row = kept.keep_form(request, origin, reason=KeptForm.Reason.REFUSED) if origin else None
    fields = [(n, v) for n, values in request.POST.lists() if n not in NOT_AGAIN for v in values]
    back = ours(request.POST.get("back", "")) or (kept.stood_on(request, origin) if origin else "")
    context = {
        "no": no,
        "fields": fields,
        "typed": kept.typed_in(fields),
        "again": no.is_shown and not request.FILES,
        "kept_now": row,
        "kept_here": [],
        "stood_on": back or "/",
    }
    answer = render(request, "people/changed.html", context, status=409)
    answer.headers["Cache-Control"] = "no-store"
    return answer
