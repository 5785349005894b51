"""The ways in which people and machines write a CPR number: date of birth, link, four figures.

A number is a date of birth in one of the ways of writing a day (`_DAYS`), and the four figures: right
after a link, at the head of the next line or cell, or told by words beside ("løbenummer 4285"). All
patterns read folded text (`raadslag.danish.fold`), and every repetition has an end.

Source: CPR-kontoret, "Personnummeret i CPR" (day + 60 for a replacement number, the century by the
seventh figure); the other ways are those that scanned letters, sheets and columns make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from raadslag.checks.privacy.hits import Tier
from raadslag.checks.privacy.words import of

_GAP = r"[ \t\n]{0,4}"
_LINK = rf"(?P<link>{_GAP}(?:[^\w\s]|_){{0,3}}{_GAP})"
_SERIAL = r"(?P<serial>[0-9]{2} ?[0-9]{2})(?![0-9])"
_DAY, _MONTH = r"(?P<d>[0-3678][0-9])", r"(?P<m>[01][0-9])"
_SHORT_YEAR, _YEAR = r"(?P<y>[0-9]{2})", r"(?P<y>(?:1[89]|20)[0-9]{2})"
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_WORD = rf"(?P<month>(?i:{'|'.join(MONTHS)}))[a-zA-Z]{{0,6}}\.?"

_SIX_DAY = rf"{_DAY}(?P<s>[ ./-]?){_MONTH}(?P=s){_SHORT_YEAR}"
_DAYS = {
    "six": _SIX_DAY,  # 070761, 07.07.61
    "slashed": r"(?P<d>[0-9][0-9]?)[/.-](?P<m>[0-9][0-9]?)[ /.-](?P<y>(?:1[89]|20)?[0-9]{2})",  # 7/7-61
    "long": rf"{_DAY}(?P<s>[ ./-]?){_MONTH}(?P=s){_YEAR}",  # 07-07-1961
    "first": rf"{_YEAR}(?P<s>[./-]?){_MONTH}(?P=s){_DAY}",  # 1961-07-07
    "spelt": rf"(?P<d>[0-9][0-9]?)[.-]? ?{_MONTH_WORD}[,-]?(?: i)? ?{_YEAR}",  # 7. juli 1961
}
"""How a date of birth is written."""
_LINKED = {name: re.compile(day + _LINK + _SERIAL) for name, day in _DAYS.items()}
_ALONE = {name: re.compile(day + r"(?![0-9]|-[0-9])") for name, day in _DAYS.items()}
SIX = _LINKED["six"]
"""070761-4285, 07.07.61-4285, two cells, two lines."""
_ODD = {
    # 0 7 0 7 6 1 - 4 2 8 5
    "spaced": re.compile(
        r"(?P<d>[0-3678] [0-9]) (?P<m>[01] [0-9]) (?P<y>[0-9] [0-9])(?P<link> ?-? ?)"
        r"(?P<serial>[0-9] [0-9] [0-9] [0-9])(?! ?[0-9])"
    ),
    # O70761-4285: a letter where a scanner or a typist meant a figure.
    "lettered": re.compile(
        r"(?P<d>[0-3678Oo][0-9Oo])(?P<m>[01OolI][0-9OolI])(?P<y>[0-9OolI]{2})(?P<link> ?- ?)"
        r"(?P<serial>[0-9OolI]{4})(?!\w)"
    ),
    # 70761-4285: the leading nought was lost, as sheets do; only where it is named.
    "nine": re.compile(
        rf"(?P<d>[1-9]){_MONTH}{_SHORT_YEAR}(?P<link> ?-? ?)(?P<serial>[0-9]{{4}})(?![0-9])"
    ),
    # 07 07 61 42 85: five pairs, as in any row of a table; only where it is named.
    "pairs": re.compile(
        rf"{_DAY}(?P<link>[ .]){_MONTH}(?P=link){_SHORT_YEAR}(?P=link)"
        r"(?P<serial>[0-9]{2}(?P=link)[0-9]{2})(?![0-9]|[., ][0-9])"
    ),
    # 4285-070761: the four first; only where it is named.
    "turned": re.compile(
        rf"(?P<serial>[0-9]{{4}})(?P<link> ?[-/ ] ?){_DAY}{_MONTH}{_SHORT_YEAR}(?![0-9])"
    ),
    # 610707-4285: the year first; only where it is named.
    "swapped": re.compile(
        r"(?P<y>[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?P<link> ?- ?)(?P<serial>[0-9]{4})(?![0-9])"
    ),
}
"""Ways of writing all of it that are no day and a link."""
_ONLY_NAMED = frozenset({"nine", "pairs", "turned", "swapped"})
_EXACT = frozenset({"six", "lettered"})
_NAME_WORD = r"[A-ZÆØÅ][\w'.-]{0,24}"
_BETWEEN = (
    r"(?: ?(?:og|samt|x|X|derefter|\+|&) ?"
    rf"| ?[,;:-] ?(?:{_NAME_WORD} ){{1,3}}{_NAME_WORD} ?[,;:-] ?|, (?=[0-9]{{4}}(?! ?[A-ZÆØÅ])))"
)
_JOINED = tuple(
    re.compile(
        rf"{_DAYS[form]}{_BETWEEN}(?P<serial>[0-9]{{4}})(?![0-9]|[., ][0-9]|,-| ?(?:kr|pct|%|=))"
    )
    for form in ("six", "long")
)
"""070761 og 4285; 070761 - Karla Mosegaard - 4285: a word or a name in between."""
_HALF = re.compile(rf"{_SIX_DAY} ?-(?= ?[^\s0-9-]| ?[\t\n])")
"""070761-, the rest elsewhere: the next column, cell or page stands between."""
_OTHER_HALF = re.compile(r"[\t\n] ?(?P<serial>[0-9]{4})(?![0-9/.:-]|,[0-9])")
FARTHEST_HALF = 240
"""Signs after a half in which the other is looked for: a footer, a head, a line of another column."""
_ENDING = re.compile(
    rf"{of('cpr', 'ending')}[^0-9\n]{{0,24}}(?P<serial>[0-9]{{4}})(?![0-9])"
    rf"|(?<![0-9])(?P<before>[0-9]{{4}})(?![0-9])[^0-9\n]{{0,12}}{of('cpr', 'ending')}"
)
"""løbenummer 4285; 4285 er de sidste fire cifre."""
_ENDING_HINT = re.compile(r"cif|løb|end|slut|sidste|last")
"""What is in all words of `ending`: most windows are passed over by this."""
FARTHEST_ENDING = 110
"""Signs before or after a date of birth in which words may tell its last four figures."""

_SUMS = frozenset("+*=%&$€£×÷<>^")
"""Signs of reckoning between two numbers: only a word beside tells that they are one."""
_FIGURES = frozenset("0123456789")
_NOT_AFTER = {"slashed": _FIGURES | set("/.-"), "nine": _FIGURES | set(",.-")}
"""Signs after which a number of this form does not begin, where they are others than figures."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Ten figures that may be a CPR number. `unnamed` is the tier where no word tells, null: none.

    `exact` is a number printed as one: only it is asked about where a word says another kind.
    `loose`: the two parts stand side by side with nothing but spaces between.
    """

    start: int
    end: int
    text: str
    serial: str
    exact: bool
    unnamed: Tier | None
    loose: bool = False
    apart: bool = False
    """Put together of groups that stand apart (`cpr_spread`)."""


def numbers(
    text: str, pattern: re.Pattern[str], *, not_after: frozenset[str] = _FIGURES
) -> Iterator[re.Match[str]]:
    """The pattern's matches in a folded text that do not begin right after one of `not_after`.

    A pattern that begins with a set of figures is found quickly by the `re` module, one that begins
    with a look behind is not: whether a number begins there is therefore asked afterwards.
    """
    at = 0
    while match := pattern.search(text, at):
        start = match.start()
        if start and text[start - 1] in not_after:
            at = start + 1
        else:
            yield match
            at = match.end()


def candidates(text: str, spread: Iterable[Candidate] = ()) -> Iterator[Candidate]:
    """Every place in the folded text where a valid date is linked to four figures, by its start.

    `spread` are those whose figures stand apart (`cpr_spread`).
    """
    found = [*_whole(text), *_halves(text), *_endings(text), *_joined(text), *spread]
    # Where several begin at one place, the surest is taken; one put together of two parts last.
    found.sort(key=lambda one: (one.start, one.unnamed is None, "…" in one.text, -one.end))
    reached = 0
    for one in found:
        if one.start >= reached:
            yield one
            reached = one.end


def _whole(text: str) -> Iterator[Candidate]:
    for form, pattern in (_LINKED | _ODD).items():
        not_after = frozenset("") if form == "lettered" else _NOT_AFTER.get(form, _FIGURES)
        for match in numbers(text, pattern, not_after=not_after):
            if is_day(match):
                link, serial = match["link"], _figures(match["serial"])
                unnamed = _tier_unnamed(form, link, match["serial"])
                if (
                    unnamed is None
                    and form in {"long", "first"}
                    and match["y"] < "2000"
                    and not link
                ):
                    unnamed = "ask"  # 195210161505: twelve figures that are no moment of our time
                exact, loose = link in {"", "-"} and form in _EXACT, bool(link) and not link.strip()
                yield Candidate(*match.span(), match.group(), serial, exact, unnamed, loose)


def _tier_unnamed(form: str, link: str, serial: str) -> Tier | None:
    """What ten figures in this form are where no word around them says what they are."""
    dashed, broken = "-" in link, bool(set(link) & set("\t\n"))
    if form in _ONLY_NAMED:
        return None
    if form in _EXACT:
        if dashed:
            return "stop"
        if " " in serial or link.count("\n") > 1:
            return "ask" if link.strip("\n") == "" and " " not in serial else None
        if set(link) & _SUMS:
            return None
        return "ask" if broken or set(link) - set(" ./:_") else "stop"
    if form == "spaced":
        return "stop" if dashed else "ask"
    return "stop" if dashed and not broken and " " not in serial else None


def _joined(text: str) -> Iterator[Candidate]:
    """A day and four figures with a word or a name in between."""
    for pattern in _JOINED:
        for match in numbers(text, pattern, not_after=_FIGURES | frozenset("./-")):
            if is_day(match):
                whole = f"{match['d']}{match['m']}{match['y']} … {match['serial']}"
                yield Candidate(*match.span(), whole, match["serial"], False, "ask")


def _halves(text: str) -> Iterator[Candidate]:
    """A date that ends in a dash, and four figures that begin a line or a cell a little later."""
    for match in numbers(text, _HALF):
        other = _OTHER_HALF.search(text, match.end(), match.end() + FARTHEST_HALF)
        if other and is_day(match, other["serial"]):
            whole = f"{match.group()} … {other['serial']}"
            tier: Tier = "ask" if match["s"] else "stop"
            yield Candidate(match.start(), other.end(), whole, other["serial"], False, tier)


def _endings(text: str) -> Iterator[Candidate]:
    """A date of birth, and words beside it that tell its last four figures."""
    for form, pattern in _ALONE.items():
        for birth in numbers(text, pattern, not_after=_NOT_AFTER.get(form, _FIGURES)):
            for start in (birth.end(), max(0, birth.start() - FARTHEST_ENDING)):
                end = start + FARTHEST_ENDING if start == birth.end() else birth.start()
                window = text[start:end].lower()
                told = _ENDING.search(window) if _ENDING_HINT.search(window) else None
                serial = told and (told["serial"] or told["before"])
                if told and serial and is_day(birth, serial):
                    places = (birth.start(), birth.end(), start + told.start(), start + told.end())
                    whole = f"{birth.group()} … {serial}"
                    yield Candidate(min(places), max(places), whole, serial, False, "ask")
                    break


def cpr_of(day: str, month: str, year: str, serial: str) -> str | None:
    """The number that a day in three parts and four figures make; null where they make none."""
    match = SIX.fullmatch(f"{day.zfill(2)}{month.zfill(2)}{year[-2:]}{serial.zfill(4)}")
    if match is None or not is_day(match):
        return None
    told = _century(int(match["serial"][0]), int(year[-2:])) + int(year[-2:])
    return match.group() if len(year) == 2 or int(year) == told else None


def is_cpr_figures(figures: str) -> bool:
    """Ten figures that can be a CPR number; nine are read with their lost leading zero."""
    match = SIX.fullmatch(figures.zfill(10))
    return match is not None and is_day(match)


def day_of(text: str) -> tuple[str, str, str] | None:
    """Day, month and year of a text that is a date of birth and nothing more."""
    for pattern in _ALONE.values():
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("m") or str(_month(parts["month"]))
            return parts["d"], month, parts["y"]
    return None


def _figures(text: str) -> str:
    return re.sub(r"[ .]", "", text).translate(str.maketrans("OolI", "0011"))


def is_day(match: re.Match[str], serial: str | None = None) -> bool:
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
