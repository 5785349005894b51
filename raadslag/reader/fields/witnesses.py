"""Witnesses of the meeting's own facts: who says what, and how much it weighs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from raadslag.danish.bodies import plain_body


@dataclass(slots=True)
class Witnesses:
    """Weight by kind and value; `said` keeps the value as its heaviest witness prints it."""

    weights: dict[tuple[str, object], float] = field(default_factory=lambda: defaultdict(float))
    said: dict[tuple[str, object], tuple[float, object]] = field(default_factory=dict)

    def say(self, kind: str, value: object, weight: float) -> None:
        if not value:
            return
        key = (kind, plain_body(str(value)) if kind == "body" else value)
        self.weights[key] += weight
        if weight > self.said.get(key, (0.0, None))[0]:
            self.said[key] = (weight, value)

    def best(self, kind: str) -> object | None:
        found = [(weight, key) for key, weight in self.weights.items() if key[0] == kind]
        weight, key = max(found, key=lambda pair: pair[0], default=(0.0, ("", None)))
        return self.said[key][1] if weight > 0 and key in self.said else None


@dataclass(slots=True)
class Sayings:
    """What one line says: (kind, value, weight)."""

    all: list[tuple[str, object, float]] = field(default_factory=list)

    def say(self, kind: str, value: object, weight: float) -> None:
        self.all.append((kind, value, weight))
