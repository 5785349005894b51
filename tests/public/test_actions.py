from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import SYSTEM
from raadslag.journal.models import Entry
from raadslag.public.actions import republish, withdraw
from raadslag.public.gate import look_over
from raadslag.public.models import Course, Publication, PublishedItem
from raadslag.record import Item

from .conftest import bridge_item

DAY = date(2024, 3, 5)


def test_a_new_version_takes_the_place_of_the_old(committee, publish_record):
    first = publish_record(committee, DAY, bridge_item())
    second = publish_record(committee, DAY, bridge_item(), Item(number=3, title="Eventuelt"))
    assert list(Publication.objects.live()) == [second]
    assert (first.version, second.version, first.slug) == (1, 2, second.slug)
    uids = {tuple(p.items.filter(number=2).values_list("uid", flat=True)) for p in (first, second)}
    assert len(uids) == 1


def test_the_same_text_again_changes_nothing(committee, publish_record):
    first = publish_record(committee, DAY, bridge_item())
    lines = Entry.objects.count()
    assert publish_record(committee, DAY, bridge_item()).pk == first.pk
    assert Entry.objects.count() == lines


def test_an_embargo_holds_the_text_back_and_leaves_the_old_one_standing(committee, publish_record):
    first = publish_record(committee, DAY, bridge_item())
    later = timezone.now() + timedelta(hours=3)
    second = publish_record(
        committee, DAY, bridge_item(), Item(number=3, title="Eventuelt"), visible_from=later
    )
    assert list(Publication.objects.live()) == [first]
    assert list(Publication.objects.live(later)) == [second]


def test_a_text_that_waits_is_overtaken_by_a_newer_one(committee, publish_record):
    publish_record(committee, DAY, bridge_item())
    later = timezone.now() + timedelta(hours=3)
    publish_record(committee, DAY, Item(number=3, title="Eventuelt"), visible_from=later)
    third = publish_record(committee, DAY, Item(number=4, title="Busdrift"))
    assert list(Publication.objects.live()) == [third]
    assert list(Publication.objects.live(later)) == [third]


def test_withdrawing_what_waits_leaves_the_old_text_standing(committee, publish_record):
    first = publish_record(committee, DAY, bridge_item())
    later = timezone.now() + timedelta(hours=3)
    second = publish_record(committee, DAY, Item(number=3, title="Busdrift"), visible_from=later)
    withdraw(second, reason="Forkert udgave.", by=SYSTEM)
    assert list(Publication.objects.live(later)) == [first]


def test_withdrawing_needs_a_reason_and_is_told_in_the_journal(committee, publish_record):
    publication = publish_record(committee, DAY, bridge_item())
    with pytest.raises(NotAllowed, match="Skriv hvorfor"):
        withdraw(publication, reason="  ", by=SYSTEM)
    withdraw(publication, reason="Et navn stod forkert.", by=SYSTEM)
    line = Entry.objects.get(act="withdraw")
    assert line.details["reason"] == "Et navn stod forkert."
    assert not Publication.objects.live().exists()
    with pytest.raises(NotAllowed, match="allerede trukket tilbage"):
        withdraw(publication, reason="Igen.", by=SYSTEM)


def test_what_was_withdrawn_can_come_back_as_a_new_version(committee, publish_record):
    publication = publish_record(committee, DAY, bridge_item())
    withdraw(publication, reason="En fejl.", by=SYSTEM)
    again = republish(publication, by=SYSTEM)
    assert list(Publication.objects.live()) == [again]
    assert again.version == 2


def test_an_empty_record_is_not_published(committee, publish_record):
    with pytest.raises(NotAllowed, match="ingen punkter"):
        publish_record(committee, DAY)


def test_two_meetings_on_one_day_have_addresses_of_their_own(committee, publish_record):
    from datetime import UTC, datetime

    from raadslag.meetings.models import Meeting
    from raadslag.public.actions import publish
    from raadslag.record import Meeting as Record

    publish_record(committee, DAY, bridge_item())
    evening = Meeting.objects.create(
        organization=committee, starts_at=datetime(2024, 3, 5, 18, tzinfo=UTC)
    )
    record = Record(items=(bridge_item(),))
    looked = look_over(evening, record)
    second = publish(evening, record=record, kind="minutes", assessed=looked, by=SYSTEM)
    assert second.slug == "2024-03-05-2"


def test_prior_treatment_links_items_into_one_course(two_meetings):
    course = Course.objects.get()
    assert course.title == "Lån af elcykler til jobsøgende"
    assert course.journal_number == "15.00.00-P22-7-24"
    assert set(course.items.values_list("number", flat=True)) == {2, 5}


def test_the_course_is_the_same_whatever_comes_first(committee, council, publish_record):
    from raadslag.record import PriorTreatment

    prior = PriorTreatment("Arbejdsmarkedsudvalget", DAY, 2)
    publish_record(
        council, date(2024, 4, 16), Item(number=5, title="Cykler", previous_treatment=(prior,))
    )
    assert not Course.objects.exists()
    publish_record(committee, DAY, bridge_item())
    assert Course.objects.get().items.count() == 2


def test_a_withdrawn_meeting_leaves_the_course(two_meetings):
    withdraw(two_meetings[0], reason="En fejl.", by=SYSTEM)
    assert not Course.objects.exists()
    assert not PublishedItem.objects.exclude(course=None).exists()
    republish(two_meetings[0], by=SYSTEM)
    assert Course.objects.get().items.live().count() == 2


def test_a_course_forgets_a_title_that_was_withdrawn(committee, council, publish_record):
    number = "15.00.00-P22-7-24"
    first = publish_record(
        committee, DAY, Item(number=1, title="Hemmelighed om cykler", journal_number=number)
    )
    for month in (4, 5):
        publish_record(
            council, date(2024, month, 2), Item(number=1, title="Cykler", journal_number=number)
        )
    assert Course.objects.get().slug == "hemmelighed-om-cykler"
    withdraw(first, reason="Titlen sagde for meget.", by=SYSTEM)
    assert Course.objects.get().slug == "cykler"


def test_a_number_for_all_and_sundry_glues_nothing_together(committee, publish_record):
    number = "27.00.00-G01-12-23"
    titles = [
        "Renovering af stadion",
        "Takster for madservice",
        "Ny biblioteksfilial",
        "Vinterbadning",
    ]
    for month, title in enumerate(titles, start=1):
        publish_record(
            committee, date(2024, month, 9), Item(number=1, title=title, journal_number=number)
        )
    assert not Course.objects.exists()


@pytest.mark.parametrize(
    "title", ["Meddelelser", "Godkendelse af dagsorden", "Orientering fra formanden"]
)
def test_standing_items_are_no_case(committee, publish_record, title):
    for month in (1, 2):
        publish_record(
            committee,
            date(2024, month, 9),
            Item(number=1, title=title, journal_number="29.00.00-G01-1-24"),
        )
    assert not Course.objects.exists()


def test_a_closed_item_is_in_no_course(committee, council, publish_record):
    number = "82.02.00-G10-3-24"
    publish_record(
        committee,
        DAY,
        bridge_item(),
        Item(number=3, title="Salg", journal_number=number, closed=True),
    )
    publish_record(council, date(2024, 4, 1), Item(number=1, title="Salg", journal_number=number))
    assert not Course.objects.exists()


def test_a_treatment_without_number_is_known_by_its_title(committee, council, publish_record):
    from raadslag.record import PriorTreatment

    prior = PriorTreatment("Arbejdsmarkedsudvalget", DAY)
    item = bridge_item()
    publish_record(
        committee, DAY, Item(number=1, title="Vejnavne"), Item(number=2, title=item.title)
    )
    publish_record(
        council,
        date(2024, 4, 16),
        Item(number=3, title=item.title, previous_treatment=(prior,)),
        Item(number=4, title="Fjernvarme", previous_treatment=(prior,)),
    )
    assert set(Course.objects.get().items.values_list("title", flat=True)) == {item.title}


def test_the_council_is_the_council_whatever_it_is_called(committee, council, publish_record):
    from raadslag.record import PriorTreatment

    publish_record(council, DAY, Item(number=7, title="Budget 2025"))
    prior = PriorTreatment("KB", DAY, 7)
    publish_record(
        committee, date(2024, 5, 7), Item(number=1, title="Sparekrav", previous_treatment=(prior,))
    )
    assert Course.objects.get().items.count() == 2


def test_a_spelling_decided_later_links_what_was_published_before(
    committee, council, publish_record
):
    from raadslag.people.models import OrganizationName
    from raadslag.public.courses import relink_body
    from raadslag.record import PriorTreatment

    publish_record(committee, DAY, bridge_item())
    prior = PriorTreatment("Arb.markedsudv.", DAY, 2)
    publish_record(
        council, date(2024, 4, 16), Item(number=1, title="Cykler", previous_treatment=(prior,))
    )
    assert not Course.objects.exists()
    OrganizationName.objects.create(
        body=committee.body, organization=committee, spelling="Arb.markedsudv."
    )
    relink_body(committee.body)
    assert Course.objects.get().items.count() == 2
    relink_body(committee.body)
    assert Course.objects.get().items.count() == 2


def test_an_item_closed_in_the_minutes_is_closed_in_the_agenda_too(
    committee, publish_record, client
):
    secret = Item(number=3, title="Salg af grunden ved åen")
    publish_record(committee, DAY, bridge_item(), secret, kind="agenda")
    minutes = publish_record(
        committee, DAY, bridge_item(), Item(number=3, title=secret.title, closed=True)
    )
    agenda = Publication.objects.live().get(kind="agenda")
    assert [row.shown_title for row in agenda.items.all()] == [
        "Lån af elcykler til jobsøgende",
        "Lukket punkt",
    ]
    address = "/mosevang/arbejdsmarkedsudvalget/2024-03-05/"
    for place in ("", "dagsorden/", "punkt-3/", "dagsorden.json", "referat.json"):
        answer = client.get(address + place)
        assert answer.status_code == 200
        assert "grunden" not in answer.content.decode()
    assert minutes.is_live()
