"""Words that mean nearly the same, from the list beside this file, by their tokens."""

from __future__ import annotations

from functools import cache

from raadslag.search.analysis.letters import clean, words
from raadslag.search.analysis.lists import lines_of
from raadslag.search.analysis.stems import is_function, token_of

SAME, NEAR = 0.8, 0.4
LONGEST = 4

Tokens = tuple[str, ...]


@cache
def table() -> dict[Tokens, list[tuple[Tokens, float]]]:
    """For the tokens of a word or expression: tokens of the others, and their weight."""
    found: dict[Tokens, dict[Tokens, float]] = {}
    for line in lines_of("synonyms.txt"):
        sign, body = (line[0], line[1:]) if line[0] in "=>" else ("", line)
        group = [_tokens(one) for one in body.split(",")]
        weight = SAME if sign == "=" else NEAR
        for at, one in enumerate(group):
            if sign == ">" and at:
                break
            others = found.setdefault(content(one), {})
            for other in group:
                if other != one and len(other) <= LONGEST:
                    others[other] = max(weight, others.get(other, 0.0))
    return {one: list(others.items()) for one, others in found.items()}


def _tokens(text: str) -> Tokens:
    return tuple(map(token_of, words(clean(text))))


def content(tokens: Tokens) -> Tokens:
    """The tokens that carry meaning: "boliger til ældre" is asked as boliger, ældre."""
    return tuple(one for one in tokens if not is_function(one)) or tokens


def others(tokens: Tokens) -> list[tuple[Tokens, float]]:
    """What else may be meant by these tokens, with weights."""
    return table().get(tokens, [])
