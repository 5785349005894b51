"""Plain text to lines: line for line as printed, form feeds begin a page."""

from __future__ import annotations

from raadslag.danish.hyphens import SOFT
from raadslag.reader.formats.letters import closed_up
from raadslag.reader.formats.lost import LOST
from raadslag.reader.lines.line import Line, Source, UnreadableFile
from raadslag.reader.lines.normalise import clean

_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")


def text_to_source(data: str | bytes) -> Source:
    """The text as lines, numbered as in the file. Pages are counted only where form feeds part them.

    Bytes are read as UTF-8, UTF-16 with its mark, or Windows-1252. Raises `UnreadableFile` where
    the file holds no text.
    """
    text = data if isinstance(data, str) else decode_text(data)
    if not text.strip():
        raise UnreadableFile("empty-file", "Filen er tom. Vælg en fil med referatets tekst.")
    paged = "\f" in text
    lines: list[Line] = []
    number, page = 0, 1
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        number += 1
        for turn, part in enumerate(raw.split("\f")):
            page += 1 if turn else 0
            if turn and not part:
                continue
            lines.append(Line(_cleaned(part), number, page if paged else None))
    return Source("text", tuple(lines))


def _cleaned(text: str) -> str:
    """The line as the parser reads it; a soft hyphen at its end stays, for it joins two lines."""
    soft = text.rstrip().endswith(SOFT)
    text = clean(closed_up(text.replace("\x00", LOST)))
    return text + SOFT if soft and text else text


def decode_text(data: bytes) -> str:
    """The text as it was most likely saved: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")
