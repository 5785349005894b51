"""Attachments: kept bytes, one row for each place they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.changing import changing
from raadslag.cases.models import Case, File
from raadslag.files.store import keep
from raadslag.journal.actions import note
from raadslag.people.models import User

KINDS = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK"),
    ".png": ("image/png", b"\x89PNG"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".txt": ("text/plain", b""),
    ".csv": ("text/csv", b""),
}
"""Accepted file endings: media type and the bytes a real one begins with."""
LIMIT_BYTES = 100 * 1024 * 1024


def why_not_keep(*, name: str, head: bytes, size: int) -> list[Obstacle]:
    """A file is kept when its ending is known, its content agrees, and it is not too large."""
    ending = Path(name).suffix.lower()
    if ending not in KINDS:
        known = ", ".join(sorted(end[1:] for end in KINDS))
        return [Obstacle("file-kind", f"Filtypen kan ikke vedhæftes. Brug {known}.")]
    if size > LIMIT_BYTES:
        return [Obstacle("file-size", "Filen er større end 100 MB.")]
    if not size or not head.startswith(KINDS[ending][1]):
        return [Obstacle("file-content", f"Filen er tom eller er ikke en rigtig {ending[1:]}-fil.")]
    return []


@transaction.atomic
def attach_file(
    case: Case,
    *,
    name: str,
    title: str,
    chunks: Sequence[bytes],
    by: User,
    recommended: bool = False,
    internal: bool = False,
) -> File:
    """Attach a file to a case (vedhæft bilag). Raises `NotAllowed`, `DiskFull`."""
    with changing(case, by=by) as case:
        file = _write(case, name=name, title=title, chunks=chunks, by=by)
        file.recommended, file.internal = recommended, internal
        file.save(update_fields=["recommended", "internal"])
        details = {"sha256": file.sha256}
        note("attach_file", by=by, subject=f"case:{case.uid}", details=details, rows=[file])
    return file


@transaction.atomic
def attach_after_meeting(
    case: Case, *, name: str, title: str, chunks: Sequence[bytes], by: User
) -> File:
    """Attach a file to what was treated: it belongs to the minutes, which are approved anew.

    A step of the minutes' own correction. Raises `NotAllowed`, `DiskFull`.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    file = _write(case, name=name, title=title, chunks=chunks, by=by)
    file.added_after = True
    file.save(update_fields=["added_after"])
    details = {"sha256": file.sha256}
    note("attach_after_meeting", by=by, subject=f"case:{case.uid}", details=details, rows=[file])
    return file


def _write(case: Case, *, name: str, title: str, chunks: Sequence[bytes], by: User) -> File:
    said = keep_upload(name=name, title=title, chunks=chunks)
    last = case.files.aggregate(last=Max("order"))["last"] or 0
    return File.objects.create(
        case=case, order=last + 1, added_at=timezone.now(), added_by=by, **said
    )


def keep_upload(*, name: str, title: str, chunks: Sequence[bytes]) -> dict[str, Any]:
    """Keep an uploaded file's bytes, and what the row of an attachment says of them; blank title: its name.

    Raises `NotAllowed`, `DiskFull`.
    """
    head = b"".join(chunks[:1])[:16]
    require(why_not_keep(name=name, head=head, size=sum(map(len, chunks))))
    kept = keep(chunks)
    return {
        "title": " ".join(title.split())[:200] or Path(name).stem[:200],
        "file_name": Path(name).name[:200],
        "sha256": kept.sha256,
        "media_type": KINDS[Path(name).suffix.lower()][0],
        "bytes": kept.size,
    }


@transaction.atomic
def replace_file(file: File, *, name: str, chunks: Sequence[bytes], by: User) -> File:
    """Put a new file in an attachment's place, with its title and marks (erstat bilag).

    The old one is taken off: what was sent out with it still names it. Raises `NotAllowed`, `DiskFull`.
    """
    with changing(file.case, by=by) as case:
        new = _write(case, name=name, title=file.title, chunks=chunks, by=by)
        if file.title == Path(file.file_name).stem[:200]:
            new.title = Path(name).stem[:200]
        new.order, new.recommended, new.internal = file.order, file.recommended, file.internal
        new.instead_of = file
        new.save(update_fields=["title", "order", "recommended", "internal", "instead_of"])
        file.removed_at = timezone.now()
        file.save(update_fields=["removed_at"])
        details = {"sha256": new.sha256, "instead_of": str(file.uid)}
        note("replace_file", by=by, subject=f"case:{case.uid}", details=details, rows=[file, new])
    return new


@transaction.atomic
def order_files(case: Case, *, uids: Sequence[str], by: User) -> None:
    """Let the attachments stand in this order (ordn bilag); one that isn't named keeps its place at the end."""
    with changing(case, by=by) as case:
        place = {uid: n for n, uid in enumerate(uids)}
        files = list(case.files.filter(removed_at=None, added_after=False))
        files.sort(key=lambda file: place.get(str(file.uid), len(place)))
        moved = []
        for n, file in enumerate(files, start=1):
            if file.order != n:
                file.order = n
                file.save(update_fields=["order"])
                moved.append(file)
        if moved:
            note("order_files", by=by, subject=f"case:{case.uid}", rows=moved)


@transaction.atomic
def arrange_file(file: File, *, title: str, recommended: bool, internal: bool, by: User) -> None:
    """Change what an attachment is called and who reads it (ret bilag)."""
    with changing(file.case, by=by) as case:
        file.title = " ".join(title.split())[:200] or file.file_name
        file.recommended, file.internal = recommended, internal
        file.save(update_fields=["title", "recommended", "internal"])
        details = {"file": str(file.uid)}
        note("arrange_file", by=by, subject=f"case:{case.uid}", details=details, rows=[file])


@transaction.atomic
def remove_file(file: File, *, by: User) -> None:
    """Take an attachment off a case; the row stays with the day it was taken off (fjern bilag)."""
    with changing(file.case, by=by) as case:
        file.removed_at = timezone.now()
        file.save(update_fields=["removed_at"])
        details = {"file": str(file.uid)}
        note("remove_file", by=by, subject=f"case:{case.uid}", details=details, rows=[file])
