"""The files around a meeting or a case, and which of them hold the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from raadslag.cases.models import Case, File, Picture
from raadslag.files.store import find_bytes, is_kept
from raadslag.meetings.models import Meeting, MessageFile
from raadslag.minutes.models import Minutes
from raadslag.proof.looking import Looker


@dataclass(frozen=True, slots=True)
class NearFile:
    """A kept file: its hash, what it is called, where it is opened (empty where it has no page of its own).

    `holds`: the words were found in it. `unseen`: why some of it could not be looked through (Danish).
    """

    sha256: str
    title: str
    address: str = ""
    holds: bool = False
    unseen: tuple[str, ...] = ()


def files_of_meeting(meeting: Meeting) -> list[NearFile]:
    """Attachments of the cases and notices on its agenda, files in its minutes, and what they were read from."""
    found = _each_once(
        _of_cases(Case.objects.filter(agenda_items__meeting=meeting)),
        _of_notices(MessageFile.objects.filter(message__meeting=meeting)),
        _of_minutes(Minutes.objects.filter(meeting=meeting)),
    )
    return [file for file in found if is_kept(file.sha256)]


def files_of_case(case: Case) -> list[NearFile]:
    """Its attachments, those taken off too, and the pictures in its text."""
    found = _each_once(_of_cases(Case.objects.filter(pk=case.pk)))
    return [file for file in found if is_kept(file.sha256)]


def with_words(files: Iterable[NearFile], words: Sequence[str]) -> list[NearFile]:
    """The same files, each looked through for the words as the detectors of private data look."""
    with Looker() as looker:
        return [_looked(file, words, looker) for file in files]


def _looked(file: NearFile, words: Sequence[str], looker: Looker) -> NearFile:
    data = find_bytes(file.sha256)
    if data is None:
        return file
    looked = looker.look(data, file.title, words)
    return replace(file, holds=looked.holds, unseen=looked.unseen)


def _each_once(*files: Iterable[NearFile]) -> list[NearFile]:
    found: dict[str, NearFile] = {}
    for several in files:
        for file in several:
            found.setdefault(file.sha256, file)
    return list(found.values())


def _of_cases(cases: QuerySet[Case]) -> Iterator[NearFile]:
    for file in File.objects.filter(case__in=cases).select_related("case"):
        address = reverse("fetch-file", args=[file.case.uid, file.uid])
        yield NearFile(file.sha256, f"{file.title} ({file.file_name})", address)
    for picture in Picture.objects.filter(case__in=cases).select_related("case"):
        address = reverse("case-picture", args=[picture.case.uid, picture.sha256])
        yield NearFile(picture.sha256, f"Billede i teksten ({picture.file_name})", address)


def _of_notices(files: QuerySet[MessageFile]) -> Iterator[NearFile]:
    for file in files.select_related("message"):
        address = reverse("message-file", args=[file.message.uid, file.uid])
        yield NearFile(file.sha256, f"{file.title} ({file.file_name})", address)


def _of_minutes(versions: QuerySet[Minutes]) -> Iterator[NearFile]:
    for minutes in versions:
        yield from _mentioned(minutes.record)
        if minutes.source_file:
            yield NearFile(minutes.source_file, "Filen, som referatet blev læst fra")


def _mentioned(data: Any) -> Iterator[NearFile]:
    """Kept files that a record names."""
    if isinstance(data, list):
        for part in data:
            yield from _mentioned(part)
    elif isinstance(data, dict):
        name = data.get("file") if data.get("type") == "figure" else data.get("sha256")
        if isinstance(name, str) and len(name) == 64 and "items" not in data:
            title = data.get("title") or data.get("caption") or "Figur i teksten"
            yield NearFile(name, str(title))
        for part in data.values():
            yield from _mentioned(part)
