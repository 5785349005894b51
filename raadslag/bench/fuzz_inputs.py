"""Inputs that nobody means: the town's files bent out of shape, and texts made of hard pieces."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from raadslag.demo.town import meetings
from raadslag.demo.writers import FORMATS, write_meeting

PIECES = (
    *(
        "\x00",
        "\x1b",
        "\ud800",
        "\ufffe",
        "\u202e",
        "😀",
        "漢字",
        "e\u0301\u0301",
        "\uf0b7",
        "²",
        "١٢",
    ),
    *("<", ">", "</p>", "<table>", "<tr><td>", "<td colspan=9999>", "<li>", "<!--", "&#0;", "&amp"),
    *(
        "(",
        "[",
        "{",
        '"',
        "'",
        "»",
        "«",
        "\\",
        "|",
        "*",
        "**",
        "_",
        "#",
        "## ",
        "- ",
        "1. ",
        "| a | b |",
    ),
    *("0", "9" * 40, "-1", "1e309", "NaN", "1.234,56 kr.", "0101701234", "31-02-2024", "kl. 25.61"),
    *(
        "Punkt 1",
        "Beslutning",
        "Indstilling",
        "Bilag: 3",
        "Afbud: ",
        "og",
        "ikke",
        "OR",
        "tidligst 1",
    ),
    *(
        "\n",
        "\r\n",
        "\t",
        " ",
        "\u00a0",
        "a" * 60,
        "æøå",
        "https://x.dk/",
        "x@y.dk",
        "%00",
        "../",
        "mailto:",
    ),
)
SHORT, LONG = 9, 120


def hard_text(random: Random) -> str:
    """A text of hard pieces; now and then a long one, or one piece many times."""
    kind = random.random()
    if kind < 0.1:
        return random.choice(PIECES) * random.choice((2, 7, 30, 200))
    count = random.randrange(1, LONG if kind < 0.12 else SHORT)
    return "".join(random.choice(PIECES) for _ in range(count))


def town_files() -> dict[str, bytes]:
    """One small meeting in each of the seven formats (for eDagsorden the XML alone)."""
    meeting = min(meetings(), key=lambda one: len(one.items))
    with TemporaryDirectory() as folder:
        return {
            name: write_meeting(meeting, name, Path(folder) / name).read_bytes() for name in FORMATS
        }


def bent(data: bytes, random: Random, others: list[bytes]) -> bytes:
    """The bytes with one to four changes: cut, doubled, moved, swapped, overwritten, joined to another."""
    if data[:2] == b"PK" and random.random() < 0.7:
        return _bent_zip(data, random)
    changed = bytearray(data)
    for _ in range(random.randrange(1, 5)):
        at = random.randrange(len(changed) + 1)
        piece = random.choice(PIECES).encode("utf-8", "surrogatepass")
        length = random.choice((1, 1, 4, 40, 400))
        match random.randrange(7):
            case 0:
                del changed[at : at + length]
            case 1:
                changed[at:at] = piece * random.choice((1, 1, 1, 30))
            case 2:
                changed[at:at] = changed[at : at + length] * random.choice((1, 2, 50))
            case 3:
                changed[at : at + 1] = bytes([random.randrange(256)])
            case 4:
                other = random.choice(others)
                start = random.randrange(len(other) + 1)
                changed[at:at] = other[start : start + length]
            case 5:
                del changed[at:]
            case _:
                digit = next((n for n in range(at, len(changed)) if 48 <= changed[n] < 58), None)
                if digit is not None:
                    changed[digit : digit + 1] = random.choice(
                        (b"-1", b"99999999999999999999", b"")
                    )
    return bytes(changed)


def _bent_zip(data: bytes, random: Random) -> bytes:
    """A packed file whose parts are bent, and packed again."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = bent(part, random, [part]) if part[:2] != b"PK" else part[: len(part) // 2]
            new.writestr(name, part)
    return made.getvalue()
