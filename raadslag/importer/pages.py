"""What the importer's pages show, gathered from rows; no page asks the tables itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.utils.safestring import SafeString, mark_safe

from raadslag.allowed import Obstacle
from raadslag.importer.assess import assess
from raadslag.importer.diff import Change, changes
from raadslag.importer.doubts import is_sure
from raadslag.importer.loading import obstacles_of
from raadslag.importer.models import ImportRun, Reading
from raadslag.importer.privacy import look_at, private_findings
from raadslag.importer.questions import Assessment
from raadslag.importer.report import Line, Totals, lines_of, public_address, sentence, totals_of
from raadslag.importer.seen import mark_of_run, newer_parts, reading_parts
from raadslag.importer.steps import left_of
from raadslag.importer.taking_back import standing_of
from raadslag.journal.actions import Actor
from raadslag.people.models import Organization, User
from raadslag.public.actions import edition_parts
from raadslag.record import Item, Note, Where
from raadslag.record import Meeting as Record
from raadslag.render.html import sections_to_html
from raadslag.seen import mark_of

ASSESSED_AT_MOST = 150
"""Readings of a run whose questions are counted on its page; the others tell on their own."""


READ_AS = {
    "pdf": "PDF", "ocr": "skannet PDF", "docx": "Word-dokument", "doc": "ældre Word-dokument", "odt": "OpenDocument-tekst", "html": "hjemmeside",
    "text": "almindelig tekst", "record": "Rådslags egen form", "firstagenda": "udtræk fra FirstAgenda",
    "edagsorden": "udtræk fra eDagsorden", "edoc": "udtræk fra eDoc",
}  # fmt: skip
"""The reader's name of a form, as people call it."""
SYSTEMS = {
    "firstagenda": "FirstAgenda", "sbsys": "SBSYS", "acadre": "Acadre", "edoc": "eDoc", "fics": "Fics", "edagsorden": "eDagsorden",
}  # fmt: skip


def sureness_of(record: Record) -> str:
    """Whether a person should look at the reading, in plain words."""
    return "Sikker" if is_sure(record) else "Usikker: se den efter"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A reading in a run's table."""

    reading: Reading
    text: str
    questions: int | None
    blocked: tuple[Obstacle, ...]
    address: str | None
    sureness: str = ""
    found: Assessment | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a run's table."""

    line: Line
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run: the figures, how much is left to do, what is ready, how many meetings wait for an
    answer, a row a file, the attachments apart, and the organizations whose meetings the public reads now."""

    run: ImportRun
    totals: Totals
    left: int
    ready: int
    asking: int
    rows: tuple[FileRow, ...]
    attachments: tuple[Line, ...]
    organizations: tuple[Organization, ...]
    seen: str

    @property
    def percent(self) -> int:
        """How much of the machine's work is done."""
        whole = self.totals.files + self.totals.meetings
        return round(100 * (whole - self.left) / whole) if whole else 100


def run_page(run: ImportRun, *, by: Actor) -> RunPage:
    """Everything the run's page shows."""
    rows, asking, assessed = [], 0, 0
    ready: list[tuple[Reading, Assessment]] = []
    lines, left = lines_of(run), left_of(run)
    attachments = tuple(line for line in lines if line.status == "attachment")
    for line in lines:
        if line.status == "attachment":
            continue
        meetings = []
        for reading in line.readings:
            look = (
                not left and reading.state == Reading.State.WAITING and assessed < ASSESSED_AT_MOST
            )
            assessed += look
            meeting = _meeting_row(reading, by, look)
            if meeting.found and not meeting.blocked and reading.accepted_at is None:
                ready.append((reading, meeting.found))
            asking += bool(meeting.questions)
            meetings.append(meeting)
        rows.append(FileRow(line, tuple(meetings)))
    return RunPage(
        run,
        totals_of(run),
        left,
        len(ready),
        asking,
        tuple(rows),
        attachments,
        organizations_of(run),
        mark_of_run(ready),
    )


def organizations_of(run: ImportRun) -> tuple[Organization, ...]:
    """The organizations of the run's loaded meetings, each with its `count`."""
    counted = Count(
        "meetings__readings",
        distinct=True,
        filter=Q(
            meetings__readings__file__arrivals__run=run, meetings__readings__loaded_at__isnull=False
        ),
    )
    rows = Organization.objects.annotate(count=counted).filter(count__gt=0)
    return tuple(rows.select_related("body").order_by("body__name", "name"))


def _meeting_row(reading: Reading, by: Actor, look: bool) -> MeetingRow:
    questions: int | None = None
    blocked: tuple[Obstacle, ...] = ()
    sureness, found = "", None
    if look:
        found = assess(reading)
        sureness = sureness_of(found.record)
        questions = len(found.questions)
        blocked = tuple(obstacles_of(reading, found, look_at(found), by=by))
    address = public_address(reading) if reading.loaded_at else None
    return MeetingRow(reading, sentence(reading), questions, blocked, address, sureness, found)


@dataclass(frozen=True, slots=True)
class RunInList:
    run: ImportRun
    totals: Totals


def runs_page(user: User) -> list[RunInList]:
    """The newest runs that the user sees, with their figures."""
    runs = ImportRun.objects.visible_to(user).select_related("body", "by")[:30]
    return [RunInList(run, totals_of(run)) for run in runs]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the record, its sections as HTML."""

    item: Item

    @property
    def text(self) -> SafeString:
        """The sections; every letter is escaped on the way."""
        return mark_safe(sections_to_html(self.item.sections, top=4))  # noqa: S308


class ReadingPage:
    """A reading beside its source: notes, questions, what loading would do, and differences."""

    def __init__(self, reading: Reading, *, run: ImportRun | None, by: Actor) -> None:
        self.reading = reading
        self.run = run
        self.found: Assessment = assess(reading)
        looked = look_at(self.found)
        self.obstacles = obstacles_of(reading, self.found, looked, by=by)
        self.private = private_findings(reading, looked)
        self.address = public_address(reading)
        self.standing = [(row, mark_of(edition_parts(row))) for row in standing_of(reading)]
        self.seen = mark_of(reading_parts(self.found))
        self.seen_newer = mark_of(newer_parts(reading)) if reading.newer_record else ""

    @property
    def hours(self) -> str:
        """`kl. 16.00–18.10`, as far as the source says."""
        known = [
            text for text in (self.found.record.start_time, self.found.record.end_time) if text
        ]
        return "kl. " + "–".join(known).replace(":", ".") if known else ""

    @property
    def sureness(self) -> str:
        """How sure the reader is, in plain words."""
        return sureness_of(self.found.record)

    @property
    def read_as(self) -> str:
        """The kind of file, and the system whose print it is where that is known."""
        record = self.found.record
        kind = READ_AS.get(record.reader or "", "ukendt form")
        system = SYSTEMS.get((record.dialect or "").partition("-")[0])
        return f"{kind} fra {system}" if system and system not in kind else kind

    @property
    def is_pdf(self) -> bool:
        return self.reading.file.media_type == "application/pdf"

    @property
    def items(self) -> list[ItemView]:
        return [ItemView(item) for item in self.found.record.items]

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.found.record.notes

    @property
    def first_place(self) -> Where | None:
        """Where the source is opened: the first note with a place."""
        return next((note.where for note in self.notes if note.where), None)

    @cached_property
    def newer_changes(self) -> list[Change]:
        """What a later reader makes different."""
        newer = self.reading.as_newer_record()
        return changes(self.reading.as_record(), newer) if newer else []

    @cached_property
    def loaded_changes(self) -> list[Change]:
        """What this reading would change in a meeting that is loaded from another file."""
        if self.reading.loaded_at or self.found.meeting is None:
            return []
        newest = self.found.meeting.minutes.first()
        return changes(newest.as_record(), self.found.record) if newest else []
