"""Which items are closed: by their own mark, by the chapter they stand under, by a list of numbers.

A chapter runs on until the next one. What the document says of closedness and nobody can tie to an
item is a note of the unread kind, for a closed item must never be loaded unasked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from raadslag.reader.cut.contents import is_contents_heading, title_key
from raadslag.reader.cut.page import ItemSpan, Page
from raadslag.reader.formats.unread import shortened, unread
from raadslag.reader.words.closed import (
    chapter_of,
    closed_head,
    item_mark,
    numbers_closed,
    says_item_closed,
    speaks_of_closed,
    tells_access,
    title_closed,
)
from raadslag.record import Note

NEAR = 8
"""Lines with text below a title within which a mark alone on its line is the item's."""
LOOSE, LOOSE_LETTERS = 3, 80
"""So many short lines may stand between a chapter line and its first item (a body's name, a date)."""
TITLE_LINES = 4
"""Within the first lines of the document a chapter is said of the whole of it."""
_LISTED = re.compile(r"^[\s•]*(?:lukket\s+)?(\d{1,3})[.:)]?\s+(\S.*)$", re.I)


@dataclass(slots=True)
class _Told:
    """What was understood: lines used, numbers and titles told closed, lines left over."""

    used: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    unclear: list[int] = field(default_factory=list)


def tell_closed(
    page: Page, spans: Sequence[ItemSpan], style: str
) -> tuple[list[ItemSpan], list[Note]]:
    """The items with `closed` settled, chapter lines taken out of their text; a note for each doubt."""
    told = _Told()
    if not spans or style == "whole":
        told.unclear = [i for i in page.filled if _speaks(page, i)]
        return list(spans), _notes(page, told)
    state = _front(page, spans[0].at, told)
    per_item = _each_has_one(page, spans)
    above = _marks_above(page, spans)
    onward = _chapters_above(page, spans, above)
    # With air on both sides it may as well be the last word of the item before.
    if state is None:
        told.unclear += [page.before(at, 1)[0] for at in onward if not page.lines[at - 1].text]
    told.used |= {page.before(at, 1)[0] for at in above}
    spans = [replace(span, end=_end_before_mark(page, span, spans, above)) for span in spans]
    done: list[ItemSpan] = []
    for n, span in enumerate(spans):
        last = n + 1 == len(spans)
        mark = above.get(span.at)
        state = True if span.at in onward else state
        if mark is None:
            mark = _own_mark(page, span, told)
        if title_closed(span.title) or _prefixed(page, span) or _cells_closed(page, span):
            mark = True
        elif mark is None and span.closed is not None:
            mark = span.closed
        if chapter := chapter_of(span.title or ""):
            state = chapter
        closed = state if mark is None else mark
        after, span = _chapter_after(page, span, state, told, per_item=per_item, last=last)
        done.append(replace(span, closed=bool(closed)))
        state = after
    done = [_by_list(span, told) for span in done]
    _left_over(page, done, told)
    return done, _notes(page, told)


def _front(page: Page, first: int, told: _Told) -> bool | None:
    """The chapter that the first item stands under; what the lists before it say is kept in `told`."""
    before = [i for i in page.filled if i < first]
    state: bool | None = None
    at, listing, whole = -1, False, None
    for n, i in enumerate(before):
        text = page.lines[i].text
        told.numbers |= numbers_closed(text)
        listing = listing or is_contents_heading(text)
        if (chapter := chapter_of(text)) is not None:
            state, at = chapter, n
            told.used.add(i)
            if n < TITLE_LINES and not listing:
                whole = chapter
            continue
        entry = _LISTED.match(text)
        if head := closed_head(text):
            told.used.add(i)
            told.numbers.add(head[0])
            continue
        title = entry.group(2) if entry else text
        if (
            text[:6].casefold() == "lukket"
            or title_closed(title.rstrip(" .0123456789"))
            or (state and at >= 0)
        ):
            told.used.add(i)
            if entry:
                told.numbers.add(int(entry.group(1)))
            told.keys.add(title_key(title.rstrip(" .…\t0123456789")))
    between = before[at + 1 :]
    loose = len(between) <= LOOSE and all(
        len(page.lines[i].text) < LOOSE_LETTERS and not _LISTED.match(page.lines[i].text)
        for i in between
    )
    if at >= 0 and loose:
        return state
    return whole


def _each_has_one(page: Page, spans: Sequence[ItemSpan]) -> bool:
    """Every item has such a line right under its title: then it is said of that item alone."""
    under = [page.after(span.at, 1) for span in spans]
    return len(spans) > 1 and all(
        lines and lines[0] < span.end and chapter_of(page.lines[lines[0]].text) is not None
        for lines, span in zip(under, spans, strict=True)
    )


def _marks_above(page: Page, spans: Sequence[ItemSpan]) -> dict[int, bool]:
    """Item's line to the mark that stands right above it, where at least half of the items have one, or
    where it says closed behind the whole of the item before ("Fortroligt punkt")."""
    found = {
        span.at: mark
        for span in spans
        for i in page.before(span.at, 1)
        if (mark := item_mark(page.lines[i].text)) is not None
        and chapter_of(page.lines[i].text) is None
    }
    if len(found) > 1 and 2 * len(found) >= len(spans):
        return found
    return {
        after.at: True
        for before, after in pairwise(spans)
        if found.get(after.at) and _ends_behind_text(page, before, page.before(after.at, 1)[0])
    }


def _ends_behind_text(page: Page, span: ItemSpan, i: int) -> bool:
    """The line stands apart behind a headed part of the item, so that it is not said of that one."""
    apart = not page.lines[i - 1].text or page.lines[i].starts_block is True
    return apart and any(page.marks[j] is not None for j in range(span.body, i - 1))


def _chapters_above(
    page: Page, spans: Sequence[ItemSpan], above: dict[int, bool]
) -> frozenset[int]:
    """Items from which on all is closed: nothing but the word stands above them ("Fortroligt")."""
    if 2 * len(above) >= len(spans) > 2:
        return frozenset()
    texts = {at: page.lines[page.before(at, 1)[0]].text for at, mark in above.items() if mark}
    return frozenset(at for at, text in texts.items() if len(text.split()) == 1)


def _end_before_mark(
    page: Page, span: ItemSpan, spans: Sequence[ItemSpan], above: dict[int, bool]
) -> int:
    following = next((other.at for other in spans if other.at > span.at), None)
    if following not in above:
        return span.end
    return max(span.at + 1, min(span.end, page.before(following, 1)[0]))


def _own_mark(page: Page, span: ItemSpan, told: _Told) -> bool | None:
    """What the item's first lines say of it, or a sentence anywhere in it."""
    inside = page.between(span.at + 1, span.end)
    marks: dict[int, bool] = {}
    under = next((n for n, i in enumerate(inside) if page.marks[i] is not None), len(inside))
    for i in inside[: min(NEAR, under)]:
        if (mark := item_mark(page.lines[i].text)) is not None:
            marks[i] = mark
    found = set(marks.values())
    told.used |= set(marks)
    if len(found) == 1:
        mark = found.pop()
        # A chapter line with nothing under it before the next heading is the next items'.
        alone = all(chapter_of(page.lines[i].text) is not None for i in marks)
        rest = [i for i in inside if i > max(marks)]
        if not alone or rest:
            return mark
    for i in inside:
        if says_item_closed(page.lines[i].text):
            told.used.add(i)
            return True
    return None


def _chapter_after(
    page: Page, span: ItemSpan, state: bool | None, told: _Told, *, per_item: bool, last: bool
) -> tuple[bool | None, ItemSpan]:
    """The chapter that begins in the item's lines, for the items after it, and the item without its line."""
    inside = page.between(span.at + 1, span.end)
    for n, i in enumerate(inside):
        chapter = chapter_of(page.lines[i].text)
        if chapter is None:
            continue
        rest = inside[n + 1 :]
        if per_item and n == 0:
            told.used.add(i)
            continue
        rest = [j for j in rest if chapter_of(page.lines[j].text) is None]
        loose = len(rest) <= LOOSE and all(
            len(page.lines[j].text) < LOOSE_LETTERS and page.marks[j] is None for j in rest
        )
        if n < NEAR and i in told.used and rest and not (loose and len(inside) > n + 1 + len(rest)):
            continue  # the item's own
        if loose and not (last and rest and chapter):
            told.used.add(i)
            state = chapter
            group = None if span.group == page.lines[i].text else span.group
            span = replace(span, end=min(span.end, i), body=min(span.body, i), group=group)
        elif chapter:
            told.used.discard(i)
            told.unclear.append(i)
    return state, span


def _prefixed(page: Page, span: ItemSpan) -> bool:
    return closed_head(page.lines[span.at].text) is not None


def _cells_closed(page: Page, span: ItemSpan) -> bool:
    """The heading's own line says it, before the number or in a cell beside the title."""
    text = page.lines[span.at].text
    return title_closed(text) or any(item_mark(cell) for cell in text.split("\t")[1:])


def _by_list(span: ItemSpan, told: _Told) -> ItemSpan:
    listed = span.number in told.numbers or (
        bool(span.title)
        and len(title_key(span.title or "")) > 5
        and title_key(span.title or "") in told.keys
    )
    return replace(span, closed=True) if listed else span


def _left_over(page: Page, spans: Sequence[ItemSpan], told: _Told) -> None:
    """Lines that speak of it, outside every closed item, that nothing was made of."""
    shut = [(span.at, span.end) for span in spans if span.closed]
    heads = [(span.at, span.body) for span in spans]
    # A line between two items that the next one took as its mark.
    shut += [(a.end, b.at) for a, b in pairwise(spans) if b.closed]
    here = ""
    for i in page.filled:
        here = page.role(i) or here
        if i in told.used or not _speaks(page, i):
            continue
        if here == "attachments" and item_mark(page.lines[i].text) is None:
            continue  # a paper's title: "Sygedagpenge - lukkede sager i 2018", "Notat (lukket)"
        if (
            any(a <= i < b for a, b in (*shut, *heads))
            or page.contents.first <= i < page.contents.after
        ):
            continue
        beside = [*page.before(i, 1), *page.after(i, 1)]
        if any(item_mark(page.lines[j].text) is False for j in beside):
            continue  # two columns' headings
        told.unclear.append(i)


def _speaks(page: Page, i: int) -> bool:
    text = page.lines[i].text
    return tells_access(text) and (
        chapter_of(text) is True or item_mark(text) is True or speaks_of_closed(text)
    )


def _notes(page: Page, told: _Told) -> list[Note]:
    return [
        unread(
            "closed-unclear",
            f"I filen står »{shortened(page.lines[i].text)}«, men læseren kan ikke se, hvilke punkter der er lukkede.",
            page.lines[i].where,
        )
        for i in sorted(set(told.unclear))[:3]
    ]
