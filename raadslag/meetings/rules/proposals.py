"""Whether a member's own matter may be sent, placed, put off or taken off an agenda, and why not. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.allowed import Obstacle
from raadslag.cases.closing import why_no_ground
from raadslag.law.table import law
from raadslag.meetings.models import Meeting, MemberProposal
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.people.models import Organization

State, Sent = Meeting.State, MemberProposal.State


def why_not_propose(
    *,
    sits: bool,
    title: str,
    points: Sequence[str],
    closed: bool,
    closed_reason: str,
    state: str = Sent.SENT,
    own: bool = True,
) -> list[Obstacle]:
    """A member of the body sends what is to be decided, and changes it until it stands on an agenda."""
    no = []
    if not (sits and own):
        no.append(
            Obstacle("no-seat", "Kun udvalgets medlemmer stiller forslag, og kun i eget navn.")
        )
    if state == Sent.PLACED:
        no.append(
            Obstacle(
                "placed", "Forslaget står på en dagsorden. Træk det tilbage, og send det igen."
            )
        )
    if state == Sent.WITHDRAWN:
        no.append(Obstacle("withdrawn", "Forslaget er trukket tilbage. Skriv et nyt."))
    if not title.strip():
        no.append(Obstacle("no-title", "Skriv, hvad forslaget handler om."))
    if not [point for point in points if point.strip()]:
        no.append(Obstacle("no-points", "Skriv, hvad der skal besluttes: mindst ét »at …«."))
    return no + (why_no_ground(closed_reason) if closed else [])


def why_not_place(*, is_secretary: bool, sent: str, state: str) -> list[Obstacle]:
    """The secretary places a proposal on an agenda that is not sent; nobody judges it."""
    no = why_not_keep(is_secretary=is_secretary)
    if sent != Sent.SENT:
        no.append(Obstacle("not-sent", "Forslaget er trukket tilbage eller står på en dagsorden."))
    if state != State.PLANNED:
        no.append(Obstacle("called", "Dagsordenen er sendt. Sæt forslaget på det næste møde."))
    return no


def why_not_put_off(
    *, is_secretary: bool, sent: str, kind: str, later: bool, reason: str
) -> list[Obstacle]:
    """Only a body whose own rules give the right may put a proposal off; the council's is the law's."""
    no = why_not_place(is_secretary=is_secretary, sent=sent, state=State.PLANNED)
    if kind == Organization.Kind.COUNCIL:
        no.append(
            Obstacle(
                "members-right",
                "Et forslag, der er kommet i tide, skal på kommunalbestyrelsens næste dagsorden.",
                law("initiative", kind),
            )
        )
    if not later:
        no.append(Obstacle("no-later", "Vælg det senere møde, der er planlagt."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv til medlemmet, hvorfor forslaget udskydes."))
    return no


def why_not_take_off(*, members: bool, kind: str) -> list[Obstacle]:
    """A member's matter leaves an agenda by the member's own act alone."""
    if not members:
        return []
    return [
        Obstacle(
            "members-own",
            "Punktet er et medlems forslag: kun medlemmet selv kan trække det tilbage.",
            law("initiative", kind),
        )
    ]


def why_unplaced(titles: Sequence[str], *, kind: str) -> list[Obstacle]:
    """What came in time stands on the next agenda."""
    if not titles:
        return []
    told = "; ".join(f"»{title}«" for title in titles)
    return [
        Obstacle(
            "unplaced",
            f"Disse forslag fra medlemmer kom i tide og skal på dagsordenen: {told}.",
            law("initiative", kind),
        )
    ]
