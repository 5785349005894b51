"""Bodies, units and offices: where a text names one, and whether two names are the same body.

Ask `same_body(a, b)`: "Udvalget for Teknik og Miljø" is "Teknik- og Miljøudvalget", in the genitive and
by its short name too; `may_be_same(a, b)` where an unknown or renamed name shall not count as another
body; `bodies_in(text)` for every body, unit and office with place and kind (`bodies.toml` says which).
`aliases` (folded short or former name to full name) are a municipality's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from raadslag.danish.vocabulary import rows

SHORT = {row["word"]: row["means"] for row in rows("bodies", "short")}
"""Short names that mean the same everywhere, in small letters."""
KINDS = {row["ending"]: row["kind"] for row in rows("bodies")}
_LONG = frozenset(row["ending"] for row in rows("bodies") if row.get("long"))
_FIELDS = {row["word"]: row["means"] for row in rows("bodies", "fields")}
_STAFF = tuple(row["ending"] for row in rows("bodies") if row.get("staff"))
_LONGEST_SHORT = 5
DECIDES = frozenset(("council", "committee"))
MEETS = frozenset(("council", "committee", "advisory"))
"""Kinds that hold meetings and so may get a case."""
_BARE_TOO_PLAIN = frozenset(
    "råd udvalg stab enhed center team forum leder chef ejer bruger region".split()
)
"""Words that name somebody only with a definite ending ("rådet", not "råd til det")."""
_NOT_AFTER = {row["ending"]: tuple(row.get("not_after", ())) for row in rows("bodies")}

_CAP = r"[A-ZÆØÅ][\wæøåé]{0,60}"
_WORD = re.compile(r"(?<![@/.])[\wæøåé-]{3,80}")
_ARTICLES = ("", "erne", "ene", "rne", "ne", "en", "et", "er", "n", "e", "t")
_BY_END = {
    ending + article + genitive: (ending, article, genitive)
    for genitive in ("s", "")
    for article in _ARTICLES
    for ending in KINDS
}
"""Every inflected ending to its parts; the plainest reading wins."""
_LAST_LETTERS = frozenset(end[-2:] for end in _BY_END)
_END_LENGTHS = sorted({len(end) for end in _BY_END}, reverse=True)
_FOR = re.compile(
    rf"\s(?:for|vedr\.)\s(?P<what>{_CAP}(?:-?,?\s(?:(?:og|samt|&)\s)?{_CAP}-?){{0,7}})"
)
_FOR_SMALL = re.compile(
    r"\sfor\s(?P<what>[a-zæøå]{4,20}(?:,\s[a-zæøå]{3,20})?\sog\s[a-zæøå]{3,20})(?=[\s.,;:]|$)"
)
_BEFORE = re.compile(rf"(?:{_CAP}(?:-|-,|,)?\s(?:(?:og|samt|&)\s)?){{1,6}}\Z")
_HYPHENED = re.compile(
    rf"(?<![\w-]){_CAP}-,?\s(?:(?:og|samt|&)\s)?(?:[a-zæøå]{{2,30}}-,?\s(?:(?:og|samt|&)\s)?){{0,4}}\Z"
)
""" "Økonomi-, teknik- og miljøudvalget": only the first word has a capital."""
_PART = re.compile(rf"(?P<word>{_CAP})(?P<hyphen>-?)(?P<comma>,?)\s(?P<and>(?:og|samt|&)\s)?")
_DEFINITE = re.compile(r"(?:en|et|erne|ene|tre|s)$")
_FIRST_WORDS = frozenset(
    "at det der de den i på til fra af for som om når hvis efter sagen punktet godkendt anbefales fremsendes oversendes "
    "udsat udsættes tiltrådt endelig herefter desuden derudover dog samt ifølge ved med via både administrationen".split()
)
"""Words that stand in capitals before a body only because they begin the sentence."""
_GENERIC = frozenset(
    "udvalget udvalgene udvalg fagudvalget fagudvalgene rådet rådene mødet bestyrelsen nævnet".split()
)
_LOOK_BACK = 110


@dataclass(frozen=True, slots=True)
class Named:
    """A body, unit or office at `start:end`, without a genitive's s. `kind` as in `bodies.toml`; `bare`:
    nothing but the word ("udvalget"), so that only the place tells which."""

    text: str
    start: int
    end: int
    kind: str
    bare: bool
    definite: bool = True


@dataclass(frozen=True, slots=True)
class _Head:
    """A word that ends as a body's name does: what stands before the ending, and after it."""

    field: str
    ending: str
    article: str
    genitive: str


@lru_cache(maxsize=8192)
def _head(word: str) -> _Head | None:
    low = word.lower()
    if low[-2:] not in _LAST_LETTERS:
        return None
    for length in _END_LENGTHS:
        if parts := _BY_END.get(low[-length:]) if length <= len(low) else None:
            ending, article, genitive = parts
            field = low[: len(low) - length]
            if field.endswith(_NOT_AFTER[ending]) and field:
                continue
            if not field and not article and ending in _BARE_TOO_PLAIN and not word[0].isupper():
                return None
            return _Head(field, ending, article, genitive)
    return None


def bodies_in(text: str, *, kinds: frozenset[str] | None = None) -> list[Named]:
    """Every body, unit and office that the text names, in order, each whole ("By-, Land- og Kulturudvalget")."""
    found: list[Named] = []
    for match in _WORD.finditer(text):
        head = _head(match.group())
        if head is None or (found and match.start() < found[-1].end):
            continue
        if found and not head.field and text[found[-1].end : match.start()] == "s ":
            found.pop()  # "Borgmesterens Afdeling" is one name
        found.append(_named(text, match, head, found[-1].end if found else 0))
    return [one for one in found if kinds is None or one.kind in kinds]


def _named(text: str, match: re.Match[str], head: _Head, floor: int) -> Named:
    capital = match.group()[0].isupper()
    start, end = match.start(), match.end() - len(head.genitive)
    if capital:
        start = _from(text, start, floor, joined=not head.field)
    elif hyphened := _HYPHENED.search(text, max(floor, start - _LOOK_BACK), start):
        start, capital = hyphened.start(), True
    bare = start == match.start() and not head.field
    if head.ending in _LONG and not head.field and (until := _until(text, match.end(), capital)):
        end, bare = until, False
    return Named(
        text[start:end], start, end, KINDS[head.ending], bare, bool(head.article) or capital
    )


def _from(text: str, start: int, floor: int, *, joined: bool) -> int:
    """Where the name begins: words in front that belong to it ("Børne- og ", "Plan & ", "Teknisk ")."""
    before = _BEFORE.search(text, max(floor, start - _LOOK_BACK), start)
    if not before or (before.start() and text[before.start() - 1].isalnum()):
        return start
    parts = list(_PART.finditer(text, before.start(), start))
    begins = start
    for part in reversed(parts):
        bound = bool(part["hyphen"] or part["and"] or part["comma"]) if not joined else True
        if not bound or _stranger(part, joined, begins == start):
            break
        begins, joined = part.start(), False
    return begins


def _stranger(part: re.Match[str], joined: bool, nearest: bool) -> bool:
    """A word in capitals before the name that is not of it: another body, a person, a sentence's first."""
    word = part["word"]
    head = _head(word)
    if word.lower() in _FIRST_WORDS or (head and not (joined and head.genitive)):
        return True
    if part["hyphen"]:
        return False
    if joined:
        return bool(part["and"] or part["comma"])
    return bool(_DEFINITE.search(word)) or (nearest and not part["and"])


def _until(text: str, end: int, capital: bool) -> int | None:
    """Where "for Teknik og Miljø" ends; another body after it is not of it."""
    found = _FOR.match(text, end) or (_FOR_SMALL.match(text, end) if capital else None)
    if not found:
        return None
    stop = found.start("what")
    for part in re.finditer(r"[\wæøåé-]+,?", found["what"]):
        word = part.group().rstrip(",")
        if word in ("og", "samt", "&"):
            continue
        if (other := _head(word)) and other.article and KINDS[other.ending] != "citizen":
            break
        stop = found.start("what") + part.start() + len(word)
    if stop == found.start("what"):
        return None
    whole = text[end:stop]
    return (
        stop - 1
        if whole.endswith("s") and text[stop : stop + 6] in (" møde ", " møde.", " møde,")
        else stop
    )


@dataclass(frozen=True, slots=True)
class _Key:
    """What a name says: the sort of body, and the fields it is for."""

    sort: str
    fields: frozenset[str]


def same_body(one: str, other: str, aliases: Mapping[str, str] | None = None) -> bool:
    """Whether two printed names are one body, whatever order, hyphens, genitive or short form they have."""
    one, other = _whole(one, aliases), _whole(other, aliases)
    a, b = _key(one), _key(other)
    if a == b:
        return True
    if a.sort == b.sort == "council":
        return not a.fields or not b.fields
    if is_abbreviation(one) != is_abbreviation(other):
        short, long = (one, other) if is_abbreviation(one) else (other, one)
        return _stands_for(fold_name(short), long)
    return False


def may_be_same(
    one: str | None, other: str | None, aliases: Mapping[str, str] | None = None
) -> bool:
    """Whether two names can be one body: no real difference is told. An unknown name is none, nor is
    "udvalget"; renamed committees share a telling word; one name may stand within the other."""
    if not one or not other or is_generic(one) or is_generic(other):
        return True
    if same_body(one, other, aliases):
        return True
    a, b = _key(_whole(one, aliases)), _key(_whole(other, aliases))
    if not a.fields or not b.fields:
        return _inside(one, other)
    return (a.sort == b.sort and bool({f for f in a.fields & b.fields if len(f) >= 4})) or _inside(
        one, other
    )


def plain_body(text: str) -> str:
    """A key that is the same for every spelling of one name."""
    key = _key(_whole(text, None))
    return (
        f"{key.sort}:{' '.join(sorted(key.fields))}" if key.fields or key.sort else fold_name(text)
    )


def is_generic(text: str) -> bool:
    """A word for whatever body meets ("udvalget", "rådet", "fagudvalgene")."""
    return fold_name(text).removesuffix("s") in _GENERIC


def is_of_staff(text: str) -> bool:
    """A body where employer and staff meet: that it is heard is no step of a case ("MED-udvalget høres")."""
    low = text.casefold()
    return any(ending in low for ending in _STAFF)


def is_abbreviation(text: str) -> bool:
    """A short name in capitals ("KB", "SOSU")."""
    return 1 < len(text) <= _LONGEST_SHORT and text.isupper()


def fold_name(text: str) -> str:
    """Case and runs of spaces taken away."""
    return " ".join(text.casefold().split()).strip(" .:,")


def _whole(text: str, aliases: Mapping[str, str] | None) -> str:
    plain = fold_name(text)
    return (aliases or {}).get(plain) or SHORT.get(plain) or text


@lru_cache(maxsize=2048)
def _key(text: str) -> _Key:
    """ "Teknik- og Miljøudvalgets" and "Udvalget for Teknik og Miljø": udvalg, {tekni, miljø}."""
    sort, fields = "", set[str]()
    for word in re.findall(r"[\wæøå]+", fold_name(text)):
        if word in ("for", "og", "samt", "i", "under", "vedr", "s", "kommune", "kommunes"):
            continue
        head = _head(word.capitalize())  # a bare "udvalg" is a name's word here
        if head and not (sort and head.field) and KINDS[head.ending] != "citizen":
            sort = "council" if KINDS[head.ending] == "council" else head.ending
            word = head.field
        if word:
            fields.add(_field(word))
    return _Key(sort, frozenset(fields))


def _field(word: str) -> str:
    """The word as compared: no linking s or e ("børne" and "børn", "erhvervs" and "erhverv")."""
    word = _FIELDS.get(word, word)
    if len(word) > 4:
        word = word.removesuffix("s")
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _inside(one: str, other: str) -> bool:
    a, b = sorted((fold_name(one).removesuffix("s"), fold_name(other).removesuffix("s")), key=len)
    return len(a) >= 4 and re.search(rf"\b{re.escape(a)}", b) is not None


def _stands_for(short: str, name: str) -> bool:
    """The letters come in the name in this order, the first one first."""
    if short in SHORT:
        return False
    name = re.sub(r"^(?:udvalget|udvalg)\s+(?:for\s+)?", "", fold_name(name))
    at = 0
    for n, letter in enumerate(short):
        at = name.find(letter, at) + 1
        if not at or (n == 0 and at != 1):
            return short.endswith("u") and n == len(short) - 1
    return True


def short_names_in(text: str) -> Iterator[tuple[int, int]]:
    """Places of short names: those known, and such as end in U for udvalg (TMU, not EU)."""
    for match in re.finditer(r"\b[A-ZÆØÅ]{2,5}\b", text):
        word = match.group()
        if word.lower() in SHORT or (word.endswith("U") and len(word) > 2):
            yield match.span()
