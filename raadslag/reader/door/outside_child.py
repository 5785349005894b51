"""The bounded process that runs other programs on strangers' files: LibreOffice and Tesseract.

A job's `task` says which: `{"do": "docx", "program": …, "ending": ".doc"}` gives `{"file": <base64>}`,
`{"do": "ocr", "program": …, "pages": [2, 5]}` of a PDF, or of a picture with no pages, gives
`{"pages": {"2": <tesseract's tsv>}}`. What does not come of it is left out of the answer. The programs
inherit this process's bounds, and are ended with it.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from raadslag.bounded.child import serve
from raadslag.reader.formats.pdf.file import DPI

_POINTS = 72
_MOST_DOTS = 40_000_000
"""Dots of one page; larger sheets are drawn smaller."""
_LANGUAGE = "dan"


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """One job."""
    if task["do"] == "docx":
        return _converted(data, task["program"], task["ending"])
    return {"pages": _recognised(data, task["program"], task["pages"])}


def _converted(data: bytes, program: str, ending: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="raadslag-") as folder:
        place = Path(folder)
        source = place / f"fil{ending}"
        source.write_bytes(data)
        # A profile of its own: no macros, no settings of anybody's, and none left behind.
        command = [
            program, f"-env:UserInstallation={(place / 'profil').as_uri()}", "--headless", "--norestore",
            "--nologo", "--nodefault", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(place / "ud"), str(source),
        ]  # fmt: skip
        _run(command, folder)
        made = place / "ud" / "fil.docx"
        return {"file": base64.b64encode(made.read_bytes()).decode()} if made.is_file() else {}


def _recognised(data: bytes, program: str, pages: list[int]) -> dict[str, str]:
    found = {}
    with tempfile.TemporaryDirectory(prefix="raadslag-") as folder:
        for number, picture in _pictures(data, pages):
            command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(DPI), "tsv"]
            if told := _run(command, folder, picture):
                found[str(number)] = told.decode("utf-8", "replace")
    return found


def _pictures(data: bytes, pages: list[int]) -> Iterator[tuple[int, bytes]]:
    """Each page's number with its picture; a picture is page 1 as it is."""
    if not pages:
        yield 1, data
        return
    with pypdfium2.PdfDocument(data) as document:
        for number in pages:
            if number > len(document):
                return
            page = document[number - 1]
            wide, high = page.get_size()
            scale = min(DPI / _POINTS, (_MOST_DOTS / max(wide * high, 1.0)) ** 0.5)
            yield number, _as_pgm(page.render(scale=scale, grayscale=True))


def _as_pgm(bitmap: Any) -> bytes:
    """A grey bitmap in the plainest format that Tesseract reads."""
    rows = memoryview(bitmap.buffer).cast("B")
    wide, high, step = bitmap.width, bitmap.height, bitmap.stride
    body = b"".join(rows[start : start + wide] for start in range(0, step * high, step))
    return b"P5 %d %d 255\n" % (wide, high) + body


def _run(command: list[str], folder: str, given: bytes = b"") -> bytes:
    """What the program prints; nothing where it fails. `folder` is its home, so that it leaves nothing behind."""
    surroundings = {"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, input=given, capture_output=True, cwd=folder, env=surroundings, check=False
    )
    return done.stdout if done.returncode == 0 else b""


if __name__ == "__main__":
    sys.exit(serve(work))
