"""Names as minutes print them: brackets for party, role and status, commas inside roles, substitutes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from raadslag.reader.words import Vocabulary, fold

_BRACKET = re.compile(r"\(([^()]*)\)")
_STATUS = (
    ("apologies", re.compile(r"^(?:med\s+)?afbud$|^meldt afbud$|^forfald$", re.I)),
    ("absent", re.compile(r"^frav(?:ær|ærende)$|^ikke mødt$|^ikke til stede$|^var fraværende$|^udeblev(?:et)?$", re.I)),
    ("present", re.compile(r"^deltog(?: i mødet)?$|^til ?stede$|^mødt$|^deltager$|^mødte$", re.I)),
)  # fmt: skip
_TRAIL = re.compile(
    r"\s*[-–:]?\s+(deltog|afbud|fravær|fraværende|var fraværende|til stede|mødt|mødte)\.?$", re.I
)
_ROLE_FIRST = re.compile(
    r"^((?:\d\. ?)?(?:vice)?(?:formand|næstformand|borgmester|viceborgmester|overborgmester|rådmand|direktør|centerchef|chef|sekretær|udvalgsformand"
    r"|byrådsmedlem|medlem|kommunaldirektør|afdelingschef|konsulent|afdelingsleder|stabschef|kontorchef)(?:\s+for\s+[A-ZÆØÅ][\wæøå]+)?)\s+(?=[A-ZÆØÅ])",
    re.I,
)
_SUBSTITUTE = re.compile(
    r"\b(?:suppleant|stedfortræder|substitut|vikar|i stedet)\s+for\s+(.+?)\s*$", re.I
)
_PARTY_TAIL = re.compile(r",\s*([A-ZÆØÅ]{1,3})$")
NAME = r"[A-ZÆØÅ][\wæøåéèüöäÉ'’.-]*"
FULL_NAME = re.compile(rf"^{NAME}(?:\s+(?:{NAME}|von|van|de|der|af|la|el|bin|al))*$")


@dataclass(frozen=True, slots=True)
class Named:
    """One person as printed; `status` null where nothing says it."""

    name: str
    party: str | None = None
    role: str | None = None
    status: str | None = None
    substitute_for: str | None = None


def split_people(text: str) -> list[str]:
    """A list of people in running text to one string each. Commas inside brackets and roles stay."""
    text = text.strip().rstrip(".").strip()
    parts: list[str] = []
    depth, held = 0, ""
    for char in text:
        depth += (char == "(") - (char == ")")
        if char in ",;" and depth <= 0:
            parts.append(held)
            held = ""
        else:
            held += char
    parts.append(held)
    whole = [piece for part in parts for piece in _split_and(part)]
    return _rejoined([piece.strip(" •|") for piece in whole if piece.strip(" •|.-")])


def _split_and(part: str) -> list[str]:
    pieces = re.split(r"\s+(?:og|samt)\s+(?=[A-ZÆØÅ])", part)
    outside = [p for p in pieces if p.count("(") == p.count(")")]
    return pieces if len(outside) == len(pieces) else [part]


def _rejoined(parts: list[str]) -> list[str]:
    """A party alone ("A", "(A)") belongs to the name before it."""
    joined: list[str] = []
    for part in parts:
        alone = re.fullmatch(r"\(?([A-ZÆØÅ]{1,3})\)?", part)
        if joined and alone and len(alone.group(1)) <= 3 and not joined[-1].endswith(")"):
            joined[-1] = f"{joined[-1]} ({alone.group(1)})"
        elif joined and part.startswith("("):
            joined[-1] = f"{joined[-1]} {part}"
        elif joined and part[:1].islower() and _SUBSTITUTE.search(part):
            joined[-1] = f"{joined[-1]} ({part})"
        elif joined and re.match(r"(?:Suppleant|Stedfortræder) for ", part):
            joined[-1] = f"{joined[-1]} ({_BRACKET.sub('', part).strip()})"
        else:
            joined.append(part)
    return joined


def read_person(text: str, words: Vocabulary) -> Named | None:
    """One person with party, role and status, null where the text is no name."""
    text = text.strip(" •|,;").strip()
    if not text or len(text) > 220:
        return None
    status: str | None = None
    if trail := _TRAIL.search(text):
        status, text = _status(trail.group(1)), text[: trail.start()].strip()
    if "(" not in text and (tail := _PARTY_TAIL.search(text)):
        text = f"{text[: tail.start()]} ({tail.group(1)})"
    name = " ".join(_BRACKET.sub(" ", text).split()).strip(" -–.,:")
    party, roles, own, substitute = _brackets(text, words)
    status = own or status
    if found_role := _ROLE_FIRST.match(name):
        roles.insert(0, found_role.group(1))
        name = name[found_role.end() :]
    if not _is_name(name) or (" " not in name and not (party or roles or status)):
        return None
    return Named(name, party, ", ".join(roles) or None, status, substitute)


def _brackets(text: str, words: Vocabulary) -> tuple[str | None, list[str], str | None, str | None]:
    """(party, roles, status, whom they stand in for) from the brackets after a name, in any order."""
    party, status, substitute = None, None, None
    roles: list[str] = []
    for inside in (b.strip() for b in _BRACKET.findall(text)):
        if found := _status(inside):
            status = found
        elif _is_party(inside, words):
            party = party or inside
        elif inside:
            roles.append(inside)
            if hit := _SUBSTITUTE.search(inside):
                substitute = hit.group(1)
    return party, roles, status, substitute


def _is_party(text: str, words: Vocabulary) -> bool:
    name = fold(text)
    return text in words.parties or (
        name in words.party_names and name not in words.outside_parties
    )


def _status(text: str) -> str | None:
    return next((code for code, pattern in _STATUS if pattern.match(text.strip())), None)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 8
        and len(text) >= 3
        and any(c.isalpha() for c in text)
        and text[0].isupper()
        and not re.search(
            r"\d|[:;?!]|\b(?:ingen|var|har|deltog|mødet|punkt|nej|ikke|alle)\b", text, re.I
        )
    )


def names_in(text: str, words: Vocabulary) -> list[str]:
    """Only the names of a list of people, in order."""
    people = (read_person(part, words) for part in split_people(text))
    return [person.name for person in people if person]
