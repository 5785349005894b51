"""A web page (HTML, SVG, other XML) as its reader sees it and as it is written: the words, those of
attributes, comments, scripts and stylesheets, and the files that it carries in its addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree, html

from raadslag.checks.privacy.markup import (
    TURNS,
    attribute_words,
    joined,
    table_rows,
    without_hidden,
)
from raadslag.checks.privacy.meant import CONCEALS, RIGHT_TO_LEFT, from_sixty_four, meant
from raadslag.checks.privacy.stream import APART, Contents, Piece, Unseen

_DATA = re.compile(
    r"data:[\w/+.-]{0,60}(?:;charset=[\w-]{1,20})?;base64,([A-Za-z0-9+/\s]{8,})={0,2}"
)
"""A file carried in an address (RFC 2397)."""
_SHOWN_BY_STYLE = re.compile(r"content\s{0,3}:\s{0,3}(?:\"([^\"\n]{1,200})\"|'([^'\n]{1,200})')")
"""What a stylesheet writes before or after an element (CSS Generated Content)."""
_PLACE = "teksten på siden"


def contents(text: str, inside: Callable[[bytes, str], Contents]) -> Contents:
    """The page in every reading. A script that puts words together from codes cannot be read."""
    # A declared encoding is of the bytes, which are letters already.
    parser: Any = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = html.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        yield Piece(text, place="tekst", glue=APART)
        return
    words = joined(root)
    yield Piece(words, place=_PLACE, glue=APART)
    turned = words.replace("\n", f"\n{RIGHT_TO_LEFT}") if TURNS.search(text) else None
    for other in (without_hidden(root), turned):
        if other:
            yield Piece(other, place=_PLACE, glue=APART, again=True)
    for table in root.iter("table"):
        yield from table_rows(table, _PLACE)
    said = "\n".join(attribute_words(root, every=True))
    yield Piece(said, place="sidens kode", shown=False, glue=APART)
    yield from _styled(text)
    # Scripts, comments and what the parser passed over: the source as it stands.
    yield Piece(text, place="", shown=False, glue=APART)
    for packed in _DATA.findall(text):
        yield from inside(from_sixty_four("".join(packed.split())), "i siden")
    if CONCEALS.search(text):
        yield Unseen("Siden har et script, der skriver noget, som ikke kan gennemsøges")


def _styled(text: str) -> Contents:
    """What stylesheets write on the page, put together: figures there are no ornament."""
    written = "".join(double or single for double, single in _SHOWN_BY_STYLE.findall(text))
    for words in (written, *meant(written)):
        yield Piece(words, place="sidens stilark", glue=APART)
