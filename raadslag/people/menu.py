"""The main menu: one for every page, so that nobody gets lost between the archive and the work."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from raadslag.people.door.kept import kept_on
from raadslag.people.models import KeptForm, User
from raadslag.people.rights import Rights, is_clerk, is_elected, is_secretary, may_inform, rights_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `current` is "page" on the page itself, "true" below it, else blank."""

    address: str
    label: str
    current: str = ""


def menu(request: HttpRequest) -> dict[str, object]:
    """Context processor: `menu`, worked out only where a template shows it."""
    return {"menu": SimpleLazyObject(lambda: entries(request))}


def kept_here(request: HttpRequest) -> dict[str, object]:
    """Context processor: `kept_here`, what the visitor had typed on this page and the house did not take."""
    return {"kept_here": SimpleLazyObject(lambda: _kept_here(request))}


def _kept_here(request: HttpRequest) -> list[KeptForm]:
    user = getattr(request, "user", None)
    return kept_on(user, request.path) if isinstance(user, User) else []


def drafts(request: HttpRequest) -> dict[str, object]:
    """Context processor: `drafts`, what an inside page needs to keep its writer's drafts locked; else none.

    `whose` names the writer's drafts in the browser, `key` (base64, 256 bits) locks them, `taken` is
    the cookie that says which form the house took.
    """
    user, match = getattr(request, "user", None), request.resolver_match
    if match is None or match.app_name == "public" or not isinstance(user, User):
        return {"drafts": None}
    key = salted_hmac("raadslag.drafts", str(user.pk), algorithm="sha256").digest()
    return {
        "drafts": {
            "whose": name_in_browser(user),
            "key": b64encode(key).decode(),
            "taken": settings.TAKEN_COOKIE_NAME,
        }
    }


def name_in_browser(user: User) -> str:
    """What a browser calls somebody's own things there: names nobody (16 hexadecimal letters)."""
    return salted_hmac("raadslag.drafts.whose", str(user.pk), algorithm="sha256").hexdigest()[:16]


def entries(request: HttpRequest) -> list[Entry]:
    """What this visitor may open, work first, with the place they are at marked."""
    known = getattr(request, "rights", None)
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    places = [("/", "Arkivet" if signed_in else "Møder"), (reverse("public:search"), "Søg")]
    if signed_in and user is not None:
        places = _work(known or rights_of(user)) + places
    else:
        places += [(reverse("public:about"), "Om"), (reverse("sign-in"), "Log ind")]
    here = _here(request.path, [address for address, _ in places])
    page = "page" if request.path == here else "true"
    return [Entry(to, label, page if to == here else "") for to, label in places]


def _work(rights: Rights) -> list[tuple[str, str]]:
    """The inside pages that somebody with these rights has a use for."""
    writes = is_clerk(rights) or is_secretary(rights)
    checks = rights.may_import or rights.may_publish
    wanted = [
        ("front", "Min side", True),
        ("cases", "Sager", writes),
        ("meetings", "Møder", writes or is_elected(rights)),
        ("messages", "Meddelelser", may_inform(rights)),
        ("importer:runs", "Indlæs", rights.may_import),
        ("importer:archive", "Gennemsyn", checks),
        ("setup", "Opsætning", rights.may_set_up),
        ("jobs", "Opgaver", rights.may_operate),
    ]
    return [(reverse(name), label) for name, label, shown in wanted if shown]


def _here(path: str, addresses: list[str]) -> str:
    """The entry whose address begins the path, the longest; the front page only for itself."""
    begins = [one for one in addresses if path == one or (one != "/" and path.startswith(one))]
    return max(begins, key=len, default="")
