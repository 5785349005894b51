"""The mayor gets every committee's papers, and may stop a decision until it is carried out (KSL § 31 a)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.compose import compose
from raadslag.meetings.mayor import stop_by_mayor, take_back_stop
from raadslag.meetings.models import Meeting
from raadslag.meetings.rules.stops import why_not_mayor_stop
from raadslag.meetings.stop_record import STOPPED
from raadslag.meetings.treatments import what_follows
from raadslag.people.models import Letter, Membership
from tests.cast import MEETING_AT, Town
from tests.minutes.test_month import closed, codes

WORDS = "Sagen rækker ud over udvalgets ramme."


def test_the_mayor_reads_every_committee_stops_what_it_decided_and_may_take_that_back(
    town: Town,
) -> None:
    Membership.objects.filter(person=town.person("bodil"), organization=town.council).update(
        role="chair"
    )
    minutes = closed(town, "Vejviser")
    meeting = Meeting.objects.get(pk=minutes.meeting_id)
    item = meeting.items.get(title="Vejviser")
    subjects = (
        Letter.objects.filter(recipient=town.person("bodil"))
        .order_by("pk")
        .values_list("subject", flat=True)
    )
    assert [one.split(",")[0] for one in subjects] == [
        "Til borgmesteren: dagsorden",
        "Til borgmesteren: referat",
    ]
    bodil = Client()
    bodil.force_login(town.bodil)
    assert bodil.get(reverse("minutes", args=[meeting.uid])).status_code == 200
    with pytest.raises(NotAllowed) as no:
        stop_by_mayor(item, words=" ", not_carried_out=False, by=town.mette)
    assert codes(no) == {"not-mayor", "carried-out", "no-words"}
    before = Letter.objects.count()
    page = bodil.post(
        reverse("mayor-stop", args=[meeting.uid, item.uid]),
        {"act": "stop", "words": WORDS, "not_carried_out": "1"},
        follow=True,
    ).content.decode()
    assert "må ikke føres ud i livet" in page
    told = {letter.recipient.name for letter in Letter.objects.order_by("pk")[before:]}
    assert told == {"Mette Holm", "Åge Bro", "Carl Vig", "Dina Eng", "Erik Toft", "Søren Skov", "Sanne Lund"}  # fmt: skip
    case = item.case
    assert case is not None
    case.refresh_from_db()
    assert case.state == "ready"
    assert case.stops.filter(treated_on=None).get().organization == town.council
    item.refresh_from_db()
    assert "standset" in what_follows(item)
    assert "§ 31 a" in (compose(meeting, kind="minutes").items[1].decision.text or "")
    take_back_stop(item, reason="Aftalt med udvalget", by=town.bodil)
    case.refresh_from_db()
    assert (case.state, case.stops.filter(treated_on=None).count()) == ("treated", 0)
    stop_by_mayor(item, words=WORDS, not_carried_out=True, by=town.soren)
    council = town.plan(MEETING_AT, town.council)
    add_to_agenda(case, meeting=council, by=town.soren)
    on_council = compose(council, kind="agenda").items[0]
    section = next(part for part in on_council.sections if part.heading == STOPPED)
    assert "Indstillingen godkendt." in section.text
    assert WORDS in section.text
    with pytest.raises(NotAllowed) as no:
        take_back_stop(item, reason="Igen", by=town.bodil)
    assert codes(no) == {"council-has-it"}
    assert first_misfit() is None


def test_the_council_s_own_decision_and_a_recommendation_to_it_cannot_be_stopped() -> None:
    def why(kind: str, outcome: str) -> list[str]:
        no = why_not_mayor_stop(
            allowed=True, kind=kind, state="closed", outcome=outcome, already=False,
            not_carried_out=True, words=WORDS,
        )  # fmt: skip
        return [one.code for one in no]

    assert why("council", "approved") == ["not-committee"]
    assert why("standing", "recommended_onward") == ["nothing-to-stop"]
    assert why("finance", "noted") == []
