"""Run every rule over a meeting, an item or a section; remember what did not change."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from raadslag.checks import catalogue
from raadslag.checks.findings import Finding, Flaw, Held, Operand, Severity, Verdict, in_order
from raadslag.checks.placed import Looked, placed
from raadslag.checks.registry import Rule, Scope
from raadslag.checks.view import (
    ItemView,
    MeetingView,
    MissingLetters,
    Part,
    item_to_view,
    meeting_to_view,
)
from raadslag.record import Item, Meeting

MEMORY, MEMORY_LETTERS = 4096, 8_000_000
"""Looks remembered by a `Checker`, and the letters of all their texts; the oldest are forgotten first."""
LETTERS_OF_A_VERDICT = 500
"""What remembering one verdict takes, in letters of text."""


ODD_CONTENT = (ArithmeticError, LookupError, ValueError, RecursionError)
"""What odd content makes a rule stumble with: digits of another script, numbers out of all bounds. A
fault in a rule itself (a wrong name or type) is no content's and comes up."""
STUMBLED = "reglen gik i stå"
"""The calculation of a finding that tells of a rule, not of the text."""


class Checker:
    """Checks meetings again and again, as an editor does; only what changed is worked out anew.

    A part's verdicts are remembered under the part itself (frozen data), an item's under the item.
    One `Checker` serves one thread.
    """

    def __init__(self) -> None:
        self._memory: dict[Hashable, _Ruled] = {}
        self._weights: dict[Hashable, int] = {}
        self._weight = 0

    def check(
        self,
        meeting: Meeting,
        *,
        protected: Iterable[str] = (),
        now: datetime | None = None,
        missing_letters: MissingLetters | None = None,
        known: Iterable[str] = (),
    ) -> list[Finding]:
        """Every finding of the meeting, in the order of `in_order`."""
        view = meeting_to_view(
            meeting, protected=protected, now=now, missing_letters=missing_letters, known=known
        )
        looked = Looked()
        return in_order(_findings(self._verdicts(view, looked), looked))

    def check_item(self, item: Item, index: int = 0) -> list[Finding]:
        """Findings of one case as it stands in the editor; rules on whole meetings are left out."""
        looked = Looked()
        return in_order(_findings(self._item_verdicts(item_to_view(item, index), looked), looked))

    def held(self, meeting: Meeting) -> list[Held]:
        """Every relation that was worked out and found right; for measuring the coverage."""
        view = meeting_to_view(meeting)
        verdicts = self._verdicts(view, Looked())
        return [verdict for _, _, verdict in verdicts if isinstance(verdict, Held)]

    def _verdicts(self, view: MeetingView, looked: Looked) -> Iterator[_Placed]:
        for item in view.items:
            yield from self._item_verdicts(item, looked)
        places: dict[int | None, ItemView] = {i.item.number: i for i in view.items}
        for rule in catalogue.rules("meeting"):
            for verdict in judge(rule, view):
                number = verdict.item if isinstance(verdict, Flaw) else None
                yield rule, places.get(number) if number is not None else None, verdict

    def _item_verdicts(self, item: ItemView, looked: Looked) -> Iterator[_Placed]:
        for part in item.parts:
            for rule, verdict in self._remember("part", part):
                yield rule, item, _in_part(verdict, part, looked)
        verdicts = self._remember("item", item)
        yield from ((rule, item, verdict) for rule, verdict in verdicts)

    def _remember(self, scope: Scope, view: Part | ItemView) -> _Ruled:
        key = (scope, view)
        found = self._memory.get(key)
        if found is None:
            found = _run(scope, view)
            weight = _letters(view) + LETTERS_OF_A_VERDICT * len(found)
            while self._memory and (
                len(self._memory) >= MEMORY or self._weight + weight > MEMORY_LETTERS
            ):
                oldest = next(iter(self._memory))
                del self._memory[oldest]
                self._weight -= self._weights.pop(oldest)
            self._memory[key], self._weights[key] = found, weight
            self._weight += weight
        return found


def _letters(view: Part | ItemView) -> int:
    """Letters of a part's text, or of all the parts of an item."""
    if isinstance(view, ItemView):
        return sum(map(_letters, view.parts))
    cells = (cell for table in view.tables for row in table.rows for cell in row)
    return sum(len(passage.text) for passage in view.passages) + sum(map(len, cells))


def _in_part(verdict: Verdict, part: Part, looked: Looked) -> Verdict:
    """A flaw with its operands placed in the part that the rule was shown."""
    if not isinstance(verdict, Flaw):
        return verdict
    operands = tuple(placed(one, (part,), None, looked) for one in verdict.operands)
    return replace(verdict, operands=operands)


_Ruled = tuple[tuple[Rule, Verdict], ...]
_Placed = tuple[Rule, ItemView | None, Verdict]


def check(
    meeting: Meeting,
    *,
    protected: Iterable[str] = (),
    now: datetime | None = None,
    known: Iterable[str] = (),
) -> list[Finding]:
    """Every finding of the meeting, always in the same order.

    `protected` are the terms registered on closed items; `now` is the time for rules that ask it;
    `known` are the names of members, officials and authors, about whom nobody is asked.
    """
    return Checker().check(meeting, protected=protected, now=now, known=known)


def _run(scope: Scope, view: object) -> _Ruled:
    return tuple(
        (rule, verdict) for rule in catalogue.rules(scope) for verdict in judge(rule, view)
    )


def judge(rule: Rule, view: object) -> list[Verdict]:
    """The rule's verdicts. A rule that stumbles over odd content says so and hinders no other.

    What a privacy rule could not look through stands in the way like a file that could not be opened.
    """
    try:
        return list(rule.run(view))
    except ODD_CONTENT as error:
        message = "Reglen kunne ikke regnes her; meld det til dem, der passer systemet"
        operand = Operand(type(error).__name__, str(error)[:200])
        severity: Severity = "error" if rule.id.startswith("priv-") else "info"
        return [Flaw(severity, message, (operand,), calculation=STUMBLED)]


def _findings(placed: Iterable[_Placed], looked: Looked) -> list[Finding]:
    """Findings without repeats: the same words about the same operands are said once."""
    found: dict[Hashable, Finding] = {}
    for rule, item, verdict in placed:
        if isinstance(verdict, Flaw):
            finding = _finding(rule, item, verdict, looked)
            found.setdefault((finding.rule, finding.index, finding.operands), finding)
    return list(found.values())


def _finding(rule: Rule, item: ItemView | None, flaw: Flaw, looked: Looked) -> Finding:
    parts = item.parts if item is not None else ()
    number = flaw.item if flaw.item is not None or item is None else item.item.number
    return Finding(
        rule=rule.id,
        severity=flaw.severity,
        item=number,
        message=_sentence(flaw.message),
        operands=tuple(placed(one, parts, item, looked) for one in flaw.operands),
        calculation=flaw.calculation,
        tolerance=flaw.tolerance,
        source=flaw.source or rule.source,
        index=None if item is None else item.index,
    )


def _sentence(message: str) -> str:
    """One full stop at the end, also where the last printed thing brings its own; a question has none."""
    plain = message.rstrip(". ")
    return plain if plain.endswith("?") else plain + "."
