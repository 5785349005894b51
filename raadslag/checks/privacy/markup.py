"""XML and HTML as text: words joined across marks, rows of tables, what attributes say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import unquote

from lxml import etree

from raadslag.checks.privacy.meant import POP, RIGHT_TO_LEFT
from raadslag.checks.privacy.stream import APART, CELL, LINE, Piece, heads_of

SPOKEN = frozenset(
    "author initials title descr target name userid alias tag tooltip prompt prompttitle error "
    "errortitle display location alt href src value content placeholder label summary string "
    "string-value ref bookmark cite formula formatcode partname".split()
)
"""Attributes that hold a person's words, names or links; any other is read for an exact number."""
BREAKS = frozenset(
    "p tr row si comment br cr tab t_end Relationship li div h1 h2 h3 h4 h5 h6 td th tc "
    "table-cell table-row list-item h option dt dd section article title caption".split()
)
"""Elements after which a new line begins; all other text is joined, so that split runs meet."""
_DASHED = re.compile(r"\d{2}[-./ ]?\d{2}[-./ ]?\d{2,4} ?[-–] ?\d{4}|%2[Dd]")
_SIGNS = {"noBreakHyphen": "-", "softHyphen": "\u00ad"}
_HIDES = re.compile(r"display:\s?none|visibility:\s?hidden|font-size:\s?0(?![.\d])", re.I)
TURNS = re.compile(r"unicode-bidi:\s?[a-z-]{0,10}override", re.I)
_CALL = re.compile(r'"((?:[^"]|"")*)"|(\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(])|(\d{1,15})(?![\w.])')
"""A formula's strings, cells and numbers, in order."""
_AS_TEXT = re.compile(r'TEXT\(([^(),;"]{1,40})[,;] ?"[^"]{0,40}"\)')
"""TEXT(61,"00"): how the number is shown is no part of it."""
_SIGN_OF = re.compile(r"(?:UNI)?CHAR\((\d{1,4})\)")
_FUNCTION = re.compile(r"([A-Z][A-Z0-9.]{1,30})\(")
_READ = frozenset({"TEXT", "CHAR", "UNICHAR", "CONCAT", "CONCATENATE", "TEXTJOIN", "IF"})
"""Functions that are read here."""
_WORD_MAKER = re.compile(
    r"&|(?:CONCAT\w{0,10}|TEXTJOIN|REPT|MID|LEFT|RIGHT|SUBSTITUTE|REPLACE|BASE|FIXED)\("
)
_HEX = re.compile(r"[0-9A-Fa-f]{2,5}")
_PRIVATE = 0xF000
"""Where Word lays the signs of a font that has none of Unicode's."""
_JOINS = re.compile(r"&|CONCAT|TEXTJOIN|SAMMENKÆD", re.I)


def without_hidden(root: Any) -> str | None:
    """The text as a reader sees it, where some of the element is hidden by its own mark; else null."""
    hidden = [node for node in root.iter() if local(node) and _is_hidden(node)]
    if not hidden:
        return None
    shown = deepcopy(root)
    for node in [one for one in shown.iter() if local(one) and _is_hidden(one)]:
        for inner in node.iter():
            inner.text = None
            inner.tail = None if inner is not node else inner.tail
    return joined(shown)


def _is_hidden(node: Any) -> bool:
    return "hidden" in node.attrib or bool(_HIDES.search(node.get("style") or ""))


def joined(root: Any, *, apart: bool = False) -> str:
    """The text of an element, its marks' words in their order; `apart` where every element stands alone."""
    pieces: list[str] = []
    aside: list[str] = []
    over: list[str] = []
    lines: list[list[str]] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(node)
        if event in {"comment", "pi"}:  # no reader sees them, and what is around them meets
            aside.append(node.text or "")
        elif (
            event == "start" and name == "rt"
        ):  # Word writes what stands over a word before the word
            lines.append(pieces)
            pieces = []
        elif event == "end" and name == "rt" and lines:
            over += [node.text or "", *pieces]
            pieces = lines.pop()
        elif event == "end" and name == "ruby":
            pieces += over
            over = []
        elif event != "end":
            if apart or name in BREAKS:
                pieces.append("\n")
            pieces.append(_SIGNS.get(name, RIGHT_TO_LEFT if _is_turned(node, name) else ""))
            pieces.append(_symbol(node) if name == "sym" else node.text or "")
        elif _is_turned(node, name):
            pieces.append(POP)
        if event != "start" and node is not root and node.tail and node.tail.strip():
            pieces.append(node.tail)
    return "\n\n".join(["".join(pieces), *aside])


def _symbol(node: Any) -> str:
    """The sign that Word's `w:sym` draws from a font of signs: F033 is the font's 3 (ECMA-376, 17.3.3.30)."""
    codes = [str(value) for key, value in node.attrib.items() if local_name(key) == "char"]
    code = int(codes[0], 16) if codes and _HEX.fullmatch(codes[0]) else 0
    return chr(code - _PRIVATE if _PRIVATE < code <= _PRIVATE + 0xFF else code) if code else ""


def asides(root: Any) -> str:
    """Comments and instructions to programs, wherever they lie: no reader sees them."""
    return "\n".join(node.text or "" for node in root.iter(etree.Comment, etree.PI))


def _is_turned(node: Any, name: str) -> bool:
    """Its letters are drawn from right to left, as HTML's and Word's `bdo` and a style can order."""
    if name == "bdo":
        return "rtl" in {str(value) for value in node.attrib.values()}
    style = node.get("style") if name else None
    return bool(style and TURNS.search(style))


def flow(root: Any, place: str) -> Iterator[Piece]:
    """Paragraphs and tables in reading order: a table row by row, with the names of its columns."""
    glue = APART
    stack = [root]
    while stack:
        node = stack.pop()
        name = local(node)
        if name in {"tbl", "table"}:
            yield from table_rows(node, place)
        elif name in {"p", "h"}:
            yield Piece(joined(node), place=place, glue=glue)
        else:
            stack += reversed(node)
            continue
        glue = LINE


def table_rows(table: Any, place: str) -> Iterator[Piece]:
    """The rows of a table in any of the formats, cells parted by a tab."""
    rows = []
    for row in table.iter("{*}tr", "{*}table-row"):
        cells = [cell for cell in row if local(cell) in {"tc", "td", "th", "table-cell"}]
        rows.append(CELL.join(" ".join(joined(cell).split()) for cell in cells))
    heads = heads_of(rows[0].split(CELL) if rows else ())
    for row in rows:
        yield Piece(row, place=place, heads=heads, glue=LINE, numbers=True)


def attribute_words(root: Any, *, every: bool = False) -> Iterator[str]:
    """Authors, titles, link targets, values: attributes that hold a person's words or a number.

    Those of one name come after each other, so that a number in two fields' values meets.
    """
    said: dict[str, list[str]] = {}
    for node in root.iter():
        for key, value in node.attrib.items() if isinstance(node.tag, str) else ():
            text, name = str(value), local_name(str(key)).lower()
            is_spoken = name in SPOKEN or name.startswith("data-")
            is_told = is_spoken if text.isdecimal() else len(text) > 3
            if is_told and (every or is_spoken or _DASHED.search(text)):
                said.setdefault(name, []).append(unquote(text))
                if name == "formula":
                    said[name].append(formula_words(text))
    for words in said.values():
        yield from words


def local_name(key: str) -> str:
    """A name without its namespace."""
    return key.rpartition("}")[2]


def formula_words(formula: str, cells: dict[str, str] | None = None) -> str:
    """What a formula's strings, numbers and cells say, put together where it joins them."""
    said = []
    formula = _SIGN_OF.sub(lambda code: f'"{chr(int(code[1]))}"', _AS_TEXT.sub(r"\1", formula))
    for string, cell, number in _CALL.findall(formula):
        value = (cells or {}).get(cell.replace("$", ""), "")
        said.append(string.replace('""', '"') or value or number)
    return ("" if _JOINS.search(formula) else " ").join(said)


def is_unknown_formula(cell: Any) -> bool:
    """A cell without a value, whose formula makes words of more than strings, numbers and other cells."""
    formula = next((node.text or "" for node in cell.iter("{*}f")), "")
    if not formula or any(node.text for node in cell.iter("{*}v", "{*}t")):
        return False
    made = set(_FUNCTION.findall(formula)) - _READ
    return bool(made and _WORD_MAKER.search(formula))


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


def local(node: Any) -> str:
    """The tag without its namespace; a recovered tag may hold what no name may ("beslutning\xa0")."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
