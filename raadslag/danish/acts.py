"""What a sentence binds somebody to do later: actor, act, mood, receiver, due, strength. One clause grammar.

Ask `acts_in(text, place, …)`. An act is a verb of the table (`verbs.toml`) in a clause whose mood, actor,
receiver and due speak for it, and in which nothing vetoes it: the past, law and norms, purposes, votes,
what is only told or proposed, the present meeting. Every piece of evidence is a named weight; the sum
tells two tiers: "proposed", and "maybe" (folded away on screens).

Places, from most to least binding: decision, recommendation (adopted), process, case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from raadslag.danish.act_evidence import (
    DUE,
    MAYBE,
    PROPOSED,
    TOLD_KINDS,
    Weighed,
    weigh,
    weigh_without_verb,
    weight_of_due,
)
from raadslag.danish.act_kinds import Kind, what_kind
from raadslag.danish.act_parts import owed_to, parties_to, quoted, strength_of
from raadslag.danish.act_scene import Place, Scene
from raadslag.danish.clauses import RULING, WORD, Clause
from raadslag.danish.due import Due, binding, dues_in, recurs
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.verbs import forms_of

Strength = Literal["firm", "wish", "possible"]
Tier = Literal["proposed", "maybe"]
LONGEST = 700
"""Letters; a longer sentence is a list or a table that lost its lines."""
SHORTEST = 12
_SOME_DAY = Due("", 0, 0, "day")
_OWING = {place: forms_of(kinds, ("present", "passive")) for place, kinds in TOLD_KINDS.items()}
_OWING_IF_RULED = {
    place: forms_of(kinds, ("infinitive", "participle")) for place, kinds in TOLD_KINDS.items()
}
"""Forms that look ahead only after a word that rules them: "vil undersøge", "bliver undersøgt"."""


@dataclass(frozen=True, slots=True)
class Act:
    """One commitment. `text`: the clause as it stands alone; `who` must act; `to` gets it."""

    text: str
    kind: Kind
    who: str | None
    to: str | None
    due: Due | None
    strength: Strength
    score: float
    tier: Tier


def acts_in(
    text: str,
    place: Place,
    *,
    today: date | None = None,
    budget: date | None = None,
    here: str | None = None,
) -> list[Act]:
    """Every commitment of the text, in order. `today`: the meeting's day; `budget`: the first reading of
    the budget; `here`: the body that meets."""
    found: list[Act] = []
    for paragraph in text.split("\n"):
        for sentence in sentence_texts(paragraph):
            if SHORTEST <= len(sentence) <= LONGEST and _may_act(sentence, place):
                found += _of_sentence(sentence, Scene(place, today, budget, here))
    return found


def _may_act(sentence: str, place: Place) -> bool:
    """Whether any word is a verb that can owe something: most sentences of a case have none."""
    if sentence.endswith("?"):
        return False
    if place in ("decision", "recommendation"):
        return True
    words = WORD.findall(sentence.lower())
    return not _OWING[place].isdisjoint(words) or not (
        _OWING_IF_RULED[place].isdisjoint(words) or RULING.isdisjoint(words)
    )


def _of_sentence(sentence: str, scene: Scene) -> Iterator[Act]:
    scene = scene.of(sentence)
    some_day = scene.until(_SOME_DAY)
    for group in groups(scene.clauses):
        weighed = [one for clause in group for one in weigh(clause, some_day)]
        if not _may_weigh_enough(weighed, scene):
            continue
        dues = dues_in(sentence[group[0].start : group[-1].end], scene.today, scene.budget)
        due = binding(dues)
        here = scene.until(due)
        if due is None or scene.place == "recommendation":
            # Anywhere else every phrase of when weighs the verbs as some day does.
            weighed = [one for clause in group for one in weigh(clause, here)]
        best = max(weighed, key=lambda one: one.score, default=None) or weigh_without_verb(
            group, here
        )
        if best is None:
            continue
        score = best.score + weight_of_due(best, here)
        if score < MAYBE[scene.place]:
            continue
        who, to = parties_to(best, scene)
        kind = what_kind(best, due, recurs(dues), to, scene, group)
        yield Act(
            quoted(sentence, group),
            kind,
            who,
            None if kind == "task" and not owed_to(best) else to,
            due,
            strength_of(best, group),
            score,
            "proposed" if score >= PROPOSED else "maybe",
        )


def _may_weigh_enough(weighed: Sequence[Weighed], scene: Scene) -> bool:
    """Whether any verb could be a commitment if there were a day: looking for one costs the most."""
    if not weighed:
        return not scene.told
    return max(one.score for one in weighed) + DUE["day"] >= MAYBE[scene.place]


def groups(parts: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses that make one commitment together: a main clause with what hangs on it."""
    found: list[list[Clause]] = []
    for clause in parts:
        new = not found or _begins(clause, found[-1])
        if new:
            found.append([clause])
        else:
            found[-1].append(clause)
    return found


def _begins(clause: Clause, group: list[Clause]) -> bool:
    """A second main clause, or a second "at" beside the first, or an aside that says something of its own."""
    if clause.lead == "main":
        return bool(clause.predicates) and bool(group[-1].predicates or len(group) > 1)
    if clause.lead == "at":
        return clause.words[0].low in ("og", "samt") and any(one.lead == "at" for one in group)
    return clause.lead == "aside" and bool(clause.predicates)


__all__ = ["Act", "Kind", "Place", "Strength", "Tier", "acts_in", "groups"]
