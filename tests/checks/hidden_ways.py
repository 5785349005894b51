"""Ways in which one made-up CPR number has passed, or could pass, when it lies in a file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pikepdf
import typst

from tests.checks.written_ways import CPR

HALVES = ("070761", "4285")


Maker = Callable[[], tuple[str, bytes]]
FILES: dict[str, Maker] = {}


def way(name: str) -> Callable[[Maker], Maker]:
    def enter(maker: Maker) -> Maker:
        FILES[name] = maker
        return maker

    return enter


def _pdf(body: str) -> bytes:
    return bytes(typst.compile(body.encode()))


def _changed(change: Callable[[pikepdf.Pdf], object], body: str = "Bilag til sagen.") -> bytes:
    document = pikepdf.open(io.BytesIO(_pdf(body)))
    change(document)
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _dict(**parts: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(**parts)


@way("two pages")
def _pages() -> tuple[str, bytes]:
    return "sider.pdf", _pdf("Nummeret er 070761-\n#pagebreak()\n4285 og er oplyst.")


@way("two pages with a footer between")
def _footer() -> tuple[str, bytes]:
    return "fod.pdf", _pdf(
        "#set page(footer: [Møllested Kommune, rådhuset])\nNummeret 070761-\n#pagebreak()\n4285 er oplyst."
    )


@way("two columns")
def _columns() -> tuple[str, bytes]:
    return "spalter.pdf", _pdf(
        "#set page(height: 9cm)\n#columns(2)[Borgerens nummer 070761-\n#colbreak()\n4285 er oplyst.]"
    )


@way("cells side by side on a page")
def _grid() -> tuple[str, bytes]:
    return "tabel.pdf", _pdf("#table(columns: 3)[Navn][Født][Løbenr.][Karla Dahl][070761][4285]")


@way("bookmark")
def _bookmark() -> tuple[str, bytes]:
    def mark(document: pikepdf.Pdf) -> None:
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"Brev til {CPR}", 0))

    return "bogmærke.pdf", _changed(mark)


@way("form value")
def _field() -> tuple[str, bytes]:
    def fill(document: pikepdf.Pdf) -> None:
        field = _dict(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
            T="nr", V=CPR, Rect=[0, 0, 100, 20],
        )  # fmt: skip
        field = document.make_indirect(field)
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([field]))
        document.Root.AcroForm = _dict(Fields=pikepdf.Array([field]))

    return "formular.pdf", _changed(fill)


@way("link of a page")
def _uri() -> tuple[str, bytes]:
    return "link.pdf", _pdf(f'#link("mailto:{CPR}@borger.example")[Skriv her]')


@way("alternative text")
def _alt() -> tuple[str, bytes]:
    return "billede.pdf", _changed(
        lambda d: d.Root.__setattr__(
            "StructTreeRoot", _dict(K=_dict(S=pikepdf.Name.Figure, Alt=f"Brev til {CPR}"))
        )
    )


@way("alternative text in the drawing")
def _actual() -> tuple[str, bytes]:
    def say(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(f"/Span <</ActualText ({CPR})>> BDC EMC".encode())

    return "erstatning.pdf", _changed(say)


@way("script")
def _script() -> tuple[str, bytes]:
    return "script.pdf", _changed(
        lambda d: d.Root.__setattr__(
            "OpenAction", _dict(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CPR}')")
        )
    )


@way("script in a stream of its own")
def _long_script() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        words = pikepdf.Stream(document, f"app.alert('{CPR}')".encode())
        document.Root.AA = _dict(WC=_dict(S=pikepdf.Name.JavaScript, JS=words))

    return "script.pdf", _changed(add)


@way("layer's name")
def _layer() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        layer = document.make_indirect(_dict(Type=pikepdf.Name.OCG, Name=f"Bilag {CPR}"))
        document.Root.OCProperties = _dict(OCGs=[layer], D=_dict(Order=[layer]))

    return "lag.pdf", _changed(add)


@way("name of a part")
def _part_name() -> tuple[str, bytes]:
    return "dele.pdf", _changed(
        lambda d: d.Root.__setattr__("PieceInfo", pikepdf.Dictionary({f"/{CPR}": _dict(A=1)}))
    )


@way("earlier revision")
def _revision() -> tuple[str, bytes]:
    before = _changed(lambda d: d.docinfo.__setitem__("/Subject", CPR))
    document = pikepdf.open(io.BytesIO(before))
    number, at = document.docinfo.objgen[0], len(before) + 1
    body = f"\n{number} 0 obj\n<</Subject (Bilag)>>\nendobj\n".encode()
    trailer = document.trailer
    root, size = trailer.Root.objgen[0], int(trailer.Size)
    start = before.rfind(b"startxref")
    previous = int(before[start + 9 :].split()[0])
    table = f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<</Size {size} /Root {root} 0 R /Info {number} 0 R /Prev {previous}>>\nstartxref\n{at + len(body) - 1}\n%%EOF\n"
    return "rettet.pdf", before + body + table.encode()


@way("metadata of an image in a PDF")
def _exif_in_pdf() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        image = pikepdf.Stream(document, _jpeg(f"Brev {CPR}"))
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 1, 1, 8
        image.ColorSpace, image.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.DCTDecode
        document.pages[0].Resources.XObject = _dict(Im0=image)

    return "foto.pdf", _changed(add)


@way("form on no page")
def _loose_form() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(document, b"BT /F1 9 Tf (070761)Tj (-42)Tj (85)Tj ET")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
        document.Root.Loose = document.make_indirect(form)

    return "løs.pdf", _changed(add)


@way("comment in the source of a PDF")
def _source_comment() -> tuple[str, bytes]:
    return "kilde.pdf", _pdf("Bilag.") + f"% {CPR}\n".encode()


@way("outside the page")
def _outside() -> tuple[str, bytes]:
    return "udenfor.pdf", _pdf(f"Bilag.#place(dx: 40cm)[{CPR}]")


def _jpeg(comment: str) -> bytes:
    words = comment.encode()
    return b"\xff\xd8\xff\xfe" + struct.pack(">H", len(words) + 2) + words + b"\xff\xda\x00\x08" + bytes(6) + b"\xff\xd9"  # fmt: skip


@way("EXIF")
def _exif() -> tuple[str, bytes]:
    words = b"Exif\x00\x00II*\x00" + f"Brev {CPR}".encode("utf-16-le")
    data = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(words) + 2) + words + b"\xff\xda\x00\x08"
    return "foto.jpg", data + bytes(6) + b"\xff\xd9"


@way("XMP")
def _xmp() -> tuple[str, bytes]:
    words = f"http://ns.adobe.com/xap/1.0/\0<x><dc>{HALVES[0]}-</dc><dc>{HALVES[1]}</dc></x>"
    data = words.encode()
    return "foto.jpg", b"\xff\xd8\xff\xe1" + struct.pack(">H", len(data) + 2) + data + b"\xff\xd9"


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@way("packed text of a PNG")
def _png() -> tuple[str, bytes]:
    body = b"Comment\x00\x00" + zlib.compress(CPR.encode())
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = _chunk(b"IHDR", head) + _chunk(b"zTXt", body) + _chunk(b"IEND", b"")
    return "skærm.png", b"\x89PNG\r\n\x1a\n" + parts


def _ole(words: bytes) -> bytes:
    """A compound file (version 3) with one stream, long enough to lie outside the small ones."""
    content = words.ljust(4096, b"\x00")
    sectors = len(content) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        row = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text) + 2 if name else 0, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)  # fmt: skip
        return row + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Contents", 2, 0xFFFFFFFF, 2, len(content))  # fmt: skip
    folder += entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    return head + struct.pack("<128I", *fat) + folder + content


@way("embedded OLE object")
def _object() -> tuple[str, bytes]:
    out = io.BytesIO(_docx(lambda _: None))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("word/embeddings/oleObject1.bin", _ole(CPR.encode("utf-16-le")))
    return "objekt.docx", out.getvalue()


@way("old Word file")
def _old_word() -> tuple[str, bytes]:
    return "brev.doc", _ole(b"Brev til " + CPR.encode())


def _docx(change: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Udvalget har modtaget en ansøgning.")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@way("two paragraphs of a document")
def _paragraphs() -> tuple[str, bytes]:
    def write(document: Any) -> None:
        document.add_paragraph("Nummer 070761-")
        document.add_paragraph("4285.")

    return "afsnit.docx", _docx(write)


@way("two cells of a document")
def _document_cells() -> tuple[str, bytes]:
    def write(document: Any) -> None:
        table = document.add_table(2, 2)
        for place, text in enumerate(("Fødselsdato", "Løbenr.", *HALVES)):
            table.cell(place // 2, place % 2).text = text

    return "celler.docx", _docx(write)


@way("hyphen of Word's own")
def _word_hyphen() -> tuple[str, bytes]:
    def write(document: Any) -> None:
        run = document.add_paragraph("Nr. ").add_run(HALVES[0])
        run._r.append(run._r.makeelement(docx.oxml.ns.qn("w:noBreakHyphen"), {}))
        document.paragraphs[-1].add_run(HALVES[1])

    return "bindestreg.docx", _docx(write)


@way("value of a form field in a document")
def _document_field() -> tuple[str, bytes]:
    def write(document: Any) -> None:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        field = f'<w:r {space}><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="nr"/><w:textInput><w:default w:val="{CPR}"/></w:textInput></w:ffData></w:fldChar></w:r>'
        document.paragraphs[0]._p.append(docx.oxml.parse_xml(field))

    return "felt.docx", _docx(write)


def _xlsx(change: Callable[[Any], object]) -> bytes:
    book = openpyxl.Workbook()
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@way("two spreadsheet cells")
def _two_cells() -> tuple[str, bytes]:
    return "ark.xlsx", _xlsx(lambda b: b.active.append(["Karla Dahl", *HALVES]))


@way("a day and four figures in cells")
def _day_cell() -> tuple[str, bytes]:
    from datetime import date

    def write(book: Any) -> None:
        book.active.append(["Navn", "Født", "Løbenr."])
        book.active.append(["Karla", date(1961, 7, 7), 4285])

    return "dato.xlsx", _xlsx(write)


@way("lost nought in a sheet")
def _lost() -> tuple[str, bytes]:
    def write(book: Any) -> None:
        book.active.append(["Navn", "CPR"])
        book.active.append(["Karla", 707614285])

    return "tal.xlsx", _xlsx(write)


@way("two CSV columns")
def _csv() -> tuple[str, bytes]:
    return (
        "liste.csv",
        "Navn;Født;Løbenr.;Beløb\nKarla;070761;4285;7200\nBo;050588;1234;10\n".encode(),
    )


@way("lost nought in CSV")
def _csv_lost() -> tuple[str, bytes]:
    return "liste.csv", "Navn;CPR-nr.;Beløb\nKarla;707614285;7200\n".encode()


@way("UTF-16 without a mark")
def _wide() -> tuple[str, bytes]:
    return "brev.txt", f"Brev til {CPR} om sagen".encode("utf-16-le")


@way("UTF-16 without a mark, big end first")
def _wide_big() -> tuple[str, bytes]:
    return "brev.txt", f"Brev til {CPR} om sagen".encode("utf-16-be")


@way("HTML cut by marks and entities")
def _html() -> tuple[str, bytes]:
    return "side.html", b"<html><body><p>Nr. 0707<b>61</b>&#45;<i>42</i>85</p></body></html>"


@way("script of an HTML page")
def _html_script() -> tuple[str, bytes]:
    return (
        "side.html",
        f"<html><body><p>Ja</p><script>var x='{CPR}'</script></body></html>".encode(),
    )


@way("RTF cut by words")
def _rtf() -> tuple[str, bytes]:
    return "brev.rtf", b"{\\rtf1\\ansi Nr. 0707\\b 61\\b0\\_\\'34285}"


@way("coded in JSON")
def _json() -> tuple[str, bytes]:
    return "data.json", b'{"borger": {"nr": "070761\\u002d4285"}}'


@way("mail with its text coded")
def _mail() -> tuple[str, bytes]:
    return "brev.eml", b"From: a@b.example\nMIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain\n\nNr. 070761=2D4285\n"  # fmt: skip


@way("file name with full-width digits")
def _name() -> tuple[str, bytes]:
    return "ansøgning ０７０７６１-４２８５.txt", b"Bilag til sagen."
