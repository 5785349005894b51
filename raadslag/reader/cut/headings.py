"""Lines that may head an item, each with the evidence for it.

Contents list, heading lines, case numbers, known section headings and the format's own headings all
count. A plain number is weak on its own, for lists in the case text look just the same.
"""

from __future__ import annotations

import re

from raadslag.reader.cut.contents import Entry, title_key
from raadslag.reader.cut.marks import case_number, flag_of, is_case_line
from raadslag.reader.cut.page import Candidate, Page, is_group
from raadslag.reader.cut.titles import LOOK, PUNKT, whole_title

_NR = re.compile(r"^(?:•\s*)?(?:nr\.?|sag(?: nr\.?)?)\s*(\d{1,4})\s*[-–:.]\s*(\S.*)$", re.I)
_DOT = re.compile(r"^(?:•\s*)?(\d{1,4})\.(?!\d)\s*(\S\S.*)$")
_COLON = re.compile(r"^(?:•\s*)?(\d{1,4})\s*:\s*(\S.*)$")
_BARE = re.compile(r"^(?:•\s*)?(\d{1,4})(?:\s+|(?=[A-ZÆØÅ]))([A-ZÆØÅ\"”'»(\d].*)$")
STYLES = (
    ("punkt", PUNKT, 4.0), ("nr", _NR, 2.0), ("dot", _DOT, 0.0), ("colon", _COLON, 0.5),
    ("bare", _BARE, -0.5),
)  # fmt: skip
_AFTER = re.compile(r"^(?:sag|pkt\.?|punkt)\s*(?:nr\.?)?\s*:?\s*(\d{1,4})$", re.I)
_LEADING = re.compile(r"^(?:•\s*)?(\d{1,4})[.: ]")
_ALONE = re.compile(r"^(?:punkt|pkt\.?|nr\.?)?\s*(\d{1,4})\.?$", re.I)
_GLUED = re.compile(r"(?<=\S)(\d{1,4})\. ")
_DIGIT_STOP = re.compile(r"\d\. ")
_LISTED = re.compile(r"\b(?:indstille[rs]|foreslår|anbefaler|følgende|besluttes)\b.{0,60}$", re.I)
_FORMULA = re.compile(
    r"^(?:godkendt|anbefale[st]|tiltrådt|taget til|tages til|indstilles|udsat|drøftet|til efterretning)",
    re.I,
)
_OPENERS = frozenset(
    ("prior", "wrapper", "summary", "background", "path", "decider", "kind_of_item")
)
_PROPOSES = re.compile(
    r"\b(?:godkendes|efterretning|drøftes|vedtages|frigives|anbefales|høring|meddeles|bevilges|tiltrædes|udpeges|fastsættes|orientering)\W*$",
    re.I,
)


def candidates_by_style(page: Page) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {style: [] for style, _, _ in STYLES}
    found |= {"after": [], "contents": [], "format": []}
    start = page.contents.after
    titles = page.contents.keys
    first_letters = {key[0] for key in titles}
    depth = _item_level(page, start)
    near: str | None = None
    for i in page.filled:
        if i < start - 1:
            continue
        mark = page.marks[i]
        text = page.lines[i].text
        if i >= start:
            _numbered(page, i, near, found, titles)
            if depth is not None or text.lstrip()[:1].casefold()[:1] in first_letters:
                _unnumbered(page, i, found, titles, depth)
        if titles and 8 < len(text) < 400 and ". " in text and _DIGIT_STOP.search(text):
            _glued(page, i, found, titles)
        if mark is not None:
            near = mark.role
        elif near == "recommendation" and is_case_line(text):
            near = None
    return found


def _numbered(
    page: Page,
    i: int,
    near: str | None,
    found: dict[str, list[Candidate]],
    titles: dict[str, Entry],
) -> None:
    line = page.lines[i]
    text = line.text
    head = text.lstrip("• ")[:1]
    if not head or not (head[0].isdigit() or head[0] in "PpNnSsDd"):
        return
    if len(text) > 400 or line.table or is_case_line(text):
        return
    after = _AFTER.match(text)
    if after:
        _title_before(page, i, int(after.group(1)), found, titles)
    for style, pattern, base in STYLES:
        if (style in ("punkt", "nr")) == head[0].isdigit():
            continue
        hit = pattern.match(text)
        if hit:
            candidate = _weigh(
                page, i, style, base, int(hit.group(1)), hit.group(2).strip(), near, titles
            )
            if candidate:
                found[style].append(candidate)


def _weigh(
    page: Page, i: int, style: str, base: float, number: int, title: str, near: str | None,
    titles: dict[str, Entry],
) -> Candidate | None:  # fmt: skip
    if style == "punkt" and title[:1].islower():
        return None
    title, body = whole_title(page, i, title)
    score = base + _surroundings(page, i, body) + _in_contents(title, number, titles)
    if style == "bare" and re.match(r"^\d{1,4}[A-ZÆØÅ]", page.lines[i].text):
        score += 1.5
    weak = style in ("dot", "bare", "colon")
    score += _looks(title, weak)
    if weak and score - base < 6:
        score += _list_like(page, i, number, title, near)
    return Candidate(i, body, number, title or None, score, style)


def _surroundings(page: Page, i: int, body: int) -> float:
    """Evidence in the lines around a heading."""
    score = 0.0
    line = page.lines[i]
    follow = page.after(body - 1, 3)
    if any(
        case_number(page.lines[j].text) or is_case_line(page.lines[j].text)
        for j in range(i + 1, min(body, i + LOOK))
    ):
        score += 3
    elif any(case_number(page.lines[j].text) for j in page.before(i, 1)):
        score += 2.5
    if any(page.marks[j] is not None for j in follow[:2]):
        score += 2
    elif any(page.marks[j] is not None for j in follow):
        score += 1
    around = [*range(i + 1, min(body, i + LOOK)), *page.before(i, 1)]
    if any(flag_of(page.lines[j].text) is not None for j in around):
        score += 2
    if line.heading is not None:
        score += 2
    elif line.bold and (line.size or 0) >= 11:
        score += 1
    if i > 0 and not page.lines[i - 1].text:
        score += 0.5
    return score


def _in_contents(title: str, number: int | None, titles: dict[str, Entry]) -> float:
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
        return -1.0
    return 4.0 + (1.0 if entry.number is not None and entry.number == number else 0.0)


def _looks(title: str, weak: bool) -> float:
    """A title is short, begins with a capital and does not end like a sentence."""
    score = 0.0
    if len(title) > 250:
        score -= 4
    elif len(title) > 150:
        score -= 2
    if weak and title[-1:] in ".;,:":
        score -= 1.5 if title[-1:] == "." else 2.5
    if weak and title[:1].islower():
        score -= 4
    if weak and _FORMULA.match(title):
        score -= 4
    if not title:
        score -= 1.5
    return score


def _list_like(page: Page, i: int, number: int, title: str, near: str | None) -> float:
    """A numbered line among its like, or under a recommendation or decision, is a list item."""
    before, follow = page.before(i, 1), page.after(i, 1)
    score = 0.0
    if near in ("recommendation", "both", "alternative"):
        score -= 3.0 if _PROPOSES.search(title) or title[-1:] == "." else 1.0
    mark = page.marks[follow[0]] if follow else None
    if mark is not None and mark.role in _OPENERS:
        score += 1.0
    if before and _LISTED.search(page.lines[before[0]].text):
        score -= 4
    for at, wanted in ((before, number - 1), (follow, number + 1)):
        text = page.lines[at[0]].text if at else ""
        near_number = _LEADING.match(text)
        same_end = text[-1:] == "." if title[-1:] == "." else text[-1:] != "."
        if near_number and int(near_number.group(1)) == wanted and same_end:
            score -= 2
    if page.lines[i].list_mark or re.match(r"at\s", title, re.I):
        score -= 4
    return score


def _title_before(
    page: Page, i: int, number: int, found: dict[str, list[Candidate]], titles: dict[str, Entry]
) -> None:
    """A title whose number stands on the next line ("Sag nr. 11")."""
    back = page.before(i, 1)
    if not back or page.marks[back[0]] is not None or back[0] < i - 2:
        return
    at = back[0]
    _, body = whole_title(page, i, page.lines[at].text)
    score = 4.0 + _surroundings(page, at, body) + _in_contents(page.lines[at].text, number, titles)
    found["after"].append(Candidate(at, body, number, page.lines[at].text, score, "after"))


def _item_level(page: Page, start: int) -> int | None:
    """The heading level at which the format's own headings are items, null where none is."""
    scores: dict[int, float] = {}
    for i in page.filled:
        level = page.lines[i].heading
        if i < start or level is None or page.marks[i] is not None:
            continue
        follow = page.after(i, 3)
        near = any(page.marks[j] is not None or case_number(page.lines[j].text) for j in follow)
        scores[level] = scores.get(level, 0.0) + (1.0 if near else -0.4)
    good = [level for level, score in scores.items() if score > 0.5]
    return min(good) if good else None


def _unnumbered(
    page: Page,
    i: int,
    found: dict[str, list[Candidate]],
    titles: dict[str, Entry],
    depth: int | None,
) -> None:
    """Titles without a number: the contents list or the format's heading says that they are titles."""
    line = page.lines[i]
    mark = page.marks[i]
    if (mark is not None and mark.role != "other") or line.table or len(line.text) > 250:
        return
    entry = titles.get(title_key(line.text)) if titles else None
    if entry is None and (depth is None or line.heading != depth):
        return
    if is_group(line.text, page.words):
        return
    title, body = whole_title(page, i, line.text)
    score = _surroundings(page, i, body)
    if entry is not None:
        found["contents"].append(Candidate(i, body, entry.number, title, score + 3, "contents"))
    if line.heading is not None and line.heading == depth:
        hit = _DOT.match(title) or _BARE.match(title) or PUNKT.match(title)
        number = int(hit.group(1)) if hit else None
        name = hit.group(2) if hit else title
        at = i
        if (
            number is None
            and (back := page.before(i, 1))
            and (alone := _ALONE.match(page.lines[back[0]].text))
        ):
            number, at = int(alone.group(1)), back[0]
        found["format"].append(Candidate(at, body, number, name, score + 1, "format"))


def _glued(page: Page, i: int, found: dict[str, list[Candidate]], titles: dict[str, Entry]) -> None:
    """A heading glued to the end of the line before it ("Referat9. Title")."""
    text = page.lines[i].text
    for hit in _GLUED.finditer(text):
        entry = titles.get(title_key(text[hit.end() :]))
        if entry and entry.number is not None and hit.group(1).endswith(str(entry.number)):
            title, body = whole_title(page, i, text[hit.end() :])
            score = 4.0 + _surroundings(page, i, body)
            found["dot"].append(Candidate(i, body, entry.number, title, score, "dot"))
            return
