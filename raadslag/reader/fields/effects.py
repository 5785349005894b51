"""The second pass: what one item decides about another (withdrawn, postponed, moved)."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from raadslag.danish.sentences import sentence_texts
from raadslag.danish.sought import Sought
from raadslag.record import Item, Note, Outcome

_NUMBERS = r"(?P<n>\d{1,4}(?:(?:\s*(?:,|og|samt|-|–)\s*)\d{1,4})*)"
_ITEM = rf"\b(?:punkt(?:erne)?|pkt\.?|sag(?:erne)?|dagsordenspunkt(?:erne)?)\s*(?:nr\.?\s*)?{_NUMBERS}\b"
_ANY_ITEM = Sought(r"\b(?:punkt|pkt|sag)", re.I)
LONGEST_SENTENCE = 2_000
"""Letters; a longer one is a list or a table that lost its lines, and decides nothing of other items."""
_EFFECTS: tuple[tuple[Outcome, Sought], ...] = (
    (
        "withdrawn",
        Sought(
            rf"{_ITEM}(?=[^.;]{{0,300}}\b(?:udgår|udgik|trækkes|trukket|tages af|taget af|er udgået|blev taget af)\b)",
            re.I,
        ),
    ),
    (
        "postponed",
        Sought(rf"{_ITEM}(?=[^.;]{{0,300}}\b(?:udsættes|udsat|udskydes|udskudt)\b)", re.I),
    ),
    (
        "referred",
        Sought(
            rf"{_ITEM}(?=[^.;]{{0,300}}\b(?:oversendes|sendes tilbage|tilbagesendes|henvises)\b)",
            re.I,
        ),
    ),
)
_MOVED = Sought(
    rf"{_ITEM}(?=[^.;]{{0,300}}\b(?:behandles|blev behandlet|rykke[st]|rykket|flyttes|flyttet|fremrykket|behandlet)\b[^.;]{{0,300}}\b(?:som|før|efter|frem|sidst|først|sammen)\b)",
    re.I,
)


def carry_over(items: Sequence[Item], loose: str) -> tuple[tuple[Item, ...], tuple[Note, ...]]:
    """Items with the outcome that another item, or a remark in the header (`loose`), decided for them.

    Only an item without a decision of its own takes over an outcome; every effect leaves a note.
    """
    notes: list[Note] = []
    whole = list(items)
    # A number printed twice (the closed part counts from one again) is the first one's.
    places = {item.number: n for n, item in reversed(list(enumerate(items)))}
    numbers: set[int | None] = set(places) - {None}
    for own, text in [(None, loose), *((item.number, item.decision.text or "") for item in items)]:
        for sentence in [s for p in text.split("\n") for s in sentence_texts(p)]:
            if len(sentence) > LONGEST_SENTENCE or not _ANY_ITEM.search(sentence):
                continue
            for outcome, number in _named(sentence, numbers - {own}):
                target = whole[places[number]]
                notes.append(_note(target, own, sentence, outcome))
                if (
                    outcome is not None
                    and target.decision.text is None
                    and target.decision.outcome == "none"
                ):
                    whole[places[number]] = replace(
                        target, decision=replace(target.decision, outcome=outcome)
                    )
    return tuple(whole), tuple(notes)


def _named(sentence: str, numbers: Set[int | None]) -> list[tuple[Outcome | None, int]]:
    found: list[tuple[Outcome | None, int]] = []
    for outcome, pattern in _EFFECTS:
        if hit := pattern.search(sentence):
            found += [(outcome, n) for n in _numbers(hit["n"]) if n in numbers]
            return found
    if hit := _MOVED.search(sentence):
        found += [(None, n) for n in _numbers(hit["n"]) if n in numbers]
    return found


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r",|\bog\b|\bsamt\b", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 100:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return found


def _note(item: Item, own: int | None, sentence: str, outcome: Outcome | None) -> Note:
    place = f"punkt {own}" if own is not None else "mødets hoved"
    code = f"item-{outcome}-elsewhere" if outcome else "item-moved"
    return Note(code, f"Punkt {item.number}: {place} siger »{sentence}«", item.where)
