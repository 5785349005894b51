"""Whether a chair's decision may be registered, taken back or left off an agenda, and why not. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from raadslag.allowed import Obstacle
from raadslag.cases.closing import why_no_ground
from raadslag.law.table import law
from raadslag.meetings.models import ChairDecision
from raadslag.people.models import Organization

BY_LAW = frozenset(
    {Organization.Kind.COUNCIL, Organization.Kind.FINANCE, Organization.Kind.STANDING}
)
"""Bodies whose chair the law lets decide alone; any other says so in its own rules."""


def why_not_register(
    *,
    allowed: bool,
    kind: str,
    own_rules: bool,
    is_chair: bool,
    ground: str,
    reason: str,
    title: str,
    text: str,
    decided_on: date | None,
    today: date,
    closed: bool,
    closed_reason: str,
) -> list[Obstacle]:
    """The chair decides alone what can't wait or leaves no doubt; `own_rules` of the body may allow it.

    `allowed`: by the body's secretary, or its chair. `is_chair`: the decider was, on the day.
    """
    by_law, no = law("chairs-decision", kind), []
    if not allowed:
        no.append(
            Obstacle("not-yours", "Kun udvalgets sekretær og formand registrerer en afgørelse.")
        )
    if kind not in BY_LAW and not own_rules:
        no.append(
            Obstacle(
                "no-chairs-right",
                "Loven giver ikke formanden for dette organ ret til at afgøre sager alene. Giver dets egne "
                "regler den, så sig det i udvalgets opsætning.",
                by_law,
            )
        )
    if not is_chair:
        no.append(
            Obstacle("not-chair", "Vælg den, der var formand eller næstformand på dagen.", by_law)
        )
    if ground not in ChairDecision.Ground.values or not reason.strip():
        no.append(
            Obstacle(
                "no-ground",
                "Vælg, om sagen ikke kunne vente eller ikke gav anledning til tvivl, og skriv hvorfor: "
                "det siges på mødet.",
                by_law,
            )
        )
    if not title.strip() or not text.strip():
        no.append(Obstacle("no-text", "Skriv, hvad sagen handler om, og hvad der blev afgjort."))
    if decided_on is None or decided_on > today:
        no.append(Obstacle("no-day", "Skriv den dag, afgørelsen blev truffet: senest i dag."))
    return no + (why_no_ground(closed_reason) if closed else [])


def why_not_decide_case(*, ready: bool, on_route: bool, elsewhere: bool) -> list[Obstacle]:
    """A case that the chair decides is approved, and waits for this very body."""
    if ready and on_route and not elsewhere:
        return []
    return [
        Obstacle(
            "case-not-waiting",
            "Sagen skal være klar, vente på udvalget og ikke stå på en dagsorden. Tag den af dagsordenen "
            "først, hvis formanden har afgjort den.",
        )
    ]


def why_not_take_back_decision(
    *, allowed: bool, told: bool, gone: bool, moved_on: bool, reason: str
) -> list[Obstacle]:
    """Until the body was told of it, a decision registered by mistake is taken back, for a reason."""
    no = []
    if not allowed:
        no.append(Obstacle("not-yours", "Kun udvalgets sekretær og formand tager den tilbage."))
    if told:
        no.append(Obstacle("told", "Udvalget har fået den meddelt: den står i referatet."))
    if gone:
        no.append(Obstacle("withdrawn", "Afgørelsen er allerede taget tilbage."))
    if moved_on:
        no.append(
            Obstacle("case-moved-on", "Sagen er gået videre: den står på en anden dagsorden.")
        )
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor afgørelsen tages tilbage."))
    return no


def why_not_leave_out(*, chairs: bool, kind: str) -> list[Obstacle]:
    """What the chair decided stays on the next agenda until it is told."""
    if not chairs:
        return []
    return [
        Obstacle(
            "must-be-told",
            "Formandens afgørelse skal meddeles på det næste møde: den bliver på dagsordenen, til den er "
            "meddelt. Er den registreret ved en fejl, så tag den tilbage på dens egen side.",
            law("chairs-decision", kind),
        )
    ]


def why_untold(titles: Sequence[str], *, kind: str) -> list[Obstacle]:
    """What was decided alone stands on the next agenda."""
    if not titles:
        return []
    told = "; ".join(f"»{title}«" for title in titles)
    return [
        Obstacle(
            "untold",
            f"Disse afgørelser er truffet på udvalgets vegne og skal meddeles på mødet: {told}.",
            law("chairs-decision", kind),
        )
    ]
