"""Receiving files, keeping what was read in them, and what a person says about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.files.store import Kept
from raadslag.importer.models import Arrival, ImportedFile, ImportRun, Reading
from raadslag.importer.rows import Touched, body_named
from raadslag.importer.rules import why_not_reject
from raadslag.journal.actions import Actor, note
from raadslag.people.models import Body, User
from raadslag.record import Meeting as Record
from raadslag.record import record_hash, to_data


@transaction.atomic
def start_run(*, name: str, by: Actor, body: Body | None = None, body_name: str = "") -> ImportRun:
    """Open a delivery (indlæsning); `body` answers where a file names no municipality.

    So does `body_name`, the name of one that may be new here.
    """
    touched: Touched = []
    body = body_named(body_name, touched=touched) if body_name else body
    user = by if isinstance(by, User) else None
    run = ImportRun.objects.create(name=name[:200], body=body, by=user)
    subject = f"import-run:{run.pk}"
    note("start_run", by=by, subject=subject, details={"name": run.name}, rows=[run, *touched])
    return run


def receive_file(
    run: ImportRun,
    *,
    path: str,
    kept: Kept,
    by: Actor,
    origin: str = "",
    companion: bool = False,
) -> Arrival:
    """Enter a kept file in the run (modtag). The same bytes are one file of the run's municipality.

    `origin` is the folder that was given and the file's own path, a line each: attachments beside it
    are looked for there. A `companion` is kept and not read.
    """
    for _ in range(2):
        try:
            return _receive(run, path, kept, by, origin, companion)
        except IntegrityError:  # another import entered the same bytes in this moment
            continue
    return _receive(run, path, kept, by, origin, companion)


@transaction.atomic
def _receive(
    run: ImportRun, path: str, kept: Kept, by: Actor, origin: str, companion: bool
) -> Arrival:
    file, made = ImportedFile.objects.get_or_create(
        sha256=kept.sha256,
        body=run.body,
        defaults={
            "name": path.rsplit("/", 1)[-1][:300],
            "size": kept.size,
            "media_type": kept.media_type,
            "origin": origin,
        },
    )
    if file.problem:
        # Brought again: what failed once (a reader that was killed, bytes that were lost) is retried.
        file.read_at, file.problem, file.problem_code = None, "", ""
    if origin and file.read_at is None:
        file.origin = origin
    file.save()
    arrival = _arrival(run, path[:490], file, companion)
    if made:
        details = {"name": file.name, "bytes": file.size}
        note("receive_file", by=by, subject=f"file:{file.sha256}", details=details, rows=[file])
    return arrival


def _arrival(run: ImportRun, path: str, file: ImportedFile, companion: bool) -> Arrival:
    """The file's place in the run; another file of the same path stands beside it, counted."""
    label, count = path, 1
    while True:
        known = Arrival.objects.filter(run=run, path=label).first()
        if known is None:
            return Arrival.objects.create(run=run, path=label, file=file, companion=companion)
        if known.file_id == file.pk:
            return known
        count += 1
        label = f"{path} ({count})"


@transaction.atomic
def refuse_file(run: ImportRun, *, path: str, problem: str) -> Arrival:
    """Say in the run's report why a file was not taken in."""
    arrival, _ = Arrival.objects.update_or_create(
        run=run, path=path[:500], defaults={"problem": problem}
    )
    return arrival


@transaction.atomic
def note_companions(file: ImportedFile, *, paths: Sequence[str], run: ImportRun) -> None:
    """Mark arrivals of the run as attachments of the file: they are no minutes of their own."""
    if paths:
        Arrival.objects.filter(run=run, path__in=paths).exclude(file=file).update(attached_to=file)


@transaction.atomic
def keep_readings(
    file: ImportedFile,
    *,
    records: Sequence[Record],
    version: str,
    by: Actor,
    at: datetime | None = None,
) -> list[Reading]:
    """Keep what the reader found in a file. Whoever comes second finds it done and changes nothing."""
    file = ImportedFile.objects.select_for_update().get(pk=file.pk)
    if file.read_at and not file.problem:
        return list(file.readings.all())
    readings = [
        Reading.objects.create(
            file=file, part=part, record=to_data(record), reader_version=version, **_summary(record)
        )
        for part, record in enumerate(records)
    ]
    file.read_at, file.reader_version = at or timezone.now(), version
    file.problem = file.problem_code = ""
    file.save(update_fields=["read_at", "reader_version", "problem", "problem_code"])
    details = {"meetings": len(readings), "reader_version": version}
    note("keep_readings", by=by, subject=f"file:{file.sha256}", details=details, rows=readings)
    return readings


@transaction.atomic
def keep_problem(
    file: ImportedFile, *, code: str, problem: str, version: str, at: datetime | None = None
) -> None:
    """Keep the reader's answer to a file that it cannot read."""
    file = ImportedFile.objects.select_for_update().get(pk=file.pk)
    if file.readings.exists():
        return
    file.read_at, file.reader_version = at or timezone.now(), version
    file.problem_code, file.problem = code[:60], problem
    file.save(update_fields=["read_at", "reader_version", "problem", "problem_code"])


@transaction.atomic
def accept_reading(reading: Reading, *, by: Actor, at: datetime | None = None) -> Reading:
    """Say that the reading may be loaded (godtag)."""
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    if reading.accepted_at or reading.rejected_at:
        return reading
    reading.accepted_at = at or timezone.now()
    reading.save(update_fields=["accepted_at"])
    note("accept_reading", by=by, subject=subject_of(reading), rows=[reading])
    return reading


@transaction.atomic
def put_back_reading(reading: Reading, *, problem: str, by: Actor) -> Reading:
    """Take an acceptance back that could not be carried out: a person must look again (læg tilbage)."""
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    if reading.accepted_at and not reading.loaded_at:
        reading.accepted_at = None
        reading.save(update_fields=["accepted_at"])
        subject, details = subject_of(reading), {"problem": problem}
        note("put_back_reading", by=by, subject=subject, details=details, rows=[reading])
    return reading


@transaction.atomic
def reject_reading(
    reading: Reading, *, reason: str, by: Actor, at: datetime | None = None
) -> Reading:
    """Leave a reading out of the house's record (afvis). Raises `NotAllowed`."""
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    require(why_not_reject(state=reading.state, reason=reason))
    reading.rejected_at, reading.reject_reason = at or timezone.now(), reason.strip()
    reading.accepted_at = None
    reading.save(update_fields=["rejected_at", "reject_reason", "accepted_at"])
    subject, details = subject_of(reading), {"reason": reading.reject_reason}
    note("reject_reading", by=by, subject=subject, details=details, rows=[reading])
    return reading


@transaction.atomic
def take_up_reading(reading: Reading, *, by: Actor) -> Reading:
    """Take a rejected reading up again (fortryd afvisning)."""
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    if reading.rejected_at:
        reading.rejected_at, reading.reject_reason = None, ""
        reading.save(update_fields=["rejected_at", "reject_reason"])
        note("take_up_reading", by=by, subject=subject_of(reading), rows=[reading])
    return reading


@transaction.atomic
def keep_newer_record(reading: Reading, *, record: Record, version: str, by: Actor) -> bool:
    """Keep beside a reading what a later reader makes of the same bytes; true where it differs.

    What is not loaded yet takes the newer record at once; what is loaded waits for a person, who
    sees the differences first.
    """
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    differs = record_hash(record) != record_hash(reading.as_record())
    if not differs:
        reading.reader_version, reading.newer_record, reading.newer_version = version, None, ""
    elif reading.loaded_at:
        reading.newer_record, reading.newer_version = to_data(record), version
    else:
        reading.record, reading.reader_version = to_data(record), version
        reading.accepted_at = None  # another text than the one that was accepted
        for name, value in _summary(record).items():
            setattr(reading, name, value)
    reading.save()
    if differs:
        subject, details = subject_of(reading), {"version": version}
        note("keep_newer_record", by=by, subject=subject, details=details, rows=[reading])
    return differs


@transaction.atomic
def take_newer_record(reading: Reading, *, by: Actor) -> None:
    """Make the newer record the reading's own; the caller loads it in the same transaction."""
    reading.record, reading.reader_version = reading.newer_record, reading.newer_version
    reading.newer_record, reading.newer_version = None, ""
    for name, value in _summary(reading.as_record()).items():
        setattr(reading, name, value)
    reading.save()
    details = {"version": reading.reader_version}
    subject = subject_of(reading)
    note("take_newer_record", by=by, subject=subject, details=details, rows=[reading])


def subject_of(reading: Reading) -> str:
    """How the journal and the acceptances name a reading: never by bytes, which two may have."""
    return f"reading:{reading.pk}"


def _summary(record: Record) -> dict[str, object]:
    return {
        "kind": record.kind,
        "organization_name": (record.organization or "")[:300],
        "municipality_name": (record.municipality or "")[:200],
        "day": record.date,
        "item_count": len(record.items),
        "note_count": len(record.notes),
    }
