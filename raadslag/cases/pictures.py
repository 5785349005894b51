"""Pictures in a case's text: kept once by hash, and only those of the case itself are shown in it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.cases.changing import changing
from raadslag.cases.models import Case, Picture
from raadslag.cases.picture_marks import DATA, SENT
from raadslag.files.pictures import plain_picture
from raadslag.files.store import keep
from raadslag.journal.actions import note
from raadslag.people.models import User
from raadslag.people.rights import Rights
from raadslag.record import Block, BulletList, Figure, ListItem

MOST_AT_ONCE = 40
"""Pictures taken in with one paste."""
_NAME = re.compile(r"[0-9a-f]{12,64}")

Sent = tuple[str, bytes]
"""A file that came with the text: its name and its bytes."""


def put_in_picture(case: Case, *, data: bytes, name: str, by: User) -> Picture:
    """Keep a picture for a case's text (indsæt billede), without what its file says beside the dots.

    The same picture twice is one. Raises `NotAllowed`, `DiskFull`.
    """
    plain = plain_picture(data, name=name)
    with transaction.atomic(), changing(case, by=by) as case:
        kept = keep([plain.content])
        said = {"media_type": plain.media_type, "bytes": kept.size}
        said |= {"width": plain.width, "height": plain.height}
        return _owned(case, kept.sha256, said, by=by)


def _owned(case: Case, sha256: str, said: Mapping[str, object], *, by: User) -> Picture:
    known = case.pictures.filter(sha256=sha256).first()
    if known is not None:
        return known
    row = Picture.objects.create(
        case=case, sha256=sha256, added_at=timezone.now(), added_by=by, **said
    )
    details = {"sha256": sha256}
    note("put_in_picture", by=by, subject=f"case:{case.uid}", details=details, rows=[row])
    return row


def copy_pictures(case: Case, to: Case, *, by: User) -> list[Picture]:
    """The case's pictures for its copy: one row each, the bytes are the same."""
    now = timezone.now()
    return Picture.objects.bulk_create(
        Picture(case=to, added_at=now, added_by=by, **_bytes_of(row)) for row in case.pictures.all()
    )


def _bytes_of(row: Picture) -> dict[str, object]:
    return {
        name: getattr(row, name) for name in ("sha256", "media_type", "bytes", "width", "height")
    }


@dataclass(frozen=True, slots=True)
class Owned:
    """A text whose every picture is the case's own; `said` is what could not be kept, in Danish."""

    blocks: tuple[Block, ...]
    said: tuple[str, ...] = ()


def owned_pictures(
    blocks: tuple[Block, ...],
    case: Case,
    *,
    rights: Rights,
    by: User,
    sent: Mapping[str, Sent] | None = None,
) -> Owned:
    """The text with each picture made the case's own, or taken out and told of.

    A picture is one that the case has, one of another case that the writer may see, one that came with
    the text (`sent`, by its number) or inside it.
    """
    said: list[str] = []
    taken = 0

    def own(figure: Figure) -> Figure | None:
        nonlocal taken
        name = figure.file or ""
        carried = _carried(name, sent or {})
        try:
            row = _known(name, case, rights, by=by)
            if row is None and carried is not None and taken < MOST_AT_ONCE:
                taken += 1
                row = put_in_picture(case, name=carried[0], data=carried[1], by=by)
        except NotAllowed as no:
            said.extend(one.reason for one in no.obstacles)
            return None
        if row is None:
            said.append("Et billede kom ikke med. Gem det som en fil, og sæt filen ind.")
            return None
        return as_figure(row, alt=figure.alt, caption=figure.caption)

    return Owned(tuple(_with(blocks, own)), tuple(dict.fromkeys(said)))


def as_figure(row: Picture, *, alt: str = "", caption: str | None = None) -> Figure:
    """The picture as the text has it."""
    return Figure(row.sha256, alt, caption, None, row.media_type, row.width, row.height)


def picture_address(case: Case) -> Callable[[str], str | None]:
    """Where a page inside the house finds a picture of the case."""
    return lambda sha256: reverse("case-picture", args=[case.uid, sha256])


def _with(blocks: tuple[Block, ...], own: Callable[[Figure], Figure | None]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Figure):
            if (picture := own(block)) is not None:
                yield picture
        elif isinstance(block, BulletList):
            items = (ListItem(tuple(_with(item.blocks, own))) for item in block.items)
            kept = tuple(item for item in items if item.blocks)
            if kept:
                yield replace(block, items=kept)
        else:
            yield block


def _known(name: str, case: Case, rights: Rights, *, by: User) -> Picture | None:
    """A picture of the case by its hash or the beginning of it; one of another case becomes its own."""
    if not _NAME.fullmatch(name):
        return None
    own = case.pictures.filter(sha256__startswith=name).first()
    if own is not None:
        return own
    seen = Case.objects.visible_to(rights)
    other = Picture.objects.filter(sha256=name, case__in=seen).first()
    if other is None:
        return None
    with transaction.atomic(), changing(case, by=by, rights=rights) as case:
        said = _bytes_of(other)
        return _owned(case, str(said.pop("sha256")), said, by=by)


def _carried(name: str, sent: Mapping[str, Sent]) -> Sent | None:
    """The bytes that came with the text, or inside it as a `data:` address."""
    if name.startswith(SENT):
        return sent.get(name.removeprefix(SENT))
    if name[: len(DATA)].lower() != DATA:
        return None
    head, _, body = name.partition(",")
    if not head.lower().endswith(";base64"):
        return "billede.svg", body.encode()
    try:
        return "billedet", base64.b64decode(body, validate=False)
    except binascii.Error:
        return "billedet", b""
