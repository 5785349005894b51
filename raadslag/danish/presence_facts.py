"""From what a sentence of presence holds, groups of persons and the acts between them, to each person's facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from raadslag.danish.persons import Named, stand_in_word
from raadslag.danish.presence_words import Fact, Kind, kinds_in

AWAY = ("absent", "apologies", "hindered")
_STRONGER = {
    "absent": {"apologies", "late", "left"}, "apologies": {"late", "left"}, "present": {"absent", "apologies"},
}  # fmt: skip
"""What, told of the same person in the same sentence, a kind gives way to."""


@dataclass(slots=True)
class Act:
    """What is told in one stretch between two groups of persons, and what stands with it."""

    kind: str = ""
    cues: set[str] = field(default_factory=set)
    items: list[tuple[str, int, int]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    role: str | None = None
    negated: bool = False
    after: bool = False
    turned: bool = False
    """An adverb stands first in its clause: who is meant follows the verb ("i stedet deltog Bo Lund")."""
    of_last: bool = False
    """A clause or a dash follows the list: it is told of the person right before it."""

    @property
    def here(self) -> bool:
        """Of this item: "i sagens behandling", "under punktet"."""
        return bool(self.cues & {"point", "treatment"})

    @property
    def there(self) -> bool:
        return self.kind in ("present", "takes_part")

    @property
    def time(self) -> tuple[str, str] | None:
        return self.times[0] if self.times else None


@dataclass(slots=True)
class Group:
    """Persons, the acts told before them, and the word that says whose place it is."""

    people: list[Named]
    governor: str | None
    before: list[Act]
    joined: bool = False
    """A comma or "og" stands right before them."""

    @property
    def told(self) -> list[Act]:
        """What is told of them before they are named; where a clause turned, only what it holds."""
        acts = [act for act in self.before if act.kind]
        return [act for act in acts if act.turned] or acts


@dataclass(slots=True)
class Told:
    """A sentence's groups, the acts after the last one, and what decides how they are meant."""

    groups: list[Group]
    acts: list[Act]
    cues: set[str]
    number: int | None
    away: Sequence[Named]
    bare: bool
    """In an item and under no label: a bare "deltog ikke" is of the item."""

    def facts(self, *, decides: bool) -> list[Fact]:
        """Every person's facts in print order, none that contradicts another."""
        return _consistent(list(dict.fromkeys(self._all(decides))))

    def _all(self, decides: bool) -> Iterator[Fact]:
        taken: set[int] = set()
        for n, group in enumerate(self.groups):
            follow = self.groups[n + 1].before if n + 1 < len(self.groups) else self.acts
            last = n + 1 == len(self.groups)
            acts = [a for a in follow if a.kind and id(a) not in taken and (last or not a.turned)]
            if group.governor == "for":
                if not decides and any(g.governor is None for g in self.groups):
                    yield from self._of_place(group, acts)
                continue
            if not follow[0].kind and follow[0].negated and group.told:
                acts = [replace(act, negated=True) for act in group.told]
            elif not acts or group.governor == "except":
                told = [a for a in group.told if group.joined or id(a) not in taken]
                acts = acts or told or self._shared(n)
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
                facts = [
                    self._standing_in(n, m, fact, act)
                    for act in self._meant(group, acts)
                    for fact in self._of_person(one, act)
                ]
                yield from facts
                away = any(fact.kind in AWAY for fact in facts)
                yield from (Fact(other, "present") for other in stand_ins(one, away=away)[0])

    def _of_place(self, group: Group, acts: list[Act]) -> Iterator[Fact]:
        """Whose place is taken is away: as the clause after them tells ("…, der havde meldt afbud"), or weakly."""
        away = [act for act in acts if act.kind in AWAY and act.of_last]
        for one in group.people:
            yield from (fact for act in away for fact in self._of_person(one, act))
            if not away:
                yield Fact(one, "absent", weak=True)

    def _shared(self, n: int) -> list[Act]:
        """The act of the nearest group before: "Fraværende var Ida Kær, der havde ferie, og Bo Lund"."""
        before = reversed(self.groups[:n]) if self.groups[n].joined else iter(())
        return next((group.told for group in before if group.told), [])

    def _meant(self, group: Group, acts: list[Act]) -> Iterator[Act]:
        """The acts without what only goes with another: who is disqualified and leaves has not gone home."""
        aside = [act for act in acts if act.kind == "aside"]
        spans = [span for act in acts for span in act.items]
        for n, act in enumerate(acts):
            if act.there and act.items and not act.negated and n + 1 < len(acts) and _just_left(acts[n + 1]):  # fmt: skip
                last = max(to for *_, to in act.items)
                acts[n + 1].items, acts[n + 1].after = [("efter", last, last)], True
                continue  # "deltog i punkt 1-4 og forlod derefter mødet"
            if ("back" in self.cues and act.kind in ("late", "left")) or (aside and (act.there or act.kind == "left")):  # fmt: skip
                continue
            if group.governor == "except":
                kind = "apologies" if act.kind == "apologies" else "absent"
                yield replace(act, kind=kind, negated=False)
            else:
                yield replace(act, items=act.items or spans) if act.kind == "aside" else act

    def _standing_in(self, n: int, m: int, fact: Fact, act: Act) -> Fact:
        """Whose place the person takes, and the word for it where one is printed."""
        if fact.kind not in ("present", "late"):
            return fact
        beside = self.groups[n + 1 : n + 2] + self.groups[max(0, n - 1) : n]
        near = [group for group in beside if group.governor == "for"]
        spoken = [act, *self.groups[n].before, *(a for group in near for a in group.before)]
        role = next((a.role for a in spoken if a.role), None)
        whom = near[0].people[min(m, len(near[0].people) - 1)].name if near else None
        if whom is None and any("in_place" in act.cues for act in (act, *self.groups[n].told)):
            left = self.groups[n - 1].people if n else self.away
            if n and self.groups[n].before[0].of_last:
                left = left[-1:]
            left = [
                other for other in left if other.status
            ] or left  # "Ida Kær - afbud, i stedet …"
            whom = left[m].name if m < len(left) else None
        one = fact.named
        return replace(fact, named=replace(one, role=one.role or role, substitute_for=one.substitute_for or whom))  # fmt: skip

    def _of_person(self, one: Named, act: Act) -> Iterator[Fact]:
        away = act.kind in AWAY or (act.there and act.negated)
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
            yield from self._coming(one, act)

    def _missing(self, act: Act) -> tuple[Kind, int | None, int | None, str | None] | None:
        """Missing from a moment on is to have left, and missing until one is to come late."""
        how, first = act.items[0][:2] if act.items else ("", None)
        at = act.time[1] if act.time else None
        how = how if act.items else act.time[0] if act.time else ""
        if how == "fra" and (act.items == [] or act.items[0][1] == act.items[0][2]):
            return "left", None, first - 1 if first else self.number, at
        return ("late", first + 1 if first else self.number, None, at) if how == "til" else None

    def _of_item(self, act: Act) -> bool:
        """Absence that is told of an item: by its number, by its words, or, in an item, by a bare "deltog ikke"."""
        whole = "meeting" in act.cues
        bare = act.kind == "takes_part" and self.bare and not whole
        return bool(act.items) or (act.here and (act.there or not whole)) or bare

    def _coming(self, one: Named, act: Act) -> Iterator[Fact]:
        """Present, come late or gone early, with items and time; who leaves the room for an item stands aside."""
        yield self._came(one, act)
        if act.there and [how for how, _ in act.times[1:]] == ["til"]:
            yield Fact(one, "left", None, self.number, act.times[1][1])

    def _came(self, one: Named, act: Act) -> Fact:
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


def stand_ins(one: Named, *, away: bool) -> tuple[list[Named], Kind | None]:
    """(who the brackets after a name say came in that one's place, how they tell them away): "(Bo Lund mødte
    som stedfortræder)". `away`: they are told away beside the bracket, so that a bare name is their stand-in."""
    found: list[Named] = []
    gone: Kind | None = None
    for text, others in one.beside:
        kinds = kinds_in(text)
        role = next(filter(None, map(stand_in_word, text.casefold().split())), None)
        came = role and (kinds & {"present", "takes_part"} or text.startswith("ved "))
        told: Kind | None = "apologies" if kinds & {"apologies", "hindered"} else None
        if told is None and (came or kinds & {"absent", "in_place", "replaced"}):
            told = "absent"
        if role or told or away:
            found += [
                replace(other, role=other.role or role, status=None, substitute_for=one.name)
                for other in others
            ]
            gone = gone or told
    return found, gone


def _just_left(act: Act) -> bool:
    return act.kind == "left" and not (act.items or act.times or act.here)


def _consistent(facts: list[Fact]) -> list[Fact]:
    """Nobody is both away and there: who comes later or leaves was there, and who is told away is not present."""
    kinds: dict[str, set[str]] = {}
    for fact in facts:
        kinds.setdefault(fact.named.name, set()).add(fact.kind)
    return [fact for fact in facts if not kinds[fact.named.name] & _STRONGER.get(fact.kind, set())]


def _span(kind: Kind, how: str, first: int, last: int) -> tuple[int | None, int | None, Kind]:
    """(first item, last item, kind) of somebody told of at `how` these items."""
    before = how in ("før", "inden")
    if kind == "left" or (kind == "present" and (how == "til" or before)):
        return None, first - before, "left"
    if kind == "late" or how == "efter" or (how == "fra" and last == first):
        return first + (how == "efter"), None, "late"
    return first, last, kind
