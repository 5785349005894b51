"""Invented minutes for the parser's tests, and the shortest way from text to meeting."""

from __future__ import annotations

from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.record import Item, Meeting

HEAD = """REFERAT Teknik- og Fritidsudvalget d. 05-03-2024

Mødedato Tirsdag d. 05. marts 2024 kl. 16:00

Mødested Lokale 2, Møllested Rådhus

Mødedeltagere Ane Holm (A), Bo Lund (V) (1. viceborgmester) (Afbud), Karl Ege (direktør), Lis Dam (chef for Vej, Park og Vand)
"""


def read_text(text: str) -> Meeting:
    return parse(text_to_source(text))


def one_item(body: str, *, head: str = HEAD) -> Item:
    """The single item whose lines these are."""
    (item,) = read_text(
        f"{head}\n\nPunkt 1: Cykelsti langs åen\n\n05.01.02-P20-1-24\n\n{body}"
    ).items
    return item


def notes_of(meeting: Meeting) -> set[str]:
    return {note.code for note in meeting.notes}
