"""Where in the source a thing was read, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["stated", "derived", "inferred"]
"""A fact was printed (stated), follows from what was printed (derived) or is a guess (inferred)."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a source file: page and lines, both counted from 1; null where unknown."""

    page: int | None = None
    line_from: int | None = None
    line_to: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt: what the reader saw and could not settle, with its place. `code` is kebab-case.

    `kind` "unread": a part of the file was not read, or not as it is printed, so that a person must look
    at the original before the record is used.
    """

    code: str
    text: str
    where: Where | None = None
    kind: Literal["unread"] | None = field(default=None, metadata={"spared": True})
