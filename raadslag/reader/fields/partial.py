"""Who came late or left early: sentences that name a person and an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from raadslag.danish.sentences import sentence_texts
from raadslag.reader.fields.people import names_in
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold
from raadslag.record import Attendee

LONGEST = 400
_ITEM = r"(?:dagsordens)?(?:punkt(?:et)?|pkt\.?|sag)\s*(?:nr\.?\s*)?"
_PLACE = (
    rf"(?P<how>fra og med|til og med|fra|til|før|inden|efter|under|ved|i|på)\s+(?:(?:afslutningen|behandlingen|begyndelsen|starten)\s+(?:af|på)\s+)?{_ITEM}"
    rf"(?P<item>\d{{1,4}})(?:\s*(?:-|–|til(?:\s+og\s+med)?)\s*(?:{_ITEM})?(?P<last>\d{{1,4}}))?"
)
_CAME = re.compile(
    rf"^(?P<names>[A-ZÆØÅ][^:;]{{3,160}}?)\s+(?:ankom|mødte|kom til stede|kom|tiltrådte mødet|indtrådte|deltog først|deltog)\b(?!\s+ikke)(?P<rest>[^.]*?(?:kl\.[^.]*?(?:\.\d\d)?[^.]*?)?)\b{_PLACE}",
    re.I,
)
_LEFT = re.compile(
    rf"^(?P<names>[A-ZÆØÅ][^:;]{{3,160}}?)\s+(?:forlod|måtte forlade|gik|udgik|forlader)\b(?P<rest>[^.]*?(?:kl\.[^.]*?(?:\.\d\d)?[^.]*?)?)\b{_PLACE}",
    re.I,
)
_BACK = re.compile(r"\bigen\b|\bvendte tilbage\b|\bdel af\b|\binhabil", re.I)


def with_partial_presence(
    people: Sequence[Attendee], lines: Sequence[Line], words: Vocabulary
) -> list[Attendee]:
    """The people, with the first and last item of those whom a sentence lets come late or leave early.

    Only somebody whom the attendance names is touched; a range already printed there stays.
    """
    known = {fold(one.name): one for one in people}
    for line in lines:
        text = line.text
        if len(text) > LONGEST or not _tells(text):
            continue
        for sentence in sentence_texts(text):
            for name, first, last in _spells(sentence, words):
                one = known.get(fold(name))
                if one is not None:
                    known[fold(name)] = replace(
                        one, from_item=one.from_item or first, to_item=one.to_item or last
                    )
    return [known[fold(one.name)] for one in people]


def _tells(text: str) -> bool:
    low = fold(text)
    if not ("punkt" in low or "pkt" in low or "sag" in low):
        return False
    low = text.casefold()
    return any(
        w in low
        for w in ("forlod", "forlade", "ankom", "deltog", "mødte", "kom ", "gik ", "tiltrådte")
    )


def _spells(sentence: str, words: Vocabulary) -> list[tuple[str, int | None, int | None]]:
    """(name, first item, last item) for everybody of whom the sentence tells it."""
    if _BACK.search(sentence):
        return []
    if found := _LEFT.match(sentence):
        last = int(found["item"]) - (1 if found["how"].casefold() in ("før", "inden") else 0)
        span: tuple[int | None, int | None] = (None, last)
    elif found := _CAME.match(sentence):
        span = _came(found)
    else:
        return []
    if not any(span):
        return []
    return [(name, *span) for name in names_in(found["names"], words)]


def _came(found: re.Match[str]) -> tuple[int | None, int | None]:
    how, item = found["how"].casefold(), int(found["item"])
    if found["last"]:
        return item, int(found["last"])
    if how in ("til", "til og med"):
        return None, item
    if how in ("før", "inden"):
        return (None, item - 1) if "deltog" in found.group(0).casefold() else (item, None)
    if how == "efter":
        return item + 1, None
    if how in ("i", "på") or ("deltog" in found.group(0).casefold() and how in ("under", "ved")):
        return item, item
    return item, None
