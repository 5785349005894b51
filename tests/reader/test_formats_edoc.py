"""eDoc's export: items put in order, the case's route, closed items. All texts are ours."""

from __future__ import annotations

from datetime import date

from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.record import Item, Meeting, blocks_to_text, to_json


def only(text: str) -> Meeting:
    (meeting,) = bytes_to_meetings(text.encode(), Limits())
    return meeting


def text_of(item: Item) -> str:
    return "\n".join(blocks_to_text(section.blocks) for section in item.sections)


def edoc() -> str:
    stop = (
        "<AgendaItem><Committee>{}</Committee><PlannedMeetingDate>{}</PlannedMeetingDate>"
        "<AgendaItemNumber>{}</AgendaItemNumber></AgendaItem>"
    )
    route = (
        stop.format("Økonomiudvalget", "12-03-2024 16:00:00", 4)
        + stop.format("Havneudvalget", "04-03-2024 16:00:00", 1)
        + stop.format("Havnerådet", "01-02-2024 16:00:00", 7)
        + stop.format("Byrådet", "26-03-2024 18:00:00", 9)
    )

    def item(number: int, title: str, text: str, extra: str = "") -> str:
        return (
            f"<MeetingAgendaItem><AgendaItemNumber>{number}</AgendaItemNumber><Document>"
            f"<Title>{title}</Title><NeutralTitle>Sag {number}</NeutralTitle>"
            f"<AgendaItems>{extra}</AgendaItems><Attachments><Attachment><Title>Kort {number}</Title>"
            "<PDFDocument>77.PDF</PDFDocument><PublishingType>MÅ IKKE PUBLICERES</PublishingType>"
            f"<FullText>Bilagets egen tekst</FullText></Attachment></Attachments></Document>"
            f"<FullText>{text}</FullText></MeetingAgendaItem>"
        )

    body = (
        "\n1.\tNy mole\nSagsnr.: 2024-1234\nSammendrag\nMolen er slidt\x0c og skal fornys.\nIndstilling\n"
        "Teknisk Forvaltning indstiller, at\nA) \nMolen bygges om.\nB)\nArbejdet begynder i maj.\n"
        "Havneudvalgets beslutning den 04.03.2024 Punkt 1\nIndstilles til godkendelse\n"
        "Følgende deltog ikke i behandlingen af punktet:\n \n"
    )

    def group(kind: str, *items: str) -> str:
        return (
            f"<MeetingAgendaType><AgendaType>{kind}</AgendaType><MeetingAgendaItems>"
            f"{''.join(items)}</MeetingAgendaItems></MeetingAgendaType>"
        )

    opened = group(
        "Åben dagsorden",
        item(2, "Meddelelser", "2. Meddelelser\nIntet."),
        item(1, "Ny mole", body, route),
    )
    return (
        "<?xml version='1.0'?><Meeting><Committee>Havneudvalget</Committee><MeetingDate>04-03-2024 "
        "16:00:00</MeetingDate><MeetingState>Referat endeligt godkendt</MeetingState>"
        f"<MeetingAgendaTypes>{opened}{group('Lukket dagsorden', item(3, 'Salg til N.N.', '3. Salg'))}"
        "</MeetingAgendaTypes></Meeting>"
    )


def test_an_edoc_meeting_is_put_in_order_and_its_control_characters_are_gone() -> None:
    meeting = only(edoc())
    assert (meeting.reader, meeting.kind, meeting.date) == ("edoc", "minutes", date(2024, 3, 4))
    assert [(item.number, item.closed) for item in meeting.items] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert {"items-sorted", "control-characters"} <= {note.code for note in meeting.notes}
    assert "\x0c" not in to_json(meeting)
    assert "Bilagets egen tekst" not in to_json(meeting)


def test_an_edoc_item_carries_the_route_of_its_case() -> None:
    item = only(edoc()).items[0]
    assert [(p.organization, p.date, p.item) for p in item.previous_treatment] == [
        ("Havnerådet", date(2024, 2, 1), 7)
    ]
    assert item.next_bodies[:2] == ("Økonomiudvalget", "Byrådet")


def test_an_edoc_items_words_go_to_their_fields() -> None:
    item = only(edoc()).items[0]
    assert item.title == "Ny mole"
    assert item.journal_number == "2024-1234"
    assert item.recommendations == ("Molen bygges om.", "Arbejdet begynder i maj.")
    assert item.decision.text == "Indstilles til godkendelse"
    assert item.not_participating == ()


def test_those_away_from_an_edoc_item_and_its_rows_of_figures_are_read() -> None:
    text = edoc().replace("af punktet:\n \n", "af punktet:\nIda Rask (V)\nBo Lund\n\n")
    text = text.replace(
        "og skal fornys.\n", "og skal fornys.\n\tSkibe\t2024\nNordmole\t12\t14\nSydmole\t8\t9\n"
    )
    item = next(item for item in only(text).items if item.number == 1)
    assert item.not_participating == ("Ida Rask", "Bo Lund")
    assert item.decision.text == "Indstilles til godkendelse"
    (table,) = item.tables
    assert table.columns == ("", "Skibe", "2024")
    assert table.rows == (("Nordmole", "12", "14"), ("Sydmole", "8", "9"))
    assert item.recommendations == ("Molen bygges om.", "Arbejdet begynder i maj.")


def test_an_edoc_closed_item_has_a_title_fit_for_the_public_and_an_internal_file() -> None:
    item = only(edoc()).items[2]
    assert (item.title, item.public_title) == ("Salg til N.N.", "Sag 3")
    assert item.attachments[0].internal
