"""Commitments: what was promised, by whom, until when. Rules that would rather miss than invent.

Remarks of the decision bind most, recommendations bind when they are adopted, the case text promises
in a few set phrases ("vil blive forelagt", "vender tilbage", "orienteres løbende").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from raadslag.danish.moments import DATE, MONTHS
from raadslag.danish.sentences import sentence_texts
from raadslag.record import Commitment, Decision, Outcome, Section, Where

_MONTH = "|".join(sorted((m for m in MONTHS if len(m) > 3 or m == "maj"), key=len, reverse=True))
_DUE = re.compile(
    rf"(?:\b(?:senest|inden|efter|den|i|fra|primo|medio|ultimo)\s+)?(?:{DATE.pattern})"
    rf"|\b(?:i|primo|medio|ultimo|inden|senest|efter|fra)?\s*(?:{_MONTH})\s+(?:19|20)\d\d"
    r"|\b(?:i løbet af |i |inden |senest |efter )?(?:[1-4]\.|første|andet|tredje|fjerde) (?:kvartal|halvår)(?: (?:19|20)\d\d)?"
    r"|\b(?:i |efter |til |inden |før )?(?:forår|sommer|efterår|vinter|foråret|sommeren|efteråret|vinteren|sommerferien)(?: (?:19|20)\d\d)?"
    r"|\b(?:i starten af|i slutningen af|i midten af|i løbet af|fra skoleåret|inden udgangen af|ved udgangen af) (?:19|20)\d\d(?:/\d{4})?"
    r"|\bpå (?:et |det )?(?:kommende|næste|først ?kommende) (?:udvalgs)?møde|\bpå mødet\b|\bved mødets afslutning\b|\btil næste møde\b"
    r"|\b(?:løbende|månedligt?|kvartalsvis(?:t)?|årligt|halvårligt|fremadrettet|efterfølgende|i den kommende tid|snarest)\b(?: \(?(?:månedlig|kvartalsvist)\)?)?"
    r"|\bi (?:19|20)\d\d\b|\bnår [^,.]{5,80}",
    re.I,
)
_BODY = (
    r"(?:(?:[A-ZÆØÅ][\wæøå]*-,? (?:(?:og|samt) )?){0,4}[A-ZÆØÅ][\wæøå]*udvalget|(?:[\d-]+ års )?[Uu]dvalget(?: for [A-ZÆØÅ][\wæøå]*(?:(?:,| og) [A-ZÆØÅ][\wæøå]*)*)?"
    r"|[Aa]dministrationen(?: i [A-ZÆØÅ][\wæøå]+ for [A-ZÆØÅ][\wæøå]+(?: og [A-ZÆØÅ][\wæøå]+)*)?|[Ff]orvaltningen|[Bb]yrådet|[Kk]ommunalbestyrelsen"
    r"|[Mm]agistratsafdelingen(?: for [A-ZÆØÅ][\wæøå]*(?:(?:,| og) [A-ZÆØÅ][\wæøå]*)*)?|[Dd]irektionen|[Cc]enter for [A-ZÆØÅ][\wæøå]+(?: (?:og|for) [A-ZÆØÅ][\wæøå]+)*"
    r"|[Bb]orgmesteren|[Ff]ormanden|[Jj]obcentret|deltagerne|medlemmerne|[Dd]irektøren|[A-ZÆØÅ][\wæøå]+ Kommune)"
)
_WHO = re.compile(rf"\b({_BODY})\b")

_DECIDED = re.compile(
    r"\bønsker?(?:s|de)?\b|\bønske om\b|\bser gerne\b|\bfølge(?:s)? op\b|\bvende[rs]? tilbage\b|\bgenoptages?\b|\bforelægge[rs]?\b|\budarbejde[rs]?\b|\bdrøftes\b"
    r"|\barbejdes (?:aktivt )?videre\b|\bindkaldes?\b|\binviteres?\b|\bafdække[st]?\b|\bundersøge[rs]?\b|\bbedes\b|\bskal\b|\bbesvarelse\b|\btidspunkt\b|\bforslag til\b|\borienteres\b"
    r"|\bfremlægges\b|\btages? op\b|\bopgøres\b|\bskriftligt svar\b|\buddybe\w*\b|\bbelyses?\b|\bevalueres?\b",
    re.I,
)
# Read in small letters, every way beginning at a word: it is held against all of the case text.
_TOLD = re.compile(
    r"\b(?:(?:vil|bliver|skal)\b[^.]{0,90}?\b(?:blive (?:fore?lagt|præsenteret|fulgt|holdt|inddraget|opsat|suppleret|fremlagt|orienteret|udarbejdet|evalueret|taget op)|få (?:\w+ )?(?:præsenteret|forelagt)|vende tilbage|forelægge|fremlægge|følge op|opprioritere|udarbejde)"
    r"|vil (?:\w+ ){0,6}(?:forelægges|præsenteres|orienteres|inddrages|evalueres)"
    r"|(?:forelægges|fremlægges|orienteres|inddrages|afrapporteres|genoptages|evalueres)\b[^.]{0,70}\b(?:løbende|efterfølgende|igen|udvalget|byrådet|kommunalbestyrelsen|når)\b"
    r"|(?:sendes|oversendes)\s+(?:efterfølgende|herefter)\b|vender tilbage\b|foretages (?:fortsat )?(?:en )?løbende\b|med henblik på (?:endelig )?(?:godkendelse|vedtagelse) i\b"
    r"|der planlægges\b|agter\b|igangsættes i løbet af\b|udsendes\b[^.]{0,60}\btil\b|viderefører\b|det besluttet, at\b|følges (?:der )?op\b)",
)
_PAST = re.compile(r"\b(?:blev|har været|var|havde|besluttede|vedtog|er blevet)\b")
_HYPOTHETICAL = re.compile(r"^(?:hvis|såfremt)\b|\bkunne blive\b|\bville\b", re.I)
_AHEAD = re.compile(r"\b(?:vil|skal|besluttet, at)\b")
_POSTPONED = re.compile(r"\bud(?:sættes|sat|sætte|skydes|skudt)\b", re.I)
_OPENING = re.compile(
    r"^(?:at|og|samt|derudover|med den bemærkning,? at|med)\s+(?=et ønske|[A-ZÆØÅ])"
)
_WISHES = re.compile(rf"^(?:at\s+)?(?P<who>{_BODY})\s+(?=ønsker,? at\b)")
_TAKEN_ON = re.compile(
    r"\b(?:forelægger|indarbejdes|udarbejdes?|forelægges|udarbejder|iværksættes|igangsættes|evalueres|vender tilbage|afrapporteres|fremlægges|bemyndige[rs])\b",
    re.I,
)
_WISH = re.compile(r"\bønske|\bser gerne\b|\bopford|\bagter\b", re.I)
_MAY = re.compile(r"\bkan\b|\bkunne\b|\beventuelt\b|\bevt\.", re.I)
_ADOPTED = frozenset(("approved_as_recommended", "approved"))
Source = Literal["decision", "case_text"]


@dataclass(frozen=True, slots=True)
class Case:
    """What promises are read from."""

    decision: Decision
    points: Sequence[str]
    sections: Sequence[Section]
    outcome: Outcome
    points_where: Where | None = None


def read_promises(case: Case) -> list[Commitment]:
    """Commitments in order: the decision's, the adopted recommendations', the case text's."""
    found: list[Commitment] = []
    for remark in case.decision.remarks:
        for sentence in sentence_texts(remark):
            if len(sentence) < 600 and _DECIDED.search(sentence):
                text, who = _trimmed(sentence)
                found += [_commitment(text, "decision", case.decision.where, who)]
    if case.outcome == "postponed" and case.decision.text:
        found += _coming_back(case)
    if case.outcome in _ADOPTED:
        found += [
            _commitment(_bare(point), "decision", case.points_where)
            for point in case.points
            if _TAKEN_ON.search(point)
        ]
    for section in case.sections:
        if section.level == 1:
            found += _from_section(section)
    return _distinct(found)


def _from_section(section: Section) -> list[Commitment]:
    found: list[Commitment] = []
    for paragraph in section.text.split("\n"):
        if len(paragraph) < 25 or not _TOLD.search(paragraph.casefold()):
            continue
        for sentence in sentence_texts(paragraph):
            if (
                not 25 <= len(sentence) <= 420
                or not _TOLD.search(sentence.casefold())
                or _HYPOTHETICAL.search(sentence)
            ):
                continue
            found += [
                _commitment(clause, "case_text", section.where) for clause in _promising(sentence)
            ]
    return found


def _promising(sentence: str) -> list[str]:
    """The parts of a sentence that promise; those that tell of the past do not.

    What hangs on a condition ("Såfremt …, vil …") is quoted from the promise on.
    """
    if condition := _HYPOTHETICAL.match(sentence):
        comma = sentence.find(", ", condition.end())
        if comma < 0:
            return []
        sentence = sentence[comma + 2 :]
    told = []
    for _, part in _clauses(sentence):
        if not _TOLD.search(part.casefold()):
            continue
        if not (_PAST.search(part) and not _AHEAD.search(part)):
            told.append(_bare(part))
    return told


def _coming_back(case: Case) -> list[Commitment]:
    """A postponed item comes back: the sentence that postpones is the promise."""
    said = [s for s in sentence_texts(case.decision.text or "") if _POSTPONED.search(s)]
    return [_commitment(_bare(s), "decision", case.decision.where) for s in said[:1]]


def _clauses(sentence: str) -> list[tuple[int, str]]:
    """The sentence at its own joints: ", og at", ", hvor", ", og der" part clauses worth quoting."""
    found: list[tuple[int, str]] = []
    start = 0
    for joint in re.finditer(r",\s+(?=(?:og|hvor|som|ligesom|hvilket|mens|men)\s)", sentence):
        if joint.start() - start > 40 and len(sentence) - joint.end() > 40:
            found.append((start, sentence[start : joint.start()]))
            start = joint.end()
    return [*found, (start, sentence[start:])]


def _trimmed(sentence: str) -> tuple[str, str | None]:
    """(the wish, who wishes): it begins at its verb where the body that wishes stands right before it."""
    text = _OPENING.sub("", sentence.strip())
    found = _WISHES.match(text)
    return (_bare(text[found.end() :]), found["who"]) if found else (_bare(text), None)


def _bare(text: str) -> str:
    return re.sub(r"^(?:at|og|herunder at)\s+(?=\S)", "", text.strip()).rstrip(" .,;:")


def _commitment(
    text: str, source: Source, where: Where | None, wishing: str | None = None
) -> Commitment:
    who, due = _WHO.search(text), _DUE.search(text)
    strength = (
        "wish"
        if _WISH.search(text)
        else "possible"
        if _MAY.search(text) and not re.search(r"\bvil\b|\bskal\b", text)
        else "firm"
    )
    return Commitment(
        text=text,
        who=wishing or (who.group(1) if who else None),
        due=due.group(0).strip() if due else None,
        source=source,
        strength=cast(Literal["firm", "wish", "possible"], strength),
        where=where,
    )


def _distinct(found: list[Commitment]) -> list[Commitment]:
    kept: dict[str, Commitment] = {}
    for one in found:
        if one.text:
            kept.setdefault(one.text.casefold(), one)
    return list(kept.values())
