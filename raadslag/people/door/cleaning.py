"""What a browser sends, before anybody reads it: characters that cannot be kept are made visible.

PostgreSQL refuses a text with NUL, XML one with ESC, and a document what no font has; so they stop
here, once, for every form, search and cookie. Whoever typed is told where something was lost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

from raadslag.people.pages import wants_json
from raadslag.record.letters import UNKNOWN, clean

LOST = f"Nogle tegn kunne ikke gemmes. De står som {UNKNOWN} i teksten: skriv dem igen, eller slet dem."


class CleanInput:
    """Middleware: addresses, cookies, queries and forms hold only characters that can be kept.

    Stands below the middleware that guards forms (CSRF), which has read the form by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Raises `Http404` for an address with characters that no address of ours has."""
        if any(isinstance(part, str) and clean(part) != part for part in [*args, *kwargs.values()]):
            raise Http404
        request.GET = cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            form = cleaned(request.POST)
            if _lost(form) > _lost(request.POST) and not wants_json(request):
                messages.add_message(request, messages.WARNING, LOST, extra_tags="wait")
            request.POST = form  # type: ignore[assignment]


class CleanCookies:
    """Middleware: a cookie with characters that cannot be kept is none of ours. Stands before sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for name, value in list(request.COOKIES.items()):
            if clean(value) != value:
                del request.COOKIES[name]
        return self.get_response(request)


def _lost(said: QueryDict) -> int:
    return sum(value.count(UNKNOWN) for _, values in said.lists() for value in values)


def cleaned(said: QueryDict) -> QueryDict:
    """The same values with clean letters; the very same object where nothing had to be changed."""
    if all(clean(value) == value for _, values in said.lists() for value in values):
        return said
    fresh = QueryDict(mutable=True, encoding=said.encoding)
    for name, values in said.lists():
        fresh.setlist(clean(name), [clean(value) for value in values])
    fresh._mutable = False
    return fresh
