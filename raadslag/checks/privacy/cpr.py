"""CPR numbers in running text: DDMMYY-SSSS in every way people and machines write it.

A date of birth (day + 60 for a replacement number, erstatnings-CPR) and four figures. Modulus 11
was given up in 2007 and is no condition here. Look-alikes (P numbers, invoices, cases, accounts,
periods) are told apart by the words and figures around them.

Source: CPR-kontoret, "Personnummeret i CPR"; the look-alikes are from published minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from raadslag.checks.privacy.hits import Hit

_GAP = r"[ \u00a0\u2007\u2009\u202f\t]"
_DASH = "[-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\u2043\ufe63\uff0d]"
_LINK = rf"(?:{_GAP}{{0,2}}(?:\r?\n)?{_GAP}{{0,2}}{_DASH}{_GAP}{{0,2}}(?:\r?\n)?{_GAP}{{0,2}}|{_GAP}{{1,2}}|[./_:]|\r?\n)"
_SPLIT = rf"(?:{_GAP}|[./]|{_DASH})"

CANDIDATE = re.compile(
    rf"(?<![0-9])(?P<d>[0-3678]\d)(?P<s1>{_SPLIT}?)(?P<m>[01]\d)(?P<s2>{_SPLIT}?)(?P<y>\d\d)"
    rf"(?P<link>{_LINK})?(?P<serial>\d{{4}})(?![0-9])"
)

_NAMED = re.compile(
    r"cpr|c\.p\.r|personnummer|person-?nr|persnr|personnr|\bpnr\b|\bfødt|\bfødsels|\bf\.\s*\Z|"
    r"\bid-?nummer|serialnumber|borger(?:en|s)?\b|\bpatient|\bansøger|\bsygemeldt|\bbarn(?:et)?s?\b|"
    r"\bmor\b|\bfar\b|underskrevet|signatur|pid:",
    re.IGNORECASE,
)
"""Words that say that a person's number follows."""

_OTHER_NUMBER = re.compile(
    r"(?:\bp-?\s?(?:nr|nummer|numre)\b|produktionsenhed|\bcvr|\bse-?nr|faktura|ordre|bestilling|rekvisition|kreditnota|"
    r"sags?-?\s?(?:nr|nummer|id)|\bsag\b|journal|j\.\s?nr|dok(?:ument)?\.?-?\s?(?:nr|nummer|id)|løbe-?nr|"
    r"løbenummer|\bean\b|\bgln\b|konto|\breg\b|reg\.|bank|giro|\bfi-|kortnr|tlf|telefon|mobil|\bfax\b|"
    r"periode|dagsorden|\bmatr|matrikel|\bbbr\b|projekt|ejendoms?-?(?:nr|nummer)|isbn|issn|"
    r"kunde-?\s?(?:nr|nummer)|aftale-?\s?(?:nr|nummer)|"
    r"lokalplan|varenr|varenummer|serienr|serienummer|målernr|måler|tilbud|udbud|licens|version|"
    r"policenr|police|ref\.|reference|bilagsnr|bilagsnummer|bilag\s*nr|postering|artskonto|"
    r"psp|\bid\b|\besdh|koordinat|stelnr|registreringsnr|betalings-?id|transaktion|kvittering)"
    r"[a-zæøå]*[\s.:#/]*(?:nr\.?|nummer|id)?[\s.:#]*(?:\d{1,4}[\s-])?\Z",
    re.IGNORECASE,
)
"""Words that say that another kind of number follows; they must stand right before it."""

_UNIT = re.compile(
    r"^(?:,\d\d?)?\s*(?:kr\b|kroner|mio|mia|t\.\s?kr|tkr|stk|%|pct|procent|m2|m²|m3|m³|kwh|mwh|ton\b|km\b|liter|timer|personer|borgere)",
    re.IGNORECASE,
)
_INSIDE_MORE = re.compile(rf"^(?:{_DASH}|[./])[0-9]")
_BEFORE_MORE = re.compile(rf"[0-9](?:{_DASH}|[./:])\Z")
_WORDISH = re.compile(r"[A-Za-zÆØÅæøå]\Z")
_CLOCK = re.compile(r"dagsorden|\bkl\b|møde|tidspunkt", re.IGNORECASE)
_PERIOD = re.compile(r"periode|interval|\bgælder|løbetid|\bfra\s+\d", re.IGNORECASE)
_YEAR_AFTER = re.compile(rf"^{_SPLIT}?\d\d(?!\d)")

NEAR = 48
"""Signs before a number in which a word can name it."""


def find_cpr(text: str) -> Iterator[Hit]:
    """Every CPR number in the text, in order."""
    for match in CANDIDATE.finditer(text):
        if _is_date(match) and _is_whole(match, text) and _is_person(match, text):
            yield Hit("cpr", "stop", match.group(), match.start(), match.end())


def is_cpr_figures(figures: str) -> bool:
    """Ten figures that can be a CPR number; nine are read with their lost leading zero."""
    match = CANDIDATE.fullmatch(figures.zfill(10))
    return match is not None and _is_date(match)


def _is_date(match: re.Match[str]) -> bool:
    day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
    day -= 60 if day > 60 else 0
    century = _century(int(match["serial"][0]), year)
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    return True


def _century(seventh: int, year: int) -> int:
    """The century that the seventh figure tells (CPR-kontoret's table)."""
    if seventh <= 3:
        return 1900
    if seventh in {4, 9}:
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _is_whole(match: re.Match[str], text: str) -> bool:
    """Not a piece of a longer number, and written as one writes a number."""
    before, after = (
        text[max(0, match.start() - 3) : match.start()],
        text[match.end() : match.end() + 3],
    )
    if _BEFORE_MORE.search(before) or _INSIDE_MORE.match(after):
        return False
    if _WORDISH.search(before) and not re.search(
        r"(?i)(?:cpr|nr|pid)\Z", text[: match.start()][-4:]
    ):
        return False
    # 2012-112233 is a document's number: the parts of a date are parted alike.
    return match["s1"] == match["s2"]


def _is_person(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - NEAR) : match.start()]
    after = text[match.end() : match.end() + NEAR]
    line = before.rsplit("\n", 1)[-1]
    if _NAMED.search(before) and not _OTHER_NUMBER.search(line):
        return True
    if _OTHER_NUMBER.search(line) or _UNIT.match(after):
        return False
    return not _looks_like_time(match, before, after)


def _looks_like_time(match: re.Match[str], before: str, after: str) -> bool:
    """A period (010126-3112 26) or a day and a clock (0602 26 - 1500)."""
    head, tail = int(match["serial"][:2]), int(match["serial"][2:])
    is_day = 1 <= head <= 31 and 1 <= tail <= 12
    if is_day and (_YEAR_AFTER.match(after) or _PERIOD.search(before)):
        return True
    is_clock = head <= 24 and tail in {0, 15, 30, 45}
    return is_clock and bool(_CLOCK.search(before))
