"""An item's title over all its lines, and the lines of number and flag that follow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from raadslag.reader.cut.contents import title_key
from raadslag.reader.cut.marks import case_number, flag_of, is_case_line
from raadslag.reader.cut.page import ItemSpan, Page, is_group
from raadslag.reader.lines.blocks import list_mark_of
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.words import fold
from raadslag.reader.words.closed import item_mark

PUNKT = re.compile(
    r"^(?:•\s*)?(?:punkt|pkt\.?|dagsordenspunkt|dagsordenpunkt)(?:\s*nr\.?)?:?\s*(\d{1,4})\s*[.:–-]?\s*(.*)$",
    re.I,
)
LOOK = 8
"""Lines after a heading among which its title, number and flags are looked for."""
LONGEST_TITLE = 200


def whole_title(page: Page, i: int, title: str) -> tuple[str, int]:
    """The title over all its lines, and the first line after it, its case number and its flags.

    A number alone has its title below it, flags and case number between them or not.
    """
    lines = page.lines
    body = i + 1
    follow = page.after(i, LOOK)
    if not title:
        at = next((n for n, j in enumerate(follow[:4]) if not _is_meta(page, j, "")), None)
        if at is not None and (named := _named(page, follow[at])):
            return named, follow[at] + 1
        if at is not None and _may_be_title(page, follow[at]):
            title, body, follow = lines[follow[at]].text, follow[at] + 1, follow[at + 1 :]
    ends = next((n for n, j in enumerate(follow[:4]) if case_number(lines[j].text)), None)
    joined = _together(page, body, follow[ends]) if ends else _wrapped(page, body, i)
    joined = [j for j in joined if not _is_meta(page, j, title)]
    if all(_may_continue(page, j) for j in joined):
        for j in joined:
            title = _join(title, lines[j].text)
            body = j + 1
    while body < min(len(lines), i + 2 * LOOK):
        if lines[body].text and not _is_meta(page, body, title):
            break
        body += 1
    return title, body


_TITLE_LABEL = re.compile(
    r"(?:emne|titel|overskrift|sagens? titel|sagstitel|punktets titel|vedr(?:ørende|\.)?|angående|sag)\s?:\s{0,4}(\S.*)$",
    re.I,
)


def _named(page: Page, j: int) -> str | None:
    """The title behind its label: "Emne: Takster for 2031"."""
    found = _TITLE_LABEL.match(page.lines[j].text)
    return found[1] if found and len(found[1]) < LONGEST_TITLE else None


def _together(page: Page, start: int, end: int) -> list[int]:
    """The lines of a title up to its case number; a blank may stand before the number alone."""
    while end > start and not page.lines[end - 1].text:
        end -= 1
    return list(range(start, end))


def _may_be_title(page: Page, j: int) -> bool:
    line = page.lines[j]
    return bool(line.text) and page.marks[j] is None and len(line.text) < LONGEST_TITLE


def _may_continue(page: Page, j: int) -> bool:
    line = page.lines[j]
    if not line.text or line.table or line.starts_block or line.heading is not None:
        return False
    return page.marks[j] is None and len(line.text) < 130


def _wrapped(page: Page, start: int, head: int) -> list[int]:
    """Lines that go on with a title although no case number closes it: the margin broke it, it has
    the same type, or it is set in under the title's words and begins small."""
    found: list[int] = []
    lines, top = page.lines, page.lines[head]
    previous = lines[start - 1]
    for j in range(start, min(len(lines), start + 3)):
        line = lines[j]
        if not line.text or page.marks[j] is not None or _is_meta(page, j, ""):
            break
        if top.size is not None:
            same = line.size == top.size and bool(line.bold) == bool(top.bold)
            distinct = bool(top.bold) or top.heading is not None
            goes_on = same and distinct and line.heading == top.heading and not line.starts_block
        else:
            goes_on = runs_on(previous, line, page.width) or _begins_small(page, j)
        if not goes_on:
            break
        found.append(j)
        previous = line
    return found


def _begins_small(page: Page, j: int) -> bool:
    """The rest of a title: small letter, no list mark, and what follows is a blank, a mark or a number."""
    line = page.lines[j]
    if (
        not line.text[:1].islower()
        or line.starts_block
        or list_mark_of(line)
        or len(line.text) > 90
    ):
        return False
    after = page.lines[j + 1] if j + 1 < len(page.lines) else None
    return after is None or not after.text or page.marks[j + 1] is not None


def _join(title: str, more: str) -> str:
    """Two lines of a title; a hyphen stays, for the source may have it."""
    cut = title.endswith("-") and more[:1].islower()
    return f"{title}{more}" if cut else f"{title} {more}".strip()


def _is_meta(page: Page, j: int, title: str) -> bool:
    """Lines between title and text: case number, open or closed, the title again, the group again."""
    text = page.lines[j].text
    if page.lines[j].table or len(text) > LONGEST_TITLE:
        return False
    if is_case_line(text) or flag_of(text) is not None:
        return True
    if title and fold(text) == fold(title):
        return True
    if is_group(text, page.words):
        return True
    again = PUNKT.match(text) or _AGAIN.match(text)
    return bool(title) and again is not None and title_key(again.group(2)) in ("", title_key(title))


_AGAIN = re.compile(r"^(\d{1,4})[.:]?\s+(\S.*)$")


def plain_titles(spans: Sequence[ItemSpan], *, listed: bool) -> list[ItemSpan]:
    """The items, their titles without page numbers where the contents list has nothing but them, and without words or cells that say that they are open."""
    return _without_open(_without_pages(spans) if listed else spans)


_PAGE_LAST = re.compile(r"\s(?:side )?(\d{1,4})$", re.I)
FEWEST_PAGES, MOST_WITH_PAGES = 4, 0.8
"""Titles, and their share, from which on numbers at their ends that rise are those of pages."""


def _without_pages(spans: Sequence[ItemSpan]) -> list[ItemSpan]:
    """A list's page numbers are no part of the titles: nearly every title ends with one, and they rise."""
    found = [_PAGE_LAST.search(span.title or "") for span in spans]
    pages = [int(hit[1]) for hit in found if hit]
    few = len(pages) < max(FEWEST_PAGES, MOST_WITH_PAGES * len(spans))
    if few or any(a > b for a, b in pairwise(pages)):
        return list(spans)
    return [
        replace(span, title=(span.title or "")[: hit.start()]) if hit else span
        for span, hit in zip(spans, found, strict=True)
    ]


def _without_cells(title: str | None) -> str | None:
    """The title without the cell beside it that says open or closed."""
    cells = (title or "").split("\t")
    kept = [cell for cell in cells if item_mark(cell) is None]
    return " ".join(kept) if title and len(cells) > 1 and kept else title


_OPEN_FLAG = re.compile(r"\(?åbent?(?: (?:punkt|sag))?(?:\)\s?[-–:]?|\s?[-–:])\s?(?=\S)", re.I)
_ACCESS = re.compile(r"\W{0,2}(?:åbent?|lukket|lukkede?)\b", re.I)
_OPEN_WORD = re.compile(r"Åbent? (?=[A-ZÆØÅ\"”(\d])")


def _without_open(spans: Sequence[ItemSpan]) -> list[ItemSpan]:
    """That an item is open is no part of its title; without a sign between them only where every title begins
    with such a word ("24 - Åbent Godkendelse af dagsorden")."""
    titles = [span.title for span in spans if span.title]
    every = len(titles) > 1 and all(_ACCESS.match(title) for title in titles)
    found = []
    for span in spans:
        title = _without_cells(span.title)
        for pattern in (_OPEN_FLAG, _OPEN_WORD) if every else (_OPEN_FLAG,):
            if title and (flag := pattern.match(title)):
                title = title[flag.end() :]
        found.append(replace(span, title=title) if title != span.title else span)
    return found
