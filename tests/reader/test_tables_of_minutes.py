"""Minutes that are set as tables, with labels in the margin, or in two columns: nothing of them is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import typst

from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.lines.opened import minutes_in
from raadslag.record import Meeting
from tests.reader.raw_pdf import line, pdf_of
from tests.reader.test_unread_markup import WORD

ITEMS = (("1. Vejbump", "Afvist.", "1. maj"), ("2. Moler", "Godkendt.", "1. juni"))
HEAD = ("Punkt", "Beslutning", "Frist")


def meeting(data: bytes) -> Meeting:
    (found,) = bytes_to_meetings(data, Limits())
    return found


def decided(found: Meeting) -> list[tuple[int | None, str | None, str]]:
    return [(i.number, i.title, (i.decision.text or "").split("\n")[0]) for i in found.items]


def html(*tables: list[tuple[str, ...]]) -> bytes:
    rows = [
        "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in table)
        for table in tables
    ]
    made = "".join(f"<table>{table}</table>" for table in rows)
    return f"<!doctype html><meta charset=utf-8><h1>Referat Havneudvalget</h1><p>Dato: 4. marts 2031</p>{made}".encode()


def docx(*tables: list[tuple[str, ...]], after: str = "") -> bytes:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    made = "".join(
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in table)
        + "</w:tbl>"
        for table in tables
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as new:
        body = f"<w:p><w:r><w:t>Referat af Havneudvalget</w:t></w:r></w:p>{made}{after}"
        new.writestr(
            "word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
        )
    return held.getvalue()


WANTED = [(1, "Vejbump", "Afvist."), (2, "Moler", "Godkendt.")]


@pytest.mark.parametrize("made", [html, docx])
def test_a_table_with_an_item_in_each_row_is_items(made: Callable[..., bytes]) -> None:
    assert decided(meeting(made([HEAD, *ITEMS]))) == WANTED


@pytest.mark.parametrize("made", [html, docx])
def test_a_table_for_each_item_is_items(made: Callable[..., bytes]) -> None:
    tables = [
        [("Punkt", title), ("Indstilling", "at det sker."), ("Beslutning", text)]
        for title, text, _ in ITEMS
    ]
    assert decided(meeting(made(*tables))) == WANTED


def test_a_pdfs_table_with_an_item_in_each_row_is_items() -> None:
    rows = ", ".join(f"[{cell}]" for row in (HEAD, *ITEMS) for cell in row)
    page = f'#set text(lang: "da")\n= Referat af Havneudvalget\n\nDato: 4. marts 2031\n\n#table(columns: 3, {rows})'
    assert decided(meeting(bytes(typst.compile(page.encode())))) == WANTED


def test_a_word_files_head_of_labels_is_read_without_colons() -> None:
    head = [
        ("Dato", "4. marts 2031"),
        ("Sted", "Rådhuset"),
        ("Deltagere", "Ida Kær (A), Bo Lund (V)"),
        ("Afbud", "Rie Sand (F)"),
    ]
    after = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("Punkt 1: Vejbump", "Beslutning", "Afvist.")
    )
    found = meeting(docx(head, after=after))
    assert (str(found.date), found.location) == ("2031-03-04", "Rådhuset")
    assert {one.name: one.status for one in found.attendance}["Rie Sand"] == "apologies"


@pytest.mark.parametrize(
    "rows",
    [
        [("Punkt", "Beløb"), ("Moler", "1,5"), ("Broer", "2,5")],
        [("Sted", "2030", "2031"), ("Moler", "1,5", "2,0")],
        [("Navn", "Parti"), ("Ida Kær", "A"), ("Bo Lund", "V")],
    ],
)
def test_a_table_of_figures_or_names_stays_a_table(rows: list[tuple[str, ...]]) -> None:
    assert minutes_in(rows) == []


def test_headings_in_the_margin_stand_above_the_text_beside_them() -> None:
    text = [
        ("Sagsfremstilling", "Molen er slidt."),
        ("Indstilling", "at molen bygges om."),
        ("Beslutning", "Godkendt."),
    ]
    parts = [line("Referat af Havneudvalget", 60, 780), line("Dato: 4. marts 2031", 60, 765)]
    for n in (1, 2):
        top = 740 - 90 * n
        parts.append(line(f"{n}. Mole nummer {n}", 60, top, 12))
        parts += [
            f"{line(a, 60, top - 18 * k)}\n{line(b, 170, top - 18 * k)}"
            for k, (a, b) in enumerate(text, 1)
        ]
    found = meeting(pdf_of("\n".join(parts)))
    assert [
        (i.sections[0].text, list(i.recommendations), i.decision.text) for i in found.items
    ] == [("Molen er slidt.", ["at molen bygges om."], "Godkendt.")] * 2


def test_minutes_in_two_columns_are_read_one_after_the_other() -> None:
    def column(first: int, x: int) -> str:
        texts = [
            text
            for n in (first, first + 1)
            for text in (f"Punkt {n}: Mole {n}", "Beslutning", f"Godkendt med {n} bemærkninger.")
        ]
        return "\n".join(line(text, x, 700 - 15 * k) for k, text in enumerate(texts))

    page = f"{line('Referat af Havneudvalget', 60, 760)}\n{column(1, 60)}\n{column(3, 320)}"
    assert decided(meeting(pdf_of(page))) == [
        (n, f"Mole {n}", f"Godkendt med {n} bemærkninger.") for n in (1, 2, 3, 4)
    ]
