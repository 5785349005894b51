"""Further ways in which one made-up CPR number could pass: in a text, and where a file has room beside it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import openpyxl
import pikepdf

from tests.checks.hidden_ways import Maker, _changed, _docx, _pdf, _xlsx
from tests.checks.written_ways import CPR

FURTHER: dict[str, Maker] = {}
ASKED = {"four CSV columns, bare", "two attributes of a page"}
"""Ways that are asked about; the others stop."""


def _way(name: str) -> Callable[[Maker], Maker]:
    def enter(maker: Maker) -> Maker:
        FURTHER[name] = maker
        return maker

    return enter


def _csv(name: str, text: str) -> None:
    FURTHER[name] = lambda: ("liste.csv", text.encode())


_csv("four CSV columns", "Navn;Dag;Måned;År;Løbenr.\nKarla;07;07;61;4285\nBo;05;05;88;1234\n")
_csv("four CSV columns, bare", "Karla;07;07;61;4285\nBo;05;05;88;1234\nAne;12;11;74;0317\n")
_csv(
    "four CSV columns, year in full",
    "Navn,Dag,Md,År,Løbenr\nKarla,7,7,1961,4285\nBo,5,5,1988,1234\n",
)
_csv("a name between the halves", "Født;Navn;Sidste fire\n070761;Karla;4285\n050588;Bo;1234\n")
_csv("the four first", "Løbenr.;Navn;Fødselsdato\n4285;Karla;07-07-1961\n1234;Bo;05-05-1988\n")
_csv("three columns", "Navn;Dag og måned;År;Kontrolcifre\nKarla;0707;61;4285\nBo;0505;88;1234\n")
_csv("lost noughts of parts", "Navn;Dag;Måned;År;Løbenr\nKarla;7;7;61;85\nBo;5;5;88;1234\n")
_csv("number and letters in a cell", "Navn;Note\nKarla;cpr 070761 4285 oplyst\nBo;intet\n")


@_way("formula that nobody has worked out")
def _formula() -> tuple[str, bytes]:
    return "ark.xlsx", _xlsx(lambda b: b.active.append(["Karla", '="0707"&"61-"&"4285"']))


@_way("formula that joins cells")
def _formula_of_cells() -> tuple[str, bytes]:
    def write(book: openpyxl.Workbook) -> None:
        for row in (["Karla", "070761"], ["", ""], ["4285", '=CONCATENATE(B1,"-",A3)']):
            book.active.append(row)

    return "ark.xlsx", _xlsx(write)


@_way("formula of a number")
def _formula_of_number() -> tuple[str, bytes]:
    return "ark.xlsx", _xlsx(lambda b: b.active.append(["CPR", '=TEXT(707614285,"0000000000")']))


@_way("list of choices for a cell")
def _choices() -> tuple[str, bytes]:
    from openpyxl.worksheet.datavalidation import DataValidation

    def write(book: openpyxl.Workbook) -> None:
        book.active.append(["Vælg"])
        choices = DataValidation(type="list", formula1=f'"Karla {CPR},Bo"', sqref="A2")
        book.active.add_data_validation(choices)

    return "valg.xlsx", _xlsx(write)


@_way("format of a cell")
def _format() -> tuple[str, bytes]:
    def write(book: openpyxl.Workbook) -> None:
        book.active.append([1])
        book.active["A1"].number_format = '"070761-4285"'

    return "format.xlsx", _xlsx(write)


@_way("name of a cell")
def _named_cell() -> tuple[str, bytes]:
    def write(book: openpyxl.Workbook) -> None:
        book.active.append([1])
        from openpyxl.workbook.defined_name import DefinedName

        book.defined_names["nr"] = DefinedName("nr", attr_text=f'"{CPR}"')

    return "navn.xlsx", _xlsx(write)


@_way("head of a printed sheet")
def _sheet_head() -> tuple[str, bytes]:
    def write(book: openpyxl.Workbook) -> None:
        book.active.append([1])
        book.active.oddHeader.center.text = f"Sag {CPR}"

    return "hoved.xlsx", _xlsx(write)


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def _with(data: bytes, change: Callable[[zipfile.ZipFile], object]) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        change(packed)
    return out.getvalue()


@_way("comment of an archive")
def _zip_comment() -> tuple[str, bytes]:
    def say(packed: zipfile.ZipFile) -> None:
        packed.comment = f"Notat {CPR}".encode()

    return "bilag.docx", _with(_docx(lambda _: None), say)


@_way("comment of a member")
def _member_comment() -> tuple[str, bytes]:
    def say(packed: zipfile.ZipFile) -> None:
        member = zipfile.ZipInfo("note.txt")
        member.comment = CPR.encode()
        packed.writestr(member, "ja")

    return "bilag.zip", _with(_zip(brev=b"hej"), say)


@_way("extra field of a member")
def _extra() -> tuple[str, bytes]:
    def say(packed: zipfile.ZipFile) -> None:
        member = zipfile.ZipInfo("note.txt")
        member.extra = struct.pack("<HH", 0x9999, len(CPR)) + CPR.encode()
        packed.writestr(member, "ja")

    return "bilag.zip", _with(_zip(brev=b"hej"), say)


@_way("name of an office part")
def _part_name() -> tuple[str, bytes]:
    return "bilag.docx", _with(
        _docx(lambda _: None), lambda p: p.writestr(f"word/{CPR}.xml", "<a/>")
    )


@_way("name of an office part without a dash")
def _plain_part_name() -> tuple[str, bytes]:
    return "bilag.docx", _with(
        _docx(lambda _: None), lambda p: p.writestr("word/media/0707614285.xml", "<a/>")
    )


@_way("member that was taken out of the table of contents")
def _forgotten() -> tuple[str, bytes]:
    gone = _zip(**{"note.txt": f"Karla {CPR} ".encode() * 9})
    return "bilag.zip", gone[: gone.index(b"PK\x01\x02")] + _zip(brev=b"hej")


@_way("name of an empty folder")
def _folder() -> tuple[str, bytes]:
    return "bilag.zip", _with(_zip(brev=b"hej"), lambda p: p.writestr(f"{CPR}/", b""))


@_way("before an archive begins")
def _before() -> tuple[str, bytes]:
    return "bilag.docx", f"\n{CPR}\n".encode() + _docx(lambda _: None)


@_way("behind an archive")
def _behind() -> tuple[str, bytes]:
    return "bilag.docx", _docx(lambda _: None) + f"\n{CPR}\n".encode()


@_way("marks within marks")
def _nested() -> tuple[str, bytes]:
    return "side.html", b"<html><body><p>Nr. <b>07<i>07</i>61</b>-4285</p></body></html>"


@_way("override in a document")
def _docx_bidi() -> tuple[str, bytes]:
    return "brev.docx", _docx(lambda d: d.add_paragraph("Nr. \u202e5824-160770\u202c."))


@_way("element that turns the letters")
def _bdo() -> tuple[str, bytes]:
    return "side.html", b'<html><body><p>Nr. <bdo dir="rtl">5824-160770</bdo></p></body></html>'


@_way("style that turns the letters")
def _styled_bdo() -> tuple[str, bytes]:
    page = '<html><body><p>Nr. <span style="unicode-bidi:bidi-override; direction:rtl">5824-160770</span></p></body></html>'
    return "side.html", page.encode()


@_way("two attributes of a page")
def _data_attributes() -> tuple[str, bytes]:
    return "side.html", b'<html><body><p data-born="070761" data-last="4285">Ja</p></body></html>'


@_way("hidden paragraph of a document")
def _vanished() -> tuple[str, bytes]:
    def write(document: object) -> None:
        document.add_paragraph().add_run(CPR).font.hidden = True  # type: ignore[attr-defined]

    return "skjult.docx", _docx(write)


@_way("custom property of a document")
def _custom() -> tuple[str, bytes]:
    words = f'<Properties xmlns="http://x" xmlns:vt="http://y"><property name="nr"><vt:lpwstr>{CPR}</vt:lpwstr></property></Properties>'
    return "bilag.docx", _with(
        _docx(lambda _: None), lambda p: p.writestr("docProps/custom.xml", words)
    )


@_way("variable of a document")
def _variable() -> tuple[str, bytes]:
    words = f'<w:settings xmlns:w="http://w"><w:docVars><w:docVar w:name="nr" w:val="{CPR}"/></w:docVars></w:settings>'
    return "bilag.docx", _with(
        _docx(lambda _: None), lambda p: p.writestr("word/variables.xml", words)
    )


def _loose(pdf: bytes, body: bytes, how: bytes = b"") -> bytes:
    number = 900
    head = b"%d 0 obj\n<</Length %d%s>>\nstream\n" % (number, len(body), how)
    return pdf + b"\n" + head + body + b"\nendstream\nendobj\n"


@_way("stream that nothing refers to")
def _unreferenced() -> tuple[str, bytes]:
    body = zlib.compress(b"BT (070761)Tj (-42)Tj (85)Tj ET")
    return "løs.pdf", _loose(_pdf("Bilag."), body, b"/Filter/FlateDecode")


@_way("stream of words that only an unknown key refers to")
def _kept_stream() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        words = pikepdf.Stream(document, f"Notat om {CPR}".encode())
        document.Root.Notat = document.make_indirect(words)

    return "notat.pdf", _changed(add)


@_way("drawing that no page uses")
def _loose_drawing() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        words = pikepdf.Stream(document, b"BT /F1 9 Tf [(0707) -20 (61-4) 3 (285)] TJ ET")
        document.Root.Old = document.make_indirect(words)

    return "tegning.pdf", _changed(add)


@_way("drawing in figures of eight")
def _octal_drawing() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        said = "".join(f"\\{ord(sign):03o}" for sign in CPR).encode()
        document.Root.Old = document.make_indirect(
            pikepdf.Stream(document, b"BT (" + said + b") Tj ET")
        )

    return "tegning.pdf", _changed(add)


@_way("folded lines of a calendar")
def _calendar() -> tuple[str, bytes]:
    head, tail = CPR[:9], CPR[9:]
    return (
        "aftale.ics",
        f"BEGIN:VEVENT\r\nSUMMARY:Samtale {head}\r\n {tail} kl. 10\r\nEND:VEVENT\r\n".encode(),
    )


@_way("drawing in figures of sixteen")
def _hex_drawing() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        words = pikepdf.Stream(document, b"BT <" + CPR.encode().hex().encode() + b"> Tj ET")
        document.Root.Old = document.make_indirect(words)

    return "tegning.pdf", _changed(add)


@_way("page taken out of the book")
def _lost_page() -> tuple[str, bytes]:
    def take(document: pikepdf.Pdf) -> None:
        page = document.pages[1].obj
        document.Root.Kept = page
        del document.pages[1]

    return "side.pdf", _changed(take, f"Bilag.\n#pagebreak()\nNr. {CPR}.")


@_way("mail with an attachment in letters")
def _mail_attachment() -> tuple[str, bytes]:
    import base64

    body = base64.b64encode(f"Brev til {CPR}".encode())
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/octet-stream; name=n.txt\nContent-Transfer-Encoding: base64\n\n"
    return "brev.eml", head + body + b"\n--x--\n"


@_way("letters in sixty-four")
def _data_address() -> tuple[str, bytes]:
    import base64

    words = base64.b64encode(f"Brev til Karla om {CPR}.".encode()).decode()
    return (
        "side.html",
        f'<html><body><a href="data:text/plain;base64,{words}">Brev</a></body></html>'.encode(),
    )


@_way("drawing in SVG")
def _svg() -> tuple[str, bytes]:
    return (
        "tegning.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>0707<tspan>61</tspan>-4285</text></svg>',
    )


@_way("cells of a page side by side")
def _html_cells() -> tuple[str, bytes]:
    return (
        "side.html",
        b"<html><body><table><tr><th>Dag</th><th>Md.</th><th>Aar</th><th>L\xc3\xb8benr.</th></tr><tr><td>07</td><td>07</td><td>61</td><td>4285</td></tr></table></body></html>",
    )
