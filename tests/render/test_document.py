from __future__ import annotations

import io
import json
from datetime import date

import pikepdf
import pypdfium2

from raadslag.record import (
    Attendee,
    BulletList,
    Decision,
    Figure,
    Heading,
    Item,
    ListItem,
    Meeting,
    Paragraph,
    Section,
    Span,
    Table,
    Vote,
    VoteCount,
    paragraph,
    to_data,
)
from raadslag.render.document import Source, record_to_pdf
from raadslag.render.html import sections_to_html

SOURCE = Source(
    "Mosevang Kommune",
    "Byrådet",
    date(2024, 4, 16),
    date(2024, 4, 18),
    "https://mosevang.dk/moede/",
)


def meeting() -> Meeting:
    blocks = (
        Paragraph((Span("Broen er "), Span("nedslidt", strong=True), Span(".", emphasis=True))),
        Heading(2, (Span("Økonomi"),)),
        BulletList(
            True,
            (
                ListItem((Paragraph((Span("et år"),)),)),
                ListItem((Table(None, ("År",), (("2024",),)),)),
            ),
            3,
        ),
        Table("Udgift", ("År", "Beløb"), (("2024", "1.250"), ("2025", "kun én celle"))),
        Figure(None, "Et billede af broen"),
    )
    return Meeting(
        organization="Byrådet",
        date=date(2024, 4, 16),
        start_time="09:30",
        attendance=(Attendee("Åse Lund", "A", from_item=2), Attendee("Per Ø", status="apologies")),
        items=(
            Item(
                number=1,
                title='#import "x" *stjerner* $x$ <script> \\ [klammer]',
                sections=(
                    Section("Sagen", "case", 1, "", blocks),
                    Section(None, "other", 1, "Løs tekst."),
                ),
                recommendations=("broen lukkes", "omkørsel skiltes"),
                recommended_by="Vejafdelingen",
                decision=Decision(
                    "Vedtaget.\n\nMed bemærkning.",
                    "approved",
                    votes=(
                        Vote("Broen", ("A",), ("V",), did_not_vote=("F",)),
                        Vote("Vejen", count=VoteCount(5, 2)),
                    ),
                ),
            ),
            Item(number=2),
            Item(number=3, title="Lukket punkt", closed=True),
        ),
    )


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def test_the_document_says_what_the_record_says():
    text = text_of(record_to_pdf(meeting(), SOURCE))
    for wanted in (
        "Byrådet",
        "16. april 2024, kl. 9.30",
        "1.250",
        "kun én celle",
        "Vejafdelingen indstiller",
        "omkørsel skiltes",
        "Med bemærkning.",
        "For: A",
        "Til stede uden at stemme: F",
        "Stemmetal: 5 for, 2 imod",
        "titlen mangler i kilden",
        "lukket for offentligheden",
        "Løs tekst.",
        "Side 1 af",
        "fra punkt 2",
    ):
        assert wanted in text, wanted


def test_text_of_a_record_is_never_read_as_typst():
    text = text_of(record_to_pdf(meeting(), SOURCE))
    assert '#import "x" *stjerner* $x$ <script> \\ [klammer]' in text


def test_the_document_is_tagged_archivable_and_holds_the_record():
    with pikepdf.open(io.BytesIO(record_to_pdf(meeting(), SOURCE))) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("da")
        assert "/StructTreeRoot" in document.Root
        embedded = document.attachments["record.json"].get_file().read_bytes()
    assert json.loads(embedded) == to_data(meeting())


def test_an_empty_record_makes_a_document_too():
    assert record_to_pdf(Meeting(kind="agenda"), SOURCE).startswith(b"%PDF")


def test_a_lettered_list_is_lettered_in_the_document_and_on_the_page() -> None:
    points = tuple(ListItem((paragraph(text),)) for text in ("flere pladser", "kortere ventetid"))
    block = BulletList(True, points, 2, numbering="a")
    record = Meeting(
        items=(Item(number=1, title="Sag", sections=(Section("Sag", blocks=(block,)),)),)
    )
    text = text_of(record_to_pdf(record, SOURCE))
    assert "b) flere pladser" in text
    assert "c) kortere ventetid" in text
    html = sections_to_html(record.items[0].sections, top=3)
    assert '<ol type="a" start="2">' in html


def test_a_document_for_the_house_does_not_say_that_it_is_public_nor_where_the_house_lies() -> None:
    inside = Source(
        "Møllested", "Byrådet", date(2024, 4, 16), None, "https://inde.example/arbejde/"
    )
    told = " ".join(text_of(record_to_pdf(meeting(), inside)).split())
    assert "inde.example" not in told
    assert "Kun det, der må offentliggøres" not in told
    assert "Dokumentet er internt" in told
    public = Source("Møllested", "Byrådet", date(2024, 4, 16), date(2024, 4, 18), "https://ude.example/moede/")  # fmt: skip
    told = " ".join(text_of(record_to_pdf(meeting(), public)).split())
    assert "ude.example" in told
    assert "Kun det, der må offentliggøres, står her." in told
