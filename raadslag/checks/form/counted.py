"""Things counted in words against the list of them, below the sentence or inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.form.sequence import text_to_mark
from raadslag.checks.registry import rule
from raadslag.checks.view import Part, Passage

WORDS = (
    "nul",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)
_N = r"(?P<n>to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\d{1,2})"
_THING = (
    r"(?:(?!(?:år|måneder|uger|dage|timer|gange|pct|procent|kr|mio|kommuner|partier)\b)[a-zæøå-]+\s){0,3}?"
    r"(?!(?:år|måneder|uger|dage|timer|gange|pct|procent|kr|mio)\b)[a-zæøå-]*(?:[a-zæøå]{2}er|[a-zæøå]{2}e|mål|spor|punkter|forslag|emner|forhold|krav|trin|felter|led|bud|greb|tiltag|ben|hensyn)\b"
)
COUNTED = re.compile(
    rf"\b{_N}\s{_THING}(?:\s(?:for|i|til|på|om|med|som|der|er|af|under|inden|hvor|samt|skal|bliver|har)\b[^.;:]{{0,90}}|,\s(?:som|der|hvor)[^.;:]{{0,60}})?\s?:\s*$",
    re.IGNORECASE,
)
"""A number word, what is counted, and the colon that ends the sentence."""
LEADING = re.compile(
    rf"\b(?:følgende|disse|nedenstående|af|har|de|består af|bygger på|omfatter|i)\s+(?:\w+\s+){{0,2}}?{_N}\s+(?:[a-zæøå-]+\s+){{0,3}}?[a-zæøå-]{{3,}}[^.;:]*:\s*$",
    re.IGNORECASE,
)


@rule(
    "form-106",
    "Listen har et andet antal punkter, end teksten siger",
    severity="warning",
    scope="part",
    source="Antallet før kolon er antallet af punkter i listen.",
)
def counted_lists(part: Part) -> Iterator[Verdict]:
    """ "følgende fire spor:" and a list of other length."""
    for number, piece in enumerate(part.flow):
        if not isinstance(piece, Passage):
            continue
        last = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", piece.text)[-1]
        match = LEADING.search(last) or COUNTED.search(last)
        points = _list_after(part, number + 1, piece.list_number)
        if match is None or len(points) < 2 or _counts_other(match["n"], len(points)):
            continue
        yield _counted(match, piece, [(point.text[:60], point) for point in points])


def _counts_other(said: str, listed: int) -> bool:
    """A number in digits far from the list's length counts something else: "20 spørgsmål om:"."""
    return said.isdigit() and not listed / 2 <= int(said) <= listed * 2


def _counted(match: re.Match[str], piece: Passage, points: list[tuple[str, Passage]]) -> Verdict:
    word = match["n"].lower()
    said = int(word) if word.isdigit() else WORDS.index(word)
    operands = (
        Operand(match[0], str(said), piece.where),
        *(Operand(text, None, point.where) for text, point in points),
    )
    if said == len(points):
        return Held(operands)
    return Flaw(
        severity="warning",
        message=f"Teksten siger {word}, men listen har {len(points)} punkter.",
        operands=operands,
        calculation=f"{len(points)} ≠ {said}",
        tolerance="0",
    )


def _list_after(part: Part, start: int, around: int) -> list[Passage]:
    """The points of the list that follows; `around` is the list that the text itself stands in."""
    points = _marked_after(part, start)
    if points:
        return points
    for piece in part.flow[start:]:
        if not isinstance(piece, Passage) or piece.list_number in (0, around):
            break
        if points and piece.list_number != points[0].list_number:
            break
        points.append(piece)
    return points


def _marked_after(part: Part, start: int) -> list[Passage]:
    """Points that are paragraphs of their own, each with its number or letter: "a) …", "2. …"."""
    points: list[Passage] = []
    for piece in part.flow[start:]:
        mark = text_to_mark(piece) if isinstance(piece, Passage) else None
        if mark is None or mark.number != len(points) + 1 or not isinstance(piece, Passage):
            break
        points.append(piece)
    return points if len(points) >= 2 else []


_INLINE = re.compile(
    rf"\b{_N}\s{_THING}(?:\s(?:for|i|til|på|om|af)\s[a-zæøå -]{{2,40}})?:\s(?P<list>[^.;:()0-9]{{8,160}}?\b(?:og|samt)\b[^.;:(),0-9]{{2,50}})\.?\s*$",
    re.IGNORECASE,
)


@rule(
    "form-111",
    "Opremsningen har et andet antal led, end sætningen siger",
    severity="warning",
    scope="part",
    source="Antallet før kolon er antallet af led, der opremses.",
)
def counted_in_line(part: Part) -> Iterator[Verdict]:
    """ "tre spor: job, uddannelse og sundhed": short parts with commas and one "og" before the last."""
    for piece in part.passages:
        for sentence in re.split(r"(?<=[a-zæøå][.!?])\s+(?=[A-ZÆØÅ])", piece.text):
            match = _INLINE.search(sentence)
            if match is None or len(re.findall(r"\b(?:og|samt)\b", match["list"])) != 1:
                continue
            named = [part.strip() for part in re.split(r",\s?|\s(?:og|samt)\s", match["list"])]
            named = [name for name in named if name]
            if len(named) >= 3 and all(len(name.split()) <= 4 for name in named):
                yield _counted(match, piece, [(name, piece) for name in named])
