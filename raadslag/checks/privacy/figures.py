"""Looking for numbers in long texts.

A pattern that begins with a set of figures is found quickly by the `re` module, one that begins with
a look behind is not: whether a number begins there is therefore asked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GOES_ON = frozenset("0123456789")


def numbers(
    text: str, pattern: re.Pattern[str], *, not_after: frozenset[str] = _GOES_ON
) -> Iterator[re.Match[str]]:
    """The pattern's matches in a folded text that do not begin right after one of `not_after`."""
    at = 0
    while match := pattern.search(text, at):
        start = match.start()
        if start and text[start - 1] in not_after:
            at = start + 1
        else:
            yield match
            at = match.end()
