"""Lines in, a meeting out: the parser's one public step. Pure, deterministic, never raises.

normalise → contents list → headings by meaning → items by evidence → header and attendance →
pieces of each item → fields → effects between items. Whatever is in doubt becomes a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from raadslag.reader.cut.closed import tell_closed
from raadslag.reader.cut.contents import Contents, find_contents
from raadslag.reader.cut.dialects import Dialect, dialect_of
from raadslag.reader.cut.doubts import about_nobody, about_people, doubts
from raadslag.reader.cut.marks import mark_of, without_kind
from raadslag.reader.cut.page import ItemSpan, Page
from raadslag.reader.cut.pieces import Known
from raadslag.reader.cut.rivals import Choice, best_cut, spans_of
from raadslag.reader.cut.roles import tell_last_label, tell_last_piece, tell_roles
from raadslag.reader.fields.attach import with_loose_files
from raadslag.reader.fields.attendance import joined, read_attendance, with_whole_names
from raadslag.reader.fields.effects import carry_over
from raadslag.reader.fields.header import Header, kind_of, read_header, weekday_note
from raadslag.reader.fields.item import Context, read_item
from raadslag.reader.fields.members import with_members
from raadslag.reader.fields.municipality import municipality_of
from raadslag.reader.fields.presence import Presence, with_asides
from raadslag.reader.lines.chrome import tidy
from raadslag.reader.lines.flattened import lines_lost, unflattened
from raadslag.reader.lines.layout import wrap_width
from raadslag.reader.lines.line import Line, Source
from raadslag.reader.lines.opened import tables_opened
from raadslag.reader.words import Vocabulary, danish, fold
from raadslag.reader.words.town import NO_TOWN, Town
from raadslag.record import Attendee, Item, Kind, Meeting, Note


def parse(source: Source, vocabulary: Vocabulary | None = None, town: Town = NO_TOWN) -> Meeting:
    """The meeting that the lines hold. `vocabulary` may carry a municipality's overlay, `town` what is
    known of it beforehand.

    What cannot be read is null with a note; text that fits no field stays in a section.
    """
    words = vocabulary or danish()
    lines, aside = tidy(source.lines, words)
    lines = unflattened(tables_opened(lines), words)
    contents = find_contents(lines)
    marks = without_kind([mark_of(line, words) for line in lines], lines)
    first = next((i for i, m in enumerate(marks) if m and m.role != "dated"), min(len(lines), 60))
    guess = read_header(lines[:first], aside, lines, marks, source.title, town.bodies)
    known = Known(guess.organization, guess.date)
    page = Page(lines, marks, contents, words, wrap_width(lines), known)
    tell_roles(page)
    choice = best_cut(page)
    style = choice.cut.style
    spans, unclear = tell_closed(page, spans_of(page, choice.cut.heads), style)
    front = _front(lines, contents, spans if style != "whole" else ())
    head = read_header(front, aside, lines, page.marks, source.title, town.bodies)
    known = Known(head.organization, head.date)
    listed = read_attendance(front, words)
    away = frozenset(fold(one.name) for one in listed if one.status != "present")
    items, told, loose = _items(page, spans, Context(page, known, away))
    items, effects = carry_over(items, loose)
    dialect = dialect_of(lines, contents, style)
    notes = [*source.notes, *unclear, *effects, *doubts(page, items, head, style, dialect)]
    notes += [
        note
        for note in (weekday_note(front, head), lines_lost(lines, sum(map(bool, marks))))
        if note
    ]
    notes += about_nobody(front, joined(listed, told)[0])
    confidence = _confidence(head, items, choice, dialect, notes)
    meeting = _meeting(
        source,
        town.municipality,
        head,
        front,
        lines,
        aside,
        items,
        dialect,
        notes,
        confidence,
        listed,
        told,
    )
    return with_members(meeting, town.members_on(head.date))


def parse_item(
    lines: Sequence[Line], known: Known, away: frozenset[str], number: int | None, title: str | None
) -> tuple[Item, Presence]:
    """One item whose frame the format states, and what it tells of who was there: `lines` are its parts
    with their headings, `away` the folded names of those who are known to be absent."""
    words = danish()
    own, _ = tidy(lines, words)
    own = tables_opened(own)
    marks = [mark_of(line, words) for line in own]
    page = Page(own, marks, Contents(), words, wrap_width(own), known)
    tell_roles(page)
    tell_last_piece(page, 0, len(own))
    page.says_decision = any(page.role(i) in ("decision", "both", "earlier") for i in page.filled)
    return read_item(ItemSpan(0, 0, len(own), number, title), Context(page, known, away))


def _front(lines: Sequence[Line], contents: Contents, spans: Sequence[ItemSpan]) -> list[Line]:
    """The lines before the first item, the contents list left out."""
    end = spans[0].at if spans else min(len(lines), 120)
    return [line for i, line in enumerate(lines[:end]) if not contents.first <= i < contents.after]


def _items(
    page: Page, spans: Sequence[ItemSpan], context: Context
) -> tuple[Sequence[Item], list[Presence], str]:
    """(items, what each tells of who was there, the text before the first item)."""
    tell_last_label(page, [(span.body, span.end) for span in spans])
    for span in spans:
        tell_last_piece(page, span.body, span.end)
    page.says_decision = any(page.role(i) in ("decision", "both", "earlier") for i in page.filled)
    read = [read_item(span, context) for span in spans]
    loose = "\n".join(line.text for line in page.lines[: spans[0].at] if line.text) if spans else ""
    told = [presence for _, presence in read]
    return with_asides([item for item, _ in read], told), told, loose


def _meeting(
    source: Source, own: str | None, head: Header, front: Sequence[Line], lines: Sequence[Line], aside: Sequence[Line], items: Sequence[Item],
    dialect: Dialect, notes: Sequence[Note], confidence: float, listed: Sequence[Attendee], told: Sequence[Presence],
) -> Meeting:  # fmt: skip
    people, convention = joined(listed, told)
    items = with_whole_names(items, people)
    decided = any(item.decision.text for item in items)
    return Meeting(
        reader=source.reader,
        dialect=dialect.name,
        confidence=confidence,
        kind=cast(Kind, kind_of(head, decided)),
        municipality=municipality_of(
            lines, front, [*(line.text for line in aside), source.title or ""], own
        ),
        organization=head.organization,
        date=head.date,
        start_time=head.start_time,
        end_time=head.end_time,
        location=head.location,
        title=source.title,
        attendance=tuple(people),
        attendance_convention=convention,
        items=tuple(with_loose_files(item, source.attachments) for item in items),
        notes=(*notes, *about_people(people)),
    )


UNSURE = 0.75
"""The most that a reading is sure of which knows that a whole part of the minutes was not understood."""
_PART_LOST = frozenset(("attendance-unread", "no-items", "body-missing", "date-missing"))
CLEAR = 0.15
"""How far the next rival must be behind the best cut for no doubt to be left between them."""


def _confidence(
    head: Header, items: Sequence[Item], choice: Choice, dialect: Dialect, notes: Sequence[Note]
) -> float:
    """0 to 1: how good the best cut is and how clear of its rivals, how much of the header is known,
    how many items have a decision, and how many doubts there are."""
    facts = [head.organization, head.date, head.start_time, head.location]
    known = sum(fact is not None for fact in facts) / len(facts)
    clear = min(1.0, choice.margin / CLEAR)
    cut = choice.score * (0.85 + 0.15 * clear) if items else 0.1
    decided = sum(1 for item in items if item.decision.text) / len(items) if items else 0.0
    doubt = min(0.2, 0.01 * len(notes))
    value = 0.5 * cut + 0.2 * known + 0.2 * decided + 0.1 * dialect.score - doubt
    lost = any(note.code in _PART_LOST for note in notes)
    return round(max(0.0, min(UNSURE if lost else 1.0, value)), 3)
