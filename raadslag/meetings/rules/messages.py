"""Whether a notice (meddelelse) may be handed in, taken in, changed or struck, and why not. Pure."""

from __future__ import annotations

from datetime import date

from raadslag.allowed import Obstacle
from raadslag.cases.closing import why_no_ground
from raadslag.meetings.models import Meeting, Message
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.meetings.rules.holding import why_not_work_live

State, Given = Meeting.State, Message.State


def why_not_offer(
    *,
    informs: bool,
    is_secretary: bool,
    state: str,
    today: date,
    deadline: date,
    text: str,
    closed: bool,
    closed_reason: str,
) -> list[Obstacle]:
    """A notice is handed in for a planned meeting, before the body's deadline; the secretary's own always."""
    no = []
    if not (informs or is_secretary):
        no.append(Obstacle("not-informer", "Du har ikke ret til at melde ind til dette udvalg."))
    if state != State.PLANNED and not (is_secretary and state == State.CALLED):
        no.append(
            Obstacle(
                "called",
                "Dagsordenen til mødet er sendt eller mødet aflyst. Vælg et senere møde, eller bed "
                "udvalgets sekretær om at tage meddelelsen med.",
            )
        )
    elif today > deadline and not is_secretary:
        no.append(
            Obstacle(
                "late",
                f"Fristen for meddelelser til mødet var {deadline:%d-%m-%Y}. Vælg et senere møde, "
                "eller bed udvalgets sekretær om at skrive den.",
            )
        )
    return [*no, *why_not_say(text=text, closed=closed, closed_reason=closed_reason)]


def why_not_say(*, text: str, closed: bool, closed_reason: str) -> list[Obstacle]:
    """A notice has words, and a closed one says what is to be protected."""
    no = [] if text.strip() else [Obstacle("no-text", "Skriv meddelelsens tekst.")]
    return no + (why_no_ground(closed_reason) if closed else [])


def why_not_rewrite(*, mine: bool, is_secretary: bool, given: str, state: str) -> list[Obstacle]:
    """Its writer changes a notice while it waits; the secretary until the agenda is sent."""
    no = []
    if not (mine or is_secretary):
        no.append(
            Obstacle("not-yours", "Kun den, der skrev meddelelsen, og sekretæren retter den.")
        )
    if given == Given.TAKEN and state != State.PLANNED:
        no.append(
            Obstacle(
                "sent",
                "Dagsordenen er sendt, og meddelelsens tekst ligger fast. Den kan udgå på mødet.",
            )
        )
    elif given == Given.TAKEN and not is_secretary:
        no.append(
            Obstacle("taken", "Meddelelsen er taget med: bed udvalgets sekretær om at rette den.")
        )
    elif given in {Given.WITHDRAWN, Given.LEFT_OUT} and not is_secretary:
        no.append(
            Obstacle("gone", "Meddelelsen er trukket tilbage eller ikke taget med. Skriv en ny.")
        )
    return no


def why_not_elsewhere(*, moved: bool, rehomed: bool) -> list[Obstacle]:
    """What is sent under an item stays under it, open or closed as it was."""
    if not (moved or rehomed):
        return []
    return [
        Obstacle(
            "stays",
            "Dagsordenen er sendt: meddelelsen bliver under sit punkt, og den er åben eller lukket, som den "
            "blev sendt. Luk punktet, eller lad meddelelsen udgå på mødet.",
        )
    ]


def why_not_take(
    *,
    is_secretary: bool,
    given: str,
    state: str,
    place: bool,
    closed: bool,
    correcting: bool = False,
) -> list[Obstacle]:
    """The secretary takes a notice in; once the agenda is sent under an item that stands on it (`place`)."""
    no = why_not_keep(is_secretary=is_secretary)
    if given not in {Given.OFFERED, Given.LEFT_OUT}:
        no.append(
            Obstacle("not-offered", "Meddelelsen er allerede taget med eller trukket tilbage.")
        )
    if state not in {State.PLANNED, State.CALLED}:
        no.append(
            Obstacle("not-before", "Mødet er begyndt eller aflyst. Tilføj den under mødets punkt.")
        )
    elif state == State.CALLED and not place:
        kind = "lukket punkt" if closed else "punkt"
        no.append(
            Obstacle(
                "no-place",
                f"Den dagsorden, der er sendt, har intet {kind} til meddelelser. "
                "Tag meddelelsen med til et senere møde.",
            )
        )
    elif state == State.CALLED and correcting:
        said = "En rettelse af punktet er i gang: send eller opgiv den, før meddelelsen tages med."
        no.append(Obstacle("under-way", said))
    return no


def why_not_leave_out(*, is_secretary: bool, given: str, state: str, reason: str) -> list[Obstacle]:
    """The secretary leaves a notice out, and says why to the one who wrote it."""
    no = why_not_keep(is_secretary=is_secretary)
    if given not in {Given.OFFERED, Given.TAKEN}:
        no.append(Obstacle("not-offered", "Meddelelsen er allerede lagt til side."))
    if given == Given.TAKEN and state != State.PLANNED:
        no.append(Obstacle("sent", "Dagsordenen er sendt: meddelelsen kan udgå på mødet."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor meddelelsen ikke kommer med."))
    return no


def why_not_tell_live(
    *, state: str, is_secretary: bool, putting_right: bool, withdrawn: bool, text: str
) -> list[Obstacle]:
    """What is told at the meeting is noted while it lasts, and until its minutes are sent."""
    no = why_not_work_live(
        state=state, is_secretary=is_secretary, putting_right=putting_right, withdrawn=withdrawn
    )
    return no + why_not_say(text=text, closed=False, closed_reason="")
