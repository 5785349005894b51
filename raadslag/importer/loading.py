"""Loading: one reading, one transaction, from the municipality down to the public page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.importer.actions import subject_of, take_newer_record
from raadslag.importer.assess import assess, clock, completed
from raadslag.importer.models import Reading, importing_for
from raadslag.importer.names import tidy
from raadslag.importer.privacy import look_at, named, private_findings, record_to_load
from raadslag.importer.questions import Assessment
from raadslag.importer.rows import (
    Touched,
    body_named,
    make_organization,
    make_person,
    remember_person,
    remember_spelling,
    term_of,
    widen_seat,
)
from raadslag.importer.rules import why_not_load, why_not_reload
from raadslag.importer.same import replacement
from raadslag.importer.seen import newer_parts
from raadslag.journal.actions import Actor, note
from raadslag.meetings.findings import subject_of as subject_of_meeting
from raadslag.meetings.models import Meeting
from raadslag.minutes.actions import freeze_minutes
from raadslag.people.models import Body, Organization, Person, User
from raadslag.public.actions import publish_minutes
from raadslag.public.gate import Assessments
from raadslag.review.actions import carry_acceptances
from raadslag.review.rules import why_not_pass
from raadslag.seen import require_seen


def obstacles_of(
    reading: Reading, found: Assessment, looked: Assessments, *, by: Actor | None = None
) -> list[Obstacle]:
    """Why the reading may not be loaded now, as the action and the page both ask it.

    `looked` is `privacy.look_at` of what was found.
    """
    own = importing_for(by) if isinstance(by, User) else None
    foreign = isinstance(by, User) and (found.body is None or found.body.pk != own)
    newest = found.meeting.minutes.first() if found.meeting and not reading.meeting else None
    private = private_findings(reading, looked)
    return why_not_load(
        state=reading.state,
        questions=[question.text for question in found.questions],
        items=len(found.record.items),
        older=newest is not None and replacement(found.record, newest.as_record()) == "older",
        kept_in_house=bool(found.meeting and found.meeting.state != Meeting.State.ENTERED),
        foreign_body=foreign and not any(question.id == "body" for question in found.questions),
    ) + why_not_pass(private, accepted=frozenset())


def load_reading(
    reading: Reading,
    *,
    by: Actor,
    looked: Assessments | None = None,
    at: datetime | None = None,
) -> Reading:
    """Bring an accepted reading into the house and before the public (indlæs). Raises `NotAllowed`.

    All of it or nothing. Loading twice is loading once; the same meeting from another file becomes
    a new version of its minutes, never a second meeting. `looked` is handed on by whoever has looked
    it through already; else that is done here first.
    """
    if looked is None:
        looked = look_at(assess(reading))
    with transaction.atomic():
        reading = Reading.objects.select_for_update().get(pk=reading.pk)
        if reading.loaded_at:
            return reading
        return _load(reading, looked, by=by, at=at or timezone.now())


def reload_reading(
    reading: Reading, *, by: Actor, at: datetime | None = None, seen: str | None = None
) -> Reading:
    """Let what a later reader made of the same bytes take the place of what was loaded (genindlæs).

    `seen` is what the page showed (`newer_parts`). Raises `NotAllowed`.
    """
    require_seen(seen, newer_parts(reading), act="Indlæs den nye læsning")
    newer = reading.as_newer_record()
    found = assess(reading)
    looked = look_at(replace(found, record=completed(reading, newer)) if newer else found)
    with transaction.atomic():
        reading = Reading.objects.select_for_update().get(pk=reading.pk)
        require(why_not_reload(has_newer=reading.newer_record is not None, state=reading.state))
        take_newer_record(reading, by=by)
        return _load(reading, looked, by=by, at=at or timezone.now())


def _load(reading: Reading, looked: Assessments, *, by: Actor, at: datetime) -> Reading:
    touched: Touched = []
    found = _assess_locked(reading, touched)
    require(obstacles_of(reading, found, looked, by=by))
    reading.meeting = found.meeting
    if found.already_loaded and found.meeting:
        reading.minutes = found.meeting.minutes.first()
    else:
        record = record_to_load(found)
        organization = _organization(found, touched)
        _seat_members(found, organization, touched)
        reading.meeting = _meeting(found, organization)
        touched.append(reading.meeting)
        reading.minutes = freeze_minutes(
            reading.meeting,
            record=named(record, reading.meeting.uid),
            by=by,
            source_file=reading.file.sha256,
            at=at,
        )
        carry_acceptances(subject_of(reading), to=subject_of_meeting(reading.meeting), by=by)
        publish_minutes(reading.minutes, assessed=looked, by=by, at=at)
    reading.loaded_at = at
    reading.accepted_at = reading.accepted_at or at
    reading.save(update_fields=["meeting", "minutes", "loaded_at", "accepted_at"])
    details = {
        "meeting": str(reading.meeting.uid) if reading.meeting else "",
        "items": len(found.record.items),
        "already_loaded": found.already_loaded,
    }
    rows = [*touched, reading]
    note("load_reading", by=by, subject=subject_of(reading), details=details, rows=rows, at=at)
    return reading


def _assess_locked(reading: Reading, touched: Touched) -> Assessment:
    """What would happen, judged while no other import can change the municipality's rows."""
    if reading.file.body_id:  # whose file it is is known: it is judged once, under the lock
        Body.objects.select_for_update().get(pk=reading.file.body_id)
        return assess(reading)
    found = assess(reading)
    if found.questions or not found.body_name:
        return found
    row = found.body or body_named(found.body_name, touched=touched)
    Body.objects.select_for_update().get(pk=row.pk)
    return assess(reading)


def _organization(found: Assessment, touched: Touched) -> Organization:
    assert found.body
    printed = tidy(found.record.organization or "")
    organization = found.organization or make_organization(found.body, printed, touched=touched)
    remember_spelling(organization, printed, touched=touched)
    return organization


def _seat_members(found: Assessment, organization: Organization, touched: Touched) -> None:
    body, day = found.body, found.day
    assert body
    assert day
    term_of(body, day, touched=touched)
    persons: dict[str, Person] = {}
    for member in found.members:
        name = tidy(member.name)
        if not name:
            continue
        person = persons.get(name) or found.persons.get(name)
        persons[name] = person = person or make_person(body, name, touched=touched)
        remember_person(person, name, touched=touched)
    for member in found.members:
        if seated := persons.get(tidy(member.name)):
            absentee = persons.get(tidy(member.substitute_for or ""))
            widen_seat(seated, organization, member, day, substituted=absentee, touched=touched)


def _meeting(found: Assessment, organization: Organization) -> Meeting:
    assert found.starts_at
    ends_at = _ends_at(found)
    location = tidy(found.record.location or "")[:200]
    if found.meeting is None:
        return Meeting.objects.create(
            organization=organization,
            starts_at=found.starts_at,
            ends_at=ends_at,
            location=location,
            state=Meeting.State.ENTERED,
        )
    meeting = found.meeting
    if clock(found.record.start_time) or meeting.starts_at.date() != found.starts_at.date():
        meeting.starts_at = found.starts_at
    meeting.organization = organization
    meeting.ends_at = ends_at or meeting.ends_at
    meeting.location = location or meeting.location
    meeting.save()
    return meeting


def _ends_at(found: Assessment) -> datetime | None:
    """When it ended, the day after where the hour is before that of the beginning."""
    end = clock(found.record.end_time)
    if end is None or found.day is None or found.starts_at is None:
        return None
    ends_at = timezone.make_aware(datetime.combine(found.day, end))
    return ends_at if ends_at >= found.starts_at else ends_at + timedelta(days=1)
