"""The meeting's own facts: body, date, times, place, minutes or agenda.

Every line that may tell of one is a witness with a weight; witnesses that agree are added up, and
the heaviest value wins. So a label without a value, a date of publishing or the furniture of a page
("Byrådet - Referat") is outvoted and no first find decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from raadslag.danish.bodies import MEETS, bodies_in, is_abbreviation
from raadslag.danish.moments import DATE, date_of, times_in, weekday_of
from raadslag.danish.sought import Sought
from raadslag.reader.cut.labels import label_of
from raadslag.reader.cut.marks import Mark
from raadslag.reader.fields.held import HELD, tell_held, tell_opening, times_of
from raadslag.reader.fields.places import (
    HOUSE,
    PLACE,
    PLACE_AFTER,
    PLACE_LAST,
    may_be_place,
    place_text,
)
from raadslag.reader.fields.witnesses import Sayings, Witnesses
from raadslag.reader.lines.line import Line
from raadslag.reader.lines.shapes import BODY, KIND, KIND_ALONE, clean_body, is_body
from raadslag.record import Note

LABEL, TITLE, ALONE, NEAR, PATH, HEADING, INSIDE = 10.0, 8.0, 6.0, 3.0, 4.0, 2.0, 3.0
"""What a witness weighs: "Udvalg: X" · "Referat af møde i X den …" · a line of its own · a line next to
the date's · a page's path or running head · a dated decision heading · a sentence in an item."""
PUBLISHED = -20.0
"""A line that tells of publishing or printing is about another day."""
GUESS = 0.5
"""A line that only stands where a body or a place stands: enough where nothing else is told."""
LATER = 0.01
"""Each line further down weighs so much less, that of equals the first is taken."""
TOP = 12
"""Lines of the head, and of what stands around it, in which a committee known beforehand is looked for."""
LOOK = 60
"""Lines of the head that are looked at."""
OPENING = 6
"""Lines over which the sentence that opens old minutes may run."""
ROWS = 3
"""Lines of the shortest table."""
LONGEST = 300
_CLOCK_FIRST = re.compile(r"^[\s,]*kl\.?[\s\d:.]*")
_NOT_HELD = Sought(
    r"\b(?:publiceret|offentliggjort|udskrevet|udsendt|opdateret|sidst ændret|frist)\b", re.I
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


def read_header(
    front: Sequence[Line], aside: Sequence[Line], everything: Sequence[Line],
    marks: Sequence[Mark | None], title: str | None, bodies: Sequence[str] = (),
) -> Header:  # fmt: skip
    """The facts of the meeting: `front` are the lines before its first item, `aside` those that the
    page printed around the text, `marks` the headings of `everything`; `bodies` are committees known beforehand."""
    told = Witnesses()
    rows = [cell for line in _outside_tables(front) for cell in _cells(line)][:LOOK]
    head = Header(kind_word=_kind_word(rows, title))
    _from_rows(rows, told)
    around = [*(row.text for row in rows[:TOP]), *(line.text for line in aside[:TOP]), title or ""]
    _from_known(around, bodies, told)
    tell_opening(" ".join(row.text for row in rows[:OPENING]), told)
    if told.best("body") is None:
        short = [row.text for row in rows[:8] if len(row.text) < 90 and label_of(row.text) is None]
        _from_line(" ".join(short), told, 0.5)
    if told.best("body") is None:
        _from_top(rows, told)
    for line in aside[:LOOK]:
        for step in re.split(r"\s[>»›|/→]\s", line.text[:LONGEST]):
            _from_line(step, told, PATH / TITLE)
    if title:
        _from_line(title, told, PATH / TITLE)
    _from_inside(everything, told)
    _from_headings(everything, marks, told)
    head.organization = _text(told.best("body"))
    day = told.best("date")
    head.date = day if isinstance(day, date) else None
    head.start_time, head.end_time = _text(told.best("start")), _text(told.best("end"))
    head.location = _text(told.best("place"))
    return head


def _from_known(texts: Sequence[str], bodies: Sequence[str], told: Witnesses) -> None:
    """A committee that the house knows, named in the head: its name need not look like a body's. An
    abbreviation counts only as it is printed."""
    if not bodies:
        return
    longest = sorted(bodies, key=len, reverse=True)
    patterns = [
        re.compile(
            rf"(?<!\w){re.escape(name)}(?!\w)", 0 if name.isupper() and len(name) < 6 else re.I
        )
        for name in longest
    ]
    for n, text in enumerate(texts):
        found = next(
            (hit for p in patterns if len(text) < LONGEST and (hit := p.search(text))), None
        )
        if found:
            alone = len(found.group()) == len(text.strip(" .:"))
            told.say("body", found.group(), (ALONE if alone else NEAR) * (1 - LATER * n))


def _outside_tables(front: Sequence[Line]) -> Iterator[Line]:
    """The lines with text that are no row of a table: who named whom ("Ida Kær | Byrådet | ja") says
    nothing of who meets. Rows that begin with labels of the head are no such table."""
    filled = [line for line in front if line.text]
    for tabs, rows in groupby(filled, key=lambda line: "\t" in line.text):
        found = list(rows)
        table = tabs and len(found) >= ROWS
        yield from (line for line in found if not table or label_of(line.text) is not None)


def _cells(line: Line) -> list[Line]:
    """The cells of a line that no label begins: "3. maj 2031 | kl. 16 | Biblioteket"."""
    first, tab, _ = line.text.partition("\t")
    if not tab or (label_of(line.text) is not None and not KIND_ALONE.match(first)):
        return [line]
    return [replace(line, text=cell) for cell in line.text.split("\t") if cell]


def _text(value: object | None) -> str | None:
    return value if isinstance(value, str) else None


def _kind_word(rows: Sequence[Line], title: str | None) -> str | None:
    texts = [row.text for row in rows if len(row.text) < 140] + ([title] if title else [])
    texts += [row.text[:400] for row in rows[:6]]
    return next((hit.group(1).casefold() for text in texts if (hit := KIND.search(text))), None)


def _from_rows(rows: Sequence[Line], told: Witnesses) -> None:
    dated: int | None = None
    value_of: Line | None = None
    for n, row in enumerate(rows):
        weight = 1 - LATER * n
        label = label_of(row.text)
        if label is not None:
            kind, value = label
            follow = rows[n + 1] if n + 1 < len(rows) and not value else None
            if kind != "skip" and follow is not None and label_of(follow.text) is None:
                value, value_of = follow.text.strip(" |"), follow
            _from_label(kind, value, told, weight)
            dated = n if kind == "date" else dated
        elif row is not value_of:
            near = [rows[m].text for m in (n - 1, n + 1) if 0 <= m < len(rows)]
            if any(KIND_ALONE.match(text) for text in near) and _could_be_body(row.text):
                told.say("body", row.text, NEAR * weight)
            if _from_line(row.text, told, weight):
                dated = n
            elif dated is not None and n - dated <= 2:
                _from_neighbour(row.text, told, weight)


def _from_top(rows: Sequence[Line], told: Witnesses) -> None:
    """The first line, where the meeting's day stands right under it: "TEKNIK OG KLIMA"."""
    if len(rows) > 1 and date_of(rows[1].text) and _could_be_body(rows[0].text):
        told.say("body", rows[0].text, GUESS)


def _could_be_body(text: str) -> bool:
    """A few words in capitals next to "Referat" may name a body that no word gives away."""
    words = text.split()
    return (
        len(words) <= 6 and text[:1].isupper() and not re.search(r"\d|ommune|[.:]$", text)
        and clean_body(text) == text and not PLACE.search(text)
    )  # fmt: skip


def _from_label(kind: str, value: str, told: Witnesses, weight: float) -> None:
    times = times_of(value)
    if kind in ("date", "start", "end") and (day := date_of(value)):
        told.say("date", day, LABEL * weight)
    if kind in ("date", "start") and times:
        told.say("start", times[0], LABEL * weight)
        if len(times) > 1 and len(value) < 60:
            told.say("end", times[1], LABEL * weight)
    elif kind == "end" and times:
        told.say("end", times[0], LABEL * weight)
        if place := PLACE_LAST.search(value):
            told.say("place", place_text(place.group(1)), NEAR * weight)
    elif kind == "place" and 0 < len(value) < 200 and not date_of(value):
        told.say("place", value, LABEL * weight)
    elif kind == "body" and len(value) < 160:
        told.say("body", clean_body(value) or value, LABEL * weight)


def _from_line(text: str, told: Witnesses, weight: float) -> bool:
    """A line without a label: body, date, time and place as far as it names them; True with a date."""
    dated, sayings = _said_in(text)
    for kind, value, own in sayings:
        told.say(kind, value, own * weight)
    return dated


@lru_cache(maxsize=512)
def _said_in(text: str) -> tuple[bool, tuple[tuple[str, object, float], ...]]:
    """(whether the line has a date, what it says), kept for a while: the header is read twice."""
    said = Sayings()
    return _read_line(text, said), tuple(said.all)


def _read_line(text: str, told: Sayings) -> bool:
    if not text or len(text) > LONGEST or HELD.match(text):
        tell_held(text, told)
        return False
    text = text.replace("\t", " | ")
    spot = DATE.search(text)
    day = date_of(spot.group(0)) if spot else None
    if spot is None:
        _from_undated(text, told)
    if spot is None or day is None:
        return False
    before, after = text[: spot.start()], text[spot.end() :]
    kind = bool(KIND.search(text) or re.search(r"\bmøde", text, re.I))
    body = clean_body(before)
    if body and (
        is_body(_capital(body)) or (kind and len(body.split()) <= 6 and body[:1].isupper())
    ):
        told.say("body", _capital(body), TITLE if kind else ALONE)
    elif (body := clean_body(_CLOCK_FIRST.sub("", after))) and is_body(body):
        told.say("body", body, TITLE if kind else ALONE)
    elif first := [
        one for one in bodies_in(before, kinds=MEETS) if one.start == 0 and not one.bare
    ]:
        told.say("body", first[0].text, NEAR)  # "Skoleudvalget holdt møde den …"
    times = times_of(after)
    sure = bool(times) + (weekday_of(text) == day.weekday()) + kind + (not before.strip(" ,"))
    told.say("date", day, (ALONE + sure + (PUBLISHED if _NOT_HELD.search(text) else 0)))
    if times and len(text) < LONGEST:
        told.say("start", times[0], ALONE)
        if len(times) > 1 and len(after) < 40:
            told.say("end", times[1], ALONE)
    place = PLACE_AFTER.search(after) or PLACE_LAST.search(after)
    if place and (place.group(1)[:1].isupper() or PLACE.search(place.group(1))):
        told.say("place", _capital(place_text(place.group(1))), ALONE)
    return True


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _from_undated(text: str, told: Sayings) -> None:
    """A body's name or a place alone on its line, or both parted by a dash."""
    first, dash, rest = text.partition(" - ")
    if dash and is_body(first) and not KIND.match(rest):
        _from_undated(rest, told)
        text = first
    body = clean_body(text)
    if body and is_body(body) and (body == text or is_body(text) or KIND.search(text)):
        told.say("body", body, ALONE)
    elif PLACE.search(text) and may_be_place(text):
        told.say("place", place_text(text), ALONE)
        if times := times_in(text):
            told.say("start", times[0], NEAR)


def _from_neighbour(text: str, told: Witnesses, weight: float) -> None:
    """A line right after the date's: its time, or a place that has no word to say so."""
    times = times_of(text)
    if times and len(text) < 120:
        told.say("start", times[0], NEAR * weight)
        if len(times) > 1 and len(text) < 40:
            told.say("end", times[1], NEAR * weight)
    elif re.search(r"\d|,", text) and may_be_place(text) and len(text.split()) <= 12:
        told.say("place", place_text(text), NEAR * weight)
    elif HOUSE.search(text) and may_be_place(text) and len(text.split()) <= 5:
        told.say("place", place_text(text), GUESS * weight)


def _from_inside(everything: Sequence[Line], told: Witnesses) -> None:
    """What items tell of the meeting: whose agenda the first one approves, when it ended."""
    for line in everything[:LOOK]:
        text = line.text[:LONGEST]
        if "agsorden" in text or "eferat" in text:
            found = _AGENDA_FOR.search(text)
            body = clean_body(found["body"]) if found else None
            if found and body and (is_body(body) or is_abbreviation(body)):
                told.say("body", body, NEAR / 2)
                told.say("date", date_of(found["date"]), NEAR / 2)
    for line in everything:
        text = line.text
        if text[:5].casefold() == "mødet":
            tell_held(text, told)
        elif 8 < len(text) < 90 and text[-1].isdecimal():
            hit = _BODY_AND_DATE.fullmatch(text)
            if hit and date_of(text) == told.best("date"):
                told.say("body", clean_body(text[: hit.start("date")]), INSIDE / 2)


_BODY_AND_DATE = Sought(rf"{BODY},?\s(?:den\s|d\.\s)?(?P<date>{DATE.pattern})")
_AGENDA_FOR = Sought(
    rf"\bdagsorden(?:en)? (?:for|til) (?P<body>[^.:;\d]{{2,80}})(?:den|d\.) (?P<date>{DATE.pattern})",
    re.I,
)


def _from_headings(
    everything: Sequence[Line], marks: Sequence[Mark | None], told: Witnesses
) -> None:
    """Dated headings of decisions, and other lines of body and date that name the day of the meeting.

    The bodies of a case decide one after the other, so that of days without another witness the
    last is the meeting's.
    """
    dated = [m for m in marks if m is not None and m.role == "dated"]
    own = [m for m in dated if m.decision]
    day = told.best("date")
    if day is None and own:
        count = {m.day: sum(1 for o in own if o.day == m.day) for m in own if m.day}
        day = max(count, key=lambda d: (count[d], d), default=None)
        told.say("date", day, HEADING)
    for mark in _of_day(dated, day):
        if mark.body and (body := clean_body(mark.body)):
            told.say("body", body, HEADING / 4 if mark.decision else HEADING / 8)
    for i, heading in enumerate(marks):
        if heading and heading.role == "decider":
            follow = next((line.text for line in everything[i + 1 : i + 4] if line.text), "")
            text = (heading.rest or follow).strip(" .")
            if is_body(text):
                told.say("body", clean_body(text), HEADING / 20)


def _of_day(marks: Sequence[Mark], day: object) -> Iterator[Mark]:
    return (m for m in marks if m.day is not None and m.day == day)


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
