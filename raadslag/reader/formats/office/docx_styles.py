"""Word's styles: which are headings, and which bring a list with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_HEADING = re.compile(r"^(?:heading|overskrift)\s*([1-6])$", re.IGNORECASE)
_TITLES = frozenset({"title", "titel"})
_DEEPEST_CHAIN = 20
_OFF = frozenset({"0", "false", "off", "none"})


def tag_of(element: etree._Element) -> str:
    """The element's name without its namespace (Word has two: transitional and strict)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """All children of that name."""
    if element is not None:
        yield from (part for part in element if tag_of(part) == name)


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """An attribute by its name without namespace; empty where it is missing."""
    if element is None:
        return ""
    return next(
        (str(v) for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


def flag(settings: etree._Element | None, name: str) -> bool:
    """An on/off property: there and not switched off."""
    found = child(settings, name)
    return found is not None and value_of(found) not in _OFF


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._styles = {value_of(style, "styleId"): style for style in children(tree, "style")}

    def heading_level(self, settings: etree._Element | None, style: str) -> int | None:
        """1 to 6, or null for running text."""
        outline = value_of(child(settings, "outlineLvl"))
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < 6 else None
        for found in self._chain(style):
            name = value_of(child(found, "name")).strip()
            if name.lower() in _TITLES:
                return 1
            if match := _HEADING.match(name):
                return int(match[1])
            outline = value_of(child(child(found, "pPr"), "outlineLvl"))
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < 6 else None
        return None

    def numbering(self, settings: etree._Element | None, style: str) -> tuple[str, int] | None:
        """List id and level of the paragraph, its own or its style's."""
        for part in (settings, *(child(found, "pPr") for found in self._chain(style))):
            numbers = child(part, "numPr")
            if numbers is None:
                continue
            number = value_of(child(numbers, "numId"))
            level = value_of(child(numbers, "ilvl"))
            if number == "0":
                return None
            if number:
                return number, int(level) if level.isdecimal() and len(level) < 3 else 0
        return None

    def has(self, style: str, kind: str) -> bool:
        """The style, or one it is based on, switches the letters' property on."""
        for found in self._chain(style):
            settings = child(found, "rPr")
            if child(settings, kind) is not None:
                return flag(settings, kind)
        return False

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """The style and those it is based on."""
        for _ in range(_DEEPEST_CHAIN):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = value_of(child(found, "basedOn"))
