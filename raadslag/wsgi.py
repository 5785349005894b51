"""The web server's way in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
house: WSGIHandler = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # every page's code is read now, not by the first visitor

from raadslag.meetings.together_views import StaysOpen, hold  # noqa: E402  # when Django is set up


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The house's answer; one that stays open is held by its own thread, and this one is free again."""
    answer = house(environ, start_response)
    if isinstance(answer, StaysOpen):
        hold(answer, environ)
    return answer
