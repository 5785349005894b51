"""A login that nobody has used for a while ends: a tablet left on a table is nobody's desk.

What was typed there is kept by the door as for any other login that ran out (`door.answers`).
"""

from __future__ import annotations

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

LAST = "last_used"
"""When the login was last used, in the session: seconds since 1970."""
NOTED_EVERY_S = 300
"""So often it is written down at most: a page that asks each second writes no row each second."""


class Idle:
    """Middleware, below the one that knows who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.IDLE_S and request.session.session_key and request.user.is_authenticated:
            now, last = time(), request.session.get(LAST)
            if isinstance(last, int | float) and now - last > settings.IDLE_S:
                logout(request)
            elif last is None or now - last > min(NOTED_EVERY_S, settings.IDLE_S / 4):
                request.session[LAST] = now
        return self.get_response(request)
