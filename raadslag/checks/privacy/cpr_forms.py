"""The ways in which people and machines write a CPR number: date of birth, link, four figures.

All patterns read folded text (`raadslag.danish.fold`): digits are 0 to 9, dashes `-`, spaces one
kind. Every repetition has an end, so that time grows in step with the text.

Source: CPR-kontoret, "Personnummeret i CPR" (day + 60 for a replacement number, the century by the
seventh figure); the other ways are those that scanned letters, sheets and columns make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from raadslag.checks.privacy.figures import numbers
from raadslag.checks.privacy.hits import Tier
from raadslag.checks.privacy.words import any_of, rows

_GAP = r"[ \t\n]{0,4}"
_LINK = rf"(?P<link>{_GAP}[-./_:,;|()]{{0,2}}{_GAP})"
_SERIAL = r"(?P<serial>[0-9]{2} ?[0-9]{2})(?![0-9])"
_DAY, _MONTH = r"(?P<d>[0-3678][0-9])", r"(?P<m>[01][0-9])"
_SHORT_YEAR, _YEAR = r"(?P<y>[0-9]{2})", r"(?P<y>(?:1[89]|20)[0-9]{2})"
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_WORD = rf"(?P<month>(?i:{'|'.join(MONTHS)}))[a-zA-Z]{{0,6}}\.?"

SIX = re.compile(rf"{_DAY}(?P<s>[ ./-]?){_MONTH}(?P=s){_SHORT_YEAR}{_LINK}{_SERIAL}")
"""070761-4285, 07.07.61-4285, two cells, two lines."""
SLASHED = re.compile(
    r"(?P<d>[0-9][0-9]?)[/.-](?P<m>[0-9][0-9]?)[ /.-](?P<y>(?:1[89]|20)?[0-9]{2})" + _LINK + _SERIAL
)
"""7/7-61-4285."""
LONG_YEAR = re.compile(rf"{_DAY}(?P<s>[ ./-]?){_MONTH}(?P=s){_YEAR}{_LINK}{_SERIAL}")
"""07-07-1961-4285."""
YEAR_FIRST = re.compile(rf"{_YEAR}(?P<s>[./-]?){_MONTH}(?P=s){_DAY}{_LINK}{_SERIAL}")
"""1961-07-07-4285."""
SPELT = re.compile(rf"(?P<d>[0-9][0-9]?)\.? ?{_MONTH_WORD} ?{_YEAR}{_LINK}{_SERIAL}")
"""7. juli 1961-4285."""
SPACED = re.compile(
    r"(?P<d>[0-3678] [0-9]) (?P<m>[01] [0-9]) (?P<y>[0-9] [0-9])(?P<link> ?-? ?)"
    r"(?P<serial>[0-9] [0-9] [0-9] [0-9])(?! ?[0-9])"
)
"""0 7 0 7 6 1 - 4 2 8 5."""
LETTERED = re.compile(
    r"(?P<d>[0-3678Oo][0-9Oo])(?P<m>[01OolI][0-9OolI])(?P<y>[0-9OolI]{2})(?P<link> ?- ?)"
    r"(?P<serial>[0-9OolI]{4})(?!\w)"
)
"""O70761-4285: a letter where a scanner or a typist meant a figure."""
NINE = re.compile(
    rf"(?P<d>[1-9]){_MONTH}{_SHORT_YEAR}(?P<link> ?-? ?)(?P<serial>[0-9]{{4}})(?![0-9])"
)
"""70761-4285: the leading nought was lost, as sheets do; only where it is named."""
HALF = re.compile(rf"{_DAY}(?P<s>[ ./-]?){_MONTH}(?P=s){_SHORT_YEAR} ?-(?= ?[^\s0-9-]| ?[\t\n])")
"""070761-, the rest elsewhere: the next column, cell or page stands between."""
_OTHER_HALF = re.compile(r"[\t\n] ?(?P<serial>[0-9]{4})(?![0-9/.:-]|,[0-9])")
FARTHEST_HALF = 240
"""Signs after a half in which the other is looked for: a footer, a head, a line of another column."""

_ENDING = re.compile(
    rf"{any_of(rows('cpr', 'ending'))}[^0-9\n]{{0,24}}(?P<serial>[0-9]{{4}})(?![0-9])"
)
_BIRTH = re.compile(rf"{_DAY}(?P<s>[ ./-]?){_MONTH}(?P=s)(?P<y>(?:1[89]|20)?[0-9]{{2}})(?![0-9-])")
FARTHEST_ENDING = 110
"""Signs after a date of birth in which words may tell its last four figures."""


_DIGITS = frozenset("0123456789")
_BEFORE: dict[re.Pattern[str], frozenset[str]] = {
    SLASHED: _DIGITS | set("/.-"),
    NINE: _DIGITS | set(",.-"),
}
"""Signs after which a number of this form does not begin, where they are others than figures."""
_WHOLE = (SIX, SLASHED, LONG_YEAR, YEAR_FIRST, SPELT, SPACED, NINE, LETTERED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Ten figures that may be a CPR number. `unnamed` is the tier where no word tells, null: none.

    `exact` is a number printed as one: only it is asked about where a word says another kind.
    """

    start: int
    end: int
    text: str
    serial: str
    exact: bool
    unnamed: Tier | None


def candidates(text: str) -> Iterator[Candidate]:
    """Every place in the folded text where a valid date is linked to four figures, by its start."""
    found = [*_whole(text), *_halves(text), *_endings(text)]
    # Where several begin at one place, the surest is taken; one put together of two parts last.
    found.sort(key=lambda one: (one.start, one.unnamed is None, "…" in one.text, -one.end))
    reached = 0
    for one in found:
        if one.start >= reached:
            yield one
            reached = one.end


def _whole(text: str) -> Iterator[Candidate]:
    for pattern in (SIX, SLASHED, LONG_YEAR, YEAR_FIRST, SPELT, SPACED, NINE, LETTERED):
        matches = pattern.finditer(text) if pattern is LETTERED else numbers(text, pattern)
        for match in matches:
            if _is_date(match):
                link, serial = match["link"], _figures(match["serial"])
                unnamed = _tier_unnamed(pattern, link, match["serial"])
                exact = link in {"", "-"} and pattern in {SIX, LETTERED}
                yield Candidate(*match.span(), match.group(), serial, exact, unnamed)


def _in_row(match: re.Match[str], text: str) -> bool:
    """One-figure numbers in a longer row of them."""
    before = text[max(0, match.start() - 2) : match.start()]
    return before[-1:] in set(".,") or (before[-1:] == " " and before[:1].isdigit())


def _tier_unnamed(pattern: re.Pattern[str], link: str, serial: str) -> Tier | None:
    """What ten figures in this form are where no word around them says what they are."""
    dashed, broken = "-" in link, bool(set(link) & set("\t\n"))
    if pattern is NINE:
        return None
    if pattern in {SIX, LETTERED}:
        if dashed:
            return "stop"
        if " " in serial or link.count("\n") > 1:
            return "ask" if link.strip("\n") == "" and " " not in serial else None
        return "ask" if broken or set(link) & set(",;|()") else "stop"
    if pattern is SPACED:
        return "stop" if dashed else "ask"
    return "stop" if dashed and not broken and " " not in serial else None


def _halves(text: str) -> Iterator[Candidate]:
    """A date that ends in a dash, and four figures that begin a line or a cell a little later."""
    for match in numbers(text, HALF):
        other = _OTHER_HALF.search(text, match.end(), match.end() + FARTHEST_HALF)
        if other and _is_date(match, other["serial"]):
            whole = f"{match.group()} … {other['serial']}"
            tier: Tier = "ask" if match["s"] else "stop"
            yield Candidate(match.start(), other.end(), whole, other["serial"], False, tier)


def _endings(text: str) -> Iterator[Candidate]:
    """A date of birth, and words that tell its last four figures."""
    for birth in numbers(text, _BIRTH):
        after = text[birth.end() : birth.end() + FARTHEST_ENDING].lower()
        told = _ENDING.search(after)
        if told and _is_date(birth, told["serial"]):
            whole, end = f"{birth.group()} … {told['serial']}", birth.end() + told.end()
            yield Candidate(birth.start(), end, whole, told["serial"], False, "stop")


def is_cpr_figures(figures: str) -> bool:
    """Ten figures that can be a CPR number; nine are read with their lost leading zero."""
    match = SIX.fullmatch(figures.zfill(10))
    return match is not None and _is_date(match)


def _figures(text: str) -> str:
    return text.replace(" ", "").translate(str.maketrans("OolI", "0011"))


def _is_date(match: re.Match[str], serial: str | None = None) -> bool:
    """True for a day that was; the century is the printed one, or the one the seventh figure tells."""
    parts = match.groupdict()
    day, year = int(_figures(parts["d"])), _figures(parts["y"])
    month = int(_figures(parts["m"])) if parts.get("m") else _month(parts["month"] or "")
    day -= 60 if day > 60 else 0
    seventh = int(_figures(serial or parts["serial"])[0])
    whole = _century(seventh, int(year[-2:])) + int(year[-2:])
    try:
        date(whole, month, day)
    except ValueError:
        return False
    # A printed century must be the one that the seventh figure tells: 07-05-2024-1630 is a moment.
    return len(year) == 2 or whole == int(year)


def _month(word: str) -> int:
    return MONTHS.index(word.lower()) + 1


def _century(seventh: int, year: int) -> int:
    """The century that the seventh figure tells (CPR-kontoret's table)."""
    if seventh <= 3:
        return 1900
    if seventh in {4, 9}:
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
