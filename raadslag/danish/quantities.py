"""Quantities in Danish text: a figure with its unit, hedge and the interval its printing allows.

`figures_in` finds what is printed in digits; `quantities_in` also numbers and shares said in words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from raadslag.danish.lookalikes import NOT_FIGURES
from raadslag.danish.numbers import (
    FRACTION,
    HALF,
    NUMBER,
    NUMERALS,
    Interval,
    around,
    decimal,
    fraction,
)

HEDGES = {
    "ca.": "about",
    "ca": "about",
    "cirka": "about",
    "omkring": "about",
    "omtrent": "about",
    "rundt regnet": "about",
    "små": "below",
    "knap": "below",
    "næsten": "below",
    "op mod": "below",
    "tæt på": "about",
    "lige under": "below",
    "godt": "above",
    "lidt over": "above",
    "lige over": "above",
    "over": "open-above",
    "mere end": "open-above",
    "mindst": "open-above",
    "minimum": "open-above",
    "flere end": "open-above",
    "under": "open-below",
    "mindre end": "open-below",
    "færre end": "open-below",
    "højst": "open-below",
    "maksimalt": "open-below",
    "op til": "open-below",
    "maks.": "open-below",
}
_HEDGE = "|".join(re.escape(word) for word in sorted(HEDGES, key=len, reverse=True))
SCALES = {
    "mio": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "millioner": Decimal(1_000_000),
    "mia": Decimal(1_000_000_000),
    "milliard": Decimal(1_000_000_000),
    "milliarder": Decimal(1_000_000_000),
    "t": Decimal(1000),
    "tusind": Decimal(1000),
    "tusinde": Decimal(1000),
    "1.000": Decimal(1000),
    "1000": Decimal(1000),
}
FAR = Decimal("1e15")

RATE = "kr/"
"""The unit of money for each: "150 kr. pr. medlem"."""
_UNIT = r"""
    (?P<point>\s*(?:procentpoint|procent\s?-\s?point|pct\.?\s?-?\s?point|%-?\s?point|pp\b))
  | (?P<pct>\s*(?:%|pct\b\.?|procent\b))
  | (?P<money>\s*(?:(?P<scale>mio|million(?:er)?|mia|milliard(?:er)?|t|tusinde?|1\.?000)\b\.?\s*)?(?:kr\b\.?|kroner\b|dkk\b)(?P<rate>\s*(?=(?:pr|per|i\stimen)\b))?)
  | (?P<bare>\s*(?:mio|million(?:er)?|mia|milliard(?:er)?)\b\.?)
"""
FIGURE = re.compile(
    rf"""
    (?:\b(?P<hedge>{_HEDGE})\s+)?
    (?<![\w.,])(?<![§/]) (?P<sign>(?:(?<=\s)|(?<=^)|(?<=\())[-−–+]\s?(?=\d))?
    (?:(?P<from>{NUMBER})\s?[-–]\s?)?(?P<number>{NUMBER})
    (?![\w]|[.,]\d)
    (?:{_UNIT})?
    (?P<after>(?:\s+[a-zæøåA-ZÆØÅ\-]+){{0,3}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ADJECTIVE_STOP = {
    "og", "i", "på", "af", "er", "som", "til", "fra", "med", "for", "der", "om", "ved", "har", "mod",
    "blev", "var", "at", "den", "det", "de", "mens", "eller", "heraf", "hvoraf", "samt", "under",
    "over", "pr", "per", "efter", "før", "når", "hvilket", "svarende", "men", "gange", "ud", "kan",
    "skal", "vil", "inden", "ikke", "i alt", "året", "årets", "sidste", "samme", "forrige", "dengang", "nu", "end", "således", "siden", "sammenlignet", "alle",
}  # fmt: skip
_ADJECTIVES = {
    "nye", "flere", "færre", "øvrige", "unge", "ledige", "andre", "resterende", "samlede", "mindre",
    "større", "afsluttede", "igangværende", "aktive", "gennemførte", "lokale", "private", "forskellige",
    "ekstra", "yderligere", "berørte", "ansatte", "medlemmer", "kommunale", "nuværende", "almene",
}  # fmt: skip


_PARTICIPLES = ("ede", "ende", "evne", "lte", "ige", "iske", "elle", "este")
"""Endings of words that describe the noun after them, where there is one."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed. `value` and `interval` are in the unit's base (kr., pct., pieces).

    `unit` is `kr`, `pct`, `point`, or the noun it counts in lower case (empty where none is seen).
    `step` is one unit of the last printed digit, in the base unit. `start` and `end` bound the
    figure in its text, hedge and unit included.
    """

    text: str
    value: Decimal
    interval: Interval
    unit: str
    step: Decimal
    start: int
    end: int
    hedge: str | None = None
    signed: bool = False
    noun: str = ""
    scale: Decimal = Decimal(1)
    """What one of the printed units is in the base unit: 1.000.000 for mio. kr."""

    @property
    def exact(self) -> bool:
        return self.hedge is None and self.interval.width == 0


def mask(text: str) -> str:
    """The text with everything that only looks like a figure blotted out by spaces, same length."""
    return NOT_FIGURES.sub(lambda match: "\x00" * len(match.group()), text)


@lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Quantity, ...]:
    """Every figure of a text in reading order. Years, dates, references and the like are left out."""
    if not _DIGIT.search(text):
        return ()
    blotted = mask(text)
    found = []
    position = 0
    while match := FIGURE.search(blotted, position):
        position = match.end("number")
        quantity = _quantity(match, text)
        if quantity is not None:
            position = quantity.end
            found.append(quantity)
    return _with_shared_units(_with_ranges(found, text), text)


_LOOK_BACK = 40
"""Letters in front of a figure where the word that opens a range may stand, blanks and all."""
SHARED_UNITS = ("kr", "pct", "år", "dage", "uger", "måneder", "timer")
"""Units that are printed after the last of several figures only: "fra 14,2 til 12,9 dage"."""
_LISTED = re.compile(r"\s{0,8}(?:,(?:\s{0,8}(?:og|samt|eller|til))?|og|samt|eller|til)\s{0,8}")


SHARE = "share"
"""The unit of a share said in words: "hver fjerde" is 25 per cent of what stands beside it."""
_RECURRING = r"(?! (?:uge|måned|dag|år|time|gang|kvartal|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag))"
_SAID = re.compile(
    rf"""
    (?:\b(?P<hedge>{_HEDGE})\s+)?
    (?<![\w-]) (?: (?P<share>{FRACTION.replace(" ", "[ ]")}){_RECURRING.replace(" ", "[ ]")}
      | (?P<word>{"|".join(sorted(NUMERALS, key=len, reverse=True))}|(?:[ée][nt])(?=[ ](?:fra|til|på)[ ]))\b(?P<more>[ ](?:og[ ])?en[ ]halv)? )
    (?:{_UNIT})?
    (?=(?P<after>(?:\s+[a-zæøåA-ZÆØÅ\-]+){{0,3}}))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in reading order, in digits or words: 7, "syv", "halvanden", "hver fjerde"."""
    found = list(figures_in(text))
    starts, ends = [one.start for one in found], [one.end for one in found]

    def is_taken(match: re.Match[str]) -> bool:
        """Figures stand one after the other: the last that begins before the word's end reaches furthest."""
        before = bisect_left(starts, match.start("after"))
        return before > 0 and match.start() < ends[before - 1]

    found += [_said(match, text) for match in _SAID.finditer(text) if not is_taken(match)]
    return tuple(sorted(found, key=lambda one: one.start))


def _said(match: re.Match[str], text: str) -> Quantity:
    unit, scale, end = ("", Decimal(1), match.end("share"))
    noun = _noun(match["after"] or "")
    value = fraction(match) if match["share"] else NUMERALS.get(match["word"].lower(), Decimal(1))
    if not match["share"]:
        unit, scale, end = _unit(match, "more" if match["more"] else "word")
        value += Decimal("0.5") if match["more"] else 0
    hedge_word = (match["hedge"] or "").lower() or None
    step = Decimal(1) if value == value.to_integral() else Decimal("0.1")
    interval = _interval(value, step, HEDGES.get(hedge_word or ""), rounded=scale != 1)
    return Quantity(
        text=text[match.start() : end].strip(),
        value=value * scale,
        interval=interval.times(scale),
        unit=SHARE if match["share"] else unit or noun,
        step=step * scale,
        start=match.start(),
        end=end,
        hedge=hedge_word,
        noun=noun,
        scale=scale,
    )


def _with_ranges(found: list[Quantity], text: str) -> list[Quantity]:
    """ "mellem 35 og 40 pladser": one figure, a range."""
    merged: list[Quantity] = []
    for figure in found:
        last = merged[-1] if merged else figure
        joined = last is not figure and text[last.end : figure.start].strip() == "og"
        if joined and _opens_range(text, last.start):
            low = (
                last.value if last.scale == figure.scale or last.unit else last.value * figure.scale
            )
            if low < figure.value and last.unit in ("", figure.unit):
                told = text[last.start : figure.end]
                span = Interval(low, figure.value)
                merged[-1] = replace(
                    figure, text=told, interval=span, start=last.start, hedge="range"
                )
                continue
        merged.append(figure)
    return merged


def _opens_range(text: str, at: int) -> bool:
    """Does "mellem" stand before the place? Only near it is looked: a line may be a megabyte of figures."""
    return text[max(0, at - _LOOK_BACK) : at].rstrip().lower().endswith("mellem")


def _with_shared_units(found: list[Quantity], text: str) -> tuple[Quantity, ...]:
    """ "1,2, 0,5 og 0,8 mio. kr.": the unit printed last is every listed figure's."""
    for number in range(len(found) - 2, -1, -1):
        figure, after = found[number], found[number + 1]
        if figure.unit or after.unit not in SHARED_UNITS or figure.scale != 1:
            continue
        if _LISTED.fullmatch(text[figure.end : after.start]):
            step = figure.step * after.scale
            value = figure.value * after.scale
            interval = (
                around(value, step * HALF) if figure.exact else figure.interval.times(after.scale)
            )
            found[number] = replace(
                figure,
                unit=after.unit,
                value=value,
                step=step,
                interval=interval,
                scale=after.scale,
            )
    return tuple(found)


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    unit, scale, end = _unit(match)
    noun = _noun(match.group("after") or "")
    printed = match.group("number")
    if _is_year(match, unit, noun):
        return None
    value, step = decimal(printed), _step(printed)
    sign = (match.group("sign") or "").strip()
    if sign in ("-", "−", "–"):
        value = -value
    hedge_word = (match.group("hedge") or "").lower() or None
    hedge = HEDGES.get(hedge_word) if hedge_word else None
    rounded = unit in ("kr", RATE, "pct", "point") or step < 1 or scale != 1
    interval = _interval(value, step, hedge, rounded=rounded)
    if match.group("from"):
        low = decimal(match.group("from"))
        if low > value:
            return None
        interval = Interval(low, value)
    start = match.start()
    return Quantity(
        text=text[start:end].strip(),
        value=value * scale,
        interval=interval.times(scale),
        unit=unit or noun,
        step=step * scale,
        start=start,
        end=end,
        hedge=hedge_word or ("range" if match.group("from") else None),
        signed=bool(sign),
        noun=noun,
        scale=scale,
    )


def _unit(match: re.Match[str], number: str = "number") -> tuple[str, Decimal, int]:
    """Unit, scale to its base, and where the figure ends."""
    if match.group("point"):
        return "point", Decimal(1), match.end("point")
    if match.group("pct"):
        return "pct", Decimal(1), match.end("pct")
    if match.group("money"):
        word = (match.group("scale") or "").lower().rstrip(".")
        unit = RATE if match.group("rate") is not None else "kr"
        return unit, SCALES.get(word, Decimal(1)), match.end("money")
    if match.group("bare"):
        word = match.group("bare").strip().lower().rstrip(".")
        return "", SCALES[word], match.end("bare")
    return "", Decimal(1), match.end(number)


def _noun(after: str) -> str:
    """The noun that a number counts: the first word after it that is no adjective, else empty."""
    words = after.lower().split()
    for word, following in zip(words, [*words[1:], "og"], strict=False):
        if word in _ADJECTIVE_STOP:
            return ""
        described = word.endswith(_PARTICIPLES) and following not in _ADJECTIVE_STOP
        if word not in _ADJECTIVES and not described:
            return word
    return ""


def _is_year(match: re.Match[str], unit: str, noun: str) -> bool:
    if unit or match.group("sign") or not _YEAR.fullmatch(match.group("number")):
        return False
    counted = ("borger", "person", "elev", "bolig", "timer", "sager", "børn", "ansat", "forløb")
    return not noun.startswith(counted)


def _step(printed: str) -> Decimal:
    decimals = len(printed.split(",")[1]) if "," in printed else printed.endswith("½")
    return Decimal(1).scaleb(-decimals)


def _interval(value: Decimal, step: Decimal, hedge: str | None, *, rounded: bool) -> Interval:
    if hedge is None:
        return around(value, step * HALF if rounded else Decimal(0))
    grain = _grain(value, step)
    match hedge:
        case "about":
            return around(value, grain * HALF)
        case "below":
            return Interval(value - grain * HALF, value)
        case "above":
            return Interval(value, value + grain * HALF)
        case "open-above":
            return Interval(value, FAR)
        case _:
            return Interval(-FAR, value)


def _grain(value: Decimal, step: Decimal) -> Decimal:
    """The unit a hedged number was rounded to: ca. 65 to fives, knap 900 to hundreds."""
    units = int(abs(value) / step)
    grain = step
    while units and units % 10 == 0:
        units //= 10
        grain *= 10
    return grain * 5 if units % 5 == 0 and units > 5 else grain
