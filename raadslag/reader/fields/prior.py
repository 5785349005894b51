"""Earlier treatments of the case: lists, blocks of body, date and number, and earlier bodies' answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.danish.bodies import DECIDES, bodies_in, is_generic, may_be_same
from raadslag.danish.moments import DATE, date_of, dates_in
from raadslag.danish.sought import Sought
from raadslag.reader.cut.marks import Mark
from raadslag.reader.cut.pieces import Known, Piece
from raadslag.reader.fields.recommend import Recommendation
from raadslag.reader.lines.line import Line
from raadslag.reader.words import TEXT_ROLES
from raadslag.record import PriorTreatment

_GAP, _SPACE = r"\s{0,8}", r"\s{1,8}"
"""White space that may, and that must, stand: bounded, for a line can be a megabyte of it."""
_LINE = re.compile(
    rf"^(?:•{_GAP})?(?:beslutning(?:{_SPACE}(?:i|fra))?{_SPACE})?(?P<body>[^:;]{{2,120}}?),?{_SPACE}(?:den{_SPACE}|d\.{_GAP})?(?P<date>{DATE.pattern})"
    rf"{_GAP},?{_GAP}\(?(?:(?:punkt|pkt|sag|sagsnr)\.?{_GAP}(?:nr\.?{_GAP})?(?P<item>\d{{1,4}}))?\)?{_GAP}:?$",
    re.I,
)
_DATE_FIRST = re.compile(
    rf"^(?:•\s*)?(?P<date>{DATE.pattern})\s*[:,-]?\s+(?P<body>[A-ZÆØÅ][^.:]{{2,90}})$"
)
_FIELD = re.compile(
    r"^(udvalg|dato|punktnummer|punkt|punkt nr\.?|mødedato|beslutning)\s*:\s*(.*)$", re.I
)
_ENDORSED = re.compile(r"s?\s{1,8}påtegning$", re.I)
LONGEST_TOLD = 20_000
_EMPTY = re.compile(r"^(?:ingen|nej|intet|-)\.?$", re.I)


def read_prior(
    pieces: Sequence[Piece], recommendation: Recommendation, known: Known
) -> tuple[list[PriorTreatment], list[str]]:
    """(earlier treatments in print order, bodies of the printed route that come after this meeting)."""
    found: list[PriorTreatment] = []
    for piece in pieces:
        if piece.role == "prior":
            found += _from_lines(piece.filled)
            if piece.mark and piece.mark.role == "dated":
                found.insert(0, _of_mark(piece.mark, piece.filled))
        elif piece.role == "earlier" and piece.mark:
            found.append(_of_mark(piece.mark, piece.filled))
    found += _answers(recommendation, known)
    found += [one for piece in pieces if piece.role in TEXT_ROLES for one in _told(piece.filled)]
    later = [one for one in found if one.date and known.day and one.date > known.day]
    earlier = [one for one in found if one not in later and not _is_now(one, known)]
    return earlier, [one.organization for one in later if one.organization]


_NUMBERED = re.compile(
    r"\W{0,3}(?:som |under )?\(?(?:sag|punkt|pkt|dagsordenspunkt)\.?\s*(?:nr\.?\s*)?(?P<item>\d{1,4})\b",
    re.I,
)
_FARTHEST = 110
"""Letters between a body and the day on which running text says that it treated the case."""


def _told(lines: Sequence[Line]) -> list[PriorTreatment]:
    """Running text counts where it gives body, day and number ("… den 24. maj 2016 (sag nr. 1)")."""
    return [one for line in lines if _ITEM_WORD.search(line.text) for one in _in_text(line.text)]


_ITEM_LAST = re.compile(r"((?:punkt|pkt|sag)\.?\s(?:nr\.?\s)?\d{1,4}\)?)\.$", re.I)
"""A full stop after the item's number ends a stage's line: "Kulturudvalget den 14-01-2031, pkt. 7." """
_TREATED = Sought(r"\s(?:behandlede|drøftede|besluttede|godkendte|tiltrådte|anbefalede)\b")
_ITEM_WORD = Sought(r"\b(?:sag|punkt|pkt|dagsordenspunkt)\b.{0,8}\d", re.I)


def _in_text(text: str) -> list[PriorTreatment]:
    found: list[PriorTreatment] = []
    bodies = bodies_in(text[:LONGEST_TOLD], kinds=DECIDES)
    for _, end, day in dates_in(text[:LONGEST_TOLD]):
        number = _NUMBERED.match(text, end)
        near = [
            body
            for body in bodies
            if body.end < end
            and end - body.end < _FARTHEST
            and (not is_generic(body.text) or _TREATED.match(text, body.end))
        ]
        if number and near:
            found.append(PriorTreatment(near[-1].text, day, int(number["item"])))
    return found


def _is_now(one: PriorTreatment, known: Known) -> bool:
    return (
        one.date is not None
        and one.date == known.day
        and may_be_same(one.organization, known.organization)
    )


def _of_mark(mark: Mark, lines: Sequence[Line]) -> PriorTreatment:
    return PriorTreatment(mark.body or mark.heading, mark.day, mark.item, _text(lines))


def _text(lines: Sequence[Line]) -> str | None:
    return "\n".join(line.text for line in lines if line.text) or None


def _from_lines(lines: Sequence[Line]) -> list[PriorTreatment]:
    """One treatment for each heading line or each block of fields; lines between them are its text."""
    found: list[dict[str, str]] = []
    for line in lines:
        text = line.text
        if not text or _EMPTY.match(text):
            continue
        field = _FIELD.match(text)
        if field:
            _take_field(found, field.group(1).casefold(), field.group(2).strip())
            continue
        head = _head(text)
        if head:
            parts = head.groupdict()
            found.append(
                {
                    "body": _ENDORSED.sub("", parts["body"].strip(" ,")),
                    "date": parts["date"],
                    "item": parts.get("item") or "",
                }
            )
        elif found:
            found[-1]["text"] = f"{found[-1].get('text', '')}\n{text}".strip()
    return [
        PriorTreatment(
            one["body"], date_of(one.get("date", "")), int(one["item"]) if one.get("item", "").isdecimal() else None,
            one.get("text") or None,
        )
        for one in found
        if one.get("body")
    ]  # fmt: skip


def _head(text: str) -> re.Match[str] | None:
    """A line of body and date; without a year there is no date to look for."""
    if "20" not in text and "19" not in text:
        return None
    text = _ITEM_LAST.sub(r"\1", text)
    return _DATE_FIRST.match(text) or _LINE.match(text)


def unread(lines: Sequence[Line]) -> list[Line]:
    """The lines before the first treatment that can be told: they are nobody's text."""
    kept: list[Line] = []
    for line in lines:
        text = line.text
        if _FIELD.match(text) or _head(text):
            break
        if not _EMPTY.match(text):
            kept.append(line)
    return kept


def _take_field(found: list[dict[str, str]], name: str, value: str) -> None:
    if name == "udvalg":
        found.append({"body": value})
    elif found and name in ("dato", "mødedato"):
        found[-1]["date"] = value
    elif found and name.startswith("punkt"):
        found[-1]["item"] = value
    elif found and value:
        found[-1]["text"] = f"{found[-1].get('text', '')}\n{value}".strip()


def _answers(recommendation: Recommendation, known: Known) -> list[PriorTreatment]:
    """Other bodies that answer under the recommendation, without a date."""
    found: list[PriorTreatment] = []
    for who, line in recommendation.others:
        body = re.sub(r"^(?:beslutning\s+(?:i|fra)\s+)", "", who.strip(), flags=re.I)
        if re.search(r"udvalg|råd|bestyrelse|magistrat|direktion", body, re.I) and not (
            known.organization and body.casefold() == known.organization.casefold()
        ):
            found.append(PriorTreatment(body, None, None, line.text))
    return found
