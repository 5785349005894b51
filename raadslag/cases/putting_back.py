"""What a case said at one moment, kept as plain data, and put back: a correction that is dropped."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from raadslag.cases.actions import write_points, write_stops
from raadslag.cases.asking import Asked, asked_of, write_asked
from raadslag.cases.models import Case, Guest, SectionVersion
from raadslag.journal.proving import Rows, names_of
from raadslag.people.models import Organization, User

FRAME = ("title", "journal_number", "recommended_by")


def kept_of(case: Case) -> dict[str, Any]:
    """All that `put_back` needs: the frame, the texts, and each attachment's name, place and marks."""
    return {
        "frame": {name: getattr(case, name) for name in FRAME},
        "units": list(case.recommending.values_list("pk", flat=True)),
        "points": list(case.points.values_list("text", flat=True)),
        "stops": list(case.stops.values_list("organization_id", flat=True)),
        "asked": [
            [str(one.amount), one.kind, one.year, one.account, one.financing]
            for one in asked_of(case)
        ],
        "guests": [list(row) for row in case.guests.values_list("name", "title", "org")],
        "sections": {str(part.pk): part.blocks for part in case.paper.sections.all()},
        "files": {
            str(file.uid): [file.title, file.order, file.recommended, file.internal]
            for file in case.files.filter(removed_at=None, added_after=False)
        },
    }


def put_back(case: Case, kept: dict[str, Any], *, by: User) -> Rows:
    """Let a locked case say again what was kept; the rows that changed, for the journal.

    What was written since stays in each section's history. A step of the meeting's own act.
    """
    for name in FRAME:
        setattr(case, name, kept["frame"][name])
    case.recommending.set(Organization.objects.filter(pk__in=kept["units"]))
    bodies = {row.pk: row for row in Organization.objects.filter(pk__in=kept["stops"])}
    asked = [Asked(Decimal(amount), *rest) for amount, *rest in kept["asked"]]
    rows = [
        *write_asked(case, asked),
        *write_points(case, kept["points"]),
        *write_stops(case, [bodies[pk] for pk in kept["stops"]]),
    ]
    case.version += 1
    case.save()
    rows += [case, *_guests(case, kept["guests"]), *_sections(case, kept["sections"], by=by)]
    return [*rows, *_files(case, kept["files"])]


def _guests(case: Case, guests: list[list[str]]) -> Rows:
    if guests == [list(row) for row in case.guests.values_list("name", "title", "org")]:
        return []
    gone = names_of(case.guests.all())
    case.guests.all().delete()
    Guest.objects.bulk_create(
        Guest(case=case, name=name, title=title, org=org) for name, title, org in guests
    )
    return [*gone, case.guests.all()]


def _sections(case: Case, texts: dict[str, Any], *, by: User) -> Rows:
    rows: list[Any] = []
    now = timezone.now()
    for part in case.paper.sections.all():
        blocks = texts.get(str(part.pk), part.blocks)
        if blocks != part.blocks:
            part.blocks, part.version = blocks, part.version + 1
            part.modified_at, part.modified_by = now, by
            part.save(update_fields=["blocks", "version", "modified_at", "modified_by"])
            version = SectionVersion.objects.create(
                section=part, blocks=blocks, version=part.version, saved_at=now, saved_by=by
            )
            rows += [part, version]
    return rows


def _files(case: Case, files: dict[str, list[Any]]) -> Rows:
    """Those that were there stand as they did; those that came since are taken off."""
    rows = []
    for file in case.files.filter(added_after=False):
        kept = files.get(str(file.uid))
        was = (file.title, file.order, file.recommended, file.internal, file.removed_at)
        if kept is None:
            file.removed_at = file.removed_at or timezone.now()
        else:
            file.title, file.order, file.recommended, file.internal = kept
            file.removed_at = None
        if was != (file.title, file.order, file.recommended, file.internal, file.removed_at):
            file.save(update_fields=["title", "order", "recommended", "internal", "removed_at"])
            rows.append(file)
    return rows
