"""Files become meetings, once, whoever brings them and however often."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from raadslag.importer.models import Arrival, ImportedFile, Reading
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, LegislativeTerm, Membership, Organization, Person
from raadslag.public.models import Publication
from raadslag.record import Attachment, to_json
from raadslag.record import Meeting as Record
from raadslag.review.assessing import Assessment
from raadslag.review.looking import assess
from tests.papers import a_pdf

from .builders import COMMITTEE, MUNICIPALITY, closed, item, meeting, series, write

pytestmark = pytest.mark.django_db(transaction=True)


def bring(*paths: Path, code: int = 0, accept: bool = True, **options: object) -> None:
    """Import as the command line does, and check the exit code."""
    ended = 0
    try:
        call_command("import_minutes", *map(str, paths), accept=accept, **options)
    except SystemExit as end:
        ended = int(end.code or 0)
    except CommandError as error:
        ended = error.returncode
    assert ended == code


def test_a_file_becomes_a_meeting_that_the_public_reads(tmp_path: Path) -> None:
    bring(write(tmp_path, "marts.json", meeting()))
    one = Meeting.objects.get()
    assert one.organization.name == COMMITTEE
    assert one.organization.body.name == MUNICIPALITY
    assert one.starts_at.isoformat() == "2019-03-05T15:00:00+00:00"
    assert one.state == Meeting.State.ENTERED
    assert one.minutes.get().source_file == ImportedFile.objects.get().sha256
    assert Publication.objects.live().get().as_record().items[1].title == "Jobmesse for unge"


def test_attendance_gives_persons_seats_and_the_term(tmp_path: Path) -> None:
    series(tmp_path, [date(2019, 3, 5), date(2018, 2, 1), date(2021, 12, 7), date(2022, 2, 1)])
    bring(tmp_path)
    seats = Membership.objects.filter(person__name="Tove Lindelund").order_by("starts_on")
    assert [(seat.starts_on, seat.ends_on, seat.party) for seat in seats] == [
        (date(2018, 2, 1), date(2021, 12, 7), "A"),
        (date(2022, 2, 1), date(2022, 2, 1), "A"),
    ]
    assert seats[0].role == Membership.Role.CHAIR
    assert [term.name for term in LegislativeTerm.objects.order_by("starts_on")] == [
        "2018-2021",
        "2022-2025",
    ]
    assert Person.objects.count() == 3


def test_the_same_bytes_twice_are_one_meeting(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", meeting())
    bring(path)
    bring(path, write(tmp_path, "kopi.json", meeting()))
    assert Meeting.objects.count() == Publication.objects.count() == 1
    assert ImportedFile.objects.count() == Reading.objects.count() == 1


def test_the_same_text_in_another_format_is_no_new_version(tmp_path: Path) -> None:
    bring(write(tmp_path, "a.json", meeting()))
    bring(write(tmp_path, "b.json", meeting(reader="pdf", confidence=0.7, notes=())))
    assert Meeting.objects.get().minutes.count() == 1
    assert Reading.objects.loaded().count() == 2


def test_another_reading_of_a_meeting_waits_for_a_person(tmp_path: Path) -> None:
    bring(write(tmp_path, "a.json", meeting()))
    other = meeting(reader="pdf", items=(item(1, "Status på havnens virksomheder 05.03"),))
    bring(write(tmp_path, "b.json", other), code=1)
    assert Meeting.objects.get().minutes.count() == 1


def test_a_later_file_of_the_same_meeting_from_the_same_system_takes_its_place(
    tmp_path: Path,
) -> None:
    first = meeting(source_id="m-7")
    bring(write(tmp_path, "a.json", first))
    bring(write(tmp_path, "b.json", closed(first, 2)))
    assert Meeting.objects.count() == 1
    shown = Publication.objects.live().get().as_record()
    assert "Jobmesse" not in str(shown)
    names = [part.id for part in shown.items]
    assert names == [part.id for part in Meeting.objects.get().minutes.last().as_record().items]


def test_minutes_follow_an_agenda_and_take_down_what_they_close(tmp_path: Path) -> None:
    agenda = meeting(kind="agenda")
    bring(write(tmp_path, "dagsorden.json", agenda))
    assert Publication.objects.live().get().kind == "agenda"
    bring(write(tmp_path, "referat.json", closed(replace(agenda, kind="minutes"), 2)))
    live = Publication.objects.live()
    assert Meeting.objects.count() == 1
    assert all("Jobmesse" not in str(one.as_record()) for one in live)
    bring(write(tmp_path, "dagsorden2.json", replace(agenda, location="Salen")), code=1)
    assert Meeting.objects.get().minutes.first().as_record().kind == "minutes"


def test_two_meetings_the_same_day_are_two(tmp_path: Path) -> None:
    bring(write(tmp_path, "a.json", meeting()))
    late = meeting(start_time="19:00", items=(item(1, "Ekstraordinært: lukning af broen"),))
    bring(write(tmp_path, "b.json", late))
    assert Meeting.objects.count() == 2


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    write(tmp_path, "god.json", meeting())
    (tmp_path / "tom.pdf").write_bytes(b"")
    (tmp_path / "tilfaeldig.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "halv.json").write_text('{"format": 1, "items": [')
    bring(tmp_path, code=1)
    assert Meeting.objects.count() == 1
    for file in ImportedFile.objects.exclude(problem=""):
        assert file.problem.endswith((".", ")")) or file.problem
        assert "Traceback" not in file.problem


def test_attachments_beside_a_file_are_kept_and_are_no_minutes(
    tmp_path: Path, settings: object
) -> None:
    town = tmp_path / "by"
    part = Attachment(title="Kort over havnen", source="bilag/kort.pdf")
    outside = Attachment(title="Fremmed", source="../../hemmelig.txt")
    (tmp_path / "hemmelig.txt").write_text("uden for mappen")
    write(town, "m.json", meeting(items=(item(1, "Havnen", attachments=(part, outside)),)))
    (town / "bilag").mkdir()
    (town / "bilag" / "kort.pdf").write_bytes(a_pdf("kort"))
    bring(town)
    held = Meeting.objects.get().minutes.get().as_record().items[0].attachments
    assert held[0].sha256
    assert (settings.FILES / held[0].sha256).read_bytes() == a_pdf("kort")
    assert held[0].media_type == "application/pdf"
    assert held[1].sha256 is None
    assert Reading.objects.count() == 1


def test_a_missing_municipality_is_asked_for_or_given(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", meeting(municipality=None))
    bring(path, code=1)
    assert not Meeting.objects.exists()
    bring(path, body="Engvig Kommune")
    assert Body.objects.get().name == "Engvig Kommune"
    assert Meeting.objects.count() == 1


def test_a_file_about_another_municipality_than_the_run_waits(tmp_path: Path) -> None:
    bring(write(tmp_path, "a.json", meeting()), code=1, body="Ballerup Kommune")
    assert not Meeting.objects.exists()


def test_nothing_to_do_says_so(tmp_path: Path) -> None:
    bring(tmp_path / "findes-ikke", code=2)


def test_a_renamed_committee_is_not_made_silently(tmp_path: Path) -> None:
    bring(write(tmp_path, "a.json", meeting()))
    later = meeting(
        date(2023, 3, 7), organization="Erhvervs-, Beskæftigelses- og Uddannelsesudvalget"
    )
    bring(write(tmp_path, "b.json", later), code=1)
    assert Organization.objects.count() == 1


def test_what_could_not_be_read_is_tried_again_when_it_is_brought_again(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", meeting())
    bring(path, accept=False)
    Reading.objects.all().delete()
    ImportedFile.objects.update(problem_code="crashed", problem="Læsningen brød sammen.")
    bring(path)
    assert Meeting.objects.count() == 1
    assert ImportedFile.objects.get().problem == ""


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    one = write(tmp_path / "a", "referat.json", meeting(date(2019, 3, 5)))
    other = write(tmp_path / "b", "referat.json", meeting(date(2019, 4, 2)))
    bring(one, other)
    assert Meeting.objects.count() == 2


def test_a_zip_is_unpacked_and_a_bomb_is_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "god.zip", "w") as packed:
        packed.writestr("mappe/marts.json", to_json(meeting()))
        packed.writestr("../../ude.json", to_json(meeting(date(2020, 1, 1))))
    with zipfile.ZipFile(tmp_path / "bombe.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("stor.txt", b"0" * 60_000_000)
    bring(tmp_path / "god.zip", tmp_path / "bombe.zip", code=1)
    assert Meeting.objects.count() == 1
    assert "fylder" in Arrival.objects.get(path__startswith="bombe.zip").problem


def test_attachments_in_their_folder_are_known_by_their_title(
    tmp_path: Path, settings: object
) -> None:
    part = Attachment(title="Kort over Østre Havn")
    write(tmp_path / "by", "m.json", meeting(items=(item(1, "Havnen", attachments=(part,)),)))
    folder = tmp_path / "by" / "bilag"
    folder.mkdir()
    (folder / "kort-over-oestre-havn.pdf").write_bytes(a_pdf("kort"))
    (folder / "noget-andet.pdf").write_bytes(a_pdf("andet"))
    bring(tmp_path / "by")
    held = Meeting.objects.get().minutes.get().as_record().items[0].attachments[0]
    assert held.sha256
    assert (settings.FILES / held.sha256).read_bytes() == a_pdf("kort")
    assert Reading.objects.count() == 1


@pytest.mark.shared
def test_real_files_are_read_within_seconds_and_enclosures_are_kept(shared: Path) -> None:
    with suppress(SystemExit):
        call_command(
            "import_minutes", str(shared / "exports"), accept=True, body="Ballerup Kommune"
        )
    publication = Reading.objects.get(file__name="Publication32.xml").as_record()
    held = [part.sha256 for item in publication.items for part in item.attachments if part.sha256]
    assert len(held) == 1
    assert Arrival.objects.get(path__endswith="Enclosures/1.pdf").attached_to is not None


def test_a_reading_is_looked_through_once_on_its_way_to_the_public(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []

    def watched(record: Record, **options: Any) -> Assessment:
        looked.append(record.date)
        return assess(record, **options)

    monkeypatch.setattr("raadslag.public.gate.assess", watched)
    days = [date(2019, 3, 5), date(2019, 4, 2), date(2019, 5, 7)]
    series(tmp_path, days)
    bring(tmp_path)
    assert Publication.objects.live().count() == len(days)
    assert sorted(filter(None, looked)) == days
