"""Headings that are said with a verb: "Sådan besluttede udvalget", "Hvad skal rådet tage stilling til?".

Such a line holds one verb of deciding or of proposing, who does it, and words that carry no matter of
their own. Whoever and whatever else stands in it, it is a sentence and no heading.
"""

from __future__ import annotations

import re
from functools import lru_cache

from raadslag.danish.bodies import bodies_in
from raadslag.reader.words import danish

LONGEST, MOST_WORDS = 70, 10
"""Letters and words of the longest such heading."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS = (",", ":", "?")


@lru_cache(maxsize=4096)
def role_by_verb(text: str) -> str | None:
    """`decision` or `recommendation` for a heading said with a verb, null for every other line.

    What somebody shall decide is the recommendation ("Hvad skal udvalget beslutte?").
    """
    if not 6 < len(text) <= LONGEST or not text[0].isupper():
        return None
    plain = text.removesuffix(text[-1]).rstrip() if text[-1] in _ENDS else text
    if not plain.replace(" ", "").replace("-", "").replace("&", "").isalpha():
        return None
    said = danish().verb_heads
    rest = plain.title() if plain.isupper() else plain
    actors = bodies_in(rest)
    for body in reversed(actors):
        rest = f"{rest[: body.start]} {rest[body.end :]}"
    words = _WORD.findall(rest.casefold())
    known = said["decided"] | said["to_decide"] | said["proposed"] | said["duty"] | said["fillers"]
    if len(words) > MOST_WORDS or any(w not in known and not _acts(w) for w in words):
        return None
    return _role(frozenset(words), bare=len(words) == 1 and not actors and text[-1] != ":")


def _acts(word: str) -> bool:
    return word.rstrip("s").endswith(danish().actors)


def _role(words: frozenset[str], *, bare: bool) -> str | None:
    said = danish().verb_heads
    decided, coming, proposed = (
        bool(words & said[kind]) for kind in ("decided", "to_decide", "proposed")
    )
    if bare or decided + coming + proposed != 1:
        return None
    if decided:
        return "recommendation" if words & said["duty"] else "decision"
    if proposed:
        return "recommendation"
    return "recommendation" if words & said["duty"] else None
