"""What in a reading a person must look at before it is published, though the reader left no question. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.danish.bodies import bodies_in
from raadslag.record import Item
from raadslag.record import Meeting as Record

UNSURE_BELOW = 0.55
"""Confidence under which nobody publishes unasked. Of 63 minutes of known forms and years, the twelve
below it had lost items, committee or decisions; the clean ones begin at 0.56 and have 0.75 in the middle."""
CLOSED_UNCLEAR = "closed-unclear"
"""The reader's note that the file speaks of closed items and does not show which."""
_COUNCIL_WORD = re.compile(
    r"\b(?:KB|ØU|BR|MEP|MED|direktion\w*|magistrat\w*|§ ?17|udvalg\w*|region\w*)\b|(?:udvalg|råd|bestyrelse|nævn|forsamling|klub|gruppe|forum|kommission|ting|repræsentation)(?:et|en)?\b",
    re.IGNORECASE,
)
_MUNICIPALITY = re.compile(
    r"\b([A-ZÆØÅ][\wæøåÆØÅ-]+(?:[ -][A-ZÆØÅ][\wæøåÆØÅ-]+)?) (?:Kommune|KOMMUNE)s?\b"
)


def is_sure(record: Record) -> bool:
    """Nothing of the reading calls for a person's eye."""
    unread = any(note.kind == "unread" for note in record.notes)
    return not unread and next(doubts_of(record), None) is None


def doubts_of(record: Record) -> Iterator[str]:
    """Each doubt as a Danish sentence."""
    items = record.items
    alone = len(items) == 1 and items[0].number is None
    if alone or any(note.code == "no-items" for note in record.notes):
        yield "Punkterne kunne ikke skilles ad; hele teksten er samlet i ét punkt."
    elif record.confidence < UNSURE_BELOW and not any(n.kind == "unread" for n in record.notes):
        # Where a part was not read, the door has lowered the confidence, and that part is asked about.
        yield "Læseren er usikker på, hvordan filen er bygget op; se, om punkter, beslutninger og deltagere er rigtige."
    if record.kind == "minutes":
        yield from _undecided(record)


def _undecided(record: Record) -> Iterator[str]:
    decided = [item.closed or bool(item.decision.text) for item in record.items]
    if True not in decided:
        return
    first, last = decided.index(True), len(decided) - 1 - decided[::-1].index(True)
    missing = [
        f"punkt {item.number}"
        if item.number is not None
        else f"»{item.title or 'et punkt uden titel'}«"
        for n, item in enumerate(record.items)
        if first < n < last and not decided[n]
    ]
    if missing:
        named = ", ".join(missing[:5]) + (" og flere" if len(missing) > 5 else "")
        yield f"Der er ikke læst nogen beslutning i {named}, men i punkterne før og efter."


def place_of(item: Item, count: int) -> int:
    """The number by which a person names the item: its own, else its place in the meeting (from 1)."""
    return count if item.number is None else item.number


def whole_numbers(answer: str) -> frozenset[int]:
    """The numbers of "4, 5 og 7"; empty where anything else is written."""
    parts = re.split(r"\s*(?:,|\bog\b|\s)\s*", answer.strip())
    if not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        return frozenset()
    return frozenset(map(int, parts))


def like_a_body(name: str) -> bool:
    """The name ends as a committee's or council's does, or holds such a word."""
    return bool(_COUNCIL_WORD.search(name) or bodies_in(name))


def other_municipality(record: Record, own: str) -> str | None:
    """A municipality that the meeting's own head names, where the reader took none and it is not `own`."""
    if record.municipality:
        return None
    for text in (record.organization, record.title, record.location):
        found = _MUNICIPALITY.search(text or "")
        if found and found.group(1).casefold().rstrip("s") not in own.casefold():
            return f"{found.group(1)} Kommune"
    return None
