"""Persons as minutes list them: names with initials and hyphens, party, role and status in any order, stand-ins."""

from __future__ import annotations

from dataclasses import dataclass, field

from raadslag.danish.names import is_first, is_last
from raadslag.danish.parties import is_letter, is_party
from raadslag.danish.person_names import (
    has_ordinal,
    is_name_word,
    is_official,
    is_political,
    name_at,
    party_end,
    reversed_name,
    role_at,
    role_word,
    stand_in_word,
    status_end,
    strange_title_at,
    words_of,
)
from raadslag.danish.tokens import Printed
from raadslag.danish.told_spans import items_at, time_at

__all__ = [
    "Named",
    "evident",
    "is_list",
    "is_official",
    "is_political",
    "people_in",
    "person_at",
    "persons_at",
    "stand_in_word",
]

LONG_LINE = 220
"""Letters of the longest line that is surely one paragraph."""
_INITIALS = 5
"""Letters of a user's initials in a bracket, "(IKAE)": no party and no role."""
SEPARATORS = frozenset((",", ";", "og", "samt", "/", "&", "|", "•", "+"))
_SPANS = ("under", "fra", "til", "ved", "i", "efter", "indtil")
_SKIPPED = frozenset(
    ("via", "på", "pga", "med", "over", "grundet", "under", "ved", "online", "virtuelt")
)


@dataclass(frozen=True, slots=True)
class Named:
    """One person as printed. `status` is the word for it ("afbud"), null where nothing says it; `told` is
    what else stands in brackets or after a comma ("sygdom", "fra punkt 3")."""

    name: str
    party: str | None = None
    role: str | None = None
    status: str | None = None
    substitute_for: str | None = None
    told: tuple[str, ...] = ()
    beside: tuple[tuple[str, tuple[Named, ...]], ...] = ()


@dataclass(slots=True)
class _Found:
    name: str = ""
    party: str | None = None
    roles: list[str] = field(default_factory=list)
    status: str | None = None
    substitute_for: str | None = None
    told: list[str] = field(default_factory=list)
    beside: list[tuple[str, tuple[Named, ...]]] = field(default_factory=list)

    def done(self) -> Named:
        role = ", ".join(dict.fromkeys(self.roles)) or None
        return Named(
            self.name, self.party, role, self.status, self.substitute_for, tuple(self.told), tuple(self.beside)
        )  # fmt: skip


def persons_at(printed: Printed, i: int, *, listed: bool) -> tuple[list[Named], int]:
    """Persons that follow each other from token i on, and the token after them. `listed`: the text is
    known to be a list of persons, so that a name may stand alone and status follow it."""
    found: list[Named] = []
    at = i
    if not listed and not _may_begin(printed, i):
        return found, i
    while at < len(printed):
        one = (
            None
            if found and printed.raw(at) in ("-", "–")
            else person_at(printed, at, listed=listed)
        )
        if one is None:
            break
        found.append(one[0])
        i = at = one[1]
        while printed.low(at) in SEPARATORS:
            at += 1
    return found, i


def _may_begin(printed: Printed, i: int) -> bool:
    """A name's first word in capitals, a role with its ordinal before it, or a title: most words are none."""
    token = printed.tokens[i] if i < len(printed) else None
    return token is not None and (
        token.is_capital
        or token.text.isdecimal()
        or token.low[:3] in ("al-", "el-")
        or role_word(token.low) is not None
        or token.low in words_of("titles")
    )


def people_in(text: str) -> list[Named]:
    """Every person of a text that is a list of persons; what is none is passed over."""
    printed = Printed(text)
    found: list[Named] = []
    at = 0
    while at < len(printed):
        people, end = persons_at(printed, at, listed=True)
        found += people
        at = max(end, at + 1)
    return found


def evident(people: list[Named], text: str) -> list[Named]:
    """The persons of a long line without those whom nothing shows to be one, where few are known: a page that
    lost its lines has headings in capitals beside each other ("Tekst Side")."""
    if len(text) <= LONG_LINE:
        return people
    shown = [
        p
        for p in people
        if p.party or any(map(is_first, p.name.split())) or is_last(p.name.split()[-1])
    ]
    return people if 2 * len(shown) > len(people) else shown


def is_list(text: str) -> bool:
    """The text holds persons and nothing else."""
    printed = Printed(text)
    at, found = 0, False
    while at < len(printed):
        if printed.raw(at) in ".,;:|•-–*":
            at += 1
            continue
        people, at = persons_at(printed, at, listed=True)
        if not people:
            return False
        found = True
    return found


def person_at(printed: Printed, i: int, *, listed: bool) -> tuple[Named, int] | None:
    """One person with what stands before and after the name, and the token after it all."""
    found = _Found()
    start = i
    if listed:
        i = _party_first(printed, _mark(printed, i), found)
    titled = False
    while (role := role_at(printed, i, before_name=True)) or printed.low(i) in words_of("titles"):
        titled = True
        if role:
            found.roles.append(role[0])
            i = role[1]
        else:
            i += 1
        while printed.raw(i) in (".", ":") and printed.glued(i):
            i += 1
    if not titled and (after := strange_title_at(printed, i)):
        titled = True
        found.roles.append(printed.raw(i))
        i = after
    name = reversed_name(printed, i) if listed else None
    name = name or name_at(printed, i)
    if name is None:
        return None
    found.name, i = name
    i = _after_name(printed, i, found, listed=listed)
    if " " not in found.name and not _may_stand_alone(printed, found, start, i, titled, listed):
        return None
    return found.done(), i


def _may_stand_alone(
    printed: Printed, found: _Found, start: int, i: int, titled: bool, listed: bool
) -> bool:
    """One word is a name where a party, a title or a status stands at it, or where a list holds a first name."""
    known = is_first(found.name)
    if found.party or (titled and (listed or known or printed.low(start) in words_of("titles"))):
        return True
    return listed and (bool(found.status) or (known and printed.low(i) not in ("for", "til")))


def _mark(printed: Printed, i: int) -> int:
    """Past a bullet or a running number in front of a name."""
    while printed.raw(i) in ("•", "-", "–", "*", "|", "·", "", "."):
        i += 1 if i < len(printed) else 0
        if i >= len(printed):
            return i
    number = printed.raw(i).isdecimal() and printed.raw(i + 1) in (".", ")")
    return i + 2 if number and role_at(printed, i, before_name=True) is None else i


def _party_first(printed: Printed, i: int, found: _Found) -> int:
    """ "(A) Ida Kær", "A: Ida Kær"."""
    end = printed.closing(i)
    if end is not None and end - i <= 4 and is_party(printed.cut(i + 1, end)):
        found.party = printed.cut(i + 1, end)
        return end + 1
    if (
        is_letter(printed.raw(i))
        and printed.raw(i + 1) in (":", "-", "–")
        and name_at(printed, i + 2)
    ):
        found.party = printed.raw(i)
        return i + 2
    return i


def _after_name(printed: Printed, i: int, found: _Found, *, listed: bool) -> int:
    """What belongs to the name after it, in any order; the token after it all."""
    while i < len(printed):
        end = printed.closing(i) if printed.raw(i) in ("(", "[") else None
        if end is not None:
            _bracket(printed.cut(i + 1, end), found)
            i = end + 1
            continue
        after = _tail(printed, i, found, listed=listed)
        if after is None:
            return i
        i = after
    return i


def _tail(printed: Printed, i: int, found: _Found, *, listed: bool) -> int | None:
    """A party, role, status or stand-in after the name or its comma; the token after it, null for none of them."""
    k = i + 1 if printed.raw(i) in (",", "-", "–", ":", "/") else i
    end = printed.closing(k) if k > i else None
    if found.party is None and end is not None and is_party(printed.cut(k + 1, end)):
        return k
    if found.party is None and (end := _party_after(printed, k, comma=k > i)):
        found.party = printed.cut(k, end)
        return end
    role = role_at(printed, k)
    if role and (k > i or printed.raw(k).islower() or (listed and printed.low(role[1]) == "for")):
        return _role_after(printed, k, role, found, listed=listed)
    return _told_of_listed(printed, i, k, found) if listed else None


def _told_of_listed(printed: Printed, i: int, k: int, found: _Found) -> int | None:
    """In a list: whose place they take, their status, or why they are away."""
    whom = k + 3 if printed.cut(k, k + 3).casefold() == "i stedet for" else k + 1
    if (
        printed.raw(i) not in ("-", "–")
        and printed.low(whom - 1) == "for"
        and name_at(printed, whom)
    ):
        return _for_whom(printed, whom, found)
    if end := status_end(printed, k):
        found.status = found.status or printed.cut(k, end)
        return end
    if k == i and printed.low(k) in _SPANS and _is_span(printed, k + 1):
        return _said(printed, k, found)  # "Ida Kær fra pkt. 2", "Ida Kær til kl. 17.30"
    if (
        k > i
        and printed.raw(i) != ":"
        and printed.raw(k).islower()
        and printed.low(k) not in ("som", "der", "i", "mens")
    ):
        return _said(printed, k, found)
    return None


def _said(printed: Printed, k: int, found: _Found) -> int:
    """ ", tjenesterejse": small words up to the next mark are said of the person."""
    end = k
    while end < len(printed) and end - k < 12:
        stop = printed.raw(end) == "." and not printed.raw(end + 1).isdecimal()
        if stop or printed.raw(end) in (",", ";", "(", "|"):
            break
        if printed.tokens[end].is_capital and printed.low(end - 1) in ("og", "samt"):
            end -= 1
            break
        end += 1
    found.told.append(printed.cut(k, end))
    return end


def _is_span(printed: Printed, i: int) -> bool:
    """An item's number or a time of day follows: "punkt 3", "kl. 17.30"."""
    return items_at(printed, i) is not None or time_at(printed, i) is not None


def _party_after(printed: Printed, k: int, *, comma: bool) -> int | None:
    token = printed.raw(k)
    ends = printed.raw(k + 1) in ("", ",", ";", ".", ")", "|", "-", "–", ":", "•", "(") or (
        printed.low(k + 1) in ("og", "samt") or status_end(printed, k + 1) is not None
    )
    if is_letter(token) and ends and not (printed.raw(k + 1) == "." and len(token) == 1 and printed.raw(k + 2)[:1].islower()):  # fmt: skip
        return k + 1
    if not comma:
        return party_end(printed, k)
    for n in (4, 3, 2, 1):
        if k + n <= len(printed) and printed.raw(k + n) in ("", ",", ";", ".", ")", "|") and is_party(printed.cut(k, k + n)):  # fmt: skip
            return k + n
    return None


def _role_after(
    printed: Printed, k: int, role: tuple[str, int], found: _Found, *, listed: bool
) -> int | None:
    """ "…, formand", "…, suppleant for Bo Lund"; a role that heads the next person's name is left to it."""
    text, end = role
    stands_in = stand_in_word(printed.low(k))
    if stands_in and printed.low(end) == "for":
        found.roles.append(text)
        return _for_whom(printed, end + 1, found)
    if name_at(printed, end) and printed.raw(end - 1) != ",":
        return None
    if not listed and not (
        printed.raw(k - 1) == "," and printed.raw(end) in ("", ",", ".", ";", "(", ")")
    ):
        return None
    found.roles.append(text)
    return end


def _for_whom(printed: Printed, i: int, found: _Found) -> int:
    one = person_at(printed, i, listed=True)
    if one is None:
        return i
    found.substitute_for = one[0].name
    return one[1]


def _bracket(content: str, found: _Found) -> None:
    """Party, role, status, initials, whom they stand in for: whatever a bracket after a name holds."""
    if is_party(content):
        found.party = found.party or " ".join(content.split())
        return
    if others := _others_in(Printed(content)):
        found.beside.append((content, others))
        return
    roles: list[str] = []
    for part in content.replace(";", ",").replace("/", ",").split(","):
        if part.strip():
            _bracketed(part.strip(), found, roles)
    if roles:
        found.roles.append(", ".join(roles))


def _others_in(inner: Printed) -> tuple[Named, ...]:
    """Persons whom a bracket after a name names in full, where it is not them whose place is taken."""
    if _stand_in_for(inner) is not None:
        return ()
    for k in range(len(inner)):
        if is_first(inner.raw(k)) and is_name_word(inner, k + 1):
            return tuple(persons_at(inner, k, listed=True)[0])
    return ()


def _bracketed(part: str, found: _Found, roles: list[str]) -> None:
    inner = Printed(part)
    at = _stand_in_for(inner)
    if found.party is None and is_party(part):
        found.party = part
    elif status_end(inner, 0) == len(inner):
        found.status = found.status or part
    elif at is not None:
        roles += [inner.raw(0)] if stand_in_word(inner.low(0)) else []
        _for_whom(inner, at, found)
    elif (
        roles
        or role_word(inner.low(0))
        or role_word(inner.low(len(inner) - 1))
        or _is_ordinal(inner)
    ):
        roles.append(part)
    elif not (part.isupper() and len(part) <= _INITIALS) and inner.low(0) not in _SKIPPED:
        found.told.append(part)


def _is_ordinal(inner: Printed) -> bool:
    return inner.raw(0).isdecimal() and has_ordinal(inner.low(2))


def _stand_in_for(inner: Printed) -> int | None:
    """Where the name begins after "suppleant for", "i stedet for", "stedfortræder:", "for"."""
    if stand_in_word(inner.low(0)):
        return 2 if inner.low(1) == "for" else None
    if inner.cut(0, 3).casefold() == "i stedet for":
        return 3
    return 1 if inner.low(0) == "for" and name_at(inner, 1) else None
