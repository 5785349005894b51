"""Where the items are: every way of printing an item's heading is tried, the best evidence wins.

Contents list, heading lines, case numbers, known section headings and the format's own headings all
count. A plain number is weak on its own, for lists in the case text look just the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from raadslag.reader.contents import Contents, Entry, title_key
from raadslag.reader.lines import Line
from raadslag.reader.marks import CLOSED_TITLE, Mark, case_number, flag_of, is_case_line
from raadslag.reader.words import Vocabulary, fold

_PUNKT = re.compile(
    r"^(?:•\s*)?(?:punkt|pkt\.?|dagsordenspunkt|dagsordenpunkt)(?:\s*nr\.?)?\s*(\d{1,4})\s*[.:–-]?\s*(.*)$",
    re.I,
)
_NR = re.compile(r"^(?:•\s*)?(?:nr\.?|sag(?: nr\.?)?)\s*(\d{1,4})\s*[-–:.]\s*(\S.*)$", re.I)
_DOT = re.compile(r"^(?:•\s*)?(\d{1,4})\.\s*(\D\S.*|\d.*\D.*)$")
_COLON = re.compile(r"^(?:•\s*)?(\d{1,4})\s*:\s*(\S.*)$")
_BARE = re.compile(r"^(?:•\s*)?(\d{1,4})(?:\s+|(?=[A-ZÆØÅ]))([A-ZÆØÅ\"”'»(\d].*)$")
STYLES = (
    ("punkt", _PUNKT, 4.0), ("nr", _NR, 2.0), ("dot", _DOT, 0.0), ("colon", _COLON, 0.5),
    ("bare", _BARE, -0.5),
)  # fmt: skip
_AFTER = re.compile(r"^(?:sag|pkt\.?|punkt)\s*(?:nr\.?)?\s*:?\s*(\d{1,4})$", re.I)
_GLUED = re.compile(r"(?<=\S)(\d{1,4})\. ")
_LISTED = re.compile(r"\b(?:indstille[rs]|foreslår|anbefaler|følgende|besluttes)\b.{0,60}$", re.I)
_FORMULA = re.compile(
    r"^(?:godkendt|anbefale[st]|tiltrådt|taget til|tages til|indstilles|udsat|drøftet|til efterretning)",
    re.I,
)
NEEDED = {"punkt": 2.5, "after": 2.5, "contents": 3.0, "format": 2.5, "glued": 2.5}
NEEDED_ELSE = 1.5
_OPENERS = frozenset(
    ("prior", "wrapper", "summary", "background", "path", "decider", "kind_of_item")
)
_PROPOSES = re.compile(
    r"\b(?:godkendes|efterretning|drøftes|vedtages|frigives|anbefales|høring|meddeles|bevilges|tiltrædes|udpeges|fastsættes|orientering)\W*$",
    re.I,
)
LOOK = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may head an item. `at` is its line, `body` the first line after heading and number."""

    at: int
    body: int
    number: int | None
    title: str | None
    score: float
    style: str


@dataclass(frozen=True, slots=True)
class ItemSpan:
    """The lines of one item: heading from `at`, text from `body` up to, not including, `end`."""

    at: int
    body: int
    end: int
    number: int | None
    title: str | None
    journal: str | None = None
    closed: bool | None = None
    group: str | None = None


@dataclass(slots=True)
class Page:
    """The whole document as the item cutter sees it."""

    lines: Sequence[Line]
    marks: list[Mark | None]
    contents: Contents
    words: Vocabulary
    width: float | None
    filled: list[int] = field(default_factory=list)
    dated_decisions: bool = False

    def __post_init__(self) -> None:
        self.filled = [i for i, line in enumerate(self.lines) if line.text or line.table]
        own = [
            m
            for m in self.marks
            if m and m.role == "dated" and m.decision and " fra " not in m.heading
        ]
        # Decisions headed by body and date, all of one day: a plain "Beslutning" is then no decision's.
        self.dated_decisions = len(own) > 1 and len({m.day for m in own}) == 1

    def after(self, at: int, count: int) -> list[int]:
        """The next `count` lines with text after line `at`."""
        spot = bisect_left(self.filled, at + 1)
        return self.filled[spot : spot + count]

    def before(self, at: int, count: int) -> list[int]:
        """The `count` lines with text before line `at`, nearest first."""
        spot = bisect_left(self.filled, at)
        return self.filled[max(0, spot - count) : spot][::-1]


def cut_items(page: Page) -> tuple[list[Candidate], str]:
    """Item headings in order, and the style they are printed in; empty where none can be trusted."""
    best: tuple[float, list[Candidate], str] = (0.0, [], "none")
    for style, found in _by_style(page).items():
        needed = NEEDED.get(style, NEEDED_ELSE)
        strong = _once([c for c in found if c.score >= needed])
        chosen = strong if style in ("contents", "format") else _rising(strong)
        total = sum(min(c.score, 8.0) for c in chosen)
        if total > best[0]:
            best = (total, chosen, style)
    return best[1], best[2]


def _once(found: list[Candidate]) -> list[Candidate]:
    """A heading printed twice in a row ("• Pkt. 4 Title", then "Pkt. 4") is one item's, from the first."""
    kept: list[Candidate] = []
    for c in found:
        if (
            kept
            and kept[-1].number == c.number
            and c.at - kept[-1].at <= LOOK
            and c.number is not None
        ):
            kept[-1] = replace(
                kept[-1], score=max(kept[-1].score, c.score), title=kept[-1].title or c.title
            )
        else:
            kept.append(c)
    return kept


def _by_style(page: Page) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {style: [] for style, _, _ in STYLES}
    found |= {"after": [], "contents": [], "format": []}
    start = page.contents.after
    titles = page.contents.keys
    depth = _item_level(page, start)
    near: str | None = None
    for i in page.filled:
        if i < start - 1:
            continue
        mark = page.marks[i]
        text = page.lines[i].text
        if i >= start:
            _numbered(page, i, near, found, titles)
            _unnumbered(page, i, found, titles, depth)
        if titles and 8 < len(text) < 400 and ". " in text:
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
    if not head or len(text) > 400 or line.table or is_case_line(text):
        return
    if not (head[0].isdigit() or head[0] in "PpNnSsDd"):
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
    title, body = _whole_title(page, i, title)
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
        if re.match(rf"^(?:•\s*)?{wanted}[.: ]", text) and (text[-1] == ".") == (title[-1:] == "."):
            score -= 2
    if page.lines[i].list_mark or re.match(r"at\s", title, re.I):
        score -= 4
    return score


def _whole_title(page: Page, i: int, title: str) -> tuple[str, int]:
    """The title over all its lines, and the first line after it, its case number and its flags."""
    lines = page.lines
    body = i + 1
    follow = [j for j in range(i + 1, min(len(lines), i + LOOK)) if lines[j].text or lines[j].table]
    if not title and follow and not _is_meta(page, follow[0], ""):
        title, body, follow = lines[follow[0]].text, follow[0] + 1, follow[1:]
    ends = next((n for n, j in enumerate(follow[:4]) if case_number(lines[j].text)), None)
    joined = list(range(body, follow[ends])) if ends else _wrapped(page, body, i)
    joined = [j for j in joined if not _is_meta(page, j, title)]
    if all(_may_continue(page, j) for j in joined):
        for j in joined:
            title = _join(title, lines[j].text)
            body = j + 1
    while body < len(lines):
        if lines[body].text and not _is_meta(page, body, title):
            break
        body += 1
    return title, body


def _may_continue(page: Page, j: int) -> bool:
    text = page.lines[j].text
    return bool(text) and page.marks[j] is None and len(text) < 130 and not page.lines[j].table


def _wrapped(page: Page, start: int, head: int) -> list[int]:
    """Lines that go on with a title although no case number closes it: same look, no blank between."""
    from raadslag.reader.layout import runs_on

    found: list[int] = []
    lines = page.lines
    previous = lines[start - 1]
    for j in range(start, min(len(lines), start + 3)):
        line = lines[j]
        if (
            not line.text
            or page.marks[j] is not None
            or is_case_line(line.text)
            or flag_of(line.text) is not None
        ):
            break
        same = (
            lines[head].size is not None
            and line.size == lines[head].size
            and bool(line.bold) == bool(lines[head].bold)
        )
        distinct = bool(lines[head].bold) or lines[head].heading is not None
        if not (
            same and distinct and line.heading == lines[head].heading and not line.starts_block
        ) and not (lines[head].size is None and runs_on(previous, line, page.width)):
            break
        found.append(j)
        previous = line
    return found


def _join(title: str, more: str) -> str:
    return (
        f"{title}{more}"
        if title.endswith("-") and more[:1].islower()
        else f"{title} {more}".strip()
    )


def _is_meta(page: Page, j: int, title: str) -> bool:
    """Lines between title and text: case number, open or closed, the title again, the group again."""
    text = page.lines[j].text
    if page.lines[j].table or len(text) > 200:
        return False
    if is_case_line(text) or flag_of(text) is not None:
        return True
    if title and fold(text) == fold(title):
        return True
    return is_group(text, page.words) or (
        bool(title)
        and bool(_PUNKT.match(text))
        and title_key(_PUNKT.sub(r"\2", text)) in ("", title_key(title))
    )


GROUP = re.compile(
    r"^(?:[A-F][.:]\s+)?(?:sager til (?:afgørelse|drøftelse|behandling|orientering|beslutning)\b.*|orientering(?:ssager)?"
    r"|(?:åbne|lukkede) (?:punkter|sager|dagsordenspunkter)|til (?:behandling|efterretning|beslutning|orientering) - for (?:åbne|lukkede) døre"
    r"|[A-ZÆØÅ -]+UDVALGETS? SAGER)$",
    re.I,
)


def is_group(text: str, words: Vocabulary) -> bool:
    """A line that parts groups of items."""
    if len(text) > 90:
        return False
    if fold(text) in words.groups:
        return True
    return bool(GROUP.match(text)) and (fold(text) != "orientering" or text[1:2] in ".:")


def _title_before(
    page: Page, i: int, number: int, found: dict[str, list[Candidate]], titles: dict[str, Entry]
) -> None:
    """A title whose number stands on the next line ("Sag nr. 11")."""
    back = page.before(i, 1)
    if not back or page.marks[back[0]] is not None or back[0] < i - 2:
        return
    at = back[0]
    _, body = _whole_title(page, i, page.lines[at].text)
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
    title, body = _whole_title(page, i, line.text)
    score = _surroundings(page, i, body)
    if entry is not None:
        found["contents"].append(Candidate(i, body, entry.number, title, score + 3, "contents"))
    if line.heading is not None and line.heading == depth:
        hit = _DOT.match(title) or _BARE.match(title) or _PUNKT.match(title)
        number = int(hit.group(1)) if hit else None
        name = hit.group(2) if hit else title
        found["format"].append(Candidate(i, body, number, name, score + 1, "format"))


def _glued(page: Page, i: int, found: dict[str, list[Candidate]], titles: dict[str, Entry]) -> None:
    """A heading glued to the end of the line before it ("Referat9. Title")."""
    text = page.lines[i].text
    for hit in _GLUED.finditer(text):
        entry = titles.get(title_key(text[hit.end() :]))
        if entry and entry.number is not None and hit.group(1).endswith(str(entry.number)):
            title, body = _whole_title(page, i, text[hit.end() :])
            score = 4.0 + _surroundings(page, i, body)
            found["dot"].append(Candidate(i, body, entry.number, title, score, "dot"))
            return


def _rising(found: list[Candidate]) -> list[Candidate]:
    """The heaviest run of candidates whose numbers rise; later ones may not begin inside earlier."""
    if not found:
        return []
    best: list[float] = []
    back: list[int] = []
    tree: dict[int, tuple[float, int]] = {}
    size = max((c.number or 0) for c in found) + 2
    for n, c in enumerate(found):
        number = c.number or 0
        score, link = _upto(tree, number)
        best.append(score + c.score)
        back.append(link)
        _raise(tree, number + 1, size, (best[n], n))
    at = max(range(len(found)), key=lambda n: best[n])
    run: list[Candidate] = []
    while at >= 0:
        run.append(found[at])
        at = back[at]
    return run[::-1]


def _upto(tree: dict[int, tuple[float, int]], number: int) -> tuple[float, int]:
    best = (0.0, -1)
    while number > 0:
        best = max(best, tree.get(number, (0.0, -1)))
        number -= number & -number
    return best


def _raise(
    tree: dict[int, tuple[float, int]], number: int, size: int, value: tuple[float, int]
) -> None:
    while number <= size:
        if value > tree.get(number, (0.0, -1)):
            tree[number] = value
        number += number & -number


def spans_of(page: Page, heads: Sequence[Candidate]) -> list[ItemSpan]:
    """Headings to whole items: case number, flag and group are read from the lines of the heading."""
    spans: list[ItemSpan] = []
    for n, head in enumerate(heads):
        end = heads[n + 1].at if n + 1 < len(heads) else len(page.lines)
        meta = [page.lines[j].text for j in range(head.at, min(head.body, end))]
        back = page.before(head.at, 2)
        above = [page.lines[j].text for j in back if not spans or j >= spans[-1].body]
        journal = next((found for text in meta[1:] if (found := case_number(text))), None)
        if journal is None and above and (journal := case_number(above[0])):
            end_of_last = back[0]
            if spans:
                spans[-1] = _shortened(spans[-1], end_of_last)
        flag = next((f for text in meta[1:] if (f := flag_of(text)) is not None), None)
        if flag is None and above and (flag := flag_of(above[0])) is not None and spans:
            spans[-1] = _shortened(spans[-1], back[0])
        if flag is None:
            flag = next(
                (t[0] in "lL" for t in meta[1:] if re.match(r"(?:åbent|lukket)\b", t, re.I)), None
            )
        closed = True if head.title and CLOSED_TITLE.search(head.title) else flag
        group = next((t for t in [*meta[1:], *above[:2]] if is_group(t, page.words)), None)
        spans.append(
            ItemSpan(
                head.at, min(head.body, end), end, head.number, head.title, journal, closed, group
            )
        )
    return spans


def _shortened(span: ItemSpan, end: int) -> ItemSpan:
    return ItemSpan(
        span.at,
        min(span.body, end),
        end,
        span.number,
        span.title,
        span.journal,
        span.closed,
        span.group,
    )
