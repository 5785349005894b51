"""Is it the same meeting, and may one reading take another's place? Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from raadslag.importer.names import fold
from raadslag.record import Item, Meeting, record_hash, to_data
from raadslag.record.codec import part_from_data

Sameness = Literal["same", "other", "ask"]
Replacement = Literal["equal", "newer", "older", "ask"]
"""`equal`: the same text; `newer`: takes the place by itself; `older`: never; `ask`: a person says."""

SAME_FROM = 0.5
OTHER_BELOW = 0.1


def same_meeting(new: Meeting, known: Meeting) -> Sameness:
    """Two records of one organization and day: the same meeting?

    A supplementary agenda is a meeting of its own. Two known hours that differ need items in common.
    """
    if new.supplementary != known.supplementary:
        return "other"
    if new.source_id and new.source_id == known.source_id:
        return "same"
    if not new.start_time or not known.start_time or new.start_time == known.start_time:
        return "same"
    shared = shared_items(new, known)
    if shared >= SAME_FROM:
        return "same"
    return "other" if shared < OTHER_BELOW else "ask"


def shared_items(one: Meeting, other: Meeting) -> float:
    """0..1: how many items of the shorter meeting are found in the other, by title or journal number."""
    mine = {key for item in one.items if (key := item_key(item))}
    theirs = {key for item in other.items if (key := item_key(item))}
    fewest = min(len(mine), len(theirs))
    return len(mine & theirs) / fewest if fewest else 0.0


def item_key(item: Item) -> str:
    """By what an item is known again in another reading; empty where it has no mark of its own."""
    return fold(item.title or "") or fold(item.journal_number or "")


def replacement(new: Meeting, known: Meeting) -> Replacement:
    """What a reading of a meeting does to the one that was loaded before."""
    if content_hash(new) == content_hash(known):
        return "equal"
    if new.kind != known.kind:
        return "newer" if new.kind == "minutes" else "older"
    same_system = new.reader == known.reader
    named_alike = new.file is not None and new.file == known.file
    if same_system and ((new.source_id and new.source_id == known.source_id) or named_alike):
        return "newer"
    return "ask"


def content_hash(meeting: Meeting) -> str:
    """sha256 of what the meeting says, whatever file and reader it came through."""
    said = replace(
        meeting, file=None, sha256=None, reader=None, dialect=None, confidence=1.0, notes=()
    )
    bare: Meeting = part_from_data(Meeting, _without_places(to_data(said)))
    return record_hash(bare)


def _without_places(data: object) -> object:
    if isinstance(data, list):
        return [_without_places(part) for part in data]
    if isinstance(data, dict):
        return {
            name: _without_places(value)
            for name, value in data.items()
            if name not in {"where", "row_places", "recommendations_where", "id"}
        }
    return data


def keep_ids(new: Meeting, known: Meeting) -> Meeting:
    """Items that were there before keep their permanent name, however a better reader numbers them.

    Known again by title or journal number, else by number; nobody's name is given twice.
    """
    by_key: dict[str, list[Item]] = {}
    for item in known.items:
        if item.id:
            by_key.setdefault(item_key(item), []).append(item)
    given: dict[int, str] = {}
    used: set[str] = set()
    for place, item in enumerate(new.items):
        candidates = [old for old in by_key.get(item_key(item), ()) if old.id not in used]
        best = next((old for old in candidates if old.number == item.number), None)
        if item_key(item) and (chosen := best or next(iter(candidates), None)) and chosen.id:
            given[place] = chosen.id
            used.add(chosen.id)
    for place, item in enumerate(new.items):
        free = (old for old in known.items if old.id and old.id not in used)
        match = next(
            (old for old in free if item.number is not None and old.number == item.number), None
        )
        if place not in given and match and match.id:
            given[place] = match.id
            used.add(match.id)
    return replace(
        new,
        items=tuple(replace(item, id=given.get(place)) for place, item in enumerate(new.items)),
    )
