"""One item from its lines: pieces to fields."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from raadslag.danish.bodies import may_be_same
from raadslag.reader.cut.marks import case_number
from raadslag.reader.cut.page import ItemSpan, Page
from raadslag.reader.cut.pieces import Known, Piece, cut_pieces
from raadslag.reader.cut.sections import own_blocks, to_sections
from raadslag.reader.fields.attach import read_attachments, read_count
from raadslag.reader.fields.decide import Reading, read_decision
from raadslag.reader.fields.guests import read_guests
from raadslag.reader.fields.leftovers import with_leftovers
from raadslag.reader.fields.onward import Route, next_bodies, proposed_decider, read_deciders
from raadslag.reader.fields.presence import Presence, take_presence
from raadslag.reader.fields.prior import read_prior
from raadslag.reader.fields.promises import Case, read_promises
from raadslag.reader.fields.recommend import Recommendation, read_recommendation
from raadslag.reader.lines.blocks import lines_to_blocks
from raadslag.record import Commitment, Item, Section, Table, Where, blocks_to_text, walk_tables

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'»”)\]]+", re.I)
_DECIDES = re.compile(r"\s{1,8}(?:beslutter|afgør|træffer)\b.{0,40}$", re.I)
"""A decider told in a sentence: "Byrådet beslutter.", "Udvalget træffer beslutningen."."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every item of the document shares."""

    page: Page
    known: Known
    away: frozenset[str] = frozenset()
    """Folded names of those whom the header tells absent."""


def read_item(span: ItemSpan, context: Context) -> tuple[Item, Presence]:
    """The item with every field that its lines show, and who its lines say was absent."""
    page = context.page
    pieces = cut_pieces(page, span, context.known)
    guests = read_guests(pieces, page.width)
    presence = take_presence(
        pieces, context.known, page.width, span.number, span.title, context.away
    )
    recommendation = read_recommendation(pieces, page.width)
    decider, path = read_deciders(pieces, recommendation, span.group)
    decider = _DECIDES.sub("", decider) if decider else None
    final = _final(decider, context.known, recommendation.points)
    reading = read_decision(
        pieces,
        recommended=bool(recommendation.points or recommendation.by),
        final=final,
        words=page.words,
        width=page.width,
    )
    attachments = read_attachments(pieces)
    sections = _sections(pieces, reading, page)
    earlier, later = read_prior(pieces, recommendation, context.known)
    way = Way(decider, path, later, [prior.organization for prior in earlier if prior.organization])
    onward, parallel = _onward(reading, recommendation, sections, way, context.known)
    item = Item(
        number=span.number,
        title=span.title,
        closed=bool(span.closed),
        journal_number=span.journal or _journal(page, span),
        group=span.group,
        previous_treatment=tuple(earlier),
        sections=tuple(sections),
        tables=tuple(_tables(sections, pieces, page)),
        deciding_body=decider,
        recommended_by=recommendation.by,
        recommendations=tuple(recommendation.points),
        recommendations_where=recommendation.where,
        decision=reading.decision,
        attachments_declared=read_count(pieces),
        attachments=tuple(attachments),
        absences_noted=tuple(presence.absent),
        not_participating=tuple(presence.aside),
        extra_participants=tuple(one for one in guests if one.name not in (*presence.absent, *presence.aside)),
        commitments=tuple(_promises(reading, recommendation, sections, context.known)),
        next_bodies=tuple(onward),
        parallel_bodies=tuple(parallel),
        links=tuple(_links(page, span)),
        where=_where(page, span),
    )  # fmt: skip
    return replace(item, sections=with_leftovers(item, pieces, page.width)), presence


def _promises(
    reading: Reading, recommendation: Recommendation, sections: Sequence[Section], known: Known
) -> list[Commitment]:
    return read_promises(
        Case(
            reading.decision,
            recommendation.points,
            sections,
            reading.decision.outcome,
            recommendation.where,
            known.day,
            known.organization,
        )
    )


@dataclass(frozen=True, slots=True)
class Way:
    """The printed way of the case: who decides, the path of bodies, those of a dated route after today, and
    those that have treated it."""

    decider: str | None
    path: Sequence[str]
    later: Sequence[str]
    behind: Sequence[str]


def _onward(
    reading: Reading,
    recommendation: Recommendation,
    sections: Sequence[Section],
    way: Way,
    known: Known,
) -> tuple[list[str], list[str]]:
    decision = reading.decision
    route = Route(
        decision.text, decision.outcome, way.decider, way.path, recommendation.lead,
        recommendation.points, sections, way.later, way.behind,
    )  # fmt: skip
    return next_bodies(route, known)


def _final(decider: str | None, known: Known, points: Sequence[str]) -> bool | None:
    """Whether this body decides: False where another is named, null where nothing is."""
    if known.organization is None:
        return None
    if decider is None:
        higher = proposed_decider(points)
        return None if higher is None or may_be_same(higher, known.organization) else False
    return may_be_same(decider, known.organization)


def _sections(pieces: list[Piece], reading: Reading, page: Page) -> list[Section]:
    sections = to_sections(pieces, page)
    if reading.intro:
        blocks = lines_to_blocks(reading.intro, page.width)
        first, last = reading.intro[0], reading.intro[-1]
        lead = Section(
            None,
            "summary",
            1,
            blocks_to_text(blocks),
            blocks,
            Where(first.page, first.number, last.number),
        )
        sections.insert(0, lead)
    return sections


def _tables(sections: Sequence[Section], pieces: Sequence[Piece], page: Page) -> list[Table]:
    """Every table of the item, those in decisions and recommendations too."""
    found = list(walk_tables(own_blocks(sections)))
    for piece in pieces:
        if piece.role in ("decision", "recommendation", "both") and any(
            "\t" in line.text or line.table for line in piece.lines
        ):
            found += walk_tables(lines_to_blocks(piece.lines, page.width))
    return found


def _journal(page: Page, span: ItemSpan) -> str | None:
    """A case number on the item's own first lines, where the heading did not hold it."""
    for i in page.filled[bisect_left(page.filled, span.at) :][:8]:
        if i >= span.end or page.marks[i] is not None:
            return None
        if found := case_number(page.lines[i].text):
            return found
    return None


def _links(page: Page, span: ItemSpan) -> list[str]:
    """Addresses printed in the text or lying behind it, each once."""
    found: list[str] = []
    for i in range(span.at, span.end):
        line = page.lines[i]
        if line.spans:
            found += [s.href for s in line.spans if s.href and s.href.startswith("http")]
        if "://" in line.text or "www." in line.text:
            found += [hit.group(0).rstrip(".,;:") for hit in _URL.finditer(line.text)]
    return list(dict.fromkeys(found))


def _where(page: Page, span: ItemSpan) -> Where | None:
    rows = [
        page.lines[i] for i in range(span.at, span.end) if page.lines[i].text or page.lines[i].table
    ]
    return Where(rows[0].page, rows[0].number, rows[-1].number) if rows else None
