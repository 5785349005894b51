"""A record to PDF: one Typst template, the record embedded, PDF/A-3a and PDF/UA-1.

The template reads plain JSON; nothing of the record is ever read as Typst markup.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from raadslag.record import Meeting, to_data, to_json
from raadslag.render.seal import SealMarks

TEMPLATE = Path(__file__).with_name("minutes.typ")
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One member's answer to the minutes, on the page of approvals: `when` as it is printed."""

    name: str
    when: str
    refused: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What the document says about itself besides the record.

    `published_on` is null for what is not public. `approvals` and `marks` stand on a last page:
    who put their name under the text, and the hashes that the seal speaks of.
    """

    municipality: str
    organization: str
    day: date
    published_on: date | None
    address: str
    version: int = 1
    approvals: tuple[Answered, ...] = ()
    marks: SealMarks | None = None


def record_to_pdf(meeting: Meeting, source: Source, *, fonts: Path | None = None) -> bytes:
    """The record as one PDF. `fonts` is a folder of font files to prefer over the bundled ones."""
    with tempfile.TemporaryDirectory(prefix="raadslag-pdf-") as folder:
        prepared(meeting, source, Path(folder))
        return typeset(Path(folder), fonts=fonts)


def prepared(meeting: Meeting, source: Source, folder: Path) -> None:
    """Lay out in the folder what the template reads: itself, the record, and what is shown of it."""
    told = asdict(source) | {
        "day": danish(source.day),
        "published_on": danish(source.published_on) if source.published_on else None,
        "keywords": source.marks.keywords() if source.marks else [],
        "iso_day": source.day.isoformat(),
        "kind": "Referat" if meeting.kind == "minutes" else "Dagsorden",
    }
    (folder / "minutes.typ").write_bytes(TEMPLATE.read_bytes())
    (folder / "record.json").write_text(to_json(meeting, indent=1), encoding="utf-8")
    (folder / "shown.json").write_text(json.dumps(shown(meeting)), encoding="utf-8")
    (folder / "source.json").write_text(json.dumps(told), encoding="utf-8")


def typeset(folder: Path, *, fonts: Path | None = None) -> bytes:
    """What lies in the folder as one PDF."""
    import typst  # takes half a second: only those who make documents wait for it

    made = typst.compile(
        folder / "minutes.typ",
        root=folder,
        font_paths=[fonts] if fonts else [],
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
    )
    return bytes(made)


def danish(day: date) -> str:
    """`5. marts 2024`"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def shown(meeting: Meeting) -> dict[str, Any]:
    """The record's data with what the template need not work out itself."""
    data: dict[str, Any] = to_data(meeting)
    for item in data["items"]:
        item["decision"]["paragraphs"] = _paragraphs(item["decision"]["text"])
        item["decision"]["votes"] = [
            vote
            for vote in item["decision"]["votes"]
            if vote["basis"] != "inferred" and (vote["for"] or vote["against"])
        ]
        text = item["decision"]["text"] or ""
        told = item["decision"]["dissents"] + item["decision"]["reservations"]
        item["opinions"] = [one for one in told if one not in text]
        placed = []
        for section in item["sections"]:
            if not section["blocks"]:
                section["blocks"] = [
                    {"type": "paragraph", "spans": [_span(part)]}
                    for part in _paragraphs(section["text"])
                ]
            placed += list(_tables(section["blocks"]))
        item["tables"] = [t for t in item["tables"] if (t["columns"], t["rows"]) not in placed]
    return data


def _paragraphs(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split("\n\n") if part.strip()]


def _span(text: str) -> dict[str, Any]:
    return {"text": text, "strong": False, "emphasis": False, "href": None}


def _tables(blocks: list[dict[str, Any]]) -> list[tuple[list[str], list[list[str]]]]:
    found = []
    for block in blocks:
        if block["type"] == "table":
            found.append((block["columns"], block["rows"]))
        elif block["type"] == "list":
            for item in block["items"]:
                found += _tables(item["blocks"])
    return found
