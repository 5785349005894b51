"""What case numbers, names of bodies and dated headings look like, as parts of patterns."""

from __future__ import annotations

from raadslag.danish.moments import DATE

_KLE = (
    r"\d\d\.\d\d(?:\.\d\d)?(?:-[A-ZÆØÅ]\d\d(?:-\d{1,6}-\d{2,4})?|[A-ZÆØÅ]\d\d(?:-\d{4})?)"
    r"(?: ?- ?(?:19|20)\d\d/\d+)?"
)
CASE = (
    rf"(?:{_KLE}|[A-Z]{{2,5}}-\d{{4}}-\d{{4,7}}|\d{{3}}-\d{{4}}-\d{{1,7}}|(?:19|20)\d\d[-/]\d{{3,7}}"
    r"|\d\d/\d{1,6}|\d\d-\d{5,6}|\d-\d\d-\d\d(?:-\d+)+-\w{1,4})"
)
"""A case number: KLE ("05.01.02-P20-1-24"), year and number, authority and number, letters and number."""
_ENDING = (
    r"(?:[Uu]dvalg(?:et)?|[Rr]åd(?:et)?|[Bb]estyrelsen?|[Dd]irektionen?|[Nn]ævnet|[Mm]agistraten"
    r"|[Rr]epræsentationen)"
)
_WORD = r"[A-ZÆØÅ§][\wæøå§-]{0,40},?\s(?:og\s|&\s)?"
BODY = (
    rf"(?:(?:{_WORD}){{0,5}}[\wÆØÅæøå-]{{0,40}}{_ENDING}\b"
    rf"|Udvalget for (?:[A-ZÆØÅ][\wæøå-]{{1,40}},?\s(?:og\s)?){{0,4}}[A-ZÆØÅ][\wæøå-]{{1,40}})"
)
"""A body's name by its ending, words in capitals before it, or "Udvalget for X og Y"."""
DATED = (
    rf"(?:B(?:eslutning|ESLUTNING)\s(?:i\s|fra\s)?{BODY}\s(?:den|d\.)(?:\s{DATE.pattern})?"
    rf"|{BODY}(?:s (?:møde|beslutning)(?: i mødet| på mødet)?)?,?\s(?:den\s|d\.\s)?{DATE.pattern}"
    r"(?:,? (?:pkt\.|punkt) ?\d{1,4})?):?"
)
"""A heading of body and date, "Beslutning" before it or not, as it stands inside a run of text."""
