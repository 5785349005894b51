"""What bodies did with a case, told on the case itself. Rooms above know it, and say here how to ask.

@tells_treatments
def treatments(case: Case) -> list[Treatment]: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from raadslag.cases.models import Case


@dataclass(frozen=True, slots=True)
class Treatment:
    """One body's treatment: outcome in Danish, the decision's words, remarks, and what follows."""

    organization: str
    on: date
    number: int
    outcome: str
    text: str = ""
    remarks: tuple[str, ...] = ()
    follows: str = ""
    address: str = ""
    closed: bool = False
    votes: tuple[str, ...] = field(default=())


Teller = Callable[[Case], list[Treatment]]
_tellers: list[Teller] = []


def tells_treatments(teller: Teller) -> Teller:
    """Let a room above tell what bodies did with a case."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def treatments_of(case: Case) -> list[Treatment]:
    """Everything that bodies decided about the case, newest first."""
    found = [one for teller in _tellers for one in teller(case)]
    return sorted(found, key=lambda one: one.on, reverse=True)
