"""A document always comes: each letter is shown, or marked with its number, and the data keep it."""

from __future__ import annotations

import io
import json
import unicodedata
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import settings as house
from hypothesis import given, settings
from hypothesis import strategies as st

from raadslag.record import (
    Attachment,
    Attendee,
    Decision,
    Heading,
    Item,
    Meeting,
    Paragraph,
    Section,
    Span,
    Table,
)
from raadslag.render import document
from raadslag.render import fonts as fonts_of_house
from raadslag.render.document import Source, record_to_pdf
from raadslag.render.fonts import bundled, families_in
from raadslag.render.glyphs import Letters, clusters

FETCHED = [folder for folder in house.FONTS if folder.is_dir()]
WIDE = len(FETCHED) == len(house.FONTS)
FONTS = pytest.mark.parametrize("fonts", [[], FETCHED], ids=["bare", "fetched"])
ANY = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)
SCRIPTS = "😀 ✅ 漢字 தமிழ் שלום العربية ประเทศ 한국 ἀρχή → ☑ ∑ 𝐀"


def record_with(text: str, bold: str = "") -> Meeting:
    """A record with the text in every kind of place."""
    spans = (
        Span(text),
        Span(bold or text, strong=True),
        Span(text, emphasis=True, href="https://x.dk"),
    )
    blocks = (Heading(2, spans), Paragraph(spans), Table(text, (text, "b"), ((text, text),)))
    item = Item(
        number=1,
        title=text,
        sections=(Section(text, "case", 1, "", blocks), Section(None, "other", 1, text)),
        recommendations=(text, text),
        recommended_by=text,
        decision=Decision(text, "approved", dissents=(text,)),
        attachments=(Attachment(title=text),),
    )
    return Meeting(organization=text, location=text, items=(item,), attendance=(Attendee(text, role=text),))  # fmt: skip


def made(text: str, fonts: list[Path], *, bold: str = "") -> bytes:
    source = Source(text, text, date(2026, 3, 3), None, "https://moellested.dk/")
    return record_to_pdf(record_with(text, bold), source, fonts=fonts)


def document_of(letters: list[str], fonts: list[Path]) -> bytes:
    """The letters alone and beside another, every second line bold."""
    lines = ["".join(letters[n : n + 200]) for n in range(0, len(letters), 200)]
    lines += ["e".join(line) for line in lines]
    blocks = tuple(Paragraph((Span(line, n % 2 > 0),)) for n, line in enumerate(lines))
    record = Meeting(items=(Item(number=1, sections=(Section("Tegn", "case", 1, "", blocks),)),))
    return record_to_pdf(record, Source("M", "U", date(2026, 3, 3), None, ""), fonts=fonts)


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.fixture(autouse=True)
def never_the_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be shown is known before Typst is asked; the way out for the unforeseen isn't taken."""

    def stop(*_: object) -> None:
        raise AssertionError("Typst refused a letter that was thought to be there")

    monkeypatch.setattr(document.LOG, "warning", stop)


@FONTS
@pytest.mark.parametrize(
    "text",
    [
        "😀 ✅",
        "\uf0b7 punkt",
        "漢字",
        "தமிழ்",
        "a\x00b",
        "a\x1bb",
        "�",
        "\ufdd0",
        "\ue000",
        "e" + "́" * 5000,
        "exe.\u202egpj",
        "́",
        "🏻",
        "1️⃣",
        "漢\u200d👩",
        "\ufeff",
        "த́",
        "𒀀" * 40,
        "\u200b",
        "\U000e0041",
        "\t",
        "x⃣",
    ],
    ids=ascii,
)
def test_one_letter_never_stops_a_document(text: str, fonts: list[Path]) -> None:
    assert made(text, fonts).startswith(b"%PDF")


def test_a_letter_that_no_font_has_is_named_by_its_number_and_the_document_says_so() -> None:
    text = text_of(made("Kile\U00012000\U00012001 og \uf123, " + "\U00012000" * 30, []))
    assert "⟦U+12000 U+12001⟧" in text
    assert "⟦U+12000 og 29 tegn mere⟧" in text
    assert "med tegnets nummer i Unicode" in text
    assert "med tegnets nummer i Unicode" not in text_of(made("Helt almindelig", []))


@FONTS
def test_the_record_inside_keeps_the_letters_themselves(fonts: list[Path]) -> None:
    odd = "😀 \U00012000 \uf0b7 \ud83d"
    with pikepdf.open(io.BytesIO(made(odd, fonts))) as pdf:
        data = json.loads(pdf.attachments["record.json"].get_file().read_bytes())
    assert data["items"][0]["title"] == odd


@pytest.mark.skipif(not WIDE, reason="skrifterne er ikke hentet (./run design)")
def test_names_and_signs_from_the_whole_world_are_shown_where_the_fonts_are_fetched() -> None:
    assert Letters(FETCHED).missing_in(SCRIPTS) == []
    content = made(SCRIPTS, FETCHED)
    assert "⟦" not in text_of(content)
    assert "漢字" in text_of(content)
    assert len(content) < 400_000, "only the letters that are used are put into the document"


def test_a_document_in_danish_waits_for_no_wide_font() -> None:
    letters = Letters(FETCHED)
    assert letters.legible("Møde nr. 4 – »børn & unge«, 40 €") == "Møde nr. 4 – »børn & unge«, 40 €"
    assert letters.used == []


@FONTS
@given(text=ANY, bold=ANY)
@settings(max_examples=25)
def test_whatever_is_pasted_a_document_comes(text: str, bold: str, fonts: list[Path]) -> None:
    assert made(text, fonts, bold=bold).startswith(b"%PDF")


@FONTS
def test_a_sample_of_every_block_of_unicode_is_set_in_one_document(fonts: list[Path]) -> None:
    codes = range(0x20, 0x110000, 61)
    sample = [chr(code) for code in codes if unicodedata.category(chr(code)) != "Co"]
    assert document_of(sample, fonts).startswith(b"%PDF")


@pytest.mark.parametrize("family", ["IBM Plex Sans", "Noto Sans", "Libertinus Serif"])
def test_every_typeface_for_a_body_has_the_everyday_letters(family: str) -> None:
    everyday = {code for code in range(0x20, 0x2100) if not Letters([]).missing_in(chr(code))} & {
        *range(0x20, 0x7F),
        *range(0xA1, 0xAD),
        *range(0xAE, 0x100),
        *map(ord, "–—‘’“”„•…€"),
    }
    found = {one.name: one for one in families_in(FETCHED)}
    if family not in found:
        pytest.skip("skriften er ikke hentet")
    assert everyday <= found[family].letters


def test_the_table_of_what_typst_brings_along_is_true() -> None:
    """A new Typst may bring other fonts: the table is made again then."""
    for family in bundled():
        letters = [chr(code) for code in sorted(family.letters) if code > 0x20]
        assert document_of(letters, []).startswith(b"%PDF")


def test_a_letter_keeps_what_is_written_on_it() -> None:
    assert list(clusters("e\u0301b👩\u200d👧🇩🇰🇸🇪")) == ["e\u0301", "b", "👩\u200d👧", "🇩🇰", "🇸🇪"]


def test_a_table_that_claims_too_much_costs_the_letter_and_not_the_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[object] = []
    (tmp_path / "old.txt").write_text("DejaVu Sans Mono: 20-FF 12000")
    monkeypatch.setattr(document.LOG, "warning", lambda *words: told.append(words))
    monkeypatch.setattr(fonts_of_house, "BUNDLED", tmp_path / "old.txt")
    bundled.cache_clear()
    try:
        text = text_of(made("Kile \U00012000 står", []))
    finally:
        bundled.cache_clear()
    assert "Kile ⟦U+12000⟧ står" in text
    assert told
