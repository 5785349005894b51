"""Nobody answers for a text that they have not seen: what a page shows goes with its forms, and is compared."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import submit_paper
from raadslag.cases.files import attach_file
from raadslag.cases.findings import findings_of, let_stand
from raadslag.cases.models import Case, Step
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_item, add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Meeting
from raadslag.minutes.signing import correct_minutes, draft_minutes
from raadslag.people.models import KeptForm
from raadslag.people.rights import rights_of
from raadslag.public.actions import republish, withdraw
from raadslag.public.closing import close_case, close_item
from raadslag.public.models import Publication
from raadslag.public.waiting import publish_sent_agenda
from raadslag.review.actions import take_back_acceptance
from raadslag.review.models import Acceptance, HeldBack
from raadslag.seen import ChangedSince, Part, mark_of, require_seen
from tests.access_table import TABLE
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: object) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]


def at(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town, name))
    return client


def write(town: Town, case: Case, text: str) -> None:
    section = case.paper.sections.get(key="case")
    said = {"blocks": plain_to_blocks(text), "version": section.version}
    save_section(section, by=town.sanne, rights=rights_of(town.sanne), **said)  # type: ignore[arg-type]


@pytest.fixture
def sent(town: Town) -> Case:
    case = town.write()
    write(town, case, "Kommunen bruger 2 mio. kr.")
    return submit_paper(case, by=town.sanne)


def test_an_approver_whose_page_is_old_is_shown_what_is_new_and_nothing_is_approved(
    town: Town, sent: Case
) -> None:
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    form = form_on(client, page, approve, comment="Fin sag, godt gået")
    write(town, sent, "Kommunen bruger 9 mio. kr.")
    submit_paper(Case.objects.get(pk=sent.pk), by=town.sanne)

    answer = client.post(approve, form)

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "<del>2</del>" in shown
    assert "<ins>9</ins>" in shown
    assert "Fin sag, godt gået" in shown
    assert not Step.objects.filter(case=sent, outcome="approved").exists()
    assert KeptForm.objects.filter(user=town.hanne).count() == 1


def test_having_read_what_is_new_one_approves_it_from_the_refusal(town: Town, sent: Case) -> None:
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    form = form_on(client, page, approve, comment="Fin sag, godt gået")
    write(town, sent, "Kommunen bruger 9 mio. kr.")
    submit_paper(Case.objects.get(pk=sent.pk), by=town.sanne)
    form["seen"] = client.post(approve, form).context["no"].mark

    assert client.post(approve, form).status_code == 302
    step = Step.objects.get(case=sent, outcome="approved")
    assert step.comment == "Fin sag, godt gået"


@pytest.mark.parametrize("way", ["attachment", "doors", "frame"])
def test_every_kind_of_change_counts(town: Town, sent: Case, way: str) -> None:
    changes: dict[str, Callable[[], object]] = {
        "attachment": lambda: attach_file(
            sent, name="plan.csv", title="Plan", chunks=[b"a;b"], by=town.sanne
        ),
        "doors": lambda: close_case(
            sent, reason="Personsag, FVL § 27", public_title="En sag", by=town.sanne
        ),
        "frame": lambda: town.frame(sent, points=["vejviseren afskaffes"]),
    }
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    form = form_on(client, page, approve)
    changes[way]()
    case = Case.objects.get(pk=sent.pk)
    if case.state == Case.State.DRAFT:
        submit_paper(case, by=town.sanne)
    answer = client.post(approve, form)
    assert answer.status_code == 409
    only_on_the_page = way == "attachment"
    assert ("Jeg har læst det nye" in answer.content.decode()) != only_on_the_page
    assert not Step.objects.filter(case=sent, outcome="approved").exists()


def test_what_is_not_changed_is_approved_at_once(town: Town, sent: Case) -> None:
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    assert client.post(approve, form_on(client, page, approve)).status_code == 302
    assert Step.objects.filter(case=sent, outcome="approved").count() == 1


@pytest.fixture
def called(town: Town) -> Meeting:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write()), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    return meeting


def test_a_meeting_is_not_called_with_an_agenda_that_was_changed_in_another_tab(town: Town) -> None:
    in_time = timezone.localtime().replace(tzinfo=None, hour=15, minute=0) + timedelta(days=30)
    meeting, soren = town.plan(in_time), at(town, "soren")
    add_to_agenda(town.approve(town.write()), meeting=meeting, by=town.soren)
    page, call = (reverse(name, args=[meeting.uid]) for name in ("agenda", "call-meeting"))
    form = form_on(soren, page, call)
    own = add_item(meeting, title="Besøg på Møllen", by=town.soren)
    answer = soren.post(call, form)
    meeting.refresh_from_db()
    assert (answer.status_code, meeting.state) == (409, Meeting.State.PLANNED)
    assert own.title in answer.content.decode()
    assert soren.post(call, form_on(soren, page, call)).status_code == 302


def test_whoever_sends_has_seen_what_others_answered_and_a_later_answer_waits_for_them(
    town: Town,
) -> None:
    in_time = timezone.localtime().replace(tzinfo=None, hour=15, minute=0) + timedelta(days=30)
    meeting, soren = town.plan(in_time), at(town, "soren")
    case = town.write()
    write(town, case, "Borgeren Jens Thorvald Pedersen er sygemeldt.")
    (asked,) = [one for one in findings_of(case) if one.rule.startswith("priv-")]
    answer = {"fingerprint": asked.fingerprint, "by": town.sanne}
    let_stand(case, reason="Det er i orden.", **answer)
    case = town.approve(Case.objects.get(pk=case.pk))
    add_to_agenda(case, meeting=meeting, by=town.soren)
    page, call = (reverse(name, args=[meeting.uid]) for name in ("agenda", "call-meeting"))
    form = form_on(soren, page, call)
    take_back_acceptance(Acceptance.objects.get(), by=town.sanne)
    let_stand(case, reason="Han har givet samtykke.", **answer)
    refused = soren.post(call, form)
    assert refused.status_code == 409
    assert "Han har givet samtykke." in refused.content.decode()
    shown = soren.get(page).content.decode()
    assert "Svaret undervejs (1)" in shown
    assert "Han har givet samtykke." in shown
    assert soren.post(call, form_on(soren, page, call)).status_code == 302
    line = Entry.objects.get(act="call_meeting")
    assert line.details["answers"] == [Acceptance.objects.get().fingerprint]
    publish_sent_agenda(meeting := Meeting.objects.get(pk=meeting.pk))
    assert not HeldBack.objects.exists()
    withdraw(Publication.objects.get(), reason="Prøve.", by=town.soren)
    Acceptance.objects.update(at=timezone.now())  # answered since it was sent
    with pytest.raises(NotAllowed):
        republish(Publication.objects.get(), by=town.soren)
    assert "sygemeldt" in str(soren.get(page).context["findings"][0].finding.message)


def test_a_supplement_is_of_the_case_as_it_stood_on_the_desk(town: Town, called: Meeting) -> None:
    soren, case = at(town, "soren"), town.approve(town.write("Ny sag"))
    page, put = (reverse(name, args=[called.uid]) for name in ("agenda", "change-agenda"))
    said = {"case": str(case.uid), "reason": "Fristen er fredag."}
    form = form_on(soren, page, put, holds=str(case.uid), **said)
    write(town, case, "Noget helt andet.")
    town.approve(Case.objects.get(pk=case.pk))
    assert soren.post(put, form).status_code == 409
    assert not called.items.filter(case=case).exists()


def test_minutes_corrected_in_another_tab_are_not_published_by_the_old_page(
    town: Town, called: Meeting
) -> None:
    open_meeting(called, by=town.soren)
    for name in town.members():
        note_attendance(called, person=town.person(name), event="arrived", by=town.soren)
    for item in called.items.all():
        record_decision(
            item, outcome="noted", text="Taget til efterretning.", version=0, by=town.soren
        )
    draft_minutes(close_meeting(called, by=town.soren), by=town.soren)
    soren, page = at(town, "soren"), reverse("release", args=[called.uid])
    form = form_on(soren, page, page, visible_from="", parties_told="parties_told")
    uid = str(called.items.first().uid)  # type: ignore[union-attr]
    correct_minutes(called, item=uid, text="Beløbet er 9 mio. kr.", by=town.soren)
    answer = soren.post(page, form)
    assert answer.status_code == 409
    assert "Beløbet er 9 mio. kr." in answer.content.decode()
    assert not Publication.objects.filter(kind="minutes").exists()
    soren.post(page, form_on(soren, page, page, visible_from="", parties_told="parties_told"))
    assert Publication.objects.filter(kind="minutes").count() == 1


def test_a_meeting_ends_upon_the_decisions_that_the_page_showed(
    town: Town, called: Meeting
) -> None:
    open_meeting(called, by=town.soren)
    for name in town.members():
        note_attendance(called, person=town.person(name), event="arrived", by=town.soren)
    for item in called.items.all():
        record_decision(item, outcome="approved", text="Godkendt.", version=0, by=town.soren)
    soren, page = at(town, "soren"), reverse("live", args=[called.uid])
    end = reverse("close-meeting", args=[called.uid])
    form = form_on(soren, page, end)
    item = called.items.get(case__isnull=False)
    record_decision(item, outcome="rejected", text="Afvist for nu.", version=1, by=town.soren)
    answer = soren.post(end, form)
    assert answer.status_code == 409
    assert "Afvist for nu." in answer.content.decode()
    called.refresh_from_db()
    assert called.state == Meeting.State.OPEN
    soren.post(end, form_on(soren, page, end))
    called.refresh_from_db()
    assert called.state == Meeting.State.CLOSED


def test_between_two_texts_one_chooses_as_they_stood_on_the_page(town: Town) -> None:
    case = town.write()
    write(town, case, "Den første tekst.")
    section = case.paper.sections.get(key="case")
    rights = rights_of(town.sanne)
    other = plain_to_blocks("Den anden tekst.")
    save_section(section, blocks=other, version=0, by=town.sanne, rights=rights)
    beside = section.versions.get(conflict=True)
    sanne, page = at(town, "sanne"), reverse("case", args=[case.uid])
    choose = reverse("settle-text", args=[case.uid, beside.pk])
    form = form_on(sanne, page, choose, choice="theirs")
    write(town, case, "Noget tredje, som ingen har set.")
    answer = sanne.post(choose, form)
    assert answer.status_code == 409
    assert "Noget tredje" in answer.content.decode()
    section.refresh_from_db()
    assert "Noget tredje" in str(section.blocks)
    sanne.post(choose, form_on(sanne, page, choose, choice="theirs"))
    section.refresh_from_db()
    assert "Den anden tekst." in str(section.blocks)


def test_doors_are_opened_as_they_stood_on_the_page(town: Town, called: Meeting) -> None:
    item = called.items.get(case__isnull=False)
    close_item(item, reason="Personsag, FVL § 27", public_title="En sag", by=town.soren)
    soren, doors = at(town, "soren"), reverse("item-doors", args=[called.uid, item.uid])
    page = f"{reverse('agenda', args=[called.uid])}?punkt={item.uid}"
    form = form_on(soren, page, doors, reason="Kan være åbent", open="1")
    close_item(item, reason="Forhandling om køb", public_title="Et køb", by=town.soren)
    assert soren.post(doors, form).status_code == 409
    item.refresh_from_db()
    assert item.closed


HOLDS = {"det viste", "version", "tingen selv", "intet"}


def addresses(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{before}{one.name}", one.callback
        else:
            yield from addresses(one, f"{one.namespace}:" if one.namespace else before)


def takes_a_form(view: Any) -> bool:
    """Does the view say that it takes POST, or read one without saying?"""
    layer = view
    while layer is not None:
        if inspect.isfunction(layer):
            said = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
            if said is not None:
                return "POST" in said
        layer = getattr(layer, "__wrapped__", None)
    bare = inspect.unwrap(view)
    return inspect.isfunction(bare) and "POST" in inspect.getsource(bare)


def test_every_address_that_takes_a_form_says_what_it_carries_of_what_was_shown() -> None:
    text = (Path(__file__).parents[1] / "docs" / "seen.md").read_text()
    rows = re.findall(r"^\| `([\w:-]+)` \| ([\w ]+) \| ([^|]+) \|$", text, re.M)
    told = {name: carries for name, carries, _ in rows}
    assert len(told) == len(rows)
    taking = {name for name, view in addresses(get_resolver()) if takes_a_form(view)}
    assert sorted(taking ^ set(told)) == []
    assert {name for name, row in TABLE.items() if row.posts} <= taking
    assert set(told.values()) == HOLDS


def test_a_page_that_does_not_say_what_it_showed_is_refused() -> None:
    now = {"title": Part("titlen", "A", "A")}
    require_seen(mark_of(now), now, act="Godkend")
    require_seen(None, now, act="Godkend")
    for mark in ("", "title=", "nonsense", mark_of({"other": Part("andet", "A")})):
        with pytest.raises(ChangedSince):
            require_seen(mark, now, act="Godkend")
