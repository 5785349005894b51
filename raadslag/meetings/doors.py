"""Open and closed: what an item's row says at this moment, laid over what was frozen before.

Nobody approves or changes a text when an item is closed or opened after the text was frozen, so the
text stays as it is and every reader lays the doors over it.
"""

from __future__ import annotations

from dataclasses import replace

from raadslag.meetings.models import Meeting
from raadslag.record import Meeting as Record


def with_doors(record: Record, meeting: Meeting) -> Record:
    """The record with each item open or closed as it is now; one that has no row is left as it is."""
    rows = {str(row.uid): row for row in meeting.items.all()}
    items = []
    for item in record.items:
        if (row := rows.get(item.id or "")) is not None:
            item = replace(
                item,
                closed=row.closed,
                closed_reason=row.closed_reason or None,
                public_title=row.public_title or None,
            )
        items.append(item)
    return replace(record, items=tuple(items))
