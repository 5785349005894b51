"""Labels of the document's own, known by coming again in the same place: "Facit:", "- Landing -", "5. Kendelse".

No word of theirs need be known. Lines of one wording in one frame are a group. The group over decisions
(known by its word, or by the formulas under it) parts the document; every other group that stands once
between two of those is a part of an item too, and what it heads is told by what stands under it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from raadslag.danish.attending import label_of_people, told_in
from raadslag.danish.names import names_in
from raadslag.danish.sought import Sought
from raadslag.reader.cut.labels import label_of
from raadslag.reader.cut.marks import Mark
from raadslag.reader.cut.page import Page
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.fields.settled import settles
from raadslag.reader.lines.blocks import NUMBER, list_mark_of
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.reader.lines.shapes import is_body
from raadslag.reader.words import fold

REPEATED = 3
"""Places at which an unknown label must stand before it is one of the document's own."""
MOST, ONCE = 0.6, 0.8
"""Share of a label's places at which the same must stand under it, and of those that must be the only one
between two decisions; one may always stand beside another, for an item may have no decision."""
LONGEST, LONGEST_INLINE = 60, 30
"""Letters of the longest label alone on its line, and with its text on it."""
MOST_WORDS, MOST_INLINE = 7, 5
SHORTEST_TEXT = 15
"""Letters of the shortest text under a plain label."""
_LABEL = re.compile(
    r"(?P<lead>[^\w\s\"”'»(§]{1,4}\s?|\d{1,2}[.)]\s|[a-z][.)]\s)?(?P<core>[^\W\d_][^:\t]*?)(?P<close>\s?[^\w\s\"”'«).?]{0,4})"
)
_FACT = re.compile(r":.*\s\w{2,20}:\s")
"""A second label on the line."""
LONGEST_FACT = 200
"""Letters of a line in which a second label is looked for."""
SHORTEST_PROSE = 40
"""Letters of the shortest text on its label's line that does not end as a sentence does: it is wrapped."""
_NUMBER = re.compile(r"\d+")
_END = ".,;!"
_POINT = re.compile(r"^(?:\W*at\b|\d{1,2}[.)])", re.I)
PROPOSED = re.compile(
    r"^(?:det|der|[A-ZÆØÅ][^.:;]{1,120}?),? (?:indstille[rs]|foreslå[rs])\b[^.]{0,160}(?:,|:|\bat)$",
    re.I,
)
"""What leads in the points of a recommendation: "Forvaltningen foreslår,"."""
_PROPOSES = Sought(r"\b(?:indstiller?|indstilles|foreslår|foreslås|anbefaler|anbefales)\b")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that may be a label: its frame and folded words (`key`), the words as printed, and the text
    behind them on the line, which may be empty."""

    key: Key
    core: str
    rest: str


def tell_recurring(page: Page) -> None:
    """Marks the lines that are labels of the document's own."""
    lines = {i: one for i in page.filled if i >= page.contents.after and (one := labelled(page, i))}
    groups: dict[Key, list[int]] = defaultdict(list)
    for i, one in lines.items():
        groups[one.key].append(i)
    own = {key: places for key, places in groups.items() if len(places) >= REPEATED}
    frames = Counter(frame for frame, _ in own)
    # A numbered part has others beside it; a numbered line without is a title that comes again.
    own = {key: places for key, places in own.items() if "#" not in key[0] or frames[key[0]] > 1}
    if not own:
        return
    for key, role in _roles(page, lines, own).items():
        for i in own[key]:
            one = lines[i]
            page.marks[i] = Mark(role, one.core, rest=one.rest, decision=role == "decision")
        page.labels |= set(own[key])


def labelled(page: Page, i: int) -> Labelled | None:
    """The line as a label, null where it cannot be one."""
    line, mark = page.lines[i], page.marks[i]
    if line.table is not None or line.list_mark or (mark is not None and mark.role != "other"):
        return None
    head, colon, rest = line.text.partition(":")
    rest = rest.strip()
    inline = bool(rest)
    if inline and ("\t" in line.text or _FACT.search(line.text[:LONGEST_FACT])):
        return None  # "Forvaltning: Teknik   Sagsbehandler: IK" tells of the case
    if len(head) > (LONGEST_INLINE if inline else LONGEST) or "\t" in head:
        return None
    found = _LABEL.fullmatch(head)
    if found is None or not _may_be_words(found["core"], inline, colon):
        return None
    lead, core, close = (found["lead"] or "").strip(), found["core"].strip(), found["close"].strip()
    framed = bool(lead and (close or lead[-1] in ".)"))
    if lead and not framed:
        return None  # an item of a list
    if not (framed or colon) and (not _stands_alone(page, i) or list_mark_of(line) is not None):
        return None
    if inline and not _stands_alone(page, i):
        return None
    said = is_formula(core) and not (colon or framed or core.isupper())
    if said or _is_of_head(core, line.text) or _below_people(page, i):
        return None
    frame = f"{_NUMBER.sub('#', lead)}{{}}{close}{colon}"
    return Labelled((frame, fold(core)), core, rest)


def _may_be_words(core: str, inline: bool, colon: str) -> bool:
    return (
        len(core) > 2 and core[0].isupper() and (core[-1] not in _END or bool(colon)) and not core[-1].isdecimal()
        and len(core.split()) <= (MOST_INLINE if inline else MOST_WORDS)
    )  # fmt: skip


def _is_of_head(core: str, text: str) -> bool:
    """A label of the head's, a body or a person."""
    if label_of(f"{core}:") or label_of_people(text) or is_body(core):
        return True
    return next(names_in(core), None) is not None


def _below_people(page: Page, i: int) -> bool:
    above = page.before(i, 1)
    return bool(above) and label_of_people(page.lines[above[0]].text) is not None


def _stands_alone(page: Page, i: int) -> bool:
    """Nothing that it could belong to stands right above the line."""
    if i == 0 or page.lines[i].starts_block is True or page.marks[i - 1] is not None:
        return True
    above = page.lines[i - 1]
    return (
        not above.text or above.text[-1] in ".:!?" or not runs_on(above, page.lines[i], page.width)
    )


def _roles(
    page: Page, lines: Mapping[int, Labelled], groups: Mapping[Key, list[int]]
) -> dict[Key, str]:
    """What each group heads; those that are no labels are left out."""
    told = _Told(page, lines)
    found = {key: role for key in groups if (role := _by_word(page, lines[groups[key][0]]))}
    known = {
        role: [i for key, own in found.items() if own == role for i in groups[key]]
        + [i for i in page.filled if page.marks[i] and page.role(i) in (role, "both")]
        for role in ("decision", "recommendation")
    }
    rest = sorted((key for key in groups if key not in found), key=lambda key: -len(groups[key]))
    for key in rest:
        few = len(known["decision"]) < len(groups[key]) / 2
        if few and told.share(groups[key], decides) >= MOST:
            found[key] = "decision"
            known["decision"] += groups[key]
    parts = sorted(known["decision"]) or (groups[rest[0]] if rest else [])
    for key in rest:
        few = len(known["recommendation"]) < len(groups[key]) / 2
        role = told.role(key, groups[key], proposed=not few)
        if key not in found and role and _once_between(groups[key], parts):
            found[key] = role
            known.get(role, []).extend(groups[key])
    return found


def _by_word(page: Page, one: Labelled) -> str | None:
    """A known word in a frame of the document's own: "[Indstilling]", "3. Beslutning"."""
    if one.key[0] in ("{}", "{}:"):
        return None
    return page.words.role(one.core) or page.words.role_by_stem(one.core)


def _once_between(places: Sequence[int], parts: Sequence[int]) -> bool:
    steps = [bisect_left(parts, a) != bisect_left(parts, b) for a, b in pairwise(places)]
    return sum(steps) >= min(ONCE * len(steps), len(steps) - 1)


class _Told:
    """What stands under a label: the text on its line, or the next line that is no label itself."""

    def __init__(self, page: Page, lines: Mapping[int, Labelled]) -> None:
        self.page = page
        self.lines = lines

    def role(self, key: Key, places: Sequence[int], *, proposed: bool) -> str | None:
        """What a group that heads no decision is; null where it is no label."""
        points = self.share(places, _proposes) >= MOST > self.share(places, decides)
        if points and not proposed:
            return "recommendation"
        if _PROPOSES.search(key[1]) or self._facts(places) > MOST:
            return None  # it leads in points, or tells a fact of the case: "Ejer: Ida Kær"
        text = self.share(places, _is_text) >= MOST or key[0] not in ("{}", "{}:")
        return "other" if text else None

    def _facts(self, places: Sequence[int]) -> float:
        """The share of places with a word or two on the label's line, and no sentence."""
        rests = [self.lines[i].rest for i in places]
        short = [r for r in rests if r and r[-1] not in ".!?" and len(r) <= SHORTEST_PROSE]
        return len(short) / len(places)

    def share(self, places: Sequence[int], fits: Callable[[Line], bool]) -> float:
        below = [line for i in places if (line := self.below(i)) is not None]
        return sum(map(fits, below)) / len(places) if len(below) >= MOST * len(places) else 0.0

    def below(self, i: int) -> Line | None:
        if rest := self.lines[i].rest:
            return Line(rest, self.page.lines[i].number)
        after = self.page.after(i, 1)
        return self.page.lines[after[0]] if after and self.page.marks[after[0]] is None else None


def decides(line: Line) -> bool:
    """A formula, of a point or the whole, or who was absent and did not decide."""
    first, dot, _ = line.text.partition(". ")
    return (
        settles(NUMBER.sub("", line.text, count=1))
        or told_in(line.text).only
        or (bool(dot) and told_in(first + ".").only)
    )


def is_point(line: Line) -> bool:
    """A point of a list, or "at …"."""
    return bool(_POINT.match(line.text)) or list_mark_of(line) is not None


def _proposes(line: Line) -> bool:
    return bool(PROPOSED.match(line.text)) or is_point(line)


def _is_text(line: Line) -> bool:
    text = line.text
    if line.table is not None:
        return True
    return len(text) > (LONGEST if is_formula(text) else SHORTEST_TEXT) and not (
        text[0].islower() or is_point(line)
    )
