"""The page Møder: each body's next step with its deadline, and a year planned after a look at its days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.meetings.calling import call_meeting
from raadslag.meetings.models import Meeting
from raadslag.meetings.rhythm import months_of_meetings
from raadslag.minutes.year import first_month, month_after, year_of
from raadslag.people.rights import rights_of
from tests.cast import Town, local
from tests.meetings.test_moving import at_three
from tests.minutes.test_month import closed


def client(town: Town, name: str) -> Client:
    found = Client()
    found.force_login(town.users[name])
    return found


def test_the_next_step_is_the_most_pressing_and_says_by_when(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    town.plan(at_three(30).replace(tzinfo=None))
    town.approve(town.write("Gebyr"))
    year = year_of(rights_of(town.soren), begins=first_month("", timezone.localdate()))
    [row] = [one for one in year.rows if one.organization == town.committee]
    assert row.kept
    assert row.step is not None
    assert "mangler 5 godkendelser" in row.step.what
    assert row.step.due == timezone.localdate(minutes.frozen_at) + timedelta(days=3)
    [planned] = [step for step in year.steps if step.what.startswith("Lav dagsorden")]
    assert planned.about == f"1 af 1 sager klar · sendes om {(planned.due - timezone.localdate()).days} dage"  # fmt: skip


def test_a_cell_says_what_it_is_and_opens_the_meeting_at_its_station(town: Town) -> None:
    meeting = town.plan(at_three(30).replace(tzinfo=None))
    page = client(town, "soren").get(reverse("meetings")).content.decode()
    assert f'href="{reverse("agenda", args=[meeting.uid])}" aria-label="{town.committee}' in page
    call_meeting(meeting, by=town.soren)
    outside = client(town, "bodil").get(reverse("meetings")).content.decode()
    assert reverse("meeting", args=[meeting.uid]) in outside
    assert reverse("agenda", args=[meeting.uid]) not in outside


def test_a_year_is_planned_after_a_look_at_its_days(town: Town) -> None:
    typed = {
        "organization": town.committee.pk,
        "starts_at": "2027-01-12T15:00",
        "rhythm": "month",
        "until": "2027-12-31",
        "skip_july": "on",
    }
    soren, where = client(town, "soren"), reverse("plan-meetings")
    shown = soren.post(where, typed).context["proposals"]
    assert not Meeting.objects.exists()
    assert [timezone.localtime(one.moment).weekday() for one in shown] == [1] * 11
    chosen = [one.value for one in shown if one.wanted][:3]
    soren.post(where, {**typed, "plan": "1", "day": chosen})
    planned = Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert [timezone.localtime(moment).isoformat() for moment in planned] == chosen
    again = soren.post(where, typed).context["proposals"]
    assert [one.taken for one in again][:4] == [True, True, True, False]


def test_the_fifth_weekday_is_the_month_s_last_and_months_follow_over_new_year() -> None:
    first = local(datetime(2027, 3, 30, 15, 0))
    days = [timezone.localtime(m).day for m in months_of_meetings(first, until=date(2027, 6, 30))]
    assert days == [30, 27, 25, 29]
    assert month_after(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert first_month("2026-13", date(2026, 11, 27)) == date(2026, 9, 1)
