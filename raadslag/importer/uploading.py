"""Uploaded files into a run: laid out as they lay with whoever sent them, then received like any other."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from raadslag.files.disk import saying_when_full
from raadslag.importer.actions import refuse_file, start_run
from raadslag.importer.inputs import gather
from raadslag.importer.models import ImportRun
from raadslag.importer.steps import receive_inputs
from raadslag.importer.unpacking import free_place
from raadslag.people.models import Body, User

DEEPEST = 12
"""Folders kept of a file's path: a file system bears no endless one."""


def receive_uploads(
    files: Sequence[UploadedFile], paths: Sequence[str], *, by: User, body: Body
) -> ImportRun:
    """Start a run with the files. `paths` are their places in the folder that was dragged in, if any.

    Raises `DiskFull`.
    """
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.VAR, prefix="upload-") as scratch:
        room = Path(scratch) / "filer"
        names = [
            _lay_out(file, path, room)
            for file, path in zip(files, _padded(paths, files), strict=True)
        ]
        run = start_run(name=_name_of(names), by=by, body=body)
        tops = sorted({room / PurePosixPath(name).parts[0] for name in names})
        inputs, refused = gather(tops, scratch=Path(scratch) / "zip")
        for label, problem in refused.items():
            refuse_file(run, path=label, problem=problem)
        receive_inputs(run, inputs, by=by)
    return run


def _padded(paths: Sequence[str], files: Sequence[UploadedFile]) -> list[str]:
    """A place for each file; their own names where the browser sent none."""
    if len(paths) == len(files):
        return list(paths)
    return [""] * len(files)


def _lay_out(file: UploadedFile, path: str, room: Path) -> str:
    parts = [
        part
        for part in PurePosixPath(path.replace("\\", "/") or file.name or "fil").parts
        if part not in ("", "/", ".", "..") and "\x00" not in part
    ] or ["fil"]
    with saying_when_full():
        target = free_place(room, parts[-DEEPEST:])
        with target.open("wb") as whole:
            for chunk in file.chunks():
                whole.write(chunk)
    return target.relative_to(room).as_posix()


def _name_of(names: Sequence[str]) -> str:
    first = PurePosixPath(names[0]).parts[0]
    others = len({PurePosixPath(name).parts[0] for name in names}) - 1
    return f"{first} og {others} til" if others else first
