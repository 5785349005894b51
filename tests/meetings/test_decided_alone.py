"""What the chair decides alone stands on the next agenda by itself, until the body was told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.treated import treatments_of
from raadslag.journal.actions import first_misfit
from raadslag.meetings.actions import drop_item
from raadslag.meetings.calling import call_meeting, withdraw_item
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.chairs import (
    Decided,
    register_decision,
    supplement_decision,
    take_back_decision,
)
from raadslag.meetings.compose import compose
from raadslag.meetings.deciding import propose_decision
from raadslag.meetings.models import AgendaItem, ChairDecision
from raadslag.meetings.rules.chairs import why_not_register
from raadslag.people.models import Letter
from raadslag.public.redact import redact
from raadslag.record import paragraph
from tests.cast import MEETING_AT, NOTICE_AT, Town, local
from tests.minutes.test_month import codes

WHY = "Tilbuddet udløb før mødet."


def said(town: Town, **more: object) -> Decided:
    one = Decided(
        person=town.person("mette"),
        decided_on=date(2026, 9, 20),
        ground="urgent",
        reason=WHY,
        title="Leje af hal",
        blocks=(paragraph("Hallen lejes til messen."),),
    )
    return replace(one, **more)  # type: ignore[arg-type]


def item_of(one: ChairDecision) -> AgendaItem | None:
    one.refresh_from_db()
    return one.item


def test_it_stands_on_the_next_agenda_and_the_next_again_until_it_is_told(town: Town) -> None:
    at = local(datetime(2026, 9, 21, 9, 0))
    with pytest.raises(NotAllowed) as no:
        register_decision(town.committee, said=said(town, person=town.person("aage"), reason=""), by=town.soren)  # fmt: skip
    assert codes(no) == {"not-chair", "no-ground"}
    one = register_decision(town.committee, said=said(town), by=town.mette, at=at)
    assert item_of(one) is None  # no meeting is planned
    later = town.plan(MEETING_AT + timedelta(days=30))
    assert item_of(one).meeting == later  # type: ignore[union-attr]
    meeting = town.plan()  # nearer: that is the next
    item = item_of(one)
    assert item is not None
    assert item.meeting == meeting
    assert not later.items.filter(title__contains="Leje af hal").exists()
    with pytest.raises(NotAllowed) as no:
        drop_item(item, by=town.soren)
    assert codes(no) == {"must-be-told"}
    told = redact(compose(meeting, kind="agenda")).items[item.order - 1]
    assert told.title == "Formandens afgørelse: Leje af hal"
    assert [part.text for part in told.sections][:1] == ["Hallen lejes til messen."]
    assert "KSL § 22 stk. 2" in told.sections[1].text
    assert WHY in told.sections[1].text
    assert propose_decision(item).outcome == "noted"
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    withdraw_item(item, reason="Formanden er syg.", by=town.soren)
    assert item_of(one).meeting == later  # type: ignore[union-attr]
    cancel_meeting(later, reason="For få sager", by=town.soren)
    letters = Letter.objects.count()
    assert item_of(one) is None
    supplement_decision(one, by=town.soren)
    item = item_of(one)
    assert item is not None
    assert (item.meeting, item.supplementary) == (meeting, True)
    assert Letter.objects.count() > letters
    meeting.state = "closed"
    meeting.save()
    one.refresh_from_db()
    assert one.told
    with pytest.raises(NotAllowed) as no:
        take_back_decision(one, reason="Fejl", by=town.soren)
    assert codes(no) == {"told"}
    assert first_misfit() is None


def test_a_case_that_it_settles_goes_on_its_writer_hears_and_taking_it_back_makes_it_ready(
    town: Town,
) -> None:
    case = town.approve(town.write("Hal til messe", stops=[town.committee, town.council]))
    before = Letter.objects.count()
    soren = Client()
    soren.force_login(town.soren)
    typed = {
        "person": town.person("mette").pk, "decided_on": "2026-09-20", "ground": "clear",
        "reason": "Kendt leverandør", "case": str(case.uid), "title": "Hal", "text": "Lejes.",
    }  # fmt: skip
    address = f"{reverse('chair-decisions')}?udvalg={town.committee.pk}"
    page = soren.post(address, typed, follow=True).content.decode()
    assert "Registreret" in page
    one = ChairDecision.objects.get()
    case.refresh_from_db()
    assert case.state == "ready"  # on its way to the council
    assert not case.stops.filter(organization=town.committee, treated_on=None).exists()
    assert Letter.objects.count() == before + 1
    assert treatments_of(case)[0].follows == "Sagen går videre til Kommunalbestyrelsen."
    take_back_decision(one, reason="Formanden kunne vente", by=town.mette)
    assert case.stops.filter(organization=town.committee, treated_on=None).exists()
    assert treatments_of(case) == []
    assert first_misfit() is None


def test_no_source_gives_the_chair_of_a_special_committee_the_right_so_its_own_rules_must() -> None:
    def why(kind: str, *, own_rules: bool = False) -> list[str]:
        no = why_not_register(
            allowed=True, kind=kind, own_rules=own_rules, is_chair=True, ground="urgent", reason=WHY,
            title="x", text="x", decided_on=date(2026, 1, 1), today=date(2026, 1, 2), closed=False,
            closed_reason="",
        )  # fmt: skip
        return [one.code for one in no]

    assert [why(kind) for kind in ("council", "finance", "standing")] == [[], [], []]
    assert why("special") == ["no-chairs-right"]
    assert why("citizens", own_rules=True) == []
