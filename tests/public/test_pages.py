from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from raadslag.journal.actions import SYSTEM
from raadslag.people.models import Membership
from raadslag.public.actions import withdraw
from raadslag.public.models import Course
from raadslag.record import FORMAT, Decision, Item, Paragraph, Section, Span, Vote, VoteCount

from .conftest import bridge_item
from .walker import read, walk

DAY = date(2024, 3, 5)
MEETING = "/mosevang/arbejdsmarkedsudvalget/2024-03-05/"


def test_every_page_that_can_be_reached_is_well_made(client, two_meetings, person, committee):
    Membership.objects.create(person=person, organization=committee, role="chair", party="A")
    seen = walk(client)
    assert MEETING in seen
    assert f"{MEETING}punkt-2/" in seen
    assert "/mosevang/sag/laan-af-elcykler-til-jobsoegende/" in seen
    assert "/mosevang/person/vibeke-tornager/" in seen
    assert f"{MEETING}referat.pdf" in seen


def test_a_meeting_shows_its_items_with_decision_table_and_links(client, two_meetings):
    _, text = read(client, MEETING)
    for wanted in (
        "Lån af elcykler til jobsøgende",
        "Udvalget følger brugen.",
        "150.000",
        "Job- og Virksomhedscenteret indstiller",
        'id="punkt-2"',
        "tirsdag den 5. marts 2024",
        "Jens Hedelund",
    ):
        assert wanted in text, wanted


def test_a_lost_title_is_said_to_be_lost(client, committee, publish_record):
    publish_record(committee, DAY, Item(number=3))
    _, text = read(client, f"{MEETING}punkt-3/")
    assert "Punkt 3 (titlen mangler i kilden)" in text


def test_items_without_numbers_of_their_own_have_addresses_too(client, committee, publish_record):
    publish_record(
        committee, DAY, Item(title="Første"), Item(number=4, title="A"), Item(number=4, title="B")
    )
    for place, title in ((1, "Første"), (2, "A"), (3, "B")):
        assert title in read(client, f"{MEETING}plads-{place}/")[1]


def test_text_from_a_source_never_becomes_markup(client, committee, publish_record):
    bad = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    section = Section(bad, "case", 1, bad, (Paragraph((Span(bad, href="javascript:alert(3)"),)),))
    item = Item(
        number=1,
        title=bad,
        sections=(section,),
        recommendations=(bad,),
        decision=Decision(bad, "other"),
    )
    publish_record(committee, DAY, item)
    for address in ("/", MEETING, f"{MEETING}punkt-1/"):
        _, text = read(client, address)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "javascript:" not in text


def test_an_agenda_gives_way_to_the_minutes_and_stays_readable(client, committee, publish_record):
    publish_record(committee, DAY, bridge_item(), kind="agenda")
    assert "Dagsorden" in read(client, MEETING)[1]
    publish_record(committee, DAY, bridge_item())
    assert "Se dagsordenen" in read(client, MEETING)[1]
    read(client, f"{MEETING}dagsorden/")
    assert client.get(f"{MEETING}dagsorden.json").json()["kind"] == "agenda"
    assert client.get(f"{MEETING}referat.json").json()["kind"] == "minutes"


def test_what_waits_for_its_day_is_not_to_be_found(client, committee, council, publish_record):
    publish_record(council, DAY, bridge_item())
    publish_record(
        committee,
        DAY,
        Item(number=1, title="Ventetid"),
        visible_from=timezone.now() + timedelta(days=1),
    )
    unknown = client.get("/mosevang/arbejdsmarkedsudvalget/2031-01-01/")
    waiting = client.get(MEETING)
    assert (waiting.status_code, waiting.content) == (404, unknown.content)
    assert not any(b"Ventetid" in body for body in walk(client).values())


def test_a_withdrawn_meeting_is_gone_everywhere_and_says_so(client, two_meetings):
    _, text = read(client, f"{MEETING}")
    withdraw(two_meetings[0], reason="Et navn stod forkert.", by=SYSTEM)
    for ending in ("", "punkt-2/", "referat.pdf", "referat.json"):
        _, text = read(client, MEETING + ending, status=410)
        assert "trukket tilbage" in text
        for secret in ("elcykler", "Et navn stod forkert", "Vibeke"):
            assert secret not in text
    for address, body in walk(client).items():
        assert b"elcykler" not in body, address
    assert client.get("/mosevang/arbejdsmarkedsudvalget/").status_code == 404
    assert client.get("/soeg/forslag/?q=elcy").json() == {"suggestions": []}


def test_minutes_withdrawn_leave_the_agenda_standing(client, committee, publish_record):
    publish_record(committee, DAY, bridge_item(), kind="agenda")
    minutes = publish_record(committee, DAY, bridge_item())
    withdraw(minutes, reason="En fejl.", by=SYSTEM)
    assert "Referatet af mødet er trukket tilbage" in read(client, MEETING)[1]
    assert client.get(f"{MEETING}referat.json").status_code == 410


def test_a_course_that_moved_leads_on(client, two_meetings):
    course = Course.objects.get()
    Course.objects.create(body=course.body, slug="gammel", title="Gammel", merged_into=course)
    answer = client.get("/mosevang/sag/gammel/")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"/mosevang/sag/{course.slug}/",
    )


def test_a_course_tells_the_case_in_the_order_of_time(client, two_meetings):
    _, text = read(client, "/mosevang/sag/laan-af-elcykler-til-jobsoegende/")
    assert text.index("Udvalget følger brugen.") < text.index("Vedtaget.")


def test_an_items_permanent_address_leads_to_where_it_stands(client, two_meetings):
    row = two_meetings[0].items.get(number=2)
    answer = client.get(f"/punkt/{row.uid}/")
    assert answer.headers["Location"] == f"{MEETING}punkt-2/"


def test_unknown_addresses_are_plain_404(client, two_meetings):
    for address in (
        f"{MEETING}punkt-99/",
        "/ukendt/",
        "/mosevang/ukendt/",
        "/bilag/" + "0" * 64 + "/x.pdf",
    ):
        assert client.get(address).status_code == 404


def test_a_page_read_again_is_not_sent_again(client, two_meetings):
    for address in (MEETING, f"{MEETING}punkt-2/", f"{MEETING}referat.json"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    withdraw(two_meetings[0], reason="En fejl.", by=SYSTEM)
    assert client.get(MEETING, headers={"If-None-Match": tag}).status_code == 410


def test_a_page_changes_its_mark_when_a_course_does(
    client, committee, council, publish_record, two_meetings
):
    tag = client.get(MEETING).headers["ETag"]
    withdraw(two_meetings[1], reason="En fejl.", by=SYSTEM)
    assert client.get(MEETING, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 7),
        (MEETING, 6),
        (f"{MEETING}punkt-2/", 7),
        ("/mosevang/", 9),
        ("/mosevang/arbejdsmarkedsudvalget/", 9),
    ],
)
def test_pages_need_few_questions_to_the_database_however_much_there_is(
    client, committee, publish_record, two_meetings, address, most, django_assert_max_num_queries
):
    for month in range(5, 11):
        publish_record(committee, date(2024, month, 7), *(bridge_item(n) for n in range(1, 9)))
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_the_record_is_given_as_json(client, two_meetings):
    data = client.get(f"{MEETING}referat.json").json()
    assert data["items"][1]["decision"]["outcome"] == "approved"
    assert data["format"] == FORMAT


def test_a_feed_tells_of_new_minutes(client, two_meetings):
    text = client.get("/mosevang/byraadet/feed.atom").content.decode()
    assert "Referat: Byrådet 16-04-2024" in text
    assert "5. Forslag om lånecykler" in text
    assert "Arbejdsmarkedsudvalget" not in text


def test_a_calendar_holds_the_meetings(client, committee, publish_record):
    from icalendar import Calendar

    day = timezone.localdate() + timedelta(days=9)
    publish_record(committee, day, bridge_item(), kind="agenda")
    made = Calendar.from_ical(client.get("/mosevang/kalender.ics").content)
    (event,) = made.walk("VEVENT")
    assert event["summary"] == "Arbejdsmarkedsudvalget"
    assert event.decoded("dtstart").date() == day
    assert f"/{day}/" in str(event["url"])


def test_nothing_published_is_an_empty_house_that_stands(client, db):
    read(client, "/")
    read(client, "/soeg/")


def test_json_of_the_page_is_the_published_record(client, two_meetings):
    text = client.get(f"{MEETING}referat.json").content
    assert json.loads(text) == two_meetings[0].record


def test_a_guessed_or_half_read_vote_is_not_shown_as_cast(client, committee, publish_record):
    votes = (
        Vote("Broen", ("A", "F"), ("V",)),
        Vote("Gættet", ("C",), basis="inferred"),
        Vote("Halvt", abstained=("O",)),
        Vote("Tællet", count=VoteCount(8, 5), did_not_vote=("Ø",)),
    )
    item = Item(number=1, title="Broen", decision=Decision("Vedtaget.", "approved", votes=votes))
    publish_record(committee, DAY, item)
    _, text = read(client, f"{MEETING}punkt-1/")
    assert "A, F" in text
    assert "Gættet" not in text
    assert "Halvt" not in text
    assert "For (8)" in text
    assert "Imod (5)" in text
    assert "Til stede uden at stemme" in text
