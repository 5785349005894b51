"""Who may have a remark, a dissent or a stop in the minutes, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.meetings.formulas import PROCEDURAL, UPWARD
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.meetings.rules.holding import why_not_work_live

State = Meeting.State


def why_not_dissent(*, state: str, is_secretary: bool, voted_against: bool) -> list[Obstacle]:
    """A dissenting opinion belongs to those who voted against (KSL § 13 stk. 2)."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    if not voted_against:
        no.append(
            Obstacle(
                "not-against",
                "Kun et medlem, der stemte imod, kan få sin afvigende mening i referatet.",
                "KSL § 13 stk. 2 (IM 95.1.4)",
            )
        )
    return no


def why_not_remark(*, state: str, is_secretary: bool, in_room: bool, text: str) -> list[Obstacle]:
    """A reservation is asked for by somebody who is there, during the meeting (IM 06.1.1)."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
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
    outcome: str | None,
    is_committee: bool,
    already_stopped: bool,
) -> list[Obstacle]:
    """A committee member may stop a decision by a declaration at the meeting (KSL § 23)."""
    no = why_not_keep(is_secretary=is_secretary)
    law = "KSL § 23"
    if state != State.OPEN:
        no.append(
            Obstacle(
                "meeting-over", "Standsningsretten bruges på mødet, før det er afsluttet.", law
            )
        )
    if not is_committee:
        no.append(Obstacle("not-committee", "Kun beslutninger i et udvalg kan standses.", law))
    if not present:
        no.append(Obstacle("not-member", "Kun et medlem, der deltager i mødet, kan standse.", law))
    if outcome is None or outcome in PROCEDURAL or outcome in UPWARD:
        no.append(
            Obstacle(
                "nothing-to-stop",
                "Der er ingen endelig beslutning at standse: udsættelse og indstilling opad er ikke omfattet.",
                "KSL § 23 (IM 16.1.1)",
            )
        )
    if already_stopped:
        no.append(Obstacle("already-stopped", "Beslutningen er allerede standset.", law))
    return no
