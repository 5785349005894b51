"""How the house says no: one function asks, explains, and greys the button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something may not happen now: English code, Danish reason, paragraph of law if there is one."""

    code: str
    reason: str
    law: str | None = None


class NotAllowed(Exception):
    """Raised by `require`; carries every obstacle, so that a page can show them all."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(" ".join(obstacle.reason for obstacle in self.obstacles))


def require(obstacles: Iterable[Obstacle]) -> None:
    """Let it happen, or raise `NotAllowed` with everything that stands in the way."""
    found = tuple(obstacles)
    if found:
        raise NotAllowed(found)
