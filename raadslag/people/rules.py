"""When a person may be put in somebody's seat."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from raadslag.allowed import Obstacle
from raadslag.law.table import Force, ground, law


class OfBody(Protocol):
    """A row that belongs to a municipality."""

    @property
    def body_id(self) -> int: ...


def why_not_of_body(rows: Iterable[OfBody], *, body: int) -> list[Obstacle]:
    """No act ties rows of two municipalities together. `rows` may be of any kind."""
    if all(row.body_id == body for row in rows):
        return []
    return [Obstacle("other-body", "Det valgte hører til en anden kommune.")]


def why_not_admit(*, means_something: bool, open_account: bool) -> list[Obstacle]:
    """An account comes in by a role that its own municipality says it has, at this very sign-in.

    What it was allowed last time opens nothing: who has left the municipality is out.
    """
    no = []
    if not means_something:
        no.append(
            Obstacle(
                "no-usable-role",
                "Din kommunes log ind gav dig ingen rolle, der betyder noget i Rådslag.",
            )
        )
    if not open_account:
        no.append(Obstacle("account-closed", "Din konto i Rådslag er lukket."))
    return no


def why_not_trust(
    *, strength: str | None, wanted: Collection[str], age_s: float | None, most_s: int
) -> list[Obstacle]:
    """The provider's own sign-in was strong and new enough, where the installation asks for that.

    `strength` is the token's `acr`, `wanted` those that will do (empty: any); `age_s` the seconds since
    the person signed in there (null: not said), `most_s` how many there may be (0: any).
    """
    no = []
    if wanted and strength not in wanted:
        no.append(
            Obstacle("weak-sign-in", "Kommunens log ind var ikke så stærkt, som Rådslag kræver.")
        )
    if most_s and (age_s is None or age_s > most_s):
        no.append(Obstacle("old-sign-in", "Kommunens log ind er for længe siden."))
    return no


def of_council(kind: str) -> bool:
    """Only members of the council may sit in a body of this kind, a substitute too."""
    rule = ground("substitute", kind)
    return rule is not None and rule.force is Force.STOPS


def why_not_appoint_substitute(
    *,
    kind: str,
    in_council: bool,
    already_member: bool,
    same_person: bool,
    seat_held: bool,
    starts_on: date,
    ends_on: date | None,
) -> list[Obstacle]:
    """Somebody sits for a member for a time; whom the law lets depends on the `kind` of body.

    In økonomiudvalg and standing committees another member of the council (KSL § 28 stk. 2); in the
    council itself the next on the list, and in other bodies whom their own rules say.
    """
    no = []
    if of_council(kind) and not in_council:
        no.append(
            Obstacle(
                "not-in-council",
                "En stedfortræder i et udvalg skal være medlem af kommunalbestyrelsen.",
                law("substitute", kind),
            )
        )
    if already_member:
        no.append(Obstacle("already-member", "Personen sidder allerede i udvalget."))
    if same_person:
        no.append(Obstacle("same-person", "Et medlem kan ikke være stedfortræder for sig selv."))
    if not seat_held:
        no.append(
            Obstacle("no-seat", "Den, der skal afløses, har ikke en plads i udvalget i perioden.")
        )
    if ends_on is not None and ends_on < starts_on:
        no.append(Obstacle("ends-before-start", "Slutdatoen ligger før startdatoen."))
    return no
