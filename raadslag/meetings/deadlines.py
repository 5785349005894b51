"""When an agenda is to be sent and its cases ready, by the body's own rules and the law's."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from raadslag.meetings.models import Meeting, MeetingRules
from raadslag.meetings.rules.moving import COUNCIL_NOTICE
from raadslag.meetings.workdays import workdays_before
from raadslag.people.models import Organization


def rules_of(organization: Organization) -> MeetingRules:
    """The organization's rules; the house's defaults where it has set none.

    Whether Saturday is a hverdag, and whether the day of sending counts, is settled by no source that
    we could read: the council, whose deadline is the law's, gets the stricter answers until it says
    otherwise (decision 0006).
    """
    found = MeetingRules.objects.filter(organization=organization).first()
    if found is not None:
        return found
    council = organization.kind == Organization.Kind.COUNCIL
    return MeetingRules(organization=organization, saturday_counts=not council, full_days=council)


def notice_deadline(meeting: Meeting) -> date:
    """The last day on which the agenda is sent in time."""
    return deadline_for(meeting.organization, timezone.localdate(meeting.starts_at))


def deadline_for(
    organization: Organization, day: date, *, rules: MeetingRules | None = None
) -> date:
    """The last day on which the agenda of a meeting on that day is sent in time; by other `rules` if said.

    The council's own rules may ask for more than the law's four hverdage, never for less.
    """
    rules = rules or rules_of(organization)
    days = rules.notice_days
    if organization.kind == Organization.Kind.COUNCIL:
        days = max(days, COUNCIL_NOTICE)
    days += rules.full_days
    return workdays_before(day, days, saturday_counts=rules.saturday_counts)


def ready_deadline(meeting: Meeting) -> date:
    """The day by which cases should be approved."""
    rules = rules_of(meeting.organization)
    day = timezone.localdate(meeting.starts_at)
    return workdays_before(day, rules.ready_days, saturday_counts=rules.saturday_counts)


def message_deadline(meeting: Meeting) -> date:
    """The last day on which a notice (meddelelse) is handed in; the day of the cases where none is set."""
    rules = rules_of(meeting.organization)
    day = timezone.localdate(meeting.starts_at)
    days = rules.ready_days if rules.message_days is None else rules.message_days
    return workdays_before(day, days, saturday_counts=rules.saturday_counts)
