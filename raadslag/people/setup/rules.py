"""When the municipality may be set up so, and why not. Pure: facts in, obstacles out."""

from __future__ import annotations

from datetime import date

from raadslag.allowed import Obstacle


def why_not_set_up(*, may_set_up: bool) -> list[Obstacle]:
    """Whoever sets the municipality up has a right of their own, given by its own sign-in."""
    if may_set_up:
        return []
    return [Obstacle("not-set-up", "Kun den, der må sætte kommunen op, kan ændre her.")]


def why_not_last(starts_on: date | None, ends_on: date | None) -> list[Obstacle]:
    """What ends does so after it began."""
    if starts_on and ends_on and ends_on < starts_on:
        return [Obstacle("ends-before-start", "Slutdatoen ligger før startdatoen.")]
    return []


def why_not_organize(
    *,
    name_taken: bool,
    another_council: bool,
    own_ancestor: bool,
    starts_on: date | None,
    ends_on: date | None,
) -> list[Obstacle]:
    """A committee or unit has a name of its own, and a municipality one council at a time."""
    no = why_not_last(starts_on, ends_on)
    if name_taken:
        no.append(
            Obstacle(
                "name-taken",
                "Der er allerede et udvalg eller en enhed med det navn i perioden. Giv den gamle en "
                "slutdato først, eller vælg et andet navn.",
            )
        )
    if another_council:
        no.append(
            Obstacle("another-council", "Der er allerede en kommunalbestyrelse i den periode.")
        )
    if own_ancestor:
        no.append(
            Obstacle("own-ancestor", "Et udvalg kan ikke følge efter eller ligge under sig selv.")
        )
    return no


def why_not_seat(
    *,
    already_there: bool,
    another_chair: str,
    fits: bool,
    starts_on: date | None,
    ends_on: date | None,
) -> list[Obstacle]:
    """One seat a person in a body at a time, and one chair.

    `another_chair` names who holds the chair in the period, blank for nobody; `fits` is false where
    the role is a committee's and the place a unit, or the other way round.
    """
    no = why_not_last(starts_on, ends_on)
    if already_there:
        no.append(
            Obstacle("already-there", "Personen har allerede den plads i en del af perioden.")
        )
    if another_chair:
        no.append(
            Obstacle(
                "another-chair",
                f"{another_chair} har posten i perioden. Giv den plads en slutdato først.",
            )
        )
    if not fits:
        no.append(
            Obstacle(
                "role-elsewhere",
                "Rollen hører til et andet sted: medlemmer og sekretær i et udvalg; "
                "sagsbehandler, centerchef og direktør i forvaltningen.",
            )
        )
    return no


def why_not_grant(*, lets_go_of_own: bool) -> list[Obstacle]:
    """Nobody takes their own right to set up away: somebody must be left who can give it back."""
    if lets_go_of_own:
        return [
            Obstacle(
                "own-right",
                "Du kan ikke tage din egen ret til opsætning fra dig selv. Lad en anden gøre det.",
            )
        ]
    return []
