"""Items are found by numbers that rise, in whatever form a house prints them."""

from __future__ import annotations

import pytest

from raadslag.reader.cut.frames import framed, title_of
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse

TITLES = ("Meddelelser", "Ny bro ved havnen", "Takster for svømmehallen", "Eventuelt")
FORMS = {
    "01/47": "{0:02d}/{1}", "01/47 above": "{0:02d}/{1}\n", "letter and number": "A.{0}", "a fold": "[+] {0}.",
    "brackets": "({0})", "a hash": "#{0}", "a sentence": "Dagsordenens punkt {0}:", "a year": "{0}/1997",
    "a year first": "2011-{0:03d}", "a chapter": "3.{0}", "a word": "Emne nr. {0} -", "a code": "BU-{0:02d}:",
    "alone between dashes": "- {0} -\n", "stars": "*** {0} ***\n", "roman": "{2}.", "letters": "{3})",
}  # fmt: skip


def minutes(form: str, first: int) -> bytes:
    parts = [
        "Referat af møde i Teknisk Udvalg\n3. maj 2031 kl. 16.00\nMødelokale 2\n\nTil stede: Ida Kær (V), Ib Lund (A)\n"
    ]
    for n, title in enumerate(TITLES):
        number = form.format(first + n, 46 + first + n, ("I", "II", "III", "IV")[n], "ABCD"[n])
        above = f"{number}{title}" if number[-1] == "\n" else f"{number} {title}"
        parts.append(
            f"{above}\n\nDer er kommet et brev fra naboerne om sagen.\n\nBeslutning\nGodkendt.\n"
        )
    return "\n".join(parts).encode()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("first", [1, 14])
def test_items_numbered_in_a_form_of_the_house_s_own_are_found(form: str, first: int) -> None:
    meeting = parse(text_to_source(minutes(form, first)))
    assert [item.title for item in meeting.items] == list(TITLES)
    assert [item.decision.text for item in meeting.items] == ["Godkendt."] * len(TITLES)
    if "{0}" in form or "{0:" in form:
        assert [item.number for item in meeting.items] == list(range(first, first + len(TITLES)))


@pytest.mark.parametrize(
    "text",
    [
        "Mødet den 3. maj blev flyttet til den 4. maj.", "at der gives 3 lån", "ABC", "I alt", "A",
        "Godkendt.", "§ 3 i loven om bygninger gælder ikke her, fordi huset er fra 1901.",
    ],
)  # fmt: skip
def test_a_sentence_begins_with_no_number_in_a_frame(text: str) -> None:
    assert not any(one.title for one in framed(text))


def test_a_title_stands_behind_its_number_in_any_form() -> None:
    assert (
        title_of("01/47 Ny bro") == title_of("[+] 3. Ny bro") == title_of("A.1 Ny bro") == "Ny bro"
    )
    assert title_of("Status på 3 skoler") == "Status på 3 skoler"


def test_numbers_that_begin_where_the_year_has_come_to_are_items_without_any_heading_inside() -> (
    None
):
    parts = [
        f"{n}. {title}\n\nDer var intet at bemærke hertil.\n" for n, title in enumerate(TITLES, 14)
    ]
    meeting = parse(
        text_to_source(("Referat af møde i Teknisk Udvalg\n\n" + "\n".join(parts)).encode())
    )
    assert [(item.number, item.title) for item in meeting.items] == list(enumerate(TITLES, 14))


def test_titles_in_the_contents_list_are_the_items_whatever_their_numbers_look_like() -> None:
    listed = "\n".join(f"Punkt-{n}: {title} side {n}" for n, title in enumerate(TITLES, 3))
    text = minutes("Punkt-{0}:", 3).decode().replace("\n\nTil", f"\n\nIndhold\n{listed}\n\nTil", 1)
    meeting = parse(text_to_source(text.encode()))
    assert [(item.number, item.title) for item in meeting.items] == list(enumerate(TITLES, 3))


def test_who_named_whom_in_a_table_is_not_the_body_that_meets() -> None:
    rows = "Navn\tUdpeget af\tMødt\n" + "".join(
        f"Ida Kær\t{body}\tja\n" for body in ["Ældrerådet"] * 4
    )
    text = minutes("{0}.", 1).decode().replace("Mødelokale 2", rows)
    assert parse(text_to_source(text.encode())).organization == "Teknisk Udvalg"


def test_the_sentence_that_old_minutes_open_with_names_body_day_and_hour() -> None:
    head = "År 1988, onsdag den 14. september kl. 19.00 afholdt Nordby byråd\nordinært møde i salen.\n\n"
    meeting = parse(text_to_source(head.encode() + minutes("{0}.", 1).partition(b"\n\n")[2]))
    assert (meeting.organization, str(meeting.date), meeting.start_time) == (
        "Nordby byråd",
        "1988-09-14",
        "19:00",
    )


def test_a_head_whose_people_were_not_understood_is_said_and_never_sure() -> None:
    table = "Hvem\tUdpeget af\tHer\nDe fem\tByrådet\tX\nDe to\tÆldrerådet\n"
    text = minutes("{0}.", 1).decode().replace("Til stede: Ida Kær (V), Ib Lund (A)", table)
    meeting = parse(text_to_source(text.encode()))
    assert meeting.organization == "Teknisk Udvalg"
    assert "attendance-unread" in {note.code for note in meeting.notes}
    assert meeting.confidence <= 0.75


def test_a_title_of_the_list_takes_the_number_alone_above_it() -> None:
    titles = "\n".join(f"{page}  {title}" for page, title in enumerate(TITLES, start=2))
    parts = "\n".join(
        f"*** {number} ***\n{title.upper()}\n\nBeslutning\nGodkendt.\n"
        for number, title in enumerate(TITLES, start=97)
    )
    head = "Referat af møde i Teknisk Udvalg\n3. maj 2031 kl. 16.00\n\nTil stede: Ida Kær (V), Ib Lund (A)\n"
    meeting = parse(
        text_to_source(f"{head}\nIndholdsfortegnelse\n\n{titles}\n\n\n{parts}".encode())
    )
    assert [item.number for item in meeting.items] == [97, 98, 99, 100]
    assert [item.decision.text for item in meeting.items] == ["Godkendt."] * len(TITLES)


def test_a_list_with_page_numbers_does_not_take_the_first_heading() -> None:
    titles = "\n".join(
        f"{number}. {title}      {number - 67}" for number, title in enumerate(TITLES, start=69)
    )
    parts = "\n".join(
        f"{number}. {title}\n\nBeslutning\nGodkendt.\n"
        for number, title in enumerate(TITLES, start=69)
    )
    head = "Referat af møde i Teknisk Udvalg\n3. maj 2031 kl. 16.00\n"
    meeting = parse(text_to_source(f"{head}\nIndholdsfortegnelse\n\n{titles}\n\n{parts}".encode()))
    assert [item.title for item in meeting.items] == list(TITLES)
