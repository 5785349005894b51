"""What a PDF holds beside its pages' text: every string and every name of every object.

Properties, bookmarks, form values, comments, link targets, alternative texts, scripts, layers and
files are all objects, so that walking them all finds also the ways that nobody thought of. The
file's earlier revisions lie before its later ones, and are read too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Set
from typing import Any
from urllib.parse import unquote

import pikepdf

from raadslag.checks.privacy import images
from raadslag.checks.privacy.files import APART, Contents, Unseen
from raadslag.checks.privacy.letters import words_in_bytes
from raadslag.checks.privacy.markup import attribute_words, joined, parsed
from raadslag.checks.privacy.stream import LINE, Piece

PLACES = {
    "/Title": "bogmærker og titler", "/Contents": "kommentarer", "/RC": "kommentarer",
    "/V": "felter i formularen", "/DV": "felter i formularen", "/Opt": "felter i formularen",
    "/TU": "felter i formularen", "/URI": "links", "/F": "links", "/UF": "links", "/Dest": "links",
    "/D": "links", "/Alt": "alternativ tekst", "/ActualText": "alternativ tekst",
    "/E": "alternativ tekst", "/JS": "scripts", "/Name": "navne på lag og dele",
}  # fmt: skip
"""Where a string stands that lies under this name, in Danish words."""
OTHER_PLACE = "filens egenskaber"
NAME_PLACE = "navne på lag og dele"
_LONGEST = 200_000
_STREAMS_READ = 20_000_000
_SAID_IN_PAGE = re.compile(
    rb"/(?:ActualText|Alt|E|T|Lang)\s{0,4}(?:\(([^()\\]{1,2000})\)|<([0-9A-Fa-f\s]{4,4000})>)"
)
_LITERAL = re.compile(rb"\(([^()\\]{1,400})\)")
_REVISION_END = re.compile(rb"%%EOF[\r\n ]{0,4}")
_SOURCE_NUMBER = re.compile(rb"[^\x00-\x08\x0e-\x1f]{0,60}\d{6}-\d{4}(?!\d)")
MOST_REVISIONS = 12


def contents(data: bytes, inside: Callable[[bytes, str], Contents]) -> Contents:
    """The strings, names, metadata and files of a PDF. Raises what `pikepdf` raises over broken bytes."""
    with pikepdf.open(io.BytesIO(data)) as document:
        strings: dict[str, list[str]] = {}
        for thing in document.objects:
            for place, text in _strings(thing):
                strings.setdefault(place, []).append(text)
        for place, texts in strings.items():
            glue = APART if place == NAME_PLACE else LINE
            yield Piece(glue.join(dict.fromkeys(texts)), place=place, shown=False, glue=APART)
        scripts = _scripts(document)
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                yield from _stream(thing, scripts)
        for name, packed in document.attachments.items():
            yield from inside(packed.get_file().read_bytes(), name)
    # Comments in the source and what lies behind the file's end are in no object.
    found = b"\n".join(_SOURCE_NUMBER.findall(data)).decode("latin-1")
    if found:
        yield Piece(found, place="", shown=False, glue=APART)


def earlier_revisions(data: bytes) -> Iterator[bytes]:
    """The file as it was before each later change of it; at most `MOST_REVISIONS`, the newest."""
    ends = [match.end() for match in _REVISION_END.finditer(data)]
    for end in ends[:-1][-MOST_REVISIONS:]:
        if b"startxref" in data[max(0, end - 200) : end]:
            yield data[:end]


def _strings(thing: Any) -> Iterator[tuple[str, str]]:
    """Every string and name in an object with its place; what it refers to is an object of its own."""
    for key, value in _values(thing):
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            for name in value.keys():  # noqa: SIM118 (a stream is no mapping)
                yield NAME_PLACE, unquote(str(name)[1:])
        elif isinstance(value, pikepdf.String):
            text = str(value)
            if 3 < len(text) < _LONGEST:
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
            for name, part in inner
            if isinstance(part, pikepdf.Object) and not part.is_indirect
        ]


def _scripts(document: Any) -> set[tuple[int, int]]:
    """The numbers of the streams that are scripts: what lies under `/JS`."""
    found = set()
    for thing in document.objects:
        for _, value in _values(thing):
            script = value.get("/JS") if isinstance(value, pikepdf.Dictionary) else None
            if isinstance(script, pikepdf.Stream):
                found.add(script.objgen)
    return found


def _stream(stream: Any, scripts: Set[tuple[int, int]]) -> Contents:
    """The words of a stream that is neither a page's drawing nor a font: metadata, scripts, forms."""
    kind, filters = str(stream.get("/Subtype", "")), str(stream.get("/Filter", ""))
    if kind == "/Image":
        if "DCT" in filters or "JPX" in filters:
            yield from images.words_in(stream.read_raw_bytes())
        return
    if "/Length1" in stream or kind in {"/Type1C", "/CIDFontType0C", "/OpenType"}:
        return
    try:
        data = bytes(stream.read_bytes())
    except pikepdf.PdfError:
        yield Unseen("En del af filen kan ikke pakkes ud")
        return
    if (
        kind == "/XML"
        or str(stream.get("/Type", "")) == "/Metadata"
        or data[:200].lstrip().startswith(b"<")
    ):
        yield from _xml(data)
    elif kind == "/Form" or _SAID_IN_PAGE.search(data):
        yield from _drawn(data, is_form=kind == "/Form")
    elif stream.objgen in scripts:
        yield Piece(data.decode("utf-8", "replace"), place="scripts", shown=False, glue=APART)


def _xml(data: bytes) -> Iterator[Piece]:
    root = parsed(data.strip().removeprefix(b"\xef\xbb\xbf"))
    if root is None:
        yield Piece(words_in_bytes(data), place="metadata", shown=False, glue=APART)
        return
    said = "\n".join(attribute_words(root, every=True))
    yield Piece(joined(root, apart=True), place="metadata", shown=False, glue=APART)
    yield Piece(said, place="metadata", shown=False, glue=APART)


def _drawn(data: bytes, *, is_form: bool) -> Iterator[Piece]:
    """Alternative texts in a drawing, and the plain strings of a form that may lie on no page."""
    data = data[:_STREAMS_READ]
    for plain, coded in _SAID_IN_PAGE.findall(data):
        text = str(
            pikepdf.String(
                bytes.fromhex(coded.decode())
                if coded and not len(b"".join(coded.split())) % 2
                else plain
            )
        )
        yield Piece(text, place="alternativ tekst", shown=False, glue=LINE)
    if is_form:
        drawn = b"".join(_LITERAL.findall(data)).decode("cp1252", "replace")
        yield Piece(drawn, place="", shown=False, glue=APART)
