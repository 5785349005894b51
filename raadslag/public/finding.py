"""Asking the index, and checking every hit against what is live now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from raadslag.public.addresses import item_address
from raadslag.public.duties import do_what_is_due, forgetting
from raadslag.public.index import the_index
from raadslag.public.models import PublishedItem
from raadslag.render.told import OUTCOMES
from raadslag.search import Filters, Result, Span, Understood

SIZE = 20
MOST_PAGES = 50
FIELDS = {
    "kommune": "municipality",
    "udvalg": "organization",
    "periode": "term",
    "aar": "year",
    "udfald": "outcome",
    "parti": "party",
    "bilag": "has_attachments",
}
"""Names in addresses to the index's filter fields, in the order of the page."""
LABELS = {
    "kommune": "Kommune",
    "udvalg": "Udvalg",
    "periode": "Valgperiode",
    "aar": "År",
    "udfald": "Udfald",
    "parti": "Parti til stede på mødet",
    "bilag": "Bilag",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it stands in the address. `chosen` is field name in the address → values."""

    query: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest: bool = False
    page: int = 1
    size: int = SIZE

    def filters(self) -> Filters:
        """The chosen filters as the index wants them."""
        values = {FIELDS[name]: chosen for name, chosen in self.chosen.items() if chosen}
        with_files = values.pop("has_attachments", ())
        wanted = None if len(with_files) != 1 else with_files[0] == "ja"
        return Filters(has_attachments=wanted, **values)  # type: ignore[arg-type]

    def address(self, **change: object) -> str:
        """The query part of the address for this search, with some parts changed."""
        parts: list[tuple[str, str]] = [("q", self.query)]
        parts += [(name, one) for name, values in self.chosen.items() for one in values]
        now = {"orden": "nyeste" if self.newest else "", "side": ""} | change
        parts += [(name, str(value)) for name, value in now.items() if value]
        return "?" + urlencode(parts)

    def without(self, name: str, value: str) -> str:
        """The address with one chosen value taken away."""
        rest = {
            key: tuple(one for one in values if (key, one) != (name, value))
            for key, values in self.chosen.items()
        }
        return Asked(self.query, rest, self.newest).address()


@dataclass(frozen=True, slots=True)
class Found:
    """One hit that is live: its row, its title and text with marks."""

    row: PublishedItem
    address: str
    score: float
    title: list[Span]
    snippet: list[Span]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, how many items it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows."""

    hits: list[Found]
    total: int
    strict_total: int
    relaxed: bool
    partial: bool
    understood: list[Understood]
    choices: list[tuple[str, str, list[Choice]]]
    """Name in the address, label, choices."""


def read_asked(query: QueryDict) -> Asked:
    """A search from the address; anything odd is passed over."""
    chosen = {
        name: tuple(dict.fromkeys(v for v in query.getlist(name)[:20] if v)) for name in FIELDS
    }
    page = query.get("side", "1")
    return Asked(
        query=" ".join(query.get("q", "").replace("\x00", "").split())[:400],
        chosen={name: values for name, values in chosen.items() if values},
        newest=query.get("orden") == "nyeste",
        page=min(max(int(page), 1), MOST_PAGES) if page.isdecimal() and len(page) < 6 else 1,
    )


def find(asked: Asked, *, today: date | None = None) -> Answer:
    """Answer a search. Raises `SearchUnavailable` when there is no index."""
    if settings.DEMO:
        do_what_is_due()
    result = the_index().search(
        asked.query,
        filters=asked.filters(),
        sort="newest" if asked.newest or not asked.query else "best",
        page=asked.page,
        size=asked.size,
        facets=tuple(FIELDS.values()),
        today=today or timezone.localdate(),
    )
    hits = _live(result)
    dropped = len(result.hits) - len(hits)
    return Answer(
        hits=hits,
        total=max(result.total - dropped, 0),
        strict_total=min(result.strict_total, max(result.total - dropped, 0)),
        relaxed=result.relaxed,
        partial=result.partial,
        understood=_told(result.understood),
        choices=[
            (name, LABELS[name], _choices(result, name, asked.chosen.get(name, ())))
            for name in FIELDS
        ],
    )


def suggest(text: str, limit: int = 6) -> list[str]:
    """Words and titles that may be meant so far; titles are those that are live now."""
    found = the_index().suggest(text, limit)
    titles = _rows(uid for uid, _ in found.titles)
    to_forget = forgetting()
    known = [titles[uid] for uid, _ in found.titles if uid in titles]
    live = [row.title for row in known if not (row.closed and to_forget)]
    words = () if to_forget else found.words
    names = () if to_forget else found.organizations
    return list(dict.fromkeys([*words[:4], *names[:2], *live]))[: limit + 2]


def _live(result: Result) -> list[Found]:
    rows = _rows(hit.id for hit in result.hits)
    marker = result.marker
    to_forget = forgetting()
    found = []
    for hit in result.hits:
        row = rows.get(hit.id)
        if row is None or (row.closed and to_forget):  # it may be found by words it no longer has
            continue
        text = "\n\n".join(part for part in (row.decision, row.text) if part)
        title = marker.mark(row.title) if row.title else [(row.shown_title, False)]
        found.append(Found(row, item_address(row), hit.score, title, marker.snippet(text)))
    return found


def _rows(uids: Iterable[str]) -> dict[str, PublishedItem]:
    rows = PublishedItem.objects.shown().filter(uid__in=list(uids))
    full = rows.select_related(
        "publication__organization__body", "publication__meeting", "course"
    ).defer("publication__record")
    return {str(row.uid): row for row in full}


def _told(understood: Iterable[Understood]) -> list[Understood]:
    """How the query was read; no words out of an index that is still to forget some."""
    hidden = {"spelling"} if forgetting() else set()
    return [one for one in understood if one.kind not in hidden]


def _choices(result: Result, name: str, chosen: tuple[str, ...]) -> list[Choice]:
    counts = dict(result.facets.get(FIELDS[name], []))
    for value in chosen:
        counts.setdefault(value, 0)
    choices = [
        Choice(value, _label(name, value), count, value in chosen)
        for value, count in counts.items()
    ]
    if name in ("aar", "periode"):
        return sorted(choices, key=lambda choice: choice.value, reverse=True)
    return choices


def _label(name: str, value: str) -> str:
    if name == "udfald":
        return OUTCOMES.get(value, value)  # type: ignore[call-overload,no-any-return]
    if name == "bilag":
        return "Med bilag" if value == "ja" else "Uden bilag"
    return value
