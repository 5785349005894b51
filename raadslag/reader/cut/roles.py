"""What a heading means where its own words do not say so: told by what stands under and around it.

The document's own repeated labels come first ("Udfald" over a formula in every item), then lines that
lead in what follows ("Det blev besluttet:"), then a last short piece of an item that has no decision.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from raadslag.danish.attending import told_in
from raadslag.danish.bodies import may_be_same
from raadslag.danish.moments import DATE, date_of
from raadslag.reader.cut.contents import title_key
from raadslag.reader.cut.labels import label_of
from raadslag.reader.cut.marks import Mark
from raadslag.reader.cut.page import Page, is_this_meeting
from raadslag.reader.cut.recurring import MOST, PROPOSED, decides, is_point, tell_recurring
from raadslag.reader.cut.verb_heads import role_by_verb
from raadslag.reader.fields.outcome import is_formula, outcome_of
from raadslag.reader.lines.blocks import list_mark_of
from raadslag.reader.lines.line import Line
from raadslag.reader.lines.shapes import BODY, KIND, KIND_ALONE
from raadslag.reader.words import fold

LONGEST_LABEL = 60
LONGEST_INLINE = 30
"""Letters of the longest unknown label with its text on the same line."""
TOP = 15
"""Lines with text at the top, one of which calls the document minutes."""
SHORT = 60
"""Letters up to which a line with any outcome is a decision under an unknown label."""
LAST_PIECE = 5
"""Lines that a decision under an unknown heading has at most, at the end of its item."""
_BODY_LINE = re.compile(rf"(?P<body>{BODY}),?\s(?:den\s|d\.\s)?{DATE.pattern}:?")
_END = ".,;!?"


def tell_roles(page: Page) -> None:
    """Marks, before the document is cut, what only its surroundings tell of a line or a heading."""
    _free_titles(page)
    decided = [i for i in page.filled if page.marks[i] and page.role(i) == "decision"]
    proposed = any(mark and mark.role in ("recommendation", "both") for mark in page.marks)
    known = {"decision": bool(decided), "recommendation": proposed}
    said = _said_with_a_verb(page, frozenset(role for role, stands in known.items() if stands))
    for i in page.filled:
        if i in said:
            page.marks[i] = said[i]
        elif page.marks[i] is None:
            page.marks[i] = _from_line(page, i, proposed)
        else:
            page.marks[i] = _from_below(page, i)
    tell_recurring(page)


def _free_titles(page: Page) -> None:
    """A line in capitals that the contents list has is a title, and no heading inside an item."""
    titles = page.contents.keys
    for i in page.filled if titles else ():
        mark = page.marks[i]
        if mark is not None and mark.role == "other" and title_key(page.lines[i].text) in titles:
            page.marks[i] = None


def _said_with_a_verb(page: Page, known: frozenset[str]) -> dict[int, Mark]:
    """Headings said with a verb, by line: "Sådan besluttede udvalget". Where the document has nouns for
    the same (`known` roles), only those in the looks of a heading, and never one right under another."""
    found: dict[int, Mark] = {}
    times: Counter[str] = Counter()
    for i in page.filled:
        mark = page.marks[i]
        if i < page.contents.after or (mark is not None and mark.role != "other"):
            continue
        head, colon, rest = page.lines[i].text.partition(":")
        role = role_by_verb(f"{head}:" if colon else head)
        over = next((found.get(j) or page.marks[j] for j in page.before(i, 1)), None)
        if role is None or (over is not None and not over.rest):
            continue
        if role not in known or head.isupper() or _looks_like_heading(page.lines[i]):
            found[i] = Mark(role, head, rest=rest.strip(), decision=role == "decision")
            times[fold(head)] += 1
    return {
        i: mark for i, mark in found.items() if times[fold(mark.heading)] > 1 or _opens(page, i)
    }


def _looks_like_heading(line: Line) -> bool:
    return line.heading is not None or line.text.isupper() or line.text[-1] == "?"


def _opens(page: Page, i: int) -> bool:
    """A heading that stands but once must look like one, or have points or a formula under it."""
    follow = _below(page, i)
    if _looks_like_heading(page.lines[i]) or ":" in page.lines[i].text:
        return True
    return follow is not None and (is_point(follow) or decides(follow))


def _from_line(page: Page, i: int, proposed: bool) -> Mark | None:
    """A line that leads in the recommendation where nothing else does, a label misspelt, or body and
    day of this meeting above a formula."""
    text = page.lines[i].text
    if not 8 < len(text) < 200 or page.lines[i].table is not None or page.lines[i].list_mark:
        return None
    if text[-1] == ":" and " " not in text and (role := page.words.role_by_spelling(text)):
        return Mark(role, text.rstrip(" :"), decision=role == "decision")
    follow = _below(page, i)
    if follow is None:
        return None
    if text[-1] in ",:t" and not proposed and PROPOSED.match(text) and is_point(follow):
        return Mark("recommendation", text, rest="")
    if text[-1].isdecimal() or text[-1] == ":":
        spot = _BODY_LINE.fullmatch(text)
        day = date_of(text) if spot else None
        if spot and day and day == page.known.day and decides(follow):
            mark = Mark("dated", text.rstrip(" :"), spot["body"], day, decision=True)
            return mark if is_this_meeting(mark, page.known) else None
    return None


def _below(page: Page, i: int) -> Line | None:
    after = page.after(i, 1)
    return page.lines[after[0]] if after and page.marks[after[0]] is None else None


def _from_below(page: Page, i: int) -> Mark | None:
    """A known heading that means another thing here: "Behandling" over a table of bodies and days,
    "Høring og sagsgang" over nothing but the bodies that treat the case, a page's "Se alle bilag"."""
    mark = page.marks[i]
    if mark is None or mark.role not in _LOOKED_UNDER:
        return mark
    if mark.role == "prior":
        return replace(mark, role="path") if mark.rest and _PATH.fullmatch(mark.rest) else mark
    follow = _below(page, i)
    if mark.role == "dated":
        ours = follow is not None and not mark.rest and mark.day == page.known.day is not None
        own_day = ours and may_be_same(mark.body, page.known.organization)
        decided = own_day and follow is not None and decides(follow)
        return replace(mark, decision=mark.decision or decided)
    if mark.role == "attachments":
        prose = follow is not None and (len(follow.text) > 120 or follow.text.endswith("."))
        link = fold(mark.heading).startswith("se ") and (follow is None or prose)
        return replace(mark, role="wrapper") if link else mark
    if follow is None or mark.rest:
        return mark
    if mark.role == "decider":
        return replace(mark, role="other") if label_of(follow.text) else mark
    own = 0
    for j in page.after(i, 6):
        if page.marks[j] is not None:
            break
        if not _BODY_LINE.fullmatch(page.lines[j].text):
            return mark
        own += 1
    return replace(mark, role="path") if own else mark


_LOOKED_UNDER = frozenset(("dated", "decider", "hearing", "process", "prior", "attachments"))
_ABBREVIATION = r"[A-ZÆØÅ]{2,5}"
_PATH = re.compile(rf"(?:{_ABBREVIATION}|{BODY})(?:\s?[/,–-]\s?(?:{_ABBREVIATION}|{BODY}))*\.?")


def _could_label(page: Page, i: int) -> bool:
    line = page.lines[i]
    text = line.text
    return (
        2 < len(text) <= LONGEST_LABEL and text[-1] not in _END and text[0].isupper() and not text[-1].isdecimal()
        and len(text.split()) <= 7 and "\t" not in text and line.table is None and list_mark_of(line) is None
        and (text[-1] == ":" or not is_formula(text)) and not told_in(text).only and label_of(text) is None
    )  # fmt: skip


def tell_last_label(page: Page, bodies: Sequence[tuple[int, int]]) -> None:
    """In minutes without any heading for decisions: the label that most items have last ("Referat:" or a
    word of the house's own) is the decision's."""
    if any(page.role(i) in ("decision", "both") for i in page.filled) or not _says_minutes(page):
        return
    last: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for first, end in bodies:
        found: tuple[int, str, str] | None = None
        here = ""
        for i in range(first, end):
            here = page.role(i) or here
            if page.role(i) not in ("", "other", "attachments"):
                found = None
            elif here != "attachments" and (label := _label_at(page, i)):
                found = (i, *label)
        if found is not None:
            last[fold(found[1])].append(found)
    for places in last.values():
        if len(places) >= max(2, MOST * len(bodies)):
            for i, heading, rest in places:
                page.marks[i] = Mark("decision", heading, rest=rest, decision=True)


def _says_minutes(page: Page) -> bool:
    kinds = (KIND.search(page.lines[i].text[:LONGEST_LABEL]) for i in page.filled[:TOP])
    return any(kind and "dagsorden" not in kind[1].casefold() for kind in kinds)


def _label_at(page: Page, i: int) -> tuple[str, str] | None:
    """An unknown label and the text on its line, which may be empty."""
    text, mark = page.lines[i].text, page.marks[i]
    if mark is not None and i in page.labels and mark.role == "other":
        return mark.heading, mark.rest
    if mark is not None or not text:
        return None
    if _could_label(page, i) and _below(page, i) and (_alone(page, i) or len(text.split()) <= 2):
        return text.rstrip(" :"), ""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(head) > LONGEST_INLINE or not head[:1].isupper():
        return None
    known = label_of(f"{head}:")
    if (known and not KIND_ALONE.match(head)) or len(head.split()) > 3 or not head[-1].isalpha():
        return None
    return head, rest.strip()


def tell_last_piece(page: Page, first: int, end: int) -> None:
    """An item without a decision: its last short piece is one where it begins with a formula."""
    marked = [i for i in range(first, end) if page.marks[i] is not None]
    if any(page.role(i) in ("decision", "both", "earlier") for i in marked):
        return
    rows = [i for i in range(first, end) if page.lines[i].text or page.lines[i].table]
    for n in range(len(rows) - 2, max(-1, len(rows) - 2 - LAST_PIECE), -1):
        i = rows[n]
        mark, below = page.marks[i], page.lines[rows[n + 1]]
        if page.marks[rows[n + 1]] is not None:
            return
        unknown = mark is None or mark.role == "other"
        if unknown and _could_label(page, i) and _alone(page, i) and _sure(page, below.text):
            heading = page.lines[i].text.rstrip(" :")
            page.marks[i] = Mark("decision", heading, decision=True)
            return
        if mark is not None:
            return


def _alone(page: Page, i: int) -> bool:
    """Nothing that it could belong to stands right above the line; a colon says as much."""
    line = page.lines[i]
    if i == 0 or line.text[-1] == ":" or line.starts_block is True:
        return True
    return not page.lines[i - 1].text or page.marks[i - 1] is not None


def _sure(page: Page, text: str) -> bool:
    """A formula and nothing that could be case text."""
    if is_formula(text) or len(text) > SHORT:
        return is_formula(text) and len(text) < 200
    known = outcome_of(text, recommended=True, final=None, words=page.words)
    return text[:4] == "Som " or known not in ("other", "none")
