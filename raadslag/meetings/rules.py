"""What may happen to an agenda and in a meeting, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from raadslag.allowed import Obstacle
from raadslag.cases.models import Case
from raadslag.meetings.formulas import PROCEDURAL, UPWARD
from raadslag.meetings.models import Meeting

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
        no.append(Obstacle("fixed", "Faste punkter fjernes i udvalgets indstillinger."))
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


def why_not_call(
    *,
    state: str,
    is_secretary: bool,
    items: int,
    today: date,
    deadline: date,
    meeting_on: date,
    late_without_reason: Sequence[str],
    closed_without_reason: Sequence[str],
    members: int,
    unready: Sequence[str],
) -> list[Obstacle]:
    """A meeting is called in time, or each case on it says why it cannot wait (KSL § 8 stk. 4)."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.PLANNED:
        no.append(Obstacle("not-planned", "Mødet er allerede indkaldt, afholdt eller aflyst."))
    if not items:
        no.append(Obstacle("no-items", "Dagsordenen er tom."))
    if not members:
        no.append(Obstacle("no-members", "Udvalget har ingen medlemmer på mødedagen."))
    if meeting_on < today:
        no.append(Obstacle("past", "Mødedagen er passeret."))
    if today > deadline and late_without_reason:
        titles = "; ".join(late_without_reason)
        no.append(
            Obstacle(
                "late",
                f"Fristen var {deadline:%d-%m-%Y}. Skriv for hver sag, hvorfor den ikke kan vente: {titles}.",
                "KSL § 8 stk. 4 og udvalgets forretningsorden",
            )
        )
    if unready:
        titles = "; ".join(unready)
        no.append(
            Obstacle(
                "unready",
                "Disse sager er ændret, efter at de blev godkendt, og skal godkendes og gøres klar "
                f"igen, eller tages af dagsordenen: {titles}.",
            )
        )
    no += why_closed_unreasoned(closed_without_reason)
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


def why_not_supplement(*, state: str, is_secretary: bool, reason: str) -> list[Obstacle]:
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
                "KSL § 8 stk. 4 og udvalgets forretningsorden",
            )
        )
    return no


def why_not_open(*, state: str, is_secretary: bool) -> list[Obstacle]:
    """A meeting begins once it is called."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.CALLED:
        no.append(Obstacle("not-called", "Kun et indkaldt møde kan begynde."))
    return no


def why_not_show_live(*, state: str, items: int) -> list[Obstacle]:
    """The live screen shows one item at a time: an old meeting's items stand in its minutes alone."""
    if state == State.ENTERED:
        return [
            Obstacle("entered", "Mødet er indlæst fra et gammelt referat og føres ikke i Rådslag.")
        ]
    if not items:
        return [Obstacle("no-items", "Der er ingen punkter på dagsordenen at føre mødet efter.")]
    return []


def why_not_work_live(*, state: str, is_secretary: bool, withdrawn: bool = False) -> list[Obstacle]:
    """Attendance, votes and decisions are noted while the meeting is open."""
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.OPEN:
        no.append(Obstacle("not-open", "Mødet er ikke i gang."))
    if withdrawn:
        no.append(Obstacle("withdrawn", "Punktet er udgået."))
    return no


def why_not_note_recusal(*, state: str, is_secretary: bool) -> list[Obstacle]:
    """A member tells before the case is treated (KSL § 14 stk. 2), so it is noted from the notice on."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in {State.CALLED, State.OPEN}:
        no.append(
            Obstacle(
                "not-called",
                "Inhabilitet noteres, fra mødet er indkaldt, og til det er afsluttet.",
                "KSL § 14",
            )
        )
    return no


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


def why_not_dissent(*, state: str, is_secretary: bool, voted_against: bool) -> list[Obstacle]:
    """A dissenting opinion belongs to those who voted against (KSL § 13 stk. 2)."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    if not voted_against:
        no.append(
            Obstacle(
                "not-against",
                "Kun et medlem, der stemte imod, kan få sin afvigende mening i referatet.",
                "KSL § 13 stk. 2 (IM 95.1.4)",
            )
        )
    return no


def why_not_remark(*, state: str, is_secretary: bool, in_room: bool, text: str) -> list[Obstacle]:
    """A reservation is asked for by somebody who is there, during the meeting (IM 06.1.1)."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    if not in_room:
        no.append(Obstacle("not-in-room", "Medlemmet deltager ikke i behandlingen af punktet."))
    if not text.strip():
        no.append(Obstacle("no-text", "Skriv bemærkningen."))
    return no


def why_not_stop(
    *,
    state: str,
    is_secretary: bool,
    present: bool,
    outcome: str | None,
    is_committee: bool,
    already_stopped: bool,
) -> list[Obstacle]:
    """A committee member may stop a decision by a declaration at the meeting (KSL § 23)."""
    no = why_not_keep(is_secretary=is_secretary)
    law = "KSL § 23"
    if state != State.OPEN:
        no.append(
            Obstacle(
                "meeting-over", "Standsningsretten bruges på mødet, før det er afsluttet.", law
            )
        )
    if not is_committee:
        no.append(Obstacle("not-committee", "Kun beslutninger i et udvalg kan standses.", law))
    if not present:
        no.append(Obstacle("not-member", "Kun et medlem, der deltager i mødet, kan standse.", law))
    if outcome is None or outcome in PROCEDURAL or outcome in UPWARD:
        no.append(
            Obstacle(
                "nothing-to-stop",
                "Der er ingen endelig beslutning at standse: udsættelse og indstilling opad er ikke omfattet.",
                "KSL § 23 (IM 16.1.1)",
            )
        )
    if already_stopped:
        no.append(Obstacle("already-stopped", "Beslutningen er allerede standset.", law))
    return no


def why_not_close(
    *, state: str, is_secretary: bool, undecided: Sequence[int], conflicts: int
) -> list[Obstacle]:
    """A meeting ends when every item that stands has a decision, if only that there was none."""
    no = why_not_work_live(state=state, is_secretary=is_secretary)
    if undecided:
        numbers = ", ".join(map(str, undecided))
        no.append(Obstacle("undecided", f"Disse punkter mangler beslutning: {numbers}."))
    if conflicts:
        no.append(Obstacle("open-conflict", "Et punkt har to beslutninger: vælg mellem dem."))
    return no


def why_not_cancel(*, state: str, is_secretary: bool, reason: str) -> list[Obstacle]:
    """A meeting that has not begun may be cancelled, for a reason."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in BEFORE:
        no.append(Obstacle("not-before", "Et møde, der er begyndt eller aflyst, kan ikke aflyses."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvorfor mødet aflyses."))
    return no


def why_not_apologize(*, sits: bool, state: str) -> list[Obstacle]:
    """A member sends apologies until the meeting begins."""
    no = []
    if not sits:
        no.append(Obstacle("no-seat", "Kun udvalgets medlemmer sender afbud."))
    if state not in BEFORE:
        no.append(Obstacle("not-before", "Mødet er begyndt: giv udvalgssekretæren besked."))
    return no
