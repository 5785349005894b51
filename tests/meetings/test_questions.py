"""Questions to an item before the meeting: read by its members, answered by the administration, public by choice."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import AgendaItem
from raadslag.meetings.questions import answer_question, ask_question, take_question_back
from raadslag.people.models import Letter
from raadslag.public.closing import close_item
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on

pytestmark = pytest.mark.once

ASKED, ANSWERED = "Hvor mange cykler er der?", "Der er 42."


@pytest.fixture
def item(town: Town) -> AgendaItem:
    meeting = town.plan()
    item = add_to_agenda(town.approve(town.write("Cykler")), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    return AgendaItem.objects.get(pk=item.pk)


def page(town: Town, who: str, item: AgendaItem) -> str:
    client = Client()
    client.force_login(getattr(town, who))
    return client.get(reverse("meeting", args=[item.meeting.uid])).content.decode()


def test_a_question_and_its_answer_are_the_members_and_come_into_the_minutes_by_choice(
    town: Town, item: AgendaItem
) -> None:
    question = ask_question(item, text=ASKED, by=town.aage)
    officer = Client()
    officer.force_login(town.sanne)
    where = reverse("question", args=[question.uid])
    form = form_on(officer, where, where, text=ANSWERED)
    officer.post(where, form)
    assert officer.post(where, form).status_code == 409
    for who, reads in (("mette", True), ("soren", True), ("bodil", False), ("sanne", False)):
        assert (ANSWERED in page(town, who, item)) is reads, who
    told = Letter.objects.filter(key__startswith="question:").values_list("recipient__name", "text")
    assert {name for name, _ in told} == {"Søren Skov", "Sanne Lund"}
    assert not [text for _, text in told if "cykler" in text]
    assert ANSWERED not in str(compose(item.meeting, kind="minutes"))
    question.refresh_from_db()
    answer_question(question, text=ANSWERED, public=True, by=town.soren)
    section = compose(item.meeting, kind="minutes").items[1].sections[-1]
    assert section.heading == "Spørgsmål og svar før mødet"
    assert section.text == f"Åge Bro spurgte: {ASKED}\n\nSvar: {ANSWERED}"
    assert ANSWERED not in str(compose(item.meeting, kind="agenda"))


def test_nobody_asks_who_has_no_seat_is_recused_or_comes_too_late(
    town: Town, item: AgendaItem
) -> None:
    close_item(item, reason="Personsag, FVL § 27", public_title="En sag", by=town.soren)
    item.refresh_from_db()
    note_attendance(item.meeting, person=town.person("carl"), event="recused", item=item, by=town.soren)  # fmt: skip
    question = ask_question(item, text=ASKED, by=town.aage)
    for who in ("carl", "bodil", "sanne", "soren"):
        with pytest.raises(NotAllowed):
            ask_question(item, text=ASKED, by=getattr(town, who))
    assert ASKED not in page(town, "carl", item)
    assert ASKED in page(town, "mette", item)
    for who, code in (("carl", 404), ("otto", 404), ("mette", 200), ("sanne", 200)):
        client = Client()
        client.force_login(getattr(town, who))
        assert client.get(reverse("question", args=[question.uid])).status_code == code, who
    with pytest.raises(NotAllowed):
        take_question_back(question, by=town.mette)
    take_question_back(question, by=town.aage)
    assert ASKED not in page(town, "mette", item)
    open_meeting(item.meeting, by=town.soren)
    with pytest.raises(NotAllowed):
        ask_question(item, text="For sent?", by=town.aage)
