"""The count of attachments against their list."""

from __future__ import annotations

from collections.abc import Iterator

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import MeetingView
from raadslag.record import Item


@rule("form-101")
def attachment_counts(view: MeetingView) -> Iterator[Verdict]:
    """ "3 bilag" against the list. Silent where the source lists no attachments at all."""
    if not any(item.attachments for item in view.meeting.items):
        return
    for item in view.meeting.items:
        declared = item.attachments_declared
        if declared is None or item.closed:
            continue
        listed = len(item.attachments)
        early = sum(not attachment.added_after for attachment in item.attachments)
        operands = (
            Operand(f"{declared.total} bilag", str(declared.total), item.where),
            *_titles(item),
        )
        if declared.total in (listed, early):
            yield Held(operands)
        else:
            yield Flaw(
                severity="error" if listed else "warning",
                message=f"Der står {declared.total} bilag, men listen har {listed}.",
                operands=operands,
                calculation=f"{listed} på listen, {declared.total} i teksten",
                tolerance="0",
                item=item.number,
            )


@rule("form-102")
def recommended_counts(view: MeetingView) -> Iterator[Verdict]:
    """ "heraf 1 anbefales" against the marks in the list, and against the total itself."""
    for item in view.meeting.items:
        declared = item.attachments_declared
        if declared is None or declared.recommended is None or item.closed:
            continue
        operands = (
            Operand(
                f"heraf {declared.recommended} anbefales", str(declared.recommended), item.where
            ),
            *_titles(item),
        )
        marked = sum(attachment.recommended for attachment in item.attachments)
        if declared.recommended > declared.total:
            yield _recommended(item, declared.recommended, declared.total, operands)
        elif item.attachments and marked != declared.recommended:
            yield _recommended(item, declared.recommended, marked, operands)
        else:
            yield Held(operands)


def _recommended(item: Item, said: int, fits: int, operands: tuple[Operand, ...]) -> Flaw:
    return Flaw(
        severity="error",
        message=f"Der står heraf {said} anbefales, men {fits} passer til bilagene.",
        operands=operands,
        calculation=f"{said} ≠ {fits}",
        tolerance="0",
        item=item.number,
    )


def _titles(item: Item) -> tuple[Operand, ...]:
    return tuple(
        Operand(f"ANBEFALES {a.title}" if a.recommended else a.title, None, item.where)
        for a in item.attachments
    )
