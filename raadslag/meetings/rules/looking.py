"""The chair's look at the agenda before the notice, and why not. Pure: facts in, obstacles out.

No law asks for it: the chair prepares the meeting (KSL § 22), and how is the body's own custom. So
nothing here stops a notice; one sent without the look says why.
"""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import why_not_keep

State = Meeting.State


def why_not_ask_chair(*, state: str, is_secretary: bool, items: int, chairs: int) -> list[Obstacle]:
    """The secretary sends a planned meeting's agenda to the chair and the deputy."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.PLANNED:
        no.append(Obstacle("look-late", "Mødet er indkaldt: formanden ser dagsordenen som medlem."))
    if not items:
        no.append(Obstacle("no-items", "Dagsordenen er tom."))
    if not chairs:
        no.append(
            Obstacle(
                "no-chair",
                "Udvalget har hverken formand eller næstformand i dag. Sæt en af dem på siden "
                "Medlemmer.",
            )
        )
    return no


def why_not_look(*, state: str, chairs: bool, asked: bool) -> list[Obstacle]:
    """The chair or the deputy answers what they were sent, until the notice. May change the answer."""
    no = []
    if not chairs:
        no.append(Obstacle("not-chair", "Kun formanden og næstformanden ser dagsordenen igennem."))
    if state != State.PLANNED:
        no.append(Obstacle("look-late", "Mødet er indkaldt. Skriv til udvalgssekretæren."))
    elif not asked:
        no.append(Obstacle("not-asked", "Dagsordenen er ikke sendt til dig endnu."))
    return no


def why_not_send_back(*, remarks: int) -> list[Obstacle]:
    """Who sends an agenda back says what should be another."""
    if remarks:
        return []
    return [
        Obstacle(
            "no-remark",
            "Skriv, hvad der skal ændres: ved et punkt eller til hele dagsordenen.",
        )
    ]


def why_unlooked(*, waits: bool, approved: bool, reason: str) -> list[Obstacle]:
    """Where the body's notice waits for the chair, one without the chair's approval says why."""
    if not waits or approved or reason.strip():
        return []
    return [
        Obstacle(
            "unlooked",
            "Indkaldelsen venter på formandens gennemsyn. Skriv, hvorfor der indkaldes uden, "
            "eller vent på formanden.",
        )
    ]
