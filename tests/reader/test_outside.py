"""LibreOffice and Tesseract: used where they are found, told about where they are missing.

The programs here are stand-ins that take the real ones' arguments; they were checked by hand against
LibreOffice 7.4 and Tesseract 5.3.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from raadslag.reader import UnreadableFile, read_bytes
from raadslag.reader.door import programs
from tests.reader.raw_pdf import lines, pdf_of
from tests.reader.test_unread_pdf import BODY, _scanned

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "WordDocument".encode("utf-16-le")
OLD_SHEET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le")
RTF = rb"{\rtf1 Referat}"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, and no programs anywhere else."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "_OFFICE_PLACES", ())
    monkeypatch.setattr(programs, "_LANGUAGE_PLACES", ())
    return tmp_path


def put(place: Path, name: str, script: str) -> None:
    program = place / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def office(place: Path) -> None:
    """A soffice that hands over a document of its own, and fails where it is not asked as it must be."""
    document = Document()
    for text in ("Referat af Havneudvalget", "Punkt 1: Molen", "Beslutning", "Godkendt."):
        document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    (place / "svar.docx").write_bytes(held.getvalue())
    put(
        place,
        "soffice",
        f"""case "$*" in *"--headless"*"--convert-to docx:MS Word 2007 XML --outdir "*) ;; *) exit 3;; esac
out=; for word; do [ "$out" = next ] && out=$word; [ "$word" = --outdir ] && out=next; source=$word; done
[ -s "$source" ] || exit 4
mkdir -p "$out" && cp {place}/svar.docx "$out/$(basename "${{source%.*}}").docx" """,
    )


def tesseract(place: Path) -> None:
    """A tesseract that reads a picture from stdin and tells four lines of words, one of them unsure."""
    (place / "tessdata").mkdir()
    (place / "tessdata" / "dan.traineddata").write_bytes(b"")
    words = [
        ("Punkt", 1),
        ("2:", 1),
        ("Broen", 1),
        ("Beslutning", 2),
        ("Godkendt.", 3),
        ("Skibsværftet", 4),
    ]
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        f"5\t1\t1\t1\t{at}\t{n}\t{100 * n}\t{200 * at}\t90\t40\t{41 if at == 4 else 96}\t{word}"
        for n, (word, at) in enumerate(words, start=1)
    ]
    (place / "svar.tsv").write_text("\n".join([head, "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t", *rows]))
    put(
        place,
        "tesseract",
        f"""[ "$1 $2 $3 $4 $7" = "stdin stdout -l dan tsv" ] || exit 3
[ "$(head -c 2)" ] || exit 4
cat {place}/svar.tsv""",
    )


@pytest.mark.parametrize(("data", "ending"), [(OLD_WORD, ".doc"), (RTF, ".rtf")])
def test_old_word_and_rtf_are_read_where_libreoffice_is_found(
    place: Path, data: bytes, ending: str
) -> None:
    office(place)
    (meeting,) = read_bytes(data, f"referat{ending}")
    assert [item.decision.text for item in meeting.items] == ["Godkendt."]
    assert meeting.notes[0].code == "converted"
    assert ending in meeting.notes[0].text


@pytest.mark.parametrize("data", [OLD_WORD, RTF])
def test_where_libreoffice_is_missing_the_refusal_says_that_it_would_help(
    place: Path, data: bytes
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, "referat.doc")
    assert "Er LibreOffice installeret" in str(refused.value)


def test_an_office_program_that_fails_is_said(place: Path) -> None:
    put(place, "soffice", "exit 1")
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(OLD_WORD, "referat.doc")
    assert "LibreOffice kunne ikke åbne den" in str(refused.value)


def test_an_old_spreadsheet_is_no_minutes_whatever_is_installed(place: Path) -> None:
    office(place)
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(OLD_SHEET, "tal.xls")
    assert refused.value.code == "other-office"


def test_a_scanned_page_is_recognised_among_the_others_and_never_trusted(place: Path) -> None:
    tesseract(place)
    body = ("Referat af Havneudvalget", "Punkt 1: Molen", "Beslutning", "Afvist.")
    last = ("Punkt 3: Kajen", "Beslutning", "Drøftet.")
    (meeting,) = read_bytes(pdf_of(lines(*body), _scanned(), lines(*last)), "a.pdf")
    assert [item.number for item in meeting.items] == [1, 2, 3]
    assert meeting.items[1].decision.text == "Godkendt.\n\nSkibsværftet"
    unread = [note for note in meeting.notes if note.kind == "unread"]
    assert [(note.code, note.where.page if note.where else None) for note in unread] == [
        ("recognised-text", 2),
        ("recognised-doubt", 2),
    ]
    assert "»Skibsværftet« (41 pct.)" in unread[1].text
    assert (meeting.reader, meeting.confidence <= 0.5) == ("pdf", True)


@pytest.mark.parametrize("data", [pdf_of(_scanned()), PNG])
def test_a_file_of_nothing_but_pictures_is_recognised_or_says_what_would_help(
    place: Path, data: bytes
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, "skannet")
    assert "Er Tesseract med dansk" in str(refused.value)
    tesseract(place)
    (meeting,) = read_bytes(data, "skannet")
    assert (meeting.reader, meeting.items[0].title) == ("ocr", "Broen")


def test_without_danish_tesseract_is_not_used(place: Path) -> None:
    tesseract(place)
    (place / "tessdata" / "dan.traineddata").unlink()
    (meeting,) = read_bytes(pdf_of(lines(*BODY), _scanned()), "a.pdf")
    assert [note.code for note in meeting.notes if note.kind] == ["picture-page"]
    assert [bool(program.path) for program in programs.programs()] == [False, False]
