"""Images and charts of a record, laid out as files beside the template that sets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from raadslag.record import Table
from raadslag.render.chart_tables import chart_or_reason
from raadslag.render.charts import axis_begins, draw, told

FindImage = Callable[[str], bytes | None]
"""The bytes of an image with this sha256; null where they may not be shown or are not held."""
COLUMN, TALLEST = 459.0, 560.0
"""Points of a page's column (162 mm), and of the tallest image."""
POINTS_A_DOT = 0.5
"""An image is set at 144 dots an inch, or at the width of the column."""
_ENDINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def no_images(_sha256: str) -> bytes | None:
    """For a document whose images aren't shown."""
    return None


def lay_out(data: dict[str, Any], folder: Path, images: FindImage) -> None:
    """Write each image and chart of a shown record into the folder; its block says where (`set`).

    A block that is set has the file's `name`, the words that stand for it (`alt`), its `width` in points,
    and a `note` to print under it; `table` where not every figure stands in the drawing.
    """
    count = 0
    for item in data["items"]:
        blocks = [*_all(b for s in item["sections"] for b in s["blocks"]), *item["tables"]]
        for block in blocks:
            made = _chart(block) if "columns" in block else _image(block, images)
            if made is None:
                continue
            count += 1
            content, ending, said = made
            name = f"billede-{count}.{ending}"
            (folder / name).write_bytes(content)
            block["set"] = said | {"name": name}


def _all(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield block
        if block["type"] == "list":
            for part in block["items"]:
                yield from _all(part["blocks"])


def _image(block: dict[str, Any], images: FindImage) -> tuple[bytes, str, dict[str, Any]] | None:
    """An image with its words; null where it has no bytes, or not a size that we wrote ourselves."""
    if block["type"] != "figure" or not block["file"]:
        return None
    wide, tall = block.get("width") or 0, block.get("height") or 0
    content = images(block["file"]) if wide and tall else None
    ending = next((e for head, e in _ENDINGS.items() if (content or b"").startswith(head)), None)
    if content is None or ending is None:
        return None
    width = min(COLUMN, wide * POINTS_A_DOT, TALLEST * wide / tall)
    alt = block["alt"] or block["caption"] or "Billede"
    return content, ending, {"alt": alt, "width": width, "note": ""}


def _chart(block: dict[str, Any]) -> tuple[bytes, str, dict[str, Any]] | None:
    """The drawing of a table that asks for one, with all of its figures in words."""
    if block.get("shown_as", "table") == "table":
        return None
    rows = tuple(tuple(row) for row in block["rows"])
    table = Table(block["caption"], tuple(block["columns"]), rows, shown_as=block["shown_as"])
    chart, _ = chart_or_reason(table)
    if chart is None:
        return None
    said: dict[str, Any] = {"alt": told(chart), "width": COLUMN, "note": axis_begins(chart)}
    said["table"] = chart.form == "line" or len(chart.labels) < len(rows)
    return draw(chart).encode(), "svg", said
