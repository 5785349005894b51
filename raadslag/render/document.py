"""A record to PDF: one Typst template, the record embedded, PDF/A-3a and PDF/UA-1.

The template reads plain JSON; nothing of the record is ever read as Typst markup.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from raadslag.danish.moments import MONTH_NAMES
from raadslag.record import Meeting, to_data, to_json
from raadslag.render.asked import lead_of, money_table
from raadslag.render.document_images import FindImage, lay_out, no_images
from raadslag.render.glyphs import LatinLetters, Letters
from raadslag.render.seal import SealMarks
from raadslag.render.told import beside_decision, file_label

TEMPLATE = Path(__file__).with_name("minutes.typ")
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
LONGEST_TITLE = 2_000
LOG = logging.getLogger(__name__)


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

    `published_on` is null for what is not public: its address inside the house is not printed. `approvals` and `marks` stand on a last page:
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
    part: bool = False
    """The items alone, to be bound in a book: no front, no contents, and page numbers of the book's."""


def record_to_pdf(
    meeting: Meeting,
    source: Source,
    *,
    fonts: Iterable[Path] = (),
    images: FindImage = no_images,
) -> bytes:
    """The record as one PDF. `fonts` are folders of font files, the body's typeface in the first.

    `images` finds the bytes of an image in the text by its sha256; one that is not found, or that can't
    be set, is told in its words.

    A letter that no font has is shown as `⟦U+…⟧`; the record inside keeps it. Folders that are not
    there are passed over.
    """
    import typst  # takes half a second: only those who make documents wait for it

    folders = [folder for folder in fonts if folder.is_dir()]
    letters = Letters(folders)
    with tempfile.TemporaryDirectory(prefix="raadslag-pdf-") as folder:
        prepared(meeting, source, Path(folder), letters, images)
        try:
            return typeset(
                Path(folder),
                fonts={*folders[:1], *(one.folder for one in letters.used if one.folder)},
            )
        except typst.TypstError as error:
            # A font may claim a letter that it can't draw together with its neighbour. The document
            # must come all the same; the log says which letter to look at. The same of an image.
            LOG.warning("a document was made with Latin letters alone, without images: %s", error)
        prepared(meeting, source, Path(folder), LatinLetters())
        return typeset(Path(folder), fonts=folders[:1])


def prepared(
    meeting: Meeting,
    source: Source,
    folder: Path,
    letters: Letters | None = None,
    images: FindImage = no_images,
) -> None:
    """Lay out in the folder what the template reads: itself, the record, and what is shown of it."""
    letters = letters or Letters([])
    told = asdict(source) | {
        "day": danish(source.day),
        "published_on": danish(source.published_on) if source.published_on else None,
        "keywords": source.marks.keywords() if source.marks else [],
        "iso_day": source.day.isoformat(),
        "municipality": _short(source.municipality),
        "organization": _short(source.organization),
        "kind": "Referat" if meeting.kind == "minutes" else "Dagsorden",
    }
    data = shown(meeting)
    lay_out(data, folder, images)
    pages = {"shown": letters.legible_data(data), "source": letters.legible_data(told)}
    pages["source"] |= {
        "letters_missing": bool(letters.missing),
        "families": [family.name for family in letters.used],
        "upright": "".join(sorted(letters.upright)),
    }
    (folder / "minutes.typ").write_bytes(TEMPLATE.read_bytes())
    (folder / "record.json").write_bytes(_embedded(meeting))
    for name, data in pages.items():
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def _embedded(meeting: Meeting) -> bytes:
    """The record as it is. Half a surrogate pair has no UTF-8: such a text is written in escapes."""
    text = to_json(meeting, indent=1)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(to_data(meeting), indent=1).encode()


def typeset(folder: Path, *, fonts: Collection[Path] = ()) -> bytes:
    """What lies in the folder as one PDF."""
    import typst

    made = typst.compile(
        folder / "minutes.typ",
        root=folder,
        font_paths=list(fonts),
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
    )
    return bytes(made)


def danish(day: date) -> str:
    """`5. marts 2024`"""
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def shown(meeting: Meeting) -> dict[str, Any]:
    """The record's data with what the template need not work out itself."""
    data: dict[str, Any] = to_data(meeting)
    for item, told in zip(data["items"], meeting.items, strict=True):
        item["title"] = _short(item["title"])
        for file, part in zip(item["attachments"], told.attachments, strict=True):
            file["title"] = file_label(part)
        item["lead"] = lead_of(told)
        money = money_table(told.appropriations)
        item["money"] = to_data(money) if money else None
        item["decision"]["paragraphs"] = _paragraphs(item["decision"]["text"])
        item["decision"]["votes"] = [
            vote
            for vote in item["decision"]["votes"]
            if vote["basis"] != "inferred" and (vote["for"] or vote["against"] or vote.get("count"))
        ]
        beside = beside_decision(told, own=meeting.reader is None)
        item["told"] = [{"heading": part.heading, "lines": part.lines} for part in beside]
        placed = []
        for section in item["sections"]:
            section["heading"] = _short(section["heading"])
            if not section["blocks"]:
                section["blocks"] = [
                    {"type": "paragraph", "spans": [_span(part)]}
                    for part in _paragraphs(section["text"])
                ]
            placed += list(_tables(section["blocks"]))
        item["tables"] = [t for t in item["tables"] if (t["columns"], t["rows"]) not in placed]
    return data


def _short(title: str | None) -> str | None:
    """A heading is a bookmark too, and PDF/A holds no bookmark of more than 32,767 bytes."""
    return title and (title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]} …")


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
