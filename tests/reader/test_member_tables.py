"""Who was there stands in a table whose columns each house names its own way."""

from __future__ import annotations

import pytest

from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.record import Meeting

ITEMS = "\n".join(
    f"Punkt {n}: {title}\n\nBeslutning\nGodkendt.\n"
    for n, title in ((1, "Nyt"), (2, "Ny bro ved havnen"))
)


def read(head: str, items: str = ITEMS) -> Meeting:
    text = f"Nordby Kommune\n\nReferat af møde i Ældrerådet\nDato: 3. maj 2031\n\n{head}\n{items}"
    return parse(text_to_source(text.encode()))


@pytest.mark.parametrize(
    "table",
    [
        "Navn\tUdpeget af\tDeltog\tAfbud\nIda Kær, Formand\tByrådet\tX\nIb Lund\tÆldresagen\t\tX\nEva Holm\tÆldresagen\tX\n",
        "Medlem\tListe\tMødt\tBemærkning\nIda Kær\tA\tja\nIb Lund\tB\tnej\tafbud\nEva Holm\tC\tja\n",
        "Deltager\tTil stede\nIda Kær\tx\nIb Lund\tAfbud\nEva Holm\tx\n",
        "Fraværende\tNavn\n\tIda Kær\nx\tIb Lund\n\tEva Holm\n",
    ],
)
def test_a_table_of_members_tells_who_came(table: str) -> None:
    meeting = read(table)
    assert meeting.organization == "Ældrerådet"
    assert [one.name for one in meeting.attendance] == ["Ida Kær", "Ib Lund", "Eva Holm"]
    assert [one.status for one in meeting.attendance] == ["present", "apologies", "present"]


def test_an_answer_to_a_point_heads_no_item() -> None:
    items = "\n".join(
        f"Sammendrag\nDer er kommet et brev om sag {n}.\n\nIndstilling\nDirektøren indstiller, at\n1. sagen drøftes\n2. planen godkendes\n\n"
        "Beslutning\nPunkt 1: Drøftet.\nPunkt 2: Ikke godkendt. Direktøren vender tilbage.\n"
        for n in (1, 2)
    )
    meeting = read("Til stede: Ida Kær, Ib Lund\n", items)
    assert len(meeting.items) == 2
    assert all("Ikke godkendt" in (item.decision.text or "") for item in meeting.items)


def test_the_list_s_page_numbers_are_no_part_of_the_titles() -> None:
    titles = ("Nye stole", "Ny bro ved havnen", "Takster", "Vejen i Lund", "Skovens stier")
    rows = "\n".join(f" {n}   {title}      {3 * n}" for n, title in enumerate(titles, start=1))
    assert [i.title for i in read(f"Indholdsfortegnelse\n\n{rows}\n", "").items] == list(titles)


def test_who_decides_may_stand_behind_the_case_s_number() -> None:
    items = "\n".join(
        f"{n} - Ny bro {n}\nSagsnr.: 31/60{n}     Sagen afgøres i: Byrådet\n\nSagsfremstilling\nBroen er slidt.\n\nBeslutning\nAnbefales.\n"
        for n in (1, 2)
    )
    meeting = read("Til stede: Ida Kær, Ib Lund\n", items)
    assert [(i.deciding_body, i.journal_number) for i in meeting.items] == [
        ("Byrådet", "31/601"),
        ("Byrådet", "31/602"),
    ]
