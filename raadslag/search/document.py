"""What is put into the index and what comes back: plain frozen data, no engine, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zlib import crc32

_FIRST_DAY = date(1800, 1, 1).toordinal()


@dataclass(frozen=True)
class Document:
    """One agenda item as it may be found. Every text is plain text; an absent one is "".

    `id` is the caller's own key and never changes; `meeting_id` groups the items of a meeting.
    `date` is the day of the meeting. `term` is the label of the legislative term ("2022-2025").
    """

    id: str
    url: str = ""
    municipality: str = ""
    organization: str = ""
    date: date | None = None
    number: int = 0
    meeting_id: str = ""
    title: str = ""
    recommendation: str = ""
    decision: str = ""
    body: str = ""
    journal_numbers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    outcome: str = ""
    parties: tuple[str, ...] = ()
    has_attachments: bool = False
    term: str = ""

    @cached_property
    def day(self) -> int:
        """Days since 1800-01-01, and 0 where the date isn't known."""
        return 0 if self.date is None else max(0, self.date.toordinal() - _FIRST_DAY)

    @cached_property
    def order(self) -> int:
        """The one total order of items, highest first: newest day, then meeting, then agenda order.

        63 bits: day 17, meeting 20, item number 10 (turned, so that item 1 comes first), id 16.
        Items of one meeting stay together, and two equal dates never swap between two pages.
        """
        meeting = crc32(self.meeting_id.encode()) & 0xFFFFF
        number = 1023 - min(max(self.number, 0), 1023)
        tie = crc32(self.id.encode()) & 0xFFFF
        return (self.day & 0x1FFFF) << 46 | meeting << 26 | number << 16 | tie

    def values(self, field: str) -> tuple[str, ...]:
        """The values of one filter field, as text; what isn't known has none."""
        if field == "year":
            return () if self.date is None else (str(self.date.year),)
        if field == "has_attachments":
            return ("ja" if self.has_attachments else "nej",)
        if field == "party":
            return self.parties
        value = getattr(self, field)
        return (value,) if value else ()


FACETS = ("municipality", "organization", "year", "term", "outcome", "party", "has_attachments")
"""Fields that can be counted and filtered on, by the names of `Filters`."""


def day_number(day: date) -> int:
    """The number `Document.day` has for a date."""
    return max(0, day.toordinal() - _FIRST_DAY)


def day_of_order(order: int) -> int:
    """The day number inside a `Document.order`."""
    return order >> 46
