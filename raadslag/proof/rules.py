"""May words be erased by law now? Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from raadslag.allowed import Obstacle
from raadslag.proof.words import SHORTEST, folded, places_of, wanted_words

SHORT_REASON = 10


def why_not_erase(
    *, may: bool, words: Sequence[str], files: Collection[str], reason: str
) -> list[Obstacle]:
    """Why these words and files may not be taken away for good."""
    no = []
    if not may:
        no.append(
            Obstacle(
                "not-eraser", "Kun en udvalgssekretær, der må offentliggøre, sletter efter lov."
            )
        )
    if not words and not files:
        no.append(Obstacle("nothing-to-erase", "Skriv de ord, der skal væk, eller vælg en fil."))
    if short := [one for one in words if len(folded(one)) < SHORTEST]:
        no.append(
            Obstacle(
                "too-short",
                f"»{short[0]}« er for kort: det ville slette meget andet. Skriv mindst {SHORTEST} bogstaver eller tal.",
            )
        )
    if len(reason.strip()) < SHORT_REASON:
        no.append(
            Obstacle(
                "no-reason",
                "Skriv, hvorfor ordene skal væk: grunden bliver stående.",
                "databeskyttelsesforordningen art. 17",
            )
        )
    elif words and places_of(reason, wanted_words(words)):
        no.append(
            Obstacle("words-in-reason", "Grunden bliver stående og må ikke indeholde ordene selv.")
        )
    return no
