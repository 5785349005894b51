"""The recommendation: who proposes, to whom by which way, and the points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from raadslag.reader.cut.pieces import Piece
from raadslag.reader.lines.blocks import AT_NUMBER, join, list_mark_of
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.record import Where

_WHO = re.compile(
    r"^(?P<who>(?:(?!\bat\b)[^.:;]){2,200}?),?\s*(?P<verb>indstiller|foreslår|anbefaler|fremsender|anmoder|fremlægger|forelægger)\b(?P<rest>.*)$",
    re.I | re.S,
)
_GLUED_WHO = re.compile(
    r"^(?P<who>[A-ZÆØÅ][\wæøå -]{3,80}?(?:forvaltningen|afdelingen|udvalget|sekretariatet))(?P<verb>indstiller|fremsender|foreslår)\b(?P<rest>.*)$",
    re.S,
)
_NOBODY = re.compile(
    r"^(?:det\s+(?:indstilles|foreslås|anbefales)|der\s+indstilles|indstilles)\b(?P<rest>.*)$",
    re.I | re.S,
)
_CHAIN = re.compile(
    r"\btil\s+(?P<last>[^,]{2,60}?)\s+via\s+(?P<way>.+?)(?:,?\s*at\b|$)", re.I | re.S
)
_ONWARD = re.compile(
    r"\bover for\s+(?P<way>[A-Za-zÆØÅæøå][^.:;]{2,120}?)\s+anbefale[rs]?\b|\banbefale[rs]?\s+over for\s+(?P<after>[A-Za-zÆØÅæøå][^.:;]{2,120}?)(?:,|\s+at\b|$)"
)
_AT = re.compile(r"^at\b(?![ )]*\d)", re.I)
_STRIP_AT = re.compile(r"^(?:at|ad)\s*\d{0,2}\s*[.)]\s*", re.I)
_MARK = re.compile(r"^(?:[•*]\s*|[-–]\s+|\d{1,3}[.)]\s+|\d{1,3}\.\)\s*|[a-zA-Z][.)]\s+)")
_OTHER_BODY = re.compile(
    r"^(?P<who>[A-ZÆØÅ][^.:;]{3,90}?)(?::\s|\s+(?:anbefaler|tiltræder|har ingen bemærkninger|tilslutter sig|indstiller til godkendelse))",
    re.I,
)
_LEAD_END = re.compile(r"(?:,|:|\bat:?|;)$", re.I)
LONGEST_POINT = 20_000
"""Letters after which lines are no longer put together: no point is longer."""
_NO_ONE = frozenset(("Det", "Der", "Hvad", "Sådan"))
_SENT_ON = frozenset(("fremsender", "fremlægger", "forelægger"))


@dataclass(slots=True)
class Recommendation:
    """What is proposed. `others` are lines in which other bodies answer; `way` the bodies of a chain."""

    by: str | None = None
    points: list[str] = field(default_factory=list)
    others: list[tuple[str, Line]] = field(default_factory=list)
    decider: str | None = None
    way: list[str] = field(default_factory=list)
    lead: str = ""
    where: Where | None = None


@dataclass(slots=True)
class _Row:
    text: str
    mark: str | None
    line: Line


def read_recommendation(pieces: Sequence[Piece], width: float | None) -> Recommendation:
    """The first recommendation that says anything; alternative ones are sections of their own."""
    result = Recommendation()
    for piece in pieces:
        if result.points:
            break
        if piece.role == "proposer" and piece.mark:
            result.by = result.by or piece.mark.body
        if piece.role in ("recommendation", "both"):
            _read(piece, width, result)
    return result


def _read(piece: Piece, width: float | None, result: Recommendation) -> None:
    rows = _rows(piece.filled, width)
    lead_by_heading = _who(piece.mark.heading) if piece.mark else None
    if lead_by_heading and lead_by_heading[0] not in _NO_ONE:
        result.by = result.by or lead_by_heading[0]
    rest = _lead(rows, result)
    points = _points(rest, result)
    result.points = [text for text in (_point_text(row) for row in points) if text]
    if result.points:
        first, last = points[0].line, points[-1].line
        result.where = Where(first.page, first.number, last.number)


def _rows(lines: Sequence[Line], width: float | None) -> list[_Row]:
    """Lines to paragraphs and points, those the margin broke put together."""
    rows: list[_Row] = []
    before: Line | None = None
    for line in lines:
        if line.table:
            continue
        mark = list_mark_of(line)
        starts = mark is not None or _AT.match(line.text) or AT_NUMBER.match(line.text)
        if rows and before is not None and not starts and _goes_on(before, line, rows[-1], width):
            rows[-1].text = join(rows[-1].text, line.text)
        else:
            rows.append(_Row(line.text, mark, line))
        before = line
    return rows


def _goes_on(before: Line, line: Line, row: _Row, width: float | None) -> bool:
    if line.starts_block or len(row.text) > LONGEST_POINT:
        return False
    if before.number + 1 == line.number and runs_on(before, line, width):
        return True
    if before.number + 1 < line.number and width is None:
        return False
    return (
        line.text[:1].islower()
        and not row.text.endswith((".", ":", ";"))
        and bool(row.mark or _AT.match(row.text) or width)
    )


def _lead(rows: list[_Row], result: Recommendation) -> list[_Row]:
    """Takes the lead-in off the rows; what of its sentence stands on the same line stays as a point."""
    for n, row in enumerate(rows[:4]):
        if row.mark is not None and n > 0:
            break
        found = _who(row.text)
        if found is None:
            continue
        who, verb, rest = found
        if who is not None:
            result.by = who
        result.lead = row.text
        _chain(row.text, result)
        if verb in _SENT_ON and not re.search(r"\bat\b", rest):
            return []
        tail = _tail_point(rest)
        first = [_Row(tail, "", row.line)] if tail else []
        return first + rows[n + 1 :]
    return rows


def _who(text: str) -> tuple[str | None, str, str] | None:
    if found := _NOBODY.match(text):
        return None, "indstilles", found["rest"]
    found = _WHO.match(text) or _GLUED_WHO.match(text)
    if not found:
        return None
    who = re.sub(r"\s{0,8}\((?![A-ZÆØÅ]{1,3}\)).{0,200}\)$", "", found["who"]).strip(" ,")
    if not who or who.split()[0].casefold() in ("det", "der", "at", "i", "på", "hvis", "såfremt"):
        return None
    who = who.partition(" i samråd med ")[0].rstrip()
    return who, found["verb"].casefold(), found["rest"]


def _tail_point(rest: str) -> str | None:
    """The rest of a lead-in that is itself the point: "…, at planen drøftes." """
    found = re.search(r"\bat\b\s*[:,]?\s*(\S.{3,})$", rest, re.S)
    if not found or (_LEAD_END.search(rest.strip()) and len(found.group(1)) < 80):
        return None
    inner = re.search(r"[:,]\s*(at\b.*)$", rest, re.S)
    return (inner.group(1) if inner else f"at {found.group(1)}").strip()


def _chain(text: str, result: Recommendation) -> None:
    """ "indstiller til KB via PMT og ØU, at": the last body decides, the others come before it."""
    if onward := _ONWARD.search(text):
        result.way = _bodies(onward["way"] or onward["after"])
        result.decider = result.way[-1] if result.way else None
        return
    found = _CHAIN.search(text)
    if not found:
        return
    result.decider = found["last"].strip()
    way = _bodies(found["way"])
    result.way = [*way, result.decider]


def _bodies(text: str) -> list[str]:
    """Bodies in a list; what is no body's name ("Teknik-") belongs to the name after it."""
    parts = [
        p.strip(" .")
        for p in re.split(r",(?!\s{0,8}-)|\s{1,8}(?:og|samt)\s{1,8}", text)
        if p.strip(" .")
    ]
    whole: list[str] = []
    for part in parts:
        if whole and whole[-1].endswith("-"):
            whole[-1] = f"{whole[-1]} og {part}"
        else:
            whole.append(part)
    return whole


def _points(rows: list[_Row], result: Recommendation) -> list[_Row]:
    """Rows that are points: the marked ones where there are any, else each paragraph up to a stranger."""
    marked = [row for row in rows if row.mark or _AT.match(row.text) or AT_NUMBER.match(row.text)]
    kept: list[_Row] = []
    for row in rows:
        other = None if row in marked else _OTHER_BODY.match(row.text)
        if other and (kept or not result.lead):
            result.others.append((other["who"], row.line))
        elif kept and row.mark == "-" and (kept[-1].mark or "")[:1].isdecimal():
            kept[-1].text += f" - {_MARK.sub('', row.text, count=1)}"
        elif row in marked or row.mark == "":
            kept.append(row)
        elif marked:
            if kept and result.others:
                break
        elif not result.others:
            kept.append(row)
    return kept


def _point_text(row: _Row) -> str:
    text = row.text
    if row.line.list_mark is None and row.mark != "":
        text = _MARK.sub("", text, count=1)
    if AT_NUMBER.match(text):
        text = _STRIP_AT.sub("", text, count=1)
    return text.strip()
