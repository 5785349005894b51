"""Headers that every answer carries: pages, errors, files and what lies under /statisk/."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()",
    "X-Content-Type-Options": "nosniff",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}
"""Set where the answer has none of its own: a page has the house's policy, a file its sandbox."""


class Headers:
    """Middleware, the outermost: what nobody inside has said is said here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        traced = request.method == "TRACE"
        answer = HttpResponseNotAllowed([]) if traced else self.get_response(request)
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        return answer
