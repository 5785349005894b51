"""Whether a meeting may be called, cancelled or answered with an apology, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import (
    BEFORE,
    why_closed_unreasoned,
    why_not_keep,
)

State = Meeting.State


def why_not_call(
    *,
    state: str,
    is_secretary: bool,
    items: int,
    today: date,
    deadline: date,
    meeting_on: date,
    late_without_reason: Sequence[str],
    closed_without_reason: Sequence[str],
    members: int,
    unready: Sequence[str],
    kind: str = "standing",
) -> list[Obstacle]:
    """A meeting is called in time, or each case on it says why it cannot wait; `kind` of body says by which law."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.PLANNED:
        no.append(Obstacle("not-planned", "Mødet er allerede indkaldt, afholdt eller aflyst."))
    if not items:
        no.append(Obstacle("no-items", "Dagsordenen er tom."))
    if not members:
        no.append(Obstacle("no-members", "Udvalget har ingen medlemmer på mødedagen."))
    if meeting_on < today:
        no.append(Obstacle("past", "Mødedagen er passeret."))
    if today > deadline and late_without_reason:
        titles = "; ".join(late_without_reason)
        no.append(
            Obstacle(
                "late",
                f"Fristen var {deadline:%d-%m-%Y}. Skriv for hver sag, hvorfor den ikke kan vente: {titles}.",
                law("in-time", kind),
            )
        )
    if unready:
        titles = "; ".join(unready)
        no.append(
            Obstacle(
                "unready",
                "Disse sager er ændret, efter at de blev godkendt, og skal godkendes og gøres klar "
                f"igen, eller tages af dagsordenen: {titles}.",
            )
        )
    no += why_closed_unreasoned(closed_without_reason)
    return no


def why_not_cancel(*, state: str, is_secretary: bool, reason: str) -> list[Obstacle]:
    """A meeting that has not begun may be cancelled, for a reason."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in BEFORE:
        no.append(Obstacle("not-before", "Et møde, der er begyndt eller aflyst, kan ikke aflyses."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor mødet aflyses."))
    return no


def why_not_reword(*, state: str, is_secretary: bool, reason: str) -> list[Obstacle]:
    """Why a meeting is not held may be said in other words, never left unsaid."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != "cancelled":
        no.append(Obstacle("not-cancelled", "Mødet er ikke aflyst."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor mødet er aflyst."))
    return no


def why_not_reword_item(
    *, state: str, is_secretary: bool, stood: str, reason: str
) -> list[Obstacle]:
    """A reason that was sent out may be said in other words until the meeting ends, never left unsaid."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in {"called", "open"}:
        no.append(
            Obstacle(
                "not-sent",
                "Begrundelsen rettes mellem indkaldelsen og mødets slutning; derefter rettes referatet.",
            )
        )
    if not stood:
        no.append(Obstacle("no-such-reason", "Der står ingen begrundelse at rette."))
    if not reason.strip() or reason.strip() == stood:
        no.append(Obstacle("no-reason", "Skriv begrundelsen med andre ord."))
    return no


def why_not_apologize(*, sits: bool, state: str) -> list[Obstacle]:
    """A member sends apologies until the meeting begins."""
    no = []
    if not sits:
        no.append(Obstacle("no-seat", "Kun udvalgets medlemmer sender afbud."))
    if state not in BEFORE:
        no.append(Obstacle("not-before", "Mødet er begyndt: giv udvalgssekretæren besked."))
    return no
