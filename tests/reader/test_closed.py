"""Which items are closed: by chapter, by mark, by list; and what cannot be told is said. All invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.reader.words.closed import chapter_of, closed_rows, item_mark, title_closed
from raadslag.record import Meeting
from tests.reader.parsing import notes_of, read_text

HEAD = "Klima- og Teknikudvalget\nReferat\nDato: 3. juni 2025\n\n"
OPEN = "Vejbump\nBeslutning\nGodkendt.\n\n"
SHUT = "Personalesag\nBeslutning\nAfdelingslederen afskediges.\n"
_SAYS = {True: "closed", False: "open", None: "nothing"}
_READS: dict[str, Callable[[str], bool | None]] = {
    "chapter": chapter_of, "mark": item_mark, "title": lambda text: title_closed(text) or None
}  # fmt: skip


def shut(meeting: Meeting) -> list[str]:
    return [item.title or "" for item in meeting.items if item.closed]


def unclear(meeting: Meeting) -> bool:
    return any(n.code == "closed-unclear" and n.kind == "unread" for n in meeting.notes)


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind in _READS for row in closed_rows()[kind]]
)
def test_every_row_of_the_vocabulary_reads_its_example(kind: str, row: dict[str, str]) -> None:
    assert _SAYS[_READS[kind](row["example"])] == row["says"]


CHAPTERS = [
    "For lukkede døre:", "LUKKET DAGSORDEN", "Lukkede punkter", "Lukket møde", "Til behandling - for lukkede døre",
    "Lukkede sager", "Ikke-offentlige sager", "Fortrolig del", "Lukket", "Punkter for lukkede døre", "B. Lukkede sager",
    "II. Sager for lukkede døre", "Lukkede dagsordenspunkter:", "Den lukkede del", "LUKKEDE PUNKTER:", "Fortrolige punkter",
    "Sager til behandling for lukkede døre", "Ikke offentlige punkter", "– Lukket del –", "Lukkede",
]  # fmt: skip


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_line_closes_what_stands_under_it(chapter: str) -> None:
    meeting = read_text(f"{HEAD}Åbne punkter\n\n1. {OPEN}{chapter}\n\n2. {SHUT}")
    assert [item.closed for item in meeting.items] == [False, True]
    assert meeting.items[0].decision.text == "Godkendt."
    assert not unclear(meeting)


def test_a_chapter_runs_on_until_the_meeting_is_open_again() -> None:
    text = f"{HEAD}1. {OPEN}Lukket dagsorden\n\n2. {SHUT}\n3. {SHUT}\nÅben dagsorden\n\n4. {OPEN}"
    assert [item.closed for item in read_text(text).items] == [False, True, True, False]


MARKED = [
    "2. Personalesag (lukket)", "2. Personalesag - Lukket sag", "2. (LUKKET) Personalesag", "L2. Personalesag",
    "2 L Personalesag", "2. Fortroligt: Personalesag", "2. Personalesag\nLukket punkt", "2. Personalesag\nÅben/lukket: Lukket",
    "2. Personalesag\nSagen behandles for lukkede døre.", "2. Personalesag\nPunktet er ikke offentligt",
    "2. Lukket punkt: Personalesag", "2. Personalesag [lukket]", "2. Personalesag\nLukket", "2. Personalesag\nFor lukkede døre",
    "2. Personalesag\nSagsnr.: 81.00.00-P05-1-25\nInitialer: AB\nAdgang: Lukket", "2. Personalesag\nOffentlig: Nej",
    "2. Personalesag\nLukket efter styrelseslovens § 10", "2. Personalesag, lukket punkt", "Lukket punkt 2: Personalesag",
]  # fmt: skip


@pytest.mark.parametrize("title", MARKED)
def test_a_mark_at_the_title_closes_that_item_alone(title: str) -> None:
    meeting = read_text(
        f"{HEAD}1. {OPEN}{title}\nBeslutning\nAfdelingslederen afskediges.\n\n3. {OPEN}"
    )
    assert [(i.number, i.closed) for i in meeting.items if i.closed or i.number != 2] == [
        (1, False), (2, True), (3, False),
    ]  # fmt: skip
    assert not unclear(meeting)


ABOUT = [
    "2. Lukning af broen ved havnen", "2. Åbent hus på rådhuset", "2. Lukket svømmehal i sommerferien",
    "2. Orientering om åbenhed og lukkede punkter", "2. Fortrolighed og tavshedspligt i udvalget",
    "2. Lukning af Møllested Skole", "2. Den lukkede afdeling på plejehjemmet", "2. Lukkede anlæg til regnvand",
    "2. Biblioteket\nBiblioteket holder lukket i uge 30.", "2. Dørene\nDørene lukkes kl. 22, og hallen er lukket om natten.",
    "2. Byggesag\nSagen er ikke fortrolig.", "2. Klage\nSagen genoptages på et lukket møde i august.",
    "2. Skolen\nSkolen har været lukket siden maj.", "2. Åbne data\nForvaltningen foreslår åbne data.",
    "2. Opsyn\nÅben/lukket: Åben", "2. Hegn\nHegnet er lukket af hensyn til dyrene.",
]  # fmt: skip


@pytest.mark.parametrize("about", ABOUT)
def test_a_case_about_closing_something_is_open(about: str) -> None:
    meeting = read_text(f"{HEAD}1. {OPEN}{about}\nBeslutning\nTaget til efterretning.\n\n3. {OPEN}")
    assert shut(meeting) == []
    assert not unclear(meeting)


LISTS = [
    "Dagsorden\nÅbne punkter\n1. Vejbump\n3. Stier\nLukkede punkter\n2. Personalesag\n\nDeltagere\nIda Kær (A)\n\n",
    "Lukkede punkter: 2\n\n",
    "Punkt 2 behandles for lukkede døre.\n\n",
    "  åbent 1 Vejbump\n  lukket 2 Personalesag\n  åbent 3 Stier\n\n",
]


@pytest.mark.parametrize("list_", LISTS)
def test_a_list_at_the_top_tells_which_items_are_closed(list_: str) -> None:
    meeting = read_text(f"{HEAD}{list_}1. {OPEN}2. {SHUT}\n3. {OPEN}")
    assert [(item.number, item.closed) for item in meeting.items] == [
        (1, False), (2, True), (3, False),
    ]  # fmt: skip


UNCLEAR = [
    f"{HEAD}Vejbump og stier blev drøftet.\n\nLukkede punkter\nEn personalesag blev drøftet.\n",
    f"{HEAD}1. {OPEN}2. {OPEN}Lukkede punkter\n\nEn leder blev afskediget.\n\nDer blev orienteret om en kontrakt.\n",
    f"{HEAD}1. {OPEN}2. Stier\nSagsfremstilling\nLukket møde i Økonomiudvalget\nEn lang tekst.\nBeslutning\nGodkendt.\n",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_closedness_that_cannot_be_tied_to_an_item_is_said(text: str) -> None:
    meeting = read_text(text)
    assert unclear(meeting)
    assert "closed-unclear" in notes_of(meeting)


def test_an_open_chapter_is_no_doubt() -> None:
    assert not unclear(read_text(f"{HEAD}Åbne punkter\n\n1. {OPEN}2. {OPEN}"))


@pytest.mark.parametrize("numbers", [("1", "2"), ("L1", "L2"), ("3", "4")])
def test_numbers_that_begin_anew_under_the_closed_part_are_items(numbers: tuple[str, str]) -> None:
    one, two = numbers
    text = f"{HEAD}1. {OPEN}2. {OPEN}Lukkede punkter\n\n{one}. {SHUT}\n{two}. {SHUT}"
    assert [item.closed for item in read_text(text).items] == [False, False, True, True]


def test_marks_that_stand_above_each_title_are_the_next_items() -> None:
    text = f"{HEAD}Åbent  punkt\n1. {OPEN}Lukket  punkt\n2. Personsag\n\nÅbent  punkt\n3. {OPEN}"
    meeting = read_text(text)
    assert [item.closed for item in meeting.items] == [False, True, False]
    assert meeting.items[0].decision.text == "Godkendt."
    assert not unclear(meeting)


def test_marks_before_the_numbers_tell_open_from_closed() -> None:
    text = "Teknisk Udvalg\n\nReferat\n\n5. marts 2024 kl. 16:00\n\n"
    for number, (mark, title) in enumerate([("Å", "Vejbump"), ("L", "Personsag"), ("Å", "Eventuelt")], 1):  # fmt: skip
        text += f"({mark}) {number}. {title}\n\nSagsfremstilling\n\nTekst.\n\nBeslutning\n\nGodkendt.\n\n"
    items = parse(text_to_source(text.encode())).items
    assert [(item.title, item.closed) for item in items] == [
        ("Vejbump", False), ("Personsag", True), ("Eventuelt", False),
    ]  # fmt: skip
