"""The list of cases as somebody asks for it: by words, by where they are, by body and by officer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from raadslag.cases.models import Case, CaseQuerySet
from raadslag.people.models import Organization, User
from raadslag.people.rights import Rights
from raadslag.people.said import whole_number

State = Case.State
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "undervejs": ("Undervejs", tuple(s for s in State if s not in {State.TREATED, State.SHELVED})),
    "behandlede": ("Behandlede", (State.TREATED,)),
    "henlagte": ("Henlagte", (State.SHELVED,)),
}
"""What the page's tabs show: its name in the address, its label, the states in it."""
MINE = "mig"
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, as the address says it; junk is nothing asked for."""

    tab: str = "undervejs"
    words: str = ""
    state: str = ""
    organization: int | None = None
    owner: str = ""
    """A user's number, or `mig`."""

    @property
    def narrowed(self) -> bool:
        """Something more than the tab was asked for."""
        return bool(self.words or self.state or self.organization or self.owner)


def wanted_from(asked: Mapping[str, str]) -> Wanted:
    """The address's question."""
    tab = asked.get("vis", "")
    tab = tab if tab in LISTS else "undervejs"
    state, owner = asked.get("tilstand", ""), asked.get("hvem", "")
    return Wanted(
        tab=tab,
        words=" ".join(asked.get("q", "").split())[:200],
        state=state if state in LISTS[tab][1] else "",
        organization=whole_number(asked.get("udvalg")),
        owner=owner if owner == MINE or whole_number(owner) else "",
    )


def sought_cases(rights: Rights, wanted: Wanted) -> CaseQuerySet:
    """The cases somebody may see that answer the question, the last changed first."""
    found = Case.objects.visible_to(rights).filter(state__in=LISTS[wanted.tab][1])
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.organization:
        found = found.filter(stops__organization=wanted.organization)
    if wanted.owner:
        owner = rights.user if wanted.owner == MINE else whole_number(wanted.owner)
        found = found.filter(owner=owner)
    for word in wanted.words.split()[:MOST_WORDS]:
        found = found.filter(_has(word))
    return found.select_related("unit", "owner__person").prefetch_related("stops__organization")


def _has(word: str) -> Q:
    # A pattern, for SQLite's own comparison knows capitals of a to z alone: "ældre" finds "Ældreråd".
    pattern = re.escape(word)
    names = ("title", "journal_number", "public_title", "recommended_by", "owner__person__name")
    asked = Q()
    for name in names:
        asked |= Q(**{f"{name}__iregex": pattern})
    return asked


def choices_for(rights: Rights) -> dict[str, object]:
    """Bodies and officers of the cases somebody may see: what the page offers to narrow by."""
    seen = Case.objects.visible_to(rights)
    pks = seen.values("pk")
    return {
        "bodies": Organization.objects.filter(stop__case__in=pks).distinct().order_by("name"),
        "officers": User.objects.filter(cases__in=pks)
        .select_related("person")
        .distinct()
        .order_by("person__name"),
    }
