"""May a meeting be changed, begun or undone, and may somebody sit in it for another? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.agenda import BEFORE, why_not_keep

State = Meeting.State
EARLY = timedelta(hours=1)
"""A meeting that begins more than this before its time is asked about first."""
COUNCIL_NOTICE = 4
"""Hverdage: the council's agenda and its material reach members this long before (KSL § 8 stk. 4)."""


def why_not_change(
    *,
    state: str,
    is_secretary: bool,
    now: datetime,
    starts_at: datetime,
    ends_at: datetime | None,
    moved: bool,
    elsewhere: bool,
    same_time: bool,
    reason: str,
) -> list[Obstacle]:
    """A meeting that has not begun may get another time or place; once it is called, for a reason.

    `moved`: the time is another, `elsewhere`: the place is.
    """
    no = why_not_keep(is_secretary=is_secretary)
    if state not in BEFORE:
        no.append(
            Obstacle(
                "not-before", "Et møde, der er begyndt, afholdt eller aflyst, kan ikke ændres."
            )
        )
    if not (moved or elsewhere):
        no.append(Obstacle("nothing-new", "Skriv det nye tidspunkt eller det nye sted."))
    if moved and starts_at <= now:
        no.append(Obstacle("past", "Det nye tidspunkt er passeret. Vælg et, der ligger fremme."))
    if ends_at is not None and ends_at <= starts_at:
        no.append(Obstacle("ends-first", "Mødet skal slutte senere, end det begynder."))
    if same_time:
        no.append(Obstacle("same-time", "Udvalget har allerede et møde på det tidspunkt."))
    if state == State.CALLED and not reason.strip():
        no.append(
            Obstacle(
                "no-reason",
                "Mødet er indkaldt: skriv, hvorfor det ændres. Begrundelsen står i brevet til "
                "medlemmerne og på den offentlige side.",
            )
        )
    return no


def why_not_move_closer(
    *, called_on: date | None, deadline: date, kind: str, cases: int, late_reason: str
) -> list[Obstacle]:
    """An agenda that was sent in time is late when its meeting comes nearer: that says why.

    `called_on` is null where nothing was sent; `deadline` is the new day's.
    """
    if called_on is None or called_on <= deadline or not cases or late_reason.strip():
        return []
    return [
        Obstacle(
            "late",
            f"Dagsordenen blev sendt {called_on:%d-%m-%Y}, og til den nye dag var fristen "
            f"{deadline:%d-%m-%Y}. Skriv, hvorfor sagerne ikke kan vente: det står på dagsordenen.",
            law("in-time", kind),
        )
    ]


def why_ask_first(
    *, starts_at: datetime, now: datetime, unsent: Sequence[int] = ()
) -> list[Obstacle]:
    """A meeting that begins long before its time is begun by mistake more often than not.

    `unsent` are the numbers of items whose correction nobody has sent: it falls away when the meeting begins.
    """
    no = []
    if now < starts_at - EARLY:
        no.append(Obstacle("early", "Mødet er først om noget tid."))
    no += [
        Obstacle(
            "correction-under-way",
            f"En rettelse af punkt {number} er i gang og ikke sendt: medlemmerne har det, der stod før.",
        )
        for number in unsent
    ]
    return no


def why_not_undo_opening(*, state: str, is_secretary: bool, begun: bool) -> list[Obstacle]:
    """A meeting begun by mistake is only called again, until something happened in it.

    `begun`: a decision, a vote, a remark, or an item closed, opened or withdrawn since.
    """
    no = why_not_keep(is_secretary=is_secretary)
    if state != State.OPEN:
        no.append(Obstacle("not-open", "Mødet er ikke i gang."))
    if begun:
        no.append(
            Obstacle(
                "begun",
                "Der er truffet en beslutning eller noteret noget på mødet: det er begyndt.",
            )
        )
    return no


def why_not_call_substitute(
    *,
    state: str,
    is_secretary: bool,
    seat_held: bool,
    taken: bool,
    sits_already: bool,
    eligible: bool,
    kind: str,
) -> list[Obstacle]:
    """Somebody sits for a member at one meeting: one for each seat, and one seat for each.

    `eligible`: in a committee of the council its members alone may sit.
    """
    no = why_not_keep(is_secretary=is_secretary)
    if state not in {*BEFORE, State.OPEN}:
        no.append(
            Obstacle("not-before", "Mødet er afholdt eller aflyst: der er ingen plads at sidde på.")
        )
    if not seat_held:
        no.append(Obstacle("no-seat", "Den, der skal afløses, har ikke en plads på mødet."))
    if taken:
        no.append(Obstacle("taken", "Der er allerede en stedfortræder. Giv pladsen tilbage først."))
    if sits_already:
        no.append(Obstacle("already-member", "Personen har allerede en plads på mødet."))
    if not eligible:
        no.append(
            Obstacle(
                "not-in-council",
                "En stedfortræder i et udvalg skal være medlem af kommunalbestyrelsen.",
                law("substitute", kind),
            )
        )
    return no


def why_not_give_back(*, state: str, allowed: bool) -> list[Obstacle]:
    """A substitute's seat is given back before the meeting; once it is under way people come and go."""
    no = []
    if not allowed:
        no.append(Obstacle("not-yours", "Kun sekretæren og medlemmet selv giver en plads tilbage."))
    if state not in BEFORE:
        no.append(
            Obstacle(
                "not-before",
                "Mødet er begyndt: notér i fremmødet, hvem der går, og hvem der kommer.",
            )
        )
    return no


def why_not_stand_in(
    *,
    state: str,
    is_secretary: bool,
    putting_right: bool,
    recused: bool,
    taken: bool,
    sits_already: bool,
    eligible: bool,
    by_rule: bool,
    basis: str,
    kind: str,
) -> list[Obstacle]:
    """A substitute sits at one item for a member who is recused there, where a rule of the body allows it."""
    no, by_law = why_not_keep(is_secretary=is_secretary), law("recusal-substitute", kind)
    if state not in {State.CALLED, State.OPEN} and not putting_right:
        no.append(
            Obstacle("not-called", "Stedfortræder ved ét punkt kaldes, når mødet er indkaldt.")
        )
    if not recused:
        no.append(
            Obstacle(
                "not-recused",
                "Stedfortræder ved ét punkt er for et medlem, der er inhabilt der. Er medlemmet væk fra "
                "mødet, så indkald en stedfortræder til mødet.",
                by_law,
            )
        )
    if taken:
        no.append(Obstacle("taken", "Der er allerede en stedfortræder. Giv pladsen tilbage først."))
    if sits_already:
        no.append(Obstacle("already-member", "Personen har allerede en plads på mødet."))
    elif not eligible:
        no.append(
            Obstacle(
                "not-in-council",
                "En stedfortræder i et udvalg skal være medlem af kommunalbestyrelsen.",
                law("substitute", kind),
            )
        )
    if not by_rule and not basis.strip():
        no.append(
            Obstacle(
                "no-basis",
                "Stedfortræder ved inhabilitet kræver, at styrelsesvedtægten siger det. Sæt det i udvalgets "
                "opsætning, eller skriv hjemlen.",
                by_law,
            )
        )
    return no
