"""What a privacy detector finds, the one way in which every detector is given its text, and what a
finding says of a hit: one Danish sentence, what was found, where, and what to do."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import update_wrapper
from typing import Concatenate, Literal, ParamSpec

from raadslag.checks.findings import Operand, Severity
from raadslag.danish import Folded, fold
from raadslag.record import Where

Tier = Literal["stop", "ask", "note"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something private at `start:end` of the printed text searched.

    `kind` is one of those in `RULE_OF_KIND`. `text` is as printed, or what was put
    together where it stands in several places; it is masked before it is shown or stored.
    """

    kind: str
    tier: Tier
    text: str
    start: int
    end: int
    about: str = ""
    """The word that makes it private, for a name (`sygemeldt`)."""
    whole: str = ""
    """All that was found, where `text` only sums it up."""


_More = ParamSpec("_More")


def on_folded(
    detector: Callable[Concatenate[str, _More], Iterator[Hit]],
) -> Callable[Concatenate[str | Folded, _More], Iterator[Hit]]:
    """A detector reads the folded text (`raadslag.danish.fold`) and its hits tell the printed places.

    All detectors are entered so: none can meet a text in another spelling.
    """

    def found(text: str | Folded, /, *args: _More.args, **more: _More.kwargs) -> Iterator[Hit]:
        folded = fold(text) if isinstance(text, str) else text
        for hit in detector(folded.text, *args, **more):
            start, end = folded.printed(hit.start, hit.end)
            is_whole = hit.text == folded.text[hit.start : hit.end]
            printed = folded.original[start:end] if is_whole else hit.text
            yield replace(hit, text=printed, start=start, end=end)

    update_wrapper(found, detector)
    return found


def masked(text: str) -> str:
    """The first six signs, the rest hidden: a finding must not itself spread what it found."""
    kept, hidden = text[:6], text[6:]
    return kept + "".join("•" if sign.isalnum() else sign for sign in hidden)


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


def key_in_use() -> bytes:
    """What marks are made with, to hand to a process that makes them for this one."""
    return _key


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
        whom = f"en navngiven person ({masked(hit.text)})"
        if not hit.about:
            told = f"Der fortælles om {whom}{where}, der hverken er kendt som medlem, ansat eller afsender"
            return f"{told}; må det offentliggøres?"
        return f"Der står noget følsomt (»{hit.about}«) om {whom}{where}; må det offentliggøres?"
    found = f"Der står {_NAMES[hit.kind]} ({masked(hit.text)}){where}"
    if hit.tier == "stop":
        return f"{found}; det skal fjernes, før noget forlader huset."
    return f"{found}; se efter, om det må offentliggøres."
