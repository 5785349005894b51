"""What an agenda does to a case: steps of the acts of meetings, inside their transactions."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.cases.models import Case

ON_ONE = frozenset({Case.State.ON_AGENDA, Case.State.CALLED})
APPROVED_FOR_ONE = frozenset({Case.State.READY, Case.State.ON_AGENDA})
"""States in which a case on a planned agenda may be sent out: its approval stands."""


def put_on_agenda(case: Case) -> None:
    """It stands on a planned agenda, and may still be written: its approval falls if it is."""
    _set(case, Case.State.ON_AGENDA)


def send_out(case: Case) -> None:
    """It is sent to members: its text stands fast."""
    _set(case, Case.State.CALLED)


def begin_correcting(case: Case, *, kind: str) -> None:
    """It was sent out, and is written in again until the correction is sent or dropped."""
    case.correcting = kind
    case.save(update_fields=["correcting"])
    _set(case, Case.State.ON_AGENDA)


def end_correcting(case: Case) -> None:
    """The correction is sent, or put back: its text stands fast again."""
    case.correcting = ""
    case.save(update_fields=["correcting"])
    _set(case, Case.State.CALLED)


def let_go(cases: Iterable[Case]) -> None:
    """It stands on no agenda any more, and is ready for another; a draft stays a draft."""
    for case in cases:
        case.refresh_from_db(fields=["state"])
        if case.state in ON_ONE:
            _set(case, Case.State.READY)


def end_treatment(case: Case, *, state: str) -> None:
    """The meeting is over: ready for the next body, back with its writer, or treated.

    A draft is sent for approval in a new round.
    """
    if state == Case.State.DRAFT:
        case.round += 1
        case.save(update_fields=["round"])
    _set(case, state)


def _set(case: Case, state: str) -> None:
    case.state = state
    case.save(update_fields=["state", "modified_at"])
