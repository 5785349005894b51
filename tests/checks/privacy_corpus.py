"""A frozen corpus for the privacy rules: lines and files made from a fixed seed, with their labels.

The numbers are drawn, the sentences are ours; nobody's real number is here but by chance.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import docx
import openpyxl
import pikepdf
import typst
from openpyxl.comments import Comment

SEED = 20260914

LINKS = ["-", "", " ", "–", "‑", " - ", " – ", ".", "\u00a0", "-\n", "—", "−", "/"]
NAMED = [
    "CPR-nr. {cpr}",
    "Cpr: {cpr}",
    "cpr.nr.: {cpr}, bopæl i kommunen",
    "Personnummer {cpr}",
    "Ansøgeren ({cpr}) har bedt om aktindsigt",
    "Bevilling til borger {cpr} fra den 1. maj",
    "Barnets cpr-nummer er {cpr}.",
    "Serienummer=CPR:{cpr}",
    "født {cpr} i Møllested",
    "Mor: {cpr}, far: ukendt",
]
BARE = [
    "{cpr}",
    "Karla Mosegaard {cpr}",
    "Karla Mosegaard, {cpr}, søger om tilskud",
    "3. {cpr} – bevilget",
    "Afgørelse sendt til {cpr} den 4. marts",
    "| Karla | {cpr} | 7.200 kr. |",
    "ansøgning_{cpr}_underskrevet.pdf",
    "Underskrevet digitalt af Karla Mosegaard\t{cpr}",
]
OTHERS = [
    "P-nummer {p}",
    "P-nr.: {p}, produktionsenhed i Møllested",
    "CVR {eight}",
    "Faktura {ten} forfalder i april",
    "Fakturanr. {date6}-{four}",
    "Sagsnr. {date6}-{four}",
    "Sag nr. {date6}-{four}",
    "J.nr. {date6}-{four}",
    "Dok.nr. {ten}",
    "Konto {four} {ten}",
    "Reg. {four} konto {ten}",
    "EAN 5790{nine}",
    "Periode {date6}-{daymonth} {yy}",
    "I perioden {date6} til {date6}",
    "Dagsorden {daymonth} {yy} - 1530",
    "Mødet {daymonth} {yy} kl. 1500",
    "Løbenummer {ten}",
    "{amount} kr. i 2024",
    "Budget {amount}, regnskab {amount}",
    "330-2017-{six}",
    "15.00.00-P22-{four}-24",
    "EMN-2025-{six}",
    "Tlf. {eight}",
    "Ordrenr. {ten}",
    "Matr.nr. 12 ab, ejendomsnr. {six}-{four}{three}",
    "ISBN 978-87-{six}-{three}",
    "Lokalplan {six}",
    "{date6}",
    "Møde den {date8}",
    "Bilag {six} og {four}",
    "Telefon {eight} eller {eight}",
    "Rekvisition {date6}{four}",
    "Bestillingsnummer {date6}-{four}",
    "Kundenr. {ten}",
    "Projekt {date6}-{four}",
    "Betalings-ID {ten}",
    "Journalnummer {date6}-{four}",
    "udbud {date6}-{four} om rengøring",
    "{ten} kr.",
    "{badten}",
]


@dataclass(frozen=True)
class Labelled:
    text: str
    is_cpr: bool


def some_date(draw: random.Random) -> date:
    return date(1935, 1, 1) + timedelta(days=draw.randrange(365 * 85))


def cpr_parts(draw: random.Random) -> tuple[str, str]:
    """Date and serial of a drawn number; every tenth is a replacement number (day + 60)."""
    day = some_date(draw)
    shift = 60 if draw.random() < 0.1 else 0
    seventh = draw.choice("0123") if day.year < 2000 else draw.choice("4567")
    return f"{day.day + shift:02}{day:%m%y}", f"{seventh}{draw.randrange(1000):03}"


def lines(count: int = 1400) -> list[Labelled]:
    """Half with a CPR number in one of the ways it is written, half with something like it."""
    draw = random.Random(SEED)
    return [_positive(draw, n) if n % 2 else _negative(draw) for n in range(count)]


def _positive(draw: random.Random, number: int) -> Labelled:
    head, tail = cpr_parts(draw)
    link = LINKS[number // 2 % len(LINKS)]
    # A number parted by a slash or a full stop is only known by what stands around it.
    templates = NAMED if link in {"/", "."} else NAMED + BARE
    return Labelled(draw.choice(templates).format(cpr=head + link + tail), True)


def _negative(draw: random.Random) -> Labelled:
    day = some_date(draw)
    figures = "".join(draw.choice("0123456789") for _ in range(12))
    words = {
        "p": "10" + figures[:8],
        "eight": str(draw.randrange(20_000_000, 99_999_999)),
        "nine": figures[:9],
        "ten": f"{day:%d%m%y}{figures[:4]}",
        "badten": f"{draw.randrange(32, 60)}{figures[:8]}",
        "six": figures[:6],
        "four": figures[6:10],
        "three": figures[9:12],
        "date6": f"{day:%d%m%y}",
        "date8": f"{day:%d-%m-%Y}",
        "daymonth": f"{day:%d%m}",
        "yy": f"{day:%y}",
        "amount": f"{draw.randrange(1, 99)}.{draw.randrange(1000):03}.{draw.randrange(1000):03}",
    }
    return Labelled(draw.choice(OTHERS).format(**words), False)


@dataclass(frozen=True)
class LabelledFile:
    name: str
    data: bytes
    has_cpr: bool
    hidden: str


Maker = Callable[[str, str], tuple[str, bytes]]


def files() -> Iterator[LabelledFile]:
    """Each way a number hides in a file, with a number and with a look-alike in its place."""
    draw = random.Random(SEED + 1)
    for _ in range(2):
        for hidden, make in MAKERS.items():
            head, tail = cpr_parts(draw)
            name, data = make(f"{head}-{tail}", head + tail)
            yield LabelledFile(name, data, True, hidden)
            name, data = make(f"sagsnr. 330-2017-{draw.randrange(100_000, 999_999)}", "4712")
            yield LabelledFile(name, data, False, hidden)


def _pdf(body: str) -> bytes:
    return bytes(typst.compile(body.encode()))


def _pdf_text(cpr: str, _: str) -> tuple[str, bytes]:
    return "bilag.pdf", _pdf(f"= Bilag\n\nAnsøgningen vedrører {cpr}.")


def _pdf_black_box(cpr: str, _: str) -> tuple[str, bytes]:
    return "sort.pdf", _pdf(
        f"#box[{cpr}#place(top + left, rect(width: 100%, height: 1em, fill: black))]"
    )


def _pdf_white_text(cpr: str, _: str) -> tuple[str, bytes]:
    return "hvid.pdf", _pdf(f"Svar på høring.\n\n#text(fill: white)[{cpr}]")


def _pdf_title(cpr: str, _: str) -> tuple[str, bytes]:
    return "titel.pdf", _pdf(f'#set document(title: "Ansøgning {cpr}")\nTekst.')


def _pdf_attachment(cpr: str, _: str) -> tuple[str, bytes]:
    document = pikepdf.open(io.BytesIO(_pdf("Tekst.")))
    document.attachments["svar.txt"] = pikepdf.AttachedFileSpec(document, cpr.encode())
    out = io.BytesIO()
    document.save(out)
    return "vedhæftet.pdf", out.getvalue()


def _file_name(cpr: str, _: str) -> tuple[str, bytes]:
    return f"ansøgning {cpr}.pdf", _pdf("Tekst.")


def _docx(change: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Udvalget har modtaget en ansøgning.")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_split(cpr: str, _: str) -> tuple[str, bytes]:
    def split(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        for part in (cpr[:4], cpr[4:8], cpr[8:]):
            paragraph.add_run(part).bold = part == cpr[:4]

    return "delt.docx", _docx(split)


def _docx_header(cpr: str, _: str) -> tuple[str, bytes]:
    return "hoved.docx", _docx(lambda d: d.sections[0].header.paragraphs[0].add_run(cpr))


def _docx_table(cpr: str, _: str) -> tuple[str, bytes]:
    def fill(document: docx.document.Document) -> None:
        document.add_table(1, 2).cell(0, 1).text = cpr

    return "tabel.docx", _docx(fill)


def _docx_properties(cpr: str, _: str) -> tuple[str, bytes]:
    def write(document: docx.document.Document) -> None:
        document.core_properties.comments = f"vedr. {cpr}"

    return "egenskab.docx", _docx(write)


def _docx_part(part: str, tag: str) -> Maker:
    """A part that python-docx does not write: a comment, a footnote, a deleted run."""

    def make(cpr: str, _: str) -> tuple[str, bytes]:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        xml = f'<?xml version="1.0"?><w:{tag}s {space}><w:{tag}><w:p><w:r><w:t>{cpr}</w:t></w:r></w:p></w:{tag}></w:{tag}s>'
        out = io.BytesIO(_docx(lambda _: None))
        with zipfile.ZipFile(out, "a") as packed:
            packed.writestr(f"word/{part}.xml", xml)
        return f"{part}.docx", out.getvalue()

    return make


def _docx_deleted(cpr: str, _: str) -> tuple[str, bytes]:
    def delete(document: docx.document.Document) -> None:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        xml = f'<w:del {space} w:author="x"><w:r><w:delText>{cpr}</w:delText></w:r></w:del>'
        document.paragraphs[0]._p.append(docx.oxml.parse_xml(xml))

    return "slettet.docx", _docx(delete)


def _xlsx(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Navn", "CPR-nr.", "Beløb"])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_text(cpr: str, _: str) -> tuple[str, bytes]:
    return "ark.xlsx", _xlsx(lambda b: b.active.append(["Karla", cpr, 7200]))


def _xlsx_number(_: str, figures: str) -> tuple[str, bytes]:
    return "tal.xlsx", _xlsx(lambda b: b.active.append(["Karla", int(figures), 7200]))


def _xlsx_format(_: str, figures: str) -> tuple[str, bytes]:
    def write(book: openpyxl.Workbook) -> None:
        book.active["F9"] = int(figures)
        book.active["F9"].number_format = "000000-0000"

    return "format.xlsx", _xlsx(write)


def _xlsx_hidden(cpr: str, _: str) -> tuple[str, bytes]:
    def hide(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Løn")
        sheet.sheet_state = "veryHidden"
        sheet["B2"] = cpr

    return "skjult.xlsx", _xlsx(hide)


def _xlsx_comment(cpr: str, _: str) -> tuple[str, bytes]:
    def remark(book: openpyxl.Workbook) -> None:
        book.active["A1"].comment = Comment(f"se {cpr}", "Sanne")

    return "note.xlsx", _xlsx(remark)


MAKERS: dict[str, Maker] = {
    "page text": _pdf_text,
    "under a black box": _pdf_black_box,
    "white text": _pdf_white_text,
    "title of a PDF": _pdf_title,
    "file in a PDF": _pdf_attachment,
    "file name": _file_name,
    "split runs": _docx_split,
    "page header": _docx_header,
    "table": _docx_table,
    "properties": _docx_properties,
    "comment": _docx_part("comments", "comment"),
    "footnote": _docx_part("footnotes", "footnote"),
    "deleted text": _docx_deleted,
    "cell": _xlsx_text,
    "number without its zero": _xlsx_number,
    "number format": _xlsx_format,
    "hidden sheet": _xlsx_hidden,
    "cell comment": _xlsx_comment,
}
