"""One meeting file of the town to a record. `meetings/README.md` tells how the files are written.

The files are the one source of truth: the records, every printed format and the seeded demo come
from them. A mistake in a file raises `NotationError` with its name and item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast, get_args

from raadslag.demo.town import body
from raadslag.demo.town.head import Head, NotationError, attendance, names, read_head
from raadslag.demo.town.roster import roster
from raadslag.record import (
    Attachment,
    AttachmentCount,
    Commitment,
    Decision,
    ExtraParticipant,
    Item,
    Meeting,
    Outcome,
    PriorTreatment,
    Section,
    Vote,
    walk_tables,
)

SIGNATURE_TITLE = "Godkendelse af referat (underskriftside)"
SIGNATURE_TEXT = "Referatet godkendes i mødesystemet af de medlemmer, der deltog i mødet."
GUESTS = "Yderligere deltagelse under mødet"

_REMARK = re.compile(r"\{([^}]*)\}")
_NUMBER = re.compile(r"^\d+\. ")
_WITH_LINES = frozenset({"indstiller", "beslutning", "bilag"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of lines under `## heading` (kind `section`) or `@word argument` (kind: the word)."""

    kind: str
    argument: str
    lines: list[str]


def read_meeting(text: str) -> Meeting:
    """The record of one meeting file."""
    head = read_head(text)
    everybody = roster()
    organization = everybody.organization(head.key, head.date)
    chunks = text.split("\n# ")[1:]
    items = [_item(chunk, number, head) for number, chunk in enumerate(chunks, start=1)]
    items.append(_signature(len(items) + 1, head))
    return Meeting(
        kind="minutes",
        municipality=everybody.municipality,
        organization=organization.name,
        date=head.date,
        start_time=head.starts,
        end_time=head.ends,
        location=head.fields.get("sted", everybody.place),
        attendance=tuple(attendance(head)),
        items=tuple(items),
    )


def _cut(lines: list[str]) -> list[Part]:
    parts = [Part("fields", "", [])]
    for line in lines:
        if line.startswith("## "):
            parts.append(Part("section", line[3:].strip(), []))
        elif line.startswith("@"):
            word, _, argument = line[1:].partition(" ")
            parts.append(Part(word, argument.strip(), []))
        else:
            _owner(parts).lines.append(line)
    return parts


def _owner(parts: list[Part]) -> Part:
    """The part a line of text belongs to: orders of one line own none, it is then the item's own."""
    own = parts[-1].kind == "section" or parts[-1].kind in _WITH_LINES
    return parts[-1] if own else parts[0]


def _item(chunk: str, number: int, head: Head) -> Item:
    title, *lines = chunk.splitlines()
    try:
        return _read_item(title.strip(), _cut(lines), number, head)
    except (KeyError, ValueError, IndexError) as error:
        raise NotationError(f"{head.key} {head.date} punkt {number}: {error}") from error


def _read_item(title: str, parts: list[Part], number: int, head: Head) -> Item:
    by_kind: dict[str, list[Part]] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part)
    sections = _sections(by_kind)
    recommendation = by_kind.get("indstiller", [Part("", "", [])])[0]
    attachments = tuple(_attachments(by_kind))
    deciding = [part.argument for part in by_kind.get("afgøres", [])]
    closed = by_kind.get("lukket", [])
    prose = [line for part in parts for line in part.lines]
    return Item(
        number=number,
        title=title,
        closed=bool(closed),
        closed_reason=closed[0].argument if closed else None,
        public_title=title if closed else None,
        journal_number=_argument(by_kind, "sag"),
        previous_treatment=tuple(_prior(part.argument) for part in by_kind.get("før", [])),
        sections=sections,
        tables=tuple(t for part in sections if part.level == 1 for t in walk_tables(part.blocks)),
        deciding_body=_body_name(deciding[0], head.date) if deciding else None,
        recommended_by=recommendation.argument or None,
        recommendations=tuple(
            _NUMBER.sub("", line) for line in recommendation.lines if line.strip()
        ),
        decision=_decision(by_kind),
        attachments_declared=_declared(attachments, deciding),
        attachments=attachments,
        absences_noted=tuple(names(head.fields.get("afbud"))) if not closed else (),
        not_participating=tuple(part.argument for part in by_kind.get("inhabil", [])),
        extra_participants=tuple(_guest(part.argument) for part in by_kind.get("deltog", [])),
        commitments=tuple(_promise(part.argument) for part in by_kind.get("løfte", [])),
        next_bodies=tuple(
            _body_name(key, head.date) for key in names(_argument(by_kind, "videre"))
        ),
        links=body.links(prose),
    )


def _argument(by_kind: dict[str, list[Part]], kind: str) -> str | None:
    return by_kind[kind][0].argument if kind in by_kind else None


def _body_name(key: str, on: date) -> str:
    """A key of the roster to the body's name; anything else is a body outside and stays."""
    return roster().organization(key, on).name if key.islower() else key


def _sections(by_kind: dict[str, list[Part]]) -> tuple[Section, ...]:
    found: list[Section] = []
    intro = [line for part in by_kind["fields"] for line in part.lines]
    if any(line.strip() for line in intro):
        found.extend(body.sections(None, intro))
    guests = [_guest_line(_guest(part.argument)) for part in by_kind.get("deltog", [])]
    for part in by_kind.get("section", []):
        lines = part.lines
        if guests and part.argument == "Sagsfremstilling":
            lines = [*lines, "", f"### {GUESTS}", "", *(x for text in guests for x in (text, ""))]
        found.extend(body.sections(part.argument, lines))
    return tuple(found)


def _guest_line(guest: ExtraParticipant) -> str:
    return f"Under punktet deltager {guest.title} {guest.name} fra {guest.org}."


def _prior(argument: str) -> PriorTreatment:
    key, day, number = argument.split()
    on = date.fromisoformat(day)
    return PriorTreatment(roster().organization(key, on).name, on, int(number))


def _decision(by_kind: dict[str, list[Part]]) -> Decision:
    if "beslutning" not in by_kind:
        return Decision()
    part = by_kind["beslutning"][0]
    texts, remarks, dissents, reservations = [], [], [], []
    stopped_by = None
    for text in body.paragraphs(part.lines):
        mark, plain = text[:2], text[2:]
        if mark == "! ":
            stopped_by, _, plain = plain.partition(" | ")
        elif mark == "> ":
            remarks.append(plain)
        elif mark == "~ ":
            dissents.append(plain)
        elif mark == "? ":
            reservations.append(plain)
        else:
            plain = text
            remarks.extend(_REMARK.findall(text))
        texts.append(_REMARK.sub(r"\1", plain))
    return Decision(
        text="\n\n".join(texts) or None,
        outcome=_outcome(part.argument),
        remarks=tuple(remarks),
        votes=tuple(_vote(vote.argument) for vote in by_kind.get("stemmer", [])),
        dissents=tuple(dissents),
        reservations=tuple(reservations),
        stopped_by=stopped_by,
    )


def _outcome(word: str) -> Outcome:
    if word not in get_args(Outcome):
        raise NotationError(f"ukendt udfald {word!r}")
    return cast(Outcome, word)


def _vote(argument: str) -> Vote:
    on, *columns = [part.strip() for part in argument.split("|")]
    sides = [tuple(names(column)) for column in columns] + [()] * 3
    return Vote(on or None, sides[0], sides[1], sides[2])


def _attachments(by_kind: dict[str, list[Part]]) -> Iterator[Attachment]:
    """`- title`, `* title` recommended reading, `+ title` added after the meeting."""
    for part in by_kind.get("bilag", []):
        for line in part.lines:
            if line.strip():
                mark, title = line[0], line[2:].strip()
                yield Attachment(title, recommended=mark == "*", added_after=mark == "+")


def _declared(attachments: tuple[Attachment, ...], deciding: list[str]) -> AttachmentCount | None:
    """The count that the case prints above the recommendation; short notices print none."""
    if not deciding:
        return None
    sent = [file for file in attachments if not file.added_after]
    return AttachmentCount(len(sent), sum(file.recommended for file in sent) if sent else None)


def _guest(argument: str) -> ExtraParticipant:
    name, title, org = [part.strip() or None for part in argument.split("|")]
    return ExtraParticipant(name or "", title, org)


def _promise(argument: str) -> Commitment:
    text, who, due, source, strength = [part.strip() for part in argument.split("|")]
    found: Any = {"b": "decision", "s": "case_text"}[source]
    sure: Literal["firm", "wish", "possible"] = cast(Any, strength)
    return Commitment(text, who or None, due or None, found, sure)


def _signature(number: int, head: Head) -> Item:
    """The last item of every meeting: members approve the minutes in the system."""
    return Item(
        number=number,
        title=SIGNATURE_TITLE,
        journal_number=f"00.22.00-P19-1-{head.date:%y}",
        deciding_body=_body_name(head.key, head.date),
        recommendations=(SIGNATURE_TEXT,),
        absences_noted=tuple(names(head.fields.get("afbud"))),
    )
