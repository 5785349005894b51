"""What a page's own style sheets hide, so that nobody who looks at the page reads it.

Only rules in the page itself are known. A part that folds out is hidden too until somebody asks for it:
where one rule hides much of the page, or parts with headings of their own, that is what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from raadslag.reader.formats.web import words

MOST_RULES, MOST_LETTERS = 1500, 400_000
FOLDED = 0.2
"""Part of the page's letters from which what one rule hides is folded up, not hidden."""
OFF = r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|vw|%)?|-\d{2,}(?:em|rem|vw)"
"""So far outside the page that nothing of it is seen."""
HIDDEN = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0+)?(?:;|$)|font-size:[01](?:px|pt|em|rem)?(?:;|$)"
    rf"|(?:left|top|right|text-indent|margin-left|margin-top):(?:{OFF})(?:;|$)"
    r"|clip:rect\(0|clip:rect\(1px|clip-path:(?:inset\((?:50|100)%|circle\(0)|(?:max-)?height:0(?:px)?;(?:[^{}]*;)?overflow:hidden)"
)
_SHOWN = re.compile(r"(?:^|;)(?:display:(?!none)|visibility:visible)")
_STRUCK = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]+)")
_WHITE = re.compile(
    r"#fff(?:fff)?$|#fffffe|white$|transparent$|rgba?\(255,255,255|rgba?\([^)]*,0(?:\.0+)?\)"
)
_COMMENT = re.compile(r"/\*[^*]{0,4000}\*/")
_RULE = re.compile(r"([^{}@;]{1,500})\{([^{}]{1,2000})\}")
_OTHER_MEDIA = re.compile(
    r"@media[^{}]{0,200}\b(?:print|max-width|min-width|speech)\b[^{}]{0,200}\{"
)
_STATE = re.compile(r":(?!not|first|last|nth|only)")
_WIDE = frozenset(("*", "html", "body", "main", "article", ":root"))


class Sheets:
    """The page's own rules, asked of elements by their place in memory."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.hidden: set[int] = set()
        self.struck: set[int] = set()
        self._white: set[int] = set()
        self._grounds: set[int] = set()
        self._others = bool(tree.css("link[rel=stylesheet]"))
        letters = len(tree.body.text() or "") if tree.body else 0
        for selector, css in _rules(tree):
            nodes = _found(tree, selector)
            places = {node.mem_id for node in nodes}
            if HIDDEN.search(css):
                self.hidden |= set() if _folded(nodes, letters) else places
            elif _SHOWN.search(css):
                self.hidden -= places
            self.struck |= places if _STRUCK.search(css) else set()
            if ground := _GROUND.search(css):
                self._grounds |= set() if _WHITE.match(ground[1]) else places
            if colour := _COLOUR.search(css):
                white = bool(_WHITE.match(colour[1])) or same_colours(css)
                self._white = self._white | places if white else self._white - places

    def hides(self, node: LexborNode) -> bool:
        """The element is not shown, or its letters have the colour of what they stand on."""
        if node.mem_id in self.hidden:
            return True
        return node.mem_id in self._white and not self._others and not self._on_ground(node)

    def _on_ground(self, node: LexborNode | None) -> bool:
        while node is not None:
            style = (node.attributes.get("style") or "").lower().replace(" ", "")
            own = _GROUND.search(style)
            if node.mem_id in self._grounds or node.attributes.get("bgcolor"):
                return True
            if own and not _WHITE.match(own[1]):
                return True
            node = node.parent
        return False


def same_colours(css: str) -> bool:
    """Letters and ground have the same colour ("color:#fff;background:#ffffff")."""
    colour, ground = _COLOUR.search(css), _GROUND.search(css)
    if not colour or not ground:
        return False
    one, other = colour[1].strip(), ground[1].strip()
    return one == other or bool(
        _WHITE.match(one) and _WHITE.match(other) and other != "transparent"
    )


def _rules(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """(selector, declarations without blanks) of every rule that holds on a screen, in order."""
    sheet = "\n".join(node.text() or "" for node in tree.css("style"))[:MOST_LETTERS]
    sheet = _COMMENT.sub("", sheet)
    told = 0
    for found in _RULE.finditer(_without_other_media(sheet)):
        css = found[2].lower().replace(" ", "").replace("\n", "").replace("!important", "")
        for selector in found[1].split(","):
            name = selector.strip()
            told += 1
            if told > MOST_RULES:
                return
            if name and name not in _WIDE and not _STATE.search(name):
                yield name, css


def _without_other_media(sheet: str) -> str:
    """The sheet without what holds on paper or on small screens only."""
    kept, last = [], 0
    for media in _OTHER_MEDIA.finditer(sheet):
        if media.start() < last:
            continue
        kept.append(sheet[last : media.start()])
        depth, at = 1, media.end()
        while at < len(sheet) and depth:
            depth += (sheet[at] == "{") - (sheet[at] == "}")
            at += 1
        last = at
    return "".join([*kept, sheet[last:]])


def _found(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except (ValueError, RuntimeError):  # what the parser takes for no selector hides nothing
        return []


def _folded(nodes: list[LexborNode], letters: int) -> bool:
    """What the rule hides is a part of the page that folds out: much of it, or with headings inside."""
    blocks = [node for node in nodes if node.tag in words.BLOCKS]
    if any(node.css_first(heading) for node in blocks for heading in words.HEADINGS):
        return True
    return len(blocks) > 1 and sum(len(node.text() or "") for node in blocks) > FOLDED * letters
