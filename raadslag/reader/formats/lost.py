"""Letters that a file prints but does not name: NUL, U+FFFD, codes of a font without a table of letters.

What the words around them tell is put back ("de?nition" is "definition"); the rest keeps U+FFFD, the
sign for a letter that was lost, and is said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from math import log10

LOST = "\ufffd"
"""A lost letter that may be another one at each place."""
FIRST_MARK, MARKS = 0xE000, 0x1000
"""Private letters that stand for a font's codes in here: one code is the same letter everywhere."""
_PRIVATE = f"{chr(FIRST_MARK)}-{chr(FIRST_MARK + MARKS - 1)}"
_MARK = f"{LOST}{_PRIVATE}"
_WORD = re.compile(rf"(?<!\w)[^\W_{_MARK}]*[{_MARK}][\w{_MARK}]*")
_ANY = re.compile(f"[{_MARK}]")
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "fj", "ft", "tt")
_LETTERS = ("æ", "ø", "å", "é", "ü", "ö", "ä")
_LONGEST = 60
"""Letters from which a run is no word."""
_MOST_TRIES = 600
_CLEAR = 0.7
"""Powers of ten by which the best word must be commoner than the next."""
_PART = 3
"""Letters of the shortest word that may be a part of a compound."""
_RAREST = 1e-8
"""Share of running text below which a listed word is no evidence."""
_ENDINGS = (
    "ernes",
    "erne",
    "edes",
    "ede",
    "ens",
    "ets",
    "es",
    "er",
    "en",
    "et",
    "ne",
    "te",
    "e",
    "t",
    "s",
)
_STEMS_WITH = ("", "e", "t", "er", "es", "en")
"""Other forms of a word whose own form the list does not hold: "aflyses" is told by "aflyst"."""
_OPENS = re.compile(r"(?:^|[.:?!»\"]\s)$")
_EVERYDAY = 1e-5
"""Share of running text from which a word is no name: "økonomi" has 1e-4, "Ærø" 1e-6."""
_VOWELS = frozenset("aeiouyæøåAEIOUYÆØÅé")

Worth = Callable[[str], float]


def has_lost(text: str) -> bool:
    """The text holds a mark for a lost letter."""
    return _ANY.search(text) is not None


def mend(texts: list[str], own: Iterable[str] = ()) -> tuple[list[str], int, int]:
    """The texts with their lost letters put back, how many were, and how many stay lost.

    `own`: words that the document prints whole elsewhere. The same letters of a font's code are the
    same everywhere, so that what common words tell of them holds for names too.
    """
    worth = _worth_by(frozenset(word.lower() for word in own))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    words = Counter(word for text in texts for word in _WORD.findall(text))
    for word in words:
        for mark, letters in _told(word, worth):
            votes[mark][letters] += words[word]
    sure = {
        mark: told.most_common(1)[0][0]
        for mark, told in votes.items()
        if mark != LOST and told.most_common(1)[0][1] * 3 >= 2 * told.total()
    }
    for mark in [mark for mark in sure if _is_capital(mark, sure[mark], words, worth)]:
        sure[mark] = sure[mark].upper()
    put_back = left = 0
    mended = []
    for text in texts:
        before = len(_ANY.findall(text))
        text = _ANY.sub(lambda found: _cased(sure.get(found[0], found[0]), found), text)
        text = _WORD.sub(lambda found: _mended(found, worth, votes), text)
        # A private letter that stands alone before words is a list's dot.
        text = re.sub(rf"^[{_MARK}](?= )", "•", text)
        # One between blanks is a dash: a font of its own names all letters but the rare signs.
        text = re.sub(rf"(?<= )[{_PRIVATE}](?= )", "–", text)
        text = _ANY.sub(LOST, text)
        after = text.count(LOST)
        put_back, left = put_back + before - after, left + after
        mended.append(text)
    return mended, put_back, left


def _is_capital(mark: str, letters: str, words: Iterable[str], worth: Worth) -> bool:
    """The code only begins words, and none of them is an everyday word: they are names."""
    held = [word for word in words if mark in word]
    if letters not in _LETTERS or not all(word.rfind(mark) == 0 for word in held):
        return False
    return all(worth(word.replace(mark, letters).lower()) < _EVERYDAY for word in held)


def _cased(letters: str, found: re.Match[str]) -> str:
    """A capital letter where it begins a sentence, or stands among capitals."""
    if letters not in _LETTERS:
        return letters
    before, after = found.string[: found.start()], found.string[found.end() : found.end() + 2]
    among = (before[-1:] + after).strip()
    if len(among) > 1 and among.isupper() and among.isalpha():
        return letters.upper()
    return letters.upper() if _OPENS.search(before[-2:]) else letters


def _mended(found: re.Match[str], worth: Worth, votes: dict[str, Counter[str]]) -> str:
    word = found[0]
    told = dict(enumerate(letters for _, letters in _told(word, worth)))
    if not told:
        told = dict(enumerate(_by_sound(word, votes)))
    if not told:
        return word
    count = iter(range(len(told)))
    start, text = found.start(), found.string
    return _ANY.sub(
        lambda mark: _cased(told[next(count)], _at(text, start + mark.start())) or mark[0], word
    )


def _at(text: str, place: int) -> re.Match[str]:
    found = _ANY.match(text, place)
    assert found is not None
    return found


def _told(word: str, worth: Worth) -> list[tuple[str, str]]:
    """Each mark of the word with the letters that make it the clearly commonest word; empty where none does."""
    marks = _ANY.findall(word)
    if not marks or len(marks) == len(word) or len(word) > _LONGEST:
        return []
    each = dict.fromkeys(marks) if LOST not in marks else None
    free = len(each) if each is not None else len(marks)
    choices = [*_LIGATURES, *_LETTERS]
    if len(choices) ** free > _MOST_TRIES:
        return []
    tried: list[tuple[float, tuple[str, ...]]] = []
    for letters in product(choices, repeat=free):
        filled = iter(letters) if each is None else None
        by_mark = dict(zip(each or (), letters, strict=False))
        parts = tuple(by_mark[m] if filled is None else next(filled) for m in marks)
        left = iter(parts)
        tried.append((worth(_ANY.sub(lambda _: next(left), word).lower()), parts))  # noqa: B023
    tried.sort(reverse=True)
    best, parts = tried[0]
    if best <= 0 or (tried[1][0] > 0 and log10(best / tried[1][0]) < _CLEAR):
        return []
    return list(zip(marks, parts, strict=True))


def _by_sound(word: str, votes: dict[str, Counter[str]]) -> list[str]:
    """What Danish spelling leaves: where the file's known marks are ligatures, one before a consonant is fi."""
    marks = _ANY.findall(word)
    known = {letters for mark in set(marks) for letters in votes.get(mark, ())}
    if not known or not known <= set(_LIGATURES):
        return []
    found = []
    for match in _ANY.finditer(word):
        after = word[match.end() : match.end() + 1]
        if not after or not after.isalpha():
            return []
        before = word[match.start() - 1 : match.start()]
        if after not in _VOWELS:
            found.append("fi")
        elif not before or before not in _VOWELS:
            found.append("fl")
        else:
            return []
    return found


def _worth_by(own: frozenset[str]) -> Worth:
    listed = _listed()

    @cache
    def worth(word: str) -> float:
        """How common the word is in running text, 0 to 1; a compound counts as its rarer part."""
        if word in own:
            return 1.0
        share = listed.get(word, 0.0)
        if share >= _RAREST:
            return share
        kin = max((listed.get(form, 0.0) for form in _kin(word)), default=0.0)
        if kin >= _RAREST:
            return kin * 1e-2
        parts = [
            min(listed.get(word[:at], 0.0), listed.get(word[at:], 0.0))
            for at in range(_PART, len(word) - _PART + 1)
        ]
        best = max(parts, default=0.0)
        return best * 1e-3 if best >= _RAREST else 0.0

    return worth


def _kin(word: str) -> Iterable[str]:
    """Other inflected forms of the word."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _PART:
            yield from (stem + other for other in _STEMS_WITH)


@cache
def _listed() -> dict[str, float]:
    """Danish words and their share of running text, of the `wordfreq` package; empty where it is missing."""
    try:
        from wordfreq import get_frequency_dict
    except ImportError:
        return {}
    return dict(get_frequency_dict("da"))
