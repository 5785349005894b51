"""When a person may be put in somebody's seat."""

from __future__ import annotations

from datetime import date

from raadslag.allowed import Obstacle


def why_not_appoint_substitute(
    *,
    in_council: bool,
    already_member: bool,
    same_person: bool,
    seat_held: bool,
    starts_on: date,
    ends_on: date | None,
) -> list[Obstacle]:
    """A committee substitute is another council member, for a time (KSL § 28 stk. 2)."""
    no = []
    if not in_council:
        no.append(
            Obstacle(
                "not-in-council",
                "En stedfortræder i et udvalg skal være medlem af kommunalbestyrelsen.",
                "KSL § 28 stk. 2",
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
