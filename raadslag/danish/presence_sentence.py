"""One sentence of presence: groups of persons and, between them, what is told of them.

A group belongs to the act after it ("Ida Kær var fraværende"), or to the one before it where none follows
("Der var afbud fra Ida Kær"); a word right before it may say whose place is told of ("i stedet for Bo Lund").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from raadslag.danish.names import is_first
from raadslag.danish.persons import Named, evident, persons_at, stand_in_word
from raadslag.danish.presence_words import (
    ACTS,
    Fact,
    Kind,
    Telling,
    cues,
    items_at,
    kinds_of,
    time_at,
    words_of,
)
from raadslag.danish.tokens import Printed


@cache
def _act_stems() -> tuple[str, ...]:
    return tuple(words_of("acts", "stems"))


MOST_UNKNOWN = 2
"""Words no row knows that a sentence may hold and still tell presence only ("på grund af" takes any)."""
_OF_WHOM = frozenset(("fravær", "inhabilitet", "afbud", "forfald"))
"""What a name in the genitive may stand before: "i Ida Kærs fravær"."""
LONGEST_QUOTE, LONGEST_BRACKET, LONGEST_HEAD = 80, 40, 40


@dataclass(slots=True)
class _Act:
    """What is told in one stretch between two groups of persons, and what stands with it."""

    kind: str = ""
    cues: set[str] = field(default_factory=set)
    items: list[tuple[str, int, int]] = field(default_factory=list)
    time: tuple[str, str] | None = None
    role: str | None = None
    negated: bool = False
    after: bool = False
    of_last: bool = False
    """A clause or a dash follows the list: it is told of the person right before it."""

    @property
    def here(self) -> bool:
        """Of this item: "i sagens behandling", "under punktet"."""
        return bool(self.cues & {"point", "treatment"})

    @property
    def there(self) -> bool:
        return self.kind in ("present", "takes_part")


@dataclass(slots=True)
class _Group:
    """Persons, the acts told before them, and the word that says whose place it is."""

    people: list[Named]
    governor: str | None
    before: list[_Act]

    @property
    def told(self) -> list[_Act]:
        return [act for act in self.before if act.kind]


class Sentence:
    """One sentence read from left to right into groups and acts, and then into facts."""

    def __init__(self, text: str, number: int | None, *, in_item: bool) -> None:
        self.printed = Printed(text.strip(" •-–*"))
        self.number, self.in_item = number, in_item
        self.groups: list[_Group] = []
        self.acts: list[_Act] = [_Act()]
        self.cues: set[str] = set()
        self.unknown = 0
        self.decides = self._excused = self._negates = False

    def read(self) -> Telling:
        i = 0
        while i < len(self.printed):
            i = self._step(i)
        self._close_acts()
        facts = list(dict.fromkeys(self._facts()))
        return Telling(facts, self._only(facts))

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """Every kind of cue in the sentence."""
        return kinds_of(self.printed)

    # ---------------------------------------------------------------- from words to groups and acts
    def _step(self, i: int) -> int:
        printed = self.printed
        raw = printed.raw(i)
        if raw in '"”“»':
            ends = range(i + 1, min(len(printed), i + LONGEST_QUOTE))
            return next((k for k in ends if printed.raw(k) in '"”“«'), i) + 1
        if raw in "([":
            return self._bracket(i)
        if raw == ";" and not self.groups:
            self.acts = [_Act()]
        if items := items_at(printed, i):
            self.acts[-1].items += items[0]
            return items[1]
        if time := time_at(printed, i):
            self._time(i, *time[:2])
            return time[2]
        if cue := cues().at(printed, i):
            return self._cue(i, *cue)
        colon = bool(self.cues) and ":" in (printed.raw(i - 1), printed.raw(i - 2))
        placed = printed.low(i - 1) == "for" and "instead" in self.cues
        alone = i == 0 and is_first(printed.raw(0)) and cues().at(printed, 1) is not None
        people, end = persons_at(printed, i, listed=colon or alone)
        if not people and placed and is_first(printed.raw(i)):
            people, end = [Named(printed.raw(i))], i + 1
        if people := evident(people, printed.text):
            self._group(people, i, end)
        if end > i:
            return end
        self._word(i)
        return i + 1

    def _bracket(self, i: int) -> int:
        end = self.printed.closing(i)
        if end is None or self._excused:
            return i + 1
        people, after = persons_at(self.printed, i + 1, listed=True)
        if people and after == end and self.cues:
            self._group(people, i + 1, end)
            return end + 1
        inner = self.printed.cut(i + 1, end)
        self.unknown += 0 if len(inner) < LONGEST_BRACKET else len(inner.split())
        return end + 1

    def _time(self, i: int, how: str, at: str) -> None:
        here, verb = self.acts[-1], self.printed.low(i - 1)
        here.time = here.time or (how, at)
        if verb in ("kom", "gik") and not here.kind:
            here.kind = "late" if verb == "kom" else "left"

    def _cue(self, i: int, end: int, kind: str) -> int:
        printed, here = self.printed, self.acts[-1]
        self.cues.add(kind)
        if kind == "reason":
            self._excused = True
        elif kind == "not":
            follow = cues().at(printed, end)
            later = cues().at(printed, end + 1) if not here.kind else None
            self._negates = (follow or later or (0, ""))[1] in ACTS
            here.negated |= not self._negates
        elif kind in ACTS and not self._excused:
            # Headings of a table's head that lost its lines, "Medlemmer Fraværende": the first one's list follows.
            headed = here.cues == {"members"} and printed.tokens[i].is_capital and i == 1
            self._open_act("present" if headed else kind)
        else:
            here.cues.add(kind)
            here.role = (stand_in_word(printed.low(i)) if kind == "stand_in" else None) or here.role
            here.after |= here.here and "efter" in (printed.low(i - 1), printed.low(i - 2))
        return end - 1 if printed.low(end - 1) == "kl" else end

    def _open_act(self, kind: str) -> None:
        here = self.acts[-1]
        if {here.kind, kind} == {"absent", "apologies"}:
            here.kind = "apologies"
        elif here.kind and here.kind != kind:
            self.acts.append(_Act(kind, of_last=here.of_last))
        else:
            here.kind = kind
        self.acts[-1].negated |= self._negates
        self._negates = False

    def _group(self, people: list[Named], start: int, end: int) -> None:
        self._close_acts()
        governor = None
        name = people[-1].name
        noun = stand_in_word(self.printed.low(end)) or self.printed.low(end) in _OF_WHOM
        if self.printed.low(start - 1) == "for" and self._is_place(start):
            governor = "for"
        elif "except" in self.acts[-1].cues and not self.acts[-1].items:
            governor = "except"
        elif noun and name.endswith("s") and len(people) == 1:
            people = [replace(people[0], name=name[:-1])]
            governor = None if self.printed.low(end) in _OF_WHOM else "for"
        self.groups.append(_Group(people, governor, self.acts))
        self.acts, self._excused = [_Act()], False
        mark = end + (self.printed.raw(end) == ",")
        self.acts[0].of_last = self.printed.low(mark) in ("som", "der", "-", "–")

    def _is_place(self, start: int) -> bool:
        """ "for" before a name says whose place it is: after a word for a stand-in, "deltog for", or first of all."""
        kinds = self._kinds
        told = self.cues & {"stand_in", "instead"} or self.printed.low(start - 2) in (
            "deltog",
            "deltager",
            "mødte",
        )
        return bool(told) or (start == 1 and "stand_in" in kinds)

    def _close_acts(self) -> None:
        """A stretch that only names a stand-in's role, or members, tells that they were there."""
        here = self.acts[-1]
        if not here.kind and (here.cues & {"stand_in", "instead", "members"}):
            here.kind = "present"

    def _word(self, i: int) -> None:
        token = self.printed.tokens[i]
        if not token.is_word or ("stand_in" in self._kinds and token.low in words_of("approval")):  # fmt: skip
            return
        if token.low.startswith(_act_stems()):
            self.decides = True
        elif token.low not in words_of("fill") and not self._excused:
            self.unknown += 1

    # ---------------------------------------------------------------- from groups and acts to facts
    def _facts(self) -> Iterator[Fact]:
        taken: set[int] = set()
        for n, group in enumerate(self.groups):
            if group.governor == "for":
                if not self.decides and any(g.governor is None for g in self.groups):
                    yield from (Fact(one, "absent", weak=True) for one in group.people)
                continue
            follow = self.groups[n + 1].before if n + 1 < len(self.groups) else self.acts
            acts = [act for act in follow if act.kind and id(act) not in taken]
            if not follow[0].kind and follow[0].negated and group.told:
                acts = [replace(act, negated=True) for act in group.told]
            elif not acts or group.governor == "except":
                acts = acts or group.told or self._shared(n)
            taken |= {id(act) for act in acts}
            if (
                group.governor is None
                and group.told
                and len(group.people) > 1
                and acts is not group.told
                and acts[0].of_last
            ):
                # "Til stede: Ida Kær, Bo Lund, som forlod mødet kl. 17": what follows is told of the last one.
                for one in group.people[:-1]:
                    yield from (fact for act in group.told for fact in self._of_person(one, act))
                group = replace(group, people=group.people[-1:])
            for m, one in enumerate(group.people):
                for act in self._meant(group, acts):
                    yield from (
                        self._standing_in(n, m, fact, act) for fact in self._of_person(one, act)
                    )

    def _shared(self, n: int) -> list[_Act]:
        """The act of the nearest group before: "Fraværende var Ida Kær, der havde ferie, og Bo Lund"."""
        return next((group.told for group in reversed(self.groups[:n]) if group.told), [])

    def _meant(self, group: _Group, acts: list[_Act]) -> Iterator[_Act]:
        """The acts without what only goes with another: who is disqualified and leaves has not gone home."""
        aside = [act for act in acts if act.kind == "aside"]
        spans = [span for act in acts for span in act.items]
        for act in acts:
            if ("back" in self.cues and act.kind in ("late", "left")) or (aside and (act.there or act.kind == "left")):  # fmt: skip
                continue
            if group.governor == "except":
                kind = "apologies" if act.kind == "apologies" else "absent"
                yield replace(act, kind=kind, negated=False)
            else:
                yield replace(act, items=act.items or spans) if act.kind == "aside" else act

    def _standing_in(self, n: int, m: int, fact: Fact, act: _Act) -> Fact:
        """Whose place the person takes, and the word for it where one is printed."""
        if fact.kind not in ("present", "late"):
            return fact
        beside = self.groups[n + 1 : n + 2] + self.groups[max(0, n - 1) : n]
        near = [group for group in beside if group.governor == "for"]
        spoken = [act, *self.groups[n].before, *(a for group in near for a in group.before)]
        role = next((a.role for a in spoken if a.role), None)
        whom = near[0].people[min(m, len(near[0].people) - 1)].name if near else None
        one = fact.named
        return replace(fact, named=replace(one, role=one.role or role, substitute_for=one.substitute_for or whom))  # fmt: skip

    def _of_person(self, one: Named, act: _Act) -> Iterator[Fact]:
        away = act.kind in ("absent", "apologies", "hindered") or (act.there and act.negated)
        ballot = "ballot" in act.cues and not (act.here or act.items)
        if ballot or "part" in act.cues or (act.there and "nobody" in act.cues):
            return
        if act.kind == "aside" or (away and self._of_item(act) and not self._missing(act)):
            if not act.negated or act.there:
                if not act.items:
                    yield Fact(one, "aside", self.number, self.number)
                for _, first, last in act.items:
                    yield Fact(one, "aside", first, last)
        elif away and (span := self._missing(act)):
            yield Fact(one, *span)
        elif away:
            if not (act.negated and act.kind == "absent"):
                yield Fact(one, "apologies" if act.kind in ("apologies", "hindered") else "absent")
        elif not act.negated:
            yield self._coming(one, act)

    def _missing(self, act: _Act) -> tuple[Kind, int | None, int | None, str | None] | None:
        """Missing from a moment on is to have left, and missing until one is to come late."""
        how, first = act.items[0][:2] if act.items else ("", None)
        at = act.time[1] if act.time else None
        how = how if act.items else act.time[0] if act.time else ""
        if how == "fra" and (act.items == [] or act.items[0][1] == act.items[0][2]):
            return "left", None, first - 1 if first else self.number, at
        return ("late", first + 1 if first else self.number, None, at) if how == "til" else None

    def _of_item(self, act: _Act) -> bool:
        """Absence that is told of an item: by its number, by its words, or, in an item, by a bare "deltog ikke"."""
        whole = "meeting" in act.cues
        labelled = ":" in self.printed.text[1:] or cues().at(self.printed, 0) is not None
        bare = act.kind == "takes_part" and self.in_item and not whole and not labelled
        return bool(act.items) or (act.here and (act.there or not whole)) or bare

    def _coming(self, one: Named, act: _Act) -> Fact:
        """Present, come late or gone early, with items and time; who leaves the room for an item stands aside."""
        how_at, at = act.time or ("", None)
        own = self.number
        if act.kind == "left" and act.here and not (act.items or act.after or "point" in act.cues):
            return Fact(one, "aside", own, own)
        kind: Kind = "present" if act.kind == "takes_part" else act.kind  # type: ignore[assignment]
        items = act.items or (
            [("efter" if act.after else "under", own, own)] if act.here and own else []
        )
        if kind == "present" and at and not act.items and how_at in ("fra", "til", ""):
            kind = "left" if how_at == "til" else "present" if "meeting" in act.cues and not how_at else "late"  # fmt: skip
        if act.kind == "present" and at and items and items[0][0] in ("under", "ved"):
            kind = "late"  # "mødte kl. 17.10 under punkt 2"
        if not items:
            first, last = (None, None) if kind == "present" else (own, None) if kind == "late" else (None, own)  # fmt: skip
        else:
            first, last, kind = _span(
                kind, items[0][0], items[0][1], max(last for *_, last in items)
            )
        return Fact(one, kind, first, last, at, "guests" in act.cues)

    # ---------------------------------------------------------------- is it presence and nothing else
    def _only(self, facts: list[Fact]) -> bool:
        if self.decides or ("ballot" in self.cues and not facts):
            return False
        silent = {"nobody", "everybody"} | ({"back", "part"} if self.groups else set())
        told = bool(self.cues & (ACTS | {"stand_in", "members"}))
        nobody = told and (bool(self.cues & silent) or self._empty_label())
        plain = all(fact.kind == "present" for fact in facts)
        only = (bool(facts) or nobody) and self.unknown <= (
            0 if plain and self.in_item else MOST_UNKNOWN
        )
        return only or self._is_held()

    def _empty_label(self) -> bool:
        """ "Afbud: -": a template's field with nothing in it."""
        head, colon, rest = self.printed.text.partition(":")
        empty = bool(colon) and not any(char.isalnum() for char in rest)
        return empty and len(head) < LONGEST_HEAD and not self.unknown

    def _is_held(self) -> bool:
        """ "Mødet sluttede kl. 17": when and where the meeting was held."""
        verbs = {self.printed.low(k) for k in range(1, 5)} & words_of("held", "verbs")
        return (
            self.printed.low(0) in ("mødet", "videomødet")
            and bool(verbs)
            and len(self.printed) < 40
        )


def _span(kind: Kind, how: str, first: int, last: int) -> tuple[int | None, int | None, Kind]:
    """(first item, last item, kind) of somebody told of at `how` these items."""
    before = how in ("før", "inden")
    if kind == "left" or (kind == "present" and (how == "til" or before)):
        return None, first - before, "left"
    if kind == "late" or how == "efter" or (how == "fra" and last == first):
        return first + (how == "efter"), None, "late"
    return first, last, kind
