"""Earlier treatments of a case, found by itself: the same journal number in minutes and agendas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from raadslag.allowed import require
from raadslag.cases.changing import may_write_case
from raadslag.cases.models import Case, Prior
from raadslag.cases.rules import WRITABLE, why_not_write
from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.meetings.doors import with_doors
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import Minutes
from raadslag.people.models import User
from raadslag.people.rights import rights_of
from raadslag.record import Item

ALIKE = 0.82
"""How alike two titles must be to be the same matter, 0 to 1."""


@transaction.atomic
def find_priors(case: Case, *, by: User) -> int:
    """Look the case up in earlier minutes (find tidligere behandling); how many are new."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(why_not_write(state=case.state, may_write=may_write_case(case, rights_of(by))))
    return _keep_priors(case, by=by)


@transaction.atomic
def find_priors_unasked(case_uid: str) -> int:
    """The same when a case was opened or got its number; one that is no longer written is left alone."""
    case = Case.objects.select_for_update().filter(uid=case_uid, state__in=WRITABLE).first()
    return _keep_priors(case, by=SYSTEM) if case else 0


def _keep_priors(case: Case, *, by: Actor) -> int:
    """Note each treatment found, and let go of those that a new number or title no longer finds.

    Closed items are passed over: what is known of them stays on their own pages.
    """
    kept, count = [], 0
    for found in _treatments(case):
        prior, made = Prior.objects.update_or_create(
            case=case,
            organization=found.meeting.organization.name,
            date=found.day,
            item=found.item.number,
            defaults={
                "title": (found.item.title or "")[:300],
                "address": _inside_address(found.meeting),
                "meeting_uid": found.meeting.uid,
                "position": found.position,
            },
        )
        kept.append(prior.pk)
        count += made
    gone, _ = case.priors.exclude(pk__in=kept).delete()
    if count or gone or by is not SYSTEM:
        details = {"found": count, "gone": gone}
        note("find_priors", by=by, subject=f"case:{case.uid}", details=details)
    return count


def let_priors_go(meeting: Meeting, numbers: Collection[int]) -> int:
    """Forget treatments of items that are closed now, in every other case that points at them."""
    found = Prior.objects.filter(meeting_uid=meeting.uid, item__in=numbers)
    return found.delete()[0]


def _inside_address(meeting: Meeting) -> str:
    """The meeting's page in the house; old minutes that were read from a file have none."""
    return "" if meeting.state == Meeting.State.ENTERED else reverse("meeting", args=[meeting.uid])


@dataclass(frozen=True, slots=True)
class _Treatment:
    """An item of a meeting's newest minutes; `position` counts from 1."""

    meeting: Meeting
    day: date
    position: int
    item: Item


def _treatments(case: Case) -> Iterator[_Treatment]:
    candidates = (
        Minutes.objects.filter(meeting__organization__body=case.body, taken_back_at=None)
        .annotate(text=Cast("record", TextField()))
        .filter(text__icontains=_trace(case))
        .select_related("meeting__organization")
        .order_by("meeting__starts_at", "version")
    )
    latest = {minutes.meeting_id: minutes for minutes in candidates}
    for minutes in latest.values():
        record = with_doors(minutes.as_record(), minutes.meeting)
        for position, item in enumerate(record.items, start=1):
            if record.date and not item.closed and _same(case, item):
                yield _Treatment(minutes.meeting, record.date, position, item)


def _trace(case: Case) -> str:
    """Letters that stand in every record worth opening. Plain ones: a database keeps the others escaped."""
    if case.journal_number:
        return case.journal_number.split("-")[0]
    return max(re.findall("[A-Za-z]+", case.title), key=len, default="")


def _same(case: Case, item: Item) -> bool:
    if case.journal_number and item.journal_number:
        return case.journal_number == item.journal_number
    titles = case.title.casefold(), (item.title or "").casefold()
    return SequenceMatcher(a=titles[0], b=titles[1]).ratio() >= ALIKE
