"""Earlier treatments of a case, found by itself: the same journal number in minutes and agendas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from raadslag.allowed import require
from raadslag.cases.models import Case, Prior
from raadslag.cases.rules import why_not_write
from raadslag.cases.writing import may_write_case
from raadslag.journal.actions import note
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import Minutes
from raadslag.people.models import User
from raadslag.people.rights import rights_of
from raadslag.record import Item

ALIKE = 0.82
"""How alike two titles must be to be the same matter, 0 to 1."""


@transaction.atomic
def find_priors(case: Case, *, by: User) -> int:
    """Look the case up in earlier minutes and note each treatment found (find tidligere behandling).

    Closed items are passed over: what is known of them stays on their own pages.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(why_not_write(state=case.state, may_write=may_write_case(case, rights_of(by))))
    count = 0
    for meeting, day, item in _treatments(case):
        _, made = Prior.objects.get_or_create(
            case=case,
            organization=meeting.organization.name,
            date=day,
            item=item.number,
            defaults={
                "title": (item.title or "")[:300],
                "address": "" if meeting.state == Meeting.State.ENTERED else reverse("meeting", args=[meeting.uid]),
            },
        )  # fmt: skip
        count += made
    note("find_priors", by=by, subject=f"case:{case.uid}", details={"found": count})
    return count


def _treatments(case: Case) -> Iterator[tuple[Meeting, date, Item]]:
    wanted = case.journal_number or case.title
    candidates = (
        Minutes.objects.filter(meeting__organization__body=case.body)
        .annotate(text=Cast("record", TextField()))
        .filter(text__icontains=wanted.split("-")[0] if case.journal_number else wanted.split()[0])
        .select_related("meeting__organization")
        .order_by("meeting__starts_at", "version")
    )
    latest = {minutes.meeting_id: minutes for minutes in candidates}
    for minutes in latest.values():
        record = minutes.as_record()
        for item in record.items:
            if record.date and not item.closed and _same(case, item):
                yield minutes.meeting, record.date, item


def _same(case: Case, item: Item) -> bool:
    if case.journal_number and item.journal_number:
        return case.journal_number == item.journal_number
    titles = case.title.casefold(), (item.title or "").casefold()
    return SequenceMatcher(a=titles[0], b=titles[1]).ratio() >= ALIKE
