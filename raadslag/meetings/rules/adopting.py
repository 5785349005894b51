"""What a body may do with its own agenda at the meeting, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.models import AgendaItem
from raadslag.meetings.rules.holding import why_not_work_live
from raadslag.people.models import Organization

TakenUp = AgendaItem.TakenUp


def why_not_adopt(*, state: str, is_secretary: bool, putting_right: bool) -> list[Obstacle]:
    """The agenda's adoption is noted while the meeting is open, and put right until the minutes are sent."""
    return why_not_work_live(state=state, is_secretary=is_secretary, putting_right=putting_right)


def why_not_take_up(
    *, state: str, is_secretary: bool, kind: str, how: str, reason: str, majority: bool
) -> list[Obstacle]:
    """A matter that is not on the agenda needs everybody's consent, or that it plainly can't wait.

    `majority`: the body's own rules let a majority take it up; the council's agenda is the law's (KSL § 8
    stk. 4 and 5), so there it never is enough.
    """
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    by_law = law("taken-up", kind)
    allowed = {TakenUp.AGREED, TakenUp.URGENT}
    if majority and kind != Organization.Kind.COUNCIL:
        allowed.add(TakenUp.MAJORITY)
    if how not in allowed:
        no.append(
            Obstacle(
                "not-agreed",
                "Et punkt, der ikke står på dagsordenen, optages, når alle til stede er enige, eller når "
                "sagen åbenbart ikke kan vente. Vælg, hvordan det blev optaget.",
                by_law,
            )
        )
    if not reason.strip():
        why = (
            "hvorfor sagen ikke kan vente"
            if kind == Organization.Kind.COUNCIL
            else "hvorfor punktet optages"
        )
        no.append(Obstacle("no-reason", f"Skriv, {why}: det kommer i referatet.", by_law))
    return no


def why_not_take_case(*, ready: bool, on_route: bool, already_there: bool) -> list[Obstacle]:
    """A case that is taken up is approved as any other, and the body stands on its route."""
    no = []
    if not ready:
        no.append(Obstacle("not-ready", "Sagen er ikke klar: den skal først godkendes."))
    if not on_route:
        no.append(Obstacle("not-on-route", "Udvalget står ikke i sagens rækkefølge af behandlere."))
    if already_there:
        no.append(Obstacle("already-there", "Sagen står allerede på dagsordenen."))
    return no


def why_not_reorder(
    *, state: str, is_secretary: bool, kind: str, treated: bool, too_early: bool
) -> list[Obstacle]:
    """The body settles its order of treatment (IM 02.1.3), among what it has not treated yet."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    if treated or too_early:
        no.append(
            Obstacle(
                "treated",
                "Kun punkter, der ikke er behandlet endnu, kan bytte plads: der er noteret beslutning, "
                "afstemning, bemærkning eller fremmøde ved et af dem.",
                law("taken-up", kind),
            )
        )
    return no
