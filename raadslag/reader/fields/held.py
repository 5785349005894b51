"""What running text tells of how the meeting was held: its day, when it began and ended, by what means."""

from __future__ import annotations

import re

from raadslag.danish.moments import date_of, times_in
from raadslag.danish.sought import Sought
from raadslag.reader.fields.witnesses import Sayings, Witnesses
from raadslag.reader.lines.shapes import clean_body, is_body

DAY, TIME = 6.0, 3.0
"""What such a sentence weighs as a witness of the day, and of the rest."""
_HOURS = Sought(r"\bkl\.?\s?(\d\d?)\s?[-–]\s?(\d\d?)(?![\d.:])")
HELD = re.compile(
    r"^mødet\s(?:blev\s|er\s)?(?:afholdt|holdt|begyndte|startede|åbnede|sluttede|slut|hævet|hævedes)\b",
    re.I,
)
_TAKEN_BY = re.compile(
    r"(?:referent|referat ved|referent og sekretær|ordstyrer|mødeleder)\s?:\s{0,3}\S", re.I
)
_HELD_INSIDE = Sought(HELD.pattern.replace("^", r"\b"), re.I)
_BEGAN = Sought(r"\b(?:begyndte|startede|åbnede|åbnet)\b[^.]{0,20}?kl", re.I)
_ENDED = Sought(r"\b(?:hævet|hævedes|sluttede|slut|afsluttet)\b[^.]{0,20}?kl", re.I)
_HELD_AS = Sought(r"\b(?:afholdt|holdt) (?:som (?:et )?|via |på |i )(?P<place>\w[^.,]{2,60})", re.I)


def times_of(text: str) -> list[str]:
    """Times of day; of "kl. 15-17" both."""
    hours = _HOURS.search(text)
    return [f"{int(h):02d}:00" for h in hours.groups()] if hours else times_in(text)


def tell_held(text: str, told: Witnesses | Sayings) -> None:
    """ "Mødet blev holdt torsdag den 27. januar 2011 …", "Mødet begyndte kl. 16 og sluttede kl. 18"."""
    spot = _HELD_INSIDE.search(text[:400])
    if spot is None:
        return
    start = text[spot.start() : 400]
    if day := date_of(start):
        told.say("date", day, DAY)
    for kind, pattern in (("start", _BEGAN), ("end", _ENDED)):
        if (hit := pattern.search(start)) and (times := times_in(start[hit.end() - 2 :])):
            told.say(kind, times[0], TIME)
    if hit := _HELD_AS.search(start):
        told.say("place", hit["place"].strip(), TIME)


_OPENING = Sought(
    r"\b(?:af)?holdt (?P<body>(?:[^.,;:\d]|-,){3,90}?) (?:(?:et )?(?:ordinært |ekstraordinært |offentligt )?møde)\b"
    r"(?: (?:i|på) (?P<place>[^.,;:]{3,60}))?",
    re.I,
)
_YEAR_FIRST = Sought(
    r"\bår (?P<year>(?:19|20)\d\d),? (?:\w+dag )?den (?P<day>\d{1,2}\. ?[a-z]{3,9})\b", re.I
)


def tell_opening(text: str, told: Witnesses) -> None:
    """The sentence that old minutes open with: "År 1988, onsdag den 14. september kl. 19.00 afholdt Nordby
    byråd ordinært møde i rådhusets mødesal."."""
    spot = _OPENING.search(text)
    body = clean_body(spot["body"]) if spot else None
    if spot is None or body is None or not is_body(body):
        return
    told.say("body", body, DAY)
    if spot["place"]:
        told.say("place", spot["place"], TIME)
    before = text[: spot.start()]
    said = _YEAR_FIRST.search(before)
    told.say("date", date_of(f"{said['day']} {said['year']}" if said else before), DAY)
    if times := times_in(before):
        told.say("start", times[0], TIME)


def is_about_meeting(text: str) -> bool:
    """A line that tells when or where the meeting was held, or who took the minutes: never an item's text."""
    if len(text) < 80 and _TAKEN_BY.match(text):
        return True
    if len(text) > 160 or not HELD.match(text):
        return False
    return bool(_BEGAN.search(text) or _ENDED.search(text) or _HELD_AS.search(text))
