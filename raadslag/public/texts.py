"""Pages that say who we are, and the answer for what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from raadslag.public.reading import Withdrawn


def about(request: HttpRequest) -> HttpResponse:
    """What the site is and isn't."""
    return render(request, "public/about.html")


def open_data(request: HttpRequest) -> HttpResponse:
    """How to take the record along."""
    return render(request, "public/open_data.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What we do for accessibility and know to be missing."""
    return render(request, "public/accessibility.html")


class WithdrawnAnswer:
    """Middleware: what was taken back answers 410 and says so, without any of its content."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The 410 page for `Withdrawn`; every other exception goes on."""
        if not isinstance(error, Withdrawn):
            return None
        page = "public/withdrawn.html"
        answer = render(request, page, {"publication": error.publication}, status=410)
        answer["Cache-Control"] = "no-cache"
        return answer
