"""Open and closed: the rules, the steps of closing and opening an item, and laying doors over frozen text.

Nobody approves or changes a text when an item is closed or opened after the text was frozen, so the
text stays as it is and every reader lays the doors over it (`with_doors`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from raadslag.allowed import Obstacle
from raadslag.cases.closing import CLOSED_TITLE, why_no_ground, why_no_reason
from raadslag.journal.proving import Rows
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.letters import hide_title, write_changes
from raadslag.meetings.models import AgendaItem, Closing, Meeting, MemberProposal
from raadslag.meetings.notice import ask_to_publish, freeze_agenda
from raadslag.meetings.parts import regroup
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.people.models import Organization, User
from raadslag.record import Meeting as Record

State = Meeting.State


def why_not_close_item(*, is_secretary: bool, reason: str) -> list[Obstacle]:
    """An item is closed before, under and after the meeting: secrecy waits for nothing."""
    return [*why_not_keep(is_secretary=is_secretary), *why_no_ground(reason)]


def why_not_open_item(
    *, is_secretary: bool, closed: bool, state: str, reason: str
) -> list[Obstacle]:
    """The body opens what is closed, for a reason; a cancelled meeting opens nothing."""
    no = why_not_keep(is_secretary=is_secretary)
    if not closed:
        no.append(Obstacle("not-closed", "Punktet er ikke lukket."))
    if state == State.CANCELLED:
        no.append(Obstacle("cancelled", "Mødet er aflyst: der er intet at åbne."))
    return [*no, *why_no_reason(reason)]


def why_doors_undecided(numbers: list[int], *, kind: str) -> list[Obstacle]:
    """The council itself decides what is treated behind closed doors (IM 01.1.2)."""
    if kind != Organization.Kind.COUNCIL or not numbers:
        return []
    told = ", ".join(map(str, numbers))
    return [
        Obstacle(
            "doors-undecided",
            f"Kommunalbestyrelsen skal selv beslutte, om dørene lukkes. Notér det for punkt {told}.",
            "KSL § 10 stk. 1 (IM 01.1.2)",
        )
    ]


def shut_row(item: AgendaItem, *, reason: str, public_title: str, by: User, at: datetime) -> Rows:
    """Close the item's row, decided where the meeting is under way; a step of `public.closing`."""
    item.closed = True
    item.closed_reason = reason.strip()[:300]
    item.public_title = public_title.strip()[:300] or CLOSED_TITLE
    hide_title(item)
    rows = _stand(item, by=by, at=at, reason=item.closed_reason)
    return [*rows, *_words_under(item)]


def shut_from_the_start(item: AgendaItem, *, by: User) -> Rows:
    """The first act about the doors of an item that was made closed; nothing for an open one."""
    if not item.closed:
        return []
    made = Closing.objects.create(
        item=item,
        closed=True,
        reason=item.closed_reason,
        public_title=item.public_title,
        by=by,
        at=timezone.now(),
    )
    return [made]


def open_row(item: AgendaItem, *, reason: str, by: User, at: datetime) -> Rows:
    """Open the item's row, and the notices under it; a step of `public.closing`."""
    item.closed, item.closed_reason, item.public_title = False, "", ""
    rows = _stand(item, by=by, at=at, reason=reason.strip()[:300])
    return [*rows, *_words_under(item)]


def _words_under(item: AgendaItem) -> Rows:
    """Notices and a member's proposal are as closed as their item, also when it is gone and they wait again."""
    doors = {"closed": item.closed, "closed_reason": item.closed_reason}
    proposals = MemberProposal.objects.filter(item=item)
    item.messages.update(**doors)
    proposals.update(**doors)
    return [item.messages.all(), proposals]


def _stand(item: AgendaItem, *, by: User, at: datetime, reason: str) -> Rows:
    item.doors_decided = item.meeting.state == State.OPEN
    item.save(update_fields=["closed", "closed_reason", "public_title", "doors_decided"])
    made = Closing.objects.create(
        item=item,
        closed=item.closed,
        decided=item.doors_decided,
        reason=reason,
        public_title=item.public_title,
        by=by,
        at=at,
    )
    return [item, made, *regroup(item.meeting)]


def freeze_doors(item: AgendaItem, *, by: User, at: datetime) -> Rows:
    """A new version of an agenda that was sent, its texts as they were; members are told before the meeting."""
    meeting = item.meeting
    if not meeting.agendas.exists():
        return []
    told = "behandles som lukket" if item.closed else "er åbnet"
    why = f"Punkt {item.number} {told}"
    agenda = freeze_agenda(meeting, by=by, at=at, reason=why)
    if meeting.state == State.CALLED:
        write_changes(meeting, agenda)
        ask_to_publish(meeting, rules_of(meeting.organization), at=at)
    return [agenda]


def with_doors(record: Record, meeting: Meeting) -> Record:
    """The record with each item open or closed as it is now; one that has no row is left as it is."""
    rows = {str(row.uid): row for row in meeting.items.all()}
    items = []
    for item in record.items:
        if (row := rows.get(item.id or "")) is not None:
            item = replace(
                item,
                closed=row.closed,
                closed_reason=row.closed_reason or None,
                public_title=row.public_title or None,
            )
        items.append(item)
    return replace(record, items=tuple(items))
