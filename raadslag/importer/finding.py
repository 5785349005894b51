"""Where an attachment's bytes are: among the files of the same run, or beside the file on the disk."""

from __future__ import annotations

import posixpath
from functools import cached_property
from pathlib import Path

from django.db.models import QuerySet

from raadslag.files.store import Kept, keep_file
from raadslag.importer.inputs import beside, label_beside
from raadslag.importer.models import Arrival, ImportedFile, ImportRun
from raadslag.importer.reading import Held
from raadslag.people.slugs import slug
from raadslag.record import Attachment
from raadslag.unwell import DiskFull


class Finder:
    """Looks up a file's attachments. `claimed` collects the run's paths it found.

    By the source's path first; without one by the title, where exactly one of the run's companions
    is called so. On the disk only files within the folder that was given are taken.
    Raises `DiskFull`.
    """

    def __init__(self, file: ImportedFile, run: ImportRun) -> None:
        self.claimed: set[str] = set()
        self._run = run
        arrival = Arrival.objects.filter(run=run, file=file).first()
        self._label = arrival.path if arrival else ""
        folder, _, origin = file.origin.partition("\n")
        self._folder, self._origin = Path(folder), Path(origin) if origin else None

    def __call__(self, part: Attachment) -> Held | None:
        source = part.source or ""
        return self._in_run(source) or self._on_disk(source) or self._by_title(part.title)

    def _in_run(self, source: str) -> Held | None:
        path = label_beside(source, label=self._label)
        if path is None or path == self._label:
            return None
        return self._held(Arrival.objects.filter(run=self._run, path=path))

    def _by_title(self, title: str) -> Held | None:
        paths = self._companions.get(slug(title), [])
        if len(paths) != 1:
            return None
        return self._held(Arrival.objects.filter(run=self._run, path=paths[0]))

    @cached_property
    def _companions(self) -> dict[str, list[str]]:
        """The run's companions below the file's own folder, by what they are called."""
        home = f"{posixpath.dirname(self._label)}/".lstrip("/")
        found: dict[str, list[str]] = {}
        rows = Arrival.objects.filter(run=self._run, companion=True, path__startswith=home)
        for path in rows.values_list("path", flat=True):
            stem = posixpath.splitext(posixpath.basename(path))[0]
            found.setdefault(slug(stem), []).append(path)
        return found

    def _held(self, rows: QuerySet[Arrival]) -> Held | None:
        arrival = rows.select_related("file").first()
        if arrival is None or arrival.file is None:
            return None
        self.claimed.add(arrival.path)
        file = arrival.file
        kept = Kept(file.sha256, file.size, file.media_type)
        return Held(kept, posixpath.basename(arrival.path))

    def _on_disk(self, source: str) -> Held | None:
        if self._origin is None:
            return None
        path = beside(source, origin=self._origin, folder=self._folder)
        if path is None or path == self._origin:
            return None
        try:
            return Held(keep_file(path), path.name)
        except DiskFull:
            raise
        except OSError:
            return None
