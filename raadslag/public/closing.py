"""Closing and opening: acts upon a case that follow it to every meeting and take back what is public.

An act of this room, because what everybody can read is taken back in the same transaction: no caller
can close and forget it. What is left of a publication is looked through and stands again right after;
what does not pass stays hidden (`making.take_back_wider`). No finding stands in the way of closing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import NotAllowed, require
from raadslag.cases.changing import may_write_case
from raadslag.cases.closing import (
    shut_case,
    unshut_case,
    why_not_close_case,
    why_not_reopen_case,
)
from raadslag.cases.models import Case
from raadslag.cases.seen import require_case_seen
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.doors import (
    freeze_doors,
    open_row,
    shut_row,
    why_not_close_item,
    why_not_open_item,
)
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.seen import doors_parts
from raadslag.minutes.priors import let_priors_go
from raadslag.people.models import Body, User
from raadslag.people.rights import rights_of
from raadslag.public.making import take_back_wider
from raadslag.public.models import Course, Publication
from raadslag.public.waiting import ask_to_show, stand_again
from raadslag.review.actions import try_again
from raadslag.seen import require_seen


def close_item(
    item: AgendaItem,
    *,
    reason: str,
    public_title: str,
    by: User,
    at: datetime | None = None,
    seen: str | None = None,
) -> AgendaItem:
    """Close an item, and its case for every body that comes after (luk punkt).

    Proposed until the body decides, decided where the meeting is under way. The case's other items
    are closed too, wherever it was treated, and what was public of them is taken back by this act.
    Raises `NotAllowed` for want of a right or a reason, never for what Gennemsyn finds.
    """
    now = at or timezone.now()
    with transaction.atomic():
        item = _locked(item)
        require(why_not_close_item(is_secretary=keeps(item.meeting, by), reason=reason))
        require_seen(seen, doors_parts(item), act="Luk punktet")
        rows = _shut([item], reason=reason, public_title=public_title, by=by, at=now)
        if item.case is not None:
            case = Case.objects.select_for_update().get(pk=item.case.pk)
            said = {"reason": item.closed_reason, "public_title": item.public_title}
            rows = [*rows, shut_case(case, **said, protected_terms=None)]
            others = _open_items(case)
            rows = [*rows, *_shut(others, **said, by=by, at=now)]
            hidden = _take_back([item, *others], by=by, now=now)
        else:
            hidden = _take_back([item], by=by, now=now)
        _note("close_item", item, by=by, rows=rows)
        try_again()
    _stand_again(hidden)
    return item


def open_item(
    item: AgendaItem, *, reason: str, by: User, at: datetime | None = None, seen: str | None = None
) -> AgendaItem:
    """Open a closed item again for a reason, on behalf of its body (åbn punkt).

    The case is open for those that come after. Items of it that others closed stay closed until they
    open them. A job brings along what the public has of the meeting, agenda and minutes, by the gate.
    """
    now = at or timezone.now()
    with transaction.atomic():
        item = _locked(item)
        require(
            why_not_open_item(
                is_secretary=keeps(item.meeting, by),
                closed=item.closed,
                state=item.meeting.state,
                reason=reason,
            )
        )
        require_seen(seen, doors_parts(item), act="Åbn punktet")
        rows = open_row(item, reason=reason, by=by, at=now)
        rows = [*rows, *freeze_doors(item, by=by, at=now)]
        if item.case is not None:
            rows = [*rows, unshut_case(Case.objects.select_for_update().get(pk=item.case.pk))]
        _note("open_item", item, by=by, rows=rows)
        try_again()
        ask_to_show(item.meeting)
    return item


def close_case(
    case: Case, *, reason: str, public_title: str, by: User, protected_terms: str = ""
) -> Case:
    """Close a case to the public, for a reason of its own (luk sag), wherever it stands or has stood.

    `protected_terms`, one a line, are looked for in everything that is about to be open.
    """
    now = timezone.now()
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=case.body_id)
        case = Case.objects.select_for_update().get(pk=case.pk)
        writes = may_write_case(case, rights_of(by))
        require(why_not_close_case(may_write=writes, reason=reason))
        shut_case(case, reason=reason, public_title=public_title, protected_terms=protected_terms)
        items = _open_items(case)
        said = {"reason": case.closed_reason, "public_title": case.public_title}
        rows = [case, *_shut(items, **said, by=by, at=now)]
        hidden = _take_back(items, by=by, now=now)
        note("close_case", by=by, subject=f"case:{case.uid}", rows=rows)
        try_again()
    _stand_again(hidden)
    return case


@transaction.atomic
def reopen_to_public(case: Case, *, reason: str, by: User, seen: str | None = None) -> Case:
    """Open a closed case to the public again (åbn sag), while no body has had it as closed."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    shut = case.agenda_items.filter(closed=True)
    require(
        why_not_reopen_case(
            state=case.state,
            may_write=may_write_case(case, rights_of(by)),
            closed=case.closed,
            treated_closed=shut.exists(),
            reason=reason,
        )
    )
    require_case_seen(seen, case, act="Åbn sagen")
    unshut_case(case)
    details = {"reason": reason.strip()[:300]}
    note("reopen_to_public", by=by, subject=f"case:{case.uid}", details=details, rows=[case])
    try_again()
    return case


def _locked(item: AgendaItem) -> AgendaItem:
    """The item, its municipality and its meeting locked: publications are settled one act at a time."""
    Body.objects.select_for_update().get(organizations__meetings=item.meeting_id)
    meeting = lock_meeting(item.meeting)
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("case").get(pk=item.pk)
    item.meeting = meeting
    return item


def _open_items(case: Case) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(case=case, closed=False).order_by("meeting")
    return list(rows.select_related("meeting__organization__body"))


def _shut(
    items: Iterable[AgendaItem], *, reason: str, public_title: str, by: User, at: datetime
) -> Rows:
    rows: list[object] = []
    for item in items:
        rows += shut_row(item, reason=reason, public_title=public_title, by=by, at=at)
        rows += freeze_doors(item, by=by, at=at)
    return rows


def _take_back(items: Collection[AgendaItem], *, by: User, now: datetime) -> list[Publication]:
    """Everything that tells of the items is gone from this moment; what is to stand again."""
    meetings: dict[int, Meeting] = {item.meeting.pk: item.meeting for item in items}
    numbers: dict[int, list[int]] = {}
    for item in items:
        numbers.setdefault(item.meeting_id, []).append(item.number or item.order)
    for pk, meeting in meetings.items():
        take_back_wider(meeting, assessed=(), by=by, now=now)
        let_priors_go(meeting, numbers[pk])
    uids = [item.uid for item in items]
    Course.objects.filter(named_after__in=uids).exclude(merged_into=None).delete()
    hidden = Publication.objects.filter(meeting__in=meetings, withdrawn_at=now)
    return list(hidden.select_related("meeting__organization__body").order_by("version"))


def _stand_again(hidden: Iterable[Publication]) -> None:
    """Let what is left stand at once; a job tries again whatever did not."""
    for publication in hidden:
        try:
            stand_again(publication)
        except NotAllowed:  # written meanwhile: the job that waits looks at what is there then
            continue


def _note(act: str, item: AgendaItem, *, by: User, rows: Rows) -> None:
    details = {"item": str(item.uid), "decided": item.doors_decided}
    subject = f"meeting:{item.meeting.uid}"
    note(act, by=by, subject=subject, details=details, rows=rows)
