"""Møllested: what the demo shows, as plain data.

`meetings()` are gold records of the town's minutes; `roster()` its people and bodies;
`attachment_texts()` what the attachments say. All of it is invented.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from raadslag.demo.town.head import NotationError, read_head
from raadslag.demo.town.notation import read_meeting
from raadslag.demo.town.roster import (
    Membership,
    Organization,
    Person,
    Roster,
    Term,
    roster,
)
from raadslag.record import Meeting

__all__ = [
    "Membership",
    "NotationError",
    "Organization",
    "Person",
    "Roster",
    "Term",
    "attachment_texts",
    "formats",
    "meeting_name",
    "meetings",
    "organizations",
    "people",
    "roster",
]

_HERE = Path(__file__).parent


@cache
def _texts() -> tuple[str, ...]:
    files = sorted((_HERE / "meetings").glob("20*.md"))
    return tuple(file.read_text(encoding="utf-8") for file in files)


@cache
def meetings() -> list[Meeting]:
    """The town's meetings as gold records, oldest first."""
    return [read_meeting(text) for text in _texts()]


def formats() -> dict[str, str]:
    """`meeting_name` to the format that the town's own file of that meeting has."""
    heads = map(read_head, _texts())
    return {f"{head.date}-{head.key.replace('ø', 'oe')}": head.fields["format"] for head in heads}


def meeting_name(meeting: Meeting) -> str:
    """A short name for files, such as `2023-03-14-beu`."""
    for body in roster().organizations:
        if body.name == meeting.organization and meeting.date:
            return f"{meeting.date}-{body.key.replace('ø', 'oe')}"
    return f"{meeting.date}-moede"


def people() -> tuple[Person, ...]:
    """Everybody elected or employed."""
    return roster().people


def organizations() -> tuple[Organization, ...]:
    """Bodies, one for each term, and administrative units."""
    return roster().organizations


@cache
def attachment_texts() -> dict[str, str]:
    """Title of an attachment to its text in the town's markup (`body`)."""
    found: dict[str, str] = {}
    for file in sorted((_HERE / "attachments").glob("*.md")):
        for chunk in ("\n" + file.read_text(encoding="utf-8")).split("\n# ")[1:]:
            title, _, text = chunk.partition("\n")
            found[title.strip()] = text.strip()
    return found
