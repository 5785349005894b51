"""Whether a decision may stand, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.meetings.rules.holding import why_not_work_live


def why_not_decide(
    *,
    state: str,
    is_secretary: bool,
    withdrawn: bool,
    outcome: str,
    text: str,
    has_return_day: bool,
    last_stop: bool,
) -> list[Obstacle]:
    """A decision has words, a postponed one a day to come back, and no body decides for another."""
    no = why_not_work_live(state=state, is_secretary=is_secretary, withdrawn=withdrawn)
    if outcome != "none" and not text.strip():
        no.append(Obstacle("no-text", "Skriv, hvad der blev besluttet."))
    if outcome == "postponed" and not has_return_day:
        no.append(Obstacle("no-return-day", "Angiv, hvornår den udsatte sag kommer tilbage."))
    if outcome == "recommended_onward" and last_stop:
        no.append(
            Obstacle(
                "nobody-above",
                "Der er intet næste led i sagens rækkefølge: udvalget træffer selv beslutningen.",
            )
        )
    if outcome in {"approved", "approved_as_recommended"} and not last_stop:
        no.append(
            Obstacle(
                "not-decider",
                "Udvalget indstiller her; sagen afgøres i et senere led. "
                "Brug »Indstilles til næste led«.",
            )
        )
    return no


def why_not_settle(*, seen: int, stands: int, settled: bool) -> list[Obstacle]:
    """One chooses between the decisions one has seen, and once."""
    no = []
    if settled:
        no.append(Obstacle("settled", "Der er allerede valgt mellem de to beslutninger."))
    elif seen != stands:
        no.append(
            Obstacle(
                "stale-decision",
                "Beslutningen er ændret, siden du åbnede siden. Se dem begge igen, og vælg så.",
            )
        )
    return no
