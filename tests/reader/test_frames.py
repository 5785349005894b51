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
