"""When a whole case may be handed over, taken back, shelved, taken up or copied. Pure."""

from __future__ import annotations

from collections.abc import Collection

from raadslag.allowed import Obstacle
from raadslag.cases.models import Case

OVER = frozenset({Case.State.TREATED, Case.State.SHELVED})
"""States in which nobody works on the case any more."""
NOT_WRITER = Obstacle("not-writer", "Kun de enheder, der står bag sagen, kan gøre det.")


def why_not_take_back(*, state: str, may_write: bool) -> list[Obstacle]:
    """Only what lies with an approver can be taken back; what is approved falls by being changed."""
    no = [] if may_write else [NOT_WRITER]
    if state != Case.State.SENT:
        no.append(
            Obstacle(
                "not-sent",
                "Sagen ligger ikke til godkendelse. Er den godkendt, kan du rette i den: så bortfalder "
                "godkendelsen, og de, der gav den, får brev.",
            )
        )
    return no


def why_not_hand_over(*, state: str, may_write: bool, fits: bool) -> list[Obstacle]:
    """A case under way has somebody who works for the units behind it."""
    no = [] if may_write else [NOT_WRITER]
    if state in OVER:
        no.append(Obstacle("over", "Sagen er behandlet eller henlagt; den skal ikke videre."))
    if not fits:
        no.append(
            Obstacle(
                "not-theirs",
                "Vælg en, der har en konto og skriver sager i en af de enheder, der står bag sagen.",
            )
        )
    return no


def why_not_shelve(*, state: str, may_write: bool, correcting: bool = False) -> list[Obstacle]:
    """A draft may be laid aside; what others are asked about must be taken back first."""
    no = [] if may_write else [NOT_WRITER]
    if correcting:
        no.append(Obstacle("correcting", "Sagen er sendt ud og rettes: opgiv rettelsen først."))
    if state != Case.State.DRAFT:
        no.append(
            Obstacle(
                "not-draft",
                "Kun en kladde kan henlægges. Træk sagen tilbage fra godkendelse, eller bed "
                "udvalgssekretæren tage den af dagsordenen først.",
            )
        )
    return no


def why_not_take_up(*, state: str, may_write: bool) -> list[Obstacle]:
    """Only what was laid aside is taken up again."""
    no = [] if may_write else [NOT_WRITER]
    if state != Case.State.SHELVED:
        no.append(Obstacle("not-shelved", "Sagen er ikke henlagt."))
    return no


def why_not_copy(*, units: Collection[int]) -> list[Obstacle]:
    """Whoever writes cases for a unit may begin one from another that they may read."""
    if units:
        return []
    return [Obstacle("no-unit", "Du arbejder ikke i en enhed, der skriver sager.")]
