"""May a reading be accepted, loaded, rejected, read again? Pure questions; pages and actions ask the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from raadslag.allowed import Obstacle

State = Literal["waiting", "accepted", "loaded", "rejected"]


def why_not_load(
    *,
    state: str,
    questions: Sequence[str],
    items: int,
    older: bool = False,
    kept_in_house: bool = False,
    foreign_body: bool = False,
) -> list[Obstacle]:
    """Why this reading may not be loaded now. `questions` are the Danish texts of the open ones.

    `older`: the meeting's minutes stand already and this is its agenda; `kept_in_house`: the meeting
    is run in Rådslag itself; `foreign_body`: the user works for another municipality.
    """
    no = []
    if state == "rejected":
        no.append(Obstacle("rejected", "Filen er afvist. Fortryd afvisningen først."))
    if questions:
        no.append(Obstacle("open-questions", "Der er ubesvarede spørgsmål: " + " ".join(questions)))
    if not items:
        no.append(
            Obstacle(
                "no-items",
                "Der blev ikke fundet nogen punkter i filen. Afvis den, eller find en bedre udgave.",
            )
        )
    if older:
        no.append(
            Obstacle(
                "older",
                "Mødets referat er allerede indlæst. En dagsorden erstatter det ikke; afvis filen.",
            )
        )
    if kept_in_house:
        no.append(
            Obstacle(
                "kept-in-house", "Mødet føres i Rådslag. Dets referat kan ikke erstattes af en fil."
            )
        )
    if foreign_body:
        no.append(
            Obstacle("foreign-body", "Mødet er fra en anden kommune end den, du arbejder for.")
        )
    return no


def why_not_answer_body(value: str, *, owner: str) -> list[Obstacle]:
    """Files are brought for one municipality, `owner` (blank: the house's own delivery), and stay its."""
    if owner and value == owner:
        return []
    return [
        Obstacle(
            "other-body",
            f"Filen er sendt for {owner or 'flere kommuner'}. Er mødet fra en anden kommune, så afvis "
            "filen; den kommune indlæser sine møder selv.",
        )
    ]


def why_not_reject(*, state: str, reason: str) -> list[Obstacle]:
    """Why this reading may not be rejected."""
    no = []
    if state == "loaded":
        no.append(Obstacle("loaded", "Mødet er indlæst. Træk offentliggørelsen tilbage i stedet."))
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv hvorfor filen afvises."))
    return no


def why_not_reload(*, has_newer: bool, state: str) -> list[Obstacle]:
    """Why the newer reading may not take the place of the one that was loaded."""
    no = []
    if not has_newer:
        no.append(Obstacle("nothing-newer", "Læseren finder det samme som sidst."))
    if state == "rejected":
        no.append(Obstacle("rejected", "Filen er afvist. Fortryd afvisningen først."))
    return no
