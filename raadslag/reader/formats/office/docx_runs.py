"""The letters of a Word paragraph: what is printed, what is hidden or struck out, symbols, formulas, boxes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from raadslag.covered import LEAST_CONTRAST, PAPER, contrast
from raadslag.reader.formats.flow import Flow, Marks
from raadslag.reader.formats.office.docx_maths import maths_text
from raadslag.reader.formats.office.docx_styles import (
    Styles,
    child,
    children,
    flag,
    tag_of,
    value_of,
)
from raadslag.reader.formats.office.docx_symbols import symbol

WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "fldSimple", "dir", "bdo"}
)
_DELETED = frozenset({"del", "moveFrom"})
_LETTERS = frozenset({"t", "delText", "sym"})
_TINIEST = 5
"""Half points: smaller letters are no print."""


@dataclass(slots=True)
class Said:
    """What the document holds beside its text, counted: codes of notes. `notes` are foot- and endnotes by id;
    `pictures` the number of lines before each paragraph that has one."""

    counts: Counter[str] = field(default_factory=Counter)
    links: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)


class Runs:
    """Writes the runs of one paragraph into a flow; `boxes` and `cited` are what it came by."""

    def __init__(self, flow: Flow, styles: Styles, said: Said, *, in_table: bool) -> None:
        self.boxes: list[etree._Element] = []
        self.cited: list[str] = []
        self._flow, self._styles, self._said, self._in_table = flow, styles, said, in_table
        self._shaded = self._hidden = False
        self.pictures = 0

    def write(self, paragraph: etree._Element) -> None:
        """Everything printed in the paragraph."""
        settings = child(paragraph, "pPr")
        style = value_of(child(settings, "pStyle"))
        self._shaded = _is_shaded(settings) or self._in_table
        self._hidden = self._styles.has(style, "vanish")
        self._parts(paragraph, None)

    def _parts(self, element: etree._Element, href: str | None) -> None:
        for part in element:
            name = tag_of(part)
            if name == "r":
                self._run(part, href)
            elif name == "hyperlink":
                self._parts(part, self._said.links.get(value_of(part, "id")))
            elif name in WRAPPERS:
                self._parts(part, href)
            elif name in _DELETED and _has_letters(part):
                self._said.counts["tracked-change"] += 1
            elif name in ("oMath", "oMathPara"):
                self._flow.write(maths_text(part), Marks())
            elif name == "AlternateContent":
                self._drawn(part)

    def _run(self, run: etree._Element, href: str | None) -> None:
        settings = child(run, "rPr")
        if why := self._why_not_read(settings):
            if _has_letters(run):
                self._said.counts[why] += 1
            return
        raised = value_of(child(settings, "vertAlign")) == "superscript"
        marks = Marks(flag(settings, "b"), flag(settings, "i"), href, raised)
        for part in run:
            self._run_part(part, marks)

    def _run_part(self, part: etree._Element, marks: Marks) -> None:
        name = tag_of(part)
        if name == "t":
            self._flow.write(part.text or "", marks)
        elif name in ("br", "cr"):
            self._flow.line_break()
        elif name in ("tab", "ptab"):
            self._flow.write(" ", marks)
        elif name == "noBreakHyphen":
            self._flow.write("-", marks)
        elif name == "sym":
            self._flow.write(symbol(value_of(part, "font"), value_of(part, "char")), marks)
        elif name in ("footnoteReference", "endnoteReference"):
            self._cite(name[0] + value_of(part, "id"), marks)
        elif name == "fldChar":
            self._flow.write(_field_text(child(part, "ffData")), marks)
        elif name in ("AlternateContent", "drawing", "pict", "object"):
            self._drawn(part)

    def _cite(self, key: str, marks: Marks) -> None:
        if key in self._said.notes:
            self._flow.write(f"[{key.lstrip('fe')}]", marks)
            self.cited.append(key)

    def _why_not_read(self, settings: etree._Element | None) -> str | None:
        style = value_of(child(settings, "rStyle"))
        if flag(settings, "vanish") or (
            child(settings, "vanish") is None
            and (self._hidden or self._styles.has(style, "vanish"))
        ):
            return "hidden-text"
        if any(
            flag(settings, kind) or self._styles.has(style, kind) for kind in ("strike", "dstrike")
        ):
            return "struck-text"
        size = value_of(child(settings, "sz"))
        if size.isdecimal() and int(size) < _TINIEST:
            return "hidden-text"
        colour = _colour(value_of(child(settings, "color")))
        pale = colour is not None and contrast(colour, PAPER) < LEAST_CONTRAST
        return "hidden-text" if pale and not self._shaded and not _is_shaded(settings) else None

    def _drawn(self, part: etree._Element) -> None:
        """A drawing's text boxes are read after the paragraph, once; Word keeps a second copy for old programs."""
        if tag_of(part) == "AlternateContent":
            chosen = child(part, "Choice")
            part = part if chosen is None else chosen
        for inner in part.iter():
            name = tag_of(inner)
            if name == "txbxContent" and not _lies_in_another(inner, part):
                self.boxes.append(inner)
            elif name == "OLEObject":
                self._said.counts["embedded-object"] += 1
            elif name == "blip":
                self.pictures += 1
            elif name == "textpath" and (words := value_of(inner, "string")):
                self._said.counts[f"watermark {words}"] += 1


def _lies_in_another(box: etree._Element, within: etree._Element) -> bool:
    """The box is the copy for old programs, or lies in a box that is read whole."""
    for around in box.iterancestors():
        if around is within:
            return False
        if tag_of(around) in ("txbxContent", "Fallback"):
            return True
    return False


def _has_letters(element: etree._Element) -> bool:
    return any(
        tag_of(part) == "sym" or (part.text or "").strip()
        for part in element.iter()
        if tag_of(part) in _LETTERS
    )


def _field_text(data: etree._Element | None) -> str:
    """What an old form field shows: its ticked box, or the chosen line of its list."""
    box = child(data, "checkBox")
    if box is not None:
        ticked = flag(box, "checked") or (child(box, "checked") is None and flag(box, "default"))
        return "☒" if ticked else "☐"
    chosen = child(data, "ddList")
    entries = [value_of(entry) for entry in children(chosen, "listEntry")]
    result = value_of(child(chosen, "result")) or "0"
    return entries[int(result)] if result.isdecimal() and int(result) < len(entries) else ""


def _is_shaded(settings: etree._Element | None) -> bool:
    fill = value_of(child(settings, "shd"), "fill").lower()
    marked = value_of(child(settings, "highlight"))
    return fill not in ("", "auto", "ffffff") or marked not in ("", "none", "white")


def _colour(text: str) -> tuple[int, int, int] | None:
    try:
        red, green, blue = bytes.fromhex(text)
    except ValueError:
        return None
    return red, green, blue
