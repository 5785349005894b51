"""Where words that somebody marked stand in another edition of the file: found, changed, or not to be told.

Words are told by letters and digits alone (`squeezed`), as the page does it in `cases/places.js`: two
readers of the same PDF part words and lines differently, and agree about its letters.

A mark is put where its words certainly stand, and nowhere else: to say that it can't follow is better
than to point at another row of the same table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from unicodedata import normalize

CERTAIN = 12
"""Letters: a wording so long that stands once in the file is the one that was marked."""
BESIDE = 60
"""Letters before and after a mark that tell it from another of the same words."""
ALIKE = 16
"""Letters that must be the same beside it, where the words themselves don't tell."""
GROWN = 3
"""So many times its length, and `BESIDE` more, may a wording be that was written anew between its neighbours."""
SHINGLE, STEP = 24, 6
"""A page is known again by its runs of so many letters, one begun for each `STEP`."""
_PARTED = re.compile(r"[\u00ad\ufffe\x02]\s*")
"""How readers of PDF write the hyphen of a word parted at the end of a line."""
MOST_PLACES = 2000
"""Words that stand in more places are told apart by nobody."""
MOST_SHINGLES = 500
SAME_PAGE = 0.5
"""So much of an old page must stand on the new one that a note about it goes there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: `page` from 1 (0: the file as a whole), `start` in letters of the page, and its words.

    Without `quote` it is the page itself. `before` and `after` are the text beside it.
    """

    page: int
    start: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """Where it stands now; `changed`: between the same neighbours stands another wording."""

    spot: Spot
    changed: bool = False


class Pages:
    """The pages of a file as text, each squeezed when it is asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._origins: dict[int, list[int]] = {}
        self.letters = [squeezed(text) for text in texts]

    def spot(self, page: int, start: int, end: int) -> Spot:
        """The letters from `start` to `end` of the page (from 1) as they are written there."""
        text = self._texts[page - 1]
        at = self._origins.get(page) or self._origins.setdefault(page, _origins(text))

        def cut(first: int, last: int) -> str:
            words = text[at[first] : at[last - 1] + 1] if first < last else ""
            return " ".join(_PARTED.sub("", words).split())

        before, after = max(0, start - BESIDE), min(len(at), end + BESIDE)
        return Spot(page, start, cut(start, end), cut(before, start), cut(end, after))


def squeezed(text: str) -> str:
    """Letters and digits alone, without accents and capitals."""
    plain = normalize("NFKD", text).replace("Σ", "σ").lower()
    return "".join(filter(str.isalnum, plain))


def _origins(text: str) -> list[int]:
    """For each letter of the squeezed text the place of its sign in the text."""
    return [place for place, sign in enumerate(text) for _ in squeezed(sign)]


def follow(spot: Spot, old: Pages | None, new: Pages | None) -> Followed | None:
    """The place in the new edition; null where it can't be told. Null pages can't be read."""
    if not spot.page:
        return Followed(spot)
    if new is None:
        return None
    if not spot.quote:
        return _follow_page(spot, old, new)
    wanted = squeezed(spot.quote)
    places = list(islice(_places(wanted, new), MOST_PLACES + 1))
    if len(places) > MOST_PLACES:
        return None
    if len(places) == 1 and len(wanted) >= CERTAIN:
        return _at(places[0], len(wanted), new)
    if places:
        chosen = _by_neighbours(spot, places, len(wanted), old, new)
        return _at(chosen, len(wanted), new) if chosen else None
    return _between(spot, len(wanted), new)


def _at(place: tuple[int, int], length: int, new: Pages) -> Followed:
    page, start = place
    return Followed(new.spot(page, start, start + length))


def _places(wanted: str, pages: Pages) -> Iterator[tuple[int, int]]:
    """Every (page, letter) at which the letters stand."""
    for number, letters in enumerate(pages.letters, start=1):
        yield from ((number, start) for start in _finds(wanted, letters))


def _finds(wanted: str, letters: str) -> Iterator[int]:
    start = letters.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = letters.find(wanted, start + 1)


def _by_neighbours(
    spot: Spot, places: list[tuple[int, int]], length: int, old: Pages | None, new: Pages
) -> tuple[int, int] | None:
    """The place whose neighbours are most like the mark's; of several alike the one of the same turn, if as many
    are alike in the old edition."""
    ranks = {place: _nearness(spot, place, length, new) for place in places}
    best = max(ranks.values())
    if best < ALIKE:
        return None
    likely = [place for place in places if ranks[place] == best]
    if len(likely) == 1:
        return likely[0]
    if old is None:
        return None
    stood = islice(_places(squeezed(spot.quote), old), MOST_PLACES)
    before = [p for p in stood if _nearness(spot, p, length, old) >= best]  # fmt: skip
    turn = next((n for n, place in enumerate(before) if place == (spot.page, spot.start)), None)
    return likely[turn] if turn is not None and len(before) == len(likely) else None


def _nearness(spot: Spot, place: tuple[int, int], length: int, pages: Pages) -> int:
    """How many letters on both sides are the mark's own."""
    letters, start = pages.letters[place[0] - 1], place[1]
    left, right = squeezed(spot.before)[-BESIDE:], squeezed(spot.after)[:BESIDE]
    before, after = letters[max(0, start - BESIDE) : start], letters[start + length :][:BESIDE]
    return _alike(left[::-1], before[::-1]) + _alike(right, after)


def _alike(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))


def _between(spot: Spot, length: int, new: Pages) -> Followed | None:
    """What is written now where the wording stood, if its neighbours on both sides stand once, that near.

    A side with fewer than `ALIKE` letters is the page's beginning or end, and must be so again.
    """
    left, right = squeezed(spot.before)[-ALIKE:], squeezed(spot.after)[:ALIKE]
    if len(left) + len(right) < ALIKE:
        return None
    found = []
    for page, letters in enumerate(new.letters, start=1):
        for start in _ends(left, letters):
            reach = start + GROWN * length + BESIDE + len(right)
            end = letters.find(right, start, reach)
            if len(right) < ALIKE:
                end = len(letters) - len(right)
            if start < end <= reach - len(right) and letters.startswith(right, end):
                found.append((page, start, end))
    return Followed(new.spot(*found[0]), changed=True) if len(found) == 1 else None


def _ends(left: str, letters: str) -> list[int]:
    """Where the words before a mark end on the page."""
    if len(left) < ALIKE:
        return [len(left)] if letters.startswith(left) else []
    return [at + len(left) for at in islice(_finds(left, letters), MOST_PLACES)]


def _follow_page(spot: Spot, old: Pages | None, new: Pages) -> Followed | None:
    """The page that says most of what the old one said: the same words, or at least half of them."""
    if old is None or spot.page > len(old.letters):
        return None
    was = old.letters[spot.page - 1]
    same = [n for n, letters in enumerate(new.letters, start=1) if letters == was]
    if was and len(same) == 1:
        return Followed(Spot(same[0]))
    starts = islice(range(0, len(was) - SHINGLE + 1, STEP), MOST_SHINGLES)
    pieces = {was[n : n + SHINGLE] for n in starts}
    if not pieces:
        return None
    shares = [sum(piece in letters for piece in pieces) / len(pieces) for letters in new.letters]
    best = max(shares, default=0.0)
    if best < SAME_PAGE or shares.count(best) > 1:
        return None
    return Followed(Spot(shares.index(best) + 1))
