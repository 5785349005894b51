"""XML and HTML as text: words joined across marks, rows of tables, what attributes say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from raadslag.checks.privacy.stream import CELL

SPOKEN = frozenset(
    "author initials title descr target name userid alias tag tooltip prompt prompttitle error "
    "errortitle display location alt href src value content placeholder label summary string "
    "string-value ref bookmark cite".split()
)
"""Attributes that hold a person's words, names or links; any other is read for an exact number."""
BREAKS = frozenset(
    "p tr row si comment br cr tab t_end Relationship li div h1 h2 h3 h4 h5 h6 td th tc "
    "table-cell table-row list-item h option dt dd section article title caption".split()
)
"""Elements after which a new line begins; all other text is joined, so that split runs meet."""
_DASHED = re.compile(r"\d{2}[-./ ]?\d{2}[-./ ]?\d{2,4} ?[-–] ?\d{4}|%2[Dd]")
_HYPHENS = {"noBreakHyphen": "-", "softHyphen": "\u00ad"}


def joined(root: Any, *, apart: bool = False) -> str:
    """The text of an element; `apart` where every element stands alone."""
    pieces: list[str] = []
    for node in root.iter():
        # Comments and processing instructions have no name of their own; their words count too.
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if apart or name in BREAKS:
            pieces.append("\n")
        pieces.append(_HYPHENS.get(name, ""))
        if node.text:
            pieces.append(node.text)
        if node is not root and node.tail and node.tail.strip():
            pieces.append(node.tail)
    return "".join(pieces)


def row_texts(table: Any) -> Iterator[str]:
    """The rows of a table in any of the office formats, cells parted by a tab."""
    for row in table.iter("{*}tr", "{*}table-row"):
        cells = [cell for cell in row if _local(cell) in {"tc", "td", "th", "table-cell"}]
        yield CELL.join(" ".join(joined(cell).split()) for cell in cells)


def attribute_words(root: Any, *, every: bool = False) -> Iterator[str]:
    """Authors, titles, link targets, values: attributes that hold a person's words or a number."""
    for node in root.iter():
        for key, value in node.attrib.items() if isinstance(node.tag, str) else ():
            text = str(value)
            if len(text) > 3 and (every or _local_key(key) in SPOKEN or _DASHED.search(text)):
                yield unquote(text)


def letters(node: Any) -> str:
    return "".join(str(piece) for piece in node.itertext())


def parsed(data: bytes) -> Any | None:
    """The root of an XML part; null where it is none. Nothing outside it is fetched."""
    if not data:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _local_key(key: object) -> str:
    return str(key).rsplit("}", 1)[-1].lower()
