"""What the importer's pages show of a reading that somebody accepts: what was read, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.importer.models import Reading
from raadslag.importer.questions import Assessment
from raadslag.record import record_hash
from raadslag.seen import Part, mark_of


def reading_parts(found: Assessment) -> dict[str, Part]:
    """A reading as its own page shows it: what the reader found, where it belongs, what loading does."""
    return _read(found) | {
        "loading": Part("hvad der sker, når mødet indlæses", _loading(found), _told(found)),
    }


def newer_parts(reading: Reading) -> dict[str, Part]:
    """What a later reader makes of the same bytes, as the page sets it beside what is loaded."""
    newer = reading.as_newer_record()
    name = "den nyere læsning"
    return {"newer": Part(name, [reading.newer_version, record_hash(newer) if newer else ""])}


def run_parts(ready: Iterable[tuple[Reading, Assessment]]) -> dict[str, Part]:
    """The readings that a run's page counts as ready, each as it was read."""
    return {f"reading:{row.pk}": Part(found.title, _said(found)) for row, found in ready}


def readings_in(mark: str) -> set[int]:
    """The readings that a run's page named."""
    keys = (part.partition("=")[0].removeprefix("reading:") for part in mark.split(","))
    return {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19}


def mark_of_run(ready: Iterable[tuple[Reading, Assessment]]) -> str:
    """What a run's page shows as ready."""
    return mark_of(run_parts(ready))


def _read(found: Assessment) -> dict[str, Part]:
    return {"read": Part("det, læseren fandt", _said(found))}


def _said(found: Assessment) -> list[object]:
    return [record_hash(found.record), found.body_name, found.organization_name, found.day]


def _loading(found: Assessment) -> list[object]:
    matched = [[one.printed, one.meaning] for one in found.matched]
    return [found.already_loaded, sorted(map(str, matched)), sorted(found.creates), found.warnings]


def _told(found: Assessment) -> str:
    lines = [*found.warnings, *(f"»{one.printed}« er {one.meaning}" for one in found.matched)]
    return "\n".join([*lines, *(f"Oprettes: {made}" for made in found.creates)])
