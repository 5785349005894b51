"""What became of a run, file by file and as a whole, in Danish: for the command line and the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from raadslag.danish.moments import MONTH_NAMES
from raadslag.importer.models import Arrival, ImportRun, Reading
from raadslag.public.addresses import meeting_address
from raadslag.public.models import Publication


@dataclass(frozen=True, slots=True)
class Totals:
    """A run in figures. `meetings`, `items` and `notes` count what was read."""

    files: int
    meetings: int
    items: int
    notes: int
    loaded: int
    waiting: int
    rejected: int
    unreadable: int
    unread: int

    def __str__(self) -> str:
        return ", ".join(
            (
                counted(self.meetings, "møde", "møder"),
                counted(self.items, "punkt", "punkter"),
                counted(self.notes, "bemærkning", "bemærkninger"),
            )
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the report: its path, what it is, how it went, and its readings if any."""

    arrival: Arrival
    readings: tuple[Reading, ...]
    status: str
    message: str


def totals_of(run: ImportRun) -> Totals:
    """The run in figures."""
    lines = lines_of(run)
    readings = {reading.pk: reading for line in lines for reading in line.readings}.values()
    count = [line.status for line in lines]
    states = [reading.state for reading in readings]
    return Totals(
        files=len(lines),
        meetings=len(readings),
        items=sum(reading.item_count for reading in readings),
        notes=sum(reading.note_count for reading in readings),
        loaded=states.count(Reading.State.LOADED),
        waiting=states.count(Reading.State.WAITING) + states.count(Reading.State.ACCEPTED),
        rejected=states.count(Reading.State.REJECTED),
        unreadable=count.count("problem"),
        unread=count.count("unread"),
    )


def lines_of(run: ImportRun) -> list[Line]:
    """The run's report, a line a file."""
    readings = Reading.objects.defer("record", "newer_record").select_related("meeting")
    rows = run.arrivals.select_related("file", "attached_to").prefetch_related(
        Prefetch("file__readings", queryset=readings)
    )
    return [_line(row) for row in rows]


def _line(row: Arrival) -> Line:
    if row.problem or row.file is None:
        return Line(row, (), "problem", row.problem)
    if row.attached_to:
        return Line(row, (), "attachment", f"Bilag til {row.attached_to.name}")
    if row.companion:
        return Line(row, (), "attachment", "Ligger ved en udgivelse og er ikke læst som referat")
    if row.file.problem:
        return Line(row, (), "problem", row.file.problem)
    if row.file.read_at is None:
        return Line(row, (), "unread", "Venter på at blive læst")
    readings = tuple(row.file.readings.all())
    return Line(row, readings, "read", "; ".join(sentence(reading) for reading in readings))


def sentence(reading: Reading) -> str:
    """The meeting in a line: committee and day (a person's answers first), items and notes."""
    what = reading.answers.get("organization") or reading.organization_name or "Ukendt udvalg"
    when = long_date(reading) or "uden dato"
    items = counted(reading.item_count, "punkt", "punkter")
    notes = counted(reading.note_count, "bemærkning", "bemærkninger")
    kind = " (dagsorden)" if reading.kind == "agenda" else ""
    return f"{what} {when}{kind}: {items}, {notes}"


def public_address(reading: Reading) -> str | None:
    """Where the public reads the meeting; null where it does not."""
    if reading.meeting_id is None:
        return None
    publication = (
        Publication.objects.live()
        .filter(meeting=reading.meeting_id)
        .select_related("organization__body")
        .order_by("-kind", "-version")
        .first()
    )
    if publication is None:
        return None
    return meeting_address(publication)


def long_date(reading: Reading) -> str:
    """8. oktober 2024."""
    answered = reading.answers.get("date")
    day = date.fromisoformat(answered) if answered else reading.day
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}" if day else ""


def counted(count: int, one: str, many: str) -> str:
    """1 punkt, 2 punkter, 1.312 punkter."""
    return f"{count:,} {one if count == 1 else many}".replace(",", ".")
