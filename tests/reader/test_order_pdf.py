"""A PDF's text in the order and the words that a person reads: columns, sideways tables, footers, hyphens."""

from __future__ import annotations

import pytest

from tests.reader.raw_pdf import line, lines, pdf_of
from tests.reader.test_unread_pdf import BODY, printed, read, texts


def test_letter_spaced_words_are_whole_words() -> None:
    page = lines("S A G E N", "Molen er slidt.", "Beslutning", "Godkendt.")
    wide = " ".join(
        f"BT /F1 10 Tf 1 0 0 1 {60 + 12 * n + 14 * (n > 6)} 600 Tm ({letter}) Tj ET" for n, letter in enumerate("POLITISKPROCES")
    )  # fmt: skip
    assert texts(read(pdf_of(page)))[0] == "SAGEN"
    assert texts(read(pdf_of(wide)))[0].replace(" ", "") == "POLITISKPROCES"


def test_columns_are_read_one_after_the_other_in_whatever_order_the_file_writes_them() -> None:
    left = [f"venstre linje {n} løber videre mod" for n in range(1, 8)]
    right = [f"højre linje {n} løber også videre" for n in range(1, 8)]
    page = "\n".join(
        f"{line(one, 60, 700 - 14 * n)}\n{line(two, 320, 700 - 14 * n)}" for n, (one, two) in enumerate(zip(left, right, strict=True))
    )  # fmt: skip
    source = read(
        pdf_of(f"{line('Referat af mødet', 60, 750)}\n{page}\n{line('Punkt 2: Slut', 60, 560)}")
    )
    assert texts(source) == ["Referat af mødet", " ".join(left), " ".join(right), "Punkt 2: Slut"]


def test_a_table_set_sideways_is_a_table() -> None:
    rows = ", ".join(f"[Mole nummer {n}], [{n},5], [{n + 1},0]" for n in range(1, 5))
    table = f"#table(columns: 3, [*Sted*], [*2030*], [*2031*], {rows})"
    source = read(
        printed(f"Her er tallene.\n\n#rotate(-90deg, reflow: true)[{table}]\n\nSlut på tallene.")
    )
    (found,) = [held.table for held in source.lines if held.table]
    assert found.columns == ("Sted", "2030", "2031")
    assert found.rows[1] == ("Mole nummer 2", "2,5", "3,0")
    assert texts(source) == ["Her er tallene.", "Slut på tallene."]


FOOTERS = (
    "Teknik- og Miljøudvalget, 4. juni 2031 – side 1",
    "Side 1 af 1",
    "Havneby Kommune | 1/1",
    "Havneby Kommune, Rådhuspladsen 1, 9999 Havneby",
)


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_footer_of_a_file_with_one_page_is_no_part_of_the_last_decision(footer: str) -> None:
    source = read(pdf_of(f"{lines(*BODY)}\n{line(footer, 60, 40, 8)}"))
    assert texts(source) == list(BODY)


@pytest.mark.parametrize(
    "last", ["1 Beløbet er uden moms.", "Se bilag 2, side 3", "Mødet sluttede kl. 17."]
)
def test_a_last_line_that_follows_the_text_is_content(last: str) -> None:
    body = [f"linje {n} af teksten" for n in range(48)]
    source = read(pdf_of(lines(*body, last, top=760, leading=14.5)))
    assert texts(source)[-1] == last


HYPHENS = {
    ("Mål-", "sætning er vedtaget"): "Målsætning",
    ("A-", "kasserne har søgt"): "A-kasserne",
    ("CO2-", "reduktion er målet"): "CO2-reduktion",
    ("Budget 2030-", "2034 er vedtaget"): "2030-2034",
    ("Møde kl. 9.00-", "11.30 i salen"): "9.00-11.30",
    ("Der er en §-17-", "ordning i byen"): "§-17-ordning",
    ("Fælles it-", "sikkerhed er vigtig"): "it-sikkerhed",
    ("Teknik-", "og Miljøudvalget"): "Teknik- og",
    ("Asta Lindegren-", "Holm deltog"): "Lindegren-Holm",
}


@pytest.mark.parametrize("cut", HYPHENS)
def test_a_hyphen_at_a_lines_end_goes_or_stays_as_the_word_is_written(cut: tuple[str, str]) -> None:
    found = " ".join(texts(read(pdf_of(lines("Referat", *cut, "Slut")))))
    assert HYPHENS[cut] in found


def test_a_soft_hyphen_always_goes() -> None:
    named = pdf_of(lines("Udvalget drøf\x81", "tede mål\x81sætningen."), names={0x81: "\u00ad"})
    assert " ".join(texts(read(named))) == "Udvalget drøftede målsætningen."


def test_a_documents_own_words_tell_which_hyphen_is_written() -> None:
    page = lines("Møllegade-kvarteret fornyes.", "Planen for Møllegade-", "kvarteret sendes ud.")
    assert "Planen for Møllegade-kvarteret" in texts(read(pdf_of(page)))


def test_a_code_that_only_begins_names_is_a_capital_letter() -> None:
    named = pdf_of(
        lines("Færgen til Ærø og børn på øen.", "Udgiften \x96 5 mio. kr. \x96 er afholdt."),
        names={0xC6: "\ue001", 0xE6: "\ue002", 0xF8: "\ue003", 0x96: "\ue004"},
    )
    assert texts(read(named)) == [
        "Færgen til Ærø og børn på øen.",
        "Udgiften – 5 mio. kr. – er afholdt.",
    ]


def test_lines_below_two_columns_follow_both() -> None:
    left = [
        "Sagen om den gamle mole i havnen",
        "har ligget stille i mange år, og",
        "nu er der penge til at begynde,",
        "når vinteren er forbi i marts.",
    ]
    right = [
        "Broen over åen er også slidt, og",
        "den skal følge efter, så snart",
        "molen er færdig og betalt, altså",
        "senest i året efter igen.",
    ]
    page = "\n".join(
        f"{line(one, 60, 700 - 14 * n)}\n{line(two, 320, 700 - 14 * n)}" for n, (one, two) in enumerate(zip(left, right, strict=True))
    )  # fmt: skip
    source = read(pdf_of(f"{page}\n{lines('Beslutning', 'Godkendt.', top=643)}"))
    assert texts(source) == [" ".join(left), " ".join(right), "Beslutning", "Godkendt."]


def test_columns_need_not_share_their_base_lines() -> None:
    left = [f"venstre linje {n} løber videre mod" for n in range(1, 7)]
    right = [f"højre linje {n} løber også videre" for n in range(1, 7)]
    page = "\n".join(
        f"{line(one, 60, 700 - 14 * n)}\n{line(two, 320, 693 - 14 * n)}"
        for n, (one, two) in enumerate(zip(left, right, strict=True))
    )
    assert texts(read(pdf_of(page))) == [" ".join(left), " ".join(right)]
