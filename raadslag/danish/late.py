"""A pattern that is put together and compiled when it is first used, and not at each start of the house.

Big ones are made of hundreds of words and take tenths of a second; most processes never ask them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Late:
    """`Late(lambda: re.compile(…))`, with the methods of `re.Pattern` that the house uses of such."""

    def __init__(self, make: Callable[[], re.Pattern[str]]) -> None:
        self._make = make

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return self._make()

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self.compiled.search(text, *bounds)

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self.compiled.match(text, *bounds)

    def fullmatch(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, *bounds)

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text, *bounds)
