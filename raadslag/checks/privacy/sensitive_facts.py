"""Whether a sentence says something sensitive of the person in it. The person is one sign, `ME`.

Patterns are put together from the rows of `words/sensitive.toml`. A sentence is short, and every
repetition has an end.
"""

from __future__ import annotations

import re

from raadslag.checks.privacy.words import any_of, rows

ME, OTHER = "\u2402", "\u2403"
"""The person asked about, and other persons, in a sentence in small letters."""

_WORD = r"[^\s.,;:()\u2402\u2403]{1,30}"
_COPULA = r"(?:er|var|blev|bliver|været|blevet|blive|har|havde|fik|gik|nu|meldt)"


def _of(group: str) -> str:
    return any_of(rows("sensitive", group))


_STATE = re.compile(rf"(?P<word>{any_of(rows('sensitive', 'state'), ending='e?')})")
_ACT = re.compile(rf"(?P<word>{_of('act')})")
_THING = re.compile(rf"(?P<word>{_of('thing')})")
_GROUP = re.compile(rf"{_of('group')}|(?<!\w)man(?!\w)")
_ACTOR = re.compile(rf"{ME}(?:,? {_WORD}){{0,2}} {_of('actor')}")
_OF_ONESELF = re.compile(
    r" at (?:han|hun|de) (?:er|var|har|havde|selv)|(?<!\w)(?:sin|sit) egen|sig selv"
)
_DIRECT = re.compile(
    rf"{ME}(?: (?:er|var|blev|bliver|har været|er blevet|har))(?: {_WORD}){{0,2}} (?P<word>{_of('state')})"
)
_DONE = re.compile(
    rf"(?P<word>{_of('done')})(?: {_WORD}){{0,3}} (?:af|mod|over|for)(?: {_WORD}){{0,2}} {ME}"
)
_DOING = re.compile(rf"(?P<word>{_of('doing')})(?: {_WORD}){{0,2}} {ME}")
_OWN = re.compile(rf"{ME}s(?: {_WORD}){{0,3}} (?P<word>{_of('thing')})")
_WEAK = {"med", "efter", "under", "gennem"}
_STRONG = any_of(row for row in rows("sensitive", "have") if row.word not in _WEAK)
_HAVE = re.compile(_STRONG)
_GAP = re.compile(rf"(?: om)?(?: (?:{_WORD}|{ME})){{0,5}} ")
_WITH = re.compile(
    rf"{ME}(?: {_COPULA})?(?: {_WORD})? (?:{'|'.join(sorted(_WEAK))})(?: {_WORD}){{0,3}} (?P<word>{_of('thing')})"
)
_NO_GAP = re.compile(r"(?<!\w)(?:om|for(?! mange)|i|på|til|med|mod|over|ved|at)(?!\w)")
_TOWARD = re.compile(
    rf"(?P<word>{_of('thing')})(?: {_WORD}){{0,3}} (?P<to>{_of('toward')})\.?(?: {_WORD}){{0,2}} {ME}"
)
_TOPIC = re.compile(rf"(?:om|vedrørende|vedr\.?|for|punktet|reglerne)(?: {_WORD}){{0,2}} \Z")
_CALLED_SO = re.compile(
    rf"(?P<word>{any_of(rows('sensitive', 'state'), ending='e?')}) {ME}"
    rf"|(?:\A|\t)(?P<word2>{_of('state')}|{_of('thing')})(?: {_WORD}){{0,2}} ?[:(] ?{ME}"
)
"""Den sygemeldte ME; Førtidspension bevilget: ME."""
_FIELD = re.compile(
    rf"\A ?{_WORD}(?: {_WORD})? ?[:\t] ?(?:{_WORD} ){{0,2}}(?P<word>{_of('state')}|{_of('thing')})"
)
"""A field of a form: "Ydelse: førtidspension"."""
_LABEL = re.compile(
    rf"{ME} ?(?:[:(]|- )(?: ?{_WORD}){{0,2}} ?(?P<word>{_of('state')}|{_of('thing')})|{ME}, (?P<word2>{_of('state')})"
)
_CELL = re.compile(rf"(?:{_of('state')}|{_of('thing')})")
FARTHEST = 130
"""Signs between a person and what the person is."""


def is_direct(sentence: str) -> bool:
    """A person er sygemeldt: nobody's work is in between."""
    return bool(_DIRECT.search(sentence))


def is_actor(sentence: str) -> bool:
    """The person speaks, works or decides, and not of themselves."""
    actor = _ACTOR.search(sentence)
    return bool(actor) and not _OF_ONESELF.search(sentence, actor.end() if actor else 0)


def fact_in(sentence: str) -> str | None:
    """The word of the sentence that is a sensitive fact of `ME`; null where there is none."""
    for pattern in (_DONE, _DOING, _OWN, _WITH):
        if match := pattern.search(sentence):
            return match["word"]
    return (
        _is(sentence)
        or _has(sentence)
        or _toward(sentence)
        or _labelled(sentence)
        or _row(sentence)
    )


def _is(sentence: str) -> str | None:
    """The person is, was, became something; or does what says it all."""
    for match in _STATE.finditer(sentence):
        before = sentence[max(0, match.start() - FARTHEST) : match.start()]
        me = before.rfind(ME)
        between = before[me + 1 :]
        if (
            me >= 0
            and re.search(rf"(?<!\w){_COPULA}(?!\w)", before[max(0, me - 12) :])
            and _is_clear(between)
        ):
            return match["word"]
    for match in _ACT.finditer(sentence):
        before = sentence[max(0, match.start() - FARTHEST) : match.start()]
        me = before.rfind(ME)
        if me >= 0 and _is_clear(before[me + 1 :]):
            return match["word"]
    return None


def _is_clear(between: str) -> bool:
    """Nobody else and no group of people comes in between."""
    return OTHER not in between.split(" og ")[0] and not _GROUP.search(between)


def _has(sentence: str) -> str | None:
    """The person has, gets, seeks or is refused it: the nearest such verb before the thing counts."""
    for match in _THING.finditer(sentence):
        start = max(0, match.start() - FARTHEST)
        links = list(_HAVE.finditer(sentence, start, match.start()))
        if not links:
            continue
        gap = sentence[links[-1].end() : match.start()]
        before = sentence[start : links[-1].start()]
        me = before.rfind(ME)
        if ME not in gap and (me < 0 or not _is_clear(before[me + 1 :])):
            continue
        if _GAP.fullmatch(gap) and not _NO_GAP.search(gap.removeprefix(" om")):
            return match["word"]
    return None


def _toward(sentence: str) -> str | None:
    for match in _TOWARD.finditer(sentence):
        topic = _TOPIC.search(sentence[: match.start()])
        if not topic or match["to"] not in {"til", "for", "om"}:
            return match["word"]
    return None


def fact_of_field(sentence: str) -> str | None:
    """The fact that a form's field tells of the person in the field before it."""
    match = _FIELD.search(sentence)
    return match["word"] if match else None


def _labelled(sentence: str) -> str | None:
    match = _LABEL.search(sentence) or _CALLED_SO.search(sentence)
    return (match["word"] or match["word2"]) if match else None


def _row(sentence: str) -> str | None:
    """A table's row: the person in one cell, the fact in another."""
    if "\t" not in sentence:
        return None
    cells = sentence.split("\t")
    if not any(cell.strip() in {ME, f"{ME}s"} for cell in cells):
        return None
    for cell in cells:
        found = _CELL.search(cell) if len(cell) < 60 and ME not in cell else None
        if found:
            return found.group()
    return None
