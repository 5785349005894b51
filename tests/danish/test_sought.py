"""A pattern that is tried only where it can be found finds the same as if it were tried everywhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from raadslag import danish, reader
from raadslag.bench.linear_patterns import shapes_for
from raadslag.danish.sought import Sought, needs_of


def sought_in(room: ModuleType) -> Iterator[Sought]:
    """Every pattern of a room's modules, those in tables too."""
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        for value in vars(importlib.import_module(found.name)).values():
            rows = value if isinstance(value, tuple) else (value,)
            cells = [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
            yield from (cell for cell in cells if isinstance(cell, Sought))


def test_no_pattern_misses_what_it_would_find_if_it_were_tried_everywhere() -> None:
    patterns = {one.pattern: one for room in (danish, reader) for one in sought_in(room)}
    missed = [
        (pattern[:60], text)
        for pattern, one in patterns.items()
        for shape in shapes_for(one.compiled)
        for text in (shape, shape.upper())
        if one.compiled.search(text) and not one.may_stand_in(text)
    ]
    assert len(patterns) > 50
    assert not missed


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bbudget(?:behandling)?\b", {"budget"}),
        (r"(?:inden|før) budget", {" budget"}),
        (r"\b(?:juli|jul)\b", {"jul"}),
        (r"(?:19|20)\d\d", {"19", "20"}),
        (r"(?i:Punkt)? \d+", None),
        (r"a|møde", None),
        (r"(?!møde)\w+", None),
        (r"(?:møde)*", None),
    ],
)
def test_a_pattern_needs_what_every_match_holds(pattern: str, needs: set[str] | None) -> None:
    found = needs_of(pattern, re.I)
    assert (set(found[0]) if found else None) == needs


def test_each_method_answers_as_the_pattern_does() -> None:
    pattern = r"\b(?P<unit>uge|måned)(?:en|er)?\b"
    sought, plain = Sought(pattern, re.I), re.compile(pattern, re.I)
    for text in ("", "næste år", "UGE 7", "om to uger og en måned", "månedsvis"):
        assert [m.span() for m in sought.finditer(text)] == [m.span() for m in plain.finditer(text)]
        for name in ("search", "match", "fullmatch"):
            one, other = getattr(sought, name)(text), getattr(plain, name)(text)
            assert (one and one.span()) == (other and other.span())
        assert sought.sub("x", text, count=1) == plain.sub("x", text, count=1)
