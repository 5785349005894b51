"""Word's formulas as one line of text: a/b, √(x), x², Σ(i=1..n) x. Names are those of ECMA-376, part 1, 22.1."""

from __future__ import annotations

from lxml import etree

from raadslag.reader.formats.letters import fraction, power
from raadslag.reader.formats.office.docx_styles import child, children, tag_of, value_of

_DEEPEST = 40


def maths_text(element: etree._Element | None, depth: int = 0) -> str:
    """The formula as it is read aloud, letter for letter."""
    if element is None or depth > _DEEPEST:
        return ""
    name = tag_of(element)
    if name == "t":
        return element.text or ""
    if name in ("d", "nary"):
        return _fenced(element, depth) if name == "d" else _summed(element, depth)
    held = {tag_of(part): maths_text(part, depth + 1) for part in element}
    if name == "f":
        return fraction(held.get("num", ""), held.get("den", ""))
    if name in ("sSup", "sSubSup"):
        return held.get("e", "") + held.get("sub", "") + power(held.get("sup", ""))
    if name == "rad":
        return f"{held.get('deg', '')}√({held.get('e', '')})"
    return "".join(maths_text(part, depth + 1) for part in element)


def _summed(element: etree._Element, depth: int) -> str:
    sign = value_of(child(child(element, "naryPr"), "chr")) or "∫"
    below, above, what = (maths_text(child(element, n), depth + 1) for n in ("sub", "sup", "e"))
    bounds = "..".join(part for part in (below, above) if part)
    return f"{sign}({bounds}) {what}" if bounds else f"{sign} {what}"


def _fenced(element: etree._Element, depth: int) -> str:
    settings = child(element, "dPr")
    begins, ends = value_of(child(settings, "begChr")), value_of(child(settings, "endChr"))
    parts = ", ".join(maths_text(part, depth + 1) for part in children(element, "e"))
    return f"{begins or '('}{parts}{ends or ')'}"
