"""The decision of this meeting: its text, and what of it is remark, vote, reservation, absence, intro."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from raadslag.danish.sentences import sentence_texts
from raadslag.reader.cut.pieces import COUNT, Piece
from raadslag.reader.fields.dissents import DISSENTS, RESERVES, matching, stopped_by
from raadslag.reader.fields.outcome import is_formula, outcome_of
from raadslag.reader.fields.remarks import remarks_of
from raadslag.reader.fields.votes import read_votes
from raadslag.reader.lines.blocks import join, list_mark_of
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary
from raadslag.record import Decision, PointOutcome, Where

_SAYS_DECISION = re.compile(
    r"\bforbehold\b|tiltræd|\bstemte\b|\bundlod\b|\bdeltog\b|\bforhindret\b|\bbemærk|\bønske|\budsæt|\budsat\b|\budarbejder\b|\bbedes\b|send(?:es|t|er)\b|\banbefal"
    r"|\bbesluttede\b|\bdrøftede\b|\bgodkend|\btil efterretning|\btil orientering\b|\borientere|\bflertal\b|\bmindretal\b|\bvalgt\b|\budpeget\b|\budvalget\b|\bsagen\b|\bpunkt\b",
    re.I,
)
_POINT = re.compile(
    r"^(?:ad\.?\s*)?(\d{1,2})\.?(?:\s*(?:-|–|og)\s*(?:ad\.?\s*)?(\d{1,2})\.?)?[.:)]?\s*(?P<rest>.*)$",
    re.I,
)
_REMARKS_FOLLOW = re.compile(r"\bbemærkning(?:er)?:$", re.I)
_TELLS = re.compile(r"^[A-ZÆØÅ]\w*(?:en|et|ne) \w+(?:er|ede|te)\b|\([A-ZÆØÅ]{1,3}\) \w")
"""Somebody acts ("Forvaltningen undersøger …", "Bente Holm (V) stemmer imod"): no title of a case."""
LONGEST_PARAGRAPH = 20_000
_PAGE_REST = re.compile(r"^(?:\d{1,3}|×)$")


@dataclass(slots=True)
class Reading:
    """A decision with what was found around it. `intro` is an unheaded lead that follows it in print."""

    decision: Decision
    intro: list[Line] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    text: str
    lines: list[Line]


def read_decision(
    pieces: Sequence[Piece], *, recommended: bool, final: bool | None, words: Vocabulary,
    width: float | None,
) -> Reading:  # fmt: skip
    """Decision of the item from its pieces; who was absent was taken out before (`fields.presence`)."""
    found = [p for p in pieces if p.role == "decision"]
    if not found:
        found = _unheaded(pieces)
    paragraphs: list[_Paragraph] = []
    intro: list[Line] = []
    texts: set[str] = set()
    places = {id(piece): place for place, piece in enumerate(pieces)}
    for piece in found:
        own = _paragraphs(_own_lines(piece), width)
        place = places[id(piece)]
        own, extra = _without_intro(own, pieces[place + 1 : place + 3])
        key = " ".join(p.text for p in own)
        if key and key in texts:
            continue
        texts.add(key)
        paragraphs += own
        intro += extra
    return _made(paragraphs, found, intro, recommended, final, words)


def _unheaded(pieces: Sequence[Piece]) -> list[Piece]:
    """Closed items print their decision with no heading: the lead is one where it begins like one."""
    if len([p for p in pieces if p.role not in ("attachments", "lead")]) > 0:
        return []
    lead = next((p for p in pieces if p.role == "lead"), None)
    if lead and lead.filled and is_formula(lead.filled[0].text) and len(lead.filled) <= 8:
        lead.role = "decision"
        return [lead]
    return []


def _own_lines(piece: Piece) -> list[Line]:
    """The piece's lines without page rests and counts of attachments at its end."""
    kept = list(piece.lines)
    while kept:
        last = next((n for n in range(len(kept) - 1, -1, -1) if kept[n].text), None)
        if last is None:
            return []
        if not (_PAGE_REST.match(kept[last].text) or COUNT.match(kept[last].text)):
            break
        kept = kept[:last]
    return kept


def _paragraphs(lines: Sequence[Line], width: float | None) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    before: Line | None = None
    for line in lines:
        if not line.text:
            before = None
            continue
        mark = line.list_mark
        text = line.text if mark is None else f"{mark} {line.text}"
        listed = list_mark_of(line) is not None
        if (
            before is not None
            and not listed
            and found
            and not line.starts_block
            and len(found[-1].text) < LONGEST_PARAGRAPH
            and runs_on(before, line, width)
        ):
            found[-1].text = join(found[-1].text, text)
            found[-1].lines.append(line)
        else:
            found.append(_Paragraph(text, [line]))
        before = line
    return found


def _without_intro(
    own: list[_Paragraph], after: Sequence[Piece]
) -> tuple[list[_Paragraph], list[Line]]:
    """Where the case text follows the decision (`after`: the pieces that do), a last paragraph that decides
    nothing introduces it."""
    if len(own) < 2 or not any(p.role in ("summary", "background", "case") for p in after):
        return own, []
    last = own[-1]
    if any(_REMARKS_FOLLOW.search(p.text) for p in own[:-1]) and last.text.strip(" ."):
        return own, []
    if last.text.strip(" .") and (
        (_SAYS_DECISION.search(last.text[:400]) or _TELLS.search(last.text))
        and not _introduces(last.text)
    ):
        return own, []
    return own[:-1], last.lines if last.text.strip(" .") else []


def _introduces(text: str) -> bool:
    return bool(
        re.match(
            r"^(?:indstillingen vedrører|nærværende sag|med indstillingen|endelig vedtagelse af forslag|forslag om)",
            text,
            re.I,
        )
    ) or (bool(re.search(r"\bnærværende sag\b", text, re.I)))


def _made(
    paragraphs: list[_Paragraph], found: Sequence[Piece], intro: list[Line],
    recommended: bool, final: bool | None, words: Vocabulary,
) -> Reading:  # fmt: skip
    text = "\n\n".join(p.text for p in paragraphs) or None
    where = _where(paragraphs, found)
    if text is None:
        return Reading(Decision(where=where), intro)
    sentences = [s for p in paragraphs for s in sentence_texts(p.text)]
    reserved = matching(sentences, RESERVES)
    decision = Decision(
        text=text,
        outcome=outcome_of(text, recommended=recommended, final=final, words=words),
        remarks=tuple(remarks_of([p.text for p in paragraphs])),
        votes=tuple(read_votes(text)),
        dissents=tuple(s for s in matching(sentences, DISSENTS) if s not in reserved),
        reservations=reserved,
        stopped_by=stopped_by(text),
        points=_points([p.text for p in paragraphs], recommended, final, words),
        where=where,
    )
    return Reading(decision, intro, [p.text for p in paragraphs])


def _where(paragraphs: Sequence[_Paragraph], found: Sequence[Piece]) -> Where | None:
    if paragraphs:
        first, last = paragraphs[0].lines[0], paragraphs[-1].lines[-1]
        return Where(first.page, first.number, last.number)
    return found[0].at.where if found and found[0].at else None


def _points(
    paragraphs: Sequence[str], recommended: bool, final: bool | None, words: Vocabulary
) -> tuple[PointOutcome, ...]:
    """Outcomes by recommendation point where the decision numbers them."""
    points: list[PointOutcome] = []
    pending: tuple[int, int] | None = None
    for text in paragraphs:
        found = _POINT.match(text)
        if found and (found["rest"] or text.casefold().startswith("ad")):
            first, last = int(found.group(1)), int(found.group(2) or found.group(1))
            if not found["rest"]:
                pending = (first, last)
                continue
            rest = found["rest"]
        elif pending:
            (first, last), rest = pending, text
        else:
            continue
        pending = None
        if last - first > 20 or not (is_formula(rest) or "anbefal" in rest.casefold()):
            continue
        code = outcome_of(rest, recommended=recommended, final=final, words=words)
        points += [PointOutcome(n, code, rest) for n in range(first, last + 1)]
    return tuple(points) if points and all(p.point < 100 for p in points) else ()
