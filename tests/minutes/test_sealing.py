"""Sealed documents: made by a job, once, whole; a changed byte or an added word is found."""

from __future__ import annotations

import io
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.test import Client

from raadslag.files.storage import place_of
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.minutes import sealing
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.minutes.seal_roots import trusted_roots
from raadslag.minutes.signing import SEAL_MINUTES, approve_minutes, draft_minutes
from raadslag.public.actions import publish_minutes
from raadslag.public.closing import close_item
from raadslag.public.gate import look_over as look_through
from raadslag.public.sealing import SEAL_PUBLICATION
from raadslag.record import from_data, record_hash
from raadslag.render.seal import embedded_record, look_over, seal_pdf
from tests.cast import NOTICE_AT, Town, local

KINDS = [SEAL_MINUTES, SEAL_PUBLICATION]


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"


def minutes_of(town: Town, *, closed: str = "") -> Minutes:
    meeting = town.plan()
    for title in ["Vejviser", closed] if closed else ["Vejviser"]:
        add_to_agenda(town.approve(town.write(title)), meeting=meeting, by=town.soren)
    if closed:
        item = meeting.items.get(title=closed)
        close_item(item, reason="FVL § 27", public_title="En handel", by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting = open_meeting(meeting, by=town.soren)
    for name in town.members()[:3]:
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    for item in meeting.items.all():
        record_decision(item, outcome="noted", text="Taget til efterretning.", version=0, by=town.soren)  # fmt: skip
    close_meeting(meeting, by=town.soren)
    return draft_minutes(meeting, by=town.soren)


def approve(town: Town, minutes: Minutes, *names: str) -> None:
    for name in names:
        by = getattr(town, name)
        approve_minutes(minutes, person=town.person(name), text_hash=minutes.record_hash, by=by)


def text_of(document: bytes) -> str:
    pages = pypdfium2.PdfDocument(document)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    return text


def test_minutes_are_sealed_when_the_last_member_approved(town: Town) -> None:
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage")
    drain(kinds=KINDS)
    assert not SealedDocument.objects.exists()
    approve(town, minutes, "carl")
    drain(kinds=KINDS)
    row = SealedDocument.objects.get()
    document = place_of(row.sha256).read_bytes()
    found = look_over(document, trusted_roots())
    assert (found.valid, found.whole, found.trusted) == (True, True, True)
    assert found.record is not None
    assert record_hash(from_data(found.record)) == minutes.record_hash == row.record_hash
    line = Entry.objects.get(sequence=row.sequence)
    assert line.entry_hash == row.journal_hash
    text = text_of(document)
    assert minutes.record_hash[:32] in text
    assert row.journal_hash[:32] in text
    for name in ["Mette Holm", "Åge Bro", "Carl Vig"]:
        assert f"{name}: godkendt" in text
    assert first_misfit() is None


def test_the_seal_leaves_the_marks_of_archive_and_accessibility(town: Town) -> None:
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage", "carl")
    drain(kinds=KINDS)
    document = place_of(SealedDocument.objects.get().sha256).read_bytes()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        marks = pdf.open_metadata()
        assert marks.pdfa_status == "3A"
        assert marks["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert pdf.Root.MarkInfo.Marked
        assert "record.json" in pdf.attachments


def test_a_changed_byte_and_a_later_addition_are_found(town: Town) -> None:
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage", "carl")
    drain(kinds=KINDS)
    document = place_of(SealedDocument.objects.get().sha256).read_bytes()
    roots = trusted_roots()
    changed = bytearray(document)
    changed[len(changed) // 3] ^= 1
    assert not look_over(bytes(changed), roots).valid
    from pyhanko.pdf_utils.generic import pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(document))
    writer.root["/Lang"] = pdf_string("sv")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    later = look_over(out.getvalue(), roots)
    assert not (later.valid and later.whole)


def test_the_same_job_again_makes_no_second_document(town: Town) -> None:
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage", "carl")
    drain(kinds=KINDS)
    first = SealedDocument.objects.get()
    assert sealing.seal_minutes(minutes) == first
    assert len(kept_files()) == 1
    assert Entry.objects.filter(act="seal_document").count() == 1


def test_one_stopped_between_seal_and_store_leaves_one_document(town: Town) -> None:
    """What a killed worker leaves: a sealed file that waits, with no row and nothing kept."""
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage", "carl")
    kept = sealing.seal_minutes(minutes)
    assert kept is not None
    document = place_of(kept.sha256).read_bytes()
    place_of(kept.sha256).unlink()
    kept.delete()
    waiting = Path(settings.VAR) / "sealing" / f"{kept.content_hash}.pdf"
    waiting.write_bytes(document)
    again = sealing.seal_minutes(minutes)
    assert again is not None
    assert again.sha256 == kept.sha256
    assert not waiting.exists()
    waiting.write_bytes(document[: len(document) // 2])
    again.delete()
    anew = sealing.seal_minutes(minutes)
    assert anew is not None
    assert look_over(place_of(anew.sha256).read_bytes(), trusted_roots()).valid


def test_the_public_reads_the_sealed_file_and_nothing_closed_is_in_it(
    town: Town, client: Client
) -> None:
    minutes = minutes_of(town, closed="Køb af Skovbo")
    looked = look_through(minutes.meeting, minutes.as_record())
    publication = publish_minutes(minutes, assessed=looked, by=town.soren)
    address = f"/moellested/{town.committee.slug}/{publication.slug}/referat.pdf"
    before = client.get(address)
    assert b"/ByteRange" not in before.content
    drain(kinds=KINDS)
    answer = client.get(address, headers={"if-none-match": before["ETag"]})
    assert answer.status_code == 200
    found = look_over(answer.content, trusted_roots())
    assert found.valid
    assert found.whole
    assert found.record is not None
    assert record_hash(from_data(found.record)) == publication.record_hash
    for hidden in [text_of(answer.content), str(embedded_record(answer.content))]:
        assert "Skovbo" not in hidden
        assert "Vejviser" in hidden


def test_no_key_no_seal_and_the_job_is_done(town: Town, settings: Any) -> None:
    settings.SEAL = ""
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage", "carl")
    drain(kinds=KINDS)
    assert not SealedDocument.objects.exists()
    assert not Job.objects.filter(kind=SEAL_MINUTES, done_at=None).exists()


def test_another_holder_of_the_key_can_be_put_in(town: Town, settings: Any) -> None:
    settings.SEAL = "tests.minutes.test_sealing.elsewhere"
    minutes = minutes_of(town)
    approve(town, minutes, "mette", "aage", "carl")
    drain(kinds=KINDS)
    assert SealedDocument.objects.exists()
    assert (Path(settings.VAR) / "elsewhere" / "seal.key").exists()


def elsewhere() -> Any:
    from raadslag.render.own_seal import OwnSeal

    return OwnSeal(Path(settings.VAR) / "elsewhere")


def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    from raadslag.render.own_seal import OwnSeal

    own = OwnSeal(tmp_path / "key")
    own.roots()
    for name in ["seal.key", "seal.pem", "root.pem"]:
        assert stat.S_IMODE((tmp_path / "key" / name).stat().st_mode) == 0o600
    other = OwnSeal(tmp_path / "other")
    from raadslag.record import Meeting
    from raadslag.render.document import Source, record_to_pdf

    made = record_to_pdf(Meeting(), Source("M", "U", datetime(2026, 1, 1).date(), None, ""))
    assert not look_over(seal_pdf(made, own), other.roots()).trusted


def kept_files() -> list[Path]:
    return [place for place in Path(settings.FILES).rglob("*") if place.is_file()]
