"""Which municipality does a printed name mean? Pure; the register of places is the reader's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from raadslag.importer.names import fold, likeness, loose, tidy
from raadslag.reader.words import places

NEAR_FROM = 0.8


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """`name` is what the body is called; `certain` that no person need say so; `near` are look-alikes."""

    name: str
    certain: bool
    near: tuple[str, ...] = ()


def match_body(printed: str, known: Sequence[str]) -> BodyMatch:
    """A printed name against the bodies at hand, then the register of Danish municipalities.

    A name in neither is new and certain, unless it looks like one of them: then a person is asked.
    """
    if not tidy(printed):
        return BodyMatch("", certain=False)
    key = _key(printed)
    for name in (*known, *_register()):
        if _key(name) == key:
            return BodyMatch(name, certain=True)
    near = {
        name: alike
        for name in (*known, *_register())
        if (alike := likeness(loose(key), loose(_key(name)))) >= NEAR_FROM
    }
    closest = tuple(sorted(near, key=lambda name: (-near[name], name))[:4])
    return BodyMatch(tidy(printed), certain=not closest, near=closest)


def _key(name: str) -> str:
    """Without "Kommune" and the genitive before it: Københavns Kommune is København."""
    words = fold(name).split()
    if len(words) > 1 and words[-1] in {"kommune", "kommunes", "regionskommune"}:
        words = words[:-1]
        words[-1] = words[-1].removesuffix("s") if len(words[-1]) > 5 else words[-1]
    return " ".join(words)


@cache
def _register() -> tuple[str, ...]:
    return tuple(sorted(set(places().names.values())))
