"""HTML to lines: what a reader of the page reads, without menus, boxes, scripts and pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.flow import Flow, Marks
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.unread import unread
from raadslag.reader.formats.web import words
from raadslag.reader.formats.web.seen import Seen, formula_text, walk
from raadslag.reader.formats.web.tables import element_to_table
from raadslag.reader.lines.line import Line, Source, UnreadableFile
from raadslag.record import Note

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([-\w]+)""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^>]*>")
_VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
_MAIN_SHARE = 0.3
"""Part of the page's letters that a main element must hold to be trusted."""


def html_to_source(data: bytes, limits: Limits) -> Source:
    """The lines of a web page. Raises `UnreadableFile` where no text is left."""
    tree, notes = html_to_tree(data, limits)
    if tree.body is None:
        raise no_text()
    title = tree.css_first("title")
    lines = node_to_lines(main_part(tree.body), limits, notes, Seen(tree))
    if not lines:
        raise no_text()
    return Source(
        reader="html",
        lines=tuple(lines),
        title=one_line(title.text()) or None if title else None,
        notes=tuple(notes),
    )


def no_text() -> UnreadableFile:
    """The page has nothing to read: mostly a shell that a script fills in the browser."""
    return UnreadableFile(
        "no-text",
        "Siden rummer ingen tekst. Mange portaler henter først teksten, når siden vises: "
        "gem siden fra browseren, når den er vist helt, eller hent referatet som PDF.",
    )


def html_to_tree(data: bytes, limits: Limits) -> tuple[LexborHTMLParser, list[Note]]:
    """The page's tree, with a note where it was nested too deep and had to be flattened."""
    return fragment_to_tree(decode_html(data), limits)


def fragment_to_tree(text: str, limits: Limits) -> tuple[LexborHTMLParser, list[Note]]:
    """The tree of HTML text, as `html_to_tree`."""
    shallow = _flattened(text, limits.depth)
    notes = []
    if shallow is not None:
        text = shallow
        notes.append(
            Note(
                "too-deep", "Siden er indlejret urimeligt dybt og er læst uden den indre opdeling."
            )
        )
    return LexborHTMLParser(text), notes


def decode_html(data: bytes) -> str:
    """Text of the page's bytes: byte order mark, then what it says itself, then UTF-8, then cp1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    stated = _CHARSET.search(data[:4096])
    names = ["utf-8-sig", *([stated[1].decode("ascii", "replace")] if stated else []), "cp1252"]
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def _flattened(text: str, depth: int) -> str | None:
    """The text without the tags that nest deeper than `depth`; null where none does.

    The HTML parser's time grows with the square of the depth, so the tags are counted first.
    """
    if text.count("<") <= depth:
        return None
    level, out, last, cut = 0, [], 0, False
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _VOID or tag[0].endswith("/>"):
            continue
        level = max(level - 1, 0) if tag[1] else level + 1
        if level > depth or (tag[1] and level == depth and cut):
            out.append(text[last : tag.start()])
            out.append(" ")
            last, cut = tag.end(), True
    return "".join([*out, text[last:]]) if cut else None


def main_part(body: LexborNode) -> LexborNode:
    """The element that holds the text proper, else the whole body."""
    whole = len(body.text() or "")
    for name in ("main", "[role=main]", "article"):
        found = body.css(name)
        if len(found) == 1 and len(found[0].text() or "") > _MAIN_SHARE * whole:
            return found[0]
    return body


def node_to_lines(
    node: LexborNode, limits: Limits, notes: list[Note], seen: Seen | None = None
) -> list[Line]:
    """Everything below the node as lines; numbers run from 1. What was left out is put in `notes`."""
    flow = Flow(limits.lines)
    walker = _Walker(flow, seen or Seen())
    for opens, inner in walk(node, walker.passes_over):
        if opens:
            walker.open(inner)
        else:
            walker.close(inner)
        if flow.full:
            notes.append(unread("cut-short", f"Kun de første {limits.lines} linjer er læst."))
            break
    flow.end()
    notes += walker.seen.notes()
    return flow.lines


class _Walker:
    """Tells a flow what the elements mean."""

    def __init__(self, flow: Flow, seen: Seen) -> None:
        self.seen = seen
        self._flow = flow
        self._marks = [Marks()]
        self._lists: list[tuple[bool, str, int]] = []

    def passes_over(self, node: LexborNode) -> bool:
        """True for what is not text; tables that are data are taken here, whole."""
        tag = node.tag or ""
        if tag == "-text":
            return False
        if self.seen.leaves_out(node):
            return True
        field = self.seen.field_text(node) if tag in words.FIELDS else None
        if field is not None or tag == "math":
            self._flow.write(field if field is not None else formula_text(node), self._marks[-1])
            return True
        if tag == "table":
            table = element_to_table(node, self.seen)
            if isinstance(table, list):
                self._flow.lines_of_table(table)
            elif table is not None:
                self._flow.table(table)
            return table is not None
        return False

    def open(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._flow.write(node.text_content or "", self._marks[-1])
        elif tag == "br":
            self._flow.line_break()
        elif tag in words.HEADINGS:
            self._flow.begin(heading=words.HEADINGS[tag])
        elif tag == "li":
            self._begin_item(node)
        elif tag in ("ul", "ol"):
            self._flow.end()
            self._lists.append(_list_start(node, tag))
        elif tag in ("td", "th"):
            self._flow.write(" ", Marks())
        elif tag in words.BLOCKS:
            self._begin_block(tag)
        else:
            self._marks.append(_marks_of(node, tag, self._marks[-1]))

    def close(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in ("-text", "br"):
            return
        if tag in ("ul", "ol"):
            self._lists.pop()
            (self._flow.end if self._lists else self._flow.begin)()
        elif tag in words.HEADINGS or tag in words.BLOCKS:
            if tag not in ("td", "th"):
                self._flow.end()
        elif len(self._marks) > 1:
            self._marks.pop()

    def _begin_block(self, tag: str) -> None:
        """A paragraph inside a list item goes on under the item's mark until that has text."""
        if self._lists and tag in ("p", "div"):
            self._flow.end()
        elif tag not in ("td", "th"):
            self._flow.begin()

    def _begin_item(self, node: LexborNode) -> None:
        if not self._lists:
            self._lists.append((False, "", 0))
        ordered, style, number = self._lists[-1]
        value = node.attributes.get("value") or ""
        number = int(value) if value.isdecimal() and len(value) < 6 else number
        self._lists[-1] = (ordered, style, number + 1)
        mark = list_mark(style, number) if ordered else "-"
        self._flow.begin(list_mark=mark, list_level=len(self._lists))


def _list_start(node: LexborNode, tag: str) -> tuple[bool, str, int]:
    start = (node.attributes.get("start") or "").strip()
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    css = (node.attributes.get("style") or "").lower()
    style = (node.attributes.get("type") or "").strip()
    for name, letter in (("upper-alpha", "A"), ("lower-alpha", "a"), ("upper-roman", "I")):
        if name in css:
            style = letter
    return tag == "ol", style, first


def list_mark(style: str, number: int) -> str:
    """The mark that a browser prints: "1.", "A.", "b."; styles 1, A, a, I, i."""
    if style in ("A", "a") and 1 <= number <= 26:
        letter = chr(ord("A") + number - 1)
        return f"{letter if style == 'A' else letter.lower()}."
    if style in ("I", "i") and 1 <= number < 4000:
        numeral = _roman(number)
        return f"{numeral if style == 'I' else numeral.lower()}."
    return f"{number}."


def _roman(number: int) -> str:
    out = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += letters * (number // value)
        number %= value
    return out


def _marks_of(node: LexborNode, tag: str, around: Marks) -> Marks:
    if tag in words.STRONG:
        return replace(around, strong=True)
    if tag in words.EMPHASIS:
        return replace(around, emphasis=True)
    if tag == "sup":
        return replace(around, raised=True)
    if tag == "a":
        return replace(around, href=node.attributes.get("href"))
    css = (node.attributes.get("style") or "").lower() if tag == "span" else ""
    if "bold" in css or "weight:700" in css.replace(" ", ""):
        return replace(around, strong=True)
    return around
