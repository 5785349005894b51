"""The whole archive through Gennemsyn: every newest set of minutes and every file kept with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Max

from raadslag.checks import Checker, Finding, in_order
from raadslag.checks.privacy.scanning import Scanner
from raadslag.files.store import find_bytes
from raadslag.minutes.models import Minutes
from raadslag.people.models import Body
from raadslag.record import Meeting
from raadslag.review.actions import keep_archive_findings


def review_archive(
    *, body: Body | None = None, tick: Callable[[], object] = lambda: None
) -> dict[str, int]:
    """Check every meeting's newest minutes and keep what is found; counts by severity.

    `body` narrows it to one municipality; `tick` is called after each meeting.
    """
    counts = {"error": 0, "warning": 0, "info": 0}
    checker = Checker()
    with Scanner() as scanner:
        for minutes in newest_minutes(body):
            record = minutes.as_record()
            found = in_order([*checker.check(record), *_in_files(record, scanner)])
            meeting = minutes.meeting
            keep_archive_findings(
                found,
                subject=subject_of(minutes),
                organization=meeting.organization,
                day=record.date,
            )
            for finding in found:
                counts[finding.severity] += 1
            tick()
    return counts


def newest_minutes(body: Body | None = None) -> list[Minutes]:
    """The newest version of each meeting's minutes, oldest meeting first."""
    versions = Minutes.objects.values("meeting").annotate(newest=Max("version"))
    newest = {row["meeting"]: row["newest"] for row in versions}
    rows = Minutes.objects.select_related("meeting__organization__body").order_by(
        "meeting__starts_at"
    )
    if body:
        rows = rows.filter(meeting__organization__body=body)
    return [row for row in rows if newest[row.meeting_id] == row.version]


def subject_of(minutes: Minutes) -> str:
    """How reviews name a set of minutes, whatever its version."""
    return f"meeting:{minutes.meeting.uid}"


def _in_files(record: Meeting, scanner: Scanner) -> Iterator[Finding]:
    for item in record.items:
        for attachment in item.attachments:
            data = find_bytes(attachment.sha256) if attachment.sha256 else None
            if data is not None:
                name = attachment.file_name or attachment.title
                yield from scanner.scan(data, name, item=item.number)
