"""Attachments: how many the case says it has, and their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from raadslag.reader.cut.pieces import COUNT, Piece
from raadslag.reader.lines.line import Line
from raadslag.record import Attachment, AttachmentCount, Item

_NUMBERS = {"ingen": 0, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5}
_PREFIX = re.compile(r"^(?:application/pdf icon\s*|PDF(?=[A-ZÆØÅ0-9])|PDF\s+|[↓⬇↧⤓→»▸►📄📎]+\s*)")
_MARK = re.compile(
    r"^(?:[•*]\s*|[-–]\s+)(?:[A-ZÆØÅ]\.\s+)?|^(?:\d{1,3}\.\d{1,3}\.?\s+)(?=ANBEFALE[ST]\b)"
)
_KIND = (
    r"(?:pdf|docx?|word|xlsx?|excel|pptx?|powerpoint|od[tsp]|rtf|csv|zip|jpe?g|png|tiff?|msg|åben)"
)
_SIZE = r"[\d.,]{1,12} ?(?:[kmg]b|(?:kilo|mega)?bytes?)"
_BETWEEN = r" ?[,;·|–-]? ?"
_PDF = re.compile(
    rf"\s{{0,8}}[(\[](?:{_KIND}(?:{_BETWEEN}{_SIZE})?|{_SIZE})[)\]]$"
    rf"|\s{{0,8}}[,;·|–-] ?(?:{_KIND}{_BETWEEN})?{_SIZE}$",
    re.I,
)
"""What a page writes after a title: its kind and size ("(PDF, 1,2 MB)", "- 340 kB")."""
_GLUED_KIND = re.compile(r"(?<=[a-zæøå0-9)])(?:PDF|DOCX?|XLSX?|PPTX?)$")
"""The kind of file from the link's own small print: "Notat om modellerPDF"."""
_LETTER = re.compile(r"^[A-ZÆØÅ]\.\s+")
_RECOMMENDED = re.compile(r"^ANBEFALE[ST]\b\s*[-:]?\s*")
_LATER = re.compile(
    r"\((?:påført|opdateret|tilføjet|eftersendt)\b[^)]*\)|\b(?:påført|tilføjet efter|eftersendt)\b",
    re.I,
)
_NONE = re.compile(r"^(?:ingen(?: bilag)?|nej|intet|-|\.|0 bilag)\.?$", re.I)
_SPLIT_FILES = re.compile(
    r"(?<=\.(?:pdf|doc|xls|ppt))\s*(?:application/pdf icon\s*|\s)(?=\S)", re.I
)
_FILE = re.compile(r"^[\w.,()+&-]+\.(?:pdf|docx?|xlsx?|pptx?)$", re.I)
_INTERNAL = re.compile(r"\b(?:internt arbejdsbilag|ikke offentliggjort|lukket bilag)\b", re.I)
_JUNK = re.compile(r"^(?:first-agenda sagsfremstilling|åben i nyt vindue|hent|vis)$", re.I)


def read_count(pieces: Sequence[Piece]) -> AttachmentCount | None:
    """The printed counts put together; null where none is printed.

    Messages print a count of their own each, so that they are added up.
    """
    total, recommended = 0, 0
    found = told = False
    for piece in pieces:
        for line in piece.filled:
            count = COUNT.match(line.text)
            if not count:
                continue
            found = True
            word = count.group(1).casefold()
            total += int(word) if word.isdecimal() else _NUMBERS[word]
            if count.group(2) and count.group(3).casefold().startswith("anbefale"):
                told = True
                recommended += int(count.group(2))
        if (
            not found
            and piece.role == "attachments"
            and (alone := _count_after_list(piece)) is not None
        ):
            return AttachmentCount(alone)
    return AttachmentCount(total, recommended if told else None) if found else None


def _count_after_list(piece: Piece) -> int | None:
    """A number alone after the titles which is their number."""
    rows = [line.text for line in piece.filled]
    last = next((n for n in range(len(rows) - 1, 0, -1) if rows[n].isdecimal()), None)
    return int(rows[last]) if last is not None and int(rows[last]) == last else None


def read_attachments(pieces: Sequence[Piece]) -> list[Attachment]:
    """Titles in print order; lines about absent people were taken out before (`fields.presence`)."""
    found: list[Attachment] = []
    for piece in pieces:
        if piece.role == "attachments":
            lines = _titles(piece)
        elif piece.role == "lead":
            lines = [line for line in piece.filled if _all_files(line.text)]
            piece.lines = [line for line in piece.lines if line not in lines]
        else:
            continue
        for line in lines:
            found += [
                made for part in _SPLIT_FILES.split(line.text) if (made := _attachment(part, line))
            ]
    return _once(found)


def _all_files(text: str) -> bool:
    parts = [_PREFIX.sub("", part).strip() for part in _SPLIT_FILES.split(text) if part.strip()]
    return bool(parts) and all(_FILE.match(part) for part in parts)


def _titles(piece: Piece) -> list[Line]:
    kept: list[Line] = []
    rows = [line for line in piece.filled if line.text]
    for line in rows:
        if COUNT.match(line.text) or _NONE.match(line.text) or _JUNK.match(line.text):
            continue
        if line.text.isdecimal():
            continue
        kept.append(line)
    return _unwrapped(kept)


def _unwrapped(lines: list[Line]) -> list[Line]:
    """A title over two lines: the second begins small, or stands right under with nothing between."""
    kept: list[Line] = []
    for line in lines:
        if (
            kept
            and line.text[:1].islower()
            and line.starts_block is None
            and line.number - kept[-1].number <= 1
            and not _FILE.match(line.text)
        ):
            kept[-1] = Line(f"{kept[-1].text} {line.text}", line.number, line.page)
        else:
            kept.append(line)
    return kept


def title_of(line: Line) -> str:
    """The title of the attachment that the line lists, its text where it lists none."""
    made = _attachment(line.text, line)
    return made.title if made else line.text


def _attachment(text: str, line: Line) -> Attachment | None:
    title = _PREFIX.sub("", text.strip())
    title = _MARK.sub("", title, count=1)
    if line.list_mark is not None:
        title = _LETTER.sub("", title, count=1)
    recommended = bool(_RECOMMENDED.match(title))
    title = _PDF.sub("", _RECOMMENDED.sub("", title, count=1).strip())
    title = _GLUED_KIND.sub("", title)
    if not title:
        return None
    href = next((span.href for span in line.spans if span.href), None)
    return Attachment(
        title=title,
        recommended=recommended,
        added_after=bool(_LATER.search(title)),
        file_name=title if _FILE.match(title) else None,
        internal=bool(_INTERNAL.search(title)),
        source=href,
    )


def _once(found: list[Attachment]) -> list[Attachment]:
    """Lists printed twice under one item count once."""
    titles = [a.title for a in found]
    half = len(titles) // 2
    if half and len(titles) % 2 == 0 and titles[:half] == titles[half:]:
        return found[:half]
    return found


def with_loose_files(item: Item, files: Sequence[Attachment]) -> Item:
    """The item, its attachments that came with the file as `files` with what is known of them."""
    known = {one.title.casefold(): one for one in files}
    held = [(one, known.get(one.title.casefold())) for one in item.attachments] if known else []
    if not any(file for _, file in held):
        return item
    return replace(
        item,
        attachments=tuple(
            replace(file, recommended=one.recommended, added_after=one.added_after) if file else one
            for one, file in held
        ),
    )
