"""What the minutes say of an item beside the decision's own words, told alike on page, in PDF and preview.

One function, so that a field is never on one of them and not on the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from raadslag.record import Attachment, ExtraParticipant, Item, PointOutcome
from raadslag.record.meeting import Outcome

OUTCOMES: dict[Outcome, str] = {
    "approved": "Godkendt",
    "approved_as_recommended": "Indstillingen godkendt",
    "recommended_onward": "Anbefalet videre",
    "noted": "Taget til efterretning",
    "discussed": "Drøftet",
    "postponed": "Udsat",
    "rejected": "Forkastet",
    "referred": "Sendt videre",
    "withdrawn": "Udgået",
    "elected": "Valgt",
    "signed": "Underskrevet",
    "other": "Anden beslutning",
    "none": "Ingen beslutning i kilden",
}
"""Danish label of each outcome, in the order that a filter shows them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


def beside_decision(item: Item, *, own: bool) -> tuple[Told, ...]:
    """Remarks, opinions, points, and who was not there or came besides; what is empty is left out.

    `own`: the minutes were written in this house, where who does not take part in an item is recused;
    an old page may mean anything by it. What the decision's text says already is not said again.
    """
    decision = item.decision
    text = decision.text or ""

    def new(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(line for line in lines if line not in text)

    out = "Deltog ikke på grund af inhabilitet" if own else "Deltog ikke i punktet"
    stopped = (decision.stopped_by,) if decision.stopped_by else ()
    told = (
        Told("Sted", (item.location,) if item.location else ()),
        Told("Standset efter kommunestyrelseslovens § 23 af", new(stopped)),
        Told("Punkterne i indstillingen", tuple(map(_point, decision.points))),
        Told("Bemærkninger", new(decision.remarks)),
        Told(
            "Mindretalsudtalelser og forbehold", new((*decision.dissents, *decision.reservations))
        ),
        Told(out, _names(item.not_participating)),
        Told("Ikke til stede under punktet", _names(item.absences_noted)),
        Told("Deltog også", tuple(map(_guest, item.extra_participants))),
    )
    return tuple(part for part in told if part.lines)


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return (", ".join(names),) if names else ()


def _point(point: PointOutcome) -> str:
    words = f": {point.text}" if point.text else ""
    return f"{point.point}. {OUTCOMES.get(point.outcome, point.outcome)}{words}"


def _guest(guest: ExtraParticipant) -> str:
    there = " ".join(
        f"{word} kl. {at.removeprefix('0').replace(':', '.')}"
        for word, at in (("fra", guest.arrived_at), ("til", guest.left_at))
        if at
    )
    return ", ".join(part for part in (guest.name, guest.title, guest.org, there) if part)


def file_label(file: Attachment) -> str:
    """An attachment's title, after the number of the notice (meddelelse) that it belongs to."""
    return file.title if file.message is None else f"Meddelelse {file.message}: {file.title}"
