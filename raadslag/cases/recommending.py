"""Who puts a case forward, in one phrase: »Centrene for Arbejde samt Børn«."""

from __future__ import annotations

from collections.abc import Sequence

SEVERAL = {
    "Afdelingen for": "Afdelingerne for",
    "Center for": "Centrene for",
    "Centeret for": "Centrene for",
    "Centret for": "Centrene for",
    "Enheden for": "Enhederne for",
    "Forvaltningen for": "Forvaltningerne for",
    "Sekretariatet for": "Sekretariaterne for",
}
"""What a unit's name begins with, and the same of several."""


def told_units(names: Sequence[str]) -> str:
    """The names as one phrase; those of one kind share its word, the others stand whole."""
    names = [" ".join(name.split()) for name in names]
    kinds = {SEVERAL[kind] for kind in map(_kind, names) if kind}
    if len(names) > 1 and len(kinds) == 1 and all(map(_kind, names)):
        return (
            f"{kinds.pop()} {_listed([name.removeprefix(_kind(name)).strip() for name in names])}"
        )
    return _listed(names)


def _kind(name: str) -> str:
    return next((kind for kind in SEVERAL if name.startswith(f"{kind} ")), "")


def _listed(names: Sequence[str]) -> str:
    *most, last = names or [""]
    return f"{', '.join(most)} samt {last}" if most else last
