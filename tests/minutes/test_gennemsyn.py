"""What the checks find stands in the way of approval, notice and publication."""

from __future__ import annotations

import pytest

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import close_case, submit_paper
from raadslag.cases.findings import findings_of, let_stand
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.journal.jobs import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting, cancel_meeting
from raadslag.people.models import User
from raadslag.people.rights import rights_of
from raadslag.public.models import Publication
from tests.cast import NOTICE_AT, Town, local

WRONG_SUM = "| Center | Kroner |\n| --- | --- |\n| Nord | 100 |\n| Syd | 200 |\n| I alt | 400 |"


def put(town: Town, case: object, text: str) -> None:
    section = case.paper.sections.get(key="case")  # type: ignore[attr-defined]
    save_section(section, blocks=plain_to_blocks(text), version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip


def test_a_table_that_does_not_add_up_is_found_while_writing(town: Town) -> None:
    case = town.write()
    assert not findings_of(case)
    put(town, case, WRONG_SUM)
    found = findings_of(case)
    assert found
    assert "400" in " ".join(one.message for one in found)


def test_a_finding_let_stand_with_a_reason_is_out_of_the_way(town: Town) -> None:
    case = town.write()
    put(town, case, WRONG_SUM)
    User.objects.filter(pk=town.sanne.pk).update(may_publish=True)
    town.sanne.refresh_from_db()
    for one in findings_of(case):
        let_stand(case, fingerprint=one.fingerprint, reason="Afrundet hos kilden.", by=town.sanne)
    assert not findings_of(case)
    submit_paper(case, by=town.sanne)


def test_a_name_protected_by_a_closed_case_stops_the_notice_when_it_stands_in_an_open_one(
    town: Town,
) -> None:
    shut, shown = town.write("Personsag"), town.write("Åben sag")
    close_case(shut, reason="Ansættelse", public_title="Personsag", protected_terms="Viggo Hemmelig", by=town.sanne)  # fmt: skip
    put(town, shown, "Tak til Viggo Hemmelig for indsatsen.")
    meeting = town.plan()
    for case in (shut, shown):
        add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    with pytest.raises(NotAllowed) as error:
        call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    assert {o.code for o in error.value.obstacles} == {"open-finding"}


def test_a_called_agenda_is_published_by_a_job_without_its_closed_item(town: Town) -> None:
    shut = town.write("Hemmelig handel")
    close_case(shut, reason="Forhandling", public_title="Køb af grund", by=town.sanne)
    meeting = town.plan()
    for case in (shut, town.write("Åben sag")):
        add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    drain(kinds=["publish-agenda"])
    published = Publication.objects.get(meeting=meeting, kind="agenda")
    text = str(published.record)
    assert "Åben sag" in text
    assert "Køb af grund" in text
    assert "Hemmelig handel" not in text
    assert "Sagsfremstilling for Hemmelig" not in text


def test_a_cancelled_meeting_s_agenda_is_not_published(town: Town) -> None:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write("Sag")), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    cancel_meeting(meeting, reason="For få punkter.", by=town.soren)
    drain(kinds=["publish-agenda"])
    assert not Publication.objects.filter(meeting=meeting).exists()
