"""Writing a case: nobody's text is lost, and nothing is sent half done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import (
    approve_paper,
    frame_case,
    make_ready,
    open_case,
    return_paper,
    submit_paper,
    waiting_step,
)
from raadslag.cases.asking import Asked
from raadslag.cases.changes import word_changes
from raadslag.cases.files import attach_file
from raadslag.cases.kle import KleFormatError, keep_kle, read_kle
from raadslag.cases.models import Case, Subject
from raadslag.cases.recommending import told_units
from raadslag.cases.rules import MOST_IN_CASE, MOST_IN_SECTION, why_not_write_so_much
from raadslag.cases.steps import steps_for
from raadslag.cases.writing import save_section, settle_conflict
from raadslag.files.storage import place_of
from raadslag.people.models import Organization
from raadslag.people.rights import rights_of
from raadslag.record import blocks_to_text, paragraph
from tests.cast import Town


def codes(error: pytest.ExceptionInfo[NotAllowed]) -> set[str]:
    return {obstacle.code for obstacle in error.value.obstacles}


def test_two_people_in_one_section_keep_both_texts(town: Town) -> None:
    section = town.write().paper.sections.first()
    assert section is not None
    at = section.version
    first = save_section(section, blocks=(paragraph("Sannes"),), version=at, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip
    second = save_section(section, blocks=(paragraph("Hannes"),), version=at, by=town.hanne, rights=rights_of(town.hanne))  # fmt: skip
    section.refresh_from_db()
    assert first.conflict is None
    assert second.conflict is not None
    assert blocks_to_text(section.as_blocks()) == "Sannes"
    assert blocks_to_text(second.conflict.as_blocks()) == "Hannes"
    with pytest.raises(NotAllowed) as no:
        submit_paper(section.paper.case, by=town.sanne)
    assert "open-conflict" in {one.code for one in no.value.obstacles}
    settle_conflict(second.conflict, blocks=second.conflict.as_blocks(), version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip
    section.refresh_from_db()
    assert blocks_to_text(section.as_blocks()) == "Hannes"
    kept = [blocks_to_text(v.as_blocks()) for v in section.versions.all()]
    assert {"Sannes", "Hannes"} <= set(kept)


def test_a_text_changed_after_approval_must_be_approved_again(town: Town) -> None:
    case = town.approve(town.write())
    section = case.paper.sections.first()
    assert section is not None
    save_section(section, blocks=(paragraph("Nyt"),), version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip
    case.refresh_from_db()
    assert (case.state, case.round) == (Case.State.DRAFT, 2)


def test_a_case_with_holes_is_not_sent_and_says_every_hole(town: Town) -> None:
    case = open_case(template=town.template, unit=town.centre, title="Tom", by=town.sanne)
    with pytest.raises(NotAllowed) as error:
        submit_paper(case, by=town.sanne)
    assert codes(error) == {"section-empty", "no-recommendation"}


def test_the_template_s_help_text_never_reaches_an_agenda(town: Town) -> None:
    case = town.write()
    section = case.paper.sections.first()
    assert section is not None
    text = "Skriv højst fem linjer om sagen her. Og så sagen."
    save_section(section, blocks=(paragraph(text),), version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip
    with pytest.raises(NotAllowed) as error:
        submit_paper(case, by=town.sanne)
    assert codes(error) == {"help-text"}


def test_money_needs_financing_and_ends_in_the_council(town: Town) -> None:
    case = town.write(asked=[Asked(Decimal(50_000))])
    with pytest.raises(NotAllowed) as error:
        submit_paper(case, by=town.sanne)
    assert codes(error) == {"no-financing", "not-appropriation"}


def test_approval_goes_head_first_then_director_and_skips_nobody(town: Town) -> None:
    case = submit_paper(town.write(), by=town.sanne)
    with pytest.raises(NotAllowed) as error:
        approve_paper(case, by=town.dorte)
    assert codes(error) == {"not-approver"}
    approve_paper(case, by=town.hanne)
    with pytest.raises(NotAllowed):
        make_ready(case, by=town.soren)
    case = approve_paper(case, by=town.dorte)
    assert case.state == Case.State.APPROVED
    assert make_ready(case, by=town.soren).state == Case.State.READY


def test_a_returned_case_says_why_and_starts_over(town: Town) -> None:
    case = submit_paper(town.write(), by=town.sanne)
    with pytest.raises(NotAllowed) as error:
        return_paper(case, reason="", by=town.hanne)
    assert codes(error) == {"no-reason"}
    case = return_paper(case, reason="Skriv tallene.", by=town.hanne)
    assert case.state == Case.State.DRAFT
    case = submit_paper(case, by=town.sanne)
    step = waiting_step(case)
    assert step is not None
    assert (step.round, step.role) == (2, "head")


def test_a_frame_saved_from_an_old_page_is_refused(town: Town) -> None:
    case = town.write()
    with pytest.raises(NotAllowed) as error:
        frame_case(case, title="x", journal_number="", units=[town.centre], points=[], stops=[town.committee], asked=[], version=1, by=town.sanne)  # fmt: skip
    assert codes(error) == {"stale"}


def test_a_stranger_s_officer_cannot_write(town: Town) -> None:
    section = town.write().paper.sections.first()
    assert section is not None
    with pytest.raises(NotAllowed) as error:
        save_section(section, blocks=(), version=1, by=town.otto, rights=rights_of(town.otto))
    assert codes(error) == {"not-writer"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "file-kind"),
        ("a.pdf", b"<html>", "file-content"),
        ("a.pdf", b"", "file-content"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    town: Town, name: str, content: bytes, code: str
) -> None:
    case = town.write()
    with pytest.raises(NotAllowed) as error:
        attach_file(case, name=name, title="", chunks=[content] if content else [], by=town.sanne)
    assert codes(error) == {code}


def test_an_attachment_lies_under_its_own_hash(town: Town) -> None:
    file = attach_file(town.write(), name="../../etc/plan.txt", title="Plan", chunks=["æble".encode()], by=town.sanne)  # fmt: skip
    assert file.file_name == "plan.txt"
    assert place_of(file.sha256).read_bytes() == "æble".encode()


def test_what_changed_is_shown_word_by_word() -> None:
    changes = word_changes((paragraph("Prisen er 40 kr."),), (paragraph("Prisen er 45 kr."),))
    assert ("removed", "40") in changes
    assert ("added", "45") in changes


@pytest.mark.django_db
def test_kle_is_read_from_its_xml_and_old_numbers_keep_their_day(tmp_path: Path) -> None:
    place = tmp_path / "kle.xml"
    place.write_text(
        "<KLE-Emneplan><Hovedgruppe><Gruppe><Emne><EmneNr>15.20.00</EmneNr><EmneTitel>Indsats</EmneTitel></Emne>"
        "<Emne><EmneNr>15.20.24</EmneNr><EmneTitel>Gammelt</EmneTitel><EmneAdministrativInfo><Historisk>"
        "<UdgaaetDato>2020-05-01</UdgaaetDato></Historisk></EmneAdministrativInfo></Emne>"
        "</Gruppe></Hovedgruppe></KLE-Emneplan>"
    )
    assert keep_kle(*read_kle(place)) == (2, 0)
    keep_kle(*read_kle(place))
    assert Subject.objects.count() == 2
    assert Subject.objects.get(number="15.20.24").ended_on == date(2020, 5, 1)


@pytest.mark.parametrize("text", ["", "<a/>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>"])  # fmt: skip
def test_a_file_that_is_no_kle_says_so(tmp_path: Path, text: str) -> None:
    place = tmp_path / "x.xml"
    place.write_text(text)
    with pytest.raises(KleFormatError):
        read_kle(place)


def test_several_units_put_a_case_forward_in_one_phrase() -> None:
    arbejde, boern, staben = "Center for Arbejde", "Center for Børn", "Direktionssekretariatet"
    assert told_units([arbejde]) == arbejde
    assert told_units([arbejde, boern]) == "Centrene for Arbejde samt Børn"
    assert told_units([arbejde, boern, "Center for Kultur"]) == "Centrene for Arbejde, Børn samt Kultur"  # fmt: skip
    assert told_units([arbejde, staben]) == "Center for Arbejde samt Direktionssekretariatet"
    assert told_units([]) == ""


def test_a_case_of_two_units_is_written_by_both_and_approved_by_both_heads(town: Town) -> None:
    other = Organization.objects.get(name="Center for Børn")
    case, otto = town.write(), Client()
    otto.force_login(town.otto)
    page = reverse("case", args=[case.uid])
    assert otto.get(page).status_code == 404
    sanne = Client()
    sanne.force_login(town.sanne)
    form = sanne.get(page).context["form"]
    assert [unit.name for unit in form.fields["units"].queryset] == [
        "Center for Arbejdsmarked",
        "Center for Børn",
        "Forvaltningen for Arbejde",
    ]
    said = {name: form.initial[name] or "" for name in form.fields} | {"route": town.committee.pk}
    sanne.post(page, {**said, "units": [town.centre.pk, other.pk]})
    case.refresh_from_db()
    assert case.recommended_by == "Centrene for Arbejdsmarked samt Børn"
    assert otto.get(page).status_code == 200
    assert [(unit.name, role) for unit, role in steps_for(case)] == [
        ("Center for Arbejdsmarked", "head"),
        ("Center for Børn", "head"),
        ("Forvaltningen for Arbejde", "director"),
    ]


def test_a_recommendation_changed_after_approval_must_be_approved_again(town: Town) -> None:
    case = town.frame(town.approve(town.write()), points=["noget andet"])
    assert (case.state, case.round) == (Case.State.DRAFT, 2)


def test_a_section_and_a_case_have_an_end_and_what_was_longer_may_be_made_shorter() -> None:
    def codes_of(letters: int, was: int, rest: int) -> list[str]:
        return [no.code for no in why_not_write_so_much("Sag", letters=letters, was=was, rest=rest)]

    assert codes_of(MOST_IN_SECTION, 0, MOST_IN_CASE - MOST_IN_SECTION) == []
    assert codes_of(MOST_IN_SECTION + 1, 0, 0) == ["section-too-long"]
    assert codes_of(5, 0, MOST_IN_CASE) == ["case-too-long"]
    assert codes_of(MOST_IN_SECTION + 1, MOST_IN_SECTION + 2, MOST_IN_CASE) == []
