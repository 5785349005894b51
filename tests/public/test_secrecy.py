"""A unique word in everything that is closed or internal; then everything public is read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import quote

import pikepdf
import pypdfium2
import pytest

from raadslag.journal.models import Entry
from raadslag.people.models import Membership
from raadslag.public import index
from raadslag.public.duties import do_what_is_due
from raadslag.public.models import Publication, PublishedFile
from raadslag.record import Attachment, Attendee, Item, Note
from tests.papers import a_pdf

from .conftest import bridge_item
from .test_redact import secret_item
from .walker import walk

CANARY = "kvælstofkanin"
DAY = date(2024, 3, 5)
MEETING = "/mosevang/arbejdsmarkedsudvalget/2024-03-05/"
CLOSED_BYTES = f"%PDF-1.4 {CANARY}".encode()
OPEN_BYTES = a_pdf("a plan for the bridge")


@pytest.fixture
def kept(settings, tmp_path) -> dict[str, str]:
    settings.FILES = tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"
    settings.VAR = tmp_path
    settings.FILES.mkdir()
    names = {}
    for name, content in (
        ("closed", CLOSED_BYTES),
        ("open", OPEN_BYTES),
        ("internal", CLOSED_BYTES + b"2"),
    ):
        names[name] = sha256(content).hexdigest()
        (settings.FILES / names[name]).write_bytes(content)
    return names


@pytest.fixture
def planted(committee, council, person, publish_record, kept):
    """Minutes with closed items and an internal attachment, among quite ordinary ones."""
    Membership.objects.create(person=person, organization=committee, role="chair")
    files = (
        Attachment(
            "Plan for broen",
            file_name="plan.pdf",
            sha256=kept["open"],
            media_type="application/pdf",
        ),
        Attachment(
            f"Notat om {CANARY}", file_name=f"{CANARY}.pdf", sha256=kept["internal"], internal=True
        ),
    )
    closed = replace(
        secret_item(3, None, None),
        attachments=(Attachment(CANARY, file_name=f"{CANARY}.pdf", sha256=kept["closed"]),),
        journal_number="15.00.00-P22-7-24",
    )
    told = replace(secret_item(4, "Køb af ejendom", "Købet er godkendt."), journal_number=CANARY)
    items = (bridge_item(attachments=files), closed, told, Item(number=5, title="Eventuelt"))
    publish_record(
        committee,
        DAY,
        *items,
        notes=(Note("odd", f"Uklart: {CANARY}"),),
        file=f"{CANARY}.pdf",
        source_id=CANARY,
        attendance=(
            Attendee("Vibeke Tornager", party="A", role="formand"),
            Attendee(f"Mægler {CANARY}", is_member=False, from_item=3, to_item=3),
        ),
    )
    publish_record(committee, DAY, *items, kind="agenda")
    publish_record(council, date(2024, 4, 2), bridge_item(1), replace(closed, number=2))
    do_what_is_due()
    return kept


def read_everything(client) -> dict[str, bytes]:
    """All pages, files and answers that anybody can get hold of."""
    seen = walk(client)
    for query in (
        CANARY,
        "Lukket punkt",
        "Køb af ejendom",
        CANARY[:5],
        "15.00.00-P22-7-24",
        "broen",
    ):
        seen[f"search {query}"] = client.get(f"/soeg/?q={quote(query)}").content
        for length in range(2, len(query)):
            address = f"/soeg/forslag/?q={quote(query[:length])}"
            seen[address] = client.get(address).content
    for ending in ("punkt-3/x", "bilag/", f"{CANARY}/", "punkt-99/", "?q=1"):
        seen[ending] = client.get(MEETING + ending).content
    return seen


def test_no_word_of_a_closed_item_or_internal_file_gets_out(client, planted):
    seen = read_everything(client)
    spelt = [
        CANARY,
        CANARY.upper(),
        quote(CANARY),
        "kvaelstofkanin",
        CANARY.encode("unicode_escape").decode(),
    ]
    for address, body in seen.items():
        text = body.decode("utf-8", "replace").replace("\\xe6", "æ")
        if address.startswith("search"):
            text = text.replace(f"»{CANARY}«", "").replace(f'value="{CANARY}"', "")
            text = text.replace(f"<title>{CANARY} – søgning", "")
            text = text.replace(f"q={quote(CANARY)}", "")
        for word in spelt:
            assert word not in text, (address, word)
    assert any(address.endswith("referat.pdf") for address in seen)
    assert any("feed.atom" in address for address in seen)
    assert any("kalender.ics" in address for address in seen)
    assert any(address.startswith("/bilag/") for address in seen)


def test_the_search_for_a_closed_word_finds_nothing(client, planted):
    assert "Ingen punkter" in client.get(f"/soeg/?q={CANARY}").content.decode()


def test_what_the_municipality_wrote_for_the_public_is_shown(client, planted):
    text = client.get(f"{MEETING}punkt-4/").content.decode()
    assert "Køb af ejendom" in text
    assert "Købet er godkendt." in text
    assert "Lukket punkt" in client.get(f"{MEETING}punkt-3/").content.decode()


def test_no_pdf_holds_the_word_in_text_metadata_or_what_is_embedded(client, planted):
    content = client.get(f"{MEETING}referat.pdf").content
    pages = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "Lån af elcykler" in text
    with pikepdf.open(io.BytesIO(content)) as document:
        embedded = [file.get_file().read_bytes() for file in document.attachments.values()]
        assert len(embedded) == 1
        metadata = str(document.open_metadata()) + repr(document.docinfo)
        raw = b"".join(
            one.read_bytes()
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image"
        )
    for found in (text, metadata, embedded[0].decode(), raw.decode("latin1")):
        assert CANARY not in found
        assert CANARY.encode().decode("latin1") not in found


def test_a_closed_or_internal_file_is_an_unknown_address(client, planted):
    unknown = client.get("/bilag/" + "0" * 64 + "/plan.pdf")
    for name in ("closed", "internal"):
        answer = client.get(f"/bilag/{planted[name]}/plan.pdf")
        assert (answer.status_code, answer.content) == (404, unknown.content)
    assert not PublishedFile.objects.filter(
        sha256__in=[planted["closed"], planted["internal"]]
    ).exists()


def test_an_open_file_is_saved_never_run(client, planted):
    row = PublishedFile.objects.filter(sha256=planted["open"]).first()
    answer = client.get(f"/bilag/{row.sha256}/plan.pdf")
    assert b"".join(answer.streaming_content) == OPEN_BYTES
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_journal_holds_no_closed_word(planted):
    assert CANARY not in repr(list(Entry.objects.values()))


def test_a_closed_item_is_in_no_course_and_no_index(planted):
    for document in index.documents(Publication.objects.shown()):
        assert CANARY not in repr(document)
