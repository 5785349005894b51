"""What the fuzz found, each as a small file of our own."""

from __future__ import annotations

import io

import pikepdf
import pytest

from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.record import Item, Meeting, to_json
from raadslag.render.document import Source, record_to_pdf


@pytest.mark.parametrize(
    "title", [b"\xfe\xff\xd8\x00\x00R", b"\xfe\xff\x00R\x00\x00\x00e"], ids=["half a pair", "NUL"]
)
def test_a_pdf_whose_title_is_no_text_is_read_all_the_same(title: bytes) -> None:
    from datetime import date

    made = record_to_pdf(
        Meeting(items=(Item(number=1, title="Vejviser"),)),
        Source("Målsted Kommune", "Byrådet", date(2026, 3, 3), None, ""),
    )
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
        pdf.save(changed)
    [meeting] = bytes_to_meetings(changed.getvalue(), Limits())
    assert "\\u0000" not in to_json(meeting)
    to_json(meeting).encode()


def test_a_heading_as_long_as_a_book_makes_a_document_too() -> None:
    from datetime import date

    meeting = Meeting(items=(Item(number=1, title="Vej " * 20_000),))
    made = record_to_pdf(meeting, Source("M", "U", date(2026, 3, 3), None, ""))
    assert made.startswith(b"%PDF")
