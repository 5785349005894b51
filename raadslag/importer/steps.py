"""From received to loaded: what is left to do in a run, done a step at a time.

What is left follows from the rows, so that a run killed at any moment goes on where it stopped,
from the command line and from the page alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db import DatabaseError, OperationalError

from raadslag.allowed import NotAllowed
from raadslag.files.store import keep_file
from raadslag.importer.actions import (
    accept_reading,
    keep_newer_record,
    keep_problem,
    keep_readings,
    note_companions,
    put_back_reading,
    receive_file,
    refuse_file,
)
from raadslag.importer.assess import assess
from raadslag.importer.finding import Finder
from raadslag.importer.inputs import Input
from raadslag.importer.known import known_town
from raadslag.importer.loading import load_reading, obstacles_of
from raadslag.importer.models import Arrival, ImportedFile, ImportRun, Reading, ReadingQuerySet
from raadslag.importer.privacy import look_at
from raadslag.importer.reading import Answer, attach, read_kept, read_many, reader_version
from raadslag.importer.seen import reading_parts, readings_in, run_parts
from raadslag.journal.actions import Actor
from raadslag.record import Meeting as Record
from raadslag.seen import ChangedSince, require_seen
from raadslag.unwell import DiskFull, is_full

SHORT_BATCH = 24
BATCH = 200
"""Files asked for at a time; what is killed between is asked for again. Short where time is short."""
Tick = Callable[[str], None]
"""Called after each file with its label, for a progress bar."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reading: loaded, or why not (Danish)."""

    reading: Reading
    loaded: bool
    problem: str = ""


def receive_inputs(
    run: ImportRun, inputs: list[Input], *, by: Actor, tick: Tick = lambda _label: None
) -> None:
    """Keep every file and enter it in the run. Raises `DiskFull`; a file that cannot be opened is
    said in the report and stops nobody."""
    for one in inputs:
        try:
            kept = keep_file(one.path)
        except OSError as error:
            problem = f"Filen kan ikke åbnes ({error.strerror or 'ukendt fejl'})."
            refuse_file(run, path=one.label, problem=problem)
        else:
            if kept.size == 0:
                refuse_file(run, path=one.label, problem="Filen er tom.")
            else:
                origin = f"{one.folder}\n{one.path}"
                receive_file(
                    run, path=one.label, kept=kept, by=by, origin=origin, companion=one.companion
                )
        tick(one.label)


def read_waiting(
    run: ImportRun, *, by: Actor, seconds: float | None = None, tick: Tick = lambda _label: None
) -> int:
    """Read what has not been read, two files at a time; returns how many were read.

    Files that may have attachments beside them come first, so that an attachment that is claimed is
    not read as minutes. `seconds`: begin no file after that many.
    """
    deadline = time.monotonic() + seconds if seconds is not None else None
    done = 0
    for claimers in (True, False):
        while batch := _next_batch(run, claimers, most=SHORT_BATCH if deadline else BATCH):
            towns = {
                body.pk if body else None: known_town(body)
                for body in {file.body for file in batch}
            }
            names = [(file.sha256, file.name, towns[file.body_id]) for file in batch]
            for file, answer in zip(batch, read_many(names, until=deadline), strict=False):
                keep_answer(file, answer, run=run, by=by)
                done += 1
                tick(file.name)
            if deadline is not None and time.monotonic() > deadline:
                return done
    return done


def keep_answer(file: ImportedFile, answer: Answer, *, run: ImportRun, by: Actor) -> None:
    """Keep what the reader said of a file, and the attachments that lie beside it."""
    version = reader_version()
    if answer.problem:
        keep_problem(file, code=answer.code, problem=answer.problem, version=version)
        return
    find = Finder(file, run)
    records = [attach(meeting, find=find) for meeting in answer.meetings]
    note_companions(file, paths=sorted(find.claimed), run=run)
    keep_readings(file, records=records, version=version, by=by)


def load_ready(
    run: ImportRun, *, accept: bool, by: Actor, tick: Tick = lambda _label: None
) -> Iterator[Outcome]:
    """Load what is accepted, the oldest meeting first; with `accept` also what has no open question.

    One transaction each: one that fails stops no other.
    """
    waiting = Reading.objects.waiting().filter(file__arrivals__run=run).distinct()
    if not accept:
        waiting = waiting.exclude(accepted_at=None)
    for reading in _one_by_one(waiting):
        yield load_one(reading, accept=accept, by=by)
        tick(reading.file.name)


def accept_ready(run: ImportRun, *, by: Actor, seen: str) -> int:
    """Accept the readings that the run's page showed as ready (`seen`); returns how many.

    Raises `ChangedSince` where one of them is read otherwise now, or something stands in its way.
    """
    waiting = Reading.objects.waiting().filter(file__arrivals__run=run, accepted_at=None)
    ready = []
    for reading in _one_by_one(waiting.filter(pk__in=readings_in(seen))):
        found = assess(reading)
        if not obstacles_of(reading, found, look_at(found), by=by):
            ready.append((reading.pk, run_parts([(reading, found)])))
    parts = {key: part for _, one in ready for key, part in one.items()}
    require_seen(seen, parts, act="Godtag og indlæs")
    for pk, _ in ready:
        accept_reading(Reading.objects.get(pk=pk), by=by)
    return len(ready)


def step(run: ImportRun, *, by: Actor, seconds: float) -> None:
    """Go on with a run for about so many seconds: read what is unread, then load what is accepted.

    What was accepted and meets a doubt now (another file made a committee like it) is put back.
    Raises `DiskFull`.
    """
    deadline = time.monotonic() + seconds
    read_waiting(run, by=by, seconds=seconds)
    for outcome in load_ready(run, accept=False, by=by):
        if not outcome.loaded:
            put_back_reading(outcome.reading, problem=outcome.problem, by=by)
        if time.monotonic() > deadline:
            return


def left_of(run: ImportRun) -> int:
    """How many files and readings of the run still wait for the machine, not for a person."""
    accepted = Reading.objects.waiting().filter(file__arrivals__run=run).exclude(accepted_at=None)
    return run.arrivals.unread().count() + accepted.distinct().count()


def load_one(reading: Reading, *, accept: bool, by: Actor, seen: str | None = None) -> Outcome:
    """Accept and load one reading, or say why not. Raises `DiskFull`.

    `seen` is what the page showed (`reading_parts`); raises `ChangedSince`. What is loaded is what was
    compared: the gate takes no other text than the one that was looked through here.
    """
    try:
        found = assess(reading)
        require_seen(seen, reading_parts(found), act="Godtag og indlæs mødet")
        looked = look_at(found)
        if no := obstacles_of(reading, found, looked, by=by):
            return Outcome(reading, False, " ".join(obstacle.reason for obstacle in no))
        if accept:
            accept_reading(reading, by=by)
        return Outcome(load_reading(reading, by=by, looked=looked), True)
    except ChangedSince:
        raise
    except NotAllowed as error:
        return Outcome(reading, False, str(error))
    except OperationalError as error:
        if is_full(error):
            raise DiskFull from error
        return Outcome(reading, False, "Databasen var optaget. Kør indlæsningen igen.")
    except DatabaseError:
        problem = "En anden indlæsning ændrede det samme i samme øjeblik. Kør indlæsningen igen."
        return Outcome(reading, False, problem)


def read_again(file: ImportedFile, *, by: Actor) -> int:
    """Read a kept file with today's reader; returns how many of its readings differ."""
    answer = read_kept(file.sha256, file.name, known_town(file.body))
    if answer.problem:
        keep_problem(file, code=answer.code, problem=answer.problem, version=reader_version())
        return 0
    known = {reading.part: reading for reading in file.readings.all()}
    if not known:
        return len(keep_readings(file, records=answer.meetings, version=reader_version(), by=by))
    changed = 0
    for part, record in enumerate(answer.meetings):
        if part in known:
            record = _with_kept_attachments(record, known[part].as_record())
            changed += keep_newer_record(
                known[part], record=record, version=reader_version(), by=by
            )
    return changed


def _one_by_one(readings: ReadingQuerySet) -> Iterator[Reading]:
    """The oldest meeting first; records are large, so one at a time is held."""
    order = readings.order_by("day", "kind", "id").values_list("pk", "day", "kind").distinct()
    for pk, _, _ in list(order):
        yield Reading.objects.select_related("file__body").get(pk=pk)


def _next_batch(run: ImportRun, claimers: bool, *, most: int) -> list[ImportedFile]:
    unread = ImportedFile.objects.filter(
        pk__in=Arrival.objects.unread().filter(run=run).values("file")
    )
    kinds = ("application/xml", "text/html", "application/json")
    chosen = unread.filter(media_type__in=kinds) if claimers else unread
    return list(chosen.order_by("id")[:most])


def _with_kept_attachments(record: Record, known: Record) -> Record:
    """Attachments whose bytes were kept the first time still have them, though their folder is gone."""
    held = {
        part.source: part
        for item in known.items
        for part in item.attachments
        if part.sha256 and part.source
    }
    items = tuple(
        replace(
            item,
            attachments=tuple(
                replace(part, sha256=old.sha256, bytes=old.bytes, media_type=old.media_type)
                if not part.sha256 and (old := held.get(part.source or ""))
                else part
                for part in item.attachments
            ),
        )
        for item in record.items
    )
    return replace(record, items=items)
