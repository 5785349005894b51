"""What a privacy finding says: one Danish sentence, what was found, where, and what to do."""

from __future__ import annotations

from raadslag.checks.findings import Operand, Severity
from raadslag.checks.privacy.hits import Hit, Tier, masked
from raadslag.record import Where

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


def operands_of(hit: Hit, where: Where | None) -> tuple[Operand, ...]:
    """What a finding rests on: what was found, masked, and the word that makes it private."""
    found = Operand(masked(hit.text), hit.kind, where)
    return (found, Operand(hit.about, "ord", where)) if hit.about else (found,)


def said(hit: Hit, place: str | None = None) -> str:
    """The sentence for one hit; what was found is masked, so that the list itself can be shown."""
    if hit.kind == "sensitive":
        where = f" i {place}" if place and place != "tekst" else ""
        return (
            f"Der står noget følsomt (»{hit.about}«) om en navngiven person ({masked(hit.text)}){where}; "
            "må det offentliggøres?"
        )
    where = f" i {place}" if place and place != "tekst" else ""
    found = f"Der står {_NAMES[hit.kind]} ({masked(hit.text)}){where}"
    if hit.tier == "stop":
        return f"{found}; det skal fjernes, før noget forlader huset."
    return f"{found}; se efter, om det må offentliggøres."
