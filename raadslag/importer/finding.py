"""Where an attachment's bytes are: among the files of the same run, or beside the file on the disk."""

from __future__ import annotations

from pathlib import Path

from raadslag.importer.inputs import beside, label_beside
from raadslag.importer.kept import DiskFull, Kept, keep_file
from raadslag.importer.models import Arrival, ImportedFile, ImportRun
from raadslag.importer.reading import Held


class Finder:
    """Looks up what a file's attachments name. `claimed` collects the run's paths it found.

    On the disk only files within the folder that was given are taken. Raises `DiskFull`.
    """

    def __init__(self, file: ImportedFile, run: ImportRun) -> None:
        self.claimed: set[str] = set()
        self._run = run
        arrival = Arrival.objects.filter(run=run, file=file).first()
        self._label = arrival.path if arrival else ""
        folder, _, origin = file.origin.partition("\n")
        self._folder, self._origin = Path(folder), Path(origin) if origin else None

    def __call__(self, source: str) -> Held | None:
        return self._in_run(source) or self._on_disk(source)

    def _in_run(self, source: str) -> Held | None:
        path = label_beside(source, label=self._label)
        if path is None or path == self._label:
            return None
        arrival = Arrival.objects.filter(run=self._run, path=path).select_related("file").first()
        if arrival is None or arrival.file is None:
            return None
        self.claimed.add(path)
        file = arrival.file
        return Held(Kept(file.sha256, file.size, file.media_type), path.rsplit("/", 1)[-1])

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
