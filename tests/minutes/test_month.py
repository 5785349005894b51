"""A committee's month through actions: from case to minutes that everybody approved."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case, File
from raadslag.jobs.models import Job
from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_to_agenda, move_item
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting, supplement_agenda, withdraw_item
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import propose_decision, record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import AgendaItem, Decision, Meeting
from raadslag.meetings.planned import FOLLOWING, planned
from raadslag.meetings.remarking import note_remark, stop_decision
from raadslag.meetings.voting import record_vote
from raadslag.minutes.files_after import add_file_after, left_files, remove_left_file
from raadslag.minutes.models import Minutes
from raadslag.minutes.putting_right import take_back_minutes
from raadslag.minutes.signing import (
    approve_minutes,
    correct_minutes,
    draft_minutes,
    is_approved,
    missing,
    refuse_minutes,
)
from raadslag.people.models import Letter
from raadslag.public.closing import close_item
from tests.cast import NOTICE_AT, Town, local


def codes(error: pytest.ExceptionInfo[NotAllowed]) -> set[str]:
    return {obstacle.code for obstacle in error.value.obstacles}


def called(town: Town, *titles: str) -> Meeting:
    meeting = town.plan()
    for title in titles:
        add_to_agenda(town.approve(town.write(title)), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting.refresh_from_db()
    return meeting


def opened(town: Town, *titles: str, present: list[str] | None = None) -> Meeting:
    meeting = open_meeting(called(town, *titles), by=town.soren)
    for name in present if present is not None else town.members():
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    return meeting


def decide_rest(town: Town, meeting: Meeting) -> None:
    for item in meeting.items.filter(decision=None, withdrawn_at=None):
        outcome = "approved_as_recommended" if item.case else "none"
        text = "Indstillingen godkendt." if item.case else ""
        record_decision(item, outcome=outcome, text=text, version=0, by=town.soren)


def closed(town: Town, *titles: str, present: list[str] | None = None) -> Minutes:
    meeting = opened(town, *titles, present=present)
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    return draft_minutes(meeting, by=town.soren)


def test_a_month_ends_in_minutes_that_every_member_who_took_part_approved(town: Town) -> None:
    minutes = closed(town, "Vejviser", "Jobmesse", present=["mette", "aage", "carl"])
    record = minutes.as_record()
    assert [item.title for item in record.items] == [
        "Meddelelser",
        "Vejviser",
        "Jobmesse",
        "Eventuelt",
    ]
    assert [item.number for item in record.items] == [1, 2, 3, 4]
    assert record.items[1].decision.text == "Indstillingen godkendt."
    assert {a.name: a.status for a in record.attendance}["Dina Eng"] == "absent"
    for name in ["mette", "aage", "carl"]:
        assert not is_approved(minutes.meeting)
        approve_minutes(
            minutes, person=town.person(name), text_hash=minutes.record_hash, by=getattr(town, name)
        )
    assert is_approved(minutes.meeting)
    assert Case.objects.get(title="Vejviser").state == Case.State.TREATED
    assert first_misfit() is None
    assert Entry.objects.filter(act="approve_minutes").count() == 3


def test_a_member_who_was_away_does_not_approve(town: Town) -> None:
    minutes = closed(town, "Vejviser", present=["mette", "aage", "carl"])
    with pytest.raises(NotAllowed) as error:
        approve_minutes(
            minutes, person=town.person("dina"), text_hash=minutes.record_hash, by=town.dina
        )
    assert codes(error) == {"not-present"}


def test_nobody_approves_for_another_member(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    with pytest.raises(NotAllowed) as error:
        approve_minutes(
            minutes, person=town.person("aage"), text_hash=minutes.record_hash, by=town.mette
        )
    assert "not-present" in codes(error)


def test_a_correction_makes_a_new_text_and_the_old_one_can_no_longer_be_approved(
    town: Town,
) -> None:
    minutes = closed(town, "Vejviser")
    approve_minutes(
        minutes, person=town.person("mette"), text_hash=minutes.record_hash, by=town.mette
    )
    item = minutes.as_record().items[1]
    newer = correct_minutes(
        minutes.meeting, item=item.id or "", text="Beløbet er 40.000 kr.", by=town.soren
    )
    with pytest.raises(NotAllowed) as error:
        approve_minutes(
            minutes, person=town.person("aage"), text_hash=minutes.record_hash, by=town.aage
        )
    assert codes(error) == {"older-text"}
    kept = newer.as_record().items[1]
    assert kept.sections[: len(item.sections)] == item.sections
    assert kept.decision == item.decision
    assert "40.000" in kept.sections[-1].text
    assert {seat.person.name for seat in missing(minutes.meeting)} >= {"Mette Holm", "Åge Bro"}


def test_refusing_asks_for_a_reason_and_leaves_the_decision_standing(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    said = {"person": town.person("aage"), "text_hash": minutes.record_hash, "by": town.aage}
    with pytest.raises(NotAllowed) as error:
        refuse_minutes(minutes, reason=" ", **said)  # type: ignore[arg-type]
    assert codes(error) == {"no-reason"}
    refuse_minutes(minutes, reason="Mit forbehold mangler.", **said)  # type: ignore[arg-type]
    assert not is_approved(minutes.meeting)


def test_members_are_written_to_when_a_meeting_is_called_and_its_calendar_goes_along(
    town: Town,
) -> None:
    meeting = called(town, "Vejviser")
    letters = Letter.objects.filter(key__startswith=f"notice:{meeting.uid}")
    assert {letter.recipient.name for letter in letters} == {
        "Mette Holm",
        "Åge Bro",
        "Carl Vig",
        "Dina Eng",
        "Erik Toft",
    }
    assert "BEGIN:VCALENDAR" in letters[0].calendar
    assert "2. Vejviser" in letters[0].text
    assert Job.objects.filter(kind="publish-agenda", key=str(meeting.uid)).exists()


def test_a_late_case_must_say_why_it_cannot_wait(town: Town) -> None:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write("Hastesag")), meeting=meeting, by=town.soren)
    with pytest.raises(NotAllowed) as error:
        call_meeting(meeting, by=town.soren, at=local(datetime(2026, 10, 10, 9, 0)))
    assert codes(error) == {"late"}
    meeting.items.filter(case__isnull=False).update(late_reason="Ansøgningsfristen er fredag.")
    agenda = call_meeting(meeting, by=town.soren, at=local(datetime(2026, 10, 10, 9, 0)))
    assert "Ansøgningsfristen" in str(agenda.record)


def test_numbers_stay_when_an_item_lapses_and_another_is_added_after_the_notice(
    town: Town,
) -> None:
    meeting = called(town, "Vejviser", "Jobmesse")
    withdraw_item(meeting.items.get(number=2), reason="Mangler høringssvar.", by=town.soren)
    late = town.approve(town.write("Tillægssag"))
    item = supplement_agenda(late, meeting=meeting, reason="Frist fredag.", by=town.soren)
    assert item.number == 5
    record = meeting.agendas.first().as_record()  # type: ignore[union-attr]
    assert [(i.number, i.title) for i in record.items] == [
        (1, "Meddelelser"),
        (2, "Vejviser"),
        (3, "Jobmesse"),
        (4, "Eventuelt"),
        (5, "Tillægssag"),
    ]
    assert record.items[1].decision.outcome == "withdrawn"
    assert meeting.agendas.count() == 3
    with pytest.raises(NotAllowed) as error:
        move_item(meeting.items.get(number=3), to=1, by=town.soren)
    assert "called" in codes(error)


def test_a_recommendation_travels_upward_and_the_case_waits_for_the_next_body(town: Town) -> None:
    case = town.approve(
        town.write("Bevilling", stops=[town.committee, town.council], points=["planen godkendes"])
    )
    meeting = town.plan()
    item = add_to_agenda(case, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    open_meeting(meeting, by=town.soren)
    for name in town.members():
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    proposal = propose_decision(item)
    assert (proposal.outcome, proposal.text) == (
        "recommended_onward",
        "Indstilles til godkendelse.",
    )
    with pytest.raises(NotAllowed) as error:
        record_decision(
            item, outcome="approved_as_recommended", text="Godkendt", version=0, by=town.soren
        )
    assert codes(error) == {"not-decider"}
    record_decision(item, outcome=proposal.outcome, text=proposal.text, version=0, by=town.soren)
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    case.refresh_from_db()
    assert case.state == Case.State.READY
    above = town.plan(datetime(2026, 10, 27, 17, 0), town.council)
    add_to_agenda(case, meeting=above, by=town.soren)


def test_a_stopped_decision_goes_to_the_council(town: Town) -> None:
    meeting = opened(town, "Vejviser")
    item = meeting.items.get(title="Vejviser")
    decide_rest(town, meeting)
    with pytest.raises(NotAllowed):
        stop_decision(meeting.items.get(number=1), person=town.person("aage"), by=town.soren)
    stop_decision(item, person=town.person("aage"), by=town.soren)
    close_meeting(meeting, by=town.soren)
    record = draft_minutes(meeting, by=town.soren).as_record()
    assert record.items[1].decision.stopped_by == "Åge Bro"
    assert record.items[1].next_bodies == ("Kommunalbestyrelsen",)
    case = Case.objects.get(title="Vejviser")
    assert case.state == Case.State.READY


def test_only_one_who_was_in_the_minority_has_a_dissent_in_the_minutes(town: Town) -> None:
    meeting = opened(town, "Vejviser")
    item = meeting.items.get(title="Vejviser")
    people = {name: town.person(name).pk for name in town.members()}
    choices = dict.fromkeys(people.values(), "for") | {people["erik"]: "against"}
    record_vote(item, on="Indstillingen", choices=choices, by=town.soren)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed) as error:
        note_remark(
            item, kind="dissent", text="For dyrt.", person=town.person("mette"), by=town.soren
        )
    assert codes(error) == {"not-in-minority"}
    erik = town.person("erik")
    note_remark(item, kind="dissent-follows", text="For dyrt.", person=erik, by=town.soren)
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    follows_to_the_next_body(town, item)
    decision = draft_minutes(meeting, by=town.soren).as_record().items[1].decision
    assert decision.dissents == ("Erik Toft: For dyrt.",)
    assert decision.votes[0].against == ("Erik Toft",)
    assert len(decision.votes[0].in_favour) == 4


def follows_to_the_next_body(town: Town, item: AgendaItem) -> None:
    """The dissent stands at the case on the council's agenda; one from a closed item where that is closed."""
    council = town.plan(organization=town.council)
    row = AgendaItem.objects.create(meeting=council, case=item.case, order=9, title="Vejviser")
    told = "Erik Toft i Beskæftigelses- og Erhvervsudvalget den 13. oktober 2026: For dyrt."
    assert (planned(row).sections[-1].heading, planned(row).sections[-1].text) == (FOLLOWING, told)
    AgendaItem.objects.filter(pk=item.pk).update(closed=True)
    assert told not in str(planned(row))
    row.closed = True
    assert told in str(planned(row))
    assert told not in str(planned(AgendaItem.objects.get(pk=item.pk)))
    AgendaItem.objects.filter(pk=item.pk).update(closed=False)
    row.delete()


def test_one_who_is_recused_is_not_in_the_room_and_cannot_vote(town: Town) -> None:
    meeting = opened(town, "Vejviser")
    item = meeting.items.get(title="Vejviser")
    note_attendance(meeting, person=town.person("carl"), event="recused", item=item, by=town.soren)
    with pytest.raises(NotAllowed) as error:
        record_vote(item, on="x", choices={town.person("carl").pk: "for"}, by=town.soren)
    assert codes(error) == {"not-in-room"}
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    record = draft_minutes(meeting, by=town.soren).as_record()
    assert record.items[1].not_participating == ("Carl Vig",)
    assert record.items[2].not_participating == ()


def test_a_postponed_case_comes_back_and_says_when(town: Town) -> None:
    meeting = opened(town, "Vejviser")
    item = meeting.items.get(title="Vejviser")
    with pytest.raises(NotAllowed) as error:
        record_decision(item, outcome="postponed", text="Udsættes.", version=0, by=town.soren)
    assert codes(error) == {"no-return-day"}
    back = meeting.starts_at.date() + timedelta(days=28)
    record_decision(
        item, outcome="postponed", text="Udsættes.", version=0, return_on=back, by=town.soren
    )
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    assert Case.objects.get(title="Vejviser").state == Case.State.READY
    add_to_agenda(
        Case.objects.get(title="Vejviser"),
        meeting=town.plan(datetime(2026, 11, 10, 15, 0)),
        by=town.soren,
    )


def test_two_secretaries_on_one_item_lose_no_text(town: Town) -> None:
    meeting = opened(town, "Vejviser")
    item = meeting.items.get(title="Vejviser")
    record_decision(item, outcome="discussed", text="Drøftet.", version=0, by=town.soren)
    both = record_decision(
        item, outcome="discussed", text="Drøftet længe.", version=0, by=town.soren
    )
    assert both.decision.text == "Drøftet."
    assert both.beside is not None
    assert both.beside.text == "Drøftet længe."
    decide_rest(town, meeting)
    with pytest.raises(NotAllowed) as error:
        close_meeting(meeting, by=town.soren)
    assert codes(error) == {"open-conflict"}


def test_a_file_added_after_the_meeting_is_marked_and_asks_for_approval_anew(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    row = minutes.meeting.items.get(title="Vejviser")
    newer = add_file_after(row, name="svar.txt", title="Svar", chunks=[b"svar"], by=town.soren)
    part = newer.as_record().items[1].attachments[-1]
    assert (part.title, part.added_after) == ("Svar", True)
    assert newer.version == 2
    assert len(missing(minutes.meeting)) == 5


def test_what_is_written_in_the_case_after_the_meeting_does_not_reach_the_minutes(
    town: Town,
) -> None:
    meeting = opened(town, "Vejviser")
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    section = Case.objects.get(title="Vejviser").paper.sections.first()
    assert section is not None
    section.blocks = [{"type": "paragraph", "spans": [{"text": "Skrevet bagefter"}]}]
    section.save()
    assert "Skrevet bagefter" not in str(draft_minutes(meeting, by=town.soren).record)


def test_nobody_is_asked_to_approve_what_could_not_be_published(town: Town) -> None:
    meeting = opened(town, "Vejviser")
    decide_rest(town, meeting)
    row = meeting.items.get(title="Vejviser")
    number = "Bo, 070761-4285, får brev."
    version = Decision.objects.get(item=row).version
    record_decision(row, outcome="noted", text=number, version=version, by=town.soren)
    close_meeting(meeting, by=town.soren)
    with pytest.raises(NotAllowed, match="luk punktet") as error:
        draft_minutes(meeting, by=town.soren)
    assert codes(error) == {"open-finding", "private-text"}
    close_item(row, reason="Personlige forhold", public_title="", by=town.soren)
    draft_minutes(meeting, by=town.soren)
    other = meeting.items.exclude(pk=row.pk)[0]
    with pytest.raises(NotAllowed, match="Rettelse"):
        correct_minutes(meeting, item=str(other.uid), text=number, by=town.soren)
    assert correct_minutes(meeting, item=str(row.uid), text=number, by=town.soren).version == 2


def test_a_file_that_came_after_the_meeting_is_looked_into_and_leaves_with_what_brought_it(
    town: Town,
) -> None:
    minutes = closed(town, "Vejviser")
    row = minutes.meeting.items.get(title="Vejviser")
    said: dict[str, Any] = {"name": "svar.txt", "title": "Svar", "by": town.soren}
    with pytest.raises(NotAllowed, match="Bilaget Svar"):
        add_file_after(row, chunks=[b"Bo, 070761-4285"], **said)
    assert not File.objects.exists()
    add_file_after(row, chunks=[b"Ja"], **said)
    assert left_files(minutes.meeting) == []
    take_back_minutes(minutes.meeting, reason="Forkert fil.", by=town.soren)
    file = File.objects.get()
    assert file.removed_at is not None
    File.objects.update(removed_at=None)  # as houses have it from before
    with pytest.raises(NotAllowed):
        remove_left_file(minutes.meeting, file, by=town.sanne)
    remove_left_file(minutes.meeting, file, by=town.soren)
    assert left_files(minutes.meeting) == []
