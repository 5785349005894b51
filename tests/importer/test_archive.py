"""The whole archive is reviewed, and each finding opens the place it speaks of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.test import Client

from raadslag.importer.archive import review_archive
from raadslag.journal.actions import SYSTEM
from raadslag.meetings.models import Meeting
from raadslag.minutes.actions import freeze_minutes
from raadslag.people.models import Body, Organization, User
from raadslag.record import Item, Section, Table
from raadslag.record import Meeting as Record
from raadslag.review.models import ArchiveFinding

pytestmark = pytest.mark.django_db

WRONG = Table(columns=("Skole", "Elever"), rows=(("Nord", "120"), ("Syd", "95"), ("I alt", "225")))
RIGHT = Table(columns=("Skole", "Elever"), rows=(("Nord", "120"), ("Syd", "95"), ("I alt", "215")))


def minutes_with(table: Table, committee: Organization) -> Meeting:
    meeting, _ = Meeting.objects.get_or_create(
        organization=committee,
        starts_at=datetime(2024, 3, 5, 15, tzinfo=UTC),
        defaults={"state": "entered"},
    )
    section = Section("Sagsfremstilling", "case", blocks=(table,))
    record = Record(
        organization=committee.name,
        date=date(2024, 3, 5),
        items=(Item(number=4, title="Elevtal", sections=(section,)),),
    )
    freeze_minutes(meeting, record=record, by=SYSTEM)
    return meeting


@pytest.fixture
def committee() -> Organization:
    body = Body.objects.create(name="Møllested Kommune", slug="moellested")
    return Organization.objects.create(body=body, name="Skoleudvalget", slug="skoleudvalget")


def test_a_wrong_sum_in_old_minutes_is_found_and_goes_when_the_minutes_are_corrected(
    committee: Organization,
) -> None:
    minutes_with(WRONG, committee)
    assert review_archive()["error"] == 1
    finding = ArchiveFinding.objects.get(severity="error")
    assert (finding.item, finding.organization, finding.year) == (4, committee, 2024)
    minutes_with(RIGHT, committee)
    assert review_archive()["error"] == 0
    assert not ArchiveFinding.objects.filter(severity="error").exists()


def test_the_command_ends_with_one_where_errors_stand(committee: Organization) -> None:
    minutes_with(WRONG, committee)
    with pytest.raises(SystemExit) as ended:
        call_command("check_archive")
    assert ended.value.code == 1


def test_the_page_narrows_by_rule_and_organization_and_is_not_there_for_others(
    committee: Organization, client: Client
) -> None:
    minutes_with(WRONG, committee)
    review_archive()
    keeper = User.objects.create(username="soeren", body=committee.body, may_publish=True)
    client.force_login(keeper)
    page = client.get("/indlaes/gennemsyn/", {"udvalg": committee.pk, "regel": "tal-101"})
    assert "225" in page.content.decode()
    assert "225" not in client.get("/indlaes/gennemsyn/", {"regel": "priv-101"}).content.decode()
    client.force_login(User.objects.create(username="bodil", body=committee.body))
    assert client.get("/indlaes/gennemsyn/").status_code == 404
