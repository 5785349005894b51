"""Finding items in minutes: `Index(path)` is all that the rooms above need to know.

The index is derived: feed it publications, ask it for ids, and check what it answers against
what is published now. Texts stay with the caller; `Result.marker` marks the hits in them.
"""

from raadslag.search.document import FACETS, Document
from raadslag.search.engines.base import (
    Hit,
    IndexBusy,
    IndexOutdated,
    SearchUnavailable,
    Stats,
)
from raadslag.search.index import Index, Result, Suggestions
from raadslag.search.plan import Filters, Plan, Sort, Understood
from raadslag.search.snippets import Marker, Span

__all__ = [
    "FACETS",
    "Document",
    "Filters",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexOutdated",
    "Marker",
    "Plan",
    "Result",
    "SearchUnavailable",
    "Sort",
    "Span",
    "Stats",
    "Suggestions",
    "Understood",
]
