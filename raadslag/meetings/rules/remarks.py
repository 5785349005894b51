"""Who may have a remark, a dissent or a stop in the minutes, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.formulas import PROCEDURAL, UPWARD
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.meetings.rules.holding import why_not_work_live
from raadslag.people.models import Organization

State = Meeting.State


def why_not_dissent(
    *, in_minority: bool, abstained: bool, kind: str = "standing"
) -> list[Obstacle]:
    """A dissenting opinion belongs to those who were in the minority of a ballot (KSL § 13 stk. 2).

    Also who voted for a proposal that was lost. Who abstained may have that noted, and their view
    of how the case was treated (IM 11.1.3).
    """
    if in_minority:
        return []
    if abstained:
        return [
            Obstacle(
                "abstained",
                "Et medlem, der undlod at stemme, kan få det noteret som forbehold, og sin mening om "
                "sagens behandling, men ikke om dens indhold.",
                law("dissent", kind),
            )
        ]
    return [
        Obstacle(
            "not-in-minority",
            "En afvigende mening er for den, der kom i mindretal ved en afstemning om punktet. "
            "Registrér afstemningen, eller notér det som udvalgets bemærkning, hvis udvalget vil have det med.",
            law("dissent", kind),
        )
    ]


def why_not_remark(
    *, state: str, is_secretary: bool, putting_right: bool, in_room: bool, text: str
) -> list[Obstacle]:
    """A reservation is asked for by somebody who took part, until the meeting ends (IM 06.1.1)."""
    no = why_not_work_live(state=state, is_secretary=is_secretary, putting_right=putting_right)
    if not in_room:
        no.append(Obstacle("not-in-room", "Medlemmet deltager ikke i behandlingen af punktet."))
    if not text.strip():
        no.append(Obstacle("no-text", "Skriv bemærkningen."))
    return no


def why_not_stop(
    *,
    state: str,
    is_secretary: bool,
    present: bool,
    recused: bool,
    outcome: str | None,
    kind: str,
    already_stopped: bool,
) -> list[Obstacle]:
    """A committee member may stop a decision by a declaration at the meeting (KSL § 23).

    `present`: there for at least a part of the item; who is recused is not (IM 03.1.7). No reason is
    asked for, and one need not have voted against.
    """
    no = why_not_keep(is_secretary=is_secretary)
    by_law = law("stop", kind)
    if state != State.OPEN:
        no.append(
            Obstacle(
                "meeting-over", "Standsningsretten bruges på mødet, før det er afsluttet.", by_law
            )
        )
    if kind == Organization.Kind.COUNCIL:
        no.append(Obstacle("not-committee", "Kun beslutninger i et udvalg kan standses.", by_law))
    if recused:
        no.append(
            Obstacle(
                "recused",
                "Medlemmet er inhabilt i punktet og kan ikke standse beslutningen.",
                by_law,
            )
        )
    elif not present:
        no.append(
            Obstacle(
                "not-there",
                "Kun et medlem, der helt eller delvis var til stede under punktet, kan standse.",
                by_law,
            )
        )
    if outcome is None or outcome in PROCEDURAL or outcome in UPWARD:
        no.append(
            Obstacle(
                "nothing-to-stop",
                "Der er ingen endelig beslutning at standse: udsættelse, tilbagesendelse og indstilling "
                "opad er ikke omfattet.",
                law("stoppable", kind),
            )
        )
    if already_stopped:
        no.append(Obstacle("already-stopped", "Beslutningen er allerede standset.", by_law))
    return no
