"""Who was there: from the header's labels, and, where it names nobody, from what the items say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.reader.cut.labels import Labelled, label_of, labels_in
from raadslag.reader.fields.people import Named, read_person, split_people
from raadslag.reader.lines.layout import runs_on, wrap_width
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold
from raadslag.record import Attendee, Presence, Where

_RANGE = re.compile(
    r"(?:,\s{0,9}|\s{1,9})?\b(?:sag(?:erne)?|punkt(?:erne)?|pkt\.?)\s*(\d{1,4})\s*(?:-|–|til)\s*(\d{1,4})\b",
    re.I,
)
_OFFICIAL = re.compile(
    r"direktør|chef\b|sekretær|konsulent|leder\b|koordinator|jurist|fuldmægtig|referent|embeds|specialist|planlægger|arkitekt|ingeniør|controller|stab\b",
    re.I,
)
_PEOPLE = ("people", "absent", "apologies", "guests", "substitutes")
LONGEST_LIST = 80


def read_attendance(lines: Sequence[Line], words: Vocabulary) -> list[Attendee]:
    """People from the header in print order; one named twice is told of once, absence winning."""
    found: list[Attendee] = []
    labels = labels_in(lines)
    for n, label in enumerate(labels):
        if label.kind not in _PEOPLE:
            continue
        end = labels[n + 1].at if n + 1 < len(labels) else min(len(lines), label.at + LONGEST_LIST)
        for text, where in _texts(lines, label, end, words):
            found += _people(text, label.kind, where, words)
    return _once(found)


def _texts(
    lines: Sequence[Line], label: Labelled, end: int, words: Vocabulary
) -> list[tuple[str, Where]]:
    """The value on the label's line and the lines under it, wrapped lists put together."""
    rows: list[tuple[str, Where]] = []
    width = wrap_width(lines)
    if label.value:
        rows.append((label.value, lines[label.at].where))
    for i in range(label.at + 1, end):
        line = lines[i]
        if not line.text:
            if rows and i + 1 < end and not lines[i + 1].text:
                break
            continue
        if label_of(line.text) or len(line.text) > 1500 or fold(line.text) in words.groups:
            break
        if rows and (rows[-1][0].endswith(",") or rows[-1][0].count("(") > rows[-1][0].count(")")):
            cut = line.text[:1] in "•-" or line.list_mark is not None
            rows[-1] = (
                f"{rows[-1][0]}{', ' if cut else ' '}{line.text.lstrip('•- ')}",
                rows[-1][1],
            )
        elif rows and _goes_on(lines, label, i, width):
            rows[-1] = (f"{rows[-1][0]} {line.text}", rows[-1][1])
        else:
            rows.append((line.text, line.where))
    return _roles_rejoined(rows)


def _goes_on(lines: Sequence[Line], label: Labelled, i: int, width: float | None) -> bool:
    """The margin broke the list, or a comma list that began on the label's own line goes on unbroken."""
    if lines[i].page != lines[i - 1].page and lines[i - 1].text.endswith((")", ".")):
        # The list is done where its page ends with a whole name: a running head follows.
        return False
    if lines[i].right is not None:
        return runs_on(lines[i - 1], lines[i], width)
    return "," in label.value and bool(lines[i - 1].text) and lines[i].text[:1] not in "•-"


def _roles_rejoined(rows: list[tuple[str, Where]]) -> list[tuple[str, Where]]:
    """A role cut at its comma by an export: brackets that open in one line and close in the next."""
    joined: list[tuple[str, Where]] = []
    for text, where in rows:
        text = text.lstrip("•- ").strip()
        if joined and joined[-1][0].count("(") > joined[-1][0].count(")"):
            joined[-1] = (f"{joined[-1][0]}, {text}", joined[-1][1])
        else:
            joined.append((text, where))
    return joined


def _people(text: str, kind: str, where: Where, words: Vocabulary) -> list[Attendee]:
    spans = _RANGE.search(text)
    first, last = (int(spans.group(1)), int(spans.group(2))) if spans else (None, None)
    text = _RANGE.sub("", text)
    text = re.sub(r"^(?:fra|ingen|nej|ja)\s*[.:-]?\s*(?=[A-ZÆØÅ]|$)", "", text, flags=re.I)
    one = _single(text)
    parts = [text] if one else split_people(text)
    named = [person for part in parts if (person := read_person(part, words))]
    return [_attendee(person, kind, where, first, last, words) for person in named]


def _single(text: str) -> bool:
    """One person on a line of their own; commas only part name from party or a substitute."""
    return (
        text.count(",") <= 1
        and bool(re.search(r"\b(?:suppleant|stedfortræder) for\b", text, re.I))
        and "(" not in text
    )


def _attendee(
    person: Named, kind: str, where: Where, first: int | None, last: int | None, words: Vocabulary
) -> Attendee:
    usual: Presence = "present"
    if kind in ("absent", "apologies"):
        usual = "absent" if kind == "absent" else "apologies"
    status = person.status or usual
    role = person.role
    official = (kind == "guests" or bool(role and _OFFICIAL.search(role))) and person.party is None
    member = person.party is not None or (
        not official and (role is None or _political(role, words))
    )
    if kind == "substitutes":
        role, member = role or "stedfortræder", True
    return Attendee(
        person.name,
        person.party,
        role,
        _presence(status),
        member,
        person.substitute_for,
        first,
        last,
        where,
    )


def _political(role: str, words: Vocabulary) -> bool:
    return fold(role) in words.outside_parties or bool(
        re.search(r"formand|borgmester|rådmand|medlem|suppleant|stedfortræder", role, re.I)
    )


def _presence(text: str) -> Presence:
    return "absent" if text == "absent" else "apologies" if text == "apologies" else "present"


def _once(people: list[Attendee]) -> list[Attendee]:
    kept: dict[str, Attendee] = {}
    for person in people:
        known = kept.get(fold(person.name))
        if known is None:
            kept[fold(person.name)] = person
        elif known.status == "present" and person.status != "present":
            kept[fold(person.name)] = Attendee(
                known.name, known.party or person.party, known.role or person.role, person.status, known.is_member,
                known.substitute_for, person.from_item, person.to_item, known.where,
            )  # fmt: skip
    return list(kept.values())
