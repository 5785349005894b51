"""What a member may keep on a tablet to read without a net: the house lists it, and nothing else is kept.

The list holds what this person reads of the meeting at this moment, by the same rule as every page
(`reading`), each with a hash. The browser drops what the list names no more: a closed item, a recusal or
a lost seat takes effect at the next contact (docs/decisions/0046).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from raadslag.meetings import member_views
from raadslag.meetings.models import Meeting
from raadslag.meetings.reading import ReadFile, agenda_of, read_items
from raadslag.meetings.seats import sits_at
from raadslag.meetings.views import visible_meeting
from raadslag.people.menu import name_in_browser
from raadslag.people.pages import InsideRequest, inside, show, wants_json
from raadslag.people.rights import sits_in

WORKER = Path(__file__).parent / "static" / "meetings" / "offline_worker.js"
AHEAD = timedelta(days=30)
"""A called meeting so near is fetched by itself where its member asked for that."""
DIFFERS = re.compile(
    r'name="(?:csrfmiddlewaretoken|form_origin)" value="[^"]*"|nonce="[^"]*"|<div role="status">.*?</div>',
    re.DOTALL,
)
"""What is another in each answer though the page says the same."""


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The script that answers when there is no net. It stands below `arbejde/`, so its reach ends there."""
    answer = HttpResponse(WORKER.read_text(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
@inside
def own(request: InsideRequest) -> HttpResponse:
    """What this browser keeps; for a script, whose it is and the lists of one's next called meetings."""
    if not wants_json(request):
        return show(request, "meetings/offline.html", {"here": "meetings"})
    return JsonResponse(
        {
            "whose": name_in_browser(request.user),
            "token": get_token(request),
            "lists": [reverse("offline-list", args=[one.uid]) for one in _next(request)],
        }
    )


def _next(request: InsideRequest) -> Iterator[Meeting]:
    now = timezone.now()
    rows = Meeting.objects.visible_to(request.rights).filter(
        state__in=[Meeting.State.CALLED, Meeting.State.OPEN],
        starts_at__gt=now - timedelta(days=1),
        starts_at__lt=now + AHEAD,
    )
    for row in rows.select_related("organization"):
        if sits_in(request.rights, row.organization_id) or sits_at(row, request.rights.person):
            yield row


@require_safe
@inside
def listing(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Every address that this person may keep of a meeting: pages, attachments, and how they look."""
    row = visible_meeting(request, uid)
    record = agenda_of(row, request.rights)
    where = reverse("meeting", args=[uid])
    page = _page(request, uid)
    kept = render_to_string("meetings/offline.html", {"rights": request.rights}, request)
    entries: list[dict[str, object]] = [
        {"address": where, "title": "mødets side", "hash": _hash(page)},
        {"address": reverse("offline"), "title": "siden »Uden net«", "hash": _hash(kept)},
    ]
    for item in read_items(row, record, request.user):
        files = [*item.files, *(file for section in item.sections for file in section.files)]
        entries += [_file(file) for file in files if file.address]
    looks = sorted({*_looks(page), *_looks(kept)})
    entries += [{"address": one, "title": "sidens udseende", "hash": _look(one)} for one in looks]
    return JsonResponse(
        {
            "whose": name_in_browser(request.user),
            "meeting": str(row.uid),
            "title": str(row),
            "starts": row.starts_at.isoformat(),
            "page": where,
            "files": entries,
        }
    )


def _file(file: ReadFile) -> dict[str, object]:
    part = file.part
    said = {"address": f"{file.address}?vis", "title": part.title, "hash": part.sha256}
    return {**said, "sha256": part.sha256, "bytes": part.bytes or 0}


def _page(request: InsideRequest, uid: UUID) -> str:
    """The meeting's page as this person gets it; what it has to tell them once is left to be told."""
    answer = member_views.meeting(request, uid)
    told = messages.get_messages(request)
    if isinstance(told, BaseStorage):
        told.used = False
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def _hash(page: str) -> str:
    return sha256(DIFFERS.sub("", page).encode()).hexdigest()[:16]


class _Linked(HTMLParser):
    """Addresses of ours that a page loads: style, script, icons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and (value or "").startswith(settings.STATIC_URL):
                self.found.add(str(value).partition("#")[0])


def _looks(page: str) -> set[str]:
    reader = _Linked()
    reader.feed(page)
    return reader.found


def _look(address: str) -> str:
    """Named anew with each version of the house: files under /statisk/ carry no hash of their own."""
    found = finders.find(address.removeprefix(settings.STATIC_URL).partition("?")[0])
    return sha256(Path(found).read_bytes()).hexdigest()[:16] if isinstance(found, str) else ""
