"""Which letters the fonts at hand have, read from the font files themselves (OpenType `cmap`).

A PDF/A may not show a letter that its font has no drawing of, and Typst refuses the whole document
for one. So what can be shown is worked out before Typst is asked; see `glyphs`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO

BUNDLED = Path(__file__).with_name("bundled_letters.txt")
"""What the families inside Typst have: a line each, `name: 20-7E A0-17F …` (hex).

`name, upright:` gives what its upright cut alone has besides.
"""

UPRIGHT = ", upright"


@dataclass(frozen=True, slots=True)
class Family:
    """The cuts of one typeface.

    `letters`: the code points that every cut has; `upright`: those that the upright cut alone has;
    `folder`: null inside Typst.
    """

    name: str
    letters: frozenset[int]
    folder: Path | None = None
    upright: frozenset[int] = frozenset()


class UnreadableFont(Exception):
    """The file is no OpenType font that can be read; `str(error)` says which."""


def families_in(folders: Iterable[Path]) -> tuple[Family, ...]:
    """The families in these folders, then those inside Typst. A file that is no font is passed over."""
    found: list[Family] = []
    for folder in folders:
        if folder.is_dir():
            found += _of_folder(folder, folder.stat().st_mtime_ns)
    return (*found, *bundled())


@cache
def bundled() -> tuple[Family, ...]:
    """The families that Typst brings along (they are no files)."""
    lines = dict(line.split(":") for line in BUNDLED.read_text().splitlines())
    has = {name: frozenset(_codes(ranges.split())) for name, ranges in lines.items()}
    return tuple(
        Family(name, letters, upright=has.get(f"{name}{UPRIGHT}", frozenset()))
        for name, letters in has.items()
        if not name.endswith(UPRIGHT)
    )


def _codes(ranges: Iterable[str]) -> Iterator[int]:
    for part in ranges:
        low, _, high = part.partition("-")
        yield from range(int(low, 16), int(high or low, 16) + 1)


@lru_cache(maxsize=16)
def _of_folder(folder: Path, _changed_at: int) -> tuple[Family, ...]:
    import typst  # slow to start; Typst's own names are the ones it will know them by

    cuts: dict[str, dict[Path, frozenset[int]]] = {}
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    for cut in fonts.fonts():
        if cut.index == 0 and cut.path is not None:
            with suppress(UnreadableFont):
                cuts.setdefault(cut.family, {})[Path(cut.path)] = letters_of(Path(cut.path))
    return tuple(
        Family(name, frozenset.intersection(*found.values()), folder)
        for name, found in sorted(cuts.items())
    )


def letters_of(place: Path) -> frozenset[int]:
    """The code points that a font file maps to a drawing. Raises `UnreadableFont`."""
    with place.open("rb") as file:
        try:
            return frozenset(_letters(file))
        except (struct.error, IndexError, ValueError) as error:
            raise UnreadableFont(f"{place.name}: {error}") from error


def _letters(file: BinaryIO) -> set[int]:
    start = _table(file, b"cmap")
    file.seek(start)
    _, count = struct.unpack(">HH", file.read(4))
    places = {struct.unpack(">HHI", file.read(8))[2] for _ in range(count)}
    found: set[int] = set()
    for place in places:
        file.seek(start + place)
        (form,) = struct.unpack(">H", file.read(2))
        if form == 4:
            found.update(_format_4(file))
        elif form == 12:
            found.update(_format_12(file))
    if not found:
        raise ValueError("no Unicode cmap")
    return found


def _table(file: BinaryIO, wanted: bytes) -> int:
    """Where a table of the (first) font begins."""
    head = file.read(4)
    if head == b"ttcf":
        file.seek(12)
        (first,) = struct.unpack(">I", file.read(4))
        file.seek(first + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.read(6)
    for _ in range(count):
        tag, _, offset, _ = struct.unpack(">4sIII", file.read(16))
        if tag == wanted:
            return int(offset)
    raise ValueError("no cmap")


def _format_4(file: BinaryIO) -> Iterator[int]:
    """Segments of the first plane; a letter mapped to drawing 0 is one that the font lacks."""
    length, _, double = struct.unpack(">HHH", file.read(6))
    file.read(6)
    body = file.read(length - 14)
    count = double // 2
    numbers = struct.unpack(f">{len(body) // 2}H", body[: len(body) // 2 * 2])
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas, offsets = numbers[2 * count + 1 : 3 * count + 1], numbers[3 * count + 1 : 4 * count + 1]
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if offsets[segment]:
                at = 3 * count + 1 + segment + offsets[segment] // 2 + code - starts[segment]
                glyph = numbers[at] if at < len(numbers) else 0
                if not glyph:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                yield code


def _format_12(file: BinaryIO) -> Iterator[int]:
    """Groups of any plane."""
    _, _, _, count = struct.unpack(">HIII", file.read(14))
    if count > 0x110000:
        raise ValueError("more groups than letters")
    for _ in range(count):
        first, last, glyph = struct.unpack(">III", file.read(12))
        yield from range(first + (0 if glyph else 1), min(last, 0x10FFFF) + 1)
