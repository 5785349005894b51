"""Pages that say who we are, and the answer for what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import get_args

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from raadslag.checks.catalogue import rules as checks_of
from raadslag.checks.registry import Scope
from raadslag.law.table import KINDS, Rule, table
from raadslag.public.reading import Withdrawn

SEVERITIES = {"error": "fejl", "warning": "advarsel", "info": "oplysning"}


def about(request: HttpRequest) -> HttpResponse:
    """What the site is and isn't."""
    return render(request, "public/about.html")


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule that the house knows, for a jurist: whom it binds, its paragraph, source and state."""
    checks = [
        (one.id, one.title, SEVERITIES[one.severity], one.source)
        for one in sorted(
            chain.from_iterable(map(checks_of, get_args(Scope))), key=lambda one: one.id
        )
    ]
    shown = {
        "rules": [(one, _grounds(one)) for one in table().rules],
        "checks": checks,
        "sources": table().sources,
    }
    return render(request, "public/rules.html", shown)


def _grounds(rule: Rule) -> list[tuple[str, object]]:
    """Whom each ground binds, in words ("alle" where it binds every kind), and the ground."""
    return [
        (
            "Alle"
            if set(one.kinds) == set(KINDS)
            else " · ".join(KINDS[kind] for kind in one.kinds),
            one,
        )
        for one in rule.grounds
    ]


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
