"""Programs of others that the reader uses where they are installed: LibreOffice and Tesseract."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

_OFFICE_NAMES = ("soffice", "libreoffice")
_OFFICE_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_LANGUAGE = "dan"
_LANGUAGE_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
OFFICE_MISSING = "Er LibreOffice installeret på den maskine, Rådslag kører på, læses den slags filer uden videre."
OCR_MISSING = (
    "Er Tesseract med dansk (tesseract-ocr-dan) installeret på den maskine, Rådslag kører på, læses billeder af "
    "tekst med tekstgenkendelse."
)


@dataclass(frozen=True, slots=True)
class Program:
    """A program and whether it was found: what it is called, where it lies, what it is good for."""

    name: str
    path: str | None
    use: str


def office() -> str | None:
    """The path of LibreOffice's soffice; null where it is not installed."""
    for name in _OFFICE_NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in _OFFICE_PLACES if os.access(place, os.X_OK)), None)


def recogniser() -> str | None:
    """The path of tesseract; null where it, or its Danish, is not installed."""
    found = shutil.which("tesseract")
    return found if found and _knows_danish(Path(found)) else None


def _knows_danish(program: Path) -> bool:
    beside = [
        program.resolve().parent / "tessdata",
        program.resolve().parent.parent / "share/tessdata",
    ]
    places = [*beside, *map(Path, _LANGUAGE_PLACES)]
    return any((place / f"{_LANGUAGE}.traineddata").is_file() for place in places)


def programs() -> tuple[Program, ...]:
    """What is used where it is found, for the page that tells what is missing."""
    return (
        Program("LibreOffice", office(), "ældre Word (.doc), RTF og OpenDocument (.odt)"),
        Program("Tesseract med dansk", recogniser(), "skannede sider og billeder af tekst (OCR)"),
    )
