"""Junk that somebody put into a column is named, and verify goes on with all the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.db import connection, transaction
from django.utils import timezone

from raadslag.cases.models import Case, File, PaperSection
from raadslag.journal.models import Entry
from raadslag.journal.proving import UNREADABLE, hashes_of, proven_models
from raadslag.meetings.models import Attendance, Meeting
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.people.models import Membership, Organization, User
from raadslag.public.models import Announcement, Publication
from tests.cast import Town
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
        lambda: ["kan ikke læses: en kolonne rummer andet", "Referatet nr."],
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
    "a seat without end": (
        not typed, lambda: sql(f"UPDATE {table(Membership)} SET ends_on = 'infinity'"), lambda: ["kan ikke læses"],
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


def test_a_value_of_another_kind_is_named_though_it_reads_as_what_stood_there(town: Town) -> None:
    plan = town.plan()
    odd: list[tuple[bool, Any, int, dict[str, object]]] = [
        (typed, User, town.sanne.pk, {"may_publish": 2}),
        (typed, User, town.sanne.pk, {"is_superuser": 2}),
        (typed, User, town.sanne.pk, {"may_operate": "ja"}),
        (typed, Case, town.write("En sag").pk, {"closed": 2}),
        (typed, Case, town.write("En sag").pk, {"closed_reason": b""}),
        (typed, Organization, town.committee.pk, {"ends_on": "snart"}),
        (typed, Meeting, plan.pk, {"ends_at": "2026-11-27"}),
        (False, PaperSection, PaperSection.objects.latest("pk").pk, {"blocks": "{}"}),
        (False, PaperSection, PaperSection.objects.latest("pk").pk, {"blocks": "0"}),
    ]
    assert not [model for model in proven_models() if unreadable(model)]
    for untold, model, pk, columns in odd:
        if untold:
            continue
        with transaction.atomic():
            if not typed:
                sql("PRAGMA ignore_check_constraints = ON")
            update(model, pk, **columns)
            assert unreadable(model._meta.label_lower) == [pk], (model, columns)
            transaction.set_rollback(True)


def unreadable(label: str) -> list[object]:
    return [pk for pk, digest in hashes_of(label) if digest == UNREADABLE]


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


def test_what_acts_in_the_database_by_itself_and_columns_of_others_are_named(
    sealed: Minutes,
) -> None:
    name = table(Meeting)
    if typed:  # what waits for the end of the transaction stands in the way of ALTER
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"ALTER TABLE {name} ADD COLUMN note text")
    sql("CREATE VIEW kig AS SELECT 1 AS et")
    if typed:
        sql(f"CREATE RULE skjul AS ON DELETE TO {name} DO INSTEAD NOTHING")
    else:
        sql(f"CREATE TRIGGER skjul AFTER INSERT ON {name} BEGIN DELETE FROM {name}; END")
    code, said = verify()
    assert code == 1, said
    assert f"skjul på tabellen {name} er ikke husets" in said
    assert f"Kolonnen note i tabellen {name} er ikke husets" in said
    assert "som ikke er husets: kig" in said


def test_what_the_house_promised_of_its_rows_is_missed_also_behind_its_own_name(
    sealed: Minutes,
) -> None:
    name = table(Publication)
    if typed:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql(f"ALTER TABLE {table(SealedDocument)} ALTER COLUMN sha256 DROP NOT NULL")
    sql("DROP INDEX announced_when")
    sql("DROP INDEX one_publication_stands")
    sql(f"CREATE UNIQUE INDEX one_publication_stands ON {name} (meeting_id) WHERE 1 = 0")
    code, said = verify()
    assert code == 1, said
    told = {line.split(" ")[3]: line for line in said.splitlines() if "I tabellen" in line}
    assert "mangler »CREATE INDEX" in told[table(Announcement)]
    assert "som ikke er husets" in told[name]
    assert (table(SealedDocument) in told) == typed
    assert len(told) == (3 if typed else 2)


def test_each_line_that_was_changed_is_named_and_not_only_the_first(sealed: Minutes) -> None:
    line(3, actor_name="En anden")
    line(6, subject="meeting:x")
    code, said = verify()
    assert code == 1, said
    assert "brudt ved linje 3" in said
    assert "Linje 6" in said
    assert "Linje 7" not in said


def test_the_seal_of_a_kept_head_and_the_house_s_key_are_missed(sealed: Minutes) -> None:
    from raadslag.proof.heads import ANCHORS, keep_head_now

    head = keep_head_now(at=timezone.now())
    assert head
    assert verify()[0] == 0
    (ANCHORS.folder / f"{head.name}.p7s").unlink()
    (Path(house.VAR) / "seal" / "seal.key").unlink()
    code, said = verify()
    assert code == 1, said
    assert f"seglet {head.name}.p7s mangler" in said
    assert "1 fil (seal.key) er ikke i" in said
