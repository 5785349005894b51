"""What speaks for a line as an item's heading: its words, the lines around it, the contents list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from raadslag.danish.sought import Sought
from raadslag.reader.cut.contents import Entry, title_key
from raadslag.reader.cut.marks import case_number, flag_of, is_case_line
from raadslag.reader.cut.page import OPENERS, Candidate, Page
from raadslag.reader.cut.titles import LOOK, whole_title
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.fields.settled import settles
from raadslag.reader.words.closed import title_closed

CASE_NEAR, CASE_ABOVE, MARK_NEXT, MARK_NEAR, FLAG_NEAR, HEADING, LARGE, AIR = (
    3,
    2.5,
    2,
    1,
    2,
    2,
    1,
    0.5,
)
"""Evidence around a heading: a case number under or above it, a known heading next or near, an open
or closed flag, the format's heading, large bold type, a blank line above."""
LISTED, UNLISTED, SAME_NUMBER, CLOSED = 4.0, -1.0, 1.0, 3.0
"""The contents list has the title, has it not, has it with this number; the title says closed."""
_WEAK = frozenset(("dot", "bare", "colon", "alone"))
_LEADING = re.compile(r"^(?:•\s*)?(\d{1,4})[.: ]")
_LISTED = Sought(
    r"\b(?:indstille[rs]|foreslår|anbefaler|følgende|besluttes)\b.{0,60}(?:[,:;]|\bat|\btil \w+)$",
    re.I,
)
_PROPOSES = Sought(
    r"\b(?:godkendes|efterretning|drøftes|vedtages|frigives|anbefales|høring|meddeles|bevilges|tiltrædes|udpeges|fastsættes|orientering)\W*$",
    re.I,
)


_STRAY = re.compile(r"^[-–—:.·|>]{1,2}\s")
"""What stands between number and title in a form that no style knows: "Nr. 23 — Nyt fra byen"."""


def weighed(
    page: Page, i: int, style: str, base: float, number: int, title: str, near: str | None,
    titles: Mapping[str, Entry],
) -> Candidate:  # fmt: skip
    title, body = whole_title(page, i, _STRAY.sub("", title, count=1))
    weak = style in _WEAK or style[0] in "#{"  # a bare number is what lists have, in any frame
    score = base + surroundings(page, i, body) + in_contents(title, number, titles)
    if style == "bare" and re.match(r"^\d{1,4}[A-ZÆØÅ]", page.lines[i].text):
        score += 1.5
    score += _looks(title, weak)
    if weak and score - base < 6:
        score += _list_like(page, i, number, title, near)
    if title_closed(title):
        score += CLOSED
    return Candidate(i, body, number, title or None, score, style)


def surroundings(page: Page, i: int, body: int) -> float:
    """Evidence in the lines around a heading."""
    score = 0.0
    line = page.lines[i]
    follow, above = page.after(body - 1, 3), page.before(i, 1)
    under = range(i + 1, min(body, i + LOOK))
    if any(case_number(page.lines[j].text) or is_case_line(page.lines[j].text) for j in under):
        score += CASE_NEAR
    elif any(case_number(page.lines[j].text) for j in above):
        score += CASE_ABOVE
    if any(page.marks[j] is not None for j in follow[:2]):
        score += MARK_NEXT
    elif any(page.marks[j] is not None for j in follow):
        score += MARK_NEAR
    if any(flag_of(page.lines[j].text) is not None for j in (*under, *above)):
        score += FLAG_NEAR
    if line.heading is not None:
        score += HEADING
    elif line.bold and (line.size or 0) >= 11:
        score += LARGE
    return score + (AIR if i > 0 and not page.lines[i - 1].text else 0.0)


def in_contents(title: str, number: int | None, titles: Mapping[str, Entry]) -> float:
    if not titles:
        return 0.0
    key = title_key(title)
    entry = titles.get(key) or next(
        (
            e
            for k, e in titles.items()
            if len(k) >= 8 and len(key) >= 8 and (k.startswith(key) or key.startswith(k))
        ),
        None,
    )
    if entry is None:
        return UNLISTED
    return LISTED + (SAME_NUMBER if entry.number is not None and entry.number == number else 0.0)


def _looks(title: str, weak: bool) -> float:
    """A title is short, begins with a capital and does not end like a sentence."""
    score = -4.0 if len(title) > 250 else -2.0 if len(title) > 150 else 0.0
    if not title:
        return score - 1.5
    if weak and title[-1] in ".;,:":
        score -= 1.5 if title[-1] == "." else 2.5
    if weak and (title[0].islower() or is_formula(title)):
        score -= 4
    if not weak and title[-1] == "." and settles(title.removeprefix("Ikke ").capitalize()):
        score -= 4  # "Punkt 2: Ikke godkendt." answers a point of the recommendation
    return score


def _list_like(page: Page, i: int, number: int, title: str, near: str | None) -> float:
    """A numbered line among its like, or under a recommendation or decision, is a list item."""
    before, follow = page.before(i, 1), page.after(i, 1)
    mark = page.marks[follow[0]] if follow else None
    score = 0.0
    if near in ("recommendation", "both", "alternative"):
        proposes = _PROPOSES.search(title) or title[-1:] == "."
        score -= 3.0 if proposes else 0.0 if mark is not None else 1.0
    if mark is not None and mark.role in OPENERS:
        score += 1.0
    if before and _LISTED.search(page.lines[before[0]].text):
        score -= 4
    for at, wanted in ((before, number - 1), (follow, number + 1)):
        text = page.lines[at[0]].text if at and abs(at[0] - i) <= 2 else ""
        near_number = _LEADING.match(text)
        same_end = text[-1:] == "." if title[-1:] == "." else text[-1:] != "."
        if near_number and int(near_number.group(1)) == wanted and same_end:
            score -= 2
    if page.lines[i].list_mark or re.match(r"at\s", title, re.I):
        score -= 4
    return score
