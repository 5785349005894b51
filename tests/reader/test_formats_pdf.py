"""PDF to lines: reading order, tables, running heads. The files are made here with Typst."""

from __future__ import annotations

import io

import pikepdf
import pytest
import typst

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.pdf.file import pdf_to_source
from raadslag.reader.lines.line import Line, Source, UnreadableFile
from raadslag.record import Table

FILLER = "Havnen skal renses for slam, før de nye broer kan bygges færdig. " * 9


def pdf(source: str) -> bytes:
    return bytes(typst.compile(('#set text(lang: "da", size: 10pt)\n' + source).encode()))


def read(source: str) -> Source:
    return pdf_to_source(pdf(source), Limits())


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text]


def tables(source: Source) -> list[Table]:
    return [line.table for line in source.lines if line.table is not None]


def line_of(source: Source, text: str) -> Line:
    return next(line for line in source.lines if line.text == text)


def test_lines_tell_their_page_size_and_weight() -> None:
    source = read("= Referat\n\nMolen er slidt.\n\n#pagebreak()\n\n*Beslutning*\n\nGodkendt.")
    title, plain = line_of(source, "Referat"), line_of(source, "Molen er slidt.")
    assert title.bold
    assert not plain.bold
    assert title.size is not None
    assert plain.size is not None
    assert title.size > plain.size
    assert (plain.page, line_of(source, "Godkendt.").page) == (1, 2)
    assert line_of(source, "Beslutning").bold
    numbers = [line.number for line in source.lines]
    assert numbers == sorted(set(numbers))


def test_blank_space_above_a_line_is_seen() -> None:
    source = read("Første linje. \\\nAnden linje.\n\n#v(2cm)\n\nTredje linje.")
    second, third = line_of(source, "Anden linje."), line_of(source, "Tredje linje.")
    assert second.gap is not None
    assert third.gap is not None
    assert second.gap < 0.5
    assert third.gap > 3


def test_a_ruled_table_keeps_its_cells_over_several_lines() -> None:
    source = read(
        "#table(columns: (2cm, 3cm, 3cm), [Område], [Budget], [Regnskab],"
        "[Sejlrende og lystbådehavn i alt], [12,4], [11,9], [Moler], [], [0,5])"
    )
    (table,) = tables(source)
    assert table.columns == ("Område", "Budget", "Regnskab")
    assert table.rows == (
        ("Sejlrende og lystbådehavn i alt", "12,4", "11,9"),
        ("Moler", "", "0,5"),
    )


def test_a_table_without_lines_is_found_by_its_columns() -> None:
    source = read(
        f"{FILLER}\n\n#table(stroke: none, columns: (4fr, 1fr, 1fr), align: (left, right, right),"
        "[*Mål*], [*2023*], [*2024*], [Gæstesejlere], [1.204], [1.190], [Både], [300], [301])"
        f"\n\n{FILLER}"
    )
    (table,) = tables(source)
    assert table.columns == ("Mål", "2023", "2024")
    assert table.rows == (("Gæstesejlere", "1.204", "1.190"), ("Både", "300", "301"))
    assert sum("slam" in text for text in texts(source)) >= 2


def test_a_table_over_a_page_break_is_one_table_with_one_header() -> None:
    rows = ", ".join(f"[{n}], [Båd {n}], [{n * 3},5]" for n in range(1, 81))
    source = read(
        "#set page(footer: context [Side #counter(page).display() af 9])\n"
        f"#table(columns: 3, table.header([*Nr*], [*Båd*], [*Afgift*]), {rows})"
    )
    (table,) = tables(source)
    assert table.columns == ("Nr", "Båd", "Afgift")
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, 81)]


def test_two_tables_on_one_page_stay_two() -> None:
    one = "#table(columns: 2, [Mole], [1,5], [Bro], [2,5])"
    source = read(f"{one}\n\nHer imellem står der tekst om havnen.\n\n{one}")
    assert len(tables(source)) == 2


def test_labels_with_values_are_lines_and_no_table() -> None:
    source = read(
        "Dato: #h(2cm) 4. marts 2024\n\nSted: #h(2cm) Havnekontoret\n\nSlut: #h(2cm) 17:30"
    )
    assert not tables(source)
    assert texts(source) == ["Dato: 4. marts 2024", "Sted: Havnekontoret", "Slut: 17:30"]


def test_a_list_of_contents_is_kept_as_lines() -> None:
    headings = "\n".join(f"== Punkt {n}: Mole {n}\n#pagebreak()" for n in range(1, 6))
    source = read(f"#outline()\n#pagebreak()\n{headings}")
    assert not tables(source)
    assert any(text.startswith("Punkt 3: Mole 3") and text.endswith("4") for text in texts(source))


def test_running_heads_and_page_numbers_go_but_the_first_head_stays() -> None:
    pages = "\n#pagebreak()\n".join(f"Tekst på ark nummer {n}." for n in "ABCDE")
    source = read(
        "#set page(header: [Sandby Kommune – Havneudvalget], footer: context "
        f"[Side #counter(page).display() af #counter(page).final().first()])\n{pages}"
    )
    found = texts(source)
    assert found.count("Sandby Kommune – Havneudvalget") == 1
    assert not any(text.startswith("Side ") for text in found)
    assert sum(text.startswith("Tekst på ark") for text in found) == 5


def test_a_case_number_under_every_heading_is_no_running_head() -> None:
    pages = "\n#pagebreak()\n".join(
        f"== Punkt {n}: Mole {n}\n\n24/{1000 + 7 * n * n}\n\n*Beslutning*\n\nGodkendt."
        for n in range(1, 8)
    )
    found = texts(read(f"#set page(margin: (top: 1cm))\n{pages}"))
    assert sum(text.startswith("24/") for text in found) == 7
    assert found.count("Beslutning") == 7


def test_a_number_alone_at_the_foot_of_a_table_is_kept() -> None:
    rows = ", ".join(f"[{n}], [Båd {n}], [{n},5]" for n in range(1, 60))
    (table,) = tables(read(f"#table(columns: 3, {rows})"))
    assert [row[0] for row in (table.columns, *table.rows) if row] == [str(n) for n in range(1, 60)]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    source = read(f"#set page(columns: 2)\n{FILLER}\n\n#colbreak()\n\nNy spalte. {FILLER.upper()}")
    assert not tables(source)
    found = texts(source)
    start = next(i for i, text in enumerate(found) if text.startswith("Ny spalte"))
    assert not any(text.isupper() for text in found[:start])


def test_a_turned_page_is_read_upright() -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Molen er slidt.\n\nBroen er ny."))) as document:
        document.pages[0].Rotate = 90
        document.save(held)
    found = pdf_to_source(held.getvalue(), Limits())
    assert sorted(texts(found)) == ["Broen er ny.", "Molen er slidt."]


def test_letters_outside_ascii_and_ligatures_are_plain() -> None:
    source = read("Æblegården på Ærø – flot officielt ”fjordfisk”")
    assert texts(source) == ["Æblegården på Ærø – flot officielt ”fjordfisk”"]


def test_a_pdf_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="OCR"):
        read("#circle()")


def test_the_title_is_taken_from_the_file() -> None:
    assert read('#set document(title: "Referat")\nHej').title == "Referat"


def test_a_letterhead_in_the_margin_is_read_after_the_text() -> None:
    source = read(
        "#set page(margin: (right: 6cm))\n#place(top + right, dx: 5cm, dy: 0.3cm, box(width: 4cm, "
        f"align(left, text(size: 7pt)[Havnekontoret \\ Molevej 2 \\ Sandby \\ Telefon])))\n\n{FILLER}"
    )
    found = texts(source)
    assert found[-4:] == ["Havnekontoret", "Molevej 2", "Sandby", "Telefon"]
    assert " ".join(found[:-4]) == " ".join(FILLER.split())


def test_links_lie_on_their_words_and_unsafe_ones_are_gone() -> None:
    source = read(
        'Se #link("https://sandby.example/kort")[kortet over havnen] og #link("javascript:x()")[her].'
    )
    (line,) = source.lines
    assert [(span.text, span.href) for span in line.spans] == [
        ("Se ", None),
        ("kortet over havnen", "https://sandby.example/kort"),
        (" og her.", None),
    ]


def test_a_heading_that_the_margin_broke_is_one_line() -> None:
    long = "Referat af Udvalget for Havne, Strande, Fiskeri, Sejlads og Badeanstalter d. 04-03-2024"
    source = read(f"= {long}\n\n#v(1cm)\n{FILLER}")
    assert texts(source)[0] == long


def test_large_lines_of_contents_are_not_joined() -> None:
    rows = " \\\n".join(f"Mole nummer {n} #box(width: 1fr, repeat[.]) {n}" for n in range(3, 9))
    found = texts(read(f"#text(size: 13pt)[{rows}]\n\n{FILLER}"))
    assert sum(text.startswith("Mole nummer") for text in found) == 6


def test_words_broken_at_the_margin_are_whole_on_the_line_they_begin() -> None:
    source = read(
        "#set page(width: 7cm)\n#set text(hyphenate: true)\n#set par(justify: true)\n"
        "Havneministeriet offentliggjorde sejladsbestemmelserne for fiskeriinspektørerne."
    )
    found = texts(source)
    assert len(found) > 1
    assert " ".join(found) == (
        "Havneministeriet offentliggjorde sejladsbestemmelserne for fiskeriinspektørerne."
    )


def test_words_broken_in_a_cell_are_whole_but_joined_words_keep_their_hyphen() -> None:
    source = read(
        "#table(columns: (2.2cm, 2cm), [Fiskeri- \\ og badeplads], [1,5], [Sejlads- \\ plads], [2,5], [Bro], [3])"
    )
    (table,) = tables(source)
    assert [row[0] for row in (table.columns, *table.rows) if row] == [
        "Fiskeri- og badeplads",
        "Sejladsplads",
        "Bro",
    ]


def test_a_page_with_a_large_drawing_is_read_in_time() -> None:
    import time

    started = time.monotonic()
    source = read(
        "#for i in range(4000) { place(dx: calc.rem(i, 97) * 1mm, dy: calc.rem(i, 89) * 2mm, "
        "rect(width: 5mm, height: 4mm)) }\nDato: #h(2cm) 4. marts\n\nSted: #h(2cm) Her"
    )
    assert "Dato: 4. marts" in texts(source)
    assert time.monotonic() - started < 20


def test_the_same_line_of_absences_at_the_end_of_every_page_is_kept() -> None:
    from raadslag.reader.parse import parse

    pages = "\n#pagebreak()\n".join(
        f"== Punkt {n}: Mole nummer {n}\n\n*Beslutning*\n\nGodkendt.\n\nAfbud Asta Holm (A)"
        for n in range(1, 7)
    )
    meeting = parse(read(f"= Referat Havneudvalget d. 04-03-2024\n\n{pages}"))
    assert [item.absences_noted for item in meeting.items] == [("Asta Holm",)] * 6


@pytest.mark.parametrize("leading", ["0.4em", "0.65em", "1.3em"])
def test_blank_space_is_counted_from_the_files_own_leading(leading: str) -> None:
    source = read(
        f"#set par(leading: {leading}, spacing: {leading} + 1em)\n{FILLER}\n\n{FILLER}\n\n{FILLER}"
    )
    gaps = [line.gap for line in source.lines if line.gap is not None]
    assert sum(gap > 0.25 for gap in gaps) == 2
    assert sum(gap < 0.1 for gap in gaps) == len(gaps) - 2


def test_a_short_paragraph_after_a_full_line_is_not_run_into_it() -> None:
    from raadslag.reader.parse import parse

    source = read(
        "#set par(spacing: 1.2em)\n= Referat Havneudvalget d. 04-03-2024\n\n== Punkt 1: Ny mole\n\n"
        f"*Sagsfremstilling*\n\n{FILLER}\n\n{FILLER}\n\n*Beslutning*\n\nGodkendt."
    )
    (item,) = parse(source).items
    (section,) = item.sections
    assert section.text == "\n\n".join([FILLER.strip()] * 2)


def test_words_under_a_box_are_no_content_and_the_page_is_told() -> None:
    box = "#place(top + left, dy: {}, rect(width: 12cm, height: 1em, fill: {}))"
    words = "#place(top + left, dy: {}, [Ansøgeren Karla Mosegaard er syg.])"
    hidden = read(words.format("0cm") + box.format("0cm", "black") + "#v(2cm)Godkendt.")
    assert texts(hidden) == ["Godkendt."]
    assert [(note.code, note.where and note.where.page) for note in hidden.notes] == [
        ("covered-text", 1)
    ]
    behind = read(box.format("0cm", "yellow") + words.format("0cm") + "#v(2cm)Godkendt.")
    assert "Ansøgeren Karla Mosegaard er syg." in texts(behind)
    assert behind.notes == ()


def test_a_box_over_one_name_leaves_the_rest_of_the_line() -> None:
    source = read(
        "Ansøgeren #box[Karla Mosegaard#place(top + left, rect(width: 69pt, height: 1em, fill: black))] får ret."
    )
    assert "Karla" not in " ".join(texts(source))
    assert " ".join(texts(source)).replace("  ", " ") == "Ansøgeren får ret."
