"""What a privacy finding says: one Danish sentence, what was found, where, and what to do."""

from __future__ import annotations

from raadslag.checks.findings import Severity
from raadslag.checks.privacy.hits import Hit, Tier, masked

SEVERITY_OF_TIER: dict[Tier, Severity] = {"stop": "error", "ask": "warning", "note": "info"}

RULE_OF_KIND = {
    "cpr": "priv-101",
    "protected": "priv-102",
    "phone": "priv-201",
    "email": "priv-202",
    "address": "priv-203",
    "account": "priv-204",
}

_NAMES = {
    "cpr": "et CPR-nummer",
    "protected": "en oplysning, der er beskyttet, fordi den hører til et lukket punkt",
    "phone": "et telefonnummer",
    "email": "en privat mailadresse",
    "address": "et navn med adresse",
    "account": "et kontonummer",
}


def said(hit: Hit, place: str | None = None) -> str:
    """The sentence for one hit; what was found is masked, so that the list itself can be shown."""
    where = f" i {place}" if place and place != "tekst" else ""
    found = f"Der står {_NAMES[hit.kind]} ({masked(hit.text)}){where}"
    if hit.tier == "stop":
        return f"{found}; det skal fjernes, før noget forlader huset."
    return f"{found}; se efter, om det må offentliggøres."
