"""What of a web page a person reads: not what is struck out, hidden inside the text, or belongs to the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from raadslag.reader.formats.letters import fraction, power
from raadslag.reader.formats.unread import unread
from raadslag.reader.formats.web import words
from raadslag.reader.formats.web.sheets import HIDDEN, Sheets, same_colours
from raadslag.record import Note

_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white|transparent|rgba?\(255,255,255)")
_FOR_EARS = re.compile(r"\b(?:sr-only|visually-?hidden|screen-?reader)", re.I)
_SHORT = 80
_COLLAPSED = 300
"""Letters from which a block that is not shown is a part of the page that folds out, and is read."""
_TOLD = {
    "hidden-text": "Siden har skjult tekst inde i teksten; den er ikke læst med, men kan stadig læses i filen.",
    "struck-text": "Siden har overstreget tekst; den er ikke læst med.",
    "form-choice": "Siden har felter med kryds; se efter, at de er læst sammen med deres tekst.",
}


def walk(
    root: LexborNode, passes_over: Callable[[LexborNode], bool]
) -> Iterator[tuple[bool, LexborNode]]:
    """Open and close of every element below the root, and each text, without recursion."""
    node = root.child
    depth = 0
    while node is not None:
        if not passes_over(node):
            yield True, node
            if node.child is not None:
                node, depth = node.child, depth + 1
                continue
            yield False, node
        while node.next is None:
            if depth == 0:
                return
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            yield False, node
        node = node.next


class Seen:
    """Judges elements one by one, and keeps what is to be said of those that are left out."""

    def __init__(self, tree: LexborHTMLParser | None = None) -> None:
        self._codes: dict[str, None] = {}
        self._sheets = Sheets(tree) if tree and tree.css_first("style") else None

    def notes(self) -> list[Note]:
        """What was left out of the text that was gone through."""
        return [unread(code, _TOLD[code]) for code in self._codes]

    def leaves_out(self, node: LexborNode) -> bool:
        """The element is no part of the text."""
        tag = node.tag or ""
        if tag.startswith("-"):
            return tag != "-text"
        if tag in words.DROPPED_TAGS:
            return True
        code = None if self._is_for_ears(node) else self._why_not_read(node, tag)
        if code and any(map(str.isalnum, node.text() or "")):
            self._codes[code] = None
        return code is not None or self._is_for_ears(node) or _is_noise(node, tag)

    def field_text(self, node: LexborNode) -> str | None:
        """What a form's field shows; null where the element is none or shows its own text."""
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            return chosen.text() if chosen else ""
        if node.tag != "input":
            return None
        kind = (node.attributes.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            if "checked" in node.attributes:
                self._codes["form-choice"] = None
                return "☒"
            return "☐" if "disabled" in node.attributes or "readonly" in node.attributes else ""
        return "" if kind in words.NOT_WRITTEN else node.attributes.get("value") or ""

    def _is_for_ears(self, node: LexborNode) -> bool:
        """A few words for those who have the page read aloud ("åbner i nyt vindue"), by the names all use."""
        if not self._sheets or node.mem_id not in self._sheets.hidden:
            return False
        named = node.attributes.get("class") or ""
        return bool(_FOR_EARS.search(named)) and len(node.text() or "") < _SHORT

    def _why_not_read(self, node: LexborNode, tag: str) -> str | None:
        attributes = node.attributes
        css = (attributes.get("style") or "").lower().replace(" ", "")
        if tag in words.STRUCK or "line-through" in css:
            return "struck-text"
        if self._sheets and node.mem_id in self._sheets.struck:
            return "struck-text"
        if self._sheets and self._sheets.hides(node):
            return "hidden-text"
        unseen = css and (HIDDEN.search(css) or same_colours(css))
        if unseen or (css and _WHITE.search(css) and not _has_ground(node)):
            return None if _folds_out(node, tag) else "hidden-text"
        return "hidden-text" if "hidden" in attributes and tag not in words.BLOCKS else None


def _has_ground(node: LexborNode) -> bool:
    """The element or one around it has a background of its own, or may get one from its class."""
    around: LexborNode | None = node
    while around is not None and around.tag != "body":
        if "background" in (around.attributes.get("style") or "") or around.attributes.get("class"):
            return True
        if around.attributes.get("bgcolor"):
            return True
        around = around.parent
    return False


def _folds_out(node: LexborNode, tag: str) -> bool:
    """A part that is shown when somebody asks for it: long, or with a heading of its own."""
    if tag not in words.BLOCKS:
        return False
    return len(node.text() or "") > _COLLAPSED or any(map(node.css_first, words.HEADINGS))


def _is_noise(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if (attributes.get("role") or "") in words.DROPPED_ROLES:
        return True
    if tag in words.MAYBE_DROPPED_TAGS or attributes.get("role") == "button":
        return not any(node.css_first(heading) for heading in words.HEADINGS)
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return (
        len(named) > 1
        and tag not in ("body", "main", "article")
        and words.NOISE.search(named) is not None
        and not any(node.css_first(heading) for heading in ("h1", "h2"))
    )


def formula_text(node: LexborNode, depth: int = 0) -> str:
    """MathML as one line of text: a/b, √(x), x²."""
    tag = node.tag or ""
    if tag == "-text":
        return (node.text_content or "").strip()
    if tag.startswith(("annotation", "-")) or tag in words.DROPPED_TAGS or depth > 40:
        return ""
    parts = [
        text for inner in node.iter(include_text=True) if (text := formula_text(inner, depth + 1))
    ]
    if tag == "mfrac" and len(parts) == 2:
        return fraction(*parts)
    if tag == "msup" and len(parts) == 2:
        return parts[0] + power(parts[1])
    if tag == "msubsup" and len(parts) == 3:
        return parts[0] + parts[1] + power(parts[2])
    if tag in ("msqrt", "mroot"):
        return f"√({parts[0] if tag == 'mroot' and parts else ''.join(parts)})"
    return "".join(parts)
