"""Letters that no document can show, and those that were lost before they came here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView
from raadslag.record import Table, Where
from raadslag.record.letters import UNKNOWN

MOST_NAMED = 5
"""Letters named in one finding; the rest are of the same kind and counted."""
AROUND = 30
"""Characters of the word that a finding quotes."""

_WORD = re.compile(r"\S+")


@rule("form-112")
def letters_not_shown(view: MeetingView) -> Iterator[Verdict]:
    """Letters that were lost, or that no font at hand has: a PDF shows `⟦U+…⟧` in their place.

    One finding for each part of an item and each of the two kinds, however many letters there are.
    """
    missing = view.missing_letters or never_shown
    for item in view.items:
        for texts in _parts(item):
            lost, unshown = _Odd(), _Odd()
            for text, where in texts:
                if UNKNOWN in text:
                    lost.add(UNKNOWN, text, where)
                for letter in missing(text):
                    (lost if letter == UNKNOWN else unshown).add(letter, text, where)
            if lost.quotes:
                said = f"Et tegn gik tabt, da teksten kom ind, og vises som {UNKNOWN}; skriv det rigtige tegn."
                yield lost.flaw(said, item)
            if unshown.quotes:
                yield unshown.flaw(_not_shown([*unshown.quotes]), item)


@dataclass(slots=True)
class _Odd:
    """Odd letters of one kind in one part of an item, each with the words where it stands first."""

    quotes: dict[str, Operand] = field(default_factory=dict)

    def add(self, letter: str, text: str, where: Where | None) -> None:
        if letter not in self.quotes:
            words = (found.group() for found in _WORD.finditer(text))
            word = next((one for one in words if letter in one), text)
            at = max(0, word.find(letter) - AROUND // 2)
            self.quotes[letter] = Operand(word[at : at + AROUND], _code(letter), where)

    def flaw(self, message: str, item: ItemView) -> Flaw:
        """The first places; of many letters also all their numbers, for which an acceptance holds."""
        shown = tuple(self.quotes.values())[:MOST_NAMED]
        if len(self.quotes) > MOST_NAMED:
            shown = (*shown, Operand(" ".join(map(_code, self.quotes)), "tegn"))
        return Flaw("warning", message, shown, item=item.item.number)


def _not_shown(letters: list[str]) -> str:
    codes = [_code(letter) for letter in letters]
    if len(codes) == 1:
        return f"Tegnet {codes[0]} har dokumentets skrifter ikke; i PDF'en står der ⟦{codes[0]}⟧. Skriv det med ord."
    named = ", ".join(codes[:MOST_NAMED])
    more = f" og {len(codes) - MOST_NAMED} andre" if len(codes) > MOST_NAMED else ""
    return (
        f"{len(codes)} forskellige tegn ({named}{more}) har dokumentets skrifter ikke; i PDF'en står der et "
        f"mærke som ⟦{codes[0]}⟧ for hvert. Skriv dem med ord."
    )


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def never_shown(text: str) -> Iterable[str]:
    """The letters that no font anywhere has: private ones, and numbers that Unicode has not given out."""
    if text.isascii():
        return ()
    return sorted({one for one in text if unicodedata.category(one) in {"Co", "Cn", "Cs"}})


def _parts(item: ItemView) -> Iterator[list[tuple[str, Where | None]]]:
    """The texts of each part of the item; last those that stand beside its parts."""
    for part in item.parts:
        texts: list[tuple[str, Where | None]] = [(part.heading, None)] if part.heading else []
        for piece in part.flow:
            if isinstance(piece, Table):
                rows = [(piece.caption or "",), piece.columns, *piece.rows]
                texts += [(cell, piece.where) for row in rows for cell in row]
            else:
                texts.append((piece.text, piece.where))
        yield texts
    beside = [
        *(part.title for part in item.item.attachments),
        item.item.public_title,
        item.item.recommended_by,
    ]
    yield [(text, None) for text in beside if text]
