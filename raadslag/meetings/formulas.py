"""The decision that the software proposes; the secretary confirms it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raadslag.record.meeting import Outcome

FORMULAS: dict[Outcome, str] = {
    "approved_as_recommended": "Indstillingen godkendt.",
    "recommended_onward": "Indstilles til godkendelse.",
    "noted": "Taget til efterretning.",
    "discussed": "Drøftet.",
    "postponed": "Udsættes.",
    "approved": "Godkendt med den ændring, at …",
    "rejected": "Ikke godkendt.",
    "referred": "Oversendes.",
    "withdrawn": "Punktet udgår.",
    "elected": "Valgt.",
    "none": "",
    "other": "",
}
"""The house's words for each outcome; an organization may have its own (`Formula`)."""

LABELS: dict[Outcome, str] = {
    "approved_as_recommended": "Indstillingen godkendt",
    "approved": "Godkendt med ændring",
    "recommended_onward": "Indstilles til næste led",
    "noted": "Taget til efterretning",
    "discussed": "Drøftet",
    "postponed": "Udsat",
    "rejected": "Ikke godkendt eller bortfaldet",
    "referred": "Oversendt eller sendt tilbage",
    "withdrawn": "Udgået",
    "elected": "Valgt",
    "other": "Anden beslutning",
    "none": "Ingen beslutning",
}
USES: dict[Outcome, tuple[str, str]] = {
    "approved_as_recommended": ("udvalget afgør sagen, som der er indstillet", "Sagen er afgjort."),
    "approved": ("der vedtages noget andet end indstillet", "Sagen er afgjort, som der står."),
    "recommended_onward": ("et andet organ afgør sagen", "Sagen går til det næste led på vejen."),
    "noted": ("der kun orienteres", "Intet andet er besluttet."),
    "discussed": ("sagen tales igennem uden en afgørelse", "Kan også bruges, når for få er til stede."),
    "postponed": ("sagen skal vente", "Sagen er klar til en senere dagsorden."),
    "rejected": ("indstillingen forkastes eller falder ved stemmelighed", "Sagen er afgjort."),
    "referred": ("andre skal se på sagen først", "Intet er afgjort."),
    "withdrawn": ("punktet tages af dagsordenen", "Punktet behandles ikke."),
    "elected": ("nogen vælges", "Valget er afgjort."),
}  # fmt: skip
"""When an outcome is used, and what it means for the case: told where an organization sets its words."""
PROCEDURAL: frozenset[str] = frozenset({"postponed", "referred", "withdrawn", "none"})
"""Outcomes that decide nothing of substance: the stop right does not reach them (IM 04.1.2)."""
WITHOUT_QUORUM: frozenset[str] = frozenset({"discussed", "postponed", "withdrawn", "none"})
"""Outcomes that a body too few to decide may still come to: it talked, or the case waits."""
LAPSED = "Forslaget er bortfaldet ved stemmelighed."
LOST = "Forslaget blev forkastet."
UPWARD: frozenset[str] = frozenset({"recommended_onward"})

NOTED = re.compile(r"\b(efterretning|til orientering|orienter\w+ tages)\b", re.I)
DISCUSSED = re.compile(r"\bdrøft\w*\b", re.I)
OPEN_ENDED = re.compile(
    r"\b(drøft\w*|tager? stilling til|tages stilling til|besluttes?,? om|træffes? beslutning om|"
    r"afgiver?|afgives|udpeger?|udpeges|vælger?|vælges|prioriter\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A formula to confirm. `hint` says what the words alone would leave untold, else empty."""

    outcome: Outcome
    text: str
    hint: str = ""


def propose(
    points: Sequence[str], *, decides_here: bool, words: Mapping[str, str] | None = None
) -> Proposal:
    """The formula that recommendation, decider and place in the route point to.

    A body that does not decide recommends onward, also what it only notes. Where it decides: noted
    if every point asks to note, discussed if every point asks to discuss, else approved.
    """
    outcome = _outcome(points, decides_here)
    text = (words or {}).get(outcome) or FORMULAS[outcome]
    return Proposal(outcome, text, _hint(points, outcome))


def _outcome(points: Sequence[str], decides_here: bool) -> Outcome:
    if not points:
        return "none"
    if not decides_here:
        return "recommended_onward"
    if all(NOTED.search(point) for point in points):
        return "noted"
    if all(DISCUSSED.search(point) and not NOTED.search(point) for point in points):
        return "discussed"
    return "approved_as_recommended"


def _hint(points: Sequence[str], outcome: Outcome) -> str:
    if any(OPEN_ENDED.search(point) for point in points):
        return "Indstillingen er åben: skriv også, hvad udvalget valgte eller mente."
    noted = [bool(NOTED.search(point)) for point in points]
    if outcome == "approved_as_recommended" and any(noted) and not all(noted):
        return "Punkterne har forskellig art: angiv eventuelt udfaldet for hvert punkt."
    return ""
