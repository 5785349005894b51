"""What every format but PDF leaves in its lines: lost letters, marks across the page, words cut over two lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from raadslag.danish.hyphens import ends_in_hyphen, first_word_up
from raadslag.reader.formats.lost import LOST, has_lost, mend
from raadslag.reader.formats.unread import is_draft_mark, unread, watermark
from raadslag.reader.lines.line import Line, Source
from raadslag.record import Note

_STRUCK = re.compile("(?:[^\u0336]\u0336)+")
"""Words struck out letter by letter, as phones and chat programs do."""


def finished(source: Source) -> Source:
    """The source with its lines as they are to be read, and notes on what is none of their text."""
    notes: list[Note] = []
    lines = list(_without_marks(source.lines, notes))
    lines = _mended(lines, notes)
    if source.reader == "text":
        lines = list(_whole_words(lines))
    return replace(source, lines=tuple(lines), notes=(*source.notes, *notes))


def _without_marks(lines: Sequence[Line], notes: list[Note]) -> Iterator[Line]:
    struck = False
    marks: dict[str, Line] = {}
    for line in lines:
        if "\u0336" in line.text:
            struck = True
            text = " ".join(_STRUCK.sub("", line.text).split())
            yield replace(line, text=text, spans=())
        elif line.text[:1].isupper() and is_draft_mark(line.text):
            marks.setdefault(line.text, line)
        else:
            yield line
    if struck:
        notes.append(unread("struck-text", "Filen har overstreget tekst; den er ikke læst med."))
    notes += [watermark(words, line.where) for words, line in marks.items()]


def _mended(lines: list[Line], notes: list[Note]) -> list[Line]:
    """The lines with their lost letters put back where the words tell them."""
    odd = [place for place, line in enumerate(lines) if has_lost(line.text)]
    if not odd:
        return lines
    own = {word for line in lines for word in line.text.split() if word.isalpha()}
    texts, put_back, _ = mend([lines[place].text for place in odd], own)
    lost = []
    for place, text in zip(odd, texts, strict=True):
        lines[place] = replace(lines[place], text=text, spans=())
        lost += [lines[place]] if LOST in text else []
    if lost:
        told = f"Filen har tegn, der er gået tabt ({len(lost)} {'linje' if len(lost) == 1 else 'linjer'}); de står som \ufffd."
        notes.append(unread("unreadable-letters", told, lost[0].where))
    if put_back:
        told = (
            f"{put_back} bogstaver, der er gået tabt i filen, er skrevet efter ordene omkring dem."
        )
        notes.append(Note("restored-letters", told, lines[odd[0]].where))
    return lines


def _whole_words(lines: Sequence[Line]) -> Iterator[Line]:
    """A word that a hyphen parts over two lines goes whole on the first."""
    own = ""
    above: Line | None = None
    for line in lines:
        if above is not None and ends_in_hyphen(above.text) and line.text:
            own = own or "\n".join(one.text for one in lines).lower()
            first, rest = first_word_up(above.text, line.text, own)
            above, line = replace(above, text=first), replace(line, text=rest)
            if not rest and first != above.text:
                continue
        if above is not None:
            yield above
        above = line
    if above is not None:
        yield above
