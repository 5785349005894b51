"""Lines that may head an item, each with the evidence for it.

Contents list, heading lines, case numbers, known section headings and the format's own headings all
count. A plain number is weak on its own, for lists in the case text look just the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from raadslag.danish.attending import label_of_people
from raadslag.reader.cut.contents import Entry, title_key
from raadslag.reader.cut.evidence import CLOSED, in_contents, surroundings, weighed
from raadslag.reader.cut.frames import Framed, rising, steadiness
from raadslag.reader.cut.marks import case_number, is_case_line
from raadslag.reader.cut.page import Candidate, Page, is_group
from raadslag.reader.cut.titles import LOOK, PUNKT, whole_title
from raadslag.reader.words.closed import closed_head

_B = r"^(?:•\s*)?"
_NR = r"nr\.?|sag(?: nr\.?)?|§"
_OPEN_OR_CLOSED = r"(?:åben|åbent|lukket|fortrolig|fortroligt) (?:sag|punkt)(?: nr\.?)?"
_CAPITAL = r"[A-ZÆØÅ\"”'»(\d]"
STYLES: Mapping[str, tuple[re.Pattern[str], float, float]] = {
    "punkt": (PUNKT, 4.0, 2.5),
    "nr": (
        re.compile(
            rf"{_B}(?:{_NR}|{_OPEN_OR_CLOSED})\s*(\d{{1,4}})(?:/(?:20)?\d\d(?!\d))?\s*(?:[-–:.]\s*|\s)(\S.*)$",
            re.I,
        ),
        2.0,
        1.5,
    ),
    "dot": (re.compile(rf"{_B}(\d{{1,4}})\.(?!\d)\s*(\S.+)$"), 0.0, 1.5),
    "colon": (re.compile(rf"{_B}(\d{{1,4}})(?:\s*:|\)|\s[-–]\s)\s*(\S.*)$"), 0.5, 1.5),
    "bare": (re.compile(rf"{_B}(\d{{1,4}})(?:\s+|(?=[A-ZÆØÅ]))({_CAPITAL}.*)$"), -0.5, 1.5),
    "alone": (re.compile(rf"{_B}(\d{{1,4}})[.:]?()$"), -0.5, 1.5),
}
"""Style: its pattern (number, title), what the style itself weighs, and the evidence it needs.
"Punkt 4: Budget" · "Sag 4 - Budget", "Sag 4/2031 Budget" · "4. Budget" · "4: Budget", "4) Budget", "4 - Budget" · "4 Budget" · "4", the title below."""
NEEDED_ELSE = {"after": 2.5, "contents": 3.0, "format": 2.5}
NEEDED_IN_FRAME = 2.0
SURE = 4.0
"""From here on a heading of the format's own is an item without a number to say so."""
RISES, SURE_RUN = 3.0, 4
"""Evidence for a heading whose frame counts on from line to line, and the lines that are enough for all of it."""
NUMBER_ALONE = 3.5
"""Evidence for "Sag nr. 41" alone on its line with the title below; above it is as likely."""
_AFTER = re.compile(
    r"^(?:(?:åbent?|lukket|fortroligt?) )?(?:sag|pkt\.?|punkt)\s*(?:nr\.?)?\s*:?\s*(\d{1,4})$", re.I
)
_ALONE = re.compile(r"^(?:punkt|pkt\.?|nr\.?)?\s*(\d{1,4})\.?$", re.I)
_NUMBER_LAST = re.compile(
    r"^(\S.{2,150}?)\s[-–]\s(?:sag|punkt|pkt\.?)\s?(?:nr\.?)?\s?(\d{1,4})$", re.I
)
"""The number behind the title: "Ny bro – Sag nr. 2"."""
_GLUED = re.compile(r"(?<=\S)(\d{1,4})\. ")


def candidates_by_style(page: Page) -> dict[str, list[Candidate]]:
    """Every line that may head an item, by the style it is printed in, in print order."""
    found: dict[str, list[Candidate]] = {style: [] for style in (*STYLES, *NEEDED_ELSE)}
    titles = page.contents.keys
    first_letters = {key[0] for key in titles}
    depth = _item_level(page)
    near: str | None = None
    marked: list[Candidate] = []
    for i in page.filled:
        text = page.lines[i].text
        if i >= page.contents.after:
            _numbered(page, i, near, found, titles)
            if head := closed_head(text):
                marked.append(weighed(page, i, "nr", CLOSED, *head, near, titles))
            if depth is not None or text.lstrip()[:1].casefold() in first_letters:
                _unnumbered(page, i, found, titles, depth)
        if titles and i >= page.contents.after - 1 and 8 < len(text) < 400 and ". " in text:
            _glued(page, i, found, titles)
        if (mark := page.marks[i]) is not None:
            near = mark.role
        elif near == "recommendation" and is_case_line(text):
            near = None
    found = _with_marked(found, marked)
    alone = {c.at: c.number for c in found["alone"]}
    for frame, lines in rising(_unknown(page)).items():
        found[frame] = list(_in_frame(page, frame, lines, titles))
        alone |= {i: one.number for i, one in lines if not one.title}
    # The list's titles with their numbers are what the other styles have found.
    numbered = {
        c.at for style, heads in found.items() if style != "contents" for c in heads if c.title
    }
    listed = [c for c in found["contents"] if c.at not in numbered]
    found["contents"] = [_under_number(page, c, alone) for c in listed]
    return {style: _once(heads) for style, heads in found.items()}


def _under_number(page: Page, head: Candidate, alone: Mapping[int, int | None]) -> Candidate:
    """A title of the list with its number alone on the line above: that is the item's, not the list's."""
    above = next(iter(page.before(head.at, 1)), None)
    if above is None or above not in alone:
        return head
    return replace(head, at=above, number=alone[above])


def _unknown(page: Page) -> Iterator[tuple[int, str]]:
    """The lines that may begin with a number in a frame that no style knows."""
    for i in page.filled:
        line = page.lines[i]
        mark = page.marks[i]
        if (
            i in page.labels
            or i < page.contents.after
            or line.table is not None
            or (mark and mark.role != "other")
        ):
            continue
        if not is_group(line.text, page.words) and not any(
            pattern.match(line.text) for pattern, _, _ in STYLES.values()
        ):
            yield i, line.text


def _in_frame(
    page: Page, frame: str, lines: Sequence[tuple[int, Framed]], titles: Mapping[str, Entry]
) -> Iterator[Candidate]:
    """The lines of a frame as headings: that its numbers rise is evidence for each of them."""
    steady = steadiness([one.number for _, one in lines])
    base = RISES * steady * min(1.0, len(lines) / SURE_RUN)
    for i, one in lines:
        yield weighed(page, i, frame, base, one.number, one.title, None, titles)


def _with_marked(
    found: dict[str, list[Candidate]], marked: Sequence[Candidate]
) -> dict[str, list[Candidate]]:
    """Headings that are marked closed beside their number ("L2. Salg") belong to whatever style the
    others have; to one of their own where there is no other."""
    if not marked:
        return found
    places = {c.at for c in marked}
    rest = {style: [c for c in heads if c.at not in places] for style, heads in found.items()}
    for style in [s for s in STYLES if rest[s]] or ["nr"]:
        own = [replace(c, style=style) for c in marked]
        rest[style] = sorted((*rest[style], *own), key=lambda c: c.at)
    return rest


def needed(style: str) -> float:
    """The evidence from which on a line of this style is believed on its own."""
    return STYLES[style][2] if style in STYLES else NEEDED_ELSE.get(style, NEEDED_IN_FRAME)


def _once(found: list[Candidate]) -> list[Candidate]:
    """A heading printed twice in a row ("• Pkt. 4 Title", then "Pkt. 4") is one item's, from the first."""
    kept: list[Candidate] = []
    for c in found:
        last = kept[-1] if kept else None
        again = last and c.number is not None and last.number == c.number and c.at - last.at <= LOOK
        if last and again and (not c.title or not last.title or _same_title(c.title, last.title)):
            kept[-1] = replace(last, score=max(last.score, c.score), title=last.title or c.title)
        else:
            kept.append(c)
    return kept


_OPEN_MARK = re.compile(r"^\((?:å|åben|åbent)\)\s{0,4}(?=(?:punkt\s)?\d)", re.IGNORECASE)
"""Before the number: "(Å) 1. Vejbump" beside "(L) 2. Personsag" (`words.closed` reads the other)."""


def _same_title(one: str, other: str) -> bool:
    a, b = title_key(one), title_key(other)
    return a.startswith(b) or b.startswith(a)


def _numbered(
    page: Page, i: int, near: str | None, found: dict[str, list[Candidate]], titles: Mapping[str, Entry]
) -> None:  # fmt: skip
    line = page.lines[i]
    text = _OPEN_MARK.sub("", line.text, count=1)
    if text[-1:].isdecimal() and (last := _NUMBER_LAST.match(text)):
        title, body = whole_title(page, i, last.group(1))
        score = 2.0 + surroundings(page, i, body) + in_contents(title, int(last.group(2)), titles)
        found["after"].append(Candidate(i, body, int(last.group(2)), title, score, "after"))
        return
    head = text.lstrip("• ")[:1]
    if (
        not head
        or not (head.isdecimal() or head in "PpNnSsDdAa§ÅåLlFf")
        or len(text) > 400
        or line.table
    ):
        return
    if is_case_line(text) or i in page.labels:
        return
    if after := _AFTER.match(text):
        _title_before(page, i, int(after.group(1)), found, titles)
        if head not in "Pp":
            found["nr"].append(
                weighed(page, i, "nr", NUMBER_ALONE, int(after.group(1)), "", near, titles)
            )
    for style, (pattern, base, _) in STYLES.items():
        if (style in ("punkt", "nr")) == head.isdecimal():
            continue
        hit = pattern.match(text)
        if hit and not (style == "punkt" and hit.group(2)[:1].islower()):
            number, title = int(hit.group(1)), hit.group(2).strip()
            found[style].append(weighed(page, i, style, base, number, title, near, titles))


def _title_before(
    page: Page, i: int, number: int, found: dict[str, list[Candidate]], titles: Mapping[str, Entry]
) -> None:
    """A title whose number stands on the next line ("Sag nr. 11")."""
    back = page.before(i, 1)
    if not back or page.marks[back[0]] is not None or back[0] < i - 2:
        return
    at = back[0]
    _, body = whole_title(page, i, page.lines[at].text)
    score = 4.0 + surroundings(page, at, body) + in_contents(page.lines[at].text, number, titles)
    found["after"].append(Candidate(at, body, number, page.lines[at].text, score, "after"))


def _item_level(page: Page) -> int | None:
    """The heading level at which the format's own headings are items, null where none is."""
    scores: dict[int, float] = {}
    for i in page.filled:
        level = page.lines[i].heading
        if i < page.contents.after or level is None or page.marks[i] is not None:
            continue
        follow = page.after(i, 3)
        near = any(page.marks[j] is not None or case_number(page.lines[j].text) for j in follow)
        scores[level] = scores.get(level, 0.0) + (1.0 if near else -0.4)
    return min((level for level, score in scores.items() if score > 0.5), default=None)


def _unnumbered(
    page: Page, i: int, found: dict[str, list[Candidate]], titles: Mapping[str, Entry], depth: int | None
) -> None:  # fmt: skip
    """Titles without a number: the contents list or the format's heading says that they are titles."""
    line, mark = page.lines[i], page.marks[i]
    if (mark is not None and mark.role != "other") or line.table or len(line.text) > 250:
        return
    if label_of_people(line.text):
        return
    entry = titles.get(title_key(line.text)) if titles else None
    own = depth is not None and line.heading == depth
    if (entry is None and not own) or is_group(line.text, page.words):
        return
    title, body = whole_title(page, i, line.text)
    score = surroundings(page, i, body)
    if entry is not None:
        found["contents"].append(Candidate(i, body, entry.number, title, score + 3, "contents"))
    if not own:
        return
    hits = (pattern.match(title) for pattern, _, _ in STYLES.values())
    hit = next((hit for hit in hits if hit and hit.group(2)), None)
    number, name, at = (int(hit.group(1)), hit.group(2), i) if hit else (None, title, i)
    back = page.before(i, 1) if number is None else []
    if back and (alone := _ALONE.match(page.lines[back[0]].text)):
        number, at = int(alone.group(1)), back[0]
    found["format"].append(Candidate(at, body, number, name, score + 1, "format"))


def _glued(
    page: Page, i: int, found: dict[str, list[Candidate]], titles: Mapping[str, Entry]
) -> None:
    """A heading glued to the end of the line before it ("Referat9. Title")."""
    text = page.lines[i].text
    for hit in _GLUED.finditer(text):
        entry = titles.get(title_key(text[hit.end() :]))
        if entry and entry.number is not None and hit.group(1).endswith(str(entry.number)):
            title, body = whole_title(page, i, text[hit.end() :])
            score = 4.0 + surroundings(page, i, body)
            found["dot"].append(Candidate(i, body, entry.number, title, score, "dot"))
            return
