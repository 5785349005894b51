"""A picture that somebody puts into a text, made plain before it is kept."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from raadslag.allowed import NotAllowed, Obstacle
from raadslag.bounded import Bounds, Died, lent_process

LIMIT_BYTES = 20 * 1024 * 1024
_BOUNDS = Bounds(memory_bytes=1536 * 1024 * 1024, cpu_seconds=20.0, wall_seconds=40.0)
_CHILD = "raadslag.files.picture_child"
_SVG_LOOKED = 2048
_SAVE = "Gem det som PNG, JPEG eller WebP, og sæt det ind igen."


@dataclass(frozen=True, slots=True)
class PlainPicture:
    """`content` is a PNG or JPEG with no metadata; `width` and `height` in dots."""

    content: bytes
    media_type: str
    width: int
    height: int


def plain_picture(data: bytes, *, name: str) -> PlainPicture:
    """The picture drawn anew, upright and without metadata, at most 2,400 dots a side.

    `name` is only for what is said. Raises `NotAllowed` with a Danish reason: too large, SVG, another
    kind than PNG, JPEG and WebP, broken.
    """
    if no := why_not_take(data, name=name):
        raise NotAllowed(no)
    try:
        with lent_process(_CHILD, _BOUNDS) as process:
            said = process.ask(data, {})
    except Died:
        said = {"refused": "broken"}
    if "file" not in said:
        raise NotAllowed([_refused(name, dots=said.get("refused") == "dots" or "memory" in said)])
    content = base64.b64decode(said["file"])
    return PlainPicture(content, said["media_type"], said["width"], said["height"])


def why_not_take(data: bytes, *, name: str) -> list[Obstacle]:
    """What can be told of a picture before it is opened."""
    if len(data) > LIMIT_BYTES:
        said = f"{len(data) / 1024**2:.1f}".replace(".", ",")
        told = f"»{name}« fylder {said} MB. Et billede i teksten må højst fylde 20 MB. Gør det mindre, eller vedhæft det som bilag."
        return [Obstacle("picture-size", told)]
    head = data[:_SVG_LOOKED].lower()
    if b"<svg" in head or name.lower().endswith((".svg", ".svgz")):
        told = f"»{name}« er en SVG-tegning, som kan rumme kode. {_SAVE}"
        return [Obstacle("picture-svg", told)]
    if not _is_known(data):
        told = f"»{name}« er ikke et billede, som kan stå i teksten. {_SAVE}"
        return [Obstacle("picture-kind", told)]
    return []


def _is_known(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return webp or data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))


def _refused(name: str, *, dots: bool) -> Obstacle:
    if dots:
        told = f"»{name}« har flere end 50 millioner punkter. Gør det mindre, og sæt det ind igen."
        return Obstacle("picture-dots", told)
    told = f"»{name}« er beskadiget og kan ikke vises. {_SAVE}"
    return Obstacle("picture-broken", told)
