"""Outcome and words that belong together: the formulas to choose from, and what a choice does to the words. Pure.

The script of the live screen (`live.js`) does the same to what is being typed; `tests/browser` holds
the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from raadslag.allowed import Obstacle
from raadslag.meetings.formulas import FORMULAS, LABELS

HERE = (
    "approved_as_recommended",
    "approved",
    "noted",
    "discussed",
    "postponed",
    "referred",
    "rejected",
)
"""Outcomes that a body which decides comes to most, in the order of their keys."""
ONWARD = ("recommended_onward", "discussed", "noted", "postponed", "referred", "rejected")
"""Outcomes of a body on the way to the one that decides."""
AS_RECOMMENDED = frozenset(("approved_as_recommended", "recommended_onward"))
SELDOM = ("elected", "other", "none")
ONWARD_WORDS = {"rejected": "Anbefales ikke."}
ONWARD_LABELS = {"rejected": "Ikke anbefalet", "recommended_onward": "Indstilles til næste led"}
ONWARD_CHANGED = ("recommended_onward", "Anbefales med den ændring, at …")
ONWARD_CHANGED_LABEL = "Indstilles med ændring"
LONGEST_LABEL = 40
OPEN_END = "…"
"""A formula that ends so waits for words of one's own."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A formula to choose: an outcome with its words, and what stands on the button."""

    outcome: str
    text: str
    label: str


def chips(
    own: Iterable[tuple[str, str]], *, decides_here: bool, proposed: str, recommended: bool = True
) -> tuple[list[Chip], list[Chip]]:
    """What the body may choose, the proposed outcome first; and what is seldom chosen.

    `own` are the organization's (outcome, words); the house's own words stand where it has none.
    Where nothing is `recommended` there is nothing to adopt as it stands.
    """
    words: dict[str, list[str]] = {}
    for outcome, text in own:
        words.setdefault(outcome, []).append(text)
    order: tuple[str, ...] = HERE if decides_here else ONWARD
    if not recommended:
        order = tuple(code for code in order if code not in AS_RECOMMENDED)
    first = (proposed,) if proposed in FORMULAS and proposed not in SELDOM else ()
    often = [chip for code in dict.fromkeys((*first, *order)) for chip in _chips(code, words, decides_here)]  # fmt: skip
    if recommended and not decides_here and not any(c.text.endswith(OPEN_END) for c in often):
        often.insert(1, Chip(*ONWARD_CHANGED, ONWARD_CHANGED_LABEL))
    seldom = [chip for code in SELDOM for chip in _chips(code, words, decides_here)]
    return often, seldom


def _chips(code: str, words: dict[str, list[str]], decides_here: bool) -> list[Chip]:
    label: str = LABELS[code]  # type: ignore[index]
    text: str = FORMULAS[code]  # type: ignore[index]
    if not decides_here:
        label, text = ONWARD_LABELS.get(code, label), ONWARD_WORDS.get(code, text)
    return [Chip(code, own, _label(own, label)) for own in words.get(code, ())] or [
        Chip(code, text, label)
    ]


def _label(own: str, label: str) -> str:
    plain = own.rstrip(" .…")
    return plain if plain and len(plain) <= LONGEST_LABEL else label


def choose_words(text: str, *, new: str, known: Sequence[str]) -> tuple[str, str]:
    """What is written after another outcome was chosen, and the words that are offered instead.

    Nothing, or a formula alone, makes way for the new words. One's own words stay as they are, and
    the offer keeps them too: the new formula in place of the one they began with.
    """
    plain = text.strip()
    if not plain or plain in known:
        return new, ""
    if not new or plain.startswith(_stem(new)):
        return text, ""
    old = _beginning(plain, known)
    return text, f"{_stem(new)}{plain[len(_stem(old)) :]}" if old else f"{new} {plain}"


def words_of_another(outcome: str, text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The other outcome whose formula the words begin with; blank where they may mean this one."""
    own = [formula for code, formula in pairs if code == outcome]
    if _beginning(text.strip(), own):
        return ""
    old = _beginning(text.strip(), [formula for _, formula in pairs])
    return next((code for code, formula in pairs if formula == old), "") if old else ""


def why_not_word_so(outcome: str, text: str, pairs: Sequence[tuple[str, str]]) -> list[Obstacle]:
    """Words that are wholly another outcome's formula, or a formula nobody wrote to its end."""
    plain = text.strip()
    no = []
    codes = {code for code, formula in pairs if formula.strip() == plain}
    if plain and codes and outcome not in codes:
        other = LABELS.get(sorted(codes)[0], "")  # type: ignore[call-overload]
        mine = LABELS.get(outcome, outcome)  # type: ignore[call-overload]
        no.append(
            Obstacle(
                "words-of-another",
                f"Ordene »{plain}« hører til udfaldet »{other}«, men der er valgt »{mine}«. "
                "Vælg det udfald, der gælder, eller skriv ordene om.",
            )
        )
    if plain.endswith(OPEN_END):
        no.append(Obstacle("open-end", "Skriv ordene færdige: de ender i »…«."))
    return no


def _stem(formula: str) -> str:
    return formula.strip().rstrip(f". {OPEN_END}")


def _beginning(text: str, known: Iterable[str]) -> str:
    """The longest formula that the text begins with, as whole words; blank for none."""
    for formula in sorted(known, key=len, reverse=True):
        stem = _stem(formula)
        if stem and text.startswith(stem) and not text[len(stem) : len(stem) + 1].isalnum():
            return formula
    return ""
