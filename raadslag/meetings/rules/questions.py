"""Whether a question to an item may be asked, answered or taken back, and why not. Pure."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.meetings.models import Meeting

State = Meeting.State
OPEN_TO_ANSWERS = frozenset({State.CALLED, State.OPEN})


def why_not_ask(*, reads: bool, state: str, withdrawn: bool, text: str) -> list[Obstacle]:
    """Who has a seat asks about an item that they may read, from the notice until the meeting begins."""
    no = []
    if not reads:
        no.append(
            Obstacle("no-seat", "Kun medlemmer, der læser punktet, stiller spørgsmål til det.")
        )
    if state != State.CALLED:
        no.append(
            Obstacle(
                "not-called",
                "Spørgsmål stilles, fra dagsordenen er sendt, og til mødet begynder. "
                "Stil det på mødet.",
            )
        )
    if withdrawn:
        no.append(Obstacle("withdrawn", "Punktet er udgået."))
    if not text.strip():
        no.append(Obstacle("no-text", "Skriv spørgsmålet."))
    return no


def why_not_answer(*, may_answer: bool, state: str, withdrawn: bool, text: str) -> list[Obstacle]:
    """The secretary, and whoever writes the item's case, answer until the meeting is over."""
    no = []
    if not may_answer:
        no.append(
            Obstacle("not-yours", "Kun sagens enheder og udvalgets sekretær svarer på spørgsmålet.")
        )
    if state not in OPEN_TO_ANSWERS:
        no.append(Obstacle("over", "Mødet er slut eller aflyst: svaret hører til i referatet."))
    if withdrawn:
        no.append(Obstacle("taken-back", "Spørgsmålet er trukket tilbage."))
    if not text.strip():
        no.append(Obstacle("no-text", "Skriv svaret."))
    return no
