"""What a PDF holds beside its pages' text: every string and every name of every object.

Properties, bookmarks, form values, comments, link targets, alternative texts, scripts, layers and
files are all objects, so that walking them all finds also the ways that nobody thought of. Streams
that no page draws, pages that were taken out and objects that no table lists are read too; the
file's earlier revisions lie before its later ones.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from itertools import islice
from typing import Any
from urllib.parse import unquote

import pikepdf

from raadslag.checks.privacy.cpr_spread import MOST_GROUP
from raadslag.checks.privacy.markup import attribute_words, joined, parsed
from raadslag.checks.privacy.meant import CONCEALS, literals
from raadslag.checks.privacy.raw_bytes import image_words, words_in_bytes
from raadslag.checks.privacy.stream import APART, LINE, Contents, Piece, Unseen

PLACES = {
    "/Title": "bogmærker og titler", "/Contents": "kommentarer", "/RC": "kommentarer",
    "/V": "felter i formularen", "/DV": "felter i formularen", "/Opt": "felter i formularen",
    "/TU": "felter i formularen", "/URI": "links", "/F": "links", "/UF": "links", "/Dest": "links",
    "/D": "links", "/Alt": "alternativ tekst", "/ActualText": "alternativ tekst",
    "/E": "alternativ tekst", "/JS": "scripts", "/Name": "navne på lag og dele",
}  # fmt: skip
"""Where a string stands that lies under this name, in Danish words."""
OTHER_PLACE, NAME_PLACE = "filens egenskaber", "navne på lag og dele"
_LONGEST = 200_000
_STREAMS_READ = 20_000_000
_SAID_IN_PAGE = re.compile(
    rb"/(?:ActualText|Alt|E|T|Lang)\s{0,4}(?:\(([^()\\]{1,2000})\)|<([0-9A-Fa-f\s]{4,4000})>)"
)
_SETS_TEXT = re.compile(rb"\bT[jJ]\b")
_REVISION_END = re.compile(rb"%%EOF[\r\n ]{0,4}")
_SOURCE_NUMBER = re.compile(rb"[^\x00-\x08\x0e-\x1f]{0,60}\d{6}-\d{4}(?!\d)")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,7}) \d{1,5} obj\b")
_FONT_KINDS = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})
_PACKING = frozenset({"/ObjStm", "/XRef"})
MOST_REVISIONS, MOST_UNLISTED = 12, 500


def contents(data: bytes, inside: Callable[[bytes, str], Contents]) -> Contents:
    """The strings, names, metadata and files of a PDF. Raises what `pikepdf` raises over broken bytes."""
    with pikepdf.open(io.BytesIO(data)) as document:
        strings: dict[str, list[str]] = {}
        for thing in document.objects:
            for place, text in _strings(thing):
                strings.setdefault(place, []).append(text)
        if any(map(CONCEALS.search, strings.get(PLACES["/JS"], ()))):
            yield Unseen("Filen har et script, der skriver noget, som ikke kan gennemsøges")
        for script in strings.get(PLACES["/JS"], ()):
            yield Piece(literals(script), place="scripts", shown=False, glue=APART, again=True)
        for place, texts in strings.items():
            glue = APART if place == NAME_PLACE else LINE
            yield Piece(glue.join(_without_repeats(texts)), place=place, shown=False, glue=APART)
        drawn = _drawn_by_pages(document)
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                yield from _stream(thing, is_drawn=thing.objgen in drawn)
        for name, packed in document.attachments.items():
            yield from inside(packed.get_file().read_bytes(), name)
        known = {thing.objgen[0] for thing in document.objects}
    yield from _unlisted(data, known)
    yield from _behind(data, inside)
    # Comments in the source and what lies behind the file's end are in no object.
    found = b"\n".join(_SOURCE_NUMBER.findall(data)).decode("latin-1")
    if found:
        yield Piece(found, place="", shown=False, glue=APART)


def _behind(data: bytes, inside: Callable[[bytes, str], Contents]) -> Contents:
    """What lies behind the file's last end and is no PDF any more."""
    ends = [match.end() for match in _REVISION_END.finditer(data)]
    behind = data[ends[-1] :].strip(b"\x00 \r\n\t") if ends else b""
    if behind:
        yield from inside(behind, "efter filens slutning")


def _without_repeats(texts: Iterable[str]) -> Iterator[str]:
    """Each text once; short figures as often as they stand, for a number may lie in many fields."""
    seen: set[str] = set()
    for text in texts:
        if text not in seen or (text.isdecimal() and len(text) <= MOST_GROUP):
            seen.add(text)
            yield text


def earlier_revisions(data: bytes) -> Iterator[bytes]:
    """The file as it was before each later change of it; at most `MOST_REVISIONS`, the newest."""
    ends = [match.end() for match in _REVISION_END.finditer(data)]
    for end in ends[:-1][-MOST_REVISIONS:]:
        if b"startxref" in data[max(0, end - 200) : end]:
            yield data[:end]


def taken_out(data: bytes) -> bytes | None:
    """The pages that lie in the file and in no order of pages, as a file of their own; null for none."""
    with pikepdf.open(io.BytesIO(data)) as document, pikepdf.new() as loose:
        shown = {page.objgen for page in document.pages}
        for thing in document.objects:
            is_page = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Page"
            if is_page and thing.objgen not in shown and "/Contents" in thing:
                loose.pages.append(pikepdf.Page(loose.copy_foreign(thing)))
        out = io.BytesIO()
        if len(loose.pages):
            loose.save(out)
        return out.getvalue() or None


def _strings(thing: Any) -> Iterator[tuple[str, str]]:
    """Every string and name in an object with its place; what it refers to is an object of its own."""
    for key, value in _values(thing):
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            for name in value.keys():  # noqa: SIM118 (a stream is no mapping)
                yield NAME_PLACE, unquote(str(name)[1:])
        elif isinstance(value, pikepdf.String):
            text = str(value)
            if (len(text) > 3 or text.isdecimal()) and len(text) < _LONGEST:
                yield PLACES.get(key, OTHER_PLACE), unquote(text) if "%" in text else text
        elif isinstance(value, pikepdf.Name):
            yield NAME_PLACE, str(value)[1:]


def _values(thing: Any) -> Iterator[tuple[str, Any]]:
    """The object and every value directly in it, each with the name that it lies under."""
    stack: list[tuple[str, Any]] = [("", thing)]
    while stack:
        key, value = stack.pop()
        yield key, value
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            inner = [(str(name), value.get(name)) for name in value.keys()]  # noqa: SIM118
        elif isinstance(value, pikepdf.Array):
            inner = [(key, part) for part in value]
        else:
            continue
        stack += [
            (name, part)
            for name, part in reversed(inner)
            if isinstance(part, pikepdf.Object) and not part.is_indirect
        ]


def _drawn_by_pages(document: Any) -> set[tuple[int, int]]:
    """The numbers of the streams that are the pages' own drawings, which are read as they are printed."""
    found = set()
    for page in document.pages:
        drawing = page.obj.get("/Contents")
        parts = drawing if isinstance(drawing, pikepdf.Array) else [drawing]
        found |= {part.objgen for part in parts if isinstance(part, pikepdf.Stream)}
    return found


def _stream(stream: Any, *, is_drawn: bool) -> Contents:
    """The words of a stream that is no page's drawing, no font and no picture."""
    kind, filters = str(stream.get("/Subtype", "")), str(stream.get("/Filter", ""))
    if kind == "/Image":
        if "DCT" in filters or "JPX" in filters:
            yield from image_words(stream.read_raw_bytes())
        return
    if "/Length1" in stream or kind in _FONT_KINDS or str(stream.get("/Type", "")) in _PACKING:
        return
    try:
        data = bytes(stream.read_bytes())[:_STREAMS_READ]
    except pikepdf.PdfError:
        yield Unseen("En del af filen kan ikke pakkes ud")
        return
    yield from _said_in(data)
    if not is_drawn:
        yield from _words(data)


def _said_in(data: bytes) -> Iterator[Piece]:
    """Alternative texts in a drawing."""
    for plain, coded in _SAID_IN_PAGE.findall(data):
        text = str(pikepdf.String(_unhexed(coded) or plain))
        yield Piece(text, place="alternativ tekst", shown=False, glue=LINE)


def _words(data: bytes) -> Contents:
    """What a stream says: XML as text, a drawing's strings put together, else its letters."""
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        root = parsed(data.strip().removeprefix(b"\xef\xbb\xbf"))
        if root is not None:
            said = "\n".join(attribute_words(root, every=True))
            yield Piece(joined(root, apart=True), place="metadata", shown=False, glue=APART)
            yield Piece(said, place="metadata", shown=False, glue=APART)
            return
    if _SETS_TEXT.search(data):
        drawn = b"".join(_set_in(data)).decode("cp1252", "replace")
        yield Piece(drawn, place="", shown=False, glue=APART)
    elif b"begincmap" not in data[:2000]:
        words = words_in_bytes(data)
        yield Piece(words, place="scripts", shown=False, glue=APART)
        if CONCEALS.search(words):
            yield Unseen("Filen har et script, der skriver noget, som ikke kan gennemsøges")


def _set_in(data: bytes) -> Iterator[bytes]:
    """The strings that a drawing sets, one after the other."""
    with pikepdf.new() as document, suppress(pikepdf.PdfError, ValueError):
        for step in pikepdf.parse_content_stream(pikepdf.Stream(document, data)):
            for operand in step.operands:
                parts = operand if isinstance(operand, pikepdf.Array) else [operand]
                yield from (bytes(one) for one in parts if isinstance(one, pikepdf.String))


def _unhexed(coded: bytes) -> bytes:
    plain = b"".join(coded.split())
    return bytes.fromhex(plain.decode()) if len(plain) % 2 == 0 else b""


def _unlisted(data: bytes, known: Set[int]) -> Contents:
    """Objects in the file's bytes that no table lists: no reader shows them, and anyone can unpack them."""
    loose = (match for match in _OBJECT.finditer(data) if int(match[1]) not in known)
    for match in islice(loose, MOST_UNLISTED):
        end = data.find(b"endobj", match.end(), match.end() + _STREAMS_READ)
        body = data[match.end() : max(end, match.end())]
        head, _, packed = body.partition(b"stream")
        try:
            packed = zlib.decompressobj().decompress(packed.lstrip(b"\r\n"), _STREAMS_READ)
        except zlib.error:
            packed = packed.rpartition(b"endstream")[0]
        yield Piece(words_in_bytes(head), place=OTHER_PLACE, shown=False, glue=APART)
        yield from _words(packed)
