"""Where the items are: every way of printing an item's heading is tried, the best evidence wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from raadslag.reader.cut.contents import title_key
from raadslag.reader.cut.headings import candidates_by_style
from raadslag.reader.cut.marks import CLOSED_TITLE, case_number, flag_of
from raadslag.reader.cut.page import Candidate, ItemSpan, Page, is_group
from raadslag.reader.cut.titles import LOOK

NEEDED = {"punkt": 2.5, "after": 2.5, "contents": 3.0, "format": 2.5, "glued": 2.5}
SURE = 4.0
"""From here on a heading of the format's own is an item without a number to say so."""
NEEDED_ELSE = 1.5


def cut_items(page: Page) -> tuple[list[Candidate], str]:
    """Item headings in order, and the style they are printed in; empty where none can be trusted."""
    best: tuple[float, list[Candidate], str] = (0.0, [], "none")
    for style, found in candidates_by_style(page).items():
        needed = NEEDED.get(style, NEEDED_ELSE)
        strong = _once([c for c in found if c.score >= needed])
        if style == "contents":
            order = {entry.key: n for n, entry in enumerate(page.contents.entries, start=1)}
            chosen = _rising(strong, [order.get(title_key(c.title or ""), 0) for c in strong])
        elif style == "format":
            chosen = [c for c in strong if c.score >= SURE or c.number is not None or _closed(c)]
        else:
            chosen = _rising(strong, [c.number or 0 for c in strong])
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


def _closed(candidate: Candidate) -> bool:
    return bool(candidate.title and CLOSED_TITLE.search(candidate.title))


def _rising(found: list[Candidate], orders: list[int]) -> list[Candidate]:
    """The heaviest run of candidates whose numbers (`orders`, one for each) rise."""
    if not found:
        return []
    best: list[float] = []
    back: list[int] = []
    tree: dict[int, tuple[float, int]] = {}
    size = max(orders) + 2
    for n, c in enumerate(found):
        score, link = _upto(tree, orders[n])
        best.append(score + c.score)
        back.append(link)
        _raise(tree, orders[n] + 1, size, (best[n], n))
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
