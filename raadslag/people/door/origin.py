"""Every form carries, signed, who it was made for and the page it stood on.

A login expires, another signs in at the same machine, and the first one's page still stands in a
tab: what is typed there belongs to the one whose name the form carries, never to the one whose
login happens to be open. The token goes with `{% csrf_token %}`, so that no form can forget it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "form_origin"
"""Name of the hidden field."""
SALT = "raadslag.people.form"
LIFETIME = timedelta(days=7)
"""A page left open longer than this has lost its name; what it sends is refused and not kept."""
LONGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose form it is (user id), the page it stood on (path with query), and the token's end."""

    user: int
    page: str
    mark: str


def made_here(request: HttpRequest) -> str:
    """The token for every form of this page; blank for a visitor who has not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    known: str | None = getattr(request, "_form_origin", None)
    if known is None:
        known = signing.dumps([user.pk, standing_on(request)], salt=SALT)
        request._form_origin = known  # type: ignore[attr-defined]
    return known


def standing_on(request: HttpRequest) -> str:
    """The page that the browser shows: the request's own, or the one around a fetched piece."""
    around = urlsplit(request.headers.get("HX-Current-URL", ""))
    if around.path:
        return ours(f"{around.path}?{around.query}".rstrip("?")) or "/"
    return request.get_full_path()[:LONGEST_PAGE]


def origin_of(request: HttpRequest) -> Origin | None:
    """Whose form was sent; null where it does not say, or says it with a wrong or too old signature.

    Raises what reading the form raises (`RequestDataTooBig` and its like).
    """
    token = request.POST.get(FIELD, "")
    if not token:
        return None
    try:
        user, page = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    return Origin(user, page, mark_of(token))


def mark_of(token: str) -> str:
    """The token's end: enough to know one page's forms from another's."""
    return token[-16:]


def ours(address: str) -> str:
    """The address if it is a path of this house, else blank."""
    fits = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address[:LONGEST_PAGE] if fits and address.startswith("/") else ""
