"""The files around a meeting or a case, and which of them hold the words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from raadslag.cases.models import Case, File, Picture
from raadslag.checks import finding_to_data
from raadslag.checks.privacy.scanning import Scanner
from raadslag.files.store import find_bytes, is_kept
from raadslag.meetings.models import Meeting, MessageFile
from raadslag.minutes.models import Minutes
from raadslag.proof.words import Wanted, places_of

ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class NearFile:
    """A kept file: its hash, what it is called, and whether the words were found in it."""

    sha256: str
    title: str
    holds: bool = False


def files_of_meeting(meeting: Meeting) -> list[NearFile]:
    """Attachments of the cases and notices on its agenda, files in its minutes, and what they were read from."""
    cases = Case.objects.filter(agenda_items__meeting=meeting)
    found = {file.sha256: file for file in _of_cases(cases)}
    for told in MessageFile.objects.filter(message__meeting=meeting):
        title = f"{told.title} ({told.file_name})"
        found.setdefault(told.sha256, NearFile(told.sha256, title))
    for minutes in Minutes.objects.filter(meeting=meeting):
        for name, title in _mentioned(minutes.record):
            found.setdefault(name, NearFile(name, title))
        if minutes.source_file:
            source = NearFile(minutes.source_file, "Filen, som referatet blev læst fra")
            found.setdefault(minutes.source_file, source)
    return [file for file in found.values() if is_kept(file.sha256)]


def files_of_case(case: Case) -> list[NearFile]:
    """Its attachments, those taken off too."""
    files = _of_cases(Case.objects.filter(pk=case.pk))
    return [file for file in files if is_kept(file.sha256)]


def with_words(files: Iterable[NearFile], wanted: Wanted, words: list[str]) -> list[NearFile]:
    """The same files, each looked through for the words."""
    with Scanner() as scanner:
        return [
            NearFile(file.sha256, file.title, _holds(file, wanted, words, scanner))
            for file in files
        ]


def _holds(file: NearFile, wanted: Wanted, words: list[str], scanner: Scanner) -> bool:
    data = find_bytes(file.sha256)
    if data is None:
        return False
    if any(places_of(data.decode(name, "ignore"), wanted) for name in ENCODINGS):
        return True
    found = scanner.scan(data, file.title, protected=words)
    told = json.dumps([finding_to_data(one) for one in found], ensure_ascii=False)
    return bool(places_of(told, wanted))


def _of_cases(cases: QuerySet[Case]) -> Iterator[NearFile]:
    for file in File.objects.filter(case__in=cases):
        yield NearFile(file.sha256, f"{file.title} ({file.file_name})")
    for picture in Picture.objects.filter(case__in=cases):
        yield NearFile(picture.sha256, f"Billede i teksten ({picture.file_name})")


def _mentioned(data: Any) -> Iterator[tuple[str, str]]:
    """Kept files that a record names: (sha256, title)."""
    if isinstance(data, list):
        for part in data:
            yield from _mentioned(part)
    elif isinstance(data, dict):
        name = data.get("file") if data.get("type") == "figure" else data.get("sha256")
        if isinstance(name, str) and len(name) == 64 and "items" not in data:
            yield name, str(data.get("title") or data.get("caption") or "Figur i teksten")
        for part in data.values():
            yield from _mentioned(part)
