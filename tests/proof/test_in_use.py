"""Verify while the house goes on, after a stock-taking, and over names that no bytes can have."""

from __future__ import annotations

from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection

from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.proof.verifying import verify_house
from tests.cast import MEETING_AT, build_town
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
