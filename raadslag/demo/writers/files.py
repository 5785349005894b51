"""PDF by Typst: the minutes in print and the attachments. No clock and no font of the machine."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

from raadslag.demo.town import attachment_texts, roster
from raadslag.demo.town.body import blocks
from raadslag.demo.writers import plain, printed
from raadslag.record import Meeting, to_data

_HERE = Path(__file__).parent
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u"})


def minutes_pdf(meeting: Meeting) -> bytes:
    """The minutes as the portal prints them."""
    head = plain.head(meeting)
    data = {
        "title": head[0],
        "running": f"{meeting.organization} {printed.day(meeting):%d-%m-%Y}",
        "head": head[1:],
        "items": [
            {
                "number": item.number,
                "title": printed.title(item),
                "journal": item.journal_number,
                "pieces": [
                    {"heading": p.heading, "blocks": to_data(p.blocks)}
                    for p in printed.pieces(item, meeting)
                ],
            }
            for item in meeting.items
        ],
    }
    return _render("minutes.typ", data)


@cache
def attachment_pdf(title: str) -> bytes:
    """The attachment of this title. Raises `KeyError` where the town has no text for it."""
    text = attachment_texts()[title]
    data = {
        "title": title,
        "owner": roster().municipality,
        "blocks": to_data(blocks(text.splitlines())),
    }
    return _render("attachment.typ", data)


def attachment_name(title: str) -> str:
    """A file name in plain letters, such as `budgetaftale-2021-2024.pdf`."""
    plain_letters = title.lower().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-") + ".pdf"


@cache
def _template(name: str) -> bytes:
    return (_HERE / name).read_bytes()


@cache
def _fonts() -> Any:
    """Typst's own fonts, found once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _render(template: str, data: dict[str, Any]) -> bytes:
    found = typst.compile(
        _template(template),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
    )
    if not isinstance(found, bytes):
        raise TypeError("Typst gav ingen PDF")
    return found
