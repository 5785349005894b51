"""What an act tells the public by itself, a place or a reason, is judged as a publication is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.jobs.working import drain
from raadslag.meetings.calling import call_meeting, withdraw_item
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.custom import set_customs
from raadslag.meetings.models import Meeting, MeetingRules
from raadslag.meetings.moving import change_meeting
from raadslag.meetings.planning import plan_meeting, plan_meetings
from raadslag.meetings.rewording import reword_item
from raadslag.public.announcing import announce, announce_what_is_coming
from raadslag.public.models import Announcement, Publication
from raadslag.review.models import Acceptance
from tests.cast import MEETING_AT, NOTICE_AT, Town, local
from tests.forms_on import form_on

pytestmark = pytest.mark.once

NUMBER = "Hos Bo 0707614285"
SENSITIVE = "Borgeren Jens Thorvald Pedersen er sygemeldt."
LONG_AFTER = local(MEETING_AT + timedelta(days=365 * 20))
WHY = "Han har selv bedt om, at det siges."


def called(town: Town) -> Meeting:
    meeting = town.plan()
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    drain()
    return Meeting.objects.get(pk=meeting.pk)


def test_a_place_is_judged_when_a_meeting_is_planned_however_it_is_said(town: Town) -> None:
    when = local(MEETING_AT)
    for words in (NUMBER, SENSITIVE):
        with pytest.raises(NotAllowed, match="Sted"):
            plan_meeting(town.committee, starts_at=when, location=words, by=town.soren)
        spans = [(when + timedelta(days=n), None) for n in (0, 28)]
        with pytest.raises(NotAllowed):
            plan_meetings(town.committee, spans, location=words, by=town.soren)
    assert not Meeting.objects.exists()
    (meeting,) = plan_meetings(town.committee, [(when, None)], location=SENSITIVE, because=WHY, by=town.soren)  # fmt: skip
    drain()
    assert Announcement.objects.get(meeting=meeting).location == SENSITIVE
    assert Acceptance.objects.get(subject=f"meeting:{meeting.uid}").by == town.soren


def test_each_reason_for_moving_cancelling_and_withdrawing_is_judged(town: Town) -> None:
    meeting = called(town)
    later = meeting.starts_at + timedelta(days=1)
    item = meeting.items.get(title="Eventuelt")
    for words in (NUMBER, SENSITIVE):
        for field in ("reason", "late_reason", "location"):
            with pytest.raises(NotAllowed):
                change_meeting(meeting, starts_at=later, by=town.soren, **{field: words})  # type: ignore[arg-type]
        with pytest.raises(NotAllowed, match="Hvorfor mødet aflyses"):
            cancel_meeting(meeting, reason=words, by=town.soren)
        with pytest.raises(NotAllowed, match="Hvorfor punktet udgår"):
            withdraw_item(item, reason=words, by=town.soren)


def test_a_question_that_is_answered_stands_and_holds_nothing_back(town: Town) -> None:
    meeting = called(town)
    item = meeting.items.get(title="Eventuelt")
    withdraw_item(item, reason=SENSITIVE, because=WHY, by=town.soren)
    drain()
    shown = Publication.objects.live().get(meeting=meeting, kind="agenda")
    assert SENSITIVE in str(shown.record)


def test_a_reason_at_an_item_is_put_right_in_a_new_version(town: Town) -> None:
    meeting = called(town)
    item, late = meeting.items.get(title="Eventuelt"), meeting.items.exclude(title="Eventuelt")[0]
    withdraw_item(item, reason="Skrevet fra.", by=town.soren)
    late.late_reason = "Frist."
    late.save()
    ways = ((item, "withdrawn_reason"), (late, "late_reason"))
    for row, which in ways:
        said: dict[str, Any] = {"which": which, "by": town.soren}
        with pytest.raises(NotAllowed, match="Hvorfor punktet"):
            reword_item(row, reason=NUMBER, **said)
        reword_item(row, reason=f"Rettet {which}.", **said)
    with pytest.raises(NotAllowed):
        reword_item(late, which="withdrawn_reason", reason="Nyt.", by=town.soren)
    drain()
    shown = str(Publication.objects.live().get(meeting=meeting, kind="agenda").record)
    assert all(f"Rettet {which}." in shown for _, which in ways)
    assert "Skrevet fra." not in shown
    assert "Frist." not in shown


def test_words_that_came_there_by_another_way_are_not_told(town: Town) -> None:
    meeting = called(town)
    assert announce(meeting) is not None
    Meeting.objects.filter(pk=meeting.pk).update(location=NUMBER)
    Announcement.objects.update(location=NUMBER)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=LONG_AFTER)
    announce_what_is_coming()
    assert Announcement.objects.get(meeting=meeting).location == ""


def test_the_page_asks_and_takes_the_answer(town: Town) -> None:
    meeting = called(town)
    client = Client()
    client.force_login(town.soren)
    page = reverse("change-meeting", args=[meeting.uid])
    typed = form_on(client, page, page, holds='name="cancel"', cancel="1", reason=SENSITIVE)
    asked = client.post(page, typed).content.decode()
    assert "Hvorfor det må stå" in asked
    assert SENSITIVE in asked
    client.post(page, typed | {"because": WHY})
    drain()
    assert Announcement.objects.get(meeting=meeting).note == SENSITIVE
    client.post(page, {"reason": "Salen er lukket."})
    drain()
    assert Announcement.objects.get(meeting=meeting).note == "Salen er lukket."


def test_a_usual_place_is_judged_when_it_is_set(town: Town) -> None:
    for words in (NUMBER, SENSITIVE):
        with pytest.raises(NotAllowed, match="Sædvanligt sted"):
            set_customs(town.committee, rules=MeetingRules(organization=town.committee, usual_place=words), by=town.soren)  # fmt: skip
