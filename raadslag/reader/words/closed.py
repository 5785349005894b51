"""Words of closedness: a chapter line, a line under a title, a title. `closed.toml` holds them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from raadslag.danish.sought import Sought


@cache
def closed_rows() -> dict[str, Any]:
    """The vocabulary's rows, stems and examples alike."""
    return tomllib.loads(Path(__file__).with_name("closed.toml").read_text("utf-8"))


def _any(*kinds: str) -> str:
    return "(?:" + "|".join(stem for kind in kinds for stem in closed_rows()["stems"][kind]) + ")"


_CLOSED, _OPEN, _ITEM, _PART = _any("closed"), _any("open"), _any("item"), _any("part")
_ENUMERATED = re.compile(r"^[\s•*=–(-]*(?:(?:[A-ZÆØÅ]|[IVX]{1,4}|\d{1,2})[.:)]\s*)?")
_AFTER = re.compile(r"(?<![\s.…:=*)–-])[\s.…:=*)–-]*(?:(?<=[.…])\s?\d{1,3})?$")
_ONE_CLOSED = re.compile(_CLOSED)
_SOME_CLOSED = Sought(_CLOSED)
_ONE_OPEN = re.compile(_OPEN)
_NOUN = re.compile(_PART)
_SINGLE = re.compile(_ITEM)
_WORD_ALONE = re.compile(_any("filler"))
_WORD = re.compile(r"ikke[ -]?offentlig(?:t|e)?|[^\W\d_]+|\d+")
LONGEST_CHAPTER, MOST_WORDS = 70, 9


@lru_cache(maxsize=4096)
def chapter_of(text: str) -> bool | None:
    """True for a line that begins the meeting's closed part, False for its open part, null else."""
    if not text or len(text) > LONGEST_CHAPTER:
        return None
    plain = _AFTER.sub("", text[_ENUMERATED.match(text).end() :].rstrip())  # type: ignore[union-attr]
    words = _WORD.findall(plain.casefold())
    if not words or len(words) > MOST_WORDS:
        return None
    closed = open_ = noun = 0
    for word in words:
        if _ONE_CLOSED.fullmatch(word):
            closed += 1
        elif _ONE_OPEN.fullmatch(word):
            open_ += 1
        elif _NOUN.fullmatch(word):
            noun += 1
        elif not _WORD_ALONE.fullmatch(word):
            return None
    alone = len(words) == 1 and words[0] in ("lukkede", "åbne", "fortrolige")
    if bool(closed) == bool(open_) or not (noun or alone):
        return None
    return bool(closed)


_PHRASE = rf"(?:for |bag )?{_CLOSED}(?:\s+(?:{_ITEM}|{_PART}))?"
_OPEN_PHRASE = rf"(?:for )?{_OPEN}(?:\s+(?:{_ITEM}|{_PART}))?"
_ALONE = re.compile(rf"^[\s•*(\[-]*(?:({_PHRASE})|{_OPEN_PHRASE})[\s.)\]*:-]*$", re.I)
_ACCESS = Sought(f"{_CLOSED}|{_OPEN}", re.I)
_LABEL = re.compile(r"^[\s•]*([^:]{3,40}):\s*(\S.{0,40})$")
_OF_ACCESS = Sought(
    rf"åben|åbent|lukke|offentlig|fortrolig|status|adgang|type|behandles|{_ITEM}", re.I
)
_NO, _YES = re.compile(r"nej\b|nei\b|ikke\b(?! ?-?offentlig)", re.I), re.compile(r"ja\b|x\b", re.I)
_ABOUT_CLOSED = re.compile(rf"^(?:{_ITEM}\s*)?(?:er\s+)?{_CLOSED}(?:\s+{_ITEM})?\??$", re.I)
_ABOUT_OPEN = re.compile(rf"^(?:{_ITEM}\s*)?(?:er\s+)?{_OPEN}(?:hed)?(?:\s+{_ITEM})?\??$", re.I)
_SUBJECT = r"(?:dagsordens?)?(?:punkt(?:et)?|sag(?:en)?|emnet|behandlingen)"
_SENTENCE = Sought(
    rf"\b(?P<of>{_SUBJECT})\b(?P<between>[^.:]{{1,60}}?)\b(?P<as>(?:for |bag )?{_CLOSED})\b(?P<noun>\s+(?:{_ITEM}|{_PART})\b)?(?P<after>[^.]{{0,60}})",
    re.I,
)
_VERB = Sought(r"\b(?:er|var|blev|bliver|behandl\w+|drøft\w+|holdes|sker|foregår|optages)\b", re.I)
_ELSEWHERE = Sought(_any("elsewhere"), re.I)
_BY_LAW = Sought(
    rf"^\W*(?:behandles )?{_PHRASE}[^.]{{0,30}}(?:§|jf\.|efter |i henhold|iht|af hensyn)", re.I
)
_TREATED = Sought(rf"^\W*(?:behandle[st]|behandlet)\b[^.]{{0,20}}{_PHRASE}\W*$", re.I)


def tells_access(text: str) -> bool:
    """Whether a word of closed or open stands in it: without one a line says neither."""
    return _ACCESS.may_stand_in(text)


def item_mark(text: str) -> bool | None:
    """True where a line near an item's title says that the item is closed, False for open, null else."""
    if not text or len(text) > 200 or not tells_access(text):
        return None
    if len(text) < 40 and (alone := _ALONE.match(text)):
        return bool(alone.group(1))
    if ":" in text and (label := _LABEL.match(text)):
        return _labelled(label.group(1).strip(), label.group(2).strip())
    return True if says_item_closed(text) else None


def _labelled(label: str, value: str) -> bool | None:
    if _ABOUT_CLOSED.match(label) and (_NO.match(value) or _YES.match(value)):
        return bool(_YES.match(value))
    if _ABOUT_OPEN.match(label) and (_NO.match(value) or _YES.match(value)):
        return bool(_NO.match(value))
    if _OF_ACCESS.search(label) and (alone := _ALONE.match(value)):
        return bool(alone.group(1))
    return None


def says_item_closed(text: str) -> bool:
    """A sentence of its own that says it of the item: "Sagen behandles for lukkede døre."."""
    if len(text) > 200 or not _SOME_CLOSED.search(text.casefold()) or _ELSEWHERE.search(text):
        return False
    if _BY_LAW.match(text) or _TREATED.match(text):
        return True
    found = _SENTENCE.search(text)
    if (
        not found
        or not _VERB.search(found["between"])
        or re.search(r"\bikke\s*$", found["between"])
    ):
        return False
    # "Sagen er lukket" is also said of a case that has come to its end.
    return not (
        found["of"].casefold().startswith("sag")
        and found["as"].casefold() == "lukket"
        and not found["noun"]
    )


_BRACKET = Sought(rf"[(\[]\s*(?:L|{_PHRASE}|for lukkede døre)\s*[)\]]", re.I)
_BEGINS = Sought(rf"^\W*{_PHRASE}\s*(?:$|[-–:)\]/,])", re.I)
_ENDS = Sought(rf"[-–(,:/.]\s*(?:behandles |behandlet |er )?{_PHRASE}\W*$", re.I)
_DOORS = Sought(r"\b(?:for|bag) lukkede døre\b", re.I)
_THEN_CAPITAL = re.compile(
    r"^(?:(?:Lukket|LUKKET|Fortroligt|FORTROLIGT)(?: (?:punkt|sag|PUNKT|SAG))?|L) [A-ZÆØÅ]"
)
_LETTER = re.compile(r"^L\s*[-:.]\s*\S|[-–]\s*L$")
_SINGLE_START = re.compile(rf"^{_CLOSED} {_ITEM}\b", re.I)


def title_closed(title: str | None) -> bool:
    """The title itself says closed: "(LUKKET) Personalesag", "Personalesag - lukket punkt"."""
    if not title:
        return False
    if _LETTER.search(title) or _THEN_CAPITAL.match(title) or _BRACKET.search(title):
        return True
    if not _SOME_CLOSED.search(title.casefold()):
        return False
    return any(p.search(title) for p in (_BEGINS, _ENDS, _DOORS, _SINGLE_START)) or bool(
        chapter_of(title)
    )


_PREFIX = re.compile(
    rf"^[\s•*(]*(?:L\)?[ .-]?\s?|{_CLOSED}\)?\s*[-:]?\s*)(?:(?:{_ITEM}|pkt\.?)\s*)?(?:nr\.?\s*)?(\d{{1,4}})(?!\d)[.:)]?\s*[-–]?\s*(\D.*)$",
    re.I,
)
_INFIX = re.compile(r"^[\s•*]*(\d{1,4})[.:)]?\s?(?:L|\(L\))[.:)]?\s+([A-ZÆØÅ].*)$")


def closed_head(text: str) -> tuple[int, str] | None:
    """Number and title of a heading whose number has a mark beside it: "L2. Salg", "Lukket punkt 3: Salg"."""
    if len(text) > 300:
        return None
    pattern = _PREFIX if text.lstrip(" •*(")[:1] in "LlFfIiHhUu" else _INFIX
    found = pattern.match(text)
    return (int(found.group(1)), found.group(2).strip()) if found else None


_SPEAKS = Sought(
    rf"\b(?:(?i:{_CLOSED}\s+(?:{_ITEM}|{_PART}))|(?i:lukkede døre)|LUKKET|[Ff]ortroligt?|FORTROLIGT?|[Ii]kke[ -]offentlig(?:t|e)?)(?!\w)"
)
_SHORT = 60


def speaks_of_closed(text: str) -> bool:
    """A short line of its own in which the words stand; of a sentence, only where it tells of a closed
    item, part or door of this meeting."""
    if len(text) > _SHORT or text[:1].islower() or not _SPEAKS.search(text):
        return False
    if not text.endswith(".") or len(text.split()) <= _FEW_WORDS:
        return True
    return bool(_OF_THIS.search(text)) and not _ELSEWHERE.search(text)


_FEW_WORDS = 3
_OF_THIS = Sought(rf"\b(?:{_CLOSED}\s+(?:{_ITEM}|{_PART})|(?:for|bag) lukkede døre)\b", re.I)
_NUMBERS = r"\d{1,3}(?:\s*(?:,|og|samt|-|–|til)\s*\d{1,3})*"
_THESE = Sought(
    rf"^\W*(?:{_CLOSED} (?:{_ITEM}|{_PART})\W+(?:er\s+)?(?:punkt(?:erne)? |pkt\.? |nr\.? )?(?P<a>{_NUMBERS})\W*$"
    rf"|(?:punkt(?:er|erne)?|pkt\.?|sag(?:er|erne)?)(?: nr\.?)? (?P<b>{_NUMBERS})\b[^.\d]{{0,40}}\b{_CLOSED}\b)",
    re.I,
)


def numbers_closed(text: str) -> set[int]:
    """Items told closed by their numbers: "Lukkede punkter: 9-11", "Punkt 4 og 5 er lukkede."."""
    if len(text) > 200 or not (found := _THESE.match(text)) or _ELSEWHERE.search(text):
        return set()
    numbers: set[int] = set()
    last, run = 0, False
    for part in re.findall(r"\d+|-|–|til", found["a"] or found["b"]):
        if not part.isdecimal():
            run = True
            continue
        number = int(part)
        numbers |= set(range(last + 1, number)) if run and number - last < 50 else set()
        numbers.add(number)
        last, run = number, False
    return numbers
