"""Drafts of decisions (kladder): kept while the secretary writes, confirmed by `record_decision` alone.

No journal line while it is written: a draft decides nothing, and a line each second and a half would
drown those that do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.meetings.actions import lock_meeting
from raadslag.meetings.live import note_in_meeting, why_not_live_now
from raadslag.meetings.models import AgendaItem, Decision, DecisionDraft
from raadslag.meetings.whole import Whole, columns_of, whole_of, whole_of_version
from raadslag.people.models import User


@transaction.atomic
def keep_draft(
    item: AgendaItem,
    whole: Whole,
    *,
    version: int,
    proposed: Whole,
    by: User,
    remark: Mapping[str, str] = MappingProxyType({}),
) -> DecisionDraft | None:
    """Keep what the secretary has written and not confirmed (gem kladde); null where it adds nothing.

    What stands already, or the proposal untouched (`proposed`), is no draft. `version` is the decision
    that was on the page, 0 where there was none; `remark`: kind, person's id and text of one begun.
    """
    meeting = lock_meeting(item.meeting)
    require(why_not_live_now(meeting, item, by))
    stands = Decision.objects.filter(item=item).first()
    mine = DecisionDraft.objects.filter(item=item, by=by)
    if not remark and whole == (whole_of(stands) if stands else proposed):
        mine.delete()
        return None
    return _write(item, whole, version=version, remark=remark, by=by)


@transaction.atomic
def drop_draft(draft: DecisionDraft, *, by: User) -> None:
    """Throw a draft away, one's own or one that a colleague left (smid kladde væk)."""
    meeting = lock_meeting(draft.item.meeting)
    require(why_not_live_now(meeting, draft.item, by))
    details = {"item": draft.item.number, "writer": draft.by.journal_name}
    draft.delete()
    note_in_meeting("drop_draft", meeting, by=by, details=details, rows=[])


@transaction.atomic
def take_draft(draft: DecisionDraft, *, by: User) -> DecisionDraft:
    """Go on with a colleague's draft in place of one's own (brug kladde); theirs stays."""
    meeting = lock_meeting(draft.item.meeting)
    require(why_not_live_now(meeting, draft.item, by))
    whole = whole_of_version(draft)
    mine = _write(draft.item, whole, version=draft.version, remark=draft.remark, by=by)
    details = {"item": draft.item.number, "writer": draft.by.journal_name}
    note_in_meeting("take_draft", meeting, by=by, details=details, rows=[])
    return mine


def _write(
    item: AgendaItem, whole: Whole, *, version: int, remark: Mapping[str, str], by: User
) -> DecisionDraft:
    draft, _ = DecisionDraft.objects.update_or_create(
        item=item,
        by=by,
        defaults={
            **columns_of(whole),
            "points": [list(point) for point in whole.points],
            "remark": dict(remark),
            "version": version,
            "saved_at": timezone.now(),
        },
    )
    return draft
