"""Does the decision say what was decided, by whom it may be, and who does what by when?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from raadslag.checks.findings import Flaw, Operand, Severity, Verdict
from raadslag.checks.form import decision_words as words
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView, Part, Passage
from raadslag.danish.bodies import same_body
from raadslag.record import Item, Where


def _flaw(
    severity: Severity, message: str, *operands: tuple[str, str | None, Where | None]
) -> Flaw:
    return Flaw(severity, message, tuple(Operand(*operand) for operand in operands))


def _decided(item: Item) -> bool:
    return bool(item.decision.text and item.decision.outcome != "none")


def _adds_nothing(item: Item) -> bool:
    """The decision is a bare formula: nothing is said besides it."""
    return bool(item.decision.text and words.BARE_FORMULA.fullmatch(item.decision.text.strip()))


@rule("besl-101")
def open_recommendation(view: ItemView) -> Iterable[Verdict]:
    """Who is asked to choose must write down what was chosen."""
    item = view.item
    if not _adds_nothing(item) or item.decision.outcome not in words.ADOPTED:
        return
    for point in item.recommendations:
        if words.OPEN_QUESTION.search(point):
            yield _flaw(
                "warning",
                f"Indstillingen lader valget stå åbent, men beslutningen er kun »{item.decision.text}«; "
                "skriv, hvad der blev valgt.",
                (point, None, item.recommendations_where),
                (item.decision.text or "", item.decision.outcome, item.decision.where),
            )
            return


@rule("besl-102")
def formula_and_decider(view: MeetingView) -> Iterable[Verdict]:
    """A committee recommends where the council decides, and decides where it decides itself."""
    here = view.meeting.organization or ""
    for item_view in view.items:
        item = item_view.item
        if _decided(item) and item.deciding_body and here:
            yield from _misfit(item, here)


def _misfit(item: Item, here: str) -> Iterator[Flaw]:
    body, text = item.deciding_body or "", item.decision.text or ""
    own = same_body(body, here)
    higher = bool(words.COUNCIL.search(body)) and not words.COUNCIL.search(here)
    operands = (
        (text, item.decision.outcome, item.decision.where),
        (body, "beslutningstager", item.where),
    )
    if (
        higher
        and item.decision.outcome == "approved_as_recommended"
        and not words.ONWARD.search(text)
    ):
        message = f"Beslutningen »{shortened(text)}« er endelig, men sagen afgøres af {body}; »Indstilles til godkendelse« ville passe."
        yield Flaw("warning", message, tuple(Operand(*o) for o in operands), item=item.number)
    elif own and item.decision.outcome == "recommended_onward" and not item.next_bodies:
        message = f"Beslutningen »{shortened(text)}« sender sagen videre, men {body} afgør den selv; »Indstillingen godkendt« ville passe."
        yield Flaw("warning", message, tuple(Operand(*o) for o in operands), item=item.number)


@rule("besl-103")
def information_sent_onward(view: MeetingView) -> Iterable[Verdict]:
    """What is only to be noted cannot be recommended to anybody, where nobody comes after."""
    for item_view in view.items:
        item = item_view.item
        onward = item.decision.outcome == "recommended_onward"
        noted = item.recommendations and all(
            words.NOTE_IT.search(point) for point in item.recommendations
        )
        if (
            onward
            and noted
            and not item.next_bodies
            and not words.COUNCIL.search(item.deciding_body or "")
        ):
            yield Flaw(
                "warning",
                f"Indstillingen er at tage til efterretning, men »{shortened(item.decision.text or '')}« indstiller videre; "
                "»Taget til efterretning« ville passe.",
                (
                    Operand(item.decision.text or "", item.decision.outcome, item.decision.where),
                    Operand(item.recommendations[0], None, item.recommendations_where),
                ),
                item=item.number,
            )


@rule("besl-301")
def promise_without_owner(view: ItemView) -> Iterable[Verdict]:
    """A remark that asks for something must say who does it and by when."""
    item = view.item
    for remark in item.decision.remarks:
        if not words.PROMISE.search(remark) or words.FOR_THE_RECORD.search(remark):
            continue
        missing = [
            name
            for name, there in (("ejer", words.OWNER), ("dag", words.DAY))
            if not there.search(remark)
        ]
        if missing:
            yield _flaw(
                "warning",
                f"Udvalget beder om noget uden {' og '.join(missing)}: »{shortened(remark)}«; "
                "skriv, hvem der gør det, og hvornår det er på dagsordenen igen.",
                (remark, None, item.decision.where),
            )


@rule("besl-401")
def leftover_help_text(part: Part) -> Iterable[Verdict]:
    """Words of the template, or a hole that was to be filled, must not reach an agenda."""
    for piece in part.flow:
        if isinstance(piece, Passage) and (match := words.PLACEHOLDER.search(piece.text)):
            yield _flaw(
                "error",
                f"Der står stadig en pladsholder eller hjælpetekst: »{match.group().strip()}«; udfyld eller slet den.",
                (match.group().strip(), None, piece.where),
            )


def shortened(text: str) -> str:
    """The text as a message quotes it: at most 90 letters, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else re.sub(r"\s+\S*$", "", flat[:88]) + " …"
