"""A case that comes again: a draft is begun from the last one in time to be written anew."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.changing import may_write_case
from raadslag.cases.handling import copy_case, could_take
from raadslag.cases.handling_rules import NOT_WRITER
from raadslag.cases.letters import tell_begun_again
from raadslag.cases.models import Case, Repeat
from raadslag.danish.from_now import months_after
from raadslag.journal.actions import note
from raadslag.journal.proving import names_of
from raadslag.people.models import User
from raadslag.people.rights import rights_of

EVERY = {1: "hver måned", 3: "hvert kvartal", 4: "hver fjerde måned", 6: "hvert halve år", 12: "hvert år"}  # fmt: skip
"""Months between, as one says it."""


def rhythm_of(case: Case) -> dict[str, object]:
    """What the case's page tells of its coming again."""
    repeat = Repeat.objects.filter(case=case).first()
    return {
        "repeat": repeat,
        "repeat_said": EVERY[repeat.months] if repeat else "",
        "rhythms": EVERY,
    }


def why_not_repeat(
    *, months: int | None, next_on: date | None, today: date, may_write: bool
) -> list[Obstacle]:
    """Whoever writes the case says how often and from when. Pure."""
    no = [] if may_write else [NOT_WRITER]
    if months not in EVERY:
        no.append(Obstacle("no-rhythm", "Vælg, hvor tit sagen skal komme igen."))
    if next_on is None or next_on <= today:
        no.append(
            Obstacle("no-day", "Vælg en dag efter i dag, hvor den næste kladde skal begyndes.")
        )
    return no


@transaction.atomic
def repeat_case(case: Case, *, months: int | None, next_on: date | None, by: User) -> Repeat:
    """Let the case come again from a day, every so many months (gentag sag)."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    may_write, today = may_write_case(case, rights_of(by)), timezone.localdate()
    require(why_not_repeat(months=months, next_on=next_on, today=today, may_write=may_write))
    said = {"months": months, "next_on": next_on}
    repeat, _ = Repeat.objects.update_or_create(case=case, defaults=said)
    note("repeat_case", by=by, subject=f"case:{case.uid}", rows=[repeat])
    return repeat


@transaction.atomic
def stop_repeating(case: Case, *, by: User) -> None:
    """The case comes no more by itself (stop gentagelsen). Twice is once."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    may_write = may_write_case(case, rights_of(by))
    require([] if may_write else [NOT_WRITER])
    rows = Repeat.objects.filter(case=case)
    if gone := names_of(rows):
        rows.delete()
        note("stop_repeating", by=by, subject=f"case:{case.uid}", rows=gone)


def begin_again(today: date) -> list[Case]:
    """Begin what is due on the day; each draft takes the rhythm over from the case before it.

    The case officer has it, or somebody else who writes for its units; where there is nobody left it
    waits, and is due tomorrow too.
    """
    due = Repeat.objects.filter(next_on__lte=today).select_related("case__owner")
    return [case for repeat in due if (case := _begin(repeat, today)) is not None]


@transaction.atomic
def _begin(repeat: Repeat, today: date) -> Case | None:
    repeat = Repeat.objects.select_for_update().select_related("case__owner").get(pk=repeat.pk)
    takers = could_take(repeat.case)
    by = takers.filter(pk=repeat.case.owner_id).first() or takers.order_by("pk").first()
    if by is None or repeat.next_on > today:
        return None
    following = repeat.next_on
    while following <= today:
        following = months_after(following, repeat.months)
    copy = copy_case(repeat.case, by=by)
    gone = names_of(repeat)
    months = repeat.months
    repeat.delete()
    fresh = Repeat.objects.create(case=copy, months=months, next_on=following)
    note("begin_again", by=by, subject=f"case:{copy.uid}", rows=[*gone, fresh])
    tell_begun_again(copy)
    return copy
