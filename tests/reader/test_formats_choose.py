"""A file is known by what is in it. Names may lie."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import typst
from docx import Document

from raadslag.reader import UnreadableFile, read
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits

TEXT = """Referat af Havneudvalget
Mødedato: 4. marts 2024 kl. 16:00

Punkt 1: Ærøbåden får ny mole

Sagsfremstilling
Molen er slidt, og fiskerne på øen har bedt om en ny.

Beslutning
Godkendt.
"""


def docx() -> bytes:
    document = Document()
    document.add_heading("Referat", 1)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


FILES = {
    "pdf": bytes(typst.compile(b"= Referat\n\nGodkendt.")),
    "docx": docx(),
    "html": b"<!DOCTYPE html><p>Molen er slidt.</p>",
    "text": TEXT.encode(),
    "edagsorden": b"<Publication><Agendas><Agenda><Name>X</Name></Agenda></Agendas></Publication>",
    "edoc": b"<?xml version='1.0'?><Meeting><MeetingAgendaTypes><MeetingAgendaType><MeetingAgendaItems>"
    b"<MeetingAgendaItem/></MeetingAgendaItems></MeetingAgendaType></MeetingAgendaTypes></Meeting>",
    "firstagenda": b'{"Dagsordenpunkter": []}',
}


@pytest.mark.parametrize("kind", list(FILES))
def test_the_content_decides_and_not_the_name(kind: str, tmp_path: Path) -> None:
    for name in ("referat.pdf", "referat.docx", "referat.txt", "referat"):
        path = tmp_path / name
        path.write_bytes(FILES[kind])
        meeting = read(path)
        assert meeting.reader == kind
        assert meeting.file == name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_text_is_read_in_any_common_encoding(encoding: str) -> None:
    (meeting,) = bytes_to_meetings(TEXT.encode(encoding), Limits())
    assert meeting.reader == "text"
    assert [item.title for item in meeting.items] == ["Ærøbåden får ny mole"]


def test_a_page_that_begins_with_text_and_xhtml_are_html() -> None:
    loose = b"Referat <p>a</p><p>b</p><p>c</p><p>d</p>"
    xhtml = b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><body><p>Mole</p></body></html>'
    for data in (loose, xhtml):
        assert bytes_to_meetings(data, Limits())[0].reader == "html"


def test_a_pdf_with_rubbish_before_its_head_is_a_pdf() -> None:
    assert bytes_to_meetings(b"\r\n\r\n" + FILES["pdf"], Limits())[0].reader == "pdf"


def test_text_in_brackets_is_no_json() -> None:
    assert bytes_to_meetings(b"[Udkast] Referat af udvalget", Limits())[0].reader == "text"


def packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as folder:
        for name in names:
            folder.writestr(name, "application/vnd.oasis.opendocument.text")
    return held.getvalue()


STRANGERS = {
    "old-office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "rtf": b"{\\rtf1 Referat}",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "archive": packed("referat.pdf"),
    "other-office": packed("xl/workbook.xml"),
    "open-document": packed("mimetype", "content.xml"),
    "web-archive": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    "unknown-xml": b"<?xml version='1.0'?><rss/>",
    "unknown-json": json.dumps({"a": 1}).encode(),
    "broken-json": b'{"Dagsordenpunkter": [',
    "unknown-format": b"\x7fELF\x02\x01\x01\x00\x00\x00\x03" * 40,
    "empty-file": b" \r\n\x00 ",
}


@pytest.mark.parametrize("code", list(STRANGERS))
def test_a_known_stranger_is_refused_with_what_to_do(code: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        bytes_to_meetings(STRANGERS[code], Limits())
    assert refusal.value.code == code
    assert len(str(refusal.value)) > 25
    assert str(refusal.value).endswith((".", "«."))


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    from hashlib import sha256

    path = tmp_path / "referat.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path).sha256 == sha256(TEXT.encode()).hexdigest()
