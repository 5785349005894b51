"""Whether a paragraph begins as a decision does, by its first verb: "Økonomiudvalgets forslag vedtoges.",
"Byrådet tog sagen til efterretning.", "Valgt blev Ida Kær.", "Kunne ikke imødekommes."
"""

from __future__ import annotations

import re
from functools import lru_cache

from raadslag.danish.bodies import bodies_in, is_abbreviation
from raadslag.danish.clauses import Clause, clauses
from raadslag.danish.sentences import sentence_texts
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.words import danish

LONGEST_SUBJECT = 5
"""Words before the verb: "Det af direktøren fremlagte forslag vedtoges"."""
LOOKED_AT = 400
"""Letters of a paragraph in which its first sentence is looked for."""
_SETTLING = frozenset(
    "drøft udsæt udskyd oversend henvis tilbagesend send henlæg støtt behandl".split()
)
"""Stems that settle an item where they stand in the past, beside the formulas of `verbs.toml`."""
_NOT_SETTLING = frozenset("takk finansier budgetlæg stemm undlad meddel anerkend tillæg".split())
_TAKEN = frozenset(("efterretning", "orientering", "notam"))
_ELSEWHEN = re.compile(
    r"\b(?:i|fra) (?:19|20)\d\d\b|\b(?:sidste|forrige) (?:år|møde|måned)\b|\btidligere\b", re.I
)
"""Of another time than this meeting: "Byrådet vedtog i 2029 en plan"."""


@lru_cache(maxsize=2048)
def settles(text: str) -> bool:
    """True where the first sentence says what was decided."""
    if is_formula(text):
        return True
    if not text[:1].isupper():
        return False
    first = next(iter(sentence_texts(text[:LOOKED_AT])), "")
    main = next(iter(clauses(first)), None)
    if main is None or _ELSEWHEN.search(main.text):
        return False
    return _clause_settles(main, first)


def _clause_settles(main: Clause, first: str) -> bool:
    for predicate in main.predicates:
        stem, kind = predicate.reading.stem, predicate.reading.kind
        taken = stem == "tag" and bool(_TAKEN & main.low)
        if predicate.at == 0 and predicate.passive and (taken or kind == "formula"):
            return True  # "Toges til efterretning.", "Godkendtes."
        if not (taken or stem in _SETTLING or (kind == "formula" and stem not in _NOT_SETTLING)):
            continue
        if predicate.mood == "may":
            return main.words[0].low in ("kunne", "kan")
        if predicate.mood == "past" or (
            predicate.passive and predicate.mood == "bound" and kind == "formula"
        ):
            before = first[: predicate.start]
            return predicate.at <= LONGEST_SUBJECT and (predicate.passive or _acts(before))
    return False


def _acts(before: str) -> bool:
    """Who acts is a body: "Udvalget", "KFU", "Et bredt flertal"."""
    words = before.split()
    if not words:
        return False
    last = words[-1].casefold().rstrip("s")
    return (
        any(one.start == 0 for one in bodies_in(before))
        or is_abbreviation(words[0])
        or last.endswith((*danish().actors, "flertal", "flertallet"))
    )
