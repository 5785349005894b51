"""What the gate holds back has a way out by a named person's act, and tells of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_item, add_to_agenda, write_item
from raadslag.meetings.calling import call_meeting, withdraw_item
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.models import Meeting
from raadslag.people.models import User
from raadslag.people.rights import rights_of
from raadslag.public.actions import withdraw
from raadslag.public.closing import close_case, close_item, reopen_to_public
from raadslag.public.making import RETITLED, TAKEN_OUT
from raadslag.public.models import Publication
from raadslag.public.waiting import publish_sent_agenda
from raadslag.review.actions import take_back_acceptance
from raadslag.review.models import Acceptance, HeldBack
from tests.cast import NOTICE_AT, Town, local

pytestmark = pytest.mark.once

WORD = "Mosegården"
SHUT = {"reason": "Ansættelse", "public_title": "Personsag"}


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, house.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def hidden(town: Town) -> Meeting:
    """A public agenda that the house hid, for a word of a draft closed later stands in what is left."""
    meeting, case = town.plan(), town.write("Jobmesse")
    section = case.paper.sections.get(key="case")
    said: Any = {"blocks": plain_to_blocks(f"Den holdes ved {WORD}."), "version": section.version}
    save_section(section, by=town.sanne, rights=rights_of(town.sanne), **said)
    for one in (case, town.write("Salg af grunden")):
        add_to_agenda(town.approve(one), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    drain(kinds=["publish-agenda"])
    assert Publication.objects.live().exists()
    protect(town)
    item = meeting.items.get(title="Salg af grunden")
    close_item(item, reason="FVL § 27, forhandling om pris", public_title="Salg", by=town.soren)
    assert not Publication.objects.live().exists()
    assert HeldBack.objects.count() == 1
    publish_sent_agenda(meeting)
    drain(kinds=["stand-again", "publish-agenda"])
    assert HeldBack.objects.count() == 1
    meeting.refresh_from_db()
    return meeting


def protect(town: Town, words: str = WORD) -> Case:
    shut = Case.objects.filter(title="Personsag").first() or town.write("Personsag")
    return close_case(shut, by=town.sanne, protected_terms=words, **SHUT)


def reopen(town: Town) -> None:
    reopen_to_public(Case.objects.get(title="Personsag"), reason="Alt er kendt.", by=town.sanne)


def let_lapse(town: Town) -> None:
    with pytest.raises(NotAllowed) as no:
        withdraw_item(Meeting.objects.get().items.get(title="Jobmesse"), reason=f"{WORD} brænder.", by=town.soren)  # fmt: skip
    assert {one.code for one in no.value.obstacles} == {"private-reason"}
    withdraw_item(Meeting.objects.get().items.get(title="Jobmesse"), reason="Senere.", by=town.soren)  # fmt: skip


WAYS: dict[str, Any] = {
    "the word is taken out of the case": lambda town: protect(town, words="Ravnsborgvej 8"),
    "the closed case is opened": reopen,
    "the item lapses": let_lapse,
    "the item is closed": lambda town: close_item(
        Meeting.objects.get().items.get(title="Jobmesse"),
        reason="FVL § 27, forhandling",
        public_title="En messe",
        by=town.soren,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_act_that_frees_it_lets_it_out_at_once(town: Town, hidden: Meeting, way: str) -> None:
    WAYS[way](town)
    drain(kinds=["stand-again", "publish-agenda", "take-back"])
    assert [one.kind for one in Publication.objects.live()] == ["agenda"]
    assert not HeldBack.objects.exists()
    assert "grunden" not in str(Publication.objects.live().get().record)


def test_nothing_waits_for_what_a_person_took_back_or_cancelled(
    town: Town, hidden: Meeting
) -> None:
    protect(town, words="Ravnsborgvej 8")
    drain(kinds=["stand-again"])
    withdraw(Publication.objects.live().get(), reason="Forkert sal.", by=town.soren)
    publish_sent_agenda(hidden)
    assert not Publication.objects.live().exists()
    assert not HeldBack.objects.exists()
    cancel_meeting(hidden, reason="Storm.", by=town.soren)
    drain(kinds=["stand-again", "publish-agenda"])
    assert not Publication.objects.live().exists()


def test_a_question_that_nobody_has_answered_holds_back_and_fails_no_job(town: Town) -> None:
    meeting = town.plan()
    row = add_item(meeting, title="Orientering", by=town.soren)
    blocks = plain_to_blocks("Klara Rindom er sygemeldt med stress.")
    write_item(row, title=row.title, blocks=blocks, version=row.version, by=town.soren)
    soren, page = signed_in(town.soren), reverse("agenda", args=[meeting.uid])
    for one in soren.get(page).context["findings"]:
        said = {"finding": one.finding.fingerprint, "reason": "Hun har selv fortalt det i avisen."}
        soren.post(reverse("accept-agenda-finding", args=[meeting.uid]), said)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    for acceptance in Acceptance.objects.all():
        take_back_acceptance(acceptance, by=town.soren)
    drain(kinds=["publish-agenda"])
    assert not Publication.objects.exists()
    assert HeldBack.objects.get().what == "agenda"
    assert not Job.objects.exclude(error="").exists()


def test_the_page_names_the_case_whose_word_it_is_and_what_lets_it_out(
    town: Town, hidden: Meeting
) -> None:
    page = signed_in(town.soren).get(reverse("agenda", args=[hidden.uid])).content.decode()
    shut = Case.objects.get(title="Personsag")
    assert "beskyttet af den lukkede sag »Personsag«" in page
    assert reverse("case", args=[shut.uid]) in page
    assert "punktet udgår eller lukkes" in page


def test_an_everyday_word_is_warned_of_as_it_is_protected(
    town: Town, hidden: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopen(town)
    drain(kinds=["stand-again"])
    monkeypatch.setattr("raadslag.public.everyday.FEW", 0)
    shut = Case.objects.get(title="Personsag")
    said = {**SHUT, "protected_terms": f"Jobmesse\n{WORD} 12\nEU"}
    answer = signed_in(town.sanne).post(reverse("close-case", args=[shut.uid]), said, follow=True)
    told = [str(one) for one in answer.context["messages"]]
    assert [one[:38] for one in told[1:]] == [
        "»Jobmesse« står allerede i 1 offentlig",
        "»EU« er for kort til at blive ledt eft",
    ]
    assert "Ret lukningen" in answer.content.decode()


def test_a_public_title_that_is_mended_is_not_told_as_something_that_was_closed(
    town: Town, hidden: Meeting
) -> None:
    reopen(town)
    drain(kinds=["stand-again"])
    item = hidden.items.get(title="Salg af grunden")
    close_item(item, reason="FVL § 27, forhandling om pris", public_title="Et køb", by=town.soren)
    told = list(Publication.objects.exclude(withdrawn_at=None).order_by("pk"))
    assert [one.withdrawn_reason for one in told] == [TAKEN_OUT, RETITLED]
    assert "Et køb" in str(Publication.objects.live().get().record)
