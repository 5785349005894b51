"""The writers print what the systems print, the same bytes every time, and nothing closed."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdfium2
import pytest

from raadslag.demo import FORMATS, Format, town, write, write_meeting
from raadslag.demo.volume import generated
from raadslag.record import Meeting, to_data


def _meeting(name: str) -> Meeting:
    return next(m for m in town.meetings() if town.meeting_name(m) == name)


def test_the_town_is_written_in_all_formats_in_under_five_seconds(tmp_path: Path) -> None:
    start = time.perf_counter()
    paths = write(tmp_path)
    assert time.perf_counter() - start < 5
    assert {path.suffix for path in paths} == {".xml", ".txt", ".docx", ".html", ".pdf", ".json"}
    assert set(town.formats().values()) == set(FORMATS)
    assert len(list((tmp_path / "bilag").glob("*.pdf"))) == len(town.attachment_texts())


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_meeting_gives_the_same_bytes(format: Format, tmp_path: Path) -> None:
    meeting = _meeting("2023-03-14-beu")
    one = write_meeting(meeting, format, tmp_path / "a").read_bytes()
    assert write_meeting(meeting, format, tmp_path / "b").read_bytes() == one


def test_a_printed_pdf_has_contents_running_heads_and_every_item(tmp_path: Path) -> None:
    path = write_meeting(_meeting("2023-09-18-oeu"), "pdf", tmp_path)
    pages = pypdfium2.PdfDocument(path)
    texts = [pages[n].get_textpage().get_text_range() for n in range(len(pages))]
    assert "Indholdsfortegnelse" in texts[1]
    assert all(text.startswith("Økonomiudvalget 18-09-2023") for text in texts[1:])
    assert "Lukket: Køb af ejendom ved stationen" in "".join(texts)


def test_word_opens_the_docx_with_headings_lists_and_tables(tmp_path: Path) -> None:
    path = write_meeting(_meeting("2020-08-18-beu"), "docx", tmp_path)
    assert zipfile.ZipFile(path).testzip() is None
    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[0] == "1. Meddelelser"
    assert document.tables[0].cell(6, 5).text == "285.840"


def test_the_portal_answer_has_the_portals_names(tmp_path: Path) -> None:
    data = json.loads(write_meeting(_meeting("2025-03-11-beu"), "json", tmp_path).read_bytes())
    assert data["Moede"]["Dato"] == "2025-03-11T15:30:00+01:00"
    point = data["Dagsordenpunkter"][1]
    assert point["SagsNummer"] == "15.00.00-A00-4-22"
    assert "<h3>Sammendrag</h3>" in point["Felter"][0]["Html"]
    assert point["Bilag"][0]["Navn"] == "ANBEFALES Beskæftigelsesoverblik januar 2025"


def test_an_edagsorden_folder_brings_its_enclosures(tmp_path: Path) -> None:
    path = write_meeting(_meeting("2019-03-12-beu"), "edagsorden", tmp_path)
    tree = ElementTree.fromstring(path.read_bytes().decode("utf-8-sig"))
    named = [node.text for node in tree.iter("InstantiationFileName")]
    assert named
    assert all((path.parent / "Enclosures" / str(name)).exists() for name in named)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_a_closed_item_is_printed_but_its_title(format: Format, tmp_path: Path) -> None:
    meeting = _meeting("2018-05-15-beu")
    closed = next(item for item in meeting.items if item.closed)
    assert closed.closed_reason == "Forretningsforhold"
    data = write_meeting(meeting, format, tmp_path).read_bytes()
    assert b"Forretningsforhold" not in data


def test_generated_volume_is_the_same_for_the_same_seed_and_reads_as_generated() -> None:
    first, again = list(generated(20)), list(generated(20))
    assert [to_data(m) for m in first] == [to_data(m) for m in again]
    assert len({(m.organization, m.date) for m in first}) == 20
    assert all("genereret" in (m.municipality or "") for m in first)
    words = [len(i.sections[0].text.split()) for m in first for i in m.items]
    assert 200 < sum(words) / len(words) < 400
