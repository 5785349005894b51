"""What a privacy finding says: one Danish sentence, what was found, where, and what to do."""

from __future__ import annotations

import hmac
import secrets

from raadslag.checks.findings import Operand, Severity
from raadslag.checks.privacy.hits import Hit, Tier, masked
from raadslag.danish import fold
from raadslag.record import Where

UNSEEN, COVERED = "priv-301", "priv-302"
"""The rules on files that nobody could look through, and that tell what they seem to hide."""
MARK = "aftryk"
"""The value of the operand that is a mark (`mark_of`)."""
SEVERITY_OF_TIER: dict[Tier, Severity] = {"stop": "error", "ask": "warning", "note": "info"}

RULE_OF_KIND = {
    "cpr": "priv-101",
    "protected": "priv-102",
    "phone": "priv-201",
    "email": "priv-202",
    "address": "priv-203",
    "account": "priv-204",
    "sensitive": "priv-206",
}

_NAMES = {
    "cpr": "et CPR-nummer",
    "protected": "en oplysning, der er beskyttet, fordi den hører til et lukket punkt",
    "phone": "et telefonnummer",
    "email": "en privat mailadresse",
    "address": "et navn med adresse",
    "account": "et kontonummer",
}


_key = secrets.token_bytes(32)


def use_key(key: bytes) -> None:
    """What marks are made with from now on, so that they are the same in every process of a house."""
    global _key
    _key = key


def mark_of(text: str) -> str:
    """Names what was found without telling it: a keyed hash (HMAC-SHA256, 64 bits) of all its letters
    and figures, however they are written and parted.

    A mask names a birthday; only the whole number is one person's. Without the key ten figures could
    be guessed from a plain hash.
    """
    said = "".join(filter(str.isalnum, fold(text).text.casefold()))
    return hmac.new(_key, said.encode(), "sha256").hexdigest()[:16]


def operands_of(hit: Hit, where: Where | None) -> tuple[Operand, ...]:
    """What a finding rests on: what was found, masked and marked, and the word that makes it private."""
    found = Operand(masked(hit.text), hit.kind, where)
    mark = Operand(mark_of(hit.whole or hit.text), MARK)
    return (found, *([Operand(hit.about, "ord", where)] if hit.about else []), mark)


def said(hit: Hit, place: str | None = None) -> str:
    """The sentence for one hit; what was found is masked, so that the list itself can be shown."""
    where = f" i {place}" if place and place != "tekst" else ""
    if hit.kind == "sensitive":
        about = f"noget følsomt (»{hit.about}«) om en navngiven person ({masked(hit.text)})"
        return f"Der står {about}{where}; må det offentliggøres?"
    found = f"Der står {_NAMES[hit.kind]} ({masked(hit.text)}){where}"
    if hit.tier == "stop":
        return f"{found}; det skal fjernes, før noget forlader huset."
    return f"{found}; se efter, om det må offentliggøres."
