"""Notes: what the reader saw and could not settle, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.reader.cut.dialects import Dialect
from raadslag.reader.cut.page import Page
from raadslag.reader.cut.rivals import BARE
from raadslag.reader.fields.header import Header
from raadslag.record import Item, Note, Where


def doubts(
    page: Page, items: Sequence[Item], head: Header, style: str, dialect: Dialect
) -> list[Note]:
    """Every doubt about the document as a whole and about its items."""
    notes = _about_document(page, items, head, style, dialect)
    for item in items:
        notes += _about_item(item)
    return notes + _about_numbers(page, items)


def _about_document(
    page: Page, items: Sequence[Item], head: Header, style: str, dialect: Dialect
) -> list[Note]:
    notes: list[Note] = []
    start = page.lines[page.filled[0]].where if page.filled else None
    if dialect.name == "plain" and style in BARE:
        text = "Formen er ukendt, og punkterne har ingen numre; se efter, at de er delt rigtigt."
        notes.append(Note("dialect-unknown", text, start))
    if style == "whole" or not items:
        notes.append(
            Note(
                "no-items", "Der kunne ikke skelnes mellem punkter; teksten er samlet i ét.", start
            )
        )
    if head.date is None:
        notes.append(Note("date-missing", "Mødets dato blev ikke fundet.", start))
    if head.organization is None:
        notes.append(Note("body-missing", "Udvalgets navn blev ikke fundet.", start))
    if style == "lost":
        notes.append(
            Note("numbers-derived", "Punkternes numre er talt op, for teksten har dem ikke.", start)
        )
    return notes


def _about_item(item: Item) -> list[Note]:
    notes: list[Note] = []
    name = f"Punkt {item.number}" if item.number is not None else "Punktet"
    if item.title is None:
        notes.append(Note("title-lost", f"{name}: titlen blev ikke fundet.", item.where))
    if item.number is None:
        notes.append(
            Note(
                "number-missing",
                f"{item.title or 'Punktet'}: har intet nummer i kilden.",
                item.where,
            )
        )
    if item.decision.text and item.decision.outcome == "other":
        notes.append(
            Note(
                "outcome-unknown",
                f"{name}: beslutningens udfald er ikke genkendt.",
                item.decision.where or item.where,
            )
        )
    notes += _about_counts(item, name)
    return notes


def _about_counts(item: Item, name: str) -> list[Note]:
    declared = item.attachments_declared
    if declared is None or not item.attachments:
        return []
    if declared.total != len(item.attachments):
        text = f"{name}: {declared.total} bilag er anført, {len(item.attachments)} er listet."
        return [Note("attachment-count-differs", text, item.where)]
    recommended = sum(one.recommended for one in item.attachments)
    if declared.recommended is not None and declared.recommended != recommended:
        text = f"{name}: {declared.recommended} bilag er anført som anbefalet, {recommended} er mærket."
        return [Note("attachment-recommended-differs", text, item.where)]
    return []


def _about_numbers(page: Page, items: Sequence[Item]) -> list[Note]:
    """Entries of the contents list that no item answers to."""
    listed = {entry.number: entry for entry in page.contents.entries if entry.number is not None}
    read = {item.number for item in items}
    place = page.lines[page.contents.first].where if page.contents.entries else Where()
    missing = [
        Note(
            "item-missing",
            f"Punkt {number} »{entry.title}« står i indholdsfortegnelsen, men ikke i teksten.",
            place,
        )
        for number, entry in listed.items()
        if number not in read
    ]
    total = len(page.contents.entries)
    if not listed and total and total != len(items):
        missing.append(
            Note(
                "item-count-differs",
                f"Indholdsfortegnelsen har {total} punkter, teksten {len(items)}.",
                place,
            )
        )
    return missing
