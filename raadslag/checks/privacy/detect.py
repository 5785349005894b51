"""One text through every detector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from raadslag.checks.privacy.contact import find_contacts
from raadslag.checks.privacy.cpr import find_cpr
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.lost_noughts import find_lost_noughts
from raadslag.checks.privacy.protected import find_protected
from raadslag.checks.privacy.sensitive import find_sensitive
from raadslag.checks.privacy.stream import Piece, Stream


def find_all(
    stream: Stream, *, protected: Iterable[str] = (), known: Iterable[str] = ()
) -> Iterator[Hit]:
    """Every hit in the stream, kind by kind; places are those of `stream.folded.original`.

    `protected` are terms that may stand nowhere; `known` the names of members, officials, authors.
    """
    yield from find_cpr(stream.folded, stream.head_at)
    yield from find_lost_noughts(stream)
    yield from find_contacts(stream.folded)
    yield from find_sensitive(stream.folded, known)
    yield from find_protected(stream.folded, protected)


def found_in(
    pieces: Iterable[Piece], *, protected: Iterable[str] = (), known: Iterable[str] = ()
) -> Iterator[tuple[Hit, Piece, int]]:
    """Every hit with the piece that it begins in and its place there.

    What was found in a printed place is not told again of a place that is only a field's.
    """
    stream = Stream(pieces)
    told: set[tuple[str, str]] = set()
    for hit in find_all(stream, protected=protected, known=known):
        piece, offset = stream.piece_at(hit.start)
        key = (hit.kind, "".join(filter(str.isalnum, hit.text)) + hit.about)
        if piece.where is not None or piece.place or key not in told:
            told.add(key)
            yield hit, piece, offset
