"""How often a word that somebody wants protected stands in the open already."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.checks.privacy.detect import SHORTEST, find_protected
from raadslag.people.models import Body
from raadslag.public.models import PublishedItem

NEWEST = 1000
"""So many of the newest public items are asked: enough to know an everyday word by."""
FEW = 3
"""A name that stood in the open once or twice is what one protects; a word in more items is everyday."""


def everyday(terms: str, *, body: Body) -> list[tuple[str, int]]:
    """Those of the terms (one a line) that stand in more than `FEW` public items, and in how many."""
    shown = PublishedItem.objects.shown().filter(publication__organization__body=body, closed=False)
    rows = shown.order_by("-publication__starts_at").values_list("title", "text")[:NEWEST]
    texts = [f"{title}\n{text}" for title, text in rows]
    lines = list(dict.fromkeys(line.strip() for line in terms.splitlines() if line.strip()))
    counted = [(term, _count(term, texts)) for term in lines]
    return [(term, count) for term, count in counted if count > FEW]


def too_short(terms: str) -> list[str]:
    """Those that are not looked for at all, being so short."""
    return [t for line in terms.splitlines() if 0 < len(t := line.strip()) < SHORTEST]


def _count(term: str, texts: Iterable[str]) -> int:
    return sum(1 for text in texts if next(iter(find_protected(text, [term])), None) is not None)
