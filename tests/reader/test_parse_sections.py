"""Sections, sub-headings, recommendations, attachments, tables, promises and the way on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from raadslag.reader.lines.line import Line, Source
from raadslag.reader.parse import parse
from raadslag.record import BulletList, Paragraph, Table
from tests.reader.parsing import HEAD, one_item, read_text

LONG = "Stien er slidt, og der er brug for et nyt underlag på hele strækningen langs åen."


def test_headings_have_meaning_and_free_ones_are_sub_sections() -> None:
    item = one_item(
        f"Resumé\n\nSagen handler om stien.\n\nSagsbeskrivelse\n\n{LONG}\n\nLys og skilte\n\n{LONG}\n\nØkonomi\n\nIngen.\n\nBeslutning\n\nGodkendt."
    )
    assert [(s.heading, s.key, s.level) for s in item.sections] == [
        ("Resumé", "summary", 1), ("Sagsbeskrivelse", "case", 1), ("Lys og skilte", "case", 2), ("Økonomi", "economy", 1),
    ]  # fmt: skip
    case = item.sections[1]
    assert len(case.blocks) == 1
    assert case.text.endswith(item.sections[2].text)


def test_unknown_headings_that_come_again_are_learnt() -> None:
    body = "".join(
        f"Punkt {n}: Sag {'abcd'[n]}\n\n04.00.00-P20-{n}-24\n\nIndstilling\n\nForvaltningen indstiller, at sagen drøftes.\n\nRådmandens påskrift\n\nAfdelingen har set på sagen og har ikke noget at tilføje.\n\nBeslutning\n\nDrøftet.\n\n"
        for n in range(4)
    )
    meeting = read_text(f"{HEAD}\n\n{body}")
    assert [s.heading for item in meeting.items for s in item.sections] == [
        "Rådmandens påskrift"
    ] * 4
    assert meeting.items[0].recommendations == ("at sagen drøftes.",)


def test_a_sentence_cut_by_a_page_is_one_paragraph() -> None:
    item = one_item(
        "Sagsfremstilling\n\nFørste halvår har været præget af ombygning, og det skyldes særlig de mange\n\nvåde dage i foråret.\n\nBeslutning\n\nGodkendt."
    )
    (block,) = item.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert "mange våde dage" in item.sections[0].text


def test_lists_keep_their_numbers_and_letters() -> None:
    item = one_item(
        "Sagsfremstilling\n\nDer er tre veje:\n\n- over broen\n- under broen\n\n1. Først dette.\n2. Så hint.\n\nA. Brev.\n\nBeslutning\n\nGodkendt."
    )
    blocks = item.sections[0].blocks
    lists = [b for b in blocks if isinstance(b, BulletList)]
    assert [(b.ordered, len(b.items)) for b in lists] == [(False, 2), (True, 2)]
    assert item.sections[0].text.endswith("A. Brev.")


def test_who_recommends_may_hold_commas_and_the_points_lose_their_numbers() -> None:
    item = one_item(
        "Indstilling\n\nCentrene for Skole samt Vej, Park og Vand indstiller, at\n\n1. Planen godkendes.\n2. Prisen sættes til 5 kr.\n\nBeslutning\n\nGodkendt."
    )
    assert item.recommended_by == "Centrene for Skole samt Vej, Park og Vand"
    assert item.recommendations == ("Planen godkendes.", "Prisen sættes til 5 kr.")


def test_points_in_the_other_ways() -> None:
    numbered_at = one_item(
        "Beslutningspunkter\n\nDet indstilles:\nAt 1) Byrådet godkender planen.\nAt 2) Prisen sættes op.\n\nBeslutning\n\nAnbefales."
    )
    assert numbered_at.recommended_by is None
    assert numbered_at.recommendations == ("Byrådet godkender planen.", "Prisen sættes op.")
    assert numbered_at.next_bodies == ("Byrådet",)
    bare_at = one_item(
        "Indstilling\n\nTeknisk Forvaltning indstiller,\n\nat planen vedtages, og\n\nat prisen sættes op.\n\nBeslutning\n\nGodkendt."
    )
    assert bare_at.recommendations == ("at planen vedtages, og", "at prisen sættes op.")
    chain = one_item(
        "Indstilling\n\nForvaltningen indstiller til Byrådet via TFU og ØU, at\n\n1. planen vedtages.\n\nBeslutning\n\nAnbefales."
    )
    assert chain.deciding_body == "Byrådet"
    assert chain.next_bodies == ("ØU", "Byrådet")


def test_a_count_of_attachments_inside_messages_does_not_end_the_message() -> None:
    item = one_item(
        "1. Brev fra naboen om støj.\n\nBilag\n\n1 bilag, heraf 1 anbefales\n\n2. Stævnet er flyttet.\n\n1 bilag\n\nBeslutning\n\nTaget til efterretning\n\nBilag\n\n1.1 ANBEFALES Brev om støj\n\n- B. Plan for stævnet (påført 04.03.2024)"
    )
    assert item.attachments_declared is not None
    assert (item.attachments_declared.total, item.attachments_declared.recommended) == (2, 1)
    assert [(a.title, a.recommended, a.added_after) for a in item.attachments] == [
        ("Brev om støj", True, False),
        ("Plan for stævnet (påført 04.03.2024)", False, True),
    ]
    assert "Stævnet er flyttet." in item.sections[0].text


def test_an_attachment_may_be_called_what_a_heading_is_called() -> None:
    item = one_item(
        "Beslutning\n\nGodkendt.\n\nBilag\n\nIndstilling\n\nBilag 1: Kort\n\nReferat fra mødet"
    )
    assert [a.title for a in item.attachments] == [
        "Indstilling",
        "Bilag 1: Kort",
        "Referat fra mødet",
    ]
    assert item.recommendations == ()


def test_a_difference_between_count_and_list_is_a_doubt() -> None:
    meeting = read_text(
        f"{HEAD}\n\nPunkt 1: Bro\n\n04.00.00-P20-1-24\n\nBilag\n\n3 bilag\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nKort"
    )
    assert "attachment-count-differs" in {n.code for n in meeting.notes}


def test_tab_tables_live_through_a_page_break_and_cells_over_two_lines() -> None:
    item = one_item(
        "Sagsfremstilling\n\nTabel 1: Medlemmer\n\n\tBudget\tRegnskab\nBørn og\nunge\t1.200\t1.300\n\nVoksne\t800\t-50\nI alt\t2.000\t1.250\n\nBeslutning\n\nGodkendt."
    )
    (table,) = item.tables
    assert table.caption == "Tabel 1: Medlemmer"
    assert table.columns == ("", "Budget", "Regnskab")
    assert table.rows == (
        ("Børn og unge", "1.200", "1.300"),
        ("Voksne", "800", "-50"),
        ("I alt", "2.000", "1.250"),
    )
    assert len(table.row_places) == 3
    assert table.row_places[0].line_from is not None
    assert any(isinstance(block, Table) for block in item.sections[0].blocks)


def test_a_table_with_one_cell_to_a_line() -> None:
    item = one_item(
        "Sagens kerne\n\nRegnskabet er lagt frem.\n\nBevilling 2005\n\n11.300.000 kr.\n\nMindreforbrug\n\n1.441 kr.\n\nBeslutning\n\nGodkendt."
    )
    (table,) = item.tables
    assert table.rows == (("Bevilling 2005", "11.300.000 kr."), ("Mindreforbrug", "1.441 kr."))


def test_earlier_treatments_in_their_ways() -> None:
    item = one_item(
        "Tidligere behandling\n\nSkoleudvalget den 15. august 2023 Punkt 12\n\nSkoleudvalget 1. september 2023 Punkt 3\n\nSagsforløb\n\nUdvalg: Magistraten\nDato: 19-09-2023\nPunktnummer: 4\nSagen blev udsat.\nUdvalg: Teknik- og Fritidsudvalget\nDato: 05-03-2024\nPunktnummer: 1\n\nBeslutning\n\nGodkendt."
    )
    assert [(p.organization, str(p.date), p.item) for p in item.previous_treatment] == [
        ("Skoleudvalget", "2023-08-15", 12), ("Skoleudvalget", "2023-09-01", 3), ("Magistraten", "2023-09-19", 4),
    ]  # fmt: skip
    assert item.previous_treatment[2].text == "Sagen blev udsat."


def test_a_path_of_bodies_ends_with_the_one_that_decides() -> None:
    item = one_item(
        "Sagsgang og sagstype\n\nTeknik- og Fritidsudvalget, Økonomiudvalget, Kommunalbestyrelsen\n\nBeslutningssag\n\nBeslutning\n\nAnbefales."
    )
    assert item.deciding_body == "Kommunalbestyrelsen"
    assert item.next_bodies == ("Økonomiudvalget", "Kommunalbestyrelsen")


def test_promises_have_a_source_and_a_day() -> None:
    item = one_item(
        "Sagsfremstilling\n\nUdvalget vil blive holdt løbende orienteret om arbejdet med stien.\n\nIndstilling\n\nForvaltningen indstiller, at\n\n1. Forvaltningen forelægger en plan i juni 2025.\n\nBeslutning\n\nIndstillingen godkendt med denne bemærkning:\n\nUdvalget ønsker et notat om prisen senest 1. maj 2024."
    )
    found = {c.source: c for c in reversed(item.commitments)}
    assert found["case"].due == "løbende"
    texts = {c.text: c.due for c in item.commitments}
    assert texts["Forvaltningen forelægger en plan i juni 2025"] == "i juni 2025"
    assert any(c.due == "senest 1. maj 2024" and c.strength == "wish" for c in item.commitments)


def test_links_are_kept_without_their_brackets() -> None:
    item = one_item(
        "Sagsfremstilling\n\nSe mere på <https://moellested.dk/stier/> og https://moellested.dk/lys.\n\nBeslutning\n\nGodkendt."
    )
    assert item.links == ("https://moellested.dk/stier/", "https://moellested.dk/lys")


def test_nothing_is_lost_text_that_fits_no_field_is_a_section() -> None:
    item = one_item(
        "Orientering om bænke i parken, som ingen har bedt om.\n\nBeslutning\n\nTaget til efterretning"
    )
    assert item.sections[0].heading is None
    assert "bænke" in item.sections[0].text


def test_what_fits_no_field_is_kept_as_a_section_in_its_place() -> None:
    item = one_item(
        "Indhold\n\nTekst uden overskrift her.\n\nIndstilling\n\nForvaltningen indstiller, at\n\n1. at godkende:\n- stien\n- broen\n\nFor borgermødet henvises til punkt 4.\n\n2. prisen sættes op.\n\nBeslutningskompetence\n\nByrådet\n\nJf. lovens regler om bevilling.\n\nBeslutning\n\nGodkendt."
    )
    assert item.recommendations == ("at godkende: - stien - broen", "prisen sættes op.")
    assert [(s.heading, s.text) for s in item.sections] == [
        ("Indhold", "Tekst uden overskrift her."),
        ("Indstilling", "For borgermødet henvises til punkt 4."),
        ("Beslutningskompetence", "Jf. lovens regler om bevilling."),
    ]


def test_a_lead_in_that_comes_again_in_every_item_is_no_heading() -> None:
    rows: list[tuple[str, str | None]] = []
    for n in range(1, 5):
        rows += [(f"Punkt {n}: Sag {n}", None), ("Indstilling", None), ("Center for Vej indstiller, at", None), ("Planen for stien godkendes i sin helhed.", "1."), ("Beslutning", None), ("Godkendt.", None)]  # fmt: skip
    lines = tuple(
        Line(text, n, list_mark=mark, starts_block=True)
        for n, (text, mark) in enumerate(rows, start=1)
    )
    items = parse(Source("docx", lines)).items
    assert [i.recommended_by for i in items] == ["Center for Vej"] * 4
    assert items[0].recommendations == ("Planen for stien godkendes i sin helhed.",)


def test_a_lead_in_may_name_the_bodies_that_come_after() -> None:
    item = one_item(
        "Indstilling\n\nTeknisk Forvaltning indstiller, at udvalget over for Økonomiudvalget og Byrådet anbefaler,\n\nat planen vedtages.\n\nBeslutning\n\nAnbefales."
    )
    assert item.recommendations == ("at planen vedtages.",)
    assert item.deciding_body == "Byrådet"
    assert item.next_bodies == ("Økonomiudvalget", "Byrådet")


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("Tabel 2: Skibe i havnen", "Tabel 2: Skibe i havnen"),
        ("Skibe i havnen, 1.000 kr.", "Skibe i havnen, 1.000 kr."),
        ("Tallene viser skibe i havnen", None),
        ("Skibene fordeler sig således:", None),
        ("Der kom flere skibe til havnen end året før, og de lå der længere end ventet.", None),
    ],
)
def test_a_short_line_right_above_a_table_is_its_caption(above: str, caption: str | None) -> None:
    item = one_item(
        f"Sagsfremstilling\n\nHavnen har to moler.\n\n{above}\n\nMole\t2022\t2023\nNord\t12\t14\nSyd\t8\t9\n"
    )
    (table,) = item.tables
    assert table.caption == caption
    assert above in item.sections[0].text


@pytest.mark.parametrize(
    "printed",
    [
        "Område | Længde | Pris\n|---|---|---|\nSkoler | 4,2 km | 1.100\nVeje | 3 km | 290",
        "Område\n\nLængde\n\nPris\n\nSkoler\n\n4,2 km\n\n1.100\n\nVeje\n\n3 km\n\n290",
        "Område\tLængde\tPris\nSkoler\t4,2 km\t1.100\nVeje\t3 km\t290",
    ],
)
def test_a_table_keeps_its_header_and_rows_whether_bars_lines_or_tabs_part_its_cells(
    printed: str,
) -> None:
    text = "Tallene ses her, som de er gjort op ved udgangen af marts i år."
    (table,) = one_item(f"Sagsfremstilling\n\n{text}\n\n{printed}\n\n{text}\n").tables
    assert table.columns == ("Område", "Længde", "Pris")
    assert table.rows == (("Skoler", "4,2 km", "1.100"), ("Veje", "3 km", "290"))


@pytest.mark.parametrize(
    "tables",
    [
        (Table(None, ("Punkt", "Beslutning", "Frist"), (("1. Vejbump", "Afvist.", "1. maj"), ("2. Ny bro", "Godkendt.", ""))),),
        (
            Table(None, (), (("Punkt", "1. Vejbump"), ("Indstilling", "at der laves bump."), ("Beslutning", "Afvist."))),
            Table(None, (), (("Punkt", "2. Ny bro"), ("Beslutning", "Godkendt."))),
        ),
    ],
)  # fmt: skip
def test_a_table_of_items_is_read_as_items_and_one_of_labels_as_the_head(
    tables: tuple[Table, ...],
) -> None:
    head = Table(None, (), (("Dato", "4. marts 2031"), ("Sted", "Sal 2")))
    rows = [Line("", n, table=table) for n, table in enumerate((head, *tables), start=2)]
    meeting = parse(Source("html", (Line("Teknikudvalget", 1, starts_block=True), *rows)))
    assert (meeting.location, str(meeting.date)) == ("Sal 2", "2031-03-04")
    assert [(item.title, item.decision.text) for item in meeting.items] == [
        ("Vejbump", "Afvist."), ("Ny bro", "Godkendt."),
    ]  # fmt: skip


def test_a_table_at_the_end_of_the_file_is_not_lost() -> None:
    table = Table(None, ("År", "Pris"), (("2031", "100"),))
    lines = (Line("Punkt 1: Ny bro", 1), Line("Sagsfremstilling", 2), Line("", 3, table=table))
    (item,) = parse(Source("html", lines)).items
    assert item.tables == (replace(table, where=item.tables[0].where),)
