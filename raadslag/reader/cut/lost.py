"""Items whose headings are not numbered or were lost in an export: cut by what comes again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from raadslag.danish.attending import told_in
from raadslag.reader.cut.labels import label_of
from raadslag.reader.cut.marks import case_number, flag_of, is_case_line
from raadslag.reader.cut.page import OPENERS, Candidate, Page, is_group, same_decision
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.fields.votes import read_votes
from raadslag.reader.lines.shapes import KIND_ALONE
from raadslag.reader.words import fold

_REPEATS = frozenset(
    (
        "attachments",
        "other",
        "dated",
        "proposer",
        "alternative",
        "guests",
        "economy",
        "process",
        "earlier",
    )
)
TITLED, LOST = 2.0, 1.2
"""Evidence for a start with a title above it, and without; a flag or a case number adds to it."""
_OTHERS = frozenset(("earlier", "dated"))
_CLOSERS = frozenset(("decision", "both"))


def lost_cuts(page: Page) -> Iterator[tuple[list[Candidate], str]]:
    """Starts of items without a numbered heading, each way of finding them a cut of its own. Style
    `titled` where titles were found, else `lost`."""
    seen: list[list[int]] = []
    for way, sure in (
        (_by_flags, 2.0),
        (_by_case_lines, 1.0),
        (_by_headings, 0.0),
        (_by_period, 0.0),
    ):
        starts = way(page)
        if starts and starts not in seen:
            seen.append(starts)
            yield _titled(page, starts, sure)


def _by_period(page: Page) -> list[int]:
    """Items of one template: the heading that follows where the document's last one stood before."""
    found = [i for i in page.filled if i >= page.contents.after and page.marks[i]]
    names = [fold(page.lines[i].text) for i in found]
    often = Counter(names)
    last = next((name for name in reversed(names) if often[name] > 1), None)
    follow = Counter(b for a, b in pairwise(names) if a == last and often[b] > 1)
    if not follow:
        return []
    first = follow.most_common(1)[0][0]
    starts = [i for i, name in zip(found, names, strict=True) if name == first]
    if any(page.role(i) in _CLOSERS for i in found if i < starts[0]):
        starts.insert(0, found[0])
    return _before_first_heading(page, starts) if len(starts) > 1 else []


def _titled(page: Page, starts: list[int], sure: float) -> tuple[list[Candidate], str]:
    titles = [_title_above(page, at) or _title_below(page, at) for at in starts]
    again = Counter(page.lines[spot].text for spot in titles if spot is not None)
    titles = [
        spot if spot is not None and again[page.lines[spot].text] == 1 else None for spot in titles
    ]
    known = sum(1 for title in titles if title is not None)
    if known >= max(1, 0.6 * len(starts)):
        heads = []
        for at, spot in zip(starts, titles, strict=True):
            head = at if spot is None else min(at, spot)
            title = page.lines[spot].text if spot is not None else None
            body = at if spot is None else max(at, spot + 1)
            heads.append(Candidate(head, body, None, title, TITLED + sure, "titled"))
        return heads, "titled"
    return [
        Candidate(at, at, n, None, LOST + sure, "lost") for n, at in enumerate(starts, start=1)
    ], "lost"


def _by_flags(page: Page) -> list[int]:
    """Every item begins with a line that says open or closed."""
    found = [
        i
        for i in page.filled
        if i >= page.contents.after and flag_of(page.lines[i].text) is not None
    ]
    good = [i for i in found if any(page.marks[j] for j in page.after(i, 2))]
    return good if len(good) >= 2 and len(good) >= 0.5 * len(found) else []


def _by_case_lines(page: Page) -> list[int]:
    """Every item begins with its case number, whether its title stands above it or is gone."""
    found = [
        i for i in page.filled if i >= page.contents.after and is_case_line(page.lines[i].text)
    ]
    found = [i for i in found if case_number(page.lines[i].text) and not _inside(page, i)]
    if not found:
        return []
    titled = [i for i in found if _title_above(page, i) is not None]
    enough = len(found) >= 0.6 * len(_by_headings(page))
    return found if len(titled) == len(found) or enough else []


def _inside(page: Page, i: int) -> bool:
    follow = page.after(i, 2)
    return not any(page.marks[j] for j in follow) and _title_below(page, i) is None


def _by_headings(page: Page) -> list[int]:
    """A new item begins where a heading of the template comes again; openers before it belong to it."""
    found = [i for i in page.filled if i >= page.contents.after and page.marks[i]]
    starts: list[int] = []
    seen: set[str] = set()
    last = _decision_comes_last(page, found)
    openers = _openers(page, found)
    for n, i in enumerate(found):
        role = _role(page, i)
        again = (
            role in seen
            and role not in _REPEATS
            and not (role == "decision" and _twice(page, found, n))
        )
        again = again and not (
            n > 0 and _role(page, found[n - 1]) == role and page.after(found[n - 1], 1) == [i]
        )
        again = again or (last and role in openers and bool(seen & _CLOSERS))
        if not starts or again:
            at = _back_to_opener(page, found, n, starts[-1] if starts else -1, openers)
            starts.append(found[at])
            seen = {_role(page, j) for j in found[at:n]}
        seen.add(role)
    return _before_first_heading(page, starts)


def _decision_comes_last(page: Page, found: list[int]) -> bool:
    """Whether the document's decisions stand after the case text: most follow a recommendation."""
    roles = [role for i in found if (role := _role(page, i)) not in _OTHERS]
    before = [roles[n - 1] for n in range(1, len(roles)) if roles[n] in _CLOSERS]
    after = [r for r in before if r in ("recommendation", "both", "decider", "alternative")]
    return bool(before) and len(after) >= 0.5 * len(before)


def _role(page: Page, i: int) -> str:
    return page.role(i)


def _twice(page: Page, found: list[int], n: int) -> bool:
    """The same decision printed twice in a row is one item's."""
    if (
        n > 0
        and _role(page, found[n - 1]) == "decision"
        and same_decision(page, found[n - 1], found[n])
    ):
        return True
    return (
        n > 0
        and _role(page, found[n - 1]) == "decision"
        and found[n] - found[n - 1] <= 6
        and (page.lines[found[n]].text == page.lines[found[n - 1]].text)
    )


def _openers(page: Page, found: list[int]) -> frozenset[str]:
    """The openers of this template: those that do not come after the first item's decision ("Kompetence"
    stands at the item's end in some)."""
    roles = [_role(page, i) for i in found]
    first = next((n for n, role in enumerate(roles) if role in _CLOSERS), len(roles))
    if not _TOLD & set(roles[:first]):
        return OPENERS  # the first item has no case text to go by
    late = next((n for n in range(first + 1, len(roles)) if roles[n] in roles[:first]), len(roles))
    return OPENERS - ({"decider", "path"} & set(roles[first:late]) - set(roles[:first]))


_TOLD = frozenset(("case", "summary", "recommendation", "background"))


def _back_to_opener(
    page: Page, found: list[int], n: int, floor: int, openers: frozenset[str]
) -> int:
    """Headings that open an item stand after the earlier item's decision."""
    at = n
    while (
        at > 0
        and found[at - 1] > floor
        and _role(page, found[at - 1]) in openers
        and _role(page, found[at]) not in _CLOSERS
        and any(_role(page, j) in _CLOSERS for j in found[max(0, at - 3) : at - 1])
    ):
        at -= 1
    return at


def _before_first_heading(page: Page, starts: list[int]) -> list[int]:
    """The first item may have text before its first heading (messages): it begins after the header."""
    if not starts:
        return starts
    head_ends = page.contents.after
    for i in page.filled:
        if i >= starts[0]:
            break
        text = page.lines[i].text
        if label_of(text) is not None or is_group(text, page.words):
            head_ends = i + 1
    texts = [i for i in page.filled if head_ends <= i < starts[0] and _is_text(page, i)]
    return [texts[0], *starts[1:]] if texts and head_ends > page.contents.after else starts


def _title_below(page: Page, at: int) -> int | None:
    """The line under an item's case number, where a title can stand."""
    follow = page.after(at, 1) if case_number(page.lines[at].text) else []
    if not follow or page.marks[follow[0]] is not None:
        return None
    text = page.lines[follow[0]].text
    good = 3 < len(text) <= 160 and text[-1] not in ".,;:" and text[:1].isupper()
    return (
        follow[0] if good and label_of(text) is None and not page.lines[follow[0]].table else None
    )


def _in_list(page: Page, spot: int, at: int) -> bool:
    """The last of lines that stand right under each other, where a blank parts it from the heading."""
    above = page.lines[spot - 1] if spot else None
    return (
        above is not None and bool(above.text) and page.marks[spot - 1] is None and above.text[-1] not in ".:!?"
        and page.lines[spot].starts_block is None and at - spot > 1 and spot - 1 >= page.contents.after
    )  # fmt: skip


def _is_text(page: Page, i: int) -> bool:
    text = page.lines[i].text
    return len(text) > 60 and text[-1] in ".:"


def _title_above(page: Page, at: int) -> int | None:
    """The line right above an item's first heading, where it can only be a title."""
    back = page.before(at, 2)
    if not back or back[0] < page.contents.after:
        return None
    spot = back[0]
    text = page.lines[spot].text
    if is_case_line(text) and len(back) > 1:
        spot, text = back[1], page.lines[back[1]].text
    if _in_list(page, spot, at):
        return None
    if (
        page.marks[spot]
        or label_of(text) is not None
        or KIND_ALONE.match(text)
        or is_group(text, page.words)
        or len(text) > 160
        or text[-1:] in ".,;:"
        or not text[:1].isupper()
        or is_formula(text)
        or told_in(text).only
        or read_votes(text)
    ):
        return None
    previous = page.before(spot, 1)
    if (
        spot > 0
        and previous
        and (page.marks[previous[0]] is not None and _role(page, previous[0]) != "attachments")
    ):
        return None
    return (
        None
        if page.lines[spot].list_mark or page.lines[spot].table or text.startswith(("•", "-"))
        else spot
    )
