"""What Word and web pages put on the clipboard, made plain before it is read as blocks.

Gone is what the writer's program marks as gone: struck out, deleted with tracking, hidden, and
comments. Kept is the meaning of raised and lowered signs. What cannot be kept is told, with the words
it stood after, so that the writer finds the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from raadslag.cases.picture_marks import picture_in

_GONE = {"del", "s", "strike"}
_GONE_STYLE = re.compile(
    r"text-decoration(?:-line)?:[^;]{0,60}line-through|mso-hide:all|display:none|visibility:hidden"
    r"|font-size:0(?:\.0{1,3})?(?:pt|px|em|rem|%)?(?:;|$)"
)
_COMMENT_CLASS = re.compile(r"\bmso(?:com(?:anchor|off|txt|hide)|comment\w*)\b", re.IGNORECASE)
_COMMENT_STYLE = re.compile(r"mso-element:comment|mso-comment-|mso-special-character:comment")
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]{0,80})")
_LOST = {
    "img": "Et billede",
    "object": "Et objekt",
    "embed": "Et objekt",
    "svg": "En tegning",
    "canvas": "En tegning",
    "math": "En formel",
    "m:omath": "En formel",
    "video": "En video",
    "iframe": "En indlejret side",
    "v:shape": "En figur",
    "v:group": "En figur",
}
_RAISED = dict(
    zip(
        "0123456789+-−=()nieabcdfghjklmoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵉᵃᵇᶜᵈᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        strict=True,
    )
)
_LOWERED = dict(
    zip("0123456789+-−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True)
)
"""Unicode's raised and lowered signs; a plain text can say m² and CO₂."""
_PARTED = frozenset("p div td th tr li ul ol table h1 h2 h3 h4 h5 h6 br".split())
"""Elements after which a word ends."""
_ALIGNED = re.compile(r"vertical-align:(super|sub)(?![\w-])")
_WORDS = 6
"""Words before a place by which a person finds it."""


def prepare(root: HtmlElement) -> tuple[str, ...]:
    """Take out what is gone, keep raised and lowered signs, and tell in Danish what was not kept."""
    hidden = _hidden_classes(root)
    gone, comments = _take_out(root, hidden)
    raised = list(_raise(root))
    said = [*_lost(root), *_merged(root), *raised]
    if gone:
        said.append("Tekst, der var streget ud, slettet med sporing eller skjult, er ladt ude.")
    if comments:
        said.append("Kommentarer er ladt ude.")
    return tuple(dict.fromkeys(said))


def _hidden_classes(root: HtmlElement) -> frozenset[str]:
    """Classes that a style sheet among the text strikes out or hides."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(sheet.text or ""):
            if _GONE_STYLE.search("".join(body.lower().split())):
                found.update(_CLASS.findall(selectors))
    return frozenset(found)


def _take_out(root: HtmlElement, hidden: frozenset[str]) -> tuple[int, int]:
    """Remove what is gone; how many such stretches there were, and how many comments."""
    gone = comments = 0
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element is root or element.getparent() is None:
            continue
        is_comment = _is_comment(element)
        if is_comment or _is_gone(element, hidden):
            has_words = bool(element.text_content().strip())
            comments += is_comment and has_words
            gone += has_words and not is_comment
            element.drop_tree()
    return gone, comments


def _is_gone(element: HtmlElement, hidden: frozenset[str]) -> bool:
    style = "".join(element.get("style", "").lower().split())
    classes = frozenset(element.get("class", "").split())
    return (
        element.tag.lower() in _GONE
        or element.get("hidden") is not None
        or bool(classes & hidden)
        or "msodel" in {name.lower() for name in classes}
        or bool(_GONE_STYLE.search(style))
    )


def _is_comment(element: HtmlElement) -> bool:
    style = "".join(element.get("style", "").lower().split())
    return bool(
        _COMMENT_CLASS.search(element.get("class", ""))
        or _COMMENT_STYLE.search(style)
        or element.get("id", "").startswith("_com_")
        or element.get("href", "").startswith("#_msocom")
    )


def _lost(root: HtmlElement) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        inside = any(str(above.tag).lower() in _LOST for above in element.iterancestors())
        if name in _LOST and not (inside or _is_dot(element) or picture_in(element)):
            yield f"{_LOST[name]}{_place(element)} kom ikke med. Vedhæft det som bilag, eller sig det i ord."


def _is_dot(element: HtmlElement) -> bool:
    """A picture of a point or two: a web page's counter."""
    sizes = [element.get("width", ""), element.get("height", "")]
    return any(size.isdigit() and int(size) < 3 for size in sizes)


def _merged(root: HtmlElement) -> Iterator[str]:
    """A figure in a cell over several rows or columns is repeated: the writer must look at its sum."""
    for cell in root.iter("td", "th"):
        spans = any(cell.get(name, "1") not in {"", "0", "1"} for name in ("colspan", "rowspan"))
        text = " ".join(cell.text_content().split())
        if spans and text[:1].isdigit():
            yield f"Cellen »{text[:40]}« gik over flere felter og er gentaget i dem. Se tabellen efter."


def _raise(root: HtmlElement) -> Iterator[str]:
    """Raised and lowered text in signs of its own; what has none keeps a mark: 1^st, a_max."""
    for element in list(root.iter("sup", "sub", "span", "font")):
        way = _way(element)
        if not way:
            continue
        signs = _RAISED if way == "sup" else _LOWERED
        text = element.text_content()
        if text.strip() and all(sign in signs for sign in text.strip()):
            new = "".join(signs.get(sign, sign) for sign in text)
        elif text.strip():
            new = ("^" if way == "sup" else "_") + text.strip()
            yield f"»{text.strip()[:30]}«{_place(element)} stod {'hævet' if way == 'sup' else 'sænket'} og står nu som {new[:31]}."
        else:
            continue
        for child in list(element):
            child.drop_tree()
        element.text = new


def _way(element: HtmlElement) -> str:
    """`sup` or `sub` for text that is raised or lowered, by its element or by its style."""
    if element.tag in {"sup", "sub"}:
        return str(element.tag)
    style = "".join(element.get("style", "").lower().split())
    said = _ALIGNED.search(style)
    return {"super": "sup", "sub": "sub"}[said[1]] if said else ""


def _place(element: HtmlElement) -> str:
    """After which words, as the page is read; nothing at its beginning."""
    text = ""
    before: HtmlElement | None = element
    while before is not None and len(text.split()) <= _WORDS:
        sibling = before.getprevious()
        if sibling is None:
            before = before.getparent()
            text = (before.text or "") + text if before is not None else text
        else:
            own = sibling.text_content() if isinstance(sibling.tag, str) else ""
            apart = " " if sibling.tag in _PARTED else ""
            text = own + apart + (sibling.tail or "") + text
            before = sibling
    words = text.split()[-_WORDS:]
    return f" efter »{' '.join(words)}«" if words else ""
