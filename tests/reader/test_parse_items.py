"""Where items begin and end, in every way of printing them."""

from __future__ import annotations

from raadslag.reader.lines.line import Line, Source
from raadslag.reader.parse import parse
from tests.reader.parsing import HEAD, notes_of, one_item, read_text

CASE = """Sagsfremstilling

Stien langs åen er slidt, og cyklister har bedt om bedre belysning på hele strækningen.

Indstilling

Forvaltningen indstiller, at

1. stien får nyt underlag.

2. belysningen udvides i 2025.

Beslutning

Godkendt.
"""


def test_numbered_lines_in_the_case_text_are_no_items() -> None:
    text = f"""{HEAD}

Punkt 1: Meddelelser

1. Der er kommet brev fra naboerne om støj fra banen ved hallen og klubhuset.

2. Stævnet er flyttet til efteråret, fordi hallen er lejet ud.

3. Nyt om broen.

Beslutning

Taget til efterretning

Punkt 2: Ny cykelsti

{CASE}"""
    meeting = read_text(text)
    assert [(i.number, i.title) for i in meeting.items] == [(1, "Meddelelser"), (2, "Ny cykelsti")]


def test_plain_numbers_that_run_through_the_year_head_items_without_a_contents_list() -> None:
    text = f"""Teknik- og Fritidsudvalget

05-03-2024 kl. 16:00

118. Ny cykelsti

{CASE}

119. Hegn ved stadion

{CASE}

123. Eventuelt

Beslutning

Intet.
"""
    meeting = read_text(text)
    assert [i.number for i in meeting.items] == [118, 119, 123]
    assert meeting.items[0].recommendations == (
        "stien får nyt underlag.",
        "belysningen udvides i 2025.",
    )
    assert meeting.items[2].decision.outcome == "none"


def test_a_title_over_two_lines_ends_at_its_case_number() -> None:
    text = f"""{HEAD}

Punkt 1: Forslag fra Borgerlisten om flere bænke og bedre skiltning i byens
parker
04.00.00-P20-2-24
Beslutning
Godkendt.
Punkt 2: Eventuelt
04.00.00-P20-3-24
Beslutning
Intet
"""
    meeting = read_text(text)
    assert (
        meeting.items[0].title
        == "Forslag fra Borgerlisten om flere bænke og bedre skiltning i byens parker"
    )
    assert meeting.items[0].journal_number == "04.00.00-P20-2-24"


def test_the_number_may_stand_under_the_title_and_the_case_number_above_it() -> None:
    under = read_text(
        """Kultur- og Skoleudvalget

12-06-2019

Sager 40 - 41

Ny svømmehal
Sag nr. 40

Sagens kerne

Hallen er udtjent, og der skal findes en plads til en ny svømmehal ved skolen.

Beslutning

Anbefales.

Eventuelt
Sag nr. 41

Sagens kerne

Beslutning

Intet.
"""
    )
    assert [(i.number, i.title) for i in under.items] == [(40, "Ny svømmehal"), (41, "Eventuelt")]
    above = read_text(
        """Referat til mødet i Udvalget for Kyst og Skov den 3. juni 2021 kl. 17:00 i Havnehuset

Åbne dagsordenspunkter

01.02.05-P16-3-21

77. Lokalplan for havnen

Beslutning

Godkendt.

01.02.05-P16-4-21

78. Lokalplan for skoven

Beslutning

Udsat.
"""
    )
    assert [(i.number, i.journal_number) for i in above.items] == [
        (77, "01.02.05-P16-3-21"),
        (78, "01.02.05-P16-4-21"),
    ]
    assert above.organization == "Udvalget for Kyst og Skov"


def test_items_whose_titles_were_lost_keep_null_and_say_so() -> None:
    text = """Børneudvalget

09.10.2019 kl. 13:00
Lokale 3 på rådhuset

Åben dagsorden

Indhold

Sammendrag

Sagen handler om nye legepladser i byens parker og om, hvem der skal passe dem.

Indstilling

Forvaltningen indstiller, at

  1. orienteringen tages til efterretning.

Beslutning

Taget til efterretning

Indhold

Sammendrag

Sagen handler om busserne til skolerne, som kører for sent om morgenen.

Indstilling

Forvaltningen indstiller, at

  1. der købes en bus.

Beslutning

Indstillingen godkendt
"""
    meeting = read_text(text)
    assert [(i.number, i.title) for i in meeting.items] == [(1, None), (2, None)]
    assert {"title-lost", "numbers-derived"} <= notes_of(meeting)
    assert [i.decision.outcome for i in meeting.items] == ["noted", "approved_as_recommended"]


def test_closed_items_with_nothing_but_a_title_are_items_and_closed() -> None:
    text = f"""{HEAD}

Indholdsfortegnelse

Ny cykelsti.....\t3
Lukket: Køb af mark.....\t4
Lukket - Personsag.....\t5

Punkt 1: Ny cykelsti

04.00.00-P20-2-24

{CASE}

Punkt 2: Lukket: Køb af mark

04.00.00-P20-3-24

Godkendt.

Punkt 3: Lukket - Personsag

04.00.00-P20-4-24
"""
    meeting = read_text(text)
    assert [i.closed for i in meeting.items] == [False, True, True]
    assert meeting.items[1].decision.text == "Godkendt."
    assert meeting.items[2].decision.outcome == "none"


def test_the_same_numbers_in_the_contents_list_and_before_the_text_are_one_item_each() -> None:
    text = f"""UDVALG

Fritidsudvalget

MØDE

Referat

STED

Lokale C

STARTTIDSPUNKT

06-03-2018 07:30:00

SLUTTIDSPUNKT

06-03-2018 10:50:00


PUNKTER

1. Bemærkninger til dagsordenen
2. Ny cykelsti



1. Bemærkninger til dagsordenen

Bemærkninger til dagsordenen

Punkttype
Beslutning.

Beslutning Fritidsudvalget den 06-03-2018
Ingen.

2. Ny cykelsti

Ny cykelsti

{CASE}"""
    meeting = read_text(text)
    assert [i.title for i in meeting.items] == ["Bemærkninger til dagsordenen", "Ny cykelsti"]
    assert (meeting.start_time, meeting.end_time, meeting.location) == (
        "07:30",
        "10:50",
        "Lokale C",
    )
    assert meeting.items[0].decision.text == "Ingen."


def test_a_group_heading_is_neither_an_item_nor_text() -> None:
    text = f"""{HEAD}

A. Sager til afgørelse i byrådet

1. Ny cykelsti
A. Sager til afgørelse i byrådet
Åbent - 04.00.00-P20-2-24

{CASE}

B. Sager til afgørelse i udvalget

2. Hegn ved stadion
B. Sager til afgørelse i udvalget
Åbent - 04.00.00-P20-3-24

{CASE}"""
    meeting = read_text(text)
    assert [i.title for i in meeting.items] == ["Ny cykelsti", "Hegn ved stadion"]
    assert meeting.items[0].deciding_body == "byrådet"
    assert meeting.items[0].decision.text == "Godkendt."


def test_an_item_says_where_it_stands() -> None:
    item = one_item(CASE)
    assert item.where is not None
    assert item.where.line_from == 10
    assert item.decision.where is not None
    assert item.recommendations_where is not None
    assert item.decision.where.line_from == item.where.line_to
    section = item.sections[0]
    assert section.where is not None
    assert section.blocks[0].where is not None
    assert section.blocks[0].where.line_from == section.where.line_from + 2


def test_withdrawn_and_moved_items_are_told_by_another_item() -> None:
    text = f"""{HEAD}

Punkt 1: Godkendelse af dagsorden

04.00.00-P20-1-24

Beslutning

Punkt 3 udgår. Punkt 2 behandles som sidste punkt.

Godkendt.

Punkt 2: Ny cykelsti

04.00.00-P20-2-24

{CASE}

Punkt 3: Hegn ved stadion

04.00.00-P20-3-24

Sagsfremstilling

Hegnet er væltet i stormen, og klubben har bedt om et nyt og højere hegn.
"""
    meeting = read_text(text)
    assert [i.decision.outcome for i in meeting.items] == [
        "approved",
        "approved_as_recommended",
        "withdrawn",
    ]
    assert {"item-withdrawn-elsewhere", "item-moved"} <= notes_of(meeting)


def test_the_formats_own_headings_head_items_and_a_number_may_stand_alone_above_them() -> None:
    rows = [
        ("Referat 1. oktober 2025", 1), ("Fritidsudvalget", 2), ("Mødedato: 1. oktober 2025 kl. 16", None),
        ("1", None), ("Ny hal", 2), ("04.00.00-P20-1-25", None), ("Beslutninger", 3), ("Godkendt.", None),
        ("2", None), ("Eventuelt", 2), ("Beslutninger", 3), ("Intet.", None), ("Kontakt", 2), ("Ring på hverdage.", None),
    ]  # fmt: skip
    lines = tuple(
        Line(text, n, heading=level, starts_block=True)
        for n, (text, level) in enumerate(rows, start=1)
    )
    meeting = parse(Source("html", lines))
    assert [(i.number, i.title) for i in meeting.items] == [(1, "Ny hal"), (2, "Eventuelt")]
    assert meeting.organization == "Fritidsudvalget"


def test_contents_titles_without_numbers_head_items_in_the_order_of_the_list() -> None:
    text = f"""{HEAD}

Indholdsfortegnelse

Ny hal.....\t2
Eventuelt.....\t3

Ny hal

{CASE}
Bilag

Eventuelt

Eventuelt

Beslutning

Intet.
"""
    assert [i.title for i in read_text(text).items] == ["Ny hal", "Eventuelt"]
