"""Drafts of decisions (kladder): kept while the secretary writes, confirmed by `record_decision` alone.

No journal line while it is written: a draft decides nothing, and a line each second and a half would
drown those that do.
"""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.meetings.actions import lock_meeting
from raadslag.meetings.live import note_in_meeting, why_not_live_now
from raadslag.meetings.models import AgendaItem, Decision, DecisionDraft
from raadslag.meetings.whole import Whole, columns_of, whole_of, whole_of_version
from raadslag.people.models import User

MOST_QUOTED, LONGEST_PAGE = 80, 32
"""Letters of a draft that a message repeats, and of what names a page."""


def mark_of_page(draft: DecisionDraft | None) -> str:
    """Names one showing of the page, and the draft that stood on it: `page|moment`, the moment empty for none."""
    return f"{token_hex(8)}|{draft.saved_at.isoformat() if draft else ''}"


def why_not_over_draft(
    item: AgendaItem, whole: Whole, *, seen: str | None, by: User
) -> list[Obstacle]:
    """Why one's own draft may not be written over: another window kept it after this page was shown (`seen`:
    `mark_of_page`, null from a page that does not say), and it holds other words."""
    kept = DecisionDraft.objects.filter(item=item, by=by).first()
    if seen is None or kept is None or whole_of_version(kept) == whole:
        return []
    page, _, moment = seen.partition("|")
    if kept.page == page or kept.saved_at.isoformat() == moment:
        return []
    words = f": »{kept.text[:MOST_QUOTED]}«" if kept.text else ""
    return [
        Obstacle(
            "draft-elsewhere",
            f"Du har gemt en nyere kladde til punktet i et andet vindue{words}. Den står endnu, og det, du skrev her, er "
            "ikke gemt på punktet. Genindlæs siden, og vælg mellem dem.",
        )
    ]


@transaction.atomic
def keep_draft(
    item: AgendaItem,
    whole: Whole,
    *,
    version: int,
    proposed: Whole,
    by: User,
    remark: Mapping[str, str] = MappingProxyType({}),
    seen: str | None = None,
) -> DecisionDraft | None:
    """Keep what the secretary has written and not confirmed (gem kladde); null where it adds nothing.

    What stands already, or the proposal untouched (`proposed`), is no draft. `version` is the decision
    that was on the page, 0 where there was none; `remark`: kind, person's id and text of one begun; `seen`
    the page it was written on (`mark_of_page`).
    """
    meeting = lock_meeting(item.meeting)
    require(why_not_live_now(meeting, item, by))
    require(why_not_over_draft(item, whole, seen=seen, by=by))
    stands = Decision.objects.filter(item=item).first()
    mine = DecisionDraft.objects.filter(item=item, by=by)
    if not remark and whole == (whole_of(stands) if stands else proposed):
        mine.delete()
        return None
    page = (seen or "").partition("|")[0]
    return _write(item, whole, version=version, remark=remark, page=page, by=by)


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
    mine = _write(draft.item, whole, version=draft.version, remark=draft.remark, page="", by=by)
    details = {"item": draft.item.number, "writer": draft.by.journal_name}
    note_in_meeting("take_draft", meeting, by=by, details=details, rows=[])
    return mine


def _write(
    item: AgendaItem, whole: Whole, *, version: int, remark: Mapping[str, str], page: str, by: User
) -> DecisionDraft:
    draft, _ = DecisionDraft.objects.update_or_create(
        item=item,
        by=by,
        defaults={
            **columns_of(whole),
            "points": [list(point) for point in whole.points],
            "remark": dict(remark),
            "version": version,
            "page": page[:LONGEST_PAGE],
            "saved_at": timezone.now(),
        },
    )
    return draft
