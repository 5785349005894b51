"""What may be done while a meeting is held: begin, note, end, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.allowed import Obstacle
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import why_not_keep

State = Meeting.State


def why_not_open(*, state: str, is_secretary: bool) -> list[Obstacle]:
    """A meeting begins once it is called."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.CALLED:
        no.append(Obstacle("not-called", "Kun et indkaldt møde kan begynde."))
    return no


def why_not_show_live(*, state: str, items: int) -> list[Obstacle]:
    """The live screen shows one item at a time: an old meeting's items stand in its minutes alone."""
    if state == State.ENTERED:
        return [
            Obstacle("entered", "Mødet er indlæst fra et gammelt referat og føres ikke i Rådslag.")
        ]
    if not items:
        return [Obstacle("no-items", "Der er ingen punkter på dagsordenen at føre mødet efter.")]
    return []


def why_not_work_live(
    *, state: str, is_secretary: bool, putting_right: bool = False, withdrawn: bool = False
) -> list[Obstacle]:
    """What happens is noted while the meeting is open, and put right until the minutes are sent.

    `putting_right`: the meeting is over, and its minutes are not with the members yet (ret til).
    """
    no = why_not_keep(is_secretary=is_secretary)
    if state == State.CLOSED and not putting_right:
        no.append(
            Obstacle(
                "minutes-sent",
                "Referatet er sendt til godkendelse. Ret det på referatets side, så alle ser rettelsen.",
            )
        )
    elif state != State.OPEN and not putting_right:
        no.append(Obstacle("not-open", "Mødet er ikke i gang."))
    if withdrawn:
        no.append(Obstacle("withdrawn", "Punktet er udgået."))
    return no


def why_not_note_recusal(
    *, state: str, is_secretary: bool, putting_right: bool = False
) -> list[Obstacle]:
    """A member tells before the case is treated (KSL § 14 stk. 2), so it is noted from the notice on."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in {State.CALLED, State.OPEN} and not putting_right:
        no.append(
            Obstacle(
                "not-called",
                "Inhabilitet noteres, fra mødet er indkaldt, og til referatet er sendt.",
                "KSL § 14",
            )
        )
    return no


def why_not_close(
    *, state: str, is_secretary: bool, undecided: Sequence[int], conflicts: int
) -> list[Obstacle]:
    """A meeting ends when every item that stands has a decision, if only that there was none."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    if undecided:
        numbers = ", ".join(map(str, undecided))
        no.append(Obstacle("undecided", f"Disse punkter mangler beslutning: {numbers}."))
    if conflicts:
        no.append(Obstacle("open-conflict", "Et punkt har to beslutninger: vælg mellem dem."))
    return no


def why_not_send_again(*, elsewhere: str) -> list[Obstacle]:
    """A decision that is put right may send its case another way, unless another meeting has it."""
    if not elsewhere:
        return []
    return [
        Obstacle(
            "case-moved-on",
            f"Sagen står nu på dagsordenen for {elsewhere}. Tag den af dér, før udfaldet rettes.",
        )
    ]
