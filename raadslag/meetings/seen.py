"""What an agenda's or minutes' page shows, part by part: the meeting, each item, each attachment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from raadslag.meetings.answering import answered_in
from raadslag.meetings.compose import compose
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.people.row_parts import row_parts
from raadslag.record import Item, blocks_to_text, to_data
from raadslag.record import Meeting as Record
from raadslag.render.told import OUTCOMES
from raadslag.review.answered import answer_parts
from raadslag.seen import Part, mark_of


def record_parts(record: Record) -> dict[str, Part]:
    """All that the record says; an attachment can only be opened, and has no text.

    An item that only stands at another place says what it said: the order is a part of its own.
    """
    frame = to_data(replace(record, items=(), notes=()))
    found = {"meeting": Part("mødets tid, sted eller deltagere", frame)}
    order = [f"{item.number}. {item.title or 'uden titel'}" for item in record.items]
    places = [(item.number, item.id) for item in record.items]
    found["order"] = Part("rækkefølgen", places, "\n".join(order))
    for place, item in enumerate(record.items, start=1):
        found |= dict(_item(item, item.id or str(place)))
    return found


def when_and_where(meeting: Meeting) -> dict[str, Part]:
    """A meeting's time and place, for whoever moves it or cancels it."""
    return row_parts(meeting, ("starts_at", "ends_at", "location", "state"))


def agenda_parts(meeting: Meeting) -> dict[str, Part]:
    """The agenda as it would be sent now, and what was answered on the way. Who can't come is no part of
    it: apologies come at any time."""
    said = record_parts(replace(compose(meeting, kind="agenda"), attendance=()))
    return {**said, **answer_parts(answered_in(meeting))}


def mark_of_agenda(meeting: Meeting) -> str:
    """What the agenda's page shows now."""
    return mark_of(agenda_parts(meeting))


def decided_parts(meeting: Meeting) -> dict[str, Part]:
    """What the live page shows as decided of each item: ending the meeting sends every case on by it."""
    rows = meeting.items.select_related("decision").order_by("order", "id")
    return {f"item:{row.uid}": _decided(row) for row in rows}


def _decided(row: AgendaItem) -> Part:
    name, decision = f"punkt {row.number or row.order}: {row.title}", getattr(row, "decision", None)
    if row.withdrawn_at is not None:
        return Part(name, "withdrawn", "Udgået")
    if decision is None:
        return Part(name, "", "Ingen beslutning")
    said = [
        decision.outcome,
        decision.text,
        decision.public_text,
        decision.stopped_by_id,
        row.closed,
    ]
    return Part(name, said, f"{OUTCOMES.get(decision.outcome, decision.outcome)}: {decision.text}")


def doors_parts(item: AgendaItem) -> dict[str, Part]:
    """Whether an item is open, as its page says: all that one closes or opens upon."""
    doors = (item.closed, item.closed_reason, item.public_title)
    shut = f"Lukket: {item.closed_reason} Offentligt hedder punktet »{item.public_title}«."
    return {"doors": Part("om punktet er lukket", doors, shut if item.closed else "Åbent")}


def _item(item: Item, name: str) -> Iterator[tuple[str, Part]]:
    called = f"punkt {item.number}: {item.title or 'uden titel'}"
    yield (
        f"item:{name}",
        Part(called, to_data(replace(item, attachments=(), number=None)), _text(item)),
    )
    for file in item.attachments:
        key = file.sha256 or file.title
        yield f"file:{name}:{key[:64].replace(',', ' ').replace('=', ' ')}", Part(f"bilaget »{file.title}« på punkt {item.number}", to_data(file))  # fmt: skip


def _text(item: Item) -> str:
    parts = [item.title or ""]
    if item.closed:
        parts.append(f"Lukket: {item.closed_reason or ''} Offentligt: »{item.public_title or ''}«")
    parts += [f"{n}. {one}" for n, one in enumerate(item.recommendations, start=1)]
    for section in item.sections:
        parts += [section.heading or "", section.text or blocks_to_text(section.blocks)]
    parts += [item.decision.text or "", *item.decision.remarks]
    return "\n\n".join(part for part in parts if part)
