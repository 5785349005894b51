"""How a pasted list counts: by figures, letters or Roman numbers, and from where."""

from __future__ import annotations

from lxml.html import HtmlElement

from raadslag.record import Numbering

_TYPES: dict[str, Numbering] = {"a": "a", "A": "A", "i": "i", "I": "I"}
_STYLED: dict[str, Numbering] = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "alpha-lower": "a", "alpha-upper": "A",
    "roman-lower": "i", "roman-upper": "I",
}  # fmt: skip


def numbering_of(element: HtmlElement) -> Numbering:
    """How the list marks its points, by its type or by its style, here or on its first point."""
    kind = element.get("type", "")
    if kind in _TYPES:
        return _TYPES[kind]
    styles = [element.get("style", ""), *(child.get("style", "") for child in element[:1])]
    for style in styles:
        for name, numbering in _STYLED.items():
            if name in style.lower():
                return numbering
    return "1"


def marks_of(marks: list[str]) -> tuple[bool, int, Numbering]:
    """Whether Word's marks count, from where, and in what: 3. 4., b) c), i) ii)."""
    first = marks[0].strip()
    word = first.rstrip(".)")
    if word == first or not word.isalnum():
        return False, 1, "1"
    if word.isdecimal():
        return True, int(word), "1"
    upper = word.isupper()
    if word.lower() == "i" and (len(marks) == 1 or marks[1].strip().lower().startswith("ii")):
        return True, 1, "I" if upper else "i"
    if len(word) == 1 and "a" <= word.lower() <= "z":
        return True, ord(word.lower()) - ord("a") + 1, "A" if upper else "a"
    return True, 1, "1"
