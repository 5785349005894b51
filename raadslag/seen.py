"""What stood on the page that somebody acted upon: carried by its forms, and compared before the act.

Whoever approves, publishes or calls a meeting answers for a text, and it is the text that they read.
A page stays open for hours, and others write meanwhile. So the page names all that it shows, part by
part, by hash (`mark_of`); the act, with its rows locked, asks whether that is what stands now
(`require_seen`). It says no to anything else, with what was changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from raadslag.allowed import NotAllowed, Obstacle

FIELD = "seen"
"""Name of the hidden field."""
LETTERS = 20
"""Of each hash, hexadecimal: 80 bits, so that nobody writes a text with the hash of another."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a page shows. `name` is Danish, in lower case; `said` is what is compared.

    `text` is the part as one reads it, null where only the page itself can show it (an attachment).
    """

    name: str
    said: object
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A part that is another now. Null texts are not known, or can't be written out."""

    name: str
    kind: Literal["added", "removed", "changed"]
    before: str | None
    after: str | None

    @property
    def is_shown(self) -> bool:
        """Can the reader see here and now what is new?"""
        return self.kind == "removed" or self.after is not None


Before = Callable[[str, str], str | None]
"""Finds a part's text by its key and the hash that it had; null where it is not known."""


class ChangedSince(NotAllowed):
    """Raised by `require_seen`. `mark` names what stands now; `act` says in Danish what was not done."""

    def __init__(self, changes: list[Change], *, mark: str, act: str) -> None:
        self.changes, self.mark, self.act = changes, mark, act
        told = ", ".join(change.name for change in changes) or "det, der står på siden"
        reason = f"Siden er ændret, siden du åbnede den: {told}. Læs ændringen, og tag så stilling."
        super().__init__([Obstacle("changed-since", reason)])

    @property
    def is_shown(self) -> bool:
        """Everything that is new can be read in the refusal itself."""
        return bool(self.changes) and all(change.is_shown for change in self.changes)


def hash_of(said: object) -> str:
    """Names what a part says."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=repr)
    return sha256(text.encode()).hexdigest()[:LETTERS]


def mark_of(parts: Mapping[str, Part]) -> str:
    """What a page shows, for its forms to carry. Keys hold neither comma nor equals sign.

    Ask for it before the page reads the rows: what is written in between is then not seen.
    """
    return ",".join(f"{key}={hash_of(part.said)}" for key, part in parts.items())


def require_seen(
    mark: str | None,
    now: Mapping[str, Part],
    *,
    act: str,
    before: Before = lambda _key, _hash: None,
) -> None:
    """Let the act happen if the parts are what the mark names; else raise `ChangedSince`.

    A null mark is for those who stand at no page: commands, and acts that are part of another.
    """
    if mark is None:
        return
    seen, fresh = _read(mark), mark_of(now)
    if seen == _read(fresh):
        return
    changes = [_change(key, seen.get(key), part, before) for key, part in now.items()]
    found = [change for change in changes if change is not None] if seen else []
    found += [Change(_gone(key), "removed", before(key, seen[key]), None) for key in seen.keys() - now.keys()]  # fmt: skip
    raise ChangedSince(found, mark=fresh, act=act)


def _change(key: str, seen: str | None, part: Part, before: Before) -> Change | None:
    if seen is None:
        return Change(part.name, "added", None, part.text)
    if seen == hash_of(part.said):
        return None
    return Change(part.name, "changed", before(key, seen), part.text)


def _gone(key: str) -> str:
    """A part that is no more is named by what its key begins with."""
    kinds = {"section": "et afsnit", "file": "et bilag", "item": "et punkt", "answer": "et svar"}
    return kinds.get(key.partition(":")[0], "noget")


def _read(mark: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in mark.split(",") if part)
    return {key: name for key, _, name in pairs}
