"""The way on as the case text tells it: who treats the case next, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from raadslag.danish.moments import DATE, date_of
from raadslag.danish.sentences import sentence_texts
from raadslag.record import Section

_ENDING = r"(?:udvalget|byrådet|rådet|bestyrelsen|magistraten|repræsentationen|nævnet)"
BODY = (
    rf"(?:(?:[A-ZÆØÅ][\wæøå]*-,?\s){{1,4}}(?:(?:og|samt)\s)[A-ZÆØÅ][\wæøå]*{_ENDING}"
    rf"|[A-ZÆØÅ][\wæøå]+(?:,\s[A-ZÆØÅ][\wæøå]+){{0,4}}\sog\s[A-ZÆØÅ][\wæøå]+-{_ENDING}"
    r"|[Uu]dvalget\sfor\s[A-ZÆØÅ][\wæøå]*(?:(?:,|-,)?\s(?:(?:og|samt|&)\s)?[A-ZÆØÅ][\wæøå-]*(?<!et)(?<!en)){0,6}"
    rf"|[A-ZÆØÅ][\wæøå-]*{_ENDING}|[A-ZÆØÅ][\wæøå]+\s[BR]yråd"
    r"|(?:[Bb]yrådet|[Rr]egionsrådet|[Kk]ommunalbestyrelsen|[Øø]konomiudvalget|[Mm]agistraten|[Bb]orgerrepræsentationen))"
)
"""A body as running text names it, abbreviations apart (they may be anything there)."""
_IN_TEXT = re.compile(rf"(?<![\w-])(?P<body>{BODY})(?:s|')?(?![\wæøå-])")
_ONWARD = re.compile(
    r"\b(?:behandle[rs]?|går|sendes|fremsendes|oversendes|videresendes|forelægges|fremlægges|genbehandles|indstilles"
    r"|træffer|tager stilling|godkende[rs]|vedtage[rs]|afgøre[rs]|beslutte[rs])\b",
    re.I,
)
_NOT_ONWARD = re.compile(
    r"\b(?:behandlede|vedtog|godkendte|besluttede|drøftede|anbefalede|tiltrådte|tidligere)\b"
    r"|\b(?:blev|er|har)\s+(?:\w+\s+){0,2}(?:behandlet|godkendt|vedtaget|besluttet|drøftet)\b|\bhøring(?:en|s\w+)?\b",
    re.I,
)
_STOP = re.compile(rf"\b(?:indbragt|forelagt|afgjort)\s+(?:for|af|i)\s+(?P<body>{BODY})")
_SCHEDULED = re.compile(
    rf"^(?:[-•]\s*)?(?:(?P<day>{DATE.pattern})\s*[:,–-]?\s+)?(?P<body>{BODY})(?:\s*[:,–-]?\s*(?:den\s+|d\.\s*)?(?P<late>{DATE.pattern}))?\.?$"
)


def bodies_ahead(sections: Sequence[Section], today: date | None) -> list[str]:
    """Bodies that the sections on the further course name as next, in print order.

    A sentence counts where it says in the present that somebody treats the case; a line of a
    schedule where its date lies after the meeting.
    """
    found: list[str] = []
    for section in sections:
        if section.level != 1 or section.key != "process":
            continue
        for paragraph in section.text.split("\n"):
            if scheduled := _SCHEDULED.match(paragraph.strip().replace("\t", " ")):
                found += _after_today(scheduled, today)
                continue
            for sentence in sentence_texts(paragraph):
                if _ONWARD.search(sentence) and not _NOT_ONWARD.search(sentence):
                    found += bodies_in(sentence)
    return found


def bodies_in(text: str) -> list[str]:
    """Every body that a text names, in order."""
    return [hit["body"] for hit in _IN_TEXT.finditer(text)]


def stopped_to(text: str) -> list[str]:
    """The body to which a member took the case ("begærede sagen indbragt for Byrådet")."""
    return [hit["body"] for hit in _STOP.finditer(text)]


def _after_today(scheduled: re.Match[str], today: date | None) -> list[str]:
    day = date_of(scheduled["day"] or scheduled["late"] or "")
    return [scheduled["body"]] if day and (today is None or day > today) else []
