"""Do words stand in a file? Every text that the detectors see in it, looked through. Knows no Django.

A finding masks what it found, so the detectors' answers can't be asked for words: the words are looked
for in the same texts, put together in the same way. A stranger's file is opened in a child process with
limits (`Looker`): this module as a program.
"""

from __future__ import annotations

import logging
import sys
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError
from pikepdf import PdfError

from raadslag.bounded import Died, lent_process
from raadslag.bounded.child import serve
from raadslag.checks.privacy.detect import as_stream, find_all
from raadslag.checks.privacy.scanning import BOUNDS
from raadslag.checks.privacy.stream import Piece, TooLarge, Unseen
from raadslag.proof.words import Wanted, folded, places_of, wanted_words

ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """Were the words found, and why some of the file could not be looked through (Danish, no full stop)."""

    holds: bool = False
    unseen: tuple[str, ...] = ()


def look_in(data: bytes, name: str, words: Collection[str]) -> Looked:
    """Look through every part of the file, its name too. Raises `TooLarge`, and what broken bytes raise."""
    from raadslag.checks.privacy.files import contents_of  # loads the libraries of every format

    wanted = wanted_words(words)
    if any(places_of(data.decode(code, "ignore"), wanted) for code in ENCODINGS):
        return Looked(True)
    pieces: list[Piece] = []
    unseen: dict[str, None] = {}
    for found in contents_of(data, name):
        if isinstance(found, Unseen):
            unseen[found.why] = None
        else:
            pieces.append(found)
    return Looked(_stand_in(pieces, wanted), tuple(unseen))


def _stand_in(pieces: Iterable[Piece], wanted: Wanted) -> bool:
    """As they are written, put together from columns, or a number whose first nought a sheet has lost."""
    stream = as_stream(pieces)
    if places_of(stream.folded.original, wanted) or places_of(stream.folded.text, wanted):
        return True
    if any(places_of(piece.text, wanted) for piece in stream.pieces):
        return True
    found = (folded(hit.text) for hit in find_all(stream))
    return any(wanted.are_they(text) or wanted.are_they(f"0{text}") for text in found)


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`task`: `name` of the file and `words`. Answers `holds` and `unseen`."""
    try:
        looked = look_in(data, task["name"], task["words"])
    except TooLarge as error:
        looked = Looked(unseen=(str(error).rstrip("."),))
    return {"holds": looked.holds, "unseen": list(looked.unseen)}


class Looker:
    """Looks through file after file. Use as a context manager; the child is lent, and starts when needed."""

    def __enter__(self) -> Looker:
        self._lent = lent_process("raadslag.proof.looking", BOUNDS)
        self._process = self._lent.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._lent.__exit__(None, None, None)

    def look(self, data: bytes, name: str, words: Collection[str]) -> Looked:
        """Are the words in it? A file that can't be opened is told as unseen, never as free of them."""
        try:
            answer = self._process.ask(data, {"name": name, "words": list(words)})
        except Died as error:
            why = "tager for lang tid" if error.slow else "er beskadiget eller for krævende"
            return Looked(unseen=(f"Filen {why}",))
        if "holds" in answer:
            return Looked(answer["holds"], tuple(answer["unseen"]))
        if "fault" in answer:
            _log.warning("file not looked through: %s", answer["fault"])
        return Looked(unseen=("Filen kan ikke åbnes",))


if __name__ == "__main__":
    # What is built at first use is built before the copies are made.
    look_in("Klara Møller har søgt om orlov.".encode(), "ord.txt", ["Vejviser"])
    sys.exit(serve(work, (PdfError, LxmlError, BadZipFile, zlib.error), apart=True))
