"""Ways in which one made-up CPR number can lie in parts, or be meant and not written; and twins that
only look so."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pikepdf
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml.etree import Comment

from tests.checks.further_ways import _with
from tests.checks.hidden_ways import Maker, _changed, _docx, _xlsx

TEN, PARTS = "0707614285", ("07", "07", "61", "4285")
UTF7 = "+ADAANwAwADcANgAxAC0ANAAyADgANQ-"
Written = tuple[str, str]

TEXTS: dict[str, Written] = {
    "a column between": ("a.csv", "Født;Rolle;Nr\n070761;Ans;4285\n"),
    "a name between, no heads": ("a.csv", "070761;Karla Mosegaard;4285\n"),
    "last name first between, heads that tell nothing": ("a.csv", "Dag;Navn;Nr\n07-07-1961;Mosegaard, Karla;4285\n"),
    "year first in three columns": ("a.csv", "aar;md;dag;nr\n1961;07;07;4285\n"),
    "the day's nought lost": ("a.csv", "foedt;loebenr\n70761;4285\n"),
    "and between": ("a.txt", "Notat\n070761 og 4285"),
    "a name between on a line": ("a.txt", "Notat\n070761 - Karla Mosegaard - 4285"),
    "the year first, named": ("a.txt", "Notat\nCPR-nr. 610707-4285"),
    "twelve figures": ("a.txt", "Notat\n070719614285"),
    "figures in rings": ("a.txt", "Notat\n" + TEN.translate({48: 0x1F10B, **{49 + i: 0x2780 + i for i in range(9)}})),
    "Chinese figures": ("a.txt", "Notat\n" + TEN.translate(dict(zip(range(48, 58), "〇一二三四五六七八九", strict=True)))),
    "first line tells the delimiter": ("a.csv", "sep=;\nNavn;Født;Nr\nx;070761;4285\n"),
    "heads of one letter": ("a.csv", "D;M;Å;L\n07;07;61;4285\n"),
    "four lines": ("a.txt", "Notat\n\n07\n07\n61\n4285\n\nVenlig hilsen\n"),
    "bars between": ("a.txt", "Notat\n| 07 | 07 | 1961 | 4285 |\n"),
    "commas between": ("a.txt", "Notat om sagen: 07,07,61,4285 og intet andet"),
    "odd groups": ("a.txt", "Notat\n0707 614 285"),
    "dashes between all": ("a.txt", f"Notat om nummer {'-'.join(TEN)}"),
    "a form on one line": ("a.txt", "Notat\ndag: 07 måned: 07 år: 61 løbenr: 4285\n"),
    "a form": ("a.txt", "Notat\nFødselsdato: 7/7-61\nNummer: 4285\n"),
    "values of JSON": ("a.json", '{"foedt":"1961-07-07","navn":"K","loebenr":"4285"}'),
    "a card of a person": ("a.vcf", "BEGIN:VCARD\nBDAY:1961-07-07\nX-NR:4285\nEND:VCARD\n"),
    "elements of XML": ("a.xml", "<?xml version='1.0'?><p><d>07</d><m>07</m><y>61</y><l>4285</l></p>"),
    "fields of a page": ("a.html", "<html><body>" + "".join(f"<input value={v}>" for v in TEN)),
    "letters in sixty-four, UTF-7": ("a.txt", f"Notat. Nummeret er {UTF7}"),
    "page in UTF-7": ("a.html", f"<html><head><meta charset=utf-7></head><body>{UTF7}"),
    "stylesheet in codes": ("a.html", '<html><style>p::after{content:"\\30 70761-4285"}</style><p>Nr.</p>'),
    "stylesheet in two parts": (
        "a.html",
        '<html><style>p::before{content:"070761"}p::after{content:"-4285"}</style><p></p>',
    ),
    "strings of a script": ("a.html", '<html><p id=a></p><script>a.innerText="070761"+"-4285"</script>'),
    "list of a script": ("a.html", '<html><script>b=["07","07","61","4285"].join("")</script>'),
    "comment inside": ("a.html", "<html><p>070761<!-- x -->-<b>42</b>85</p>"),
    "hidden letters inside": ("a.html", '<html><p>070761<i style="display:none">xx</i>-4285</p>'),
    "stylesheet that turns": (
        "a.html",
        "<html><style>.r{unicode-bidi:bidi-override}</style><p class=r>5824-167070</p>",
    ),
    "codes of RTF": ("a.rtf", "{\\rtf1\\ansi Nr \\'30\\'37{\\b 0761}-\\u52?285\\par}"),
    "the four first, named": ("a.txt", "Notat\nCPR-nr. 4285-070761"),
    "hidden fields of a form": ("a.html", "<html><form><input type=hidden name=dag value=070761><input type=hidden name=nr value=4285></form>"),
    "words in sixty-four": ("a.txt", "Hej\n" + b64encode(f"Her er nummeret {TEN[:6]}-{TEN[6:]} igen.".encode()).decode()),
    "a short address of data": ("a.html", f"<html><a href='data:text/plain;base64,{b64encode(b'070761-4285').decode()}'>x</a>"),
    "before a mail's parts": ("a.eml", "From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n070761-4285\n--x\n\nHej\n--x--\n"),
    "a power of ten": ("a.csv", "id;navn\n2,204822495E+09;Karla\n"),
    "noughts between the letters": ("a.txt", "\x00".join("070761-4285")),
    "glued to letters": ("a.txt", f"Notat\nSe arket B{TEN}."),
}  # fmt: skip
"""Way → a file's name and its text."""

UNREADABLE: dict[str, bytes] = {
    "a.txt": "Notat. Nummeret er 070761-4285 i dag.".encode("cp500"),
    "a.html": b"<html><script>b=String.fromCharCode(48,55,48,55,54,49)</script>",
}
"""Files whose words only a program tells: somebody looks."""

TWINS: dict[str, Written] = {
    "days and amounts": ("a.csv", "Dato;Konto;Beløb\n07-07-2025;4285;1200\n08-07-2025;4290;1300\n"),
    "weekdays": ("a.csv", "Uge;Mandag;Tirsdag;Antal\n07;07;61;4285\n08;12;64;4300\n"),
    "years over columns": ("a.csv", "Kommune;2022;2023;2024;2025\nA;12;11;35;4285\nB;10;10;44;3120\n"),
    "what was bought when": ("a.csv", "07-07-2025;Karla Mosegaard;4285\n08-07-2025;Bo Lund;1300\n"),
    "sums by day": ("a.csv", "070725;Taxa Syd;1285\n080725;Hotel Ry;1300\n"),
    "birthday and post code": ("a.csv", "Født;Navn;Postnr.;By\n070761;Karla;4285;Ry\n"),
    "a moment on four lines": ("a.txt", "Møde\n12\n05\n25\n1900\n\n"),
    "a form of a meeting": ("a.txt", "Dato: 07-07-2025\nSted: Salen\nLokale: 4285\n"),
    "numbers down a column": ("a.txt", "Antal\n12\n11\n35\n48\n4285\n"),
    "ten small figures": ("a.txt", "Point: 4 5 3 5 2 1 4 5 5 3"),
}  # fmt: skip
"""What is no number, in the same shapes."""


def _rows(*rows: tuple[Any, ...]) -> Maker:
    def write(book: Any) -> None:
        for row in rows:
            book.active.append(row)

    return lambda: ("ark.xlsx", _xlsx(write))


def _object(**parts: Any) -> Maker:
    def add(document: pikepdf.Pdf) -> None:
        document.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, **parts)]
        )

    return lambda: ("fil.pdf", _changed(add))


def _fields() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        parts = [pikepdf.Dictionary(FT=pikepdf.Name.Tx, V=pikepdf.String(one)) for one in TEN]
        document.pages[0].Annots = pikepdf.Array(parts)

    return "felter.pdf", _changed(add)


def _places() -> tuple[str, bytes]:
    def add(document: pikepdf.Pdf) -> None:
        where = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])
        document.Root.Dests = pikepdf.Dictionary({f"/C{TEN}": where})

    return "steder.pdf", _changed(add)


def _down() -> tuple[str, bytes]:
    def write(document: Any) -> None:
        table = document.add_table(4, 2)
        for row, part in enumerate(PARTS):
            table.cell(row, 0).text, table.cell(row, 1).text = "Notat", part

    return "tabel.docx", _docx(write)


def _bookmark() -> tuple[str, bytes]:
    name = f'<w:bookmarkStart w:id="1" w:name="C{TEN}"/>'.encode()
    data = _docx(lambda _: None)
    return "mærke.docx", _with(data, lambda z: z.writestr("word/mark.xml", b'<w:p xmlns:w="w">' + name + b"</w:p>"))  # fmt: skip


def _word(xml: str) -> Maker:
    """A document with one paragraph of the XML; `w` is Word's namespace."""
    return lambda: ("brev.docx", _docx(lambda d: d.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))))  # fmt: skip


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _pivot() -> tuple[str, bytes]:
    said = '<x xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><r><n v="707614285"/></r></x>'
    name = "xl/pivotCache/pivotCacheRecords1.xml"
    return "ark.xlsx", _with(_xlsx(lambda _: None), lambda z: z.writestr(name, said))


def _behind() -> tuple[str, bytes]:
    return "fil.pdf", _changed(lambda _: None) + b64encode(f"Nummeret er {TEN}".encode())


APART: dict[str, Maker] = {
    "signs of a font": _word("<w:r>" + "".join(f'<w:sym w:font="Symbol" w:char="F0{ord(f):02X}"/>' for f in TEN) + "</w:r>"),
    "over the day": _word(f"<w:r><w:ruby><w:rt>{_run('4285')}</w:rt><w:rubyBase>{_run('070761')}</w:rubyBase></w:ruby></w:r>"),
    "comment in the file of a letter": lambda: ("brev.docx", _docx(lambda d: d.element.body.insert(1, Comment(" 070761-4285 ")))),
    "kept for a pivot table": _pivot,
    "behind a file's end": _behind,
    "variables of a script": _object(Subtype=pikepdf.Name.Widget, JS=pikepdf.String("var a='070761'; var b='4285'; show(a+b);")),
    "one figure a cell": _rows(("Nr.", "Navn"), tuple(map(int, TEN))),
    "one figure a cell, behind the row's number": _rows((1, *map(int, TEN)), (2, *map(int, "1203721187"))),
    "one figure a cell, down": _rows(*((f"Felt {n:c}", int(v)) for n, v in zip(range(65, 75), TEN, strict=True))),
    "the four below the day": _rows(("Født", "Navn"), ("07-07-1961", "Karla"), (4285, "Dahl")),
    "formula that shows a number as text": _rows(('="0707"&TEXT(61,"00")&"-42"&"85"',)),
    "marks in a comment": _object(Subtype=pikepdf.Name.Text, RC=pikepdf.String("<p>07<b>0761-42</b>85</p>")),
    "how a field is drawn": _object(Subtype=pikepdf.Name.Widget, DA=pikepdf.String(f"/C{TEN} 12 Tf 0 g")),
    "fields of one figure": _fields,
    "name of a place": _places,
    "cells below each other": _down,
    "name of a bookmark": _bookmark,
}  # fmt: skip
"""Way → a file of an office program or a PDF."""

FILE_TWINS: dict[str, Maker] = {
    "accounts and budgets": _rows(("konto", "budget"), (110372, 1187), (230424, 1503)),
    "amounts of ten figures": _rows(("Beløb",), (2406551485.25,), (1200.0,)),
}
"""Sheets without one."""
