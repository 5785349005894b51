"""Whether a body is one that a case is recommended to, or that will treat it."""

from __future__ import annotations

import re

from raadslag.danish.act_scene import Scene, subject_of
from raadslag.danish.bodies import DECIDES, Named, is_of_staff
from raadslag.danish.clauses import Clause, Predicate
from raadslag.danish.due import due_in
from raadslag.danish.moments import days_in
from raadslag.danish.sought import Sought

_TREATS = frozenset(
    "behandl genbehandl viderebehandl færdigbehandl drøft godkend vedtag afgør beslutt tag træff genoptag".split()
)
_RECOMMENDS = frozenset("anbefal indstill".split())
_TREATING = Sought(
    r"\b(?:(?:fornyet |endelig |politisk |videre |efterfølgende |teknisk |tekniske |\d\. ){0,6}(?:behandling|godkendelse|vedtagelse|drøftelse|udtalelse|afgørelse|stillingtagen|beslutning)(?:en)?(?: sker| finder sted| foretages)? (?:i|af|hos)|møde(?:t|rne)? i) \Z",
    re.I,
)
_RECOMMENDED_TO = Sought(
    r"\b(?:anbefaling|indstilling|oversendelse|forelæggelse|fremsendelse)(?:en)? (?:til|for) \Z",
    re.IGNORECASE,
)
_ON_TO = re.compile(
    r"\b(?:skal|videre|op|går|kommer)(?: (?:sagen|planen|forslaget|punktet|den|det))?(?: (?:videre|op|forbi|tilbage))? (?:i|til|for) \Z",
    re.IGNORECASE,
)
"""Followed by the body: "sagen skal i Byrådet", "går videre til Økonomiudvalget"."""
_FOR_ITS = re.compile(
    r"(?<!henvisning )\b(?:til|med henblik på|inden|før|forud for|frem mod|afventer|afventende|kræver|forudsætter|under forudsætning af) (?:\w+ )?\Z",
    re.IGNORECASE,
)
_ITS_TREATING = re.compile(
    r"s\s(?:(?:og|samt) [\wæøå-]+s\s)?(?:\w+\s)?(?:behandling|møde|drøftelse|beslutning|godkendelse|vedtagelse|stillingtagen|afgørelse|accept|tiltrædelse)",
    re.IGNORECASE,
)
"""A body's own treating is ahead: "til Byrådets godkendelse", "inden Økonomiudvalgets behandling"."""
_PLACE = re.compile(r"(?:\bi|\baf|\bpå møde\w* i|\bhos)\s\Z", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:endeligt?|herefter|derefter|efterfølgende|efter høring(?:en)?|efter høringsperioden|dernæst|til sidst|videre|næste)\b",
    re.I,
)
_SCHEDULE = re.compile(
    r"^(?:(?:den )?(?:videre )?politiske? (?:behandling|gang|proces)|sagsgang|videre (?:behandling|gang|forløb)|beslutningsgang|behandlingsforløb|behandlingsplan)\b[^:]{0,20}:",
    re.IGNORECASE,
)
""" "Politisk gang: Økonomiudvalget – Byrådet": the bodies in order."""
_CLEFT = re.compile(r"^(?:det er|dette er)\s", re.I)
_OVER_FOR = re.compile(r"\bover ?for \Z", re.I)
DONE = Sought(
    r"\b(?:i henhold til|jf\.|efter|på baggrund af|som følge af)\s(?:[a-zæøå]+\s){0,3}(?:beslutning|vedtagelse|behandling) (?:i|af|fra)\s\Z"
    r"|\b(?:efter|jf\.|i henhold til|ifølge)\s\Z",
    re.I,
)
"""What stands before a body that is behind the case."""


def negated(clause: Clause, predicate: Predicate) -> bool:
    return any(
        w.low in ("ikke", "aldrig")
        for w in clause.words[max(0, predicate.at - 3) : predicate.at + 3]
    )


def recommended_to(name: Named, clause: Clause, before: str, scene: Scene) -> bool:
    """ "anbefales over for", "indstiller til N via M", "anbefaler, at N godkender", "anbefaler N at"."""
    if (
        scene.told
        and scene.place == "case"
        and not any(p.reading.stem in _RECOMMENDS for p in clause.predicates)
    ):
        return False
    if _OVER_FOR.search(before) or _RECOMMENDED_TO.search(before):
        return _present(scene)
    if _is_asked(name, clause):
        return True
    for predicate in clause.predicates:
        if predicate.reading.stem not in ("indstil", *_RECOMMENDS) or predicate.mood == "past":
            continue
        gap = scene.sentence[predicate.end : name.start]
        if name.start >= predicate.end and re.fullmatch(
            r"\s(?:(?:godkendt|vedtaget)\s)?(?:(?:videre |sagen |punktet |forslaget |planen )?(?:til|via|i|over for)\s)?",
            gap,
        ):
            return True
    return _decides_as_asked(name, clause, scene)


_ONE_WORD = 14
"""Letters between a body and what it is asked: "Byrådet samtidig bedes"."""


def _is_asked(name: Named, clause: Clause) -> bool:
    """ "Byrådet anbefales at godkende", "Økonomiudvalget anmodes om at behandle"."""
    first = next((p for p in clause.predicates if p.start >= name.end), None)
    asked = (
        first is not None
        and first.passive
        and first.mood in ("bound", "asked")
        and name.kind in DECIDES
    )
    return (
        asked
        and first is not None
        and first.reading.stem in (*_RECOMMENDS, "anmod", "indstill", "bed", "opfordr")
        and first.start - name.end <= _ONE_WORD
    )


def _decides_as_asked(name: Named, clause: Clause, scene: Scene) -> bool:
    """ "…, at Byrådet godkender planen": the body of a recommendation that is not this one's own."""
    if scene.told or name.kind not in DECIDES or clause.lead not in ("at", "main"):
        return False
    at = clause.at
    if clause.lead == "main" and (
        at or scene.place != "recommendation" or name.start > clause.start + 3
    ):
        return False
    governed = (
        clause.lead == "main"
        or at == 0
        or any(
            p.reading.stem in ("indstil", *_RECOMMENDS)
            for c in scene.clauses[:at]
            for p in c.predicates
        )
    )
    verbs = [
        p
        for p in clause.predicates
        if p.start > name.end and not p.passive and p.mood in ("bound", "infinitive", "must")
    ]
    formula = any(
        (p.reading.kind == "formula" and p.reading.stem not in _RECOMMENDS)
        or p.reading.stem
        in ("giv", "drøft", "frigiv", "optag", "tag", "udsend", "igangsæt", "send")
        for p in verbs[:1]
    )
    return governed and formula and (name.kind == "council" or at > 0 or scene.here is not None)


def _present(scene: Scene) -> bool:
    return (
        not any(
            p.mood == "past" and p.reading.stem in _RECOMMENDS
            for c in scene.clauses
            for p in c.predicates
        )
        or not scene.told
    )


def treats(name: Named, clause: Clause, before: str, scene: Scene) -> bool:
    """The body will treat the case: as agent or place of the passive, as subject, as noun ("behandling i")."""
    if _CLEFT.match(scene.sentence) or is_past(scene):
        return False
    if DONE.search(before):
        return _comes_back_after(before, scene)
    if scene.place == "process" and _is_dated(name, scene):
        return True
    if scene.told and _SCHEDULE.match(scene.sentence):
        return not _is_behind(name, scene)
    if _TREATING.search(before):
        return _is_ahead(scene, named=True)
    if _ON_TO.search(before):
        return True
    if _FOR_ITS.search(before) and _ITS_TREATING.match(scene.sentence, name.end):
        return True
    return any(
        _verb_treats(name, clause, one, predicate, scene)
        for one in scene.clauses
        for predicate in one.predicates
    )


def _verb_treats(
    name: Named, clause: Clause, one: Clause, predicate: Predicate, scene: Scene
) -> bool:
    """The verb `predicate` of the clause `one` says that the body, named in `clause`, is to treat the case."""
    if predicate.mood in ("past", "state", "may") or negated(one, predicate):
        return False
    if predicate.passive:
        if predicate.reading.stem == "hør":
            return one is clause and name.start < predicate.start and not is_of_staff(name.text)
        told = scene.sentence[predicate.end : name.start] if one is clause else ""
        if told.endswith(" på ") and scene.sentence.startswith("s møde", name.end):
            return predicate.reading.stem in _TREATS
        return predicate.reading.stem in _TREATS and bool(_PLACE.search(told))
    if predicate.reading.stem not in _TREATS or name.kind not in DECIDES:
        return False
    if subject_of(one, predicate, scene) != name or not _is_whole(predicate, one):
        return False
    asked = not scene.told and predicate.mood in ("infinitive", "asked")
    return asked or _is_ahead(scene, named=False)


def _comes_back_after(before: str, scene: Scene) -> bool:
    """ "Sagen genoptages efter behandling i Kulturudvalget": what is after is ahead too."""
    comes_back = any(
        p.reading.stem in ("genoptag", "udsæt", "udskyd", "vend") and p.mood != "past"
        for p in scene.main.predicates
    )
    return comes_back and bool(_TREATING.search(before))


def _is_whole(predicate: Predicate, clause: Clause) -> bool:
    return predicate.reading.stem != "tag" or "stilling" in clause.low or "op" in clause.low


def _is_behind(name: Named, scene: Scene) -> bool:
    """Its day in the schedule is past."""
    after = [d for d in days_in(scene.sentence) if 0 <= d.start - name.end < _NEAR]
    return any(d.on and scene.today and d.on < scene.today for d in after[:1])


_NEAR = 30


def _is_dated(name: Named, scene: Scene) -> bool:
    """A line of a schedule: a day beside the body, that is not past."""
    around = [
        d
        for d in days_in(scene.sentence)
        if -20 < d.start - name.end < 20 or -14 < name.start - d.end < 14
    ]
    return any(d.on is None or scene.today is None or d.on > scene.today for d in around)


def is_past(scene: Scene) -> bool:
    """The sentence tells what has been."""
    return any(p.mood == "past" for p in scene.main.predicates) or bool(
        re.search(r"\ber (?:\w+ ){0,4}(?:behandlet|godkendt|vedtaget|drøftet)\b", scene.sentence)
    )


def _is_ahead(scene: Scene, *, named: bool) -> bool:
    """Something tells that it is yet to come: a day, an order, the process section, a decision that says so."""
    if named and (not scene.told or scene.place == "process"):
        return True
    due = due_in(scene.sentence, scene.today)
    if (due is not None and due.sort in ("day", "meeting", "budget")) or _AHEAD.search(
        scene.sentence
    ):
        return True
    return (
        named
        or scene.place == "process"
        or any(p.mood in ("will", "expected") for c in scene.clauses for p in c.predicates)
    )
