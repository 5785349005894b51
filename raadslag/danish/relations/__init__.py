"""What the quantities of a statement are to one another: triples of result, relation and operands.

Ask `relations_in(sentences)` for what a few sentences in a row state, `itemised(sentences, intro)` for a
total against the list below it. Finders propose a relation where words give the quantities their roles
(`relations.toml`); a result that one proposal explains is explained, and the others about it are dropped.
"""

from __future__ import annotations

from functools import lru_cache

from raadslag.danish.relations import changes, lists, products, shares, sums
from raadslag.danish.relations.lists import itemised
from raadslag.danish.relations.sums import CONTRAST
from raadslag.danish.relations.triples import SIGNED, Relation
from raadslag.danish.statements import said_in

__all__ = ["CONTRAST", "SIGNED", "Relation", "itemised", "relations_in"]

MOST = 30
"""Quantities of a window that are looked at; sentences with more are a table in prose."""
LONGEST = 2000
"""Letters of what may be one sentence; longer is a table or a text without stops."""
FINDERS = (*sums.FINDERS, *lists.FINDERS, *changes.FINDERS, *shares.FINDERS, *products.FINDERS)


@lru_cache(maxsize=1024)
def relations_in(sentences: tuple[str, ...]) -> tuple[Relation, ...]:
    """The relations that a few sentences in a row state, one for each result and kind.

    What words only suggest counts against the text only where one slip of the pen tells the difference.
    """
    if max(map(len, sentences)) > LONGEST:
        return ()
    says = said_in(sentences)
    if not 2 <= len(says) <= MOST:
        return ()
    found = [one for finder in FINDERS for one in finder(says)]
    right = [one for one in found if one.holds and one.kind not in SIGNED]
    kept: dict[tuple[str, int], Relation] = {}
    for one in found:
        against = not one.holds and (one.sure or one.slipped) and not _explained(one, right)
        key = (one.kind, one.result.place)
        if (one.holds and not (key in kept and kept[key].holds)) or (against and key not in kept):
            kept[key] = one
    return tuple(kept.values())


def _explained(one: Relation, right: list[Relation]) -> bool:
    """Whether a relation that holds speaks of the same figures."""
    if one.kind in SIGNED:
        return False
    return any(
        one.places <= other.places
        or (one.result.place in other.places and len(one.places & other.places) >= 2)
        for other in right
    )
