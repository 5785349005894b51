"""An item's title over all its lines, and the lines of number and flag that follow it."""

from __future__ import annotations

import re

from raadslag.reader.cut.contents import title_key
from raadslag.reader.cut.marks import case_number, flag_of, is_case_line
from raadslag.reader.cut.page import Page, is_group
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.words import fold

PUNKT = re.compile(
    r"^(?:•\s*)?(?:punkt|pkt\.?|dagsordenspunkt|dagsordenpunkt)(?:\s*nr\.?)?\s*(\d{1,4})\s*[.:–-]?\s*(.*)$",
    re.I,
)
LOOK = 8
"""Lines after a heading among which its title, number and flags are looked for."""


def whole_title(page: Page, i: int, title: str) -> tuple[str, int]:
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
    line = page.lines[j]
    if not line.text or line.table or line.starts_block or line.heading is not None:
        return False
    return page.marks[j] is None and len(line.text) < 130


def _wrapped(page: Page, start: int, head: int) -> list[int]:
    """Lines that go on with a title although no case number closes it: same look, no blank between."""
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
        and bool(PUNKT.match(text))
        and title_key(PUNKT.sub(r"\2", text)) in ("", title_key(title))
    )
