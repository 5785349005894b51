"""Who votes, as a ballot prints them: parties, persons, numbers with their lists, words for everybody (`votes.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from raadslag.danish.parties import is_letter, is_party
from raadslag.danish.person_names import is_political, role_at
from raadslag.danish.persons import SEPARATORS, person_at
from raadslag.danish.tokens import Phrases, Printed
from raadslag.danish.vocabulary import rows, table

MOST_VOTES = 200
"""More than any council has; a larger number counts something else."""
_LISTS = (SEPARATORS | {"eller"}) - {";"}
_WIDEST_PARTY = 5
"""Words of the longest party's name."""


@dataclass(slots=True)
class Voters:
    """Voters in one run at `start:end`, with the mark before each; nobody is named in "alle", "5 medlemmer".

    `excepted`: they stand after "undtagen". `body`: "majority" or "minority" where the run begins with one.
    """

    names: list[str]
    marks: list[str]
    start: int
    end: int
    count: int | None = None
    excepted: bool = False
    body: str | None = None


@cache
def words(kind: str) -> frozenset[str]:
    return frozenset(table("votes")["words"][kind].split())


@cache
def phrases(key: str) -> Phrases:
    """The phrases of one column of the table of sides, each with its side."""
    told = ((row[key].replace("\n", " ").split("|"), row["side"]) for row in rows("votes", "side"))
    return Phrases((one.strip(), side) for many, side in told for one in many if one.strip())


def is_verb(printed: Printed, i: int) -> bool:
    """ "stemte", "valgte at stemme", "har stemt", and no noun ("2 stemmer", "med deres stemmer")."""
    low, before = printed.low(i), printed.low(i - 1)
    if low == "stemmer":
        counted = before.isdecimal() or before in words("numbers") or before == ")"
        return not counted and before not in words("owns") and not before.endswith(("'s", "’s"))
    if low == "stemme":
        return before == "at" and printed.low(i - 2) in ("valgte", "vælger")
    helped = any(printed.low(k) in ("har", "blev", "er") for k in range(i - 4, i))
    return low == "stemte" or (low == "stemt" and helped)


def number_at(printed: Printed, i: int) -> tuple[int, int] | None:
    """(number, the token after it) in digits or as a word; no ordinal, and "en" only before a noun or a side."""
    raw, low, after = printed.raw(i), printed.low(i), printed.raw(i + 2)
    if raw.isdecimal() and int(raw[:6]) <= MOST_VOTES:
        ordinal = printed.raw(i + 1) == "." and after[:1].islower() and after not in words("count")
        return None if ordinal else (int(raw), i + 1)
    if low not in words("numbers"):
        return None
    spelled = table("votes")["words"]["numbers"].split()
    if len(low) == 2 and low != "to" and printed.low(i + 1) not in words("count") | words("beside"):
        return None
    return max(1, spelled.index(low) - spelled.index("to") + 2), i + 1


def voters_at(printed: Printed, i: int, *, told: bool = False) -> Voters | None:
    """Voters from token i on. `told`: voters or a fronted side stand right before, so that a bare number counts."""
    body = phrases("whole").at(printed, i)
    if body and body[1] in ("majority", "minority"):
        return Voters([], [], i, body[0], body=body[1])
    if printed.low(i) in words("everybody"):
        return Voters([], [], i, i + 1)
    close = printed.closing(i)
    if close is not None:
        return _bracketed(printed, i, close, told=told)
    return _counted(printed, i, told=told) or _with_number(printed, _run(printed, i))


def _bracketed(printed: Printed, i: int, close: int, *, told: bool) -> Voters | None:
    inner = _run(printed, i + 1)
    if inner and inner.end == close:
        return Voters(inner.names, inner.marks, i, close + 1)
    number = number_at(printed, i + 1) if told else None
    return Voters([], [], i, close + 1, number[0]) if number and number[1] == close else None


def _with_number(printed: Printed, run: Voters | None) -> Voters | None:
    """ "V, A og C (7)", "Venstre gruppe": the number or the noun after the list."""
    if run is None:
        return None
    number = number_at(printed, run.end + 1) if printed.closing(run.end) == run.end + 2 else None
    if number:
        run.count, run.end = number[0], run.end + 3
    while printed.low(run.end) in words("group") and not printed.low(run.end).startswith("stem"):
        run.end += 1
    return run


def _counted(printed: Printed, i: int, *, told: bool) -> Voters | None:
    """ "6 medlemmer (A og F)", "3: Ida Kær, Bo Lund", "5" before a side or after "stemte", "på" and "mod"."""
    number = number_at(printed, i)
    before = printed.low(i - 2 if printed.raw(i - 1) == "." else i - 1)
    if number is None or before in words("not_counted"):
        return None
    noun = number[1]
    while printed.low(noun) in words("count"):
        noun += 1
    follows, close = printed.raw(noun), printed.closing(noun)
    run = _run(printed, noun + 1) if follows in ("(", ":") else None
    if run and (follows == ":" or run.end == close):
        return Voters(run.names, run.marks, i, run.end + (follows == "("), number[0])
    sided = any(phrases(key).at(printed, noun) for key in ("words", "whole")) or is_verb(
        printed, noun
    )
    if noun > number[1] or told or sided or before in ("på", "imod", "mod"):
        return Voters([], [], i, noun, number[0])
    return None


def _run(printed: Printed, i: int) -> Voters | None:
    """Parties and persons that follow each other, with what stands before each of them."""
    run = Voters([], [], i, i)
    at, mark = i, ""
    while at < len(printed) and (one := _voter(printed, at, listed=bool(run.names))):
        run.names.append(one[0])
        run.marks.append(mark)
        at = run.end = one[1]
        mark = ""
        while printed.low(at) in _LISTS:
            mark = printed.low(at)
            at += 1
    return run if run.names else None


def _voter(printed: Printed, i: int, *, listed: bool) -> tuple[str, int] | None:
    close = printed.closing(i)
    if close is not None and is_party(printed.cut(i + 1, close)):
        return printed.cut(i + 1, close), close + 1  # "(O) stemte imod."
    if not printed.tokens[i].is_word or printed.low(i) in ("hverken", "både"):
        return None
    capital = printed.tokens[i].is_capital
    if capital and (party := _party(printed, i, listed=listed)):
        return party
    one = person_at(printed, i, listed=listed and capital)
    if one is None:
        return _by_seat(printed, i) if capital else None
    genitive = one[0].name.endswith("s") and printed.low(one[1]) in words("group")
    return one[0].name[: -1 if genitive else None], one[1]


def _party(printed: Printed, i: int, *, listed: bool) -> tuple[str, int] | None:
    """A party, or its genitive before a noun ("V's medlemmer", "Venstres gruppe")."""
    for n in range(_WIDEST_PARTY, 0, -1):
        text = printed.cut(i, i + n) if i + n <= len(printed) else ""
        bare = text.removesuffix("s").rstrip("'’")
        if bare != text and printed.low(i + n) in words("group") and is_party(bare):
            return bare, i + n + 1
        known = text and text[-1].isalnum() and is_party(text)
        if known and (listed or _ends_party(printed, i + n, text)):
            return text, i + n
    return None


def _ends_party(printed: Printed, end: int, text: str) -> bool:
    """A letter is a party where the list goes on or ends: "I udvalget" begins no list."""
    low = printed.low(end)
    if not is_letter(text) or low in _LISTS or low in ("", ".", ";", ")", "(", ":"):
        return True
    return text not in ("I", "Å") and low in words("after_party") | words("verb") | words("group")


def _by_seat(printed: Printed, i: int) -> tuple[str, int] | None:
    """ "Borgmesteren stemte imod": somebody whom the page calls by the seat only."""
    role = role_at(printed, i)
    seated = role is not None and role[0].endswith("en") and is_political(role[0])
    if role and seated and (is_verb(printed, role[1]) or phrases("whole").at(printed, role[1])):
        return role
    return None
