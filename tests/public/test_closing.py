"""Closing belongs to the case: it follows it on, and takes back what was public, by the same act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case
from raadslag.jobs.working import drain
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting, move_to_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Closing, Meeting
from raadslag.minutes.priors import find_priors
from raadslag.minutes.signing import draft_minutes, newest_minutes
from raadslag.minutes.waiting import waiting_for
from raadslag.people.models import Letter, Organization
from raadslag.people.rights import rights_of
from raadslag.public.actions import publish_minutes, republish, text_to_release
from raadslag.public.closing import close_case, close_item, open_item, reopen_to_public
from raadslag.public.duties import do_what_is_due
from raadslag.public.gate import look_over
from raadslag.public.models import Course, Publication
from raadslag.public.waiting import publish_sent_agenda
from raadslag.review.models import HeldBack
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on
from tests.meetings.closed_doors import DECIDED, SECRET, TITLE, secret_case, seen, told, whole_text
from tests.minutes.test_month import codes, decide_rest

from .walker import walk

pytestmark = pytest.mark.once

LATER = datetime(2026, 10, 27, 17, 0)
SPELT = [*SECRET, "skovridergaarden"]


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"


def called(town: Town, case: Case, *, organization: Organization | None = None) -> Meeting:
    """A meeting that is called with the case on it, its agenda public."""
    meeting = town.plan(organization=organization, at=LATER if organization else town_day())
    add_to_agenda(case, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting.refresh_from_db()
    publish_sent_agenda(meeting)
    return meeting


def town_day() -> datetime:
    return datetime(2026, 10, 13, 15, 0)


def minuted(town: Town, meeting: Meeting, *, outcome: str = "other") -> Meeting:
    """The meeting held, its minutes drafted and public."""
    meeting = open_meeting(meeting, by=town.soren)
    town.come(meeting)
    item = meeting.items.get(case__isnull=False)
    record_decision(item, outcome=outcome, text=DECIDED, version=0, by=town.soren)
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    release(town, meeting)
    meeting.refresh_from_db()
    return meeting


def release(town: Town, meeting: Meeting, **more: Any) -> Publication:
    minutes = newest_minutes(meeting)
    assert minutes is not None
    looked = look_over(meeting, text_to_release(minutes))
    return publish_minutes(minutes, assessed=looked, by=town.soren, **more)


def shut(meeting: Meeting, town: Town) -> None:
    item = meeting.items.get(case__isnull=False)
    close_item(item, reason="Forhandling", public_title="En handel", by=town.soren)


def public_places(client: Client) -> Iterator[tuple[str, str]]:
    """All that anybody can get hold of: every page and file, search and its suggestions."""
    for where, body in walk(client).items():
        yield (
            where,
            whole_text(body) if body.startswith(b"%PDF") else body.decode("utf-8", "replace"),
        )
    for word in SPELT:
        page = client.get(f"/soeg/?q={quote(word)}").content.decode()
        yield f"search {word}", page.split("<main")[1].replace(word, "", 4)
        for length in range(3, len(word)):
            where = f"/soeg/forslag/?q={quote(word[:length])}"
            yield where, client.get(where).content.decode()
    yield "slug", str(client.get("/moellested/sag/salg-af-skovridergaarden/").status_code == 404)


def leaks(client: Client) -> list[tuple[str, str]]:
    """Where a secret word stands in the open."""
    return [
        (where, word) for where, text in public_places(client) for word in SPELT if word in text
    ]


def test_closing_takes_back_agenda_and_minutes_files_search_and_all(
    town: Town, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    meeting = minuted(town, called(town, secret_case(town, closed=False)))
    do_what_is_due()
    before = {where.split("?")[0] for where, _ in leaks(client)}
    assert any("referat.pdf" in where for where in before)
    assert any("/bilag/" in where for where in before)
    with django_capture_on_commit_callbacks(execute=True):
        shut(meeting, town)
    assert "Ingen punkter" in client.get(f"/soeg/?q={SECRET[2]}").content.decode()
    assert leaks(client) == []
    do_what_is_due()
    assert leaks(client) == []
    text = client.get("/moellested/beskæftigelses--og-erhvervsudvalget/")
    kinds = set(Publication.objects.live().values_list("kind", flat=True))
    assert kinds == {"agenda", "minutes"}
    page = Publication.objects.live().get(kind="minutes")
    assert "En handel" in str(page.record)
    assert "Skovrid" not in repr(list(Entry.objects.values()))
    assert text is not None


def test_an_index_that_is_still_to_forget_does_not_tell_that_a_word_was_in_a_closed_item(
    town: Town, client: Client, settings: Any
) -> None:
    meeting = minuted(town, called(town, secret_case(town, closed=False)))
    do_what_is_due()
    settings.DEMO = False
    assert "Ingen punkter" not in client.get(f"/soeg/?q={SECRET[2]}").content.decode()
    shut(meeting, town)  # what is done on commit has not been done: the index was busy
    page = client.get(f"/soeg/?q={SECRET[2]}").content.decode()
    assert "En handel" not in page
    assert "Lukket" not in page.split("<main")[1]
    do_what_is_due()
    assert "handel</mark>" in client.get("/soeg/?q=handel").content.decode()


def test_a_closed_case_comes_to_the_council_as_proposed_closed(town: Town, client: Client) -> None:
    case = secret_case(town, stops=[town.committee, town.council], closed=False)
    meeting = called(town, case)
    shut(meeting, town)
    meeting = minuted(town, meeting, outcome="recommended_onward")
    case.refresh_from_db()
    council = called(town, case, organization=town.council)
    item = council.items.get(case=case)
    assert (item.closed, item.doors_decided, item.public_title) == (True, False, "En handel")
    do_what_is_due()
    assert leaks(client) == []
    council = open_meeting(council, by=town.soren)
    town.come(council)
    record_decision(item, outcome="approved", text=DECIDED, version=0, by=town.soren)
    decide_rest(town, council)
    with pytest.raises(NotAllowed) as error:
        close_meeting(council, by=town.soren)
    assert codes(error) == {"doors-undecided"}
    shut(council, town)
    item.refresh_from_db()
    assert item.doors_decided
    close_meeting(council, by=town.soren)


def test_closing_in_the_council_closes_what_the_committee_published(
    town: Town, client: Client
) -> None:
    case = secret_case(town, stops=[town.committee, town.council], closed=False)
    first = minuted(town, called(town, case), outcome="recommended_onward")
    case.refresh_from_db()
    council = called(town, case, organization=town.council)
    do_what_is_due()
    assert Course.objects.get().slug == "salg-af-skovridergaarden"
    assert leaks(client)
    close_item(
        council.items.get(case=case), reason="Forhandling", public_title="En handel", by=town.soren
    )
    do_what_is_due()
    assert leaks(client) == []
    assert first.items.get(case=case).closed
    assert not Course.objects.filter(slug__contains="skovrid").exists()


def test_opening_again_is_an_act_with_a_reason_and_publishes_by_the_ordinary_way(
    town: Town, client: Client
) -> None:
    meeting = called(town, secret_case(town))
    assert leaks(client) == []
    item = meeting.items.get(case__isnull=False)
    with pytest.raises(NotAllowed) as error:
        open_item(item, reason=" ", by=town.soren)
    assert codes(error) == {"no-reason"}
    open_item(item, reason="Handlen er gennemført.", by=town.soren)
    assert leaks(client) == []
    publish_sent_agenda(meeting)
    assert leaks(client)
    rows = Closing.objects.filter(item=item).values_list("closed", "reason")
    assert list(rows) == [(False, "Handlen er gennemført.")]
    shut(meeting, town)
    assert leaks(client) == []


def test_what_is_opened_after_the_minutes_came_out_comes_by_itself_or_says_what_stopped_it(
    town: Town, client: Client
) -> None:
    meeting = minuted(town, called(town, secret_case(town)))
    item = meeting.items.get(case__isnull=False)
    other = town.write("Noget andet")
    said = {"reason": "Forhandling", "public_title": "Andet", "by": town.sanne}
    other = close_case(other, protected_terms=SECRET[2], **said)
    open_item(item, reason="Handlen er gennemført.", by=town.soren)
    drain()
    assert {row.what for row in HeldBack.objects.all()} == {"agenda", "minutes"}
    waits = [task.what for task in waiting_for(town.soren, rights_of(town.soren))]
    assert sum("ikke offentliggjort" in one for one in waits) == 2
    client.force_login(town.soren)
    for name in ("agenda", "minutes"):
        page = client.get(reverse(name, args=[meeting.uid])).content.decode()
        assert "er ikke offentliggjort" in page
    reopen_to_public(other, reason="Ordet er almindeligt.", by=town.sanne)
    drain()
    assert not HeldBack.objects.exists()
    shown = Publication.objects.live().filter(meeting=meeting)
    assert {one.kind for one in shown if SECRET[2] in str(one.record)} == {"agenda", "minutes"}


def test_a_writer_does_not_open_what_a_body_has_as_closed(town: Town) -> None:
    case = town.write(TITLE)
    case = close_case(case, reason="Forhandling", public_title="En handel", by=town.sanne)
    with pytest.raises(NotAllowed) as error:
        reopen_to_public(case, reason="", by=town.sanne)
    assert codes(error) == {"no-reason"}
    case = reopen_to_public(case, reason="Ikke længere hemmelig.", by=town.sanne)
    case = close_case(case, reason="Forhandling", public_title="En handel", by=town.sanne)
    add_to_agenda(town.approve(case), meeting=town.plan(), by=town.soren)
    case.refresh_from_db()
    with pytest.raises(NotAllowed) as error:
        reopen_to_public(case, reason="Nu.", by=town.sanne)
    assert "body-decides" in codes(error)


def test_a_withdrawn_publication_that_is_published_again_says_no_more_than_it_may(
    town: Town, client: Client
) -> None:
    meeting = minuted(town, called(town, secret_case(town, closed=False)))
    shut(meeting, town)
    old = Publication.objects.filter(kind="minutes", withdrawn_at__isnull=False).first()
    assert old is not None
    standing = Publication.objects.live().get(kind="minutes")
    from raadslag.public.actions import withdraw

    withdraw(standing, reason="Prøve", by=town.soren)
    republish(old, by=town.soren)
    assert Publication.objects.live().filter(kind="minutes").exists()
    assert leaks(client) == []


def test_what_waits_for_its_hour_and_what_stands_until_then_are_closed_too(
    town: Town, client: Client
) -> None:
    meeting = minuted(town, called(town, secret_case(town, closed=False)))
    from raadslag.minutes.signing import correct_minutes

    item = meeting.items.get(case__isnull=False)
    correct_minutes(meeting, item=str(item.uid), text="En tilføjelse.", by=town.soren)
    hour = timezone.now() + timedelta(hours=3)
    release(town, meeting, visible_from=hour)
    assert leaks(client)
    shut(meeting, town)
    assert leaks(client) == []
    later = Publication.objects.live(hour + timedelta(minutes=1))
    assert {one.kind for one in later} == {"agenda", "minutes"}
    assert all(SECRET[0] not in str(one.record) for one in later)


def test_titles_found_as_earlier_treatment_in_other_cases_go(town: Town) -> None:
    meeting = minuted(town, called(town, secret_case(town, closed=False)))
    other = town.write("Ny handel")
    assert find_priors(other, by=town.sanne) == 1
    assert TITLE in str(other.priors.values())
    shut(meeting, town)
    assert not other.priors.exists()
    find_priors(other, by=town.sanne)
    assert not other.priors.exists()


def test_a_letter_that_has_not_left_yet_does_not_tell_the_title(town: Town) -> None:
    meeting = called(town, secret_case(town, closed=False))
    assert SECRET[0] in " ".join(Letter.objects.values_list("text", flat=True))
    shut(meeting, town)
    assert SECRET[0] not in " ".join(Letter.objects.values_list("text", flat=True))


def test_a_case_moved_or_postponed_is_closed_where_it_comes_next(town: Town) -> None:
    meeting = called(town, secret_case(town, closed=False))
    shut(meeting, town)
    later = town.plan(LATER)
    item = move_to_meeting(meeting.items.get(case__isnull=False), to=later, by=town.soren)
    assert item.closed


def test_those_outside_read_it_no_longer_and_members_do(town: Town) -> None:
    meeting = minuted(town, called(town, secret_case(town, closed=False)))
    assert told(seen(town, "bodil", meeting))
    shut(meeting, town)
    assert told(seen(town, "bodil", meeting)) == {}
    assert told(seen(town, "otto", meeting)) == {}
    assert "minutes" in told(seen(town, "mette", meeting))


def test_a_secretary_closes_and_opens_by_a_form_whatever_the_meeting_is_at(town: Town) -> None:
    soren = Client()
    soren.force_login(town.soren)
    case = secret_case(town, closed=False)
    meeting = town.plan()
    item = add_to_agenda(case, meeting=meeting, by=town.soren)
    where = reverse("item-doors", args=[meeting.uid, item.uid])

    def closes_and_opens(page: str) -> None:
        for _ in range(2):
            text = soren.get(reverse(page, args=[meeting.uid])).content.decode()
            assert where in text
            act = {} if "Luk punktet" in text and not _closed(item) else {"open": "1"}
            form = form_on(soren, reverse(page, args=[meeting.uid]), where)
            soren.post(where, form | {"reason": "Forhandling", "public_title": "En handel", **act})
            assert _closed(item) is (not act)

    closes_and_opens("agenda")
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    closes_and_opens("agenda")
    open_meeting(meeting, by=town.soren)
    town.come(meeting)
    decide_rest(town, meeting)
    text = soren.get(reverse("live", args=[meeting.uid]) + "?punkt=2").content.decode()
    assert where in text
    live = reverse("live", args=[meeting.uid]) + "?punkt=2"
    said = {"reason": "Forhandling", "public_title": "En handel"}
    soren.post(where, form_on(soren, live, where) | said)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    assert _closed(item)
    text = soren.get(reverse("minutes", args=[meeting.uid])).content.decode()
    assert where in text
    form = form_on(soren, reverse("minutes", args=[meeting.uid]), where)
    soren.post(where, form | {"reason": "Handlen er slut", "open": "1"})
    assert not _closed(item)
    assert Closing.objects.filter(item=item).count() == 6


def _closed(item: Any) -> bool:
    item.refresh_from_db()
    return bool(item.closed)
