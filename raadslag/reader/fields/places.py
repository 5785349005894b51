"""Where a meeting was held: what a place looks like in the meeting's head."""

from __future__ import annotations

import re

from raadslag.danish.sought import Sought
from raadslag.reader.cut.labels import label_of
from raadslag.reader.lines.shapes import KIND, is_body

PLACE = Sought(
    r"\b(?:lokale|mødelokale|mødecenter|rådhus(?:et)?|sal(?:en)?|byrådssal(?:en)?|værelse\w*|udvalgsværelse\w*|center|centret|teams|online|skole|videomøde|virtuelt)\b"
    r"|\w(?:salen|lokalet?|værelset?|rådhuset)\b|(?:vej|gade|plads|torv|allé|stræde) \d",
    re.I,
)
HOUSE = re.compile(
    r"^(?=[A-ZÆØÅ])[\wæøå-]*(?i:huset|kontoret|centret|centeret|gården|skolen|hallen|stationen|biblioteket|hjemmet|kroen)\b"
)
"""A house by its name's ending, right under the meeting's day: "Forsamlingshuset i Ulstrup"."""
PLACE_AFTER = re.compile(r"(?:^|[\s,])(?:i|på|ved)\s+(\w.{2,100})$")
PLACE_LAST = re.compile(r"\bkl\.?[\s\d.:–-]+,\s*(?:i\s|på\s)?([A-ZÆØÅ].{2,100})$")


def may_be_place(text: str) -> bool:
    """A short line that is no sentence, no label, no body and no list of people."""
    if len(text) >= 120 or text.endswith((".", ":")) or KIND.fullmatch(text):
        return False
    return not (
        is_body(text) or label_of(text) or re.search(r"\bdeltag|\bvælg\b|\bpunkt", text, re.I)
    )


def place_text(text: str) -> str:
    """The place without its preposition and the time after it."""
    return re.sub(r"^(?:i|på)\s+|,?\s{0,8}kl\.?\s{0,8}[\d.:]{1,12}$", "", text).strip(" .")
