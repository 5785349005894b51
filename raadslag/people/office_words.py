"""What an office is called, and who holds it: read live by the public, so judged when it is saved.

That a person sits somewhere, for which party and under which title, is public by law (KSL § 8 and § 13).
Nothing else about anybody is: a number, an address or an illness has no place in a name, a party or a
title, and no reason lets it stand there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from raadslag.allowed import Obstacle, require
from raadslag.checks.privacy.detect import hits_in

WHAT = {
    "cpr": "noget, der ligner et CPR-nummer",
    "protected": "et beskyttet ord",
    "sensitive": "noget følsomt om en person",
}
"""What is told of a kind of hit; the others are »en privat oplysning«."""


def why_not_office(said: Mapping[str, object]) -> list[Obstacle]:
    """Why these names may not be saved. `said`: each text by its field's Danish label; others are passed over."""
    return [
        Obstacle(
            "office-private",
            f"»{label}« kan læses af alle, og der står {WHAT.get(kind, 'en privat oplysning')}. Skriv kun navnet, "
            "titlen eller partiet.",
        )
        for label, text in said.items()
        if isinstance(text, str)
        for kind in sorted(_private_kinds(text))
    ]


def require_office(said: Mapping[str, object]) -> None:
    """Raises `NotAllowed`."""
    require(why_not_office(said))


@lru_cache(maxsize=4096)
def _private_kinds(text: str) -> frozenset[str]:
    """Kinds of what is private in it: what stops a publication, and what it would ask about."""
    return frozenset(hit.kind for hit in hits_in(text) if hit.tier != "note")
