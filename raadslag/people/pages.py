"""What every inside page shares: a signed-in user, rights read anew, and a clear no."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from raadslag.allowed import NotAllowed, Obstacle, require
from raadslag.people.door import answers
from raadslag.people.door.answers import wants_json
from raadslag.people.door.changed import changed_since
from raadslag.people.door.errors import other_person
from raadslag.people.door.origin import origin_of, ours
from raadslag.people.door.too_much import why_not_say_so_much
from raadslag.people.models import User
from raadslag.people.rights import Rights, rights_of
from raadslag.seen import FIELD as SEEN
from raadslag.seen import ChangedSince

__all__ = [
    "InsideRequest",
    "go_back",
    "inside",
    "seen_by",
    "show",
    "signed_in",
    "told",
    "wants_json",
]

P = ParamSpec("P")


class InsideRequest(HttpRequest):
    """A request by somebody who has signed in, with today's rights."""

    user: User
    rights: Rights


View = Callable[Concatenate[InsideRequest, P], HttpResponse]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: AnyView[P]) -> AnyView[P]:
    """A page for those who have signed in; never stored by a browser or on the way.

    A form that meets a closed door is kept for the one who wrote it (`door.answers`); a form that was
    made for somebody else is refused, whoever's login happens to be open.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return answers.signed_out(request)
        if request.method == "POST":
            origin = origin_of(request)
            if origin is not None and origin.user != request.user.pk:
                return other_person(request)
        answer = view(request, *args, **kwargs)
        if request.method == "POST":
            answers.settle(request, answer, by=request.user)
        if "Cache-Control" not in answer.headers:
            patch_cache_control(answer, private=True, no_store=True)
        return answer

    return wrapped


def inside(view: View[P]) -> AnyView[P]:
    """A page for those who have signed in. Rights are read at this very request.

    An action that says no leads back to the page it came from, with every reason; a script that
    asked for JSON gets status 409 and the reasons. An act upon something that was changed meanwhile
    is met by what is new. A text longer than the house takes is refused before the view reads it.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        known = cast(InsideRequest, request)
        known.rights = rights_of(request.user)
        try:
            require(why_not_say_so_much(request))
            return view(known, *args, **kwargs)
        except ChangedSince as no:
            return changed_since(known, no)
        except NotAllowed as no:
            return _refused(known, no)

    return signed_in(wrapped)


def show(request: InsideRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render an inside page with the rights it asks."""
    return render(request, template, {"rights": request.rights} | context)


def seen_by(request: HttpRequest) -> str:
    """What the page showed that the act was done from (`raadslag.seen`); blank where it did not say."""
    return request.POST.get(SEEN, "")


def go_back(request: HttpRequest, fallback: str) -> HttpResponseRedirect:
    """To the page the form stood on, if it is ours, else to `fallback`."""
    return HttpResponseRedirect(ours(request.POST.get("back", "")) or fallback)


def told(obstacle: Obstacle) -> str:
    """The reason and its paragraph of law in one sentence."""
    return f"{obstacle.reason} ({obstacle.law})" if obstacle.law else obstacle.reason


def say_obstacles(request: InsideRequest, no: NotAllowed, *, level: int = messages.WARNING) -> None:
    """Say what stands in the way over the next page. By an error the door keeps the form (`door.answers`)."""
    for obstacle in no.obstacles:
        messages.add_message(request, level, told(obstacle), extra_tags="bad")


def _refused(request: InsideRequest, no: NotAllowed) -> HttpResponse:
    if wants_json(request):
        said = [{"code": o.code, "reason": told(o)} for o in no.obstacles]
        return JsonResponse({"obstacles": said}, status=409)
    say_obstacles(request, no, level=messages.ERROR)
    origin = origin_of(request) if request.method == "POST" else None
    return go_back(request, ours(origin.page) if origin else reverse("front"))
