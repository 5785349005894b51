"""What of a Word file, a web page or plain text is no content, and what could not be read: it is said."""

from __future__ import annotations

import io
import zipfile

import pytest

from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.finish import finished
from raadslag.reader.formats.office.docx import docx_to_source
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.formats.web.html import html_to_source
from raadslag.reader.lines.line import Source

WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def docx(body: str, **parts: str) -> Source:
    """A Word file with that body, and other parts by name ("comments", "header1", "styles")."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as new:
        new.writestr(
            "word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
        )
        for name, part in parts.items():
            new.writestr(f"word/{name}.xml", part.replace(" W>", f" {WORD}>"))
    return finished(docx_to_source(held.getvalue(), Limits()))


def html(body: str, head: str = "") -> Source:
    page = f"<!doctype html><meta charset=utf-8>{head}<body><main>{body}</main>"
    return finished(html_to_source(page.encode(), Limits()))


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text]


def codes(source: Source) -> list[str]:
    return [note.code for note in source.notes if note.kind == "unread"]


STYLES = (
    '<w:styles W><w:style w:styleId="Ude"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)
WORD_HIDDEN = {
    "streget over": ("<w:strike/>", "struck-text"),
    "streget over to gange": ("<w:dstrike/>", "struck-text"),
    "streget over af sin stil": ('<w:rStyle w:val="Ude"/>', "struck-text"),
    "skjult": ("<w:vanish/>", "hidden-text"),
    "skjult af sin stil": ('<w:rStyle w:val="Skjult"/>', "hidden-text"),
    "hvid": ('<w:color w:val="FFFFFF"/>', "hidden-text"),
    "et punkt høj": ('<w:sz w:val="2"/>', "hidden-text"),
}


@pytest.mark.parametrize("way", WORD_HIDDEN)
def test_what_word_hides_or_strikes_out_is_no_content_and_is_said(way: str) -> None:
    settings, code = WORD_HIDDEN[way]
    source = docx(p(r("Udsat.", settings), r("Godkendt.")), styles=STYLES)
    assert (texts(source), codes(source)) == (["Godkendt."], [code])


@pytest.mark.parametrize(
    "settings",
    ['<w:strike w:val="0"/>', '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>', '<w:color w:val="808080"/>'],
)  # fmt: skip
def test_what_word_shows_is_content(settings: str) -> None:
    source = docx(p(r("Udsat.", settings)))
    assert (texts(source), codes(source)) == (["Udsat."], [])


def test_changes_that_wait_are_read_as_if_they_were_made_and_are_said() -> None:
    source = docx(
        p(
            "<w:del><w:r><w:delText>Afvist.</w:delText></w:r></w:del>",
            f"<w:ins>{r('Godkendt.')}</w:ins>",
        )
    )
    assert (texts(source), codes(source)) == (["Godkendt."], ["tracked-change"])


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><wps:wsp><wps:txbx><w:txbxContent>'
    "{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_at_its_place() -> None:
    box = BOX.format(p(r("Ikke godkendt.")) + p(r("Skiltene flyttes.")))
    source = docx(p(r("Beslutning")) + p(box) + p(r("Punkt 2")))
    assert texts(source) == ["Beslutning", "Ikke godkendt.", "Skiltene flyttes.", "Punkt 2"]
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p(r("Gammel boks."))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(docx(p(r("Før"), old))) == ["Før", "Gammel boks."]


def test_content_controls_round_text_cells_and_rows_are_read_through() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def cell(text: str) -> str:
        return f"<w:tc>{p(r(text))}</w:tc>"

    rows = [
        f"<w:tr>{cell(f'Mole {n}')}{cell(f'{n},5')}{control(cell(f'{n},0'))}</w:tr>"
        for n in (1, 2, 3)
    ]
    head = f"<w:tr>{cell('Sted')}{cell('2030')}{cell('2031')}</w:tr>"
    source = docx(
        control(p(control(r("Punkt 1: Molerne"))))
        + f"<w:tbl>{head}{rows[0]}{control(rows[1] + rows[2])}</w:tbl>"
    )
    (table,) = [line.table for line in source.lines if line.table]
    assert texts(source) == ["Punkt 1: Molerne"]
    assert table.rows == (
        ("Mole 1", "1,5", "1,0"),
        ("Mole 2", "2,5", "2,0"),
        ("Mole 3", "3,5", "3,0"),
    )


def test_formulas_and_symbols_are_read_as_text() -> None:
    def m(tag: str, inside: str) -> str:
        return f"<m:{tag}>{inside}</m:{tag}>"

    def t(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = m("f", m("num", t("a+b")) + m("den", t("2")))
    power = m("sSup", m("e", t("x")) + m("sup", t("2")))
    root = m("rad", m("deg", "") + m("e", t("y")))
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    source = docx(
        p(f"<m:oMath>{fraction}{t('=')}{power}{t('+')}{root}</m:oMath>")
        + p(sign.format("Wingdings", "F0FE"), r(" Godkendt "), sign.format("Symbol", "F0B3"), r(" 5"))
        + p(r("25 m"), r("2", '<w:vertAlign w:val="superscript"/>'), r(" og CO"), r("2", '<w:vertAlign w:val="subscript"/>'))
    )  # fmt: skip
    assert texts(source) == ["(a+b)/2=x²+√(y)", "☒ Godkendt ≥ 5", "25 m² og CO2"]
    unknown = docx(p(r("Grænsen "), sign.format("Fantasi", "F012"), r(" 5")))
    assert codes(unknown) == ["unreadable-letters"]


def test_comments_endnotes_and_marks_of_a_word_file() -> None:
    body = p(r("Godkendt."), '<w:r><w:endnoteReference w:id="2"/></w:r>')
    endnotes = f'<w:endnotes W><w:endnote w:id="2">{p(r("Se bilag 3."))}</w:endnote></w:endnotes>'
    comments = (
        f'<w:comments W><w:comment w:id="0">{p(r("Er det rigtigt?"))}</w:comment></w:comments>'
    )
    header = '<w:hdr W><w:p><w:r><w:pict><v:shape><v:textpath string="UDKAST"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    source = docx(body, endnotes=endnotes, comments=comments, header1=header)
    assert texts(source) == ["Godkendt.[2]", "[2] Se bilag 3."]
    assert sorted(codes(source)) == ["comment", "watermark"]
    assert any("Er det rigtigt?" in note.text for note in source.notes)


def test_a_part_that_word_fetches_from_elsewhere_is_said() -> None:
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    assert codes(docx(p(r("Tallene:"), sheet))) == ["embedded-object"]
    assert codes(docx(p(r("Godkendt.")) + '<w:altChunk r:id="rId9"/>')) == ["part-not-read"]


def test_a_picture_in_a_decisions_place_is_said() -> None:
    picture = "<w:r><w:drawing><a:graphic><a:blip/></a:graphic></w:drawing></w:r>"
    text = p(r("Molen er slidt, og den skal bygges om. " * 10))
    assert codes(docx(text + p(r("Beslutning")) + p(picture))) == ["picture-page"]
    assert codes(docx(p(picture) + text + p(r("Beslutning")) + p(r("Godkendt.")))) == []


HTML_HIDDEN = {
    "del": ("<del>Udsat.</del>", "struck-text"),
    "s": ("<s>Udsat.</s>", "struck-text"),
    "strike": ("<strike>Udsat.</strike>", "struck-text"),
    "stil": ('<span style="text-decoration: line-through">Udsat.</span>', "struck-text"),
    "klasse": ('<span class="ude">Udsat.</span>', "struck-text"),
    "vises ikke": ('<span style="display: none">Udsat.</span>', "hidden-text"),
    "usynlig": ('<b style="visibility:hidden">Udsat.</b>', "hidden-text"),
    "skjult": ("<span hidden>Udsat.</span>", "hidden-text"),
    "hvid": ('<span style="color:#ffffff">Udsat.</span>', "hidden-text"),
    "uden højde": ('<font style="font-size:0">Udsat.</font>', "hidden-text"),
    "Words egen": ('<span style="mso-hide:all">Udsat.</span>', "hidden-text"),
}


@pytest.mark.parametrize("way", HTML_HIDDEN)
@pytest.mark.parametrize(
    "around", ["<p>{} Godkendt.</p>", "<table><tr><td>{} Godkendt.<td>1<tr><td>a<td>2</table>"]
)
def test_what_a_page_hides_or_strikes_out_is_no_content_and_is_said(way: str, around: str) -> None:
    hidden, code = HTML_HIDDEN[way]
    source = html(
        around.format(hidden), head="<style>.ude{color:red;text-decoration:line-through}</style>"
    )
    words = " ".join([*texts(source), *(str(line.table) for line in source.lines if line.table)])
    assert "Udsat" not in words
    assert "Godkendt." in words
    assert codes(source) == [code]


SHEETS = {
    "en klasse": (".x{display:none}", '<p class="x">Udsat.</p>'),
    "to klasser": ("/* a */ .z, p .x { visibility: hidden; }", '<p>Se <i class="x">Udsat.</i></p>'),
    "uden for siden": (".x{position:absolute;left:-9999px}", '<p class="x">Udsat.</p>'),
    "klippet væk": (".x{clip-path:inset(50%);height:1px}", '<span class="x">Udsat.</span>'),
    "hvid på hvid": (".x{color:#fff}", '<p class="x">Udsat.</p>'),
    "hvid på sin egen grund": ("", '<p style="color:#fff;background:#ffffff">Udsat.</p>'),
    "en id": ("#x{opacity:0}", '<p id="x">Udsat.</p>'),
}


@pytest.mark.parametrize("way", SHEETS)
def test_what_a_pages_own_sheet_hides_is_no_content_and_is_said(way: str) -> None:
    sheet, hidden = SHEETS[way]
    source = html(f"<h2>Punkt 1: Molen</h2><p>Godkendt.</p>{hidden}", f"<style>{sheet}</style>")
    assert "Udsat" not in " ".join(texts(source))
    assert codes(source) == ["hidden-text"]


SHOWN = {
    "hvid på mørkt": (
        ".b{background:#003}.x{color:#fff}",
        '<div class="b"><p class="x">Udsat.</p></div>',
    ),
    "kun på papir": ("@media print{.x{display:none}}", '<p class="x">Udsat.</p>'),
    "vist igen": (".x{display:none} .x{display:block}", '<p class="x">Udsat.</p>'),
    "når musen er der": (".x:hover{display:none}", '<p class="x">Udsat.</p>'),
    "foldet ud": (".x{display:none}", '<div class="x"><h3>Beslutning</h3><p>Udsat.</p></div>'),
}


@pytest.mark.parametrize("way", SHOWN)
def test_what_a_pages_own_sheet_shows_after_all_is_read(way: str) -> None:
    sheet, shown = SHOWN[way]
    source = html(f"<h2>Punkt 1: Molen</h2><p>Godkendt.</p>{shown}", f"<style>{sheet}</style>")
    assert "Udsat." in texts(source)
    assert codes(source) == []


def test_a_few_words_for_those_who_listen_are_nobodys_doubt() -> None:
    link = '<p><a href="/a">Plan<span class="sr-only">(åbner i nyt vindue)</span></a></p>'
    source = html(f"<h2>Punkt 1: Molen</h2>{link}", "<style>.sr-only{left:-9999px}</style>")
    assert texts(source) == ["Punkt 1: Molen", "Plan"]
    assert codes(source) == []


def test_a_part_that_folds_out_is_read_and_a_hidden_menu_is_nobodys_doubt() -> None:
    folded = '<div style="display:none"><h2>Punkt 2: Broen</h2><p>Intet.</p></div>'
    source = html(f"<div hidden>Menu</div><h2>Punkt 1: Molen</h2><p>Godkendt.</p>{folded}")
    assert texts(source) == ["Punkt 1: Molen", "Godkendt.", "Punkt 2: Broen", "Intet."]
    assert codes(source) == []


def test_a_pages_fields_formulas_and_raised_figures_are_read() -> None:
    source = html(
        '<p>Beslutning: <input type="text" value="Godkendt."></p><p><textarea>Uden bemærkninger.</textarea></p>'
        "<p><select><option>Afvist<option selected>Vedtaget</select></p><p>25 m<sup>2</sup>, CO<sub>2</sub></p>"
        "<p><math><mfrac><mi>a</mi><mn>2</mn></mfrac><mo>=</mo><msup><mi>x</mi><mn>2</mn></msup></math></p>"
    )
    assert texts(source) == [
        "Beslutning: Godkendt.",
        "Uden bemærkninger.",
        "Vedtaget",
        "25 m², CO2",
        "a/2=x²",
    ]
    assert codes(source) == []


def text(*lines: str) -> Source:
    return finished(text_to_source("\n".join(lines)))


def test_plain_text_has_its_words_whole_its_letters_back_and_its_marks_said() -> None:
    source = text(
        "UDKAST", "B E S L U T N I N G", "P O L I T I S K   P R O C E S", "Udvalget drøf\u00ad", "tede mål-", "sætningen.",
        "M\ufffddet blev a\ufffdyst.", "U\u0336d\u0336s\u0336a\u0336t\u0336 Godkendt.",
    )  # fmt: skip
    assert texts(source) == [
        "BESLUTNING", "POLITISK PROCES", "Udvalget drøftede", "målsætningen.", "Mødet blev aflyst.", "Godkendt.",
    ]  # fmt: skip
    assert sorted(codes(source)) == ["struck-text", "watermark"]


def test_a_row_of_party_letters_is_no_spaced_word() -> None:
    assert texts(text("For stemte A B C F V")) == ["For stemte A B C F V"]


def test_nobody_is_sure_of_a_file_of_which_something_was_not_read() -> None:
    page = (
        "<h1>Referat Havneudvalget</h1><p>Dato: 3. maj 2031 kl. 16.00</p><p>Sted: Rådhuset</p>"
        + "".join(
            f"<h2>Punkt {n}: Mole {n}</h2><h3>Beslutning</h3><p>{{}}Godkendt.</p>"
            for n in (1, 2, 3)
        )
    )
    (whole,) = bytes_to_meetings(page.replace("{}", "").encode(), Limits())
    (struck,) = bytes_to_meetings(page.replace("{}", "<s>Udsat.</s> ").encode(), Limits())
    assert [item.decision.text for item in struck.items] == ["Godkendt."] * 3
    assert struck.confidence <= 0.5 < whole.confidence
