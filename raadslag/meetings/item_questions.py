"""Questions and answers beside the items that members read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from raadslag.meetings.models import ItemQuestion, Meeting
from raadslag.meetings.reading import ReadItem, reads_closed, shut_items
from raadslag.people.rights import Rights


def with_questions(items: Sequence[ReadItem], meeting: Meeting, rights: Rights) -> list[ReadItem]:
    """The items with what members asked; nothing for those outside, nor of items that are shut."""
    if not reads_closed(meeting, rights):
        return list(items)
    shut = shut_items(meeting, rights)
    rows = ItemQuestion.objects.filter(item__meeting=meeting, withdrawn_at=None)
    asked: dict[int, list[ItemQuestion]] = {}
    for row in rows.select_related("person", "answered_by__person"):
        asked.setdefault(row.item_id, []).append(row)
    return [
        replace(one, shut=True)
        if str(one.row.uid) in shut
        else replace(one, questions=tuple(asked.get(one.row.pk, ())))
        for one in items
    ]
