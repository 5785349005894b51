"""Remarks: what of a decision goes beyond its formula (docs: the guideline for decisions).

Every sentence is told by its clauses: a formula, a ballot, a motion, an election, a reservation, something
about another item, background, or what the body adds. One remark for each paragraph; in the paragraph
that holds the formula one for each sentence after it, and the formula's own clause from "med" or "idet" on.
Where nothing is a formula, nothing is a remark: the text is the decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from raadslag.danish.clauses import clauses
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.sought import Sought
from raadslag.reader.fields.dissents import DISSENTS, RESERVES
from raadslag.reader.fields.outcome import is_formula

Sort = Literal["formula", "ballot", "other item", "reservation", "addition", "none"]
_MARK = re.compile(
    r"^(?:•\s*|[-–]\s+|ad\.?\s*\d[\d\s,og-]*[.:)]?\s*|\d{1,2}[.:)]\s+)", re.IGNORECASE
)
_ITEM = r"(?:punkt|pkt\.?|sag|dagsordenspunkt)(?:erne)?\s*(?:nr\.?\s*)?\d"
_OTHER_ITEM = Sought(rf"\b{_ITEM}|\btillægsdagsorden\w*\b|\bdagsordenens punkt\b", re.IGNORECASE)
_BALLOT = Sought(
    r"\bstemte\b|\bstemmer (?:for|imod)\b|\bund(?:lod|lader) at stemme\b|^(?:for|imod)\b.{0,60}:|\bafstemning|\bstemme(?:r|tal)\b",
    re.IGNORECASE,
)
_MOTION = Sought(
    r"\bforesl(?:og|år)\b|\bstille(?:de|r) (?:\w+ ){0,2}(?:ændrings)?forslag\b|\b(?:ændrings)?forslaget (?:\w+ ){0,3}(?:bortfald|fald|forkast|nedstem|trukket)",
    re.IGNORECASE,
)
_ELECTED = Sought(
    r"\b(?:er|blev|bliver) (?:\w+ )?(?:valgt|genvalgt|udpeget|konstitueret)\b", re.IGNORECASE
)
_ELSEWHERE = Sought(
    r"\b(?:sagen|punktet|beslutningen) (?:indbragt|forelagt|afgjort)\b|\bstands?ningsret|§ ?23\b|\blukket punkt\b|\bforhindret i at deltage\b"
    r"|\bdeltog ikke\b|\binhabil(?:itet)?\b(?!.{0,200}\bbeslutte)|^\(?til [^.]{3,60}\)?\.?$|\bforetræde\b|^mødet (?:blev|slut|hæv)",
    re.IGNORECASE,
)
"""Told in fields of their own: the right to stop, who was there, where the case goes."""
_ADDED = Sought(
    r"\b(?:med (?:(?:den|det|de|en|et|følgende|denne|disse|særlig) )?"
    r"(?:bemærkning|tilføjelse|ændring|præcisering|ønske|opfordring|forbehold|undtagelse|tilkendegivelse|anmodning|anbefaling|henstilling|rettelse|supplement)"
    r"(?:er|en|n|t)?\b|under forudsætning af\b|på betingelse af\b|idet\b|dog\b).*",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_IN = Sought(
    r"\b(?:bemærkning|tilføjelse|ændring|præcisering|tilkendegivelse|henstilling)(?:er|en|n)?:$",
    re.IGNORECASE,
)
"""What the remarks stand under: "Drøftet med disse bemærkninger:"; it is none itself, whatever follows is one."""
_SENT_ON = re.compile(r"^(?:fremsendes|tilbagesendes|oversendes)\b", re.IGNORECASE)
LONGEST_SENTENCE = 2_000
"""Letters; a longer one is a list or a table, and what it is shows in no verb."""
_SETTLED = frozenset(("drøft", "behandl"))
"""Verbs that settle an item where they stand in the past: "Temaerne blev drøftet"."""


def remarks_of(paragraphs: Sequence[str]) -> list[str]:
    """The remarks of a decision's paragraphs, in print order."""
    sorted_ = [[(_sort(s), s) for s in sentence_texts(text)] for text in paragraphs]
    if not any(sort == "formula" for sentences in sorted_ for sort, _ in sentences):
        return []
    voted = any(sort == "ballot" for sentences in sorted_ for sort, _ in sentences)
    found: list[str] = []
    led = False
    for text, sentences in zip(paragraphs, sorted_, strict=True):
        first = next((n for n, (sort, _) in enumerate(sentences) if sort == "formula"), None)
        if led and first is not None and not any(is_formula(s) for _, s in sentences):
            first = None  # "Udvalget takker for indsatsen" among remarks is one of them.
        if first is not None:
            found += _after_formula(sentences[first:])
        elif not _LEADS_IN.search(text) and (
            any(_counts(sort, s, voted) for sort, s in sentences)
            or (led and all(sort != "ballot" for sort, _ in sentences))
        ):
            found.append(_MARK.sub("", text, count=1) if text[:1].isdecimal() else text)
        led = bool(_LEADS_IN.search(text)) or (led and first is None)
    return found


def _after_formula(sentences: Sequence[tuple[Sort, str]]) -> list[str]:
    """The formula's clause from "med" or "idet" on, and every later sentence that adds something."""
    found: list[str] = []
    for sort, sentence in sentences:
        if sort == "formula":
            added = None if _SENT_ON.match(sentence) else _ADDED.search(sentence)
            if added and not added.group().rstrip().endswith(":"):
                found.append(added.group().strip())
        elif _counts(sort, sentence, voted=True) and not _LEADS_IN.search(sentence):
            found.append(sentence)
    return found


def _counts(sort: Sort, sentence: str, voted: bool) -> bool:
    if sort == "other item":
        return not (voted and _MOTION.search(sentence))
    return sort in ("reservation", "addition")


def _sort(sentence: str) -> Sort:
    """What a sentence of a decision is."""
    text = _MARK.sub("", sentence.strip(), count=1)
    if _ELSEWHERE.search(text):
        return "none"
    if DISSENTS.search(text) or RESERVES.search(text):
        return "ballot" if _BALLOT.search(text) else "reservation"
    if _BALLOT.search(text) or _ELECTED.search(text):
        return "ballot"
    if is_formula(text) and not _OTHER_ITEM.match(text):
        return "formula"
    if _OTHER_ITEM.search(text):
        return "other item"
    if _MOTION.search(text):
        return "ballot"
    return _by_clauses(text)


def _by_clauses(text: str) -> Sort:
    """By its verbs: settled here and now, told of the past, or yet to come."""
    if len(text) > LONGEST_SENTENCE:
        return "addition"
    main = next((clause for clause in clauses(text) if clause.predicates), None)
    if main is None:
        return "none"
    predicates = [
        p for p in main.predicates if p.reading.kind != "open" or p.mood != "bound" or p.passive
    ]
    for predicate in predicates:
        past = predicate.mood in ("past", "state")
        if predicate.reading.kind == "formula" or (
            past and predicate.passive and predicate.reading.stem in _SETTLED
        ):
            return "formula" if predicate.mood != "infinitive" else "addition"
    asks = any(p.reading.kind == "ask" for p in predicates)
    if not predicates or (not asks and all(p.mood in ("past", "state") for p in predicates)):
        return "none"
    return "addition"
