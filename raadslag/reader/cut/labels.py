"""Labels of the header ("Mødedato", "Afbud:") and their values, on the line or under it."""

from __future__ import annotations

import re

from raadslag.danish.attending import label_of_people
from raadslag.reader.words import danish, fold

_COLON = re.compile(r"^([A-Za-zÆØÅæøå/ .]{2,32}?)\s*:\s*\|?\s*(.*?)\s*\|?$")
_STRONG = re.compile(
    r"^(Mødedato|Mødested|Mødetidspunkt|Starttidspunkt|Sluttidspunkt|Udvalg|Sted|Dato)"
    r"(?:\s+|(?=[A-ZÆØÅ0-9]))(\S.*)$"
)


def label_of(text: str) -> tuple[str, str] | None:
    """(kind, value) of a label line; the value is empty where it stands on the next line."""
    if not text or len(text) > 1500:
        return None
    plain = text.lstrip("• ")
    if found := _COLON.match(plain):
        kind = _kind_of(fold(found.group(1)))
        if kind:
            return kind, found.group(2).strip(" |")
    if kind := danish().labels.get(fold(plain)):
        return (kind, "") if len(plain) > 3 or plain == "Tid" else None
    if "\t" in plain:
        head, _, rest = plain.partition("\t")
        if kind := danish().labels.get(fold(head)):
            return kind, rest.strip()
    if found := _STRONG.match(plain):
        return danish().labels[fold(found.group(1))], found.group(2)
    return label_of_people(plain)


def _kind_of(label: str) -> str | None:
    """What a folded label is of: its words may stand in any order ("Råd/udvalg", "Tid og dato")."""
    known = danish().labels
    if label in known or not _TWO.search(label):
        return known.get(label)
    kinds = [known.get(part) for part in _TWO.split(label)]
    dated = [kind for kind in kinds if kind == "date"]
    return (dated or kinds)[0] if all(kinds) else None


_TWO = re.compile(r"\s?[/&]\s?|\s(?:og|eller)\s")
