"""Letters that no document can show, and those that were lost before they came here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView
from raadslag.record import Table, Where
from raadslag.record.letters import UNKNOWN

MOST_NAMED = 5
"""Letters named in one item; the rest are of the same kind."""
AROUND = 30
"""Characters of the word that a finding quotes."""

_WORD = re.compile(r"\S+")


@rule(
    "form-112",
    "Et tegn kan ikke vises i dokumenter",
    severity="warning",
    scope="meeting",
    source="PDF/A (ISO 19005-3): et dokument viser kun tegn, som dets skrifter har.",
)
def letters_not_shown(view: MeetingView) -> Iterator[Verdict]:
    """A letter that was lost, or that no font at hand has: a PDF shows `⟦U+…⟧` in its place."""
    missing = view.missing_letters or never_shown
    for item in view.items:
        named: set[str] = set()
        for text, where in _texts(item):
            for letter in [*(UNKNOWN if UNKNOWN in text else ""), *missing(text)]:
                if letter not in named and len(named) < MOST_NAMED:
                    named.add(letter)
                    yield _flaw(letter, text, where, item)


def never_shown(text: str) -> Iterable[str]:
    """The letters that no font anywhere has: private ones, and numbers that Unicode has not given out."""
    if text.isascii():
        return ()
    return sorted({one for one in text if unicodedata.category(one) in {"Co", "Cn", "Cs"}})


def _flaw(letter: str, text: str, where: Where | None, item: ItemView) -> Flaw:
    word = next((found.group() for found in _WORD.finditer(text) if letter in found.group()), text)
    at = max(0, word.find(letter) - AROUND // 2)
    if letter == UNKNOWN:
        message = (
            f"Et tegn gik tabt, da teksten kom ind, og vises som {UNKNOWN}; skriv det rigtige tegn."
        )
    else:
        code = f"U+{ord(letter):04X}"
        message = f"Tegnet {code} har dokumentets skrifter ikke; i PDF'en står der ⟦{code}⟧. Skriv det med ord."
    return Flaw(
        "warning",
        message,
        (Operand(word[at : at + AROUND], f"U+{ord(letter):04X}", where),),
        item=item.item.number,
    )


def _texts(item: ItemView) -> Iterator[tuple[str, Where | None]]:
    for part in item.parts:
        if part.heading:
            yield part.heading, None
        for piece in part.flow:
            if isinstance(piece, Table):
                rows = [(piece.caption or "",), piece.columns, *piece.rows]
                yield from ((cell, piece.where) for row in rows for cell in row)
            else:
                yield piece.text, piece.where
    for attachment in item.item.attachments:
        yield attachment.title, None
    for text in (item.item.public_title, item.item.recommended_by):
        if text:
            yield text, None
