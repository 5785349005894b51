"""The administration's verbs, inflected by rule from one table (`verbs.toml`): stem, what it owes, forms.

Ask `readings(word)` for what a word may be ("forelægges": the passive of forelægge, kind return). A new
verb is a row, never a pattern. Loanwords on -ere ("digitaliseres") are verbs without a row; other words that
end as a verb's passive or present does are of the kind "open", and it is for the clause to tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from raadslag.danish.vocabulary import rows

Kind = Literal["reply", "return", "onward", "task", "formula", "ask", "say", "open"]
Form = Literal["infinitive", "present", "passive", "past", "participle"]
_FORMS: tuple[Form, ...] = ("infinitive", "present", "passive", "past", "participle")
_ENDINGS = {"ede": ("e", "er", "es", "ede", "et"), "te": ("e", "er", "es", "te", "t")}
_ANY_PASSIVE = re.compile(
    r"(?P<stem>[a-zæøå]{3,24}(?<!ern)(?<!en)(?<!er)(?<!ing)(?<!hed)(?<!all)(?<!ig)(?<!an)(?<!ud))es"
)
"""Any word on -es that is no genitive of a plural ("borgernes", "årenes"); an act only where it stands as a verb."""
_NO_VERBS = frozenset(
    "fælles således anderledes deres alles samtlige ældes fjedres tværtimod særlige ellers senere flere efter under over hver eller".split()
)
_ANY_PRESENT = re.compile(
    r"(?P<stem>[a-zæøå]{2,24}(?<!ing)(?<!hed)(?<!eder)(?<!and)(?<!ill)(?<!mm))er"
)
"""Any word on -er; an act only right after somebody who acts."""
_LOANWORD = re.compile(r"(?P<stem>[a-zæøå]{2,30}[a-zæøå]er)(?P<end>es|er|ede|et)")
"""Verbs on -ere are all inflected alike; only these forms are no noun's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word read as a verb's form. `needs`: words of which one must stand in the clause for the verb to
    be an act ("vende" only with "tilbage"), `things`: nouns of `acts.toml` that do as well ; `unless`: words that make it none ("lægger vægt på"; "at"
    stands for a clause right after it, "finder, at")."""

    stem: str
    kind: Kind
    form: Form
    needs: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@cache
def _table() -> dict[str, tuple[Reading, ...]]:
    table: dict[str, tuple[Reading, ...]] = {}
    strong = {row["base"]: row["forms"].split() for row in rows("verbs", "strong")}
    for row in rows("verbs"):
        stem, by = row["stem"], row["by"]
        bounds = [frozenset(row.get(key, ())) for key in ("with", "things", "unless")]
        forms = _strong(stem, strong) if by == "strong" else [stem + end for end in _ENDINGS[by]]
        for form, word in zip(_FORMS, forms, strict=True):
            table[word] = (*table.get(word, ()), Reading(stem, row["kind"], form, *bounds))
        past = forms[_FORMS.index("past")]
        word = past + ("s" if past[-1] == "e" else "es")  # "godkendtes", "vedtoges"
        if word not in forms:
            table[word] = (*table.get(word, ()), Reading(stem, row["kind"], "past", *bounds))
    return table


def _strong(stem: str, strong: dict[str, list[str]]) -> list[str]:
    base = max((base for base in strong if stem.endswith(base)), key=len)
    return [stem.removesuffix(base) + form for form in strong[base]]


@lru_cache(maxsize=16_384)
def readings(word: str) -> tuple[Reading, ...]:
    """Every verb form that a word in small letters may be; none for most words."""
    found = _table().get(word, ())
    if word in _NO_VERBS:
        return found
    if not found and (loan := _LOANWORD.fullmatch(word)):
        form: Form = {"es": "passive", "er": "present", "ede": "past", "et": "participle"}[
            loan["end"]
        ]  # type: ignore[assignment]
        return (Reading(loan["stem"], "open", form),)
    if not found and (any_ := _ANY_PASSIVE.fullmatch(word)):
        return (Reading(any_["stem"], "open", "passive"),)
    if not found and (any_ := _ANY_PRESENT.fullmatch(word)):
        return (Reading(any_["stem"], "open", "present"),)
    return found


def forms_of(kinds: Set[Kind], forms: Collection[Form]) -> frozenset[str]:
    """Every word that may be one of the forms of a verb of the kinds; "open" has none, since its verbs have
    no row."""
    return frozenset(
        word
        for word, read in _table().items()
        if any(one.kind in kinds and one.form in forms for one in read)
    )


def stems(kind: Kind) -> frozenset[str]:
    """The stems of a kind."""
    return frozenset(row["stem"] for row in rows("verbs") if row["kind"] == kind)
