"""Whoever a case waits for hears of it, and what was decided comes back to the one who wrote it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.cases.actions import approve_paper, return_paper, submit_paper
from raadslag.cases.differences import parts_of
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.reading import cases_waiting
from raadslag.cases.treated import Treatment
from raadslag.cases.writing import save_section
from raadslag.meetings.treatments import treatments
from raadslag.people.models import Letter
from raadslag.people.rights import rights_of
from raadslag.record import Attachment, Item, Section, paragraph
from tests.cast import Town


def letters(to: str) -> list[str]:
    return list(Letter.objects.filter(address__startswith=f"{to}@").values_list("subject", flat=True))  # fmt: skip


def write(town: Town, case: Case, text: str) -> None:
    section = case.paper.sections.get(key="case")
    save_section(section, blocks=plain_to_blocks(text), version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip


def test_each_approver_hears_when_it_is_their_turn_and_the_secretary_at_the_end(town: Town) -> None:
    case = submit_paper(town.write(), by=town.sanne)
    assert letters("hanne") == ["Til godkendelse: Vejviser til ledige"]
    assert letters("dorte") == []
    approve_paper(case, by=town.hanne)
    assert len(letters("dorte")) == 1
    assert letters("soren") == []
    approve_paper(case, by=town.dorte)
    assert letters("soren") == ["Godkendt og klar til at blive set efter: Vejviser til ledige"]


def test_a_closed_case_s_title_and_reasons_stand_in_no_letter(town: Town) -> None:
    case = town.write("Sagen om Ida Krogh")
    Case.objects.filter(pk=case.pk).update(
        closed=True, closed_reason="personlige forhold", public_title="Personsag"
    )
    case = submit_paper(Case.objects.get(pk=case.pk), by=town.sanne)
    return_paper(case, reason="Skriv mere om Ida Krogh.", by=town.hanne)
    told = " ".join(f"{letter.subject} {letter.text}" for letter in Letter.objects.all())
    assert letters("sanne") == ["Sendt tilbage: Personsag"]
    assert "Krogh" not in told


def test_an_approver_reads_what_is_new_since_they_last_answered(town: Town, client: Client) -> None:
    case = submit_paper(town.write(), by=town.sanne)
    client.force_login(town.hanne)
    page = client.get(reverse("case", args=[case.uid]))
    assert page.context["way"] == "tekst"
    assert b"data-approve" in page.content
    return_paper(case, reason="Hvor mange?", by=town.hanne)
    write(town, case, "Fjorten ledige har fået en vejviser.")
    town.frame(Case.objects.get(pk=case.pk), points=["vejviseren trykkes", "den vurderes"])
    submit_paper(Case.objects.get(pk=case.pk), by=town.sanne)
    shown = client.get(reverse("case", args=[case.uid]))
    page_text = shown.content.decode()
    assert shown.context["changed"] == 2
    assert "<ins>den vurderes</ins>" in page_text
    assert "<del>" in page_text
    assert "Hvor mange?" in page_text
    only = client.get(reverse("case", args=[case.uid]), {"vis": "kun"})
    assert {one.part.key for one in only.context["parts"]} == {"indstilling", "afsnit-2"}
    assert "<ins>" not in client.get(reverse("case", args=[case.uid]), {"vis": "tekst"}).content.decode()  # fmt: skip


def test_the_cases_that_wait_are_those_whose_turn_it_is_and_never_one_s_own(town: Town) -> None:
    case = submit_paper(town.write(), by=town.sanne)
    assert cases_waiting(rights_of(town.hanne)) == [case]
    assert cases_waiting(rights_of(town.dorte)) == []
    assert cases_waiting(rights_of(town.sanne)) == []


def test_a_part_that_is_gone_a_line_that_moved_and_nothing_new_are_told_apart() -> None:
    before = Item(recommendations=("et", "to"), sections=(Section("Høring", "hearing", 1, "x", (paragraph("x"),)),))  # fmt: skip
    same = parts_of(before, before)
    assert not any(part.changed for part in same)
    moved = parts_of(Item(recommendations=("to", "et")), before)
    assert [part.key for part in moved if part.changed] == ["borte"]


def test_an_attachment_is_told_whole_and_new_bytes_under_the_same_name_are_said() -> None:
    def files(*named: tuple[str, str]) -> Item:
        return Item(attachments=tuple(Attachment(n, file_name=f"{n}.pdf", sha256=s, bytes=9000) for n, s in named))  # fmt: skip

    (told,) = parts_of(files(("Plan", "b"), ("Notat", "c")), files(("Plan", "a"), ("Svar", "d")))[
        -1:
    ]
    assert told.rows == (
        (("removed", "Plan (Plan.pdf, 9 kB) "), ("added", "Plan (Plan.pdf, 9 kB), nyt indhold")),
        (("added", "Notat (Notat.pdf, 9 kB)"),),
        (("removed", "Svar (Svar.pdf, 9 kB)"),),
    )


@pytest.fixture
def decided(town: Town) -> Treatment:
    """The case at a meeting that is over, with a remark."""
    from raadslag.meetings.actions import add_to_agenda
    from raadslag.meetings.models import AgendaItem, Decision, Meeting, Remark

    case = town.approve(town.write(stops=[town.committee, town.council]))
    item = add_to_agenda(case, meeting=town.plan(), by=town.soren)
    Decision.objects.create(item=item, outcome="recommended_onward", text="Indstilles til godkendelse.", decided_at=item.meeting.starts_at)  # fmt: skip
    Remark.objects.create(item=item, kind="remark", text="Udvalget ønsker en status.", at=item.meeting.starts_at)  # fmt: skip
    assert treatments(case) == [], "nothing is told before the meeting is over"
    Meeting.objects.filter(pk=item.meeting_id).update(state="closed")
    AgendaItem.objects.filter(pk=item.pk).update(number=1)
    (one,) = treatments(case)
    return one


def test_the_decision_its_remark_and_what_follows_stand_on_the_case(
    town: Town, client: Client, decided: Treatment
) -> None:
    client.force_login(town.sanne)
    page = client.get(reverse("case", args=[Case.objects.get().uid])).content.decode()
    assert decided.follows == "Sagen går videre til Kommunalbestyrelsen."
    for told in (decided.text, decided.remarks[0], decided.follows, decided.outcome):
        assert told
        assert told in page
