"""What every inside page shares: a signed-in user, rights read anew, and a clear no."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from raadslag.allowed import NotAllowed, Obstacle
from raadslag.people.models import User
from raadslag.people.rights import Rights, rights_of

P = ParamSpec("P")


class InsideRequest(HttpRequest):
    """A request by somebody who has signed in, with today's rights."""

    user: User
    rights: Rights


View = Callable[Concatenate[InsideRequest, P], HttpResponse]


def inside(view: View[P]) -> Callable[..., HttpResponse]:
    """A page for those who have signed in. Rights are read at this very request.

    An action that says no leads back to the page it came from, with every reason; a script that
    asked for JSON gets status 409 and the reasons.
    """

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        known = cast(InsideRequest, request)
        known.rights = rights_of(request.user)
        try:
            answer = view(known, *args, **kwargs)
        except NotAllowed as no:
            answer = _refused(known, no)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    return wrapped


def show(request: InsideRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render an inside page with the rights it asks."""
    return render(request, template, {"rights": request.rights} | context)


def wants_json(request: HttpRequest) -> bool:
    """A script asks; a browser without one posts the same form."""
    return "application/json" in request.headers.get("Accept", "")


def go_back(request: HttpRequest, fallback: str) -> HttpResponseRedirect:
    """To the page the form stood on, if it is ours, else to `fallback`."""
    wanted = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return HttpResponseRedirect(wanted if ours else fallback)


def told(obstacle: Obstacle) -> str:
    """The reason and its paragraph of law in one sentence."""
    return f"{obstacle.reason} ({obstacle.law})" if obstacle.law else obstacle.reason


def _refused(request: InsideRequest, no: NotAllowed) -> HttpResponse:
    if wants_json(request):
        said = [{"code": o.code, "reason": told(o)} for o in no.obstacles]
        return JsonResponse({"obstacles": said}, status=409)
    for obstacle in no.obstacles:
        messages.add_message(request, messages.ERROR, told(obstacle), extra_tags="bad")
    return go_back(request, reverse("front"))
