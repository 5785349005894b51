"""What the checks find stands in the way of approval, notice and publication."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import submit_paper
from raadslag.cases.findings import findings_of, let_stand
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.jobs.working import drain
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_item, add_to_agenda, write_item
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.models import Meeting
from raadslag.minutes.signing import correct_minutes, draft_minutes
from raadslag.people.models import Body, User
from raadslag.people.rights import rights_of
from raadslag.public.closing import close_case
from raadslag.public.models import Publication
from raadslag.review.models import Acceptance
from tests.cast import NOTICE_AT, Town, local
from tests.minutes.test_month import decide_rest, opened

pytestmark = pytest.mark.once

WRONG_SHARES = "Af de 200 adspurgte er 50 tilfredse, svarende til 35 procent."
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
    shown = town.write("Åben sag")
    put(town, shown, "Tak til Viggo Hemmelig for indsatsen.")
    meeting = town.plan()
    add_to_agenda(town.approve(shown), meeting=meeting, by=town.soren)
    protect(town)
    with pytest.raises(NotAllowed) as error:
        call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    assert {o.code for o in error.value.obstacles} == {"open-finding"}


def protect(town: Town) -> Case:
    """A closed case, on no agenda at all, that protects a name."""
    shut = town.write("Personsag")
    return close_case(shut, reason="Ansættelse", public_title="Personsag", protected_terms="Viggo Hemmelig", by=town.sanne)  # fmt: skip


def test_a_protected_name_is_found_while_somebody_writes_it_in_another_open_case(
    town: Town,
) -> None:
    shut, shown = protect(town), town.write("Åben sag")
    put(town, shown, "Tak til Viggo Hemmelig for indsatsen.")
    put(town, shut, "Sagen handler om Viggo Hemmelig.")
    assert {one.rule for one in findings_of(shown)} == {"priv-102"}
    assert not findings_of(shut)
    with pytest.raises(NotAllowed):
        submit_paper(shown, by=town.sanne)


def test_another_municipality_s_protected_names_are_not_ours(town: Town) -> None:
    protect(town)
    Case.objects.filter(title="Personsag").update(body=Body.objects.create(name="Ø", slug="oe"))
    shown = town.write("Åben sag")
    put(town, shown, "Tak til Viggo Hemmelig for indsatsen.")
    assert not findings_of(shown)


def rules_in(page: HttpResponse) -> list[str]:
    return [row.finding.rule for row in page.context["findings"]]  # type: ignore[attr-defined]


def client(town: Town, name: str) -> Client:
    found = Client()
    found.force_login(getattr(town, name))
    return found


def test_the_panel_follows_each_save_with_errors_first_and_the_way_to_the_section(
    town: Town,
) -> None:
    case = town.write()
    sanne, where = client(town, "sanne"), reverse("case-review", args=[case.uid])
    assert "Gennemsyn" not in sanne.get(where).content.decode()
    section = case.paper.sections.get(key="case")
    address = reverse("save-section", args=[case.uid, section.pk])
    text = WRONG_SUM + "\n\nRing til 23 45 67 89."
    sanne.post(address, {"text": text, "version": section.version}, headers={"Accept": "application/json"})  # fmt: skip
    page = sanne.get(where)
    severities = [row.finding.severity for row in page.context["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert {"error", "warning"} <= set(severities)
    told = page.content.decode()
    assert f'<a href="#afsnit-{section.pk}">Sagsfremstilling</a>' in told
    assert told.count(f'href="#afsnit-{section.pk}"') == len(severities)
    assert "23 45 67 89" not in told
    assert "Først skal dette på plads" in told
    assert "<html" not in told
    sanne.post(address, {"text": "Nu stemmer det.", "version": section.version + 1})
    assert "Gennemsyn" not in sanne.get(where).content.decode()


def test_a_finding_that_stands_on_the_page_at_load_needs_no_script(town: Town) -> None:
    case = town.write()
    put(town, case, WRONG_SUM)
    page = client(town, "sanne").get(reverse("case", args=[case.uid])).content.decode()
    assert "Gennemsyn" in page
    assert "En fejl accepteres af den, der må offentliggøre." in page
    assert "Lad det stå" not in page


def test_an_accepted_finding_returns_when_a_figure_in_it_changes(town: Town) -> None:
    case, soren = town.write(), client(town, "soren")
    put(town, case, WRONG_SUM)
    page = reverse("case", args=[case.uid])
    for row in soren.get(page).context["findings"]:
        said = {"finding": row.finding.fingerprint, "reason": "Afrundet hos kilden."}
        soren.post(reverse("accept-case-finding", args=[case.uid]), said)
    assert not rules_in(soren.get(page))
    put(town, case, "Indledning.\n\n" + WRONG_SUM)
    assert not rules_in(soren.get(page))
    put(town, case, WRONG_SUM.replace("400", "500"))
    assert rules_in(soren.get(page))


def test_an_acceptance_is_taken_back_from_the_panel_and_the_finding_stands_in_the_way_again(
    town: Town,
) -> None:
    case, soren = town.write(), client(town, "soren")
    put(town, case, WRONG_SUM)
    page, address = (reverse(name, args=[case.uid]) for name in ("case", "accept-case-finding"))
    for row in soren.get(page).context["findings"]:
        soren.post(address, {"finding": row.finding.fingerprint, "reason": "Afrundet hos kilden."})
    (kept,) = soren.get(page).context["accepted"]
    assert kept.holds
    told = soren.get(page).content.decode()
    assert "Fortryd accept" in told
    assert "Afrundet hos kilden." in told
    stranger = client(town, "mette")
    assert stranger.post(address, {"take_back": kept.row.pk}).status_code in {403, 404, 409}
    soren.post(address, {"take_back": kept.row.pk})
    assert rules_in(soren.get(page)) == [kept.row.rule]
    assert not soren.get(page).context["accepted"]
    line = Entry.objects.get(act="take_back_acceptance")
    assert (line.subject, line.details["rule"]) == (f"case:{case.uid}", kept.row.rule)
    assert soren.post(address, {"take_back": "99999999999999"}).status_code == 302


def test_an_acceptance_of_another_case_is_not_taken_back_here(town: Town) -> None:
    case, other, soren = town.write(), town.write("En anden"), client(town, "soren")
    put(town, case, WRONG_SUM)
    for one in findings_of(case):
        let_stand(case, fingerprint=one.fingerprint, reason="Afrundet hos kilden.", by=town.soren)
    row = Acceptance.objects.get()
    soren.post(reverse("accept-case-finding", args=[other.uid]), {"take_back": row.pk})
    assert Acceptance.objects.filter(pk=row.pk).exists()


def test_an_acceptance_that_holds_for_nothing_any_more_says_so(town: Town) -> None:
    case, soren = town.write(), client(town, "soren")
    put(town, case, "Bevillingen er sendt til 070761-4285.")
    (one,) = findings_of(case)
    let_stand(case, fingerprint=one.fingerprint, reason="Et opdigtet nummer.", by=town.soren)
    put(town, case, "Bevillingen er sendt til 070761-4293.")
    page = soren.get(reverse("case", args=[case.uid]))
    assert rules_in(page) == ["priv-101"]
    assert "Gælder ikke noget, der findes her nu" in page.content.decode()


@pytest.mark.parametrize("minutes", [False, True])
def test_a_finding_on_agenda_and_minutes_stops_until_it_is_accepted_with_a_reason(
    town: Town, minutes: bool
) -> None:
    """A wrong total that somebody let stand in the case is not found; one written since is."""
    meeting, soren = opened(town, "Vejviser"), client(town, "soren")
    meeting = planned_with_error(town) if not minutes else held_with_error(town, meeting)
    names = ["minutes", "release"] if minutes else ["agenda"]
    pages = [reverse(name, args=[meeting.uid]) for name in names]
    for name, page in zip(names, pages, strict=True):
        accept = reverse(f"accept-{name}-finding", args=[meeting.uid])
        shown = soren.get(page)
        assert [row.finding.severity for row in shown.context["findings"]].count("error") == 1
        assert f'action="{accept}"' in shown.content.decode()
    row = soren.get(pages[0]).context["findings"][0]
    assert row.place.anchor == "#punkt-2"
    assert 'id="punkt-2"' in soren.get(pages[-1]).content.decode()
    stopped = "open-finding"
    gate = shown.context["why_not" if minutes else "why_not_call"]
    assert stopped in {no.code for no in gate}
    soren.post(accept, {"finding": row.finding.fingerprint, "reason": ""})
    assert rules_in(soren.get(pages[0]))
    soren.post(accept, {"finding": row.finding.fingerprint, "reason": "Afrundet hos kilden."})
    for page in pages:
        shown = soren.get(page)
        assert not [r for r in shown.context["findings"] if r.finding.severity == "error"]
    gate = shown.context["why_not" if minutes else "why_not_call"]
    assert stopped not in {no.code for no in gate}


def planned_with_error(town: Town) -> Meeting:
    """An agenda whose second item, written by the secretary, has a total that is wrong."""
    meeting = town.plan(datetime(2026, 11, 10, 15, 0))
    row = add_item(meeting, title="Orientering", by=town.soren)
    write_item(row, title=row.title, blocks=plain_to_blocks(WRONG_SUM), version=row.version, by=town.soren)  # fmt: skip
    return meeting


def held_with_error(town: Town, meeting: Meeting) -> Meeting:
    """Minutes whose second item was corrected with words that the checks stop."""
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    item = meeting.items.get(title="Vejviser")
    correct_minutes(meeting, item=str(item.uid), text=WRONG_SHARES, by=town.soren)
    return meeting


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
