"""Who may see the importer's pages: those who may import; to all others they are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from raadslag.people.models import User

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

    return cast(View[Params], login_required(guarded))


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in."""
    return cast(User, request.user)
