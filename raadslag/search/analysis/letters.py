"""From printed text to raw words: Unicode, torn words, spellings of å, æ and ø."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HALVES = dict.fromkeys(range(0xD800, 0xE000))  # halves of characters, from broken decoding
_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_RAISED = dict(zip(map(ord, "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹"), "01234567890123456789", strict=True))
_SIGNS = _LIGATURES | _RAISED | _SOFT | _HALVES | _DASHES | {ord("\u00a0"): " ", ord("\u202f"): " "}
_SIGN = re.compile("[" + "".join(map(chr, _SIGNS)) + "]")
_TORN = re.compile(r"(?<=[^\W\d_]{2})-[ \t]*\r?\n[ \t]*(?=[a-zæøåéäöü]{2})(?!(?:og|eller|samt)\b)")
_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = str.maketrans({"ä": "æ", "ö": "ø", "é": "e", "è": "e", "ê": "e", "ü": "u", "ó": "o"})
_LETTER_PAIRS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
_KEPT_MARKS = {"å": "\ue000", "ø": "\ue001", "æ": "\ue002"}


def clean(text: str) -> str:
    """Text in NFC with plain dashes and spaces, without soft hyphens, torn words mended.

    A hyphen at the end of a line goes when letters stand on both sides; "drifts-\\nog" is a
    list, not a torn word, and stays.
    """
    if text.isascii() and "-\n" not in text and "-\r" not in text:
        return text
    text = unicodedata.normalize("NFC", text)
    if _SIGN.search(text):
        text = text.translate(_SIGNS)
    return _TORN.sub("", text) if "-" in text else text


def words(text: str) -> list[str]:
    """Raw words of cleaned text in order, letters as printed."""
    return _WORD.findall(text)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and raw word, for marking hits in stored text."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), found.group()


def normalise(word: str) -> str:
    """One spelling for one word: lower case, aa/ae/oe as å/æ/ø, no foreign accents."""
    word = word.lower()
    if not word.isascii():
        word = word.translate(_SPELLINGS)
        if not word.isascii() and any(ord(letter) > 255 for letter in word):
            word = _bare(word)
    for pair, letter in _LETTER_PAIRS:
        if pair in word:
            word = word.replace(pair, letter)
    return word


def _bare(word: str) -> str:
    for letter, mark in _KEPT_MARKS.items():
        word = word.replace(letter, mark)
    word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for letter, mark in _KEPT_MARKS.items():
        word = word.replace(mark, letter)
    return unicodedata.normalize("NFC", word)


_GUESSES = {"a": "aåæ", "o": "oø", "e": "eæ"}


def danish_guesses(word: str, *, most: int = 3, limit: int = 120) -> list[str]:
    """Words a writer without Danish keys may have meant: "born" gives "børn" among others.

    `word` is normalised. At most `most` letters are changed, fewest changes first.
    """
    states: list[tuple[int, str]] = [(0, "")]
    for letter in word:
        choices = _GUESSES.get(letter, letter)
        states = [
            (changed + (choice != letter), head + choice)
            for changed, head in states
            for choice in choices
            if changed + (choice != letter) <= most
        ]
        if len(states) > limit * 8:
            states = sorted(states)[: limit * 4]
    return [text for changed, text in sorted(states) if changed][:limit]


def folded(word: str) -> str:
    """The word as typed on a foreign keyboard: å and æ as a, ø as o."""
    return word.replace("å", "a").replace("æ", "a").replace("ø", "o")
