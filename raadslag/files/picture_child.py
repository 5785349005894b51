"""The bounded process that makes a stranger's picture plain: dots and colours, and nothing else.

The file is read by its content, drawn, and written anew, so that what it was called, where and by whom
it was taken, hidden thumbnails and whatever lay behind its end never come further than here.
"""

from __future__ import annotations

import base64
import io
import sys
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from raadslag.bounded.child import serve

READ = ("PNG", "JPEG", "WEBP")
MOST_DOTS = 50_000_000
"""Dots of a picture that is opened: a camera's largest; more is a bomb or a poster."""
LONGEST_SIDE = 2400
"""Dots of the longer side that is kept: a page of A4 at 250 dots an inch."""
QUALITY = 88
PHOTO_BYTES = 600_000
"""A PNG above this that a JPEG holds in less than half is a photograph."""

Image.MAX_IMAGE_PIXELS = MOST_DOTS


def work(data: bytes, _task: dict[str, Any]) -> dict[str, Any]:
    """The plain picture (`file` base64, `media_type`, `width`, `height`), or why not (`refused`)."""
    try:
        with Image.open(io.BytesIO(data), formats=READ) as found:
            if found.width * found.height > MOST_DOTS:
                return {"refused": "dots"}
            kind = found.format or ""
            if kind == "JPEG":
                found.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            drawn = _drawn(found)
    except Image.DecompressionBombError:
        return {"refused": "dots"}
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return {"refused": "broken"}
    content, media_type = _written(drawn, photo=kind == "JPEG")
    return {
        "file": base64.b64encode(content).decode(),
        "media_type": media_type,
        "width": drawn.width,
        "height": drawn.height,
    }


def _drawn(found: Image.Image) -> Image.Image:
    """Upright, in the screen's colours, no larger than a page needs, with nothing said beside it."""
    profile = found.info.get("icc_profile")
    clear = found.has_transparency_data
    image = ImageOps.exif_transpose(found)
    image = _in_srgb(image, profile, clear).convert("RGBA" if clear else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if clear and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info.clear()
    return image


def _in_srgb(image: Image.Image, profile: bytes | None, clear: bool) -> Image.Image:
    """Colours of a camera or a printer as a screen shows them; as they are where the profile is broken."""
    if not profile or image.mode not in {"RGB", "CMYK", "RGBA"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGBA" if clear else "RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return made or image


def _written(image: Image.Image, *, photo: bool) -> tuple[bytes, str]:
    drawing = b"" if photo else _saved(image, "PNG", optimize=True)
    if image.mode == "RGBA" or (drawing and len(drawing) <= PHOTO_BYTES):
        return drawing or _saved(image, "PNG"), "image/png"
    small = _saved(image, "JPEG", quality=QUALITY, optimize=True)
    if photo or len(small) * 2 < len(drawing):
        return small, "image/jpeg"
    return drawing, "image/png"


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    into = io.BytesIO()
    image.save(into, kind, **how)
    return into.getvalue()


if __name__ == "__main__":
    Image.init()  # before the copies are made
    sys.exit(serve(work, (Image.DecompressionBombError,), apart=True))
