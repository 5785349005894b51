"""Whether a decision may stand, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.allowed import Obstacle
from raadslag.meetings.formulas import WITHOUT_QUORUM
from raadslag.meetings.rules.holding import why_not_work_live


def why_not_decide(
    *,
    state: str,
    is_secretary: bool,
    putting_right: bool,
    withdrawn: bool,
    outcome: str,
    text: str,
    has_return_day: bool,
    last_stop: bool,
) -> list[Obstacle]:
    """A decision has words, a postponed one a day to come back, and no body decides for another."""
    no = why_not_work_live(
        state=state, is_secretary=is_secretary, putting_right=putting_right, withdrawn=withdrawn
    )
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


def why_without_quorum(outcome: str, lacking: Sequence[Obstacle], *, reason: str) -> list[Obstacle]:
    """A body that is too few decides nothing, unless the minutes say why it could (KSL § 11 stk. 2).

    `lacking` is what `presence.why_no_quorum` says. No hard stop: the list of who is there may lag.
    """
    if not lacking or outcome in WITHOUT_QUORUM or reason.strip():
        return []
    return [
        Obstacle(
            "no-quorum-reason",
            f"{lacking[0].reason} Ret fremmødet, eller skriv, hvorfor der alligevel kunne besluttes: "
            "det kommer i referatet.",
            lacking[0].law,
        )
    ]


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
