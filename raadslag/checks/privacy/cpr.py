"""CPR numbers in running text: which of the candidates is a person's number, and how sure it is.

Modulus 11 was given up in 2007 and is no condition here. Look-alikes (P numbers, invoices, cases,
accounts, periods) are told apart by the words and figures around them; a number that is printed
exactly as a CPR number is never passed over for a word beside it, it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from raadslag.checks.privacy.cpr_forms import Candidate, candidates
from raadslag.checks.privacy.cpr_spread import spread
from raadslag.checks.privacy.hits import Hit, Tier, on_folded
from raadslag.checks.privacy.words import of, rows, starting

BLANK_HEAD = 2
"""Letters in the name of a column that says nothing: D, M, År, Nr."""
NEAR = 48
"""Signs before a number in which a word can name it."""
_NAMED = re.compile(of("cpr", "named"))
_OTHER = re.compile(
    of("cpr", "other") + r"[ .:#/]{0,3}(?:nr\.?|nummer|id)?[ .:#]{0,3}(?:\d{1,4}[ -])?\Z"
)
"""The words must stand right before the number."""
_UNIT = re.compile(r"(?:,\d\d?)? ?" + starting(rows("cpr", "unit")) + r"|(?:,\d\d?)? ?%")
_MOMENT = re.compile(of("cpr", "moment"))
_MORE_BEFORE, _MORE_AFTER = re.compile(r"\d[-./:]\Z"), re.compile(r"[-./]\d")
_YEAR_AFTER = re.compile(r"[ ./-]?\d\d(?!\d)")
_GLUED = re.compile(r"[a-zæøå](?<!cpr)(?<!nr)(?<!pid)\Z")
_IDENTIFIER = re.compile(r"(?:\A|[^a-zæøå0-9])[a-zæøå]{1,24}\Z")
"""Letters that a name for machines begins with, since it may not begin with a figure: C0707614285."""
_OUR_YEARS = range(10, 40)
_SPAN = re.compile(r"[0-9]{6} ?- ?[0-9]{6}(?![0-9])")
"""A text in which days are written so (010124-311224): six figures beside it are a day too."""
_CAPITALS = re.compile(r"(?<!\w)[A-ZÆØÅ][a-zæøåé]{1,20}(?: [A-ZÆØÅ][a-zæøåé.]{0,20}){1,3}")
"""A name by its look: two words in capitals."""

HeadAt = Callable[[int], str]
"""What the column is called in which a place of the text stands; empty outside tables."""


def _no_head(_: int) -> str:
    return ""


@on_folded
def find_cpr(text: str, head_at: HeadAt = _no_head) -> Iterator[Hit]:
    """Every CPR number in the text, in order."""
    for one in candidates(text, spread(text)):
        tier = tier_of(one, text, head_at(one.start))
        if tier:
            yield Hit("cpr", tier, one.text, one.start, one.end)


def tier_of(one: Candidate, text: str, head: str) -> Tier | None:
    """How sure it is that the candidate is a person's number, by the words and figures around it."""
    before = f"{head} {text[max(0, one.start - NEAR) : one.start]}".lower()
    after = text[one.end : one.end + NEAR].lower()
    line = before.rsplit("\n", 1)[-1].rsplit("\t", 1)[-1]
    if (
        (is_other(line if head == "" else head.lower()) and (head or not one.apart))
        or _UNIT.match(after)
        or _is_moment(one, before, after)
    ):
        return "ask" if one.exact else None
    inside = text[one.start : one.end].lower() if "…" in one.text else ""
    if _NAMED.search(before + inside) or after.startswith((" (cpr", " i cpr")):
        return "stop"
    if _MORE_BEFORE.search(before) or _MORE_AFTER.match(after):
        return "ask" if one.exact and "-" in one.text else None
    if _GLUED.search(before):
        is_name = _IDENTIFIER.search(before) and not after[:1].isalpha()
        return "ask" if one.exact and ("-" in one.text or is_name) else None
    if one.apart and len(head) > BLANK_HEAD:
        return None  # a row of figures under words that say what each is
    if one.unnamed and one.loose and (_SPAN.search(line) or _is_of_our_days(one)):
        return "ask"
    if one.unnamed == "ask" and _CAPITALS.search(text[max(0, one.start - NEAR) : one.start]):
        return "stop"
    return one.unnamed


def is_other(before: str) -> bool:
    """Words right before a number, or over it, that name another kind of number."""
    return bool(_OTHER.search(f"{before} ") or _OTHER.search(before))


def _is_moment(one: Candidate, before: str, after: str) -> bool:
    """A period (010126-3112 26) or a day and a clock (0602 26 - 1500)."""
    head, tail = int(one.serial[:2]), int(one.serial[2:])
    if 1 <= head <= 31 and 1 <= tail <= 12 and _YEAR_AFTER.match(after):
        return True
    is_clock = head <= 24 and tail in {0, 15, 30, 45}
    return is_clock and bool(_MOMENT.search(before) or (one.loose and _is_of_our_days(one)))


def _is_of_our_days(one: Candidate) -> bool:
    """Six figures and four apart that are a day of these years, or a person of nearly a hundred."""
    year = int("".join(filter(str.isdigit, one.text))[4:6])
    return one.serial[0] in "0123" and year in _OUR_YEARS
