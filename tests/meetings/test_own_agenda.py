"""The body adopts its agenda first, takes up what is not on it, and treats its items in its own order."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.meetings.adopting import Matter, adopt_agenda, proposed_words, take_up, treat_before
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.compose import compose
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.planned import TAKEN_UP
from raadslag.meetings.rules.adopting import why_not_take_up
from raadslag.people.models import Letter
from raadslag.public.redact import redact
from raadslag.record import paragraph
from tests.cast import Town
from tests.minutes.test_month import codes, decide_rest, opened

URGENT = "Tilbuddet udløber i morgen."


@pytest.fixture
def meeting(town: Town) -> Meeting:
    return opened(town, "Vejviser", present=["mette", "aage", "carl"])


def test_a_case_that_cannot_wait_is_taken_up_with_its_reason_in_every_text(
    town: Town, meeting: Meeting
) -> None:
    case = town.approve(town.write("Lokale til jobmesse"))
    with pytest.raises(NotAllowed) as no:
        take_up(meeting, Matter("", "", case), by=town.soren)
    assert codes(no) == {"not-agreed", "no-reason"}
    before = Letter.objects.count()
    item = take_up(meeting, Matter("agreed", URGENT, case), by=town.soren)
    assert (item.number, item.order) == (4, 4)
    assert Letter.objects.count() == before  # those who sit in the meeting are not written to
    case.refresh_from_db()
    assert case.state == "called"
    told = compose(meeting, kind="agenda").items[3]
    assert told.group == TAKEN_UP
    assert told.sections[0].text == f"Alle til stede var enige. {URGENT}"
    newest = meeting.agendas.first()
    assert newest is not None
    assert newest.reason == "Punkt 4 er optaget på mødet"
    treat_before(item, before=meeting.items.get(title="Vejviser"), by=town.soren)
    note_attendance(
        meeting,
        person=town.person("dina"),
        event="arrived",
        item=meeting.items.get(number=2),
        by=town.soren,
    )
    with pytest.raises(NotAllowed) as no:
        treat_before(meeting.items.get(number=3), before=item, by=town.soren)
    assert codes(no) == {"treated"}
    newest = meeting.agendas.first()
    assert newest is not None
    assert [one.number for one in newest.as_record().items] == [1, 4, 2, 3]
    rows = list(meeting.items.all())
    assert [row.number for row in rows] == [1, 4, 2, 3]
    words = proposed_words(rows)
    assert words.endswith("rækkefølgen 1, 4, 2, 3.")
    assert "at punkt 4 blev optaget på mødet, og at" in words
    adopt_agenda(meeting, words=words, by=town.soren)
    decide_rest(town, meeting)
    meeting.refresh_from_db()
    record = redact(compose(meeting, kind="minutes"))
    assert record.agenda_adopted == words
    assert [one.number for one in record.items] == [1, 4, 2, 3]
    dina = next(one for one in record.attendance if one.name == "Dina Eng")
    assert dina.from_item == 2  # she was not there for punkt 4, which was treated before
    assert record.items[1].absences_noted == ("Dina Eng",)
    assert first_misfit() is None


def test_a_matter_of_the_body_s_own_may_be_closed_and_tells_nothing_in_public(
    town: Town, meeting: Meeting
) -> None:
    matter = Matter("urgent", URGENT, title="Fratrædelse", blocks=(paragraph("Fru Vang stopper."),), closed=True)  # fmt: skip
    with pytest.raises(NotAllowed):
        take_up(meeting, matter, by=town.soren)  # closed, and no reason for that
    shut = Matter(**{**{k: getattr(matter, k) for k in ("how", "reason", "title", "blocks", "closed")}, "closed_reason": "Ansættelsesforhold"})  # fmt: skip
    item = take_up(meeting, shut, by=town.soren)
    public = str(redact(compose(meeting, kind="agenda")).items[-1])
    assert item.closed
    assert "Vang" not in public
    assert URGENT not in public


def test_words_that_may_not_be_public_are_refused_and_an_item_of_its_own_tells_the_adoption(
    town: Town, meeting: Meeting
) -> None:
    with pytest.raises(NotAllowed):
        adopt_agenda(meeting, words="Sagen om 010190-1234 blev taget af.", by=town.soren)
    adopt_agenda(meeting, words="Dagsordenen blev godkendt.", by=town.soren)
    AgendaItem.objects.filter(meeting=meeting, number=1).update(title="Godkendelse af dagsorden")
    meeting.refresh_from_db()
    assert compose(meeting, kind="minutes").agenda_adopted is None
    soren = Client()
    soren.force_login(town.soren)
    page = soren.get(reverse("live", args=[meeting.uid]) + "?punkt=1").content.decode()
    assert "godkendes under punkt 1" in page
    assert "Dagsordenen blev godkendt." in page


def test_a_majority_is_enough_only_where_the_body_s_own_rules_say_so_and_never_in_the_council() -> (
    None
):
    def why(kind: str, *, majority: bool) -> list[str]:
        no = why_not_take_up(
            state="open",
            is_secretary=True,
            kind=kind,
            how="majority",
            reason=URGENT,
            majority=majority,
        )
        return [f"{one.code} {one.law}" for one in no]

    assert why("standing", majority=True) == []
    assert why("standing", majority=False) == ["not-agreed udvalgets forretningsorden (IM 02.1.3)"]
    assert why("council", majority=True) == ["not-agreed KSL § 8 stk. 4 og 5 (IM 02.1.3)"]
