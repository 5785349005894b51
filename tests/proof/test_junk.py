"""Junk that somebody put into a column is named, and verify goes on with all the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.db import connection, transaction

from raadslag.cases.models import File
from raadslag.journal.models import Entry
from raadslag.meetings.models import Attendance, Meeting
from raadslag.minutes.models import Minutes, SealedDocument
from tests.proof.conftest import verify
from tests.proof.test_changed_unseen import sql, table, update

LAST = "Forseglede dokumenter: 2, alle med gyldigt segl."
typed = connection.vendor != "sqlite"
"""PostgreSQL refuses what is no value of a column's kind; JSON of another shape it takes."""


def line(number: int, **columns: object) -> None:
    update(Entry, Entry.objects.get(sequence=number).pk, **columns)


def broken_at(sequence: int) -> list[str]:
    return [f"brudt ved linje {sequence}:"]


JUNK: dict[str, tuple[bool, Callable[[], None], Callable[[], list[str]]]] = {
    "a moment that is none": (
        typed, lambda: line(7, at="i går"), lambda: [*broken_at(7), "Linje 7 kan ikke læses: at"],
    ),
    "a moment of an impossible month": (
        typed, lambda: line(7, at="2026-13-40 10:00:00"), lambda: broken_at(7),
    ),
    "a number where a moment stood": (typed, lambda: line(7, at=17), lambda: broken_at(7)),
    "rows as a list": (False, lambda: line(7, rows="[]"), lambda: broken_at(7)),
    "rows of another shape": (
        False, lambda: line(7, rows='{"meetings.meeting": [1, 2]}'), lambda: broken_at(7),
    ),
    "a row's hash that is none": (
        False, lambda: line(7, rows='{"meetings.meeting": {"1": "zz"}}'), lambda: broken_at(7),
    ),
    "rows that are no JSON": (
        typed, lambda: line(7, rows="{"), lambda: broken_at(7),
    ),
    "details as a list": (False, lambda: line(7, details="[1]"), lambda: broken_at(7)),
    "details as a word": (False, lambda: line(7, details='"x"'), lambda: broken_at(7)),
    "a number of a line that is none": (
        typed, lambda: line(7, sequence="syv"), lambda: ["brudt ved linje 7: den mangler"],
    ),
    "a record of another shape": (
        False,
        lambda: update(Minutes, Minutes.objects.latest("pk").pk, record="[]"),
        lambda: [f"Referatet nr. {Minutes.objects.latest('pk').pk} er ændret"],
    ),
    "a record that is no JSON": (
        typed,
        lambda: update(Minutes, Minutes.objects.latest("pk").pk, record="{"),
        lambda: [f"Referatet nr. {Minutes.objects.latest('pk').pk} er ændret"],
    ),
    "a meeting's day": (
        typed,
        lambda: update(Meeting, Meeting.objects.latest("pk").pk, starts_at="snart"),
        lambda: ["Mødet nr."],
    ),
    "a moment that somebody came": (
        typed,
        lambda: update(Attendance, Attendance.objects.latest("pk").pk, at="sent"),
        lambda: ["er ændret uden om huset"],
    ),
    "bytes for a file's name": (
        typed,
        lambda: update(File, File.objects.latest("pk").pk, sha256=b"\xff"),
        lambda: ["mangler"],
    ),
    "a sealed document of nothing": (
        False,
        lambda: sql(f"UPDATE {table(SealedDocument)} SET subject = 'publication:ingen'"),
        lambda: ["Forseglet dokument publication:ingen"],
    ),
    "a sealed document of minutes without number": (
        False,
        lambda: sql(f"UPDATE {table(SealedDocument)} SET subject = 'minutes:x'"),
        lambda: ["Forseglet dokument minutes:x"],
    ),
}  # fmt: skip


def test_every_piece_of_junk_is_named_and_the_rest_is_looked_at(full_house: Minutes) -> None:
    assert verify()[0] == 0
    for name, (untold, put, wanted) in JUNK.items():
        if untold:
            continue
        with transaction.atomic():
            if not typed:  # JSON columns are checked on SQLite, unless somebody asks them not to be
                sql("PRAGMA ignore_check_constraints = ON")
            put()
            code, said = verify()
            told = wanted()
            transaction.set_rollback(True)
        assert code == 1, (name, said)
        for words in told:
            assert words in said, (name, words, said)
        if "sealed" not in name and "record" not in name:
            assert LAST in said, (name, said)
        assert said.splitlines()[-1].endswith("passer ikke."), name
    assert verify()[0] == 0


@pytest.mark.parametrize("how", ["gone", "junk", "folder"])
def test_a_root_that_cannot_be_read_is_named_and_the_rest_is_looked_at(
    sealed: Minutes, how: str
) -> None:
    place = Path(house.VAR) / "seal" / "root.pem"
    place.unlink()
    if how == "junk":
        place.write_bytes(b"ikke et certifikat")
    elif how == "folder":
        place.mkdir()
    code, said = verify()
    assert code == 2, said
    assert "root.pem" in said
    assert "Tabellerne passer til journalen" in said
    assert "Filer: " in said
    assert "Forseglede dokumenter: 2" in said
    row = Minutes.objects.latest("pk")
    update(Minutes, row.pk, record=json.dumps({**row.record, "title": "Andet"}))
    code, said = verify()
    assert code == 1, said


def test_a_sealed_document_that_was_changed_is_found_without_the_root(sealed: Minutes) -> None:
    from raadslag.files.storage import place_of

    (Path(house.VAR) / "seal" / "root.pem").unlink()
    place = place_of(SealedDocument.objects.latest("pk").sha256)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-40])
    assert verify()[0] == 1


def test_a_kept_head_that_says_nothing_is_named(sealed: Minutes, settings: Any) -> None:
    from raadslag.proof.heads import ANCHORS

    ANCHORS.put("2026-10-13.json", b'{"sequence": null}')
    code, said = verify()
    assert code == 1
    assert "Hovedet fra 2026-10-13" in said
    assert LAST in said
