"""Files of plain letters: text in any encoding, CSV, HTML and XML, RTF, JSON, mail."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import string
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from itertools import islice
from typing import Any

from raadslag.checks.privacy import web_page
from raadslag.checks.privacy.meant import from_sixty_four
from raadslag.checks.privacy.sheets import plain_number
from raadslag.checks.privacy.stream import APART, CELL, LINE, Contents, Piece, Unseen, heads_of
from raadslag.record import Where

Inside = Callable[[bytes, str], Contents]
_MARKUP = re.compile(
    r"<(?:!doctype|\?xml|html|head|body|div|p|table|span|a|meta|script|svg)\b", re.I
)
_MAIL = re.compile(r"(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID): ")
_DELIMITERS = ";\t|,"
_RTF = re.compile(
    r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}\s])?|\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z\s])|[{}]"
)
_BLOBS = re.compile(r"\\(?:objdata|pict|objemb)\b")
_RTF_BREAKS = {"par": "\n", "line": "\n", "cell": "\t", "row": "\n", "tab": "\t", "sect": "\n"}
_RTF_SIGNS = {"~": " ", "-": "\u00ad", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_WIDE = {"x0x0": "utf-16-le", "0x0x": "utf-16-be", "x000": "utf-32-le", "000x": "utf-32-be"}
"""Where the noughts of plain letters stand among four bytes."""
_MARKS = {b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # fmt: skip
_HEAD = 8192
_SIXTY_FOUR = re.compile(r"(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{24,}(?:\r?\n[A-Za-z0-9+/]{4,76})*)")
_KNOWN_FILES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
MOST_PACKED = 200
_ORDINARY = frozenset(string.printable + "æøåÆØÅéÉüÜöÖäÄ\xa0»«–’“”„•€§°")
ORDINARY_SHARE = 0.6
"""Of the first signs of a text that is no UTF-8, the part that Danish text has as a minimum."""


def contents(data: bytes, name: str, inside: Inside) -> Contents:
    """The text as it is printed, and as it is meant where the file is a known kind of text."""
    text = decoded(data)
    if wide_encoding(data) is None and not _is_utf8(data) and _is_garbled(text):
        yield Unseen(
            "Filens tegn er skrevet i en kode, der ikke kendes, og den kan ikke gennemsøges"
        )
    if b"\x00" in data.rstrip(b"\x00"):
        bare = data.replace(b"\x00", b"").decode("latin-1")
        yield Piece(bare, place="tekst", glue=APART, again=True)
    yield from _packed(text, inside)
    head = text[:4096].lstrip("\ufeff \r\n\t")
    if head.startswith("{\\rtf"):
        if _BLOBS.search(text):
            yield Unseen("Filen har billeder eller objekter i sig, som ikke kan gennemsøges")
        yield Piece(_RTF.sub(_rtf_word, text), place="tekst i RTF", glue=APART)
    elif _MAIL.match(head):
        yield from _mail(data, inside)
    elif _MARKUP.search(head):
        yield from web_page.contents(text, inside)
    elif delimiter := _delimiter(text, name):
        yield from _rows(text, delimiter)
    else:
        yield Piece(text, Where(None, 1, text.count("\n") + 1), place="tekst", glue=APART)
        if head[:1] in {"{", "["}:
            yield Piece("\n".join(_leaves(text)), place="", shown=False, glue=APART)


def _packed(text: str, inside: Inside) -> Contents:
    """Files and words that stand in the text as letters of base64 (RFC 4648)."""
    for found in islice(_SIXTY_FOUR.finditer(text), MOST_PACKED):
        data = from_sixty_four("".join(found[1].split()))
        if _is_utf8(data) or data.startswith(_KNOWN_FILES):
            yield from inside(data, "i teksten")


def decoded(data: bytes) -> str:
    """The letters, whatever they are written in; never raises."""
    wide = wide_encoding(data)
    for encoding in (wide,) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(wide or "latin-1", "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_garbled(text: str) -> bool:
    """Hardly letters: read in the wrong code (EBCDIC, a code page of another alphabet)."""
    head = text[:_HEAD]
    return sum(sign in _ORDINARY for sign in head) < ORDINARY_SHARE * len(head)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark, or by the noughts of its letters where it has no mark."""
    head = data[:_HEAD]
    if marked := next((name for mark, name in _MARKS.items() if head.startswith(mark)), None):
        return marked
    noughts = (head[place::4].count(0) for place in range(4))
    enough = max(1, len(head) // 4) * 0.5
    return _WIDE.get("".join("0" if count > enough else "x" for count in noughts))


def _delimiter(text: str, name: str) -> str | None:
    """What parts the values of its rows; null for other text."""
    lines = [line for line in text[:20_000].split("\n")[:40] if line.strip()]
    is_named = name.lower().endswith((".csv", ".tsv", ".tab"))
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        alike = counts.count(usual) >= 0.8 * len(counts)
        if (alike and usual >= 2 and len(lines) > 2) or (is_named and usual):
            return delimiter
    return None


def _rows(text: str, delimiter: str) -> Iterator[Piece]:
    """The rows of parted values with the names of their columns."""
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    heads: tuple[str, ...] = ()
    line = 1
    for row in reader:
        heads = heads_of(row) if line == 1 else heads
        cells, where = (
            CELL.join(plain_number(" ".join(cell.split())) for cell in row),
            Where(None, line, line),
        )
        yield Piece(cells, where, place="tekst", heads=heads, glue=LINE, numbers=True)
        line = reader.line_num + 1


def _rtf_word(match: re.Match[str]) -> str:
    code, word, _, byte, sign = match.groups()
    if code:  # the sign, and how an old reader is to show it
        return chr(int(code) % 65536)
    if byte:
        return bytes.fromhex(byte).decode("cp1252", "replace")
    return _RTF_SIGNS.get(sign or "", "") or _RTF_BREAKS.get(word or "", "")


def _leaves(text: str) -> Iterator[str]:
    """Every value of a JSON text with its key. A stack of our own: nesting has no end that we know."""
    try:
        stack: list[tuple[str, Any]] = [("", json.loads(text))]
    except (ValueError, RecursionError):
        return
    while stack:
        key, data = stack.pop()
        if isinstance(data, dict):
            stack += [(str(name), value) for name, value in reversed(data.items())]
        elif isinstance(data, list):
            stack += [(key, value) for value in reversed(data)]
        else:
            yield f"{key}: {data}"


def _mail(data: bytes, inside: Inside) -> Contents:
    message = email.message_from_bytes(data, policy=email.policy.default)
    heads = "\n".join(f"{name}: {value}" for name, value in message.items())
    yield Piece(heads, place="mailens hoved", glue=APART)
    for part in message.walk():
        around = "\n".join(filter(None, (part.preamble, part.epilogue))).strip()
        if around:
            yield Piece(around, place="omkring mailens dele", shown=False, glue=APART)
        if isinstance(part, EmailMessage) and not part.is_multipart():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield from inside(body, part.get_filename() or "mailens tekst")
