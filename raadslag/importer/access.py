"""Who may see the importer's pages: those who may import; to all others they are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from raadslag.people.models import User
from raadslag.people.pages import signed_in

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def for_importers(view: View[Params]) -> View[Params]:
    """Sign in first; then 404 to whoever may not import."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponseBase:
        if not user_of(request).may_import:
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in."""
    return cast(User, request.user)
