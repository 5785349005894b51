"""The contents list: which lines it covers and what it says the items are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from raadslag.reader.cut.frames import title_of
from raadslag.reader.lines.blocks import BULLET
from raadslag.reader.lines.line import Line
from raadslag.reader.words import danish, fold
from raadslag.reader.words.closed import chapter_of

HEADINGS = frozenset(
    ("indholdsfortegnelse", "punkter", "sagsoversigt", "oversigtsdagsorden", "dagsordensoversigt", "indhold")
)  # fmt: skip
_PAGE_AT_END = re.compile(r"(?:\bside )?(\d{1,4})$", re.I)
_DOTS = re.compile(r"\.{3}|…|\t")
_NUMBERED = re.compile(r"^(?:•\s*)?(?:(?:punkt|pkt\.?|sag)\s*)?(\d{1,4})\s*[.:)-]?\s+(\S.*)$", re.I)
_PAGE_ONLY = re.compile(r"^\d{1,4}$")
_NUMBER_CELL = re.compile(r"^(?:punkt )?\d{1,4}[.:]?\t", re.I)
LONGEST_BETWEEN, BETWEEN = 40, 4
"""Short lines among the entries (groups, the rest of a title that was cut), and how many lines they take."""
LOOK_AHEAD = 400
"""Lines after the heading within which a contents list must end: no list is longer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: the title may be cut short, number and page may be missing."""

    title: str
    number: int | None = None
    page: int | None = None
    at: int | None = None

    @property
    def key(self) -> str:
        """The title as compared with headings: folded, at most 40 letters."""
        return title_key(self.title)


@dataclass(frozen=True, slots=True)
class Contents:
    """Lines `first` up to, not including, `after` belong to the list; both 0 where there is none."""

    entries: tuple[Entry, ...] = ()
    first: int = 0
    after: int = 0

    @property
    def keys(self) -> dict[str, Entry]:
        """Each entry by its title, and by its title without a number in whatever form."""
        bare = {title_key(title_of(entry.title)): entry for entry in self.entries}
        return {key: entry for key, entry in bare.items() if key} | {
            entry.key: entry for entry in self.entries if entry.key
        }


def is_contents_heading(text: str) -> bool:
    """The list's heading, alone or with the word over its page numbers ("Indholdsfortegnelse  Side")."""
    word = fold(text) if len(text) < 60 else ""
    first, _, rest = word.partition(" ")
    return word in HEADINGS or (
        first in HEADINGS and (first == "indholdsfortegnelse" or rest == "side")
    )


def title_key(title: str) -> str:
    """Contents lists cut and wrap titles, so that only the first letters can be compared."""
    return "".join(fold(title).split())[:40]


def find_contents(lines: Sequence[Line]) -> Contents:
    """The contents list by its dot leaders, else by numbered lines that come again as headings."""
    start = next(
        (i for i, line in enumerate(lines[:LOOK_AHEAD]) if is_contents_heading(line.text)), None
    )
    by_leaders = _by_leaders(lines, start)
    if by_leaders.entries:
        return by_leaders
    by_number = _by_repetition(lines, start) if start is not None else Contents()
    alike = _by_same_lines(lines)
    if not alike.entries or not by_number.entries:
        return alike if alike.entries else by_number
    # What only goes on further has taken the first items for entries.
    keys = tuple(entry.key for entry in alike.entries)
    all_there = all(entry.key.startswith(keys) for entry in by_number.entries)
    return alike if all_there and alike.first <= (by_number.entries[0].at or 0) else by_number


def _by_leaders(lines: Sequence[Line], start: int | None) -> Contents:
    begin = 0 if start is None else start + 1
    entries: list[Entry] = []
    held, first, last, misses = "", None, 0, 0
    for i in range(begin, min(len(lines), begin + LOOK_AHEAD)):
        text = lines[i].text
        if not text:
            continue
        found = _led_to_page(text)
        cells = _NUMBER_CELL.sub("", text, count=1).count("\t")
        if found and not (cells > 1 or (start is None and "..." not in text)):
            first = i if first is None else first
            entries.append(_entry(f"{held} {found[0]}".strip(), found[1], i))
            held, last, misses = "", i, 0
            continue
        misses += 1
        if misses > 2 or (entries and _is_heading_again(text, entries)):
            break
        held = text if entries or start is not None else ""
    if len(entries) < (1 if start is not None else 3):
        return Contents()
    return Contents(tuple(entries), start if start is not None else first or 0, last + 1)


SHORTEST_LIST, LONGEST_ENTRY = 3, 160
"""Lines of the shortest list that is known by nothing but its lines coming again; letters of an entry."""


_INSIDE = frozenset(
    ("decision", "both", "recommendation", "case", "summary", "background", "prior")
)


def _by_same_lines(lines: Sequence[Line]) -> Contents:
    """A list of titles near the top, known by each of its lines coming again further down, in order."""
    filled = [i for i, line in enumerate(lines) if line.text]
    where: dict[str, list[int]] = {}
    for i in filled:
        if len(lines[i].text) <= LONGEST_ENTRY:
            where.setdefault(_alike(lines[i].text), []).append(i)
    # Behind the first heading of an item's part come answers and names, which come again too.
    inside = next((i for i in filled if danish().role(lines[i].text) in _INSIDE), LOOK_AHEAD)
    for run in _runs(lines, [i for i in filled if i < min(inside, LOOK_AHEAD)], where):
        if len(run) >= SHORTEST_LIST and _is_list(lines, run, where):
            entries = tuple(_entry(title, None, i) for i, _, title in run)
            return Contents(entries, run[0][0], run[-1][0] + 1)
    return Contents()


def _runs(
    lines: Sequence[Line], top: Sequence[int], where: Mapping[str, Sequence[int]]
) -> Iterator[list[tuple[int, int, str]]]:
    """Lines under each other that come again in order: (line, where it comes again, title)."""
    run: list[tuple[int, int, str]] = []
    for i in top:
        text = lines[i].text
        if _SIDE_ALONE.fullmatch(text) or chapter_of(text) is not None:
            continue
        title, later = _again(text, where, max(i, run[-1][1] if run else i))
        if later is None or not _may_be_entry(title):
            yield run
            run = []
            continue
        # A title that the list cuts short is the one that comes again.
        run.append((i, later, lines[later].text if text.endswith(("...", "…")) else title))
    yield run


def _is_list(
    lines: Sequence[Line], run: Sequence[tuple[int, int, str]], where: Mapping[str, Sequence[int]]
) -> bool:
    """Text stands between the titles where they come again, and they do so once."""
    again, last = run[0][1], run[-1][1]
    once = not any(i > again for i in where[_alike(lines[again].text)])
    return once and again > run[-1][0] and last - again >= 2 * len(run) - 1


_SIDE_ALONE = re.compile(r"(?:side )?\d{1,4}|side|åbne?|lukkede?", re.I)
_PAGE_LAST = re.compile(r"(?<![\s.…])[\s.…]+(?:side )?\d{1,4}$", re.I)


def _again(text: str, where: Mapping[str, Sequence[int]], after: int) -> tuple[str, int | None]:
    """The entry's title, without its page's number or its dots where it comes again so, and where that is."""
    for title in dict.fromkeys((text, _PAGE_LAST.sub("", text))):
        if later := [i for i in where.get(_alike(title), ()) if i > after]:
            return title, later[0]
    cut = text.rstrip(".… ")
    key = _alike(cut)
    if cut != text and len(key) >= SHORTEST_CUT:
        for other, places in where.items():
            if other.startswith(key) and (later := [i for i in places if i > after]):
                return cut, later[0]
    return text, None


SHORTEST_CUT = 8
"""Letters of the shortest title that is known by its beginning."""


def _alike(text: str) -> str:
    found = _NUMBERED.match(text)
    return title_key(found.group(2) if found else title_of(BULLET.sub("", text, count=1)))


def _may_be_entry(text: str) -> bool:
    if len(text) <= 3 or text[-1] in ".:;," or text[:1].islower():
        return False
    return danish().role(text) is None and danish().role(text.partition(":")[0]) is None


def _led_to_page(text: str) -> tuple[str, int] | None:
    """Title and page of a line whose dots, or a tab, lead to a number at its end."""
    page = _PAGE_AT_END.search(text) if text[-1:].isdecimal() else None
    if page is None:
        return None
    before = text[: page.start()]
    title = before.rstrip(" .…\t")
    return (title, int(page.group(1))) if _DOTS.search(before, len(title)) else None


def _is_heading_again(text: str, entries: list[Entry]) -> bool:
    found = _NUMBERED.match(text)
    return bool(found) and title_key(found.group(2) if found else "") == entries[0].key


def _entry(text: str, page: int | None, at: int) -> Entry:
    text = BULLET.sub("", text.rstrip(" .…\t"), count=1)
    if found := _NUMBERED.match(text):
        return Entry(found.group(2), int(found.group(1)), page, at)
    return Entry(text, None, page, at)


def _by_repetition(lines: Sequence[Line], start: int) -> Contents:
    """Numbered lines right under the heading, of which the first comes again further down."""
    block: list[tuple[int, Entry]] = []
    last = start
    for i in range(start + 1, min(len(lines), start + LOOK_AHEAD)):
        text = lines[i].text
        if not text or _PAGE_ONLY.match(text):
            continue
        found = _NUMBERED.match(text)
        if found:
            block.append((i, _entry(text, None, i)))
            last = i
        elif len(text) > LONGEST_BETWEEN or text[-1] == ":" or i - last > BETWEEN:
            break
    again = {
        title_key(m.group(2)) for line in lines[start + 1 :] if (m := _NUMBERED.match(line.text))
    }
    seen: set[str] = set()
    kept: list[tuple[int, Entry]] = []
    for i, entry in block:
        keys = {entry.key, title_key(_PAGE_LAST.sub("", entry.title))}
        if keys & seen:
            break
        seen |= keys
        kept.append((i, entry))
    if len(kept) < 2 or not again:
        return Contents()
    entries = _without_pages([entry for _, entry in kept])
    return Contents(tuple(entries), start, kept[-1][0] + 1)


def _without_pages(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, their titles without numbers at their ends where all have one and they rise."""
    found = [_PAGE_LAST.search(entry.title) for entry in entries]
    pages = [int(hit[0].strip(" .…").rpartition(" ")[2]) for hit in found if hit]
    rising = len(pages) == len(entries) and all(a <= b for a, b in pairwise(pages))
    bare = {title_key(_PAGE_LAST.sub("", entry.title)) for entry in entries}
    if not rising or len(bare) < len(entries):
        return entries  # "Mole 1", "Mole 2": the numbers are the titles' own
    return [
        replace(entry, title=_PAGE_LAST.sub("", entry.title), page=page)
        for entry, page in zip(entries, pages, strict=True)
    ]
