"""Reservations, dissents and the right to stop, as the decision prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.danish.sentences import sentence_texts
from raadslag.danish.sought import Sought

RESERVES = Sought(
    r"\b(?:tog|tager|har taget|tages) (?:et )?(?:\w+ )?forbehold\b|\bstandpunkt forbeholdt\b|\bforbeholder sig\b|\bforbeholdt sig\b",
    re.I,
)
DISSENTS = Sought(
    r"\b(?:(?:kan|kunne|kunne dog|kan dog) ikke (?:tiltræde|anbefale|støtte|godkende|stemme for|tilslutte)\b|mindretalsudtalelse\b|protokoltilførsel|protokolbemærkning|ønsker(?:ede)? (?:\w+ )?(?:ført|tilført) (?:til ?)?protokol|finder ikke,? at\b|stemte imod\b|(?<!\d )stemmer imod\b|afvigende mening)",
    re.I,
)
_STOPS = Sought(
    r"\b(?:begærede|begærer|ønskede|ønsker|forlangte|krævede|anmodede om at få) (?:\w+ )?(?:sagen|punktet|beslutningen) (?:indbragt|forelagt|afgjort)\b"
    r"|\b(?:anvendte|brugte|gjorde brug af|benyttede) (?:sin )?(?:standsningsret|standsningsretten|stand[s]?ningsretten|§ ?23)"
)


def stopped_by(text: str) -> str | None:
    """Who took the case to the council (the law's § 23), null where nobody did."""
    found = _STOPS.search(text)
    if not found:
        return None
    before = sentence_texts(text[max(0, found.start() - 120) : found.start()] + "x")[-1][
        :-1
    ].strip()
    return before if before[:1].isupper() and not before.endswith("ikke") else None


def matching(sentences: Sequence[str], pattern: Sought) -> tuple[str, ...]:
    """The sentences in which the pattern is found."""
    return tuple(sentence for sentence in sentences if pattern.search(sentence))
