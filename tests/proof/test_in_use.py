"""Verify while the house goes on, after a stock-taking, and over names that no bytes can have."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from raadslag.files.store import keep
from raadslag.journal.models import Entry
from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.people.models import Body
from raadslag.proof.verifying import verify_house
from raadslag.proof.whose import not_this_house
from tests.cast import MEETING_AT, Town, build_town
from tests.proof.conftest import verify


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_verify_reads_is_no_fault() -> None:
    from raadslag.journal.replaying import take_stock

    town = build_town()
    take_stock(because="Byen er sat op.")
    proofs = verify_house()
    said = [next(proofs)]

    def meanwhile() -> None:
        town.plan(MEETING_AT.replace(year=MEETING_AT.year + 1))
        connection.close()

    writer = Thread(target=meanwhile)
    writer.start()
    writer.join()
    said += proofs
    assert [proof.text for proof in said if not proof.fits] == []


def test_stock_taken_of_what_was_changed_is_not_called_well(full_house: Minutes) -> None:
    assert verify()[0] == 0
    Approval.objects.filter(pk=Approval.objects.latest("pk").pk).update(reason="Noget andet.")
    call_command("take_stock", because="Opgradering.")
    code, said = verify()
    assert code == 3
    assert "stod anderledes end sin linje" in said
    assert "status" in said.splitlines()[-1]


def test_a_name_that_no_bytes_can_have_is_said_and_the_rest_is_looked_at(
    full_house: Minutes,
) -> None:
    SealedDocument.objects.update(sha256="00")
    code, said = verify()
    assert code == 1
    assert "Filen 00… mangler." in said
    assert "filen mangler." in said
    assert "Forseglet dokument" in said


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no junk in a column")
def test_stock_is_taken_of_all_but_the_row_that_cannot_be_read_and_that_one_is_named(
    town: Town,
) -> None:
    meeting = town.plan()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE meetings_meeting SET starts_at = 'i går' WHERE id = %s", [meeting.pk]
        )
    Body.objects.update(name="Omdøbt Kommune")
    out, wrong = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("take_stock", because="Opgradering.", stdout=out, stderr=wrong)
    assert ended.value.code == 1
    assert f"Mødet nr. {meeting.pk} kan ikke læses" in wrong.getvalue()
    _, said = verify()
    assert f"Mødet nr. {meeting.pk} kan ikke læses" in said
    assert [one for one in said.splitlines() if "✗" in one and "Mødet" not in one] == []


def test_an_empty_database_beside_a_house_with_files_is_not_taken_for_it(
    town: Town, tmp_path: Path
) -> None:
    town.plan()
    keep([b"En plan."])
    assert not_this_house() == ""
    Entry.objects.all().delete()
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("take_stock", because="Opgradering.")
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("backup", str(tmp_path / "kopi"))
    assert not (tmp_path / "kopi").exists()
