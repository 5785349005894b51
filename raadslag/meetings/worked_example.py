"""What an organization's rules mean for one meeting, day by day: the example beside the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from raadslag.meetings.deadlines import deadline_for
from raadslag.meetings.models import Meeting, MeetingRules
from raadslag.meetings.proposals import USUAL_DAYS
from raadslag.meetings.workdays import holiday_on, workdays_before
from raadslag.people.models import Organization

AHEAD = timedelta(weeks=5)
TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Step:
    """Something that must have happened by a day; `note` says what else the reader must know."""

    on: date
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One meeting and what leads to it. `planned`: it is the next one, and not just any day."""

    day: date
    planned: bool
    steps: tuple[Step, ...]


def worked_example(organization: Organization, rules: MeetingRules) -> Example:
    """The next planned meeting, else a Tuesday five weeks on, under the rules as typed."""
    coming = Meeting.objects.filter(
        organization=organization, starts_at__gt=timezone.now(), state=Meeting.State.PLANNED
    ).order_by("starts_at").first()  # fmt: skip
    day = timezone.localdate(coming.starts_at) if coming else _some_tuesday()
    steps = sorted(_steps(organization, rules, day), key=lambda step: step.on)
    return Example(day, coming is not None, tuple(steps))


def _some_tuesday() -> date:
    day = timezone.localdate() + AHEAD
    while day.weekday() != TUESDAY or holiday_on(day):
        day += timedelta(days=1)
    return day


def _steps(organization: Organization, rules: MeetingRules, day: date) -> Iterator[Step]:
    def before(days: int) -> date:
        return workdays_before(day, days, saturday_counts=rules.saturday_counts)

    yield Step(before(rules.ready_days), "sager skal være klar")
    messages = rules.ready_days if rules.message_days is None else rules.message_days
    yield Step(before(messages), "meddelelser skal være meldt ind")
    proposals = USUAL_DAYS if rules.proposal_days is None else rules.proposal_days
    yield Step(day - timedelta(days=proposals), "medlemmers forslag skal være sendt")
    notice = deadline_for(organization, day, rules=rules)
    yield Step(notice, "dagsordenen skal være sendt")
    if rules.publish_agenda == MeetingRules.PublishAgenda.AT_NOTICE:
        yield Step(notice, "dagsordenen offentliggøres", "når den sendes, senest da")
    elif rules.publish_agenda == MeetingRules.PublishAgenda.DAYS_BEFORE:
        on = day - timedelta(days=rules.publish_days)
        yield Step(on, "dagsordenen offentliggøres", f"kl. {rules.publish_hour}")
