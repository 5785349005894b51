"""What a dishonest administrator changes by SQL is found, and row and line are named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from raadslag.cases.models import Case, File, Step, Stop
from raadslag.files.storage import place_of
from raadslag.journal.actions import hash_of
from raadslag.journal.models import Entry, Head
from raadslag.meetings.models import AgendaItem, Apology, Attendance, BallotVote, Meeting
from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.people.models import GrantedRole, Membership, User
from raadslag.proof.heads import ANCHORS, keep_head, kept_heads
from raadslag.public.models import Publication, PublishedFile, PublishedItem
from raadslag.record import data_hash
from raadslag.review.models import Acceptance
from tests.cast import Town
from tests.proof.conftest import verify

Change = Callable[[], None]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def table(model: Any) -> str:
    return str(model._meta.db_table)


def update(model: Any, pk: object, **columns: object) -> None:
    said = ", ".join(f'"{name}" = %s' for name in columns)
    sql(f"UPDATE {table(model)} SET {said} WHERE id = %s", *columns.values(), pk)


def delete(model: Any, pk: object | None = None) -> None:
    where, values = (" WHERE id = %s", [pk]) if pk is not None else ("", [])
    sql(f"DELETE FROM {table(model)}{where}", *values)


def copy(model: Any, pk: object, **changes: object) -> None:
    """A row like another, but for some columns and its number."""
    names = [f.column for f in model._meta.concrete_fields if f.column not in {"id", *changes}]
    listed = ", ".join(f'"{name}"' for name in [*names, *changes, "id"])
    taken = ", ".join([*(f'"{name}"' for name in names), *["%s"] * (len(changes) + 1)])
    sql(
        f"INSERT INTO {table(model)} ({listed}) SELECT {taken} FROM {table(model)} WHERE id = %s",
        *changes.values(),
        990_001,
        pk,
    )


def text_with_all_its_hashes() -> None:
    row = Minutes.objects.get(version=1, pk=Minutes.objects.order_by("pk")[0].pk)
    row.record["items"][0]["decision"]["text"] = "Afvist."
    new = data_hash(row.record)
    update(Minutes, row.pk, record=json.dumps(row.record), record_hash=new)
    sql(f"UPDATE {table(Approval)} SET text_hash = %s WHERE minutes_id = %s", new, row.pk)


def journal_cut_and_head_rewritten() -> None:
    last = Head.objects.get().sequence - 3
    sql(f"DELETE FROM {table(Entry)} WHERE sequence > %s", last)
    line = Entry.objects.get(sequence=last)
    sql(f"UPDATE {table(Head)} SET sequence = %s, entry_hash = %s", last, line.entry_hash)


def journal_rewritten_from_end_to_end() -> None:
    before = "0" * 64
    for line in Entry.objects.order_by("sequence"):
        line.actor_name = "Ingen" if line.act == "refuse_minutes" else line.actor_name
        line.previous_hash = before
        line.entry_hash = before = hash_of(line)
        line.save()
    Head.objects.update(entry_hash=before)


def everything_wiped() -> None:
    rooms = {"journal", "cases", "meetings", "minutes", "public", "people", "review", "importer"}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.split("_")[0] in rooms:
                cursor.execute(f"DELETE FROM {name}")


def minutes_inserted() -> None:
    row = Minutes.objects.order_by("pk")[0]
    copy(Minutes, row.pk, version=2)


def newest_minutes_deleted() -> None:
    row = Minutes.objects.order_by("-pk")[0]
    sql(f"DELETE FROM {table(Approval)} WHERE minutes_id = %s", row.pk)
    delete(Minutes, row.pk)


def publications_deleted() -> None:
    for model in (PublishedFile, "public_publishedattendance", "public_coursekey", PublishedItem, Publication):  # fmt: skip
        name = model if isinstance(model, str) else table(model)
        sql(f"DELETE FROM {name}")


def publication_changed() -> None:
    row = Publication.objects.order_by("pk")[0]
    row.record["items"][0]["title"] = "Noget andet"
    update(Publication, row.pk, record=json.dumps(row.record), record_hash=data_hash(row.record))


def file_pointed_elsewhere() -> None:
    first, second = File.objects.order_by("pk")[:2]
    update(File, first.pk, sha256=second.sha256, bytes=second.bytes)


def first(model: Any, **where: object) -> Any:
    return model.objects.filter(**where).order_by("pk")[0].pk


def forged_approval() -> None:
    row = Approval.objects.filter(refused=False)[0]
    copy(Approval, row.pk, person_id=Membership.objects.filter(role="secretary")[0].person_id)


def user_granted(town: Town) -> Change:
    return lambda: GrantedRole(
        user=town.stranger, organization=town.committee, role="chair"
    ).save_base(force_insert=True)


def let_stand(town: Town, case: int) -> None:
    Acceptance(
        subject=f"case:{case}",
        fingerprint="f" * 32,
        rule="R1",
        message="x",
        reason="y",
        by=town.sanne,
        at="2026-10-01T10:00:00Z",
    ).save_base(force_insert=True)


def put_behind(town: Town, case: int) -> None:
    between = Case.recommending.through._meta.db_table
    sql(
        f"INSERT INTO {between} (id, case_id, organization_id) VALUES (%s, %s, %s)",
        990_001,
        case,
        town.administration.pk,
    )


def wanted_first(town: Town) -> dict[str, tuple[Change, str]]:
    """What the first version's verify was found not to see: name → (the change, what is said)."""
    return {
        "approved text with its hashes": (text_with_all_its_hashes, "Referatet nr."),
        "all approvals deleted": (lambda: delete(Approval), "Svaret på referatet nr."),
        "an approval forged": (forged_approval, "har ingen linje"),
        "a refusal flipped": (
            lambda: update(Approval, first(Approval, refused=True), refused=False, reason=""),
            "refuse_minutes",
        ),
        "a sealed document's row deleted": (
            lambda: delete(SealedDocument, first(SealedDocument)),
            "seal_document",
        ),
        "publications deleted": (publications_deleted, "Offentliggørelsen nr."),
        "a publication changed": (publication_changed, "Offentliggørelsen nr."),
        "a publication taken back": (
            lambda: update(
                Publication, first(Publication), withdrawn_at="2026-11-11 10:00:00+00:00"
            ),
            "publish",
        ),
        "an extra version of minutes": (minutes_inserted, "Referatet nr. 990001 har ingen linje"),
        "the newest minutes deleted": (newest_minutes_deleted, "freeze_minutes"),
        "attendance changed": (
            lambda: update(Attendance, first(Attendance), person_id=town.person("dina").pk),
            "note_attendance",
        ),
        "a file pointed at other bytes": (file_pointed_elsewhere, "attach_file"),
        "the journal cut and its head rewritten": (journal_cut_and_head_rewritten, "skåret af"),
        "the journal rewritten": (journal_rewritten_from_end_to_end, "skrevet om"),
        "all wiped": (everything_wiped, "alt slettet"),
    }


def wanted_too(town: Town) -> dict[str, tuple[Change, str]]:
    """More that an administrator could want, chosen without looking at verify: the same shape."""
    case = first(Case)
    return {
        "a vote turned": (
            lambda: update(BallotVote, first(BallotVote, choice="against"), choice="for"),
            "record_vote",
        ),
        "a seat that ended yesterday": (
            lambda: update(Membership, first(Membership, role="deputy"), ends_on=date(2026, 1, 2)),
            "Pladsen nr.",
        ),
        "a role nobody gave": (user_granted(town), "Den givne rolle nr."),
        "a right to publish": (
            lambda: update(User, town.stranger.pk, may_publish=True),
            "Kontoen nr.",
        ),
        "a closed item opened": (
            lambda: update(AgendaItem, first(AgendaItem, closed=True), closed=False),
            "Dagsordenspunktet nr.",
        ),
        "an approver exchanged": (
            lambda: update(Step, first(Step), by_id=town.stranger.pk),
            "approve_paper",
        ),
        "another body decides": (
            lambda: update(Stop, first(Stop), organization_id=town.finance.pk),
            "Stedet på sagens vej nr.",
        ),
        "an apology gone": (lambda: delete(Apology, first(Apology)), "send_apology"),
        "a unit behind a case": (lambda: put_behind(town, case), f"Sagen nr. {case} er ændret"),
        "a public title": (
            lambda: update(PublishedItem, first(PublishedItem), title="Et andet punkt"),
            "Det offentlige punkt nr.",
        ),
        "a meeting moved": (
            lambda: update(Meeting, first(Meeting), starts_at="2026-10-14 15:00:00+00:00"),
            "Mødet nr.",
        ),
        "a finding let stand": (lambda: let_stand(town, case), "har ingen linje"),
        "a line's words": (
            lambda: Entry.objects.filter(act="refuse_minutes").update(details={"version": 9}),
            "brudt ved linje",
        ),
        "a head cut with the line": (
            lambda: sql(f"UPDATE {table(Head)} SET sequence = sequence + 1"),
            "brudt ved linje",
        ),
    }


def test_an_honest_house_is_clean(full_house: Minutes) -> None:
    code, said = verify()
    assert code == 0, said
    assert "Tabellerne passer til journalen" in said
    assert "✗" not in said


def test_each_change_is_found_and_named(town: Town, full_house: Minutes) -> None:
    assert keep_head(day=date(2026, 11, 11)) is not None
    assert verify()[0] == 0
    missed = {}
    for name, (change, words) in (wanted_first(town) | wanted_too(town)).items():
        with transaction.atomic():
            change()
            code, said = verify()
            transaction.set_rollback(True)
        if code != 1 or words not in said:
            missed[name] = (code, said)
    assert not missed, json.dumps(missed, indent=1, ensure_ascii=False)
    assert verify()[0] == 0


def test_a_head_kept_elsewhere_finds_what_the_house_no_longer_knows(
    town: Town, full_house: Minutes
) -> None:
    head = Head.objects.get()
    kept = f"{head.sequence}:{head.entry_hash}"
    assert verify("--head", kept)[0] == 0
    with transaction.atomic():
        everything_wiped()
        for place in place_of("0" * 64).parent.iterdir():
            place.rename(place.with_name(f"damaged-{place.name}"))
        assert verify()[0] == 0  # nothing is left to be wrong: only what was kept elsewhere tells
        code, said = verify("--head", kept)
        transaction.set_rollback(True)
    assert code == 1
    assert "alt slettet" in said
    with transaction.atomic():
        journal_rewritten_from_end_to_end()
        code, said = verify("--head", kept)
        transaction.set_rollback(True)
    assert code == 1
    assert f"linje {head.sequence} er skrevet om" in said


def test_kept_heads_are_sealed_and_cannot_be_taken_away(town: Town, full_house: Minutes) -> None:
    made = keep_head(day=date(2026, 11, 11))
    assert made is not None
    assert keep_head(day=date(2026, 11, 12)) is None  # nothing has happened since
    town.write("En sag til")
    assert keep_head(day=date(2026, 11, 13)) is not None
    assert [head.name for head in kept_heads()] == ["2026-11-11.json", "2026-11-13.json"]
    assert verify()[0] == 0
    for name, data, words in (
        (made.name, made.data.replace(b'"house"', b'"hause"'), "er ændret"),
        (f"{made.name}.p7s", (ANCHORS.get("2026-11-13.json.p7s") or b""), "seglet er brudt"),
        (made.name, None, "mangler"),
    ):
        before = ANCHORS.get(name) or b""
        ANCHORS.put(name, data) if data else ANCHORS.drop(name)
        code, said = verify()
        ANCHORS.put(name, before)
        assert (code, words in said) == (1, True), said


def test_a_sealed_document_of_a_journal_that_is_gone_is_found_without_any_head(
    full_house: Minutes,
) -> None:
    with transaction.atomic():
        everything_wiped()
        code, said = verify()
        transaction.set_rollback(True)
    assert code == 1
    assert "journalen er skrevet om eller slettet" in said


def test_a_head_goes_by_mail_where_an_address_is_set(settings: Any, full_house: Minutes) -> None:
    settings.ANCHOR_MAIL = "arkiv@moellested.example"
    head = keep_head(day=date(2026, 11, 11))
    assert head is not None
    (letter,) = mail.outbox
    assert letter.to == ["arkiv@moellested.example"]
    assert f"./run verify --head {head.sequence}:{head.entry_hash}" in letter.body
    assert [name for name, _, _ in letter.attachments] == [head.name, f"{head.name}.p7s"]


def test_rows_older_than_the_proofs_are_unproven_and_not_wrong(full_house: Minutes) -> None:
    Entry.objects.update(rows=None)
    before = "0" * 64
    for line in Entry.objects.order_by("sequence"):
        line.act = "open" if line.act == "take_stock" else line.act
        line.previous_hash = before
        line.entry_hash = before = hash_of(line)
        line.save()
    Head.objects.update(entry_hash=before)
    SealedDocument.objects.all().delete()
    for place in place_of("0" * 64).parent.iterdir():
        if place.read_bytes()[:4] == b"%PDF":
            place.unlink()
    _, said = verify()
    assert "er ubeviste" in said
    assert "take_stock" in said
    assert "har ingen linje" not in said
    from django.core.management import call_command

    call_command("take_stock", because="Huset er ældre end beviserne.")
    _code, said = verify()
    assert "Huset er ældre end beviserne." in said
    delete(Approval, first(Approval))
    assert "Svaret på referatet nr." in verify()[1]


@pytest.mark.parametrize("text", ["7", "x:y", "7:" + "a" * 63])
def test_a_head_that_is_none_is_said(text: str) -> None:
    from django.core.management import CommandError

    with pytest.raises(CommandError, match="keep_head"):
        verify("--head", text)


def test_the_record_hash_of_a_kept_head_is_plain_sha256(full_house: Minutes) -> None:
    made = keep_head(day=date(2026, 11, 11))
    assert made is not None
    line = Entry.objects.get(act="keep_head")
    assert line.details["file_hash"] == sha256(made.data).hexdigest()
