"""Putting meetings into the year's plan; `actions` makes the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from raadslag.allowed import Obstacle, require
from raadslag.checks import Finding
from raadslag.journal.actions import note
from raadslag.meetings.chair_places import stand_next
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.models import AgendaItem, FixedItem, Meeting
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.meetings.telling import ask_to_announce
from raadslag.meetings.told_words import judge_told, let_told_stand
from raadslag.people.models import Organization, User
from raadslag.people.rights import is_secretary_of, rights_of

Span = tuple[datetime, datetime | None]
"""When a meeting begins, and when it ends where that is known."""


def plan_meeting(
    organization: Organization,
    *,
    starts_at: datetime,
    by: User,
    ends_at: datetime | None = None,
    location: str = "",
    extraordinary: bool = False,
) -> Meeting:
    """Put a meeting into the year's plan, with the organization's fixed items (planlæg møde)."""
    spans = [(starts_at, ends_at)]
    return plan_meetings(organization, spans, location=location, extraordinary=extraordinary, by=by)[0]  # fmt: skip


def plan_meetings(
    organization: Organization,
    spans: Iterable[Span],
    *,
    by: User,
    location: str = "",
    extraordinary: bool = False,
    because: str = "",
) -> list[Meeting]:
    """The same for several days at once: all of them or none.

    The place is told the public; what Gennemsyn asks about it is answered by `because`. Raises `NotAllowed`.
    """
    place = location or rules_of(organization).usual_place
    asked = judge_told(organization.body, {"Sted": place}, because=because)
    with transaction.atomic():
        return [
            _plan(organization, span, place=place, extraordinary=extraordinary, asked=asked, because=because, by=by)
            for span in spans
        ]  # fmt: skip


def _plan(
    organization: Organization,
    span: Span,
    *,
    place: str,
    extraordinary: bool,
    asked: Iterable[Finding],
    because: str,
    by: User,
) -> Meeting:
    starts_at, ends_at = span
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    require(why_not_keep(is_secretary=is_secretary_of(rights_of(by), organization.pk)))
    if Meeting.objects.filter(organization=organization, starts_at=starts_at).exists():
        require([Obstacle("same-time", "Udvalget har allerede et møde på det tidspunkt.")])
    meeting = Meeting.objects.create(
        organization=organization,
        starts_at=starts_at,
        ends_at=ends_at,
        location=place,
        extraordinary=extraordinary,
        closed_part=rules_of(organization).closed_part,
    )
    _fixed_items(meeting)
    told = stand_next(organization, by=by)
    let_told_stand(meeting, asked, because=because, by=by)
    ask_to_announce(meeting)
    rows = [meeting, meeting.items.all(), *told]
    note("plan_meeting", by=by, subject=f"meeting:{meeting.uid}", rows=rows)
    return meeting


def _fixed_items(meeting: Meeting) -> None:
    fixed = FixedItem.objects.filter(organization=meeting.organization)
    first = [item for item in fixed if item.place == FixedItem.Place.FIRST]
    last = [item for item in fixed if item.place == FixedItem.Place.LAST]
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            order=n,
            kind=AgendaItem.Kind.OTHER,
            title=item.title,
            fixed=True,
            last=item.place == FixedItem.Place.LAST,
        )
        for n, item in enumerate([*first, *last], start=1)
    )
