"""Notes: what the reader saw and could not settle, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.danish.attending import label_of_people
from raadslag.danish.presence_words import kinds_in
from raadslag.reader.cut.dialects import Dialect
from raadslag.reader.cut.page import Page
from raadslag.reader.cut.rivals import BARE
from raadslag.reader.fields.header import Header
from raadslag.reader.lines.line import Line
from raadslag.record import Attendee, Item, Note, Where


def doubts(
    page: Page, items: Sequence[Item], head: Header, style: str, dialect: Dialect
) -> list[Note]:
    """Every doubt about the document as a whole and about its items."""
    notes = _about_document(page, items, head, style, dialect)
    for item in items:
        notes += about_item(item)
    return notes + _about_numbers(page, items)


def _about_document(
    page: Page, items: Sequence[Item], head: Header, style: str, dialect: Dialect
) -> list[Note]:
    start = page.lines[page.filled[0]].where if page.filled else None
    told = (
        ("dialect-unknown", dialect.name == "plain" and style in BARE),
        ("no-items", style == "whole" or not items),
        ("date-missing", head.date is None),
        ("body-missing", head.organization is None),
        ("numbers-derived", style == "lost"),
    )
    return [Note(code, _TEXTS[code], start) for code, holds in told if holds]


_TEXTS = {
    "dialect-unknown": "Formen er ukendt, og punkterne har ingen numre; se efter, at de er delt rigtigt.",
    "no-items": "Der kunne ikke skelnes mellem punkter; teksten er samlet i ét.",
    "date-missing": "Mødets dato blev ikke fundet.",
    "body-missing": "Udvalgets navn blev ikke fundet.",
    "numbers-derived": "Punkternes numre er talt op, for teksten har dem ikke.",
}


def about_item(item: Item) -> list[Note]:
    """Every doubt about one item."""
    name = f"Punkt {item.number}" if item.number is not None else "Punktet"
    notes = _about_counts(item, name)
    if item.title is None:
        notes.append(Note("title-lost", f"{name}: titlen blev ikke fundet.", item.where))
    if item.number is None:
        text = f"{item.title or 'Punktet'}: har intet nummer i kilden."
        notes.append(Note("number-missing", text, item.where))
    if item.decision.text and item.decision.outcome == "other":
        text = f"{name}: beslutningens udfald er ikke genkendt."
        notes.append(Note("outcome-unknown", text, item.decision.where or item.where))
    return notes


def about_people(people: Sequence[Attendee]) -> list[Note]:
    """Those who are told present from first to last, while somebody else is told to be there in their place."""
    return [
        Note("place-taken", _PLACE_TAKEN.format(one.name, other.name), other.where or Where())
        for other in people
        for one in people
        if other.substitute_for == one.name and _whole(one) and _whole(other)
    ]


def about_nobody(front: Sequence[Line], people: Sequence[Attendee]) -> list[Note]:
    """A head that tells who was there, in a table or in words, of whom nobody was understood."""
    if any(one.status == "present" for one in people):
        return []
    told = next((line for line in front if line.table or _tells_who_came(line.text)), None)
    return [Note("attendance-unread", _UNREAD, told.where)] if told else []


def _tells_who_came(text: str) -> bool:
    label = label_of_people(text)
    row = text.count("\t") > 1
    return row or (label is not None and label[0] == "people") or "takes_part" in kinds_in(text)


_UNREAD = "Hovedet fortæller, hvem der mødte, men ingen af dem er læst; se efter i filen."
_PLACE_TAKEN = "{0} er læst som til stede, men {1} mødte i stedet; se efter, hvem der var der."


def _whole(one: Attendee) -> bool:
    part = one.from_item or one.to_item or one.arrived_at or one.left_at
    return one.status == "present" and not part


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
