"""The parts of a person's name, and the words for a post or a seat before and after it (`persons.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from raadslag.danish.names import is_first, is_last, of_a_body
from raadslag.danish.parties import begins_party, is_letter, is_party
from raadslag.danish.tokens import Printed

LONGEST_NAME = 8
"""Words of the longest name; "Anna Karin Sofie von der Kær Holm Lund" has eight."""
LONGEST_UNITS = 24
"""Tokens of the longest list of units in a role."""
_SHORTENED = frozenset("chr th fr joh johs aa kr nic ph sv vilh alfr edv aug".split())
"""First names cut short before a full stop: "Jens Chr. Kær"."""


@cache
def words_of(kind: str, key: str = "words") -> frozenset[str]:
    """The words of one kind of `persons.toml`, in small letters."""
    data = tomllib.loads((Path(__file__).parent / "persons.toml").read_text("utf-8"))
    return frozenset(data[kind][key].split())


def is_official(role: str) -> bool:
    """The role is a post in an administration or a firm, not a seat: "direktør", not "formand"."""
    return role_word(role.split()[0].casefold()) == "official" if role.split() else False


def is_political(role: str) -> bool:
    return any(role_word(word) in ("political", "standing_in") for word in role.casefold().split())


@cache
def role_word(low: str) -> str | None:
    low = low.strip(".,:")
    for kind in ("standing_in", "political", "official"):
        if low in words_of(kind):
            return kind
    if low.endswith(("borgmester", "formand", "rådmand")):
        return "political"
    return "official" if low.endswith(tuple(words_of("official", "endings"))) else None


def stand_in_word(low: str) -> str | None:
    """ "stedfortræder" for every form of it; null for other words."""
    return next((w for w in ("stedfortræder", "suppleant", "vikar", "substitut") if low.startswith(w)), None)  # fmt: skip


def role_at(printed: Printed, i: int, *, before_name: bool = False) -> tuple[str, int] | None:
    """A role with its ordinal and its units ("centerchef for By, Erhverv og Miljø"), and the token after it."""
    first = i
    if printed.raw(i).isdecimal() and printed.raw(i + 1) == "." and has_ordinal(printed.low(i + 2)):
        i += 2
    i = _past_beginnings(printed, i)
    i += (
        printed.low(i) in words_of("official", "before")
        and role_word(printed.low(i + 1)) == "official"
    )
    low = printed.low(i)
    if role_word(low) is None or is_first(printed.raw(i)):
        return None
    i += 1
    if printed.low(i) in ("for", "i", "ved", "af") and stand_in_word(low) is None:
        i = _units(printed, i + 1, before_name=before_name)
    return printed.cut(first, i), i


def _past_beginnings(printed: Printed, i: int) -> int:
    """ "Børne-, unge- og kulturchef": past the words that share the last one's ending."""
    at = i
    while printed.low(at).isalpha() and printed.raw(at + 1) == "-" and printed.glued(at + 1):
        at += 2
        while printed.low(at) in (",", "og", "/", "&", "samt"):
            at += 1
    return at if at > i and role_word(printed.low(at)) == "official" else i


def strange_title_at(printed: Printed, i: int) -> int | None:
    """The token after a title that no list knows, by its ending and the first name after it ("Havnefoged Ida Kær")."""
    word = printed.raw(i)
    title = (
        len(word) > 5
        and word[0].isupper()
        and printed.low(i).endswith(tuple(words_of("official", "agents")))
    )
    named = is_first(printed.raw(i + 1)) and is_name_word(printed, i + 2)
    return i + 1 if title and named and not is_first(word) else None


def has_ordinal(low: str) -> bool:
    """Only who may stand second is counted ("2. viceborgmester"): else the number is a list's."""
    return low.startswith("vice") or low.startswith("næst") or stand_in_word(low) is not None


def _units(printed: Printed, i: int, *, before_name: bool) -> int:
    """Past the names of units: "By, Erhverv og Miljø", "den tekniske afdeling"; a person's name ends them."""
    start, last = i, i
    while i < len(printed) and i - start < LONGEST_UNITS:
        word = printed.tokens[i]
        if word.low in (",", "og", "samt", "&"):
            if _is_next_person(printed, i + 1, before_name=before_name):
                break
            if not printed.raw(i + 1)[:1].isupper():
                break
        elif (
            not word.is_word
            or (i > start and is_first(word.text) and name_at(printed, i))
            or (word.low in words_of("no_name") and not word.is_capital and i > start)
        ):
            break
        else:
            last = i + 1
        i += 1
    if before_name and last == i and last - start > 2 and not is_first(printed.raw(last)):
        # No first name tells where the unit ends: the last two words in capitals are the name.
        tail = [printed.tokens[k].is_capital for k in range(last - 2, last)]
        return last - 2 if all(tail) and printed.low(last - 3) not in ("og", ",") else last
    return last


def _is_next_person(printed: Printed, i: int, *, before_name: bool) -> bool:
    """A name of two words after a comma: with a first name, a bracket, or what is told of a person after it."""
    name, end = name_at(printed, i) or ("", i)
    ends = printed.raw(end) == "(" or (before_name and printed.low(end) in (",", "fra", "ved"))
    later = any(map(is_first, name.split()[1:]))
    return " " in name and (is_first(name.split()[0]) or (ends and not later))


def name_at(printed: Printed, i: int, *, titled: bool = False) -> tuple[str, int] | None:
    """A name's words from token i on: initials, particles, hyphens with a space beside them, ALL CAPITALS."""
    parts: list[str] = []
    count = 0
    while i < len(printed) and count < LONGEST_NAME and not _begins_another(printed, i, parts):
        step = _name_part(printed, i, parts)
        if step is None:
            break
        i = step
        count += 1
    if not parts or len(parts[-1].strip(".")) < 2 or (count == 1 and len(parts[0]) < 3):
        return None
    name = " ".join(parts)
    words = name.split()
    known = any(is_first(word.title() if word.isupper() else word) for word in words)
    strange = any(of_a_body(word) for word in words if len(word) > 2) or name.isupper()
    return None if not known and ((strange and not titled) or is_party(name)) else (name, i)


def _begins_another(printed: Printed, i: int, parts: list[str]) -> bool:
    """A first name after a whole name begins the next person: two columns that lost the space between them."""
    whole = (
        len(parts) > 1 and is_first(parts[0]) and not is_first(parts[-1]) and "." not in parts[-1]
    )
    if not whole or not is_first(printed.raw(i)) or not is_name_word(printed, i + 1):
        return False
    end = i + 1
    while is_name_word(printed, end) and is_first(printed.raw(end)):
        end += 1
    return is_name_word(printed, end)


def _name_part(printed: Printed, i: int, parts: list[str]) -> int | None:
    """Takes the next part of a name in; the token after it, or null where the name has ended."""
    token, text, after = printed.tokens[i], printed.raw(i), i + 1
    if parts and text in ("-", "–"):
        return _hyphened(printed, i, parts)
    end = i
    while parts and printed.low(end) in words_of("particles"):
        end += 1
    if not is_name_word(printed, end) or (parts and is_letter(parts[-1])):
        return None
    if parts and party_end(printed, end):
        return None  # "Ida Kær Venstre": three columns that lost their lines.
    if end > i:
        parts += [printed.cut(i, end), printed.raw(end)]
        return end + 1
    if (
        printed.raw(after) == "."
        and printed.glued(after)
        and (len(text) == 1 or token.low in _SHORTENED)
    ):
        parts.append(f"{text}.")
        return after + 1
    # A letter without a stop is an initial only inside a name: "Jens P Kær"; "Ida Kær A" has a party.
    if len(text) == 1 and not (
        parts and is_name_word(printed, after) and not is_first(printed.raw(after))
    ):
        return None
    parts.append(text)
    return after


def party_end(printed: Printed, i: int) -> int | None:
    """The token after a party's name in full that begins at token i; a letter is none here."""
    if not begins_party(printed.raw(i)):
        return None
    last = i + 1
    while last < min(len(printed), i + 4) and printed.low(last) not in words_of("no_name"):
        last += 1  # "Liste Ø Fraværende": the status is none of it.
    return next((end for end in range(last, i, -1) if is_party(printed.cut(i, end))), None)


def _hyphened(printed: Printed, i: int, parts: list[str]) -> int | None:
    """ "Lindegren –Holm", "Lindegren- Holm": a double name with a space beside its hyphen."""
    follow = printed.raw(i + 1)
    beside = printed.glued(i) or printed.glued(i + 1)
    if not beside or len(follow) < 3 or not is_name_word(printed, i + 1) or is_letter(follow):
        return None
    parts[-1] = f"{parts[-1]}-{follow}"
    return i + 2


def is_name_word(printed: Printed, i: int) -> bool:
    token = printed.tokens[i] if 0 <= i < len(printed) else None
    if token is None or not token.is_word:
        return False
    if not token.is_capital and not (token.low[:3] in ("al-", "el-") and token.text[3:4].isupper()):
        return False
    if token.low in words_of("no_name") or (is_letter(token.text) and len(token.text) > 1):
        return False
    noun = token.low.endswith(tuple(words_of("no_name", "endings")))
    return not noun or is_first(token.text) or is_last(token.text)


def reversed_name(printed: Printed, i: int) -> tuple[str, int] | None:
    """ "Kær, Ida:" and "KÆR, Ida Sofie (A)": the last name stands first."""
    last = printed.raw(i)
    if printed.raw(i + 1) != "," or not is_name_word(printed, i) or is_first(last.title()):
        return None
    first = name_at(printed, i + 2)
    if first is None or not all(is_first(word) or len(word) <= 2 for word in first[0].split()):
        return None
    if printed.raw(first[1]) not in ("", "(", ":", ";", ".", "-", "–", "|"):
        return None
    return f"{first[0]} {last.title() if last.isupper() else last}", first[1]


_STATUS_WORDS = frozenset(
    "deltog deltager deltaget afbud fravær fraværende tilstede mødt mødte forfald udeblev udeblevet syg "
    "til stede ikke med meldt uden var er har havde sendt møder".split()
)
_STATUS_MAIN = frozenset("deltog deltager deltaget afbud fravær fraværende tilstede stede mødt mødte forfald udeblev udeblevet".split())  # fmt: skip


_AFTER_STATUS = ("", ",", ";", ".", "(", ")", "[", "|", "-", "–", "•")


def status_end(printed: Printed, i: int) -> int | None:
    """The token after a status told of the person before it ("- Deltog", "(Afbud)"), where nothing else follows."""
    k, main = i, False
    while printed.low(k) in _STATUS_WORDS:
        main = main or printed.low(k) in _STATUS_MAIN
        k += 1
    if not main or (printed.raw(k) not in _AFTER_STATUS and not printed.tokens[k].is_capital):  # fmt: skip
        return None
    return k
