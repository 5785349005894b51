"""An item cut into headed pieces: each knows its meaning, its heading and its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from raadslag.danish.attending import told_in
from raadslag.danish.bodies import bodies_in, may_be_same
from raadslag.danish.names import names_in
from raadslag.reader.cut.marks import Mark, case_number, flag_of
from raadslag.reader.cut.page import ItemSpan, Known, Page, is_group, is_this_meeting
from raadslag.reader.fields.dissents import DISSENTS, RESERVES
from raadslag.reader.fields.held import is_about_meeting
from raadslag.reader.fields.outcome import outcome_of
from raadslag.reader.fields.settled import settles
from raadslag.reader.fields.votes import read_votes
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.reader.words import fold
from raadslag.record import Where

__all__ = ["COUNT", "Known", "Piece", "cut_pieces", "is_this_meeting", "pieces_with"]
COUNT = re.compile(
    r"^(?:bilag\s*:?\s*)?(\d{1,3}|ingen|et|to|tre|fire|fem) bilag(?:,?\s*heraf\s+(\d{1,3})\s+(anbefale[st]|\w+).*)?\.?$",
    re.I,
)
_PROPOSES = re.compile(
    r"\b(?:indstille[rs]?|foreslår|anbefaler|forelægges|fremsende[rs])\b|^(?:at|ad)\b|^\d+[.)]",
    re.I,
)


@dataclass(slots=True)
class Piece:
    """Lines under one heading. `role` is the vocabulary's, `earlier` for another meeting's decision,
    `lead` for text before any heading."""

    role: str
    mark: Mark | None
    lines: list[Line]
    at: Line | None = None

    @property
    def filled(self) -> list[Line]:
        return [line for line in self.lines if line.text or line.table]

    @property
    def where(self) -> Where | None:
        rows = ([self.at] if self.at else []) + self.filled
        return Where(rows[0].page, rows[0].number, rows[-1].number) if rows else None


def cut_pieces(page: Page, span: ItemSpan, known: Known) -> list[Piece]:
    """The pieces of an item in print order."""
    pieces = [Piece("lead", None, [])]
    for i in range(span.body, span.end):
        line, mark = page.lines[i], page.marks[i]
        if mark is None and is_about_meeting(line.text):
            continue
        if mark is not None and _counts(page, i, mark, pieces):
            role = _role(mark, known, pieces)
            pieces.append(Piece(role, mark, [_rest(line, mark)] if mark.rest else [], line))
        elif line.text and is_group(line.text, page.words) and _at_end(page, i, span):
            continue
        elif line.text and pieces[-1].role in _ONE_LINE and _told_inline(pieces[-1]):
            before = [p.role for p in pieces[:-1] if p.role in _PROSE]
            pieces.append(Piece(before[-1] if before else "lead", None, [line]))
        elif pieces[-1].role == "decision" and pieces[-1].filled and case_number(line.text):
            pieces.append(Piece("case", None, [], line))  # the decision came first
        elif pieces[-1].role == "attachments" and _back_to_text(pieces, line):
            pieces.append(Piece(_before(pieces), None, [line]))
        else:
            pieces[-1].lines.append(line)
    _drop_repeated_heading(pieces[0], span)
    kept = [p for p in _rejoined(pieces) if p.role != "lead" or p.filled]
    if not page.says_decision or [p.role for p in kept] == ["lead"]:
        kept = _with_last_paragraphs(kept, page)
    return _settled(_with_proposal(kept), known)


def _with_last_paragraphs(pieces: list[Piece], page: Page) -> list[Piece]:
    """In minutes, or an item, without any heading the last paragraphs are the decision, from where one of
    them says what was decided; what follows it tells of votes, remarks and who was there."""
    if not pieces or pieces[-1].role not in ("lead", "case", "other"):
        return pieces
    lines = pieces[-1].lines
    at = _decided_from(lines, page)
    if at is None:
        return pieces
    told = Piece("decision", None, lines[at:], lines[at])
    pieces[-1].lines = lines[:at]
    return [*pieces, told] if pieces[-1].filled else [*pieces[:-1], told]


def _decided_from(lines: Sequence[Line], page: Page) -> int | None:
    """The line at which the decision begins, null where the text ends with none."""
    found: int | None = None
    starts = [n for n in range(len(lines)) if _begins_paragraph(lines, n, page.width)]
    for n, end in reversed(list(pairwise([*starts, len(lines)]))):
        text = " ".join(line.text for line in lines[n:end] if line.text)
        led = n > 0 and lines[n - 1].text[-1:] == ":"
        if _decides(text, page):
            found = n
        elif found is not None or not (led or _goes_with_decision(text)):
            break
    return found


def _begins_paragraph(lines: Sequence[Line], n: int, width: float | None) -> bool:
    if not lines[n].text:
        return False
    above = lines[n - 1] if n else None
    return above is None or not above.text or not runs_on(above, lines[n], width)


SHORT = 60
"""Letters up to which a paragraph with any outcome of its own decides ("Per Ege blev valgt.")."""
LONGEST_AFTER = 600
"""Letters of the longest paragraph that follows a decision and is none: a vote, a remark, an absence."""
_OPEN = ("other", "none", "noted", "discussed")


def _decides(text: str, page: Page) -> bool:
    if settles(text):
        return True
    if not text[:1].isupper():
        return False
    short = len(text) <= SHORT and text[-1] == "."
    return short and outcome_of(text, recommended=False, final=None, words=page.words) not in _OPEN


def _goes_with_decision(text: str) -> bool:
    """A vote, a reservation, who was there, or what somebody by name or the body wants."""
    if len(text) > LONGEST_AFTER:
        return False
    named = next(names_in(text), None)
    body = next(iter(bodies_in(text)), None)
    return (
        (named is not None and named.start == 0)
        or (body is not None and body.start == 0)
        or told_in(text).only
        or bool(DISSENTS.search(text) or RESERVES.search(text) or read_votes(text))
    )


_PROPOSAL = re.compile(
    r"^(?:Det|[A-ZÆØÅ][^.:;!?]{2,80}?) (?:indstille[rs]|foreslå[rs]|anbefale[rs])(?: [\wæøåÆØÅ -]{2,60})?,? at [^.]{3,300}\.$"
)
"""A paragraph that is nothing but the proposal: "Staben foreslår, at Byrådet godkender regnskabet."."""
_PROSE = frozenset(("lead", "case", "background", "summary", "other", "economy"))


def _with_proposal(pieces: list[Piece]) -> list[Piece]:
    """Where no heading has the recommendation, the last paragraph of case text that proposes is it."""
    if any(p.role in ("recommendation", "both", "proposer", "alternative") for p in pieces):
        return pieces
    for n in range(len(pieces) - 1, -1, -1):
        piece = pieces[n]
        if piece.role not in _PROSE:
            continue
        for m in range(len(piece.lines) - 1, -1, -1):
            line = piece.lines[m]
            if line.text[-1:] == "." and len(line.text) < 400 and _PROPOSAL.match(line.text):
                rest = Piece(piece.role, None, piece.lines[m + 1 :])
                piece.lines = piece.lines[:m]
                told = Piece("recommendation", None, [line], line)
                return [*pieces[: n + 1], told, *([rest] if rest.filled else []), *pieces[n + 1 :]]
    return pieces


_NUMBER_ONLY = re.compile(r"^(?:punkt|pkt\.?|sag)(?: nr\.?)? \d{1,4}\.?$", re.I)


def _drop_repeated_heading(lead: Piece, span: ItemSpan) -> None:
    """Number, title and case number printed once more before the text are not text."""
    title = fold(span.title or "")
    lead.lines = [
        line
        for n, line in enumerate(lead.lines)
        if not (
            n < 12 and line.text
            and ((title and fold(line.text) == title) or _NUMBER_ONLY.match(line.text) or case_number(line.text) or flag_of(line.text) is not None)
        )
    ]  # fmt: skip


_ONE_LINE = frozenset(("decider", "path"))


def _told_inline(piece: Piece) -> bool:
    """The heading's own line says all of it ("Sagsforløb: ØK/BY"); what follows is the text again."""
    return piece.mark is not None and bool(piece.mark.rest)


def _rest(line: Line, mark: Mark) -> Line:
    return Line(mark.rest, line.number, line.page)


def _role(mark: Mark, known: Known, pieces: list[Piece]) -> str:
    if mark.role != "dated":
        return mark.role
    if mark.decision or any(piece.role == "prior" for piece in pieces[-1:]) is False:
        return "decision" if is_this_meeting(mark, known) else "earlier"
    return "earlier" if not is_this_meeting(mark, known) else "prior"


_MOTION = re.compile(r"^(?:beslutningsforslag|forslag|medlemsforslag) (?:fra|stillet)\b", re.I)
_ENDS_MOTION = frozenset(("proposer", "prior", "attachments", "decision", "dated"))


def _counts(page: Page, i: int, mark: Mark, pieces: list[Piece]) -> bool:
    """Whether a heading's words are a heading here: attachments may be called "Indstilling" too, and a
    member's motion has headings of its own inside."""
    here = pieces[-1]
    if here.mark and _MOTION.match(here.mark.heading) and mark.role not in _ENDS_MOTION:
        return mark.heading.isupper()
    if here.role in ("attachments",) and mark.role in (
        "recommendation",
        "other",
        "case",
        "process",
        "proposer",
    ):
        if page.lines[i].heading is not None:
            return True
        follow = page.after(i, 1)
        text = page.lines[follow[0]].text if follow else ""
        listed = bool(here.filled) or any(p.role == "decision" for p in pieces)
        return not listed or (bool(_PROPOSES.search(text)) and mark.role == "recommendation")
    if here.role in ("prior", "earlier") and mark.role == "dated" and mark.rest:
        return here.role == "earlier" and is_this_meeting(mark, page.known)
    return not (
        mark.role == "other" and here.role == "decision" and fold(mark.heading) == "bemærkninger"
    )


def _at_end(page: Page, i: int, span: ItemSpan) -> bool:
    """The heading of the next group stands at the end of an item."""
    rest = [j for j in page.after(i, 3) if j < span.end]
    return len(rest) <= 1


def _back_to_text(pieces: list[Piece], line: Line) -> bool:
    """After a bare count of attachments the text of the item goes on (messages have such counts)."""
    if not line.text or not pieces[-1].filled:
        return False
    rows = pieces[-1].filled
    if len(rows) > 1 or not COUNT.match(rows[0].text):
        return False
    return _before(pieces) != "decision" and not COUNT.match(line.text)


def _rejoined(pieces: list[Piece]) -> list[Piece]:
    """Text that a count of attachments broke in two is one piece again."""
    kept: list[Piece] = []
    for piece in pieces:
        home = next((p for p in reversed(kept) if p.role != "attachments"), None)
        if piece.mark is None and home is not None and home.role == piece.role:
            home.lines += piece.lines
        else:
            kept.append(piece)
    return kept


def _before(pieces: list[Piece]) -> str:
    return next((p.role for p in reversed(pieces[:-1]) if p.role != "attachments"), "lead")


def _settled(pieces: list[Piece], known: Known) -> list[Piece]:
    """A plain "Beslutning" is case text where a dated one for this meeting follows; of several dated
    ones without a known date the last is this meeting's."""
    own = [
        n for n, p in enumerate(pieces) if p.role == "decision" and _is_of(p, known.organization)
    ]
    for piece in pieces[: own[-1]] if own else ():
        undated = piece.role == "decision" and piece.mark is not None and piece.mark.day is None
        if undated and piece.mark and piece.mark.body and not _is_of(piece, known.organization):
            piece.role = "earlier"
    dated = [p for p in pieces if p.role == "decision" and p.mark and p.mark.role == "dated"]
    if dated:
        for piece in pieces:
            if piece.role == "decision" and piece not in dated and _is_case_text(piece):
                piece.role = "other"
    elif known.day is None and not any(p.role == "decision" for p in pieces):
        late = [p for p in pieces if p.role == "earlier" and p.mark and p.mark.decision]
        if late:
            late[-1].role = "decision"
    return pieces


def _is_of(piece: Piece, body: str | None) -> bool:
    """The heading names this body ("Beslutning i Byrådet")."""
    named = piece.mark.body if piece.mark else None
    return bool(named and body and may_be_same(named, body))


def _is_case_text(piece: Piece) -> bool:
    return sum(len(line.text) for line in piece.filled) > 80


def pieces_with(pieces: Sequence[Piece], *roles: str) -> list[Piece]:
    """The pieces of these meanings."""
    return [piece for piece in pieces if piece.role in roles]
