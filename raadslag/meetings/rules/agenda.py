"""What may happen to an agenda and its items, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.allowed import Obstacle
from raadslag.cases.models import Case
from raadslag.law.table import law
from raadslag.meetings.models import AgendaItem, ClosedPart, Meeting

State = Meeting.State
BEFORE = frozenset({State.PLANNED, State.CALLED})


def why_not_keep(*, is_secretary: bool) -> list[Obstacle]:
    """Only the organization's secretary works on its agendas and minutes."""
    if is_secretary:
        return []
    return [Obstacle("not-secretary", "Kun udvalgets sekretær arbejder på dagsorden og referat.")]


def why_not_add(
    *,
    state: str,
    case_state: str,
    on_route: bool,
    already_there: bool,
    elsewhere: str,
    is_secretary: bool,
) -> list[Obstacle]:
    """A case comes on an agenda when it is ready and the body stands on its route.

    `elsewhere` names another meeting that is still to treat it.
    """
    no = why_not_keep(is_secretary=is_secretary)
    if state not in BEFORE:
        no.append(Obstacle("not-before", "Dagsordenen er lukket: mødet er begyndt eller aflyst."))
    if case_state != Case.State.READY:
        no.append(Obstacle("not-ready", "Sagen er ikke klar: den skal først godkendes."))
    if not on_route:
        no.append(Obstacle("not-on-route", "Udvalget står ikke i sagens rækkefølge af behandlere."))
    if already_there:
        no.append(Obstacle("already-there", "Sagen står allerede på dagsordenen."))
    if elsewhere:
        no.append(Obstacle("elsewhere", f"Sagen står allerede på en anden dagsorden: {elsewhere}."))
    return no


def why_not_move(*, state: str, is_secretary: bool, fixed: bool) -> list[Obstacle]:
    """Items move freely until the notice; after it numbers stand fast."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.PLANNED:
        no.append(
            Obstacle(
                "called",
                "Mødet er indkaldt, og numrene ligger fast. Brug tillægsdagsorden eller lad punktet udgå.",
            )
        )
    if fixed:
        no.append(Obstacle("fixed", "Faste punkter har deres plads først eller sidst."))
    return no


def why_not_drop(*, state: str, is_secretary: bool, fixed: bool) -> list[Obstacle]:
    """An item is taken off the agenda only before the notice."""
    no = why_not_move(state=state, is_secretary=is_secretary, fixed=False)
    if fixed:
        no.append(Obstacle("fixed", "Faste punkter fjernes i udvalgets opsætning."))
    return no


def why_not_withdraw(
    *, state: str, is_secretary: bool, withdrawn: bool, decided: bool, reason: str
) -> list[Obstacle]:
    """After the notice an item is withdrawn visibly and keeps its number."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in {State.CALLED, State.OPEN}:
        no.append(Obstacle("not-called", "Før indkaldelsen tages punktet blot af dagsordenen."))
    if withdrawn:
        no.append(Obstacle("withdrawn", "Punktet er allerede udgået."))
    if decided:
        no.append(Obstacle("decided", "Der er truffet beslutning om punktet."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor punktet udgår."))
    return no


def why_closed_unreasoned(titles: Sequence[str]) -> list[Obstacle]:
    """A closed item says why, and has a title that may be published."""
    if not titles:
        return []
    return [
        Obstacle(
            "closed-unreasoned",
            "Lukkede punkter skal have begrundelse og offentlig titel: " + "; ".join(titles) + ".",
            "KSL § 10 stk. 1 og § 20 stk. 7",
        )
    ]


def why_not_supplement(
    *, state: str, is_secretary: bool, reason: str, kind: str = "standing"
) -> list[Obstacle]:
    """A case that comes after the notice stands on a supplementary agenda and says why."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.CALLED:
        no.append(
            Obstacle("not-called", "Tillægsdagsorden bruges efter indkaldelsen og før mødet.")
        )
    if not reason.strip():
        no.append(
            Obstacle(
                "no-reason",
                "En sag på tillægsdagsordenen skal sige, hvorfor den ikke kan vente.",
                law("in-time", kind),
            )
        )
    return no


def in_parts(items: list[AgendaItem], closed_part: str) -> list[AgendaItem]:
    """The items with the closed ones together, before or after the open; fixed items keep their places."""
    if not closed_part:
        return items
    first = closed_part == ClosedPart.FIRST

    def place(item: AgendaItem) -> tuple[int, bool]:
        if item.fixed:
            return (2 if item.last else 0), False
        return 1, item.closed != first

    return sorted(items, key=place)
