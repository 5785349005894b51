"""Protected terms: what is registered on closed items must not appear in anything open.

The strongest cheap check there is: names, addresses and numbers of a closed case are known, so
they can be looked for, whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from raadslag.checks.privacy.hits import Hit, on_folded
from raadslag.danish import fold

SHORTEST = 4
"""A shorter term would be found in every second word."""


@on_folded
def find_protected(text: str, terms: Iterable[str]) -> Iterator[Hit]:
    """Every protected term in the text, whatever its case, inflected with a Danish ending or not."""
    pattern = _pattern(
        tuple(sorted({" ".join(fold(term).text.split()) for term in terms}, key=len, reverse=True))
    )
    if pattern is None:
        return
    for match in pattern.finditer(text):
        yield Hit("protected", "stop", match.group(), match.start(), match.end())


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = [
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", t))) for t in terms if len(t) >= SHORTEST
    ]
    if not parts:
        return None
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(parts)})(?:'?s|ens|ets|en|et|erne|er)?(?!\w)", re.IGNORECASE
    )
