"""Where the items are: several cuts of the whole document are proposed and held against each other.

Every style of printing an item's heading proposes one, so do headings lost in an export, the entries
of the contents list and the document as one piece. Each is scored by what a record cut so would
show; the best is kept, and how far the next one is behind tells how sure it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from raadslag.reader.cut.contents import title_key
from raadslag.reader.cut.frames import title_of
from raadslag.reader.cut.heads import STYLES, SURE, candidates_by_style, needed
from raadslag.reader.cut.labels import label_of
from raadslag.reader.cut.lost import TITLED, lost_cuts
from raadslag.reader.cut.marks import case_number, flag_of
from raadslag.reader.cut.page import Candidate, ItemSpan, Page, is_group, same_decision
from raadslag.reader.cut.runs import by_chapter, counted, heaviest_run, may_be_title, run_of
from raadslag.reader.cut.titles import plain_titles
from raadslag.reader.words.closed import title_closed

WEIGHTS: Mapping[str, float] = {
    "evidence": 3.0, "total": 4.0, "one_decision": 2.5, "decisions_held": 2.0, "headings_held": 1.5,
    "titles": 1.5, "sequence": 1.0, "contents": 2.0, "head_kept_out": 1.0,
}  # fmt: skip
"""What each part of the score weighs; every part runs from 0 to 1.

`evidence`: what stands around the headings, on average, and `total`: altogether, against the rival
with most. `one_decision`: items with one own decision ("Beslutning" twice in one item is two items,
or an opener repeated). `decisions_held`, `headings_held`: nothing of the kind before the first item.
`titles`: they look like titles. `sequence`: numbers rise by one to three. `contents`: entries of the
list found again. `head_kept_out`: no label of the meeting's head under the first item."""
FULL = 8.0
"""Evidence from which on a heading could not be surer."""
LISTED, WHOLE = 1.5, 0.2
"""Evidence for an entry of the contents list as an item, and for the document as one."""
BARE = frozenset(("titled", "lost", "listed", "whole"))
"""Styles whose headings have no number in the text."""
STEP = 3
"""The longest step between numbers that is still a sequence: closed items leave gaps."""
_HEAD_LABELS = frozenset(("date", "start", "place", "body"))


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut the document into items."""

    style: str
    heads: tuple[Candidate, ...]

    def evidence(self, decisions: int) -> float:
        """All headings' evidence together; where they have none of their own, more of them than there
        are decisions add nothing."""
        whole = sum(max(0.0, min(head.score, FULL)) for head in self.heads)
        bare = self.style in BARE and self.heads[0].score <= TITLED
        most = (decisions or len(self.heads)) / len(self.heads) if bare else 1.0
        return whole * min(1.0, most)


@dataclass(frozen=True, slots=True)
class Choice:
    """The best cut, its score (0 to 1), and how far the next rival is behind it (0 to 1)."""

    cut: Cut
    score: float
    margin: float


def best_cut(page: Page) -> Choice:
    """The cut with the best score; of equal ones the first proposed."""
    cuts = list(_proposals(page))
    if not cuts:
        return Choice(Cut("none", ()), 0.0, 0.0)
    facts = _Facts(page)
    most = max(cut.evidence(len(facts.decisions)) for cut in cuts) or 1.0
    ranked = sorted(((facts.score(cut, most), -n, cut) for n, cut in enumerate(cuts)), reverse=True)
    score, _, cut = ranked[0]
    rivals = [value for value, _, other in ranked[1:] if _starts(other) != _starts(cut)]
    margin = score - max(rivals, default=0.0)
    return Choice(_with_closed_lines(page, cut), score, max(0.0, margin))


def _starts(cut: Cut) -> list[int]:
    return [head.body for head in cut.heads]


def _proposals(page: Page) -> Iterator[Cut]:
    for style, found in candidates_by_style(page).items():
        strong = [c for c in found if c.score >= needed(style)]
        if style == "contents":
            order = {entry.key: n for n, entry in enumerate(page.contents.entries, start=1)}
            run = heaviest_run(strong, [order.get(title_key(c.title or ""), 0) for c in strong])
        elif style == "format":
            run = [
                c
                for c in strong
                if c.score >= SURE or c.number is not None or title_closed(c.title)
            ]
        else:
            run = run_of(strong, found)
            parts = [
                one
                for part in by_chapter(page, found)
                for one in run_of([c for c in part if c.score >= needed(style)], part)
            ]
            if len(parts) > len(run):
                run = parts  # numbers that begin anew under the closed part's line
        if run:
            yield Cut(style, tuple(run))
        elif style in STYLES and (loose := counted(found)):
            yield Cut(style, tuple(loose))
    yield from (Cut(style, tuple(heads)) for heads, style in lost_cuts(page))
    entries = page.contents.entries
    if len(entries) > 1 and all(entry.at is not None for entry in entries):
        yield Cut("listed", tuple(
            Candidate(e.at or 0, (e.at or 0) + 1, e.number, e.title, LISTED, "listed") for e in entries
        ))  # fmt: skip
    if page.filled:
        # Nothing tells items apart: the text is kept whole in one, so that none of it is lost.
        first = next((i for i in page.filled if page.marks[i]), page.filled[0])
        yield Cut("whole", (Candidate(first, first, None, None, WHOLE, "whole"),))


class _Facts:
    """What the document holds that every cut is held against; read once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.headings = [i for i in page.filled if page.marks[i] is not None]
        roles = {i: page.role(i) for i in self.headings}
        self.decisions: list[int] = []
        last: int | None = None
        for i in self.headings:
            if roles[i] in ("decision", "both"):
                if not (last is not None and same_decision(page, last, i)):
                    self.decisions.append(i)
                last = i
            else:
                last = None

    def score(self, cut: Cut, most: float) -> float:
        """0 to 1."""
        parts = self.parts(cut, most)
        return sum(WEIGHTS[name] * value for name, value in parts.items()) / sum(WEIGHTS.values())

    def parts(self, cut: Cut, most: float) -> dict[str, float]:
        """Every part of the score, 0 to 1 each."""
        heads = cut.heads
        first, evidence = heads[0].at, cut.evidence(len(self.decisions))
        ends = [head.at for head in heads[1:]] + [len(self.page.lines)]
        counts = [
            bisect_left(self.decisions, end) - bisect_left(self.decisions, head.at)
            for head, end in zip(heads, ends, strict=True)
        ]
        return {
            "evidence": evidence / FULL / len(heads),
            "total": evidence / most,
            "one_decision": _one_each(counts) if self.decisions else 0.5,
            "decisions_held": _share_after(self.decisions, first),
            "headings_held": _share_after(self.headings, first),
            "titles": sum(may_be_title(head.title) for head in heads) / len(heads),
            "sequence": _sequence(heads),
            "contents": self._listed(heads),
            "head_kept_out": self._head_kept_out(heads[0], ends[0]),
        }

    def _listed(self, heads: Sequence[Candidate]) -> float:
        entries = self.page.contents.entries
        if not entries:
            return 0.5
        keys = {title_key(head.title)[:20] for head in heads if head.title}
        numbers = {head.number for head in heads if head.number is not None}
        bare = (title_key(title_of(e.title)) for e in entries)
        again = sum(
            e.key[:20] in keys or k[:20] in keys or e.number in numbers
            for e, k in zip(entries, bare, strict=True)
        )
        return again / max(len(entries), len(heads))

    def _head_kept_out(self, head: Candidate, end: int) -> float:
        lines = [self.page.lines[head.at].text]
        lines += [self.page.lines[j].text for j in self.page.after(head.at, 6) if j < end]
        found = (label_of(text) for text in lines)
        return 0.0 if any(label and label[0] in _HEAD_LABELS for label in found) else 1.0


def _share_after(places: Sequence[int], first: int) -> float:
    return 1 - bisect_left(places, first) / len(places) if places else 0.5


def _one_each(counts: Sequence[int]) -> float:
    """Items with one decision against those with several; few without one are no fault."""
    one, several = counts.count(1), sum(n > 1 for n in counts)
    none = len(counts) - one - several
    return one / (one + 2 * several + 0.3 * none) if one else 0.0


def _sequence(heads: Sequence[Candidate]) -> float:
    numbers = [head.number for head in heads if head.number is not None]
    if len(numbers) < 2:
        return 0.6
    good = sum(0 < b - a <= STEP for a, b in pairwise(numbers))
    return good / (len(numbers) - 1) * len(numbers) / len(heads)


def _with_closed_lines(page: Page, cut: Cut) -> Cut:
    """Closed items printed as a bare line at the end of the item before are items of their own."""
    if cut.style in ("whole", "lost", "listed"):
        return cut
    heads: list[Candidate] = []
    ends = [head.at for head in cut.heads[1:]] + [len(page.lines)]
    for head, end in zip(cut.heads, ends, strict=True):
        heads.append(head)
        own = page.filled[bisect_left(page.filled, head.body) : bisect_left(page.filled, end)]
        closed: list[Candidate] = []
        for j in reversed(own):
            text = page.lines[j].text
            if not _CLOSED_LINE.match(text) or page.marks[j] is not None or len(text) > 200:
                break
            closed.append(Candidate(j, j + 1, None, text, 1.0, cut.style))
        heads += closed[::-1] if len(closed) < len(own) else []
    return replace(cut, heads=tuple(heads))


_CLOSED_LINE = re.compile(r"^lukket\s*(?:punkt|sag)?\s*[-:–]\s*\S", re.I)


def spans_of(page: Page, heads: Sequence[Candidate]) -> list[ItemSpan]:
    """Headings to whole items: case number, flag and group are read from the lines of the heading."""
    spans: list[ItemSpan] = []
    for n, head in enumerate(heads):
        end = heads[n + 1].at if n + 1 < len(heads) else len(page.lines)
        meta = [page.lines[j].text for j in range(head.at, min(head.body, end))]
        back = page.before(head.at, 2)
        above = [page.lines[j].text for j in back if not spans or j >= spans[-1].body]
        journal = _journal(meta[1:])
        if journal is None and above and (journal := case_number(above[0])) and spans:
            spans[-1] = _shortened(spans[-1], back[0])
        flag = next((f for text in meta[1:] if (f := flag_of(text)) is not None), None)
        if flag is None and above and (flag := flag_of(above[0])) is not None and spans:
            spans[-1] = _shortened(spans[-1], back[0])
        if flag is None:
            flag = next((t[0] in "lL" for t in meta[1:] if _FLAGGED.match(t)), None)
        group = next((t for t in [*meta[1:], *above[:2]] if is_group(t, page.words)), None)
        body = min(head.body, end)
        spans.append(ItemSpan(head.at, body, end, head.number, head.title, journal, flag, group))
    return plain_titles(spans, listed=bool(heads) and heads[0].style == "listed")


def _journal(texts: Sequence[str]) -> str | None:
    """The case's number rather than its document's."""
    found = [
        (text[:3].casefold() == "dok", number) for text in texts if (number := case_number(text))
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


_FLAGGED = re.compile(r"(?:åbent|lukket)\b", re.I)


def _shortened(span: ItemSpan, end: int) -> ItemSpan:
    return replace(span, body=min(span.body, end), end=end)
