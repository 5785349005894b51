"""Who was there: the one grammar of presence, for headers and items, for labels and sentences alike.

The words are data (`presence.toml`), a sentence is read by `presence_sentence`; here a paragraph is, and a
label over a list of persons.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from raadslag.danish.moments import dates_in
from raadslag.danish.persons import Named, persons_at
from raadslag.danish.presence_sentence import MOST_BESIDE, Sentence
from raadslag.danish.presence_words import (
    STEMS,
    Fact,
    Telling,
    cues,
    examples,
    tells,
    words_of,
)
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.sought import Sought, holds_any
from raadslag.danish.tokens import Printed

__all__ = [
    "Fact",
    "Label",
    "Telling",
    "examples",
    "is_approval",
    "label_of_people",
    "tells",
    "told_in",
]

Label = Literal["people", "absent", "apologies", "aside", "guests", "substitutes"]
LONGEST_LABEL = 60
MOST_WORDS = 6
"""Words of the longest label inside a line: "Fraværende med afbud", "Deltagere fra administrationen"."""
LONGEST_LIST = 4000
"""Letters of the longest list of persons on its label's own line."""
_GLUED = re.compile(r"(?<=[a-zæøå0-9])\.(?=[A-ZÆØÅ][a-zæøå])")
"""A stop whose space an export lost: "… efter pkt. 4.Borgmesteren orienterede"."""
_LATER = Sought(r"\b(?:næste|kommende|fremtidige)\b", re.I)
"""Of another meeting than this: "På næste møde deltager Ida Kær ikke"."""
_GLUED_LABEL = re.compile(
    r"^(Mødedeltagere|Deltagere|Medlemmer|Fraværende|Afbud|Tilstede|Til stede)(?=[A-ZÆØÅ][a-zæøå])"
)
_LABEL_STEMS = (
    *STEMS, "deltag", "administration", "forvaltning", "embeds", "gæst", "øvrige", "ekstern", "fremmødt", "nærværende", "substitut",
    "herudover", "sekretariat", "direktion",
)  # fmt: skip


_BODIES = ("udvalget", "rådet", "bestyrelsen", "byrådet")


def told_in(
    text: str, number: int | None = None, *, in_item: bool = True, day: date | None = None
) -> Telling:
    """What a paragraph tells of presence. `number`: the item it stands in; `in_item` False in a header,
    where "deltog ikke" is of the whole meeting. `day`: the meeting's; what is told of another day is left."""
    whole = Telling(only=tells(text))
    away: list[Named] = []
    for sentence in sentences_in(text) if whole.only else ():
        reading = Sentence(sentence, number, in_item=in_item, away=away)
        telling = reading.read()
        away = [fact.named for fact in telling.facts if fact.kind in ("absent", "apologies")]
        days = [on for *_, on in dates_in(sentence)] if in_item else []
        ours = (not days or day in days) and not _LATER.search(sentence)
        if reading.unknown <= MOST_BESIDE and ours:
            whole.facts += telling.facts
        page = not any(map(str.isalpha, sentence))  # A page's number, left at its foot.
        approved = bool(whole.facts) and is_approval(sentence)
        whole.only &= page or approved or (telling.only and (ours or not telling.facts))
    return whole


def sentences_in(text: str) -> list[str]:
    """The sentences, those too whose space after the stop was lost."""
    return [s for part in _GLUED.split(text) for s in sentence_texts(part)]


def is_approval(sentence: str) -> bool:
    """ "Byrådet godkendte dette." after what it approves: a stand-in, or that somebody stands aside."""
    words = [token.low for token in Printed(sentence[:120]).tokens if token.is_word]
    known = words_of("approval") | words_of("fill")
    ends = words[-1:] and words[-1] in ("dette", "det", "inhabiliteten", "indkaldelsen")
    return (
        bool(ends)
        and "godkend" in sentence
        and all(word in known or word.endswith(_BODIES) for word in words)
    )


@lru_cache(maxsize=4096)
def label_of_people(text: str) -> tuple[Label, str] | None:
    """(kind, value) of a label over a list of persons: "Afbud: Ida Kær", "Mødedeltagere Ida Kær (A), …", or
    "Ikke til stede" alone, whose value is empty. Null for anything else; no sentence is a label. Kept for a
    while: every reader of a document asks it of every line."""
    low = text[:LONGEST_LABEL].casefold()
    if len(text) > LONGEST_LIST or not holds_any(low, _LABEL_STEMS):
        return None
    text = _GLUED_LABEL.sub(r"\1 ", text.strip(" •|*"))
    mark = ":" if ":" in text else "\t"
    head, marked, rest = text.partition(mark)
    if marked and len(head) <= LONGEST_LABEL:
        kind = _kind_of_label(Printed(head), len(Printed(head)))
        return (kind, rest.strip(" |")) if kind else None
    return _unmarked(Printed(text))


def _unmarked(printed: Printed) -> tuple[Label, str] | None:
    """A label without a colon: with its list after it, or alone on its line."""
    end = 0
    while end < len(printed) and (cue := cues().at(printed, end)):
        end = cue[0]
    end += printed.low(end) == "fra" and printed.raw(end + 1)[:1].isupper()
    people, after = persons_at(printed, end, listed=True) if 0 < end < len(printed) else ([], end)
    if people and printed.raw(after) in ("", ",", ".", ";"):
        kind = _kind_of_label(printed, end)
        return (kind, printed.cut(end, len(printed))) if kind else None
    if len(printed.text) <= LONGEST_LABEL and not printed.text.endswith((".", ",")):
        kind = _kind_of_label(printed, len(printed))
        return (kind, "") if kind else None
    return None


def labels_inside(text: str) -> list[int]:
    """Where further labels with a colon begin inside a line ("Til stede: Ida Kær Afbud: Bo Lund")."""
    printed = Printed(text)
    found: list[int] = []
    for colon in range(2, len(printed)):
        if printed.raw(colon) != ":":
            continue
        starts = range(max(1, colon - MOST_WORDS), colon)
        heads = (
            k
            for k in starts
            if printed.tokens[k].is_capital and not (printed.raw(k - 1) == "/" and printed.glued(k))
        )
        first = next(
            (k for k in heads if _kind_of_label(Printed(printed.cut(k, colon)), colon - k)), 0
        )
        found += [printed.tokens[first].start] if first else []
    return found


def _kind_of_label(printed: Printed, end: int) -> Label | None:
    """The label's meaning where all its words are cues or small words, else null."""
    kinds: set[str] = set()
    i = 0
    while i < end:
        cue = cues().at(printed, i)
        if cue and kinds and _is_second(printed, i):
            break
        if cue:
            kinds.add(cue[1])
            i = cue[0]
        elif printed.low(i) in words_of("fill") or not printed.raw(i)[0].isalnum():
            i += 1
        else:
            return None
    away = "absent" in kinds or ("not" in kinds and bool(kinds & {"present", "takes_part"}))
    rows: tuple[tuple[Label, bool], ...] = (
        ("aside", (away and bool(kinds & {"treatment", "point"})) or "aside" in kinds),
        ("apologies", "apologies" in kinds),
        ("absent", away),
        ("substitutes", "stand_in" in kinds),
        ("guests", "guests" in kinds),
        ("people", bool(kinds & {"present", "takes_part", "members"})),
    )
    return next((kind for kind, told in rows if told), None)


def _is_second(printed: Printed, i: int) -> bool:
    """A second heading of a table's head that lost its lines: "Medlemmer Fraværende"."""
    word = printed.tokens[i].text
    return word[0].isupper() and word[1:].islower() and printed.raw(i - 1) not in "/-,"
