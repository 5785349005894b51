"""What a privacy detector finds in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["stop", "ask", "note"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something private at `start:end` of the text searched.

    `kind` is one of `cpr`, `phone`, `email`, `account`, `address`, `protected`. `text` is as
    printed; it is masked before it is shown or stored.
    """

    kind: str
    tier: Tier
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text and where in the file it stands, in Danish words (`side 3`, `kommentar`, `skjult ark Løn`).

    `shown` is false for what a reader of the page does not see. `cells` are numbers of a
    spreadsheet whose leading zero may be lost: (cell name, figures, what the column is called).
    """

    place: str
    text: str
    page: int | None = None
    shown: bool = True
    cells: tuple[tuple[str, str, str], ...] = ()


def masked(text: str) -> str:
    """The first six signs, the rest hidden: a finding must not itself spread what it found."""
    kept, hidden = text[:6], text[6:]
    return kept + "".join("•" if sign.isalnum() else sign for sign in hidden)
