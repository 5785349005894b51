"""Where a case goes next: the bodies that a sentence sends it to, in order, and which at the same time.

Ask `ways_in(text, place, …)`. The same clauses and verbs as in `acts`; a body counts where the case is
sent, laid before or recommended to it, or where it is told that it will treat the case. What is past,
who alone is competent by law, and who only gives an answer are no next bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from raadslag.danish.act_scene import Place, Scene, parted, subject_of
from raadslag.danish.bodies import (
    MEETS,
    SHORT,
    Named,
    bodies_in,
    is_generic,
    same_body,
    short_names_in,
)
from raadslag.danish.clauses import Clause, Predicate
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.sought import Sought
from raadslag.danish.ways_told import DONE, is_past, negated, recommended_to, treats

RouteKind = Literal["next", "parallel"]
_SENDS = frozenset(
    "send oversend fremsend videresend tilbagesend henvis tilbagevis genfremsend viderefør overdrag viderebring gå overgå forelæg genforelæg fremlæg indbring".split()
)
_HAS_DECIDED = Sought(
    r"\b(?:har|havde) (?:\w+ ){0,6}(?:vedtaget|godkendt|besluttet|tiltrådt)\b", re.I
)
_STOPPED = Sought(r"\b(?:indbragt|forelagt|afgjort) (?:for|af|i) \Z", re.I)
_ANSWERS = Sought(r"\bhøringssvar|\budtale(?:r|lse)\b|\bkommentarer\b", re.I)
_BODY = Sought(
    r"udvalg|råd|bestyrelse|magistrat|repræsentation|nævn|afdeling|forvaltning|administration", re.I
)
_SHORT_NAME = re.compile(r"[A-ZÆØÅ]{2,5}\b|MED")
_TO = re.compile(
    r"(?:\btil|\bfor|\bi|\bhos|\baf|^(?:\s(?:herefter|efterfølgende|derefter|også|samtidig|først|endvidere|igen|nu))?)\s?(?:(?:de |det |den )(?:[a-zæøå]{2,20}(?:te|ede|lle|ske|e) )?)?\Z",
    re.IGNORECASE,
)
_AFTER = Sought(r"\b(?:efter|i henhold til|jf\.)\s", re.IGNORECASE)
_FOLLOWING = Sought(
    r"\b(?:forelægges|fremlægges|sendes|behandles|drøftes)\b.{0,60}\bfølgende (?:fag)?(?:udvalg|råd|organer)\b[^.]{0,30}:?\s*$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:s(?: møde)?)?(?:,? (?:den|d\.) \d[^,;]{0,24}?)?,?\s*(?:og|samt|via|/)?\s*(?:derefter |efterfølgende |herefter |dernæst |siden |senere |til sidst |endelig )?(?:i |til |af |for |hos )?(?:den \d{1,2}\. )?"
)
_OWNS = re.compile(
    r"s\s(?!(?:(?:og|samt) [\wæøå-]+s\s)?(?:[a-zæøå]+\s)?(?:behandling|møde|drøftelse|beslutning|godkendelse|vedtagelse|stillingtagen|afgørelse|accept|tiltrædelse))",
    re.IGNORECASE,
)
LONGEST = 900


@dataclass(frozen=True, slots=True)
class Way:
    """A body that gets the case, as printed. `kind`: parallel where several get it at the same time."""

    body: str
    kind: RouteKind


def ways_in(
    text: str, place: Place, *, here: str | None = None, today: date | None = None
) -> list[Way]:
    """The bodies the text sends the case to, in order, each once; not `here`."""
    found: list[Way] = []
    lists = False
    for paragraph in text.split("\n"):
        if lists and (named := _alone(paragraph)):
            found.append(Way(named, "parallel"))
            continue
        for sentence in sentence_texts(paragraph):
            if len(sentence) <= LONGEST and _may_name_a_body(sentence):
                found += _of_sentence(sentence, Scene(place, today, None, here))
        lists = bool(_FOLLOWING.search(paragraph)) or (lists and not paragraph.strip())
    kept: list[Way] = []
    for way in found:
        if not any(same_body(way.body, one.body) for one in kept) and not (
            here and same_body(way.body, here)
        ):
            kept.append(way)
    return kept


def _may_name_a_body(sentence: str) -> bool:
    return _BODY.may_stand_in(sentence) or _SHORT_NAME.search(sentence) is not None


def _alone(line: str) -> str | None:
    """The body that a list's line names and nothing else: "• Kultur- og Fritidsudvalget"."""
    named = bodies_in(line, kinds=MEETS)
    return (
        named[0].text
        if len(named) == 1 and len(line.strip(" -•*.,")) <= len(named[0].text) + 3
        else None
    )


def _of_sentence(sentence: str, scene: Scene) -> list[Way]:
    names = [n for n in parted(sentence).names if _may_get(n, sentence, scene)]
    names += [
        Named(sentence[a:b], a, b, "committee", bare=False)
        for a, b in short_names_in(sentence)
        if not any(n.start <= a < n.end for n in names)
    ]
    names.sort(key=lambda name: name.start)
    if not names:
        return []
    scene = scene.of(sentence)
    told = [
        name
        for listed in _lists(names, sentence)
        if any(_gets_it(one, scene) for one in listed)
        for name in listed
    ]
    hearing = re.search(r"\bhøring\b", sentence, re.I) is not None
    return list(_ordered(sentence, told, hearing))


_THOSE = re.compile(r"\b(?:de|alle|samtlige)(?: [a-zæøå]{2,20})? \Z", re.IGNORECASE)


def _may_get(name: Named, sentence: str, scene: Scene) -> bool:
    if name.kind in MEETS:
        told = name.definite or _THOSE.search(sentence[: name.start][-30:])
        return bool(told) and not is_generic(name.text)
    return name.kind == "unit" and scene.place == "decision"


def _gets_it(name: Named, scene: Scene) -> bool:
    """Whether the sentence sends the case to this body, or tells that it will treat it."""
    clause = next((c for c in scene.clauses if c.start <= name.start < c.end), None)
    if clause is None:
        return False
    before = scene.sentence[max(0, name.start - 70) : name.start]
    if _owns_something(name, scene) or (scene.told and is_past(scene)):
        return False
    if _STOPPED.search(before):
        return not scene.told
    if name.kind == "unit":
        return _sent_to_unit(name, clause, scene)
    if _opens_with(name, scene):
        return True
    return (
        recommended_to(name, clause, before, scene)
        or _sent_to(name, clause, scene)
        or treats(name, clause, before, scene)
    )


def _owns_something(name: Named, scene: Scene) -> bool:
    """ "Seniorrådets svar": what the body has, and not the body, is spoken of."""
    return bool(_OWNS.match(scene.sentence, name.end))


def _lists(names: Sequence[Named], sentence: str) -> list[list[Named]]:
    """ "i Økonomiudvalget den 4. maj og Byrådet": bodies in a list stand alike."""
    found: list[list[Named]] = []
    for name in names:
        if found and _LISTED.fullmatch(sentence, found[-1][-1].end, name.start):
            found[-1].append(name)
        else:
            found.append([name])
    return found


def _opens_with(name: Named, scene: Scene) -> bool:
    """ "(til Økonomiudvalget)", "Til Aarhus Byråd via Magistraten": the way alone."""
    return bool(
        re.fullmatch(
            r"\(?(?:til|videre til|går til|sendt til) ", scene.sentence[: name.start], re.I
        )
    ) and not any(p.mood in ("past",) for c in scene.clauses for p in c.predicates)


def _sent_to(name: Named, clause: Clause, scene: Scene) -> bool:
    """The case is sent, laid before or referred to it, now or later."""
    return any(_sends(predicate, name, clause, scene) for predicate in clause.predicates)


def _sends(predicate: Predicate, name: Named, clause: Clause, scene: Scene) -> bool:
    if predicate.reading.stem not in _SENDS or name.start < predicate.end:
        return False
    moves = predicate.passive or predicate.reading.stem in ("gå", "overgå")
    if not moves and not _somebody_sends(predicate, clause, scene):
        return False
    past = predicate.mood == "past" or (predicate.mood == "state" and scene.told)
    if past or negated(clause, predicate) or _of_something_else(clause, predicate):
        return False
    if scene.told and predicate.start == 0:
        return False  # "Fremsendes til …" in a case is the answer of a body before this one
    gap = scene.sentence[predicate.end : name.start]
    return bool(_TO.search(gap)) and not DONE.search(gap) and not _AFTER.search(gap)


def _somebody_sends(predicate: Predicate, clause: Clause, scene: Scene) -> bool:
    subject = subject_of(clause, predicate, scene)
    return subject is not None and subject.kind not in ("citizen", "outside")


def _of_something_else(clause: Clause, predicate: Predicate) -> bool:
    """What is sent is no case: questions, letters, applications."""
    stuff = {
        "spørgsmål",
        "klager",
        "spørgsmålene",
        "ansøgning",
        "ansøgningen",
        "ansøgninger",
        "høringssvar",
        "klage",
        "klagen",
        "svar",
        "svaret",
        "brev",
        "regning",
        "spørgsmålet",
        "henvendelser",
    }
    return bool({w.low for w in clause.words[: predicate.at + 3]} & stuff)


def _sent_to_unit(name: Named, clause: Clause, scene: Scene) -> bool:
    """A department gets a case only where the decision itself sends it there, and has not settled it."""
    if _HAS_DECIDED.search(scene.sentence):
        return False
    first = clause.predicates[0] if clause.predicates else None
    if (
        first is None
        or first.reading.stem
        not in ("send", "fremsend", "oversend", "henvis", "tilbagesend", "tilbagevis")
        or first.mood == "past"
    ):
        return False
    gap = scene.sentence[first.end : name.start]
    return bool(re.search(r"(?:\btil|^)\s\Z", gap)) or bool(
        re.search(r"(?:forvaltning|afdeling)\S* (?:for [^.]{3,60} )?og \Z", gap)
    )


def _ordered(sentence: str, told: Sequence[Named], hearing: bool) -> Iterator[Way]:
    """In print order, those after "via" before the one they lead to; a list of equals is parallel."""
    names = list(told)
    via = sentence.find(" via ")
    if via > 0 and any(n.start < via for n in names):
        names = [n for n in names if n.start > via] + [n for n in names if n.start < via]
    equals = (
        len(names) > 1
        and via < 0
        and all(
            n.kind != "council"
            and not (n.text.lower().startswith(("økonomi", "magistrat")) or n.text.lower() in SHORT)
            for n in names
        )
    )
    answers = hearing or bool(_ANSWERS.search(sentence))
    for name in names:
        yield Way(
            name.text,
            "parallel"
            if equals or (answers and name.kind == "advisory" and len(names) > 1)
            else "next",
        )
