"""The meeting's own facts: body, date, times, place, municipality, minutes or agenda."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from raadslag.danish.moments import DATE, WEEKDAY, WEEKDAYS, date_of, dates_in, times_in, weekday_of
from raadslag.reader.cut.labels import label_of, labels_in
from raadslag.reader.lines.line import Line
from raadslag.reader.words import fold
from raadslag.record import Note

_KIND = re.compile(
    r"\b(beslutningsprotokol|beslutningsreferat|referat|protokol|dagsorden(?:[- ]og[- ]beslutning)?)\b",
    re.I,
)
_TITLE = re.compile(
    rf"^(?:åbent |lukket |godkendt |foreløbigt )?(?:referat|dagsorden|protokol|beslutningsprotokol|beslutningsreferat|tillægsdagsorden)\s*[-:•]?\s*"
    rf"(?:(?:til|fra|af|for)\s+)?(?:(?:ordinært |ekstraordinært )?møde(?:t)?\s+(?:i|for)\s+)?(?P<body>.*?)(?:s?\s+møde(?:t)?)?\s*[-–•,]?\s*(?:\b(?:den|d\.|kl\.)\s*)?(?P<date>{DATE.pattern})",
    re.I,
)
_SENTENCE = re.compile(
    rf"\bmøde(?:t)?\s+(?:i|for)\s+(?P<body>.+?)\s*,?\s+(?:{WEEKDAY}|den|d\.)\s.*?(?P<date>{DATE.pattern})",
    re.I,
)
_OF_MEETING = re.compile(
    rf"^(?P<body>[A-ZÆØÅ][^.:]{{2,90}}?)(?:s|'s|')?\s+(?:møde\s+(?:den\s+|d\.\s*)?|-\s*referat\s+fra\s+mødet?\s+(?:den\s+)?|referat\s*[•-]\s*|(?:den\s+|d\.\s*)?)(?:\w+dag\s+(?:den\s+|d\.\s*)?)?(?P<date>{DATE.pattern})",
    re.I,
)
BODY_WORD = re.compile(
    r"(?:udvalg(?:et|ene)?|råd(?:et)?|byråd|kommunalbestyrelse(?:n)?|regionsråd(?:et)?|magistrat(?:en)?|borgerrepræsentation(?:en)?|bestyrelse(?:n)?|nævn(?:et)?|direktion(?:en)?|forum|komit[eé](?:en)?)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:lokale|mødelokale|mødecenter|rådhus(?:et)?|sal(?:en)?|byrådssal(?:en)?|værelse\w*|udvalgsværelse\w*|center|centret|teams|online|skole|vej \d|gade \d)\b|\w+(?:salen|lokalet?|værelset?|rådhuset)\b",
    re.I,
)
_PLACE_TAIL = re.compile(r"\bi\s+([A-ZÆØÅ].{2,100})$")
_NO_BODY = frozenset(
    ("mødet", "møde", "referat", "dagsorden", "den", "d.", "til", "fra", "kl", *WEEKDAYS)
)


@dataclass(slots=True)
class Header:
    """What the lines before the first item say. Times as HH:MM, the rest as printed."""

    organization: str | None = None
    date: date | None = None
    start_time: str | None = None
    end_time: str | None = None
    location: str | None = None
    kind_word: str | None = None
    notes: list[Note] | None = None


def read_header(lines: Sequence[Line], everything: Sequence[Line], title: str | None) -> Header:
    """The facts of the meeting from the lines before its first item, labels before sentences."""
    head = Header()
    rows = [line for line in lines if line.text]
    _from_labels(lines, head)
    for text in [row.text for row in rows[:60]] + ([title] if title else []):
        _from_title(text, head)
    _from_loose_lines(rows, head)
    for row in rows[:6]:
        _from_sentence(row.text[:400], head)
        if head.kind_word is None and (word := _KIND.search(row.text[:400])):
            head.kind_word = word.group(1).casefold()
    if head.organization is None:
        short = [row.text for row in rows[:8] if len(row.text) < 90 and label_of(row.text) is None]
        _from_title(" ".join(short), head)
    _from_agenda_item(everything, head)
    _late(everything, head)
    return head


def _from_labels(lines: Sequence[Line], head: Header) -> None:
    for found in labels_in(lines):
        value = found.value or _next_value(lines, found.at)
        if not value:
            continue
        times = times_in(value)
        if found.kind in ("date", "start", "end") and (day := date_of(value)) and head.date is None:
            head.date = day
        if found.kind in ("date", "start") and times:
            head.start_time = head.start_time or times[0]
            if len(times) > 1 and len(value) < 60:
                head.end_time = head.end_time or times[1]
        elif found.kind == "end" and times:
            head.end_time = head.end_time or times[0]
        elif found.kind == "place" and len(value) < 200 and not date_of(value):
            head.location = head.location or value
        elif found.kind == "body" and len(value) < 160:
            head.organization = head.organization or value


def _next_value(lines: Sequence[Line], at: int) -> str:
    for line in lines[at + 1 : at + 4]:
        if line.text:
            return "" if label_of(line.text) else line.text.strip(" |")
    return ""


def _from_title(text: str, head: Header) -> None:
    """Title lines and sentences: body and date, and where they are left the time and the place."""
    if head.kind_word is None and len(text) < 140 and (word := _KIND.search(text)):
        head.kind_word = word.group(1).casefold()
    if len(text) > 300 or (head.organization and head.date and head.start_time and head.location):
        return
    for pattern in (_TITLE, _SENTENCE, _OF_MEETING):
        found = pattern.search(text)
        if not found:
            continue
        body = _clean_body(found["body"])
        if body and head.organization is None and (pattern is not _OF_MEETING or _plausible(body)):
            head.organization = body
        day = date_of(found["date"])
        if day and head.date is None and (body or pattern is _TITLE):
            head.date = day
        _time_and_place(text[found.start("date") :], head)
        return


_HELD = re.compile(rf"\bmøde[^.]{{0,70}}?(?P<date>{DATE.pattern})", re.I)


def _from_sentence(text: str, head: Header) -> None:
    """The beginning of a long line: "Mødet blev holdt torsdag den 27. januar 2011 …"."""
    found = _HELD.search(text) if head.date is None else None
    if found and (day := date_of(found["date"])):
        head.date = day
        times = times_in(text[found.end() :])
        head.start_time = head.start_time or (times[0] if times else None)


def _time_and_place(text: str, head: Header) -> None:
    times = times_in(text)
    if times and head.start_time is None:
        head.start_time = times[0]
    tail = _PLACE_TAIL.search(text)
    if tail and head.location is None:
        head.location = tail.group(1).strip(" .")


def _clean_body(text: str) -> str | None:
    text = re.sub(r"^(?:til|fra|af|for|i|mødet i|møde i)\s+", "", text.strip(" ,-–•:"), flags=re.I)
    text = re.sub(r"\s+(?:den|d\.|på)$", "", text, flags=re.I).strip(" ,-–•")
    if not text or len(text) > 120 or ":" in text or fold(text) in _NO_BODY:
        return None
    if re.search(r"(?:udvalget|rådet|bestyrelsen|magistraten|direktionen|nævnet)s$", text, re.I):
        text = text[:-1]
    return text


def _plausible(body: str) -> bool:
    return bool(BODY_WORD.search(body)) or len(body.split()) <= 5


def _from_loose_lines(rows: Sequence[Line], head: Header) -> None:
    """Lines without labels: a body's name alone, a date line, and the place after it."""
    for n, row in enumerate(rows[:40]):
        text = row.text
        if head.organization is None and len(text) < 110 and _is_body_line(text):
            head.organization = _clean_body(
                re.sub(r"\s+\d.*$", "", DATE.sub("", text)) if DATE.search(text) else text
            )
        day = date_of(text)
        if head.date is None and day and len(text) < 120:
            head.date = day
            _time_after(rows, n, head)
        if head.location is None and n < 25 and _is_place_line(text):
            head.location = re.sub(r"^i\s+|,?\s*kl\.?\s*[\d.:]+$", "", text).strip()
            if head.start_time is None and (times := times_in(text)):
                head.start_time = times[0]


def _is_place_line(text: str) -> bool:
    if len(text) >= 120 or text.endswith(".") or not _PLACE.search(text):
        return False
    return label_of(text) is None and not _is_body_line(text) and "deltag" not in text.casefold()


def _time_after(rows: Sequence[Line], n: int, head: Header) -> None:
    for row in rows[n : n + 2]:
        times = times_in(row.text)
        if times and len(row.text) < 120:
            head.start_time = head.start_time or times[0]
            return


def _is_body_line(text: str) -> bool:
    if text.endswith((".", ":", ",")) or not text[:1].isupper() or _KIND.match(text):
        return False
    words = DATE.sub("", text).split()
    if re.match(r"[A-F][.:] ", text):
        return False
    return (
        len(words) <= 10
        and bool(BODY_WORD.search(text))
        and not re.search(r"\b(?:rådhuset|på|har|er|skal)\b", text, re.I)
    )


_AGENDA_FOR = re.compile(
    rf"\b(?:dagsorden(?:en)?|referat(?:et)?) (?:for|til|fra) (?P<body>[^.:;]{{2,80}}?)(?:s møde| møde)?,? (?:den|d\.) (?P<date>{DATE.pattern})",
    re.I,
)


def _from_agenda_item(everything: Sequence[Line], head: Header) -> None:
    """The first item often says which meeting's agenda it approves."""
    if head.organization and head.date:
        return
    for line in everything[:60]:
        found = _AGENDA_FOR.search(line.text)
        day = date_of(found["date"]) if found else None
        if found and day and head.date in (None, day):
            head.date = day
            head.organization = head.organization or _clean_body(found["body"])
            return


_ENDED = re.compile(r"^mødet (?:blev )?(?:hævet|hævedes|sluttede|slut)\b", re.I)


def _late(everything: Sequence[Line], head: Header) -> None:
    """Facts that only stand inside the items: dated decision headings, the end of the meeting."""
    for line in everything[-12:] if head.end_time is None else ():
        if _ENDED.match(line.text) and (times := times_in(line.text)):
            head.end_time = times[0]
    if head.date and head.organization:
        return
    dated: Counter[tuple[date, str]] = Counter()
    for line in everything:
        text = line.text
        if 8 < len(text) < 160 and re.match(r"beslutning(?:er)?\s+(?!fra\b)", text, re.I):
            for _, _, day in dates_in(text)[:1]:
                dated[(day, "")] += 1
    if head.date is None and dated:
        head.date = dated.most_common(1)[0][0][0]


def kind_of(head: Header, decided: bool) -> str:
    """Minutes where this body's decisions are there, whatever the title says."""
    if decided:
        return "minutes"
    if head.kind_word and head.kind_word.startswith("dagsorden"):
        return "agenda"
    return "minutes" if head.kind_word else "agenda"


def weekday_note(lines: Sequence[Line], head: Header) -> Note | None:
    """A printed weekday that does not fit the date is a doubt about the date."""
    for line in lines:
        if (
            head.date
            and (day := weekday_of(line.text)) is not None
            and date_of(line.text) == head.date
        ):
            if day != head.date.weekday():
                return Note("weekday-differs", "Ugedagen passer ikke til datoen.", line.where)
            return None
    return None
