"""DOCX to lines. The documents are made here with python-docx, which the product does not need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.office.docx import docx_to_source
from raadslag.reader.lines.line import Line, Source, UnreadableFile


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def read(document: Any) -> Source:
    return docx_to_source(saved(document), Limits())


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def with_part(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """The document with each XML part put through `change(name, text)`."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml"):
                content = change(name, content.decode()).encode()
            new.writestr(name, content)
    return held.getvalue()


def test_headings_by_style_keep_their_level() -> None:
    document = Document()
    document.add_heading("Referat", 0)
    document.add_heading("Punkt 1: Ny mole", 1)
    document.add_heading("Økonomi", 2)
    document.add_paragraph("Molen er slidt.")
    found = read(document).lines
    assert [line.heading for line in found] == [1, 1, 2, None]
    assert all(line.starts_block for line in found)


def test_lists_get_the_numbers_that_word_prints() -> None:
    document = Document()
    for text in ("Molen bygges.", "Broen rives ned."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("rød", style="List Bullet")
    marks = [(line.list_mark, line.list_level, line.text) for line in read(document).lines]
    assert marks == [("1.", 1, "Molen bygges."), ("2.", 1, "Broen rives ned."), ("-", 1, "rød")]


def test_letters_with_a_bracket_are_counted_from_the_lists_own_definition() -> None:
    document = Document()
    for text in ("Molen bygges.", "Broen rives ned."):
        document.add_paragraph(text, style="List Number")

    def change(name: str, text: str) -> str:
        if name != "word/numbering.xml":
            return text
        return text.replace('w:val="decimal"', 'w:val="lowerLetter"').replace('"%1."', '"%1)"')

    found = docx_to_source(with_part(saved(document), change), Limits()).lines
    assert [line.list_mark for line in found] == ["a)", "b)"]


def test_bold_italic_and_links_are_spans() -> None:
    document = Document()
    paragraph = document.add_paragraph("Se ")
    paragraph.add_run("kortet").bold = True
    add_link(paragraph, "https://sandby.example/kort", " her")
    add_link(paragraph, "javascript:mole()", " ikke her")
    (line,) = read(document).lines
    assert line.text == "Se kortet her ikke her"
    assert [(s.text, s.strong, s.href) for s in line.spans] == [
        ("Se ", False, None),
        ("kortet", True, None),
        (" her", False, "https://sandby.example/kort"),
        (" ikke her", False, None),
    ]


def add_link(paragraph: Any, address: str, text: str) -> None:
    part = paragraph.part
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(address, kind, is_external=True))
    run = OxmlElement("w:r")
    letters = OxmlElement("w:t")
    letters.text = text
    run.append(letters)
    link.append(run)
    paragraph._p.append(link)


def test_a_table_keeps_its_cells_and_merged_ones_are_empty() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    rows = [("Båd", "2023", "2024"), ("Jolle", "12", "13"), ("I alt", "", "25")]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    (line,) = read(document).lines
    assert line.table is not None
    assert line.table.columns == ("Båd", "2023", "2024")
    assert line.table.rows == (("Jolle", "12", "13"), ("I alt", "", "25"))


def test_a_head_of_labels_in_a_table_is_read_as_lines() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(
        table.rows, [("Dato:", "4. marts 2024"), ("Sted:", "Kontoret")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    assert texts(read(document)) == ["Dato: 4. marts 2024", "Sted: Kontoret"]


def test_deleted_moved_and_hidden_text_is_not_read() -> None:
    document = Document()
    paragraph = document.add_paragraph("Molen ")
    paragraph.add_run("skjult").font.hidden = True
    for tag, letters in (("w:del", "w:delText"), ("w:moveFrom", "w:t")):
        gone = OxmlElement(tag)
        run = OxmlElement("w:r")
        text = OxmlElement(letters)
        text.text = "slettet"
        run.append(text)
        gone.append(run)
        paragraph._p.append(gone)
    paragraph.add_run("står.")
    assert texts(read(document)) == ["Molen står."]


def test_a_footnote_stands_after_the_paragraph_that_cites_it() -> None:
    document = Document()
    run = document.add_paragraph("Molen er slidt").add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    run._r.append(reference)
    document.add_paragraph("Broen er ny.")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {space}><w:footnote w:id="1"><w:p><w:r><w:t>Målt i 2023.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    held = io.BytesIO(saved(document))
    with zipfile.ZipFile(held, "a") as packed:
        packed.writestr("word/footnotes.xml", notes)
    source = docx_to_source(held.getvalue(), Limits())
    assert texts(source) == ["Molen er slidt[1]", "[1] Målt i 2023.", "Broen er ny."]


def test_the_page_head_is_read_once_and_first() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Sandby Kommune"
    document.add_paragraph("Molen er slidt.")
    assert texts(read(document)) == ["Sandby Kommune", "Molen er slidt."]


def test_line_breaks_and_tabs_part_words() -> None:
    document = Document()
    document.add_paragraph("Dato:\t4. marts\nSted:\tKontoret")
    assert texts(read(document)) == ["Dato: 4. marts", "Sted: Kontoret"]


def test_the_strict_form_of_the_format_is_read_too() -> None:
    document = Document()
    document.add_heading("Referat", 1)

    def strict(name: str, text: str) -> str:
        return text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )

    found: tuple[Line, ...] = docx_to_source(with_part(saved(document), strict), Limits()).lines
    assert [(line.heading, line.text) for line in found] == [(1, "Referat")]


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="tomt"):
        read(Document())
