"""One sentence of presence: groups of persons and, between them, what is told of them.

A group belongs to the act after it ("Ida Kær var fraværende"), or to the one before it where none follows
("Der var afbud fra Ida Kær"); a word right before it may say whose place is told of ("i stedet for Bo Lund").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property

from raadslag.danish.names import is_first
from raadslag.danish.persons import Named, evident, persons_at, stand_in_word
from raadslag.danish.presence_facts import AWAY, Act, Group, Told
from raadslag.danish.presence_words import (
    ACTS,
    Fact,
    Telling,
    cues,
    kinds_of,
    words_of,
)
from raadslag.danish.tokens import Printed
from raadslag.danish.told_spans import items_at, time_at


@cache
def _act_stems() -> tuple[str, ...]:
    return tuple(words_of("acts", "stems"))


_MEETING = ("mødet", "videomødet")
MOST_BESIDE = 5
"""Words no row knows that may stand beside presence in a sentence; with more it tells of something else, as of
an earlier year's sickness."""
MOST_UNKNOWN = 2
"""Words no row knows that a sentence may hold and still tell presence only ("på grund af" takes any)."""
_OF_WHOM = frozenset(("fravær", "inhabilitet", "afbud", "forfald"))
"""What a name in the genitive may stand before: "i Ida Kærs fravær"."""
_PLACE_OF = frozenset(("sted", "plads", "sygdom", "barsel", "orlov", "ferie"))
"""The same where somebody else is there instead: "i Ida Kærs sted", "under Ida Kærs barsel"."""
_THAT = ("som", "der")
_CLAUSE_MARKS = (",", ";", "-", "–", "og", "mens", "men", "(")
LONGEST_QUOTE, LONGEST_BRACKET, LONGEST_HEAD = 80, 40, 40


class Sentence:
    """One sentence read from left to right into groups and acts, and then into facts."""

    def __init__(
        self, text: str, number: int | None, *, in_item: bool, away: Sequence[Named] = ()
    ) -> None:
        """`away`: who the sentence before told absent; "i hendes sted" is theirs."""
        self.printed = Printed(text.strip(" •-–*"))
        self.number, self.in_item, self.away = number, in_item, away
        self.groups: list[Group] = []
        self.acts: list[Act] = [Act()]
        self.cues: set[str] = set()
        self.unknown = 0
        self.decides = self._excused = self._negates = self._next_is_place = False

    def read(self) -> Telling:
        i, is_of_meeting = 0, self.printed.low(0) in _MEETING
        while i < len(self.printed):
            if self.unknown > MOST_BESIDE and not is_of_meeting:
                return Telling()  # It tells of something else, whatever follows.
            i = self._step(i)
        self._close_acts()
        labelled = ":" in self.printed.text[1:] or cues().at(self.printed, 0) is not None
        told = Told(
            self.groups,
            self.acts,
            self.cues,
            self.number,
            self.away,
            bare=self.in_item and not labelled,
        )
        facts = told.facts(decides=self.decides)
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
        if raw in (",", ":", ";"):
            self._mark(i)
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

    def _mark(self, i: int) -> None:
        """ "I stedet for Ida Kær, der var forhindret, mødte …": the clause of whose place it is ends at its mark, and
        what follows is told of who came."""
        if not self.groups:
            self.acts = [Act()] if self.printed.raw(i) == ";" else self.acts
        elif (
            self.acts[-1].of_last
            and all(group.governor == "for" for group in self.groups)
            and self.printed.low(i + 1) not in _THAT
        ):
            spoken = (act.role for group in self.groups for act in group.before)
            role = next(filter(None, spoken), None)
            self.acts.append(Act(cues={"instead"}, role=role, turned=True))
            self._excused = False

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
        here.times.append((how, at))
        if verb in ("kom", "gik") and not here.kind:
            here.kind = "late" if verb == "kom" else "left"

    def _cue(self, i: int, end: int, kind: str) -> int:
        printed, here = self.printed, self.acts[-1]
        if kind == "aside" and printed.low(i).startswith("forhindre") and self._of_meeting():
            kind = "hindered"
        self.cues.add(kind)
        if self._turns(i, kind):
            self.acts.append(here := Act(turned=True))
            self._excused = False
        if kind in ("replaces", "replaced"):
            self._replace(kind)
        elif kind == "reason":
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

    def _of_meeting(self) -> bool:
        """ "forhindret i at deltage" keeps from the meeting, but in an item only from that one."""
        of_item = not self._kinds.isdisjoint(("treatment", "point"))
        return not of_item and (
            not self.in_item or not self._kinds.isdisjoint(("meeting", "stand_in", "instead"))
        )

    def _turns(self, i: int, kind: str) -> bool:
        """A clause that begins with an adverb or a stand-in's role: the verb's person follows it."""
        adverb = kind in ACTS and self.printed.low(i - 1) in words_of("turns")
        told = self.groups and (self.acts[-1].kind or self.groups[-1].told)
        if not told or not (adverb or kind in ("in_place", "stand_in")):
            return False
        k = i - 1 - (self.printed.low(i - 1) in ("som", *words_of("turns")))
        return self.printed.low(k) in _CLAUSE_MARKS

    def _replace(self, kind: str) -> None:
        """ "Bo Lund erstatter Ida Kær", "Ida Kær blev erstattet af Bo Lund"."""
        if kind == "replaces":
            self._open_act("present")
            self.acts[-1].cues.add("instead")
            self._next_is_place = True
        else:
            if self.acts[-1].kind not in AWAY:
                self._open_act("absent")
            self.acts.append(Act("present", {"in_place"}, turned=True))

    def _open_act(self, kind: str) -> None:
        here = self.acts[-1]
        if {here.kind, kind} == {"absent", "apologies"}:
            here.kind = "apologies"
        elif here.kind and here.kind != kind:
            self.acts.append(Act(kind, of_last=here.of_last))
        else:
            here.kind = kind
        self.acts[-1].negated |= self._negates
        self._negates = False

    def _group(self, people: list[Named], start: int, end: int) -> None:
        self._close_acts()
        governor = None
        name = people[-1].name
        noun = stand_in_word(self.printed.low(end)) or self.printed.low(end) in _OF_WHOM | _PLACE_OF
        if self._next_is_place or (self.printed.low(start - 1) == "for" and self._is_place(start)):
            governor, self._next_is_place = "for", False
        elif "except" in self.acts[-1].cues and not self.acts[-1].items:
            governor = "except"
        elif noun and name.endswith("s") and len(people) == 1:
            people = [replace(people[0], name=name[:-1])]
            governor = None if self.printed.low(end) in _OF_WHOM else "for"
        joined = self.printed.low(start - 1) in (",", "og", "samt", ":")
        if governor == "for" and len(people) > 1 and self._is_one_stand_in(start):
            # "Suppleanten for Ida Kær, Bo Lund, deltog": one has one stand-in.
            self.groups.append(Group(people[:1], "for", self.acts, joined))
            people, governor, self.acts = people[1:], None, [Act()]
        self.groups.append(Group(people, governor, self.acts, joined))
        self.acts, self._excused = [Act()], False
        mark = end + (self.printed.low(end) in _PLACE_OF)
        mark += self.printed.raw(mark) == ","
        self.acts[0].of_last = self.printed.low(mark) in (*_THAT, "-", "–")

    def _is_one_stand_in(self, start: int) -> bool:
        word = self.printed.low(start - 2)
        return stand_in_word(word) is not None and word.endswith(("t", "ten", "der", "deren", "ar"))

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
        if not here.kind and (here.cues & {"stand_in", "instead", "in_place", "members"}):
            here.kind = "present"

    def _word(self, i: int) -> None:
        token = self.printed.tokens[i]
        if token.low == "hvem":
            self.unknown += (
                MOST_BESIDE + 1
            )  # "Ida Kær, for hvem Bo Lund mødte, var syg": left as text
        if not token.is_word or ("stand_in" in self._kinds and token.low in words_of("approval")):  # fmt: skip
            return
        if token.low.startswith(_act_stems()):
            self.decides = True
        elif token.low not in words_of("fill") and not self._excused:
            self.unknown += 1

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
