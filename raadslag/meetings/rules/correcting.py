"""When a called item may be corrected, and a correction sent. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from raadslag.allowed import Obstacle
from raadslag.cases.differences import Part
from raadslag.cases.models import Case
from raadslag.law.table import law
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.record import Item, walk_figures

SLIP, KINDS = Case.Correcting.SLIP, frozenset(Case.Correcting.values)
APPROVED = frozenset({Case.State.APPROVED, Case.State.READY})
NUMBER, WORD = re.compile(r"\d+"), re.compile(r"\w+")


def why_not_correct(
    *, state: str, may: bool, withdrawn: bool, under_way: bool, kind: str = SLIP
) -> list[Obstacle]:
    """A correction is begun between the notice and the meeting, by those who write or keep the agenda."""
    no = []
    if not may:
        no.append(
            Obstacle(
                "not-writer", "Kun sagens enheder og udvalgets sekretær retter efter indkaldelsen."
            )
        )
    no += _why_closed(state)
    if withdrawn:
        no.append(Obstacle("withdrawn", "Punktet er udgået og kan ikke rettes."))
    if under_way:
        no.append(Obstacle("under-way", "En rettelse af punktet er i gang: gå videre med den."))
    if kind not in KINDS:
        no.append(Obstacle("no-kind", "Vælg, hvad slags rettelse det er."))
    return no


def _why_closed(state: str) -> list[Obstacle]:
    if state == Meeting.State.CALLED:
        return []
    if state in {Meeting.State.OPEN, Meeting.State.CLOSED}:
        said = "Mødet er begyndt: en ændring er nu et ændringsforslag på mødet."
    else:
        said = "Mødet er ikke indkaldt: sagen rettes på sin egen side."
    return [Obstacle("not-called", said)]


def why_not_send_correction(
    *,
    state: str,
    is_secretary: bool,
    kind: str,
    case_state: str,
    changed: Sequence[Part],
    reason: str,
) -> list[Obstacle]:
    """A correction goes out with something changed, why, and an approval of what is more than a slip."""
    no = why_not_keep(is_secretary=is_secretary) + _why_closed(state)
    if not changed:
        no.append(Obstacle("nothing-changed", "Der er ikke rettet noget endnu: ret sagen først."))
    if kind != SLIP and changed and case_state not in APPROVED:
        no.append(
            Obstacle(
                "not-approved",
                "Indholdet er ændret, så sagen skal godkendes igen: send den til godkendelse.",
            )
        )
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvad der er rettet og hvorfor."))
    return no


MOST_SLIPPED = 5
"""New words in one part of an item that a slip of the pen may put in place of others; more say something."""


def why_no_slip(changed: Sequence[Part], *, now: Item, before: Item) -> list[Obstacle]:
    """A slip of the pen stands in a title or a text, and changes no number, point, amount or file."""
    grave = [part.heading for part in changed if not _may_slip(part, now, before)]
    if not grave:
        return []
    return [
        Obstacle(
            "no-slip",
            f"Det er mere end en skrivefejl: {', '.join(grave)}. Et tal, en indstilling, en bevilling, et bilag og "
            f"mere end {MOST_SLIPPED} nye ord er indhold. Vælg »Nyt eller ændret indhold« eller »Nyt eller udskiftet bilag«, "
            "så godkendes sagen igen.",
        )
    ]


def why_too_late(*, late: bool, kind: str, late_reason: str, body: str) -> list[Obstacle]:
    """What is new after the deadline is a lateness that says why; a slip of the pen is none."""
    if not late or kind == SLIP or late_reason.strip():
        return []
    said = "Fristen for dagsordenen er passeret: skriv, hvorfor rettelsen ikke kan vente."
    return [Obstacle("late", said, law("in-time", body) or "")]


def _may_slip(part: Part, now: Item, before: Item) -> bool:
    if part.key == "bilag":
        return _files(now) == _files(before)
    if part.key != "titel" and not part.key.startswith(("afsnit-", "meddelelse-")):
        return False
    if _pictures(now) != _pictures(before):
        return False
    old = "".join(text for runs in part.rows for kind, text in runs if kind != "added")
    new = "".join(text for runs in part.rows for kind, text in runs if kind != "removed")
    new_words = Counter(WORD.findall(new)) - Counter(WORD.findall(old))
    return (
        bool(old.strip() and new.strip())
        and NUMBER.findall(old) == NUMBER.findall(new)
        and new_words.total() <= MOST_SLIPPED
    )


def _pictures(item: Item) -> list[tuple[str | None, bool]]:
    """The item's pictures, and whether each is described: an exchanged one is no slip of the pen."""
    blocks = (block for section in item.sections for block in section.blocks)
    return [(figure.file, bool(figure.alt.strip())) for figure in walk_figures(blocks)]


def _files(item: Item) -> list[tuple[str | None, bool, bool]]:
    return [(file.sha256, file.internal, file.recommended) for file in item.attachments]
