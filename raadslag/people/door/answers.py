"""What a request is told that met a closed door: sign in, sign in again, or somebody else is here now."""

from __future__ import annotations

import inspect
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve, reverse

from raadslag.people.door import kept
from raadslag.people.door.origin import Origin, origin_of, ours
from raadslag.people.models import KeptForm, User

Reason = KeptForm.Reason
TAKEN_SECONDS = 60
"""How long the browser remembers which form the house has taken, so that its own draft of it may go."""
SIGNED_OUT = "Du er blevet logget ud. Det, du skrev, er gemt til dig: log ind igen, og vælg."
SIGNED_OUT_NOTHING = "Du er blevet logget ud. Log ind igen."
OTHER = "Siden hørte til en anden, der var logget ind her. Intet er sendt i dit navn."


def wants_json(request: HttpRequest) -> bool:
    """A script asks; a browser without one posts the same form."""
    return "application/json" in request.headers.get("Accept", "")


def signed_out(request: HttpRequest) -> HttpResponse:
    """To sign-in and back to the page one stood on, never to an address that only takes forms.

    What was typed is kept for the one whose form it is, who need not be the next to sign in.
    """
    if request.method == "POST":
        origin = origin_of(request)
        row = _keep(request, origin, Reason.SIGNED_OUT) if origin else None
        page = kept.stood_on(request, origin) if origin else _page_before(request)
    else:
        row, page = None, request.get_full_path()
    asked = {"next": f"{page.partition('#')[0]}#gemt-{row.uid}" if row else page}
    if request.method == "POST":
        asked["gemt"] = "ja" if row else "nej"
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(asked)}"
    if wants_json(request):
        told = SIGNED_OUT if row else SIGNED_OUT_NOTHING
        said = {"signed_out": True, "kept": row is not None, "sign_in": address, "reason": told}
        return JsonResponse(said, status=401)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _page_before(request: HttpRequest) -> str:
    """Where a form without a name stood, by the browser's own word; the front page if it says nothing."""
    before = urlsplit(request.headers.get("Referer", ""))
    there = before.path if before.netloc == request.get_host() else ""
    page = ours(request.POST.get("back", "")) or ours(there)
    return page if page and opens(page) else reverse(settings.LOGIN_REDIRECT_URL)


def opens(address: str) -> bool:
    """A page can be shown there: the address is one of ours and takes more than forms."""
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    layer: object = view
    while layer is not None:
        if inspect.isfunction(layer):
            taken = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
            if taken is not None and "GET" not in taken:
                return False
        layer = getattr(layer, "__wrapped__", None)
    return True


def _keep(request: HttpRequest, origin: Origin, reason: Reason) -> KeptForm | None:
    return kept.keep_form(request, origin, reason=reason, by_script=wants_json(request))


def settle(request: HttpRequest, answer: HttpResponseBase, *, by: User) -> None:
    """After a form: tell the browser that it was taken, drop what was kept of it; or keep it if it was refused."""
    origin = origin_of(request)
    if origin is None or answer.status_code not in {200, 302, 303}:
        return
    if refused(request):
        if not wants_json(request) and answer.status_code != 200:
            _keep(request, origin, Reason.REFUSED)
        return
    if answer.status_code != 200:
        if again := request.POST.get(kept.KEPT_FIELD):
            kept.drop_kept(by, again)
        answer.set_cookie(
            settings.TAKEN_COOKIE_NAME,
            origin.mark,
            max_age=TAKEN_SECONDS,
            secure=settings.HTTPS,
            samesite="Strict",
        )


def refused(request: HttpRequest) -> bool:
    """The answer carries a message that something went wrong."""
    queued = getattr(messages.get_messages(request), "_queued_messages", [])
    return any(message.level >= messages.ERROR for message in queued)
