"""Whether the mayor may stop a committee's decision, or take the stop back, and why not. Pure."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.formulas import UPWARD
from raadslag.meetings.models import Meeting
from raadslag.people.models import Organization

STOPPED = frozenset(
    {Organization.Kind.FINANCE, Organization.Kind.STANDING, Organization.Kind.SPECIAL}
)
"""Bodies whose decisions the mayor may stop: never the council's own (IM 91.1.9)."""
State = Meeting.State


def why_not_mayor_stop(
    *,
    allowed: bool,
    kind: str,
    state: str,
    outcome: str | None,
    already: bool,
    not_carried_out: bool,
    words: str,
) -> list[Obstacle]:
    """At any time until the decision is carried out, in writing, also against a unanimous committee.

    `not_carried_out`: whoever registers the order says so, for the house does not know.
    """
    no, by_law = [], law("mayor-stop", kind)
    if not allowed:
        no.append(
            Obstacle("not-mayor", "Kun borgmesteren standser, eller en sekretær, der noterer det.")
        )
    if kind not in STOPPED:
        no.append(
            Obstacle(
                "not-committee",
                "Borgmesteren kan kun standse et udvalgs beslutning, ikke kommunalbestyrelsens egen.",
                law("mayor-stop", Organization.Kind.STANDING),
            )
        )
    if state not in {State.OPEN, State.CLOSED} or outcome is None or outcome in {"none", *UPWARD}:
        no.append(
            Obstacle(
                "nothing-to-stop",
                "Udvalget har ikke truffet en beslutning, der kan standses. En indstilling opad går "
                "allerede til kommunalbestyrelsen.",
                by_law,
            )
        )
    if already:
        no.append(Obstacle("already-stopped", "Beslutningen er allerede standset.", by_law))
    if not not_carried_out:
        no.append(
            Obstacle(
                "carried-out",
                "Retten gælder, til beslutningen er ført ud i livet. Bekræft, at den ikke er det.",
                by_law,
            )
        )
    if not words.strip():
        no.append(
            Obstacle("no-words", "Skriv borgmesterens pålæg: standsningen er skriftlig.", by_law)
        )
    return no


def why_not_take_back_stop(*, allowed: bool, stands: bool, treated: bool, reason: str) -> list[Obstacle]:  # fmt: skip
    """Until the council treats the case the mayor may take the stop back; then the decision takes effect."""
    no = []
    if not allowed:
        no.append(Obstacle("not-mayor", "Kun borgmesteren trækker standsningen tilbage."))
    if not stands:
        no.append(Obstacle("no-stop", "Beslutningen er ikke standset af borgmesteren."))
    if treated:
        no.append(
            Obstacle(
                "council-has-it",
                "Sagen står på kommunalbestyrelsens dagsorden eller er behandlet dér. Tag den af "
                "dagsordenen først.",
            )
        )
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor standsningen trækkes tilbage."))
    return no
