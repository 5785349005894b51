"""The slips people make with figures, as changes of a printed number. One slip a copy, fixed seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

from raadslag.danish.numbers import decimal

Figures = dict[str, str]
Broken = Callable[[Figures], bool]


@dataclass(frozen=True, slots=True)
class Given:
    """A made-up meeting in the notation of `sketch`, with what must be true of it.

    `figures` are the printed figures by the name of their slot in `text`; `broken` tells by plain
    arithmetic, knowing nothing of the rules, whether changed figures break the meeting's relation.
    `words` are slots that hold a word or a period, with the wrong one to put there.
    """

    level: str
    kind: str
    text: str
    figures: Figures
    broken: Broken
    words: dict[str, tuple[str, str]]

    def render(self, figures: Figures, words: dict[str, str]) -> str:
        text = self.text
        for name, printed in {**figures, **words}.items():
            text = text.replace("{" + name + "}", printed)
        return text

    @property
    def clean(self) -> str:
        return self.render(self.figures, {name: right for name, (right, _) in self.words.items()})


@dataclass(frozen=True, slots=True)
class Slipped:
    """A copy with one slip."""

    given: Given
    slip: str
    slot: str
    text: str


def number(printed: str) -> Decimal:
    """The value of a printed figure; an empty one is nought."""
    return decimal(printed.replace("-", "").strip() or "0") * (-1 if printed.startswith("-") else 1)


def slips(given: Given, random: Random) -> Iterator[Slipped]:
    """Every kind of slip once on a figure drawn at random, where it breaks the relation."""
    right = {name: word for name, (word, _) in given.words.items()}
    for kind, change in CHANGES.items():
        names = list(given.figures)
        random.shuffle(names)
        for name in names:
            changed = change(given.figures[name], random, given.figures)
            if changed is None or changed == given.figures[name]:
                continue
            figures = given.figures | {name: changed}
            if given.broken(figures):
                yield Slipped(given, kind, name, given.render(figures, right))
                break
    for name, (_, wrong) in given.words.items():
        words = right | {name: wrong}
        yield Slipped(given, "word", name, given.render(given.figures, words))


def _digits(printed: str) -> list[int]:
    return [n for n, letter in enumerate(printed) if letter.isdigit()]


def digit(printed: str, random: Random, figures: Figures) -> str | None:
    """Any digit, another in its place."""
    del figures
    places = _digits(printed)
    if not places:
        return None
    place = random.choice(places)
    others = [
        d for d in "0123456789" if d != printed[place] and not (d == "0" and place == places[0])
    ]
    return printed[:place] + random.choice(others) + printed[place + 1 :]


def first_digit(printed: str, random: Random, figures: Figures) -> str | None:
    del figures
    places = _digits(printed)
    if not places:
        return None
    others = [d for d in "123456789" if d != printed[places[0]]]
    return printed[: places[0]] + random.choice(others) + printed[places[0] + 1 :]


def transposition(printed: str, random: Random, figures: Figures) -> str | None:
    """Two neighbouring digits exchanged."""
    del figures
    places = _digits(printed)
    pairs = [(a, b) for a, b in pairwise(places) if printed[a] != printed[b]]
    pairs = [(a, b) for a, b in pairs if not (a == places[0] and printed[b] == "0")]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    letters = list(printed)
    letters[a], letters[b] = letters[b], letters[a]
    return "".join(letters)


def dropped(printed: str, random: Random, figures: Figures) -> str | None:
    """One digit left out, the thousands grouped anew."""
    del figures
    whole, comma, rest = printed.partition(",")
    digits = whole.replace(".", "").lstrip("-")
    if len(digits) < 2:
        return None
    place = random.randrange(len(digits))
    left = str(int(digits[:place] + digits[place + 1 :]))
    grouped = f"{int(left):,}".replace(",", ".")
    return ("-" if printed.startswith("-") else "") + grouped + comma + rest


def stale(printed: str, random: Random, figures: Figures) -> str | None:
    """The figure of another slot: the row above, last year's column."""
    others = sorted({other for other in figures.values() if other != printed})
    return random.choice(others) if others else None


def unit(printed: str, random: Random, figures: Figures) -> str | None:
    """Ten or a thousand times too much: the comma lost, or kroner for 1.000 kr."""
    del random, figures
    whole, comma, rest = printed.partition(",")
    if comma:
        return f"{int(whole.replace('.', '') + rest):,}".replace(",", ".")
    bare = whole.replace(".", "").lstrip("-")
    if len(bare) < 3:
        return None
    sign = "-" if printed.startswith("-") else ""
    return sign + f"{int(bare) * 1000:,}".replace(",", ".")


CHANGES: dict[str, Callable[[str, Random, Figures], str | None]] = {
    "digit": digit,
    "first-digit": first_digit,
    "transposition": transposition,
    "dropped-digit": dropped,
    "stale-row": stale,
    "unit": unit,
}
