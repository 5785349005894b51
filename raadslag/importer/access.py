"""Who may see the importer's pages: those who may import; to all others they are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from raadslag.importer.models import importing_for
from raadslag.people.door.changed import changed_since
from raadslag.people.models import Body, User
from raadslag.people.pages import signed_in
from raadslag.seen import ChangedSince

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def for_importers(view: View[Params]) -> View[Params]:
    """Sign in first; then 404 to whoever may not import for any municipality."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponseBase:
        if importing_for(user_of(request)) is None:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except ChangedSince as no:
            return changed_since(request, no)

    return signed_in(guarded)


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in."""
    return cast(User, request.user)


def own_body(request: HttpRequest) -> Body:
    """The municipality that the signed-in user may import for; 404 for nobody."""
    return get_object_or_404(Body, pk=importing_for(user_of(request)) or 0)
