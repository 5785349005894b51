"""What of a PDF is no content, and what could not be read: it is said, and never taken for the text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.pdf.file import pdf_to_source
from raadslag.reader.lines.line import Source, UnreadableFile
from tests.reader.raw_pdf import line, lines, pdf_of

FILLER = "Havnen skal renses for slam, før de nye broer kan bygges færdig. " * 9
BODY = (
    "Referat af mødet i Havneudvalget",
    "Sagen om molen blev drøftet.",
    "Beslutning",
    "Godkendt.",
)


def read(data: bytes) -> Source:
    return pdf_to_source(data, Limits())


def printed(source: str) -> bytes:
    return bytes(typst.compile(('#set text(lang: "da", size: 10pt)\n' + source).encode()))


def texts(source: Source) -> list[str]:
    return [found.text for found in source.lines if found.text]


def codes(source: Source) -> list[tuple[str, int | None]]:
    return [
        (note.code, note.where and note.where.page)
        for note in source.notes
        if note.kind == "unread"
    ]


HIDDEN: dict[str, tuple[Callable[[], str], str]] = {
    "hvid på hvidt": (lambda: line("Skjult navn", y=500, before="1 g"), "hidden-text"),
    "næsten hvid": (lambda: line("Skjult navn", y=500, before="0.97 g"), "hidden-text"),
    "sort på en sort flade": (
        lambda: f"0 g 50 490 200 30 re f {line('Skjult navn', y=500)}", "hidden-text",
    ),
    "uden maling": (lambda: line("Skjult navn", y=500, before="3 Tr"), "hidden-text"),
    "til venstre for siden": (lambda: line("Skjult navn", x=-300, y=500), "hidden-text"),
    "under siden": (lambda: line("Skjult navn", y=-40), "hidden-text"),
    "bitte små bogstaver": (lambda: line("Skjult navn", y=500, size=1), "hidden-text"),
    "under en hvid flade": (
        lambda: f"{line('Skjult navn', y=500)} 1 g 50 490 200 30 re f 0 g", "covered-text",
    ),
    "streget over": (
        lambda: f"{line('Skjult navn', y=500)} 0 G 0.8 w 58 503 m 120 503 l S", "struck-text",
    ),
    "streget over med en tynd flade": (
        lambda: f"{line('Skjult navn', y=500)} 0 g 58 502.6 60 0.7 re f", "struck-text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", HIDDEN)
def test_what_nobody_sees_on_the_page_is_no_content_and_is_said_with_its_page(way: str) -> None:
    content, code = HIDDEN[way]
    source = read(pdf_of(lines(*BODY), f"{lines('Punkt 2', 'Intet.')}\n{content()}"))
    assert "Skjult" not in " ".join(texts(source))
    assert "Intet." in texts(source)
    assert codes(source) == [(code, 2)]


SEEN: dict[str, Callable[[], str]] = {
    "hvid på en mørk flade": lambda: (
        f"0.1 g 50 490 200 30 re f {line('Overskrift her', y=500, before='1 g')}"
    ),
    "grå på hvidt": lambda: line("Overskrift her", y=500, before="0.55 g"),
    "understreget": lambda: f"{line('Overskrift her', y=500)} 0 G 0.8 w 58 498.2 m 140 498.2 l S",
    "i en ramme": lambda: f"{line('Overskrift her', y=500)} 0 G 55 494 100 16 re S",
    "sort på en lys flade": lambda: (
        f"0.9 g 50 490 200 30 re f {line('Overskrift her', y=500, before='0 g')}"
    ),
    "noter i småt": lambda: line("Overskrift her", y=500, size=5),
}


@pytest.mark.parametrize("way", SEEN)
def test_what_a_person_sees_is_content_and_nothing_is_said(way: str) -> None:
    source = read(pdf_of(f"{lines(*BODY)}\n0 g {SEEN[way]()}"))
    assert "Overskrift her" in texts(source)
    assert codes(source) == []


def test_words_struck_out_in_a_sentence_leave_the_rest_of_it() -> None:
    source = read(printed("Fristen er #strike[den 4. maj] den 5. juni.\n\nGodkendt."))
    assert texts(source) == ["Fristen er den 5. juni.", "Godkendt."]
    assert codes(source) == [("struck-text", 1)]


def test_words_that_a_viewer_struck_out_are_no_content() -> None:
    quad = Array([60, 710, 170, 710, 60, 698, 170, 698])
    note = {"Subtype": Name.StrikeOut, "Rect": Array([60, 698, 170, 710]), "QuadPoints": quad}
    source = read(pdf_of(lines("Udsat til næste møde.", "Godkendt.", top=701), annotations=[note]))
    assert texts(source) == ["Godkendt."]
    assert codes(source) == [("struck-text", 1)]


def test_a_table_of_drawn_cells_strikes_nothing_out() -> None:
    rows = ", ".join(f"[Mole {n}], [{n},5]" for n in range(1, 30))
    source = read(printed(f"#table(columns: 2, inset: 1pt, [Sted], [Mio. kr.], {rows})"))
    assert codes(source) == []


def test_letters_that_the_font_gives_no_name_are_put_back_by_the_words_around_them() -> None:
    named = pdf_of(
        lines(
            "Udvalget \x81k en de\x81nition af \x82eksjob.",
            "A\x82yst.",
            "E\x83ekten er o\x83entlig.",
        ),
        names={0x81: "\0", 0x82: "\0", 0x83: "\0"},
    )
    source = read(named)
    assert texts(source) == [
        "Udvalget fik en definition af fleksjob.",
        "Aflyst.",
        "Effekten er offentlig.",
    ]
    assert [note.code for note in source.notes] == ["restored-letters"]


def test_letters_marked_as_lost_by_the_font_are_put_back_too() -> None:
    named = pdf_of(lines("Mødet på rådhuset blev aflyst."), names={0xF8: "\ufffd", 0xE5: "\ufffd"})
    assert texts(read(named)) == ["Mødet på rådhuset blev aflyst."]


def test_what_common_words_tell_of_a_code_holds_for_names() -> None:
    named = pdf_of(
        lines(
            "Mødet blev holdt i rådhuset.",
            "Økonomien blev drøftet.",
            "Til stede var Kløvermark og Ravnsø.",
        ),
        names={0xF8: "\ue010", 0xE5: "\ue011", 0xD8: "\ue012"},
    )
    source = read(named)
    assert "Til stede var Kløvermark og Ravnsø." in texts(source)
    assert "Økonomien blev drøftet." in texts(source)


def test_a_letter_that_no_word_tells_stays_marked_and_is_said() -> None:
    source = read(pdf_of(lines("Til stede var Q\x81zt.", "Godkendt."), names={0x81: "\0"}))
    assert texts(source)[0] == "Til stede var Q\ufffdzt."
    assert codes(source) == [("unreadable-letters", 1)]


def _without_names(data: bytes, keep: str = "") -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        for thing in file.objects:
            named = isinstance(thing, Dictionary) and "/ToUnicode" in thing
            if named and not (keep and keep in str(thing.get("/BaseFont"))):
                del thing["/ToUnicode"]
        held = io.BytesIO()
        file.save(held)
    return held.getvalue()


def test_a_page_of_letters_without_names_is_said_and_not_guessed() -> None:
    data = printed(f"= Referat\n\n{FILLER}\n\n#pagebreak()\n\n{FILLER}")
    with pytest.raises(UnreadableFile) as refused:
        read(_without_names(data))
    assert refused.value.code == "no-letters"
    source = read(_without_names(data, keep="Bold"))
    assert texts(source) == ["Referat"]
    assert codes(source)[0] == ("unreadable-letters", 1)


def _scanned(words: str = "") -> str:
    """A page that is one picture, with a scanner's own invisible words under it."""
    picture = "q 595 0 0 842 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID FFEEFFEE> EI Q"
    return f"{line(words, before='3 Tr')}\n{picture}" if words else picture


def test_a_page_that_is_a_picture_is_said_by_its_number() -> None:
    source = read(pdf_of(lines(*BODY), _scanned(), lines("Punkt 3", "Intet.")))
    assert codes(source) == [("picture-page", 2)]
    assert "Side 2 er et billede uden tekst" in source.notes[0].text
    assert "Intet." in texts(source)


PICTURE = "q 300 0 0 {1} 60 {0} cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID FFEEFFEE> EI Q"


def test_a_picture_with_a_footer_below_it_is_a_page_that_is_a_picture() -> None:
    footer = line("Havneudvalget, 4. juni 2031 – side 2", 60, 40, 8)
    source = read(pdf_of(lines(*BODY), f"{PICTURE.format(300, 250)}\n{footer}"))
    assert codes(source) == [("picture-page", 2)]


def test_a_picture_in_a_decisions_place_is_said_and_a_figure_in_the_text_is_not() -> None:
    head = lines("Beslutning", top=700)
    source = read(
        pdf_of(f"{head}\n{PICTURE.format(600, 90)}\n{lines('Punkt 2: Broen', 'Intet.', top=570)}")
    )
    assert codes(source) == [("picture-part", 1)]
    figure = read(
        pdf_of(
            f"{head}\n{PICTURE.format(600, 90)}\n{lines('Figuren viser molen.', FILLER[:60], top=570)}"
        )
    )
    assert codes(figure) == []


def test_a_comment_that_stands_where_a_decision_is_missing_is_read_and_said() -> None:
    note = {"Subtype": Name.Text, "Contents": "Godkendt.", "Rect": Array([60, 670, 80, 690])}
    page = f"{lines('Beslutning', top=700)}\n{lines('Punkt 2: Broen', 'Intet.', top=640)}"
    source = read(pdf_of(page, annotations=[note]))
    assert texts(source) == ["Beslutning", "Godkendt.", "Punkt 2: Broen", "Intet."]
    assert codes(source) == [("comment", 1)]


def test_a_scanners_own_words_under_the_picture_are_read_and_said_to_be_recognised() -> None:
    source = read(pdf_of(lines(*BODY), _scanned("Punkt 2: Broen")))
    assert "Punkt 2: Broen" in texts(source)
    assert codes(source) == [("recognised-text", 2)]


def _field(value: object, box: tuple[int, int, int, int], **more: object) -> dict[str, object]:
    return {
        "Subtype": Name.Widget,
        "FT": Name.Tx,
        "T": "felt",
        "V": value,
        "Rect": Array(box),
        "F": 4,
    } | more


def test_a_filled_in_field_is_read_at_its_place() -> None:
    page = lines("Beslutning", top=700) + "\n" + lines("Punkt 2: Broen", "Intet.", top=640)
    field = _field("Godkendt med bemærkning.\nSkiltene flyttes.", (60, 655, 400, 692))
    source = read(pdf_of(page, annotations=[field], fields=True))
    assert texts(source) == [
        "Beslutning", "Godkendt med bemærkning.", "Skiltene flyttes.", "Punkt 2: Broen", "Intet.",
    ]  # fmt: skip
    assert codes(source) == []


def test_a_field_beside_its_label_follows_it() -> None:
    field = _field("Godkendt.", (130, 696, 400, 712))
    source = read(pdf_of(lines("Beslutning:", "Slut", top=700), annotations=[field], fields=True))
    assert texts(source) == ["Beslutning:", "Godkendt.", "Slut"]


def test_boxes_to_tick_are_read_and_a_person_is_asked_to_look() -> None:
    ticks = [
        {"Subtype": Name.Widget, "FT": Name.Btn, "T": f"f{n}", "V": Name(state), "AS": Name(state), "F": 4,
         "Rect": Array([60, 696 - 15 * n, 70, 706 - 15 * n]),
         "AP": Dictionary(N=Dictionary({"/Ja": Dictionary(), "/Off": Dictionary()}))}
        for n, state in enumerate(["/Ja", "/Off"])
    ]  # fmt: skip
    source = read(
        pdf_of(
            lines("Godkendt", "Afvist", x=80, top=698, leading=15), annotations=ticks, fields=True
        )
    )
    assert texts(source) == ["☒ Godkendt", "☐ Afvist"]
    assert ("form-choice", 1) in codes(source)


def test_text_typed_on_the_page_is_read_and_a_comment_is_said() -> None:
    typed = {
        "Subtype": Name.FreeText,
        "Contents": "Tilføjet: Godkendt.",
        "Rect": Array([60, 650, 300, 666]),
    }
    comment = {
        "Subtype": Name.Text,
        "Contents": "Bør det ikke være udsat?",
        "Rect": Array([300, 700, 320, 720]),
    }
    source = read(pdf_of(lines("Beslutning", top=690), annotations=[typed, comment]))
    assert texts(source) == ["Beslutning", "Tilføjet: Godkendt."]
    assert codes(source) == [("comment", 1)]
    assert "Bør det ikke være udsat?" in source.notes[0].text


MARKS: dict[str, str] = {
    "på skrå": "q .707 .707 -.707 .707 150 300 cm .85 g BT /F1 80 Tf (FORELØBIG) Tj ET Q",
    "stort og lyst": line("Internt papir", 100, 520, 48, ".8 g"),
    "som stempel": line("UDKAST", 400, 810, 14),
    "med luft imellem": line("U D K A S T", 200, 400, 30),
}


OVER = {
    "på skrå hen over overskriften": "q .707 .707 -.707 .707 120 680 cm .85 g BT /F1 70 Tf (KLADDE) Tj ET Q",
    "lidt på skrå": "q .985 .17 -.17 .985 120 680 cm .85 g BT /F1 70 Tf (FORTROLIGT) Tj ET Q",
    "nedad": "q .707 -.707 .707 .707 120 700 cm .85 g BT /F1 70 Tf (UDKAST) Tj ET Q",
    "stort på overskriftens linje": line("KLADDE", 170, 765.5, 24, ".8 g"),
}


@pytest.mark.parametrize("way", OVER)
@pytest.mark.parametrize("order", [0, 1, 2])
def test_a_mark_is_never_joined_with_the_line_it_is_printed_over(way: str, order: int) -> None:
    parts = [lines(*BODY[:2]), lines(*BODY[2:], top=751), lines("Punkt 2", "Intet.", top=600)]
    parts.insert(order, f"{OVER[way]} 0 g")
    source = read(pdf_of("\n".join(parts)))
    assert texts(source) == [*BODY, "Punkt 2", "Intet."]
    assert "watermark" in [note.code for note in source.notes]


@pytest.mark.parametrize("way", MARKS)
def test_a_mark_across_the_page_is_said_and_never_content(way: str) -> None:
    page = f"{lines(*BODY)}\n{MARKS[way]}\n0 g {lines('Punkt 2', 'Intet.', top=500)}"
    source = read(pdf_of(page))
    assert texts(source) == [*BODY, "Punkt 2", "Intet."]
    assert codes(source) == [("watermark", 1)]
