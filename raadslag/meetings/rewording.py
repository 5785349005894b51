"""Why an item came late or lapsed, said in other words after the notice: one act for both (ret begrundelsen)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils import timezone

from raadslag.allowed import require
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.calling import send_changed
from raadslag.meetings.models import AgendaItem
from raadslag.meetings.rules.calling import why_not_reword_item
from raadslag.meetings.told_words import telling
from raadslag.people.models import User
from raadslag.review.actions import try_again

Which = Literal["late_reason", "withdrawn_reason"]
LABELS: dict[Which, str] = {
    "late_reason": "Hvorfor punktet ikke kan vente",
    "withdrawn_reason": "Hvorfor punktet udgår",
}


def reword_item(
    item: AgendaItem,
    *,
    which: Which,
    reason: str,
    by: User,
    because: str = "",
    at: datetime | None = None,
) -> AgendaItem:
    """Put right a reason that stands at an item of a called meeting: a new version of the agenda says the new one.

    What an earlier version said stays in it. The reason is judged before anything is locked; what Gennemsyn
    asks about is answered by `because`. Raises `NotAllowed`.
    """
    now = at or timezone.now()
    with telling(item.meeting, {LABELS[which]: reason}, because=because, by=by):
        meeting = lock_meeting(item.meeting)
        item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        require(
            why_not_reword_item(
                state=meeting.state,
                is_secretary=keeps(meeting, by),
                stood=getattr(item, which),
                reason=reason,
            )
        )
        setattr(item, which, reason.strip()[:300])
        item.save(update_fields=[which])
        try_again()
        why = f"Begrundelsen ved punkt {item.number} er rettet"
        send_changed(meeting, why=why, rows=[item], by=by, at=now)
        return item
