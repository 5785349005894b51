"""One text through every detector; the one for protected terms stands here.

What is registered on closed items must not appear in anything open: the strongest cheap check there
is, since names, addresses and numbers of a closed case are known, whatever they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from raadslag.checks.privacy.columns import find_in_rows
from raadslag.checks.privacy.contact import find_contacts
from raadslag.checks.privacy.cpr import find_cpr
from raadslag.checks.privacy.hits import Hit, Tier, on_folded
from raadslag.checks.privacy.meant import meant
from raadslag.checks.privacy.sensitive import find_sensitive
from raadslag.checks.privacy.stream import APART, Piece, Stream
from raadslag.danish import fold
from raadslag.record.gone import GONE

SHORTEST = 4
"""A shorter term would be found in every second word."""


@on_folded
def find_protected(text: str, terms: Iterable[str]) -> Iterator[Hit]:
    """Every protected term in the text, whatever its case, inflected with a Danish ending or not.

    A term of which words were erased by law is none any more, and the mark in their place holds none.
    """
    pattern = _pattern(
        tuple(sorted({" ".join(fold(term).text.split()) for term in terms}, key=len, reverse=True))
    )
    if pattern is None:
        return
    for match in pattern.finditer(text):
        if match.group().casefold() == GONE:
            continue
        yield Hit("protected", "stop", match.group(), match.start(), match.end())


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = [
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", t)))
        for t in terms
        if len(t) >= SHORTEST and GONE not in t
    ]
    if not parts:
        return None
    return re.compile(
        rf"{re.escape(GONE)}|(?<!\w)(?:{'|'.join(parts)})(?:'?s|ens|ets|en|et|erne|er)?(?!\w)",
        re.IGNORECASE,
    )


def find_all(
    stream: Stream, *, protected: Iterable[str] = (), known: Iterable[str] = ()
) -> Iterator[Hit]:
    """Every hit in the stream, kind by kind; places are those of `stream.folded.original`.

    `protected` are terms that may stand nowhere; `known` the names of members, officials, authors.
    """
    yield from _surest(find_in_rows(stream), find_cpr(stream.folded, stream.head_at))
    yield from find_contacts(stream.folded)
    yield from find_sensitive(stream.folded, known)
    yield from find_protected(stream.folded, protected)


def _surest(*readings: Iterable[Hit]) -> list[Hit]:
    """Where two readings tell of the same place, the one that stops, then the one that begins first."""
    kept: list[Hit] = []
    hits = [hit for reading in readings for hit in reading]
    for tier in ("stop", "ask"):
        starts, ends = [hit.start for hit in kept], [hit.end for hit in kept]
        reached = 0
        for hit in sorted((hit for hit in hits if hit.tier == tier), key=lambda hit: hit.start):
            before = bisect_right(starts, hit.end - 1) - 1
            if hit.start >= reached and (before < 0 or ends[before] <= hit.start):
                kept.append(hit)
                reached = hit.end
        kept.sort(key=lambda hit: hit.start)
    return kept


def _meant(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        for part in meant(piece.text):
            yield replace(piece, text=part, heads=(), glue=APART, numbers=False, again=True)


def as_stream(pieces: Iterable[Piece]) -> Stream:
    """The pieces as one text, and after them what they mean to a program that opens them."""
    pieces = tuple(pieces)
    return Stream((*pieces, *_meant(pieces)))


def hits_in(text: str) -> list[Hit]:
    """Every hit in one text that stands alone: a name, a letter."""
    return list(find_all(as_stream([Piece(text)]))) if text.strip() else []


def found_in(
    pieces: Iterable[Piece], *, protected: Iterable[str] = (), known: Iterable[str] = ()
) -> Iterator[tuple[Hit, Piece, int]]:
    """Every hit with the piece that it begins in and its place there.

    What was found in a printed place is not told again of a place that is only a field's.
    """
    stream = as_stream(pieces)
    told: set[tuple[str, str, Tier]] = set()
    for hit in find_all(stream, protected=protected, known=known):
        piece, offset = stream.piece_at(hit.start)
        key = (hit.kind, "".join(filter(str.isalnum, hit.text)) + hit.about, hit.tier)
        is_place = not piece.again and (piece.where is not None or piece.place)
        if is_place or key not in told:
            told.add(key)
            yield hit, piece, offset
