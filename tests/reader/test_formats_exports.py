"""Exports: what the format states is taken as it stands; the words are the parser's. All texts are ours."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from raadslag.reader import UnreadableFile, read, read_all
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.record import Item, Meeting, blocks_to_text, to_json

from .test_formats_edoc import edoc

GUID = "1b2c3d4e-0000-4000-8000-0000000000{:02d}"


def meetings(text: str | bytes) -> list[Meeting]:
    return bytes_to_meetings(text if isinstance(text, bytes) else text.encode(), Limits())


def only(text: str | bytes) -> Meeting:
    (meeting,) = meetings(text)
    return meeting


def text_of(item: Item) -> str:
    return "\n".join(blocks_to_text(section.blocks) for section in item.sections)


CASE = (
    "<div><div id='sagsfremstillingContainer'><div>"
    "<h3>Beslutninger</h3><span class='resume'><div>Indstillingen godkendt.</div></span>"
    "<h3></h3><span class='ukendt'><div>Molen ligger hen i dårlig stand.</div></span>"
    "<h3>Molens tilstand</h3><span class='ukendt'><p><span>Stenene </span><span>skrider.</span></p>"
    "<p><span> </span></p><h3>Under vandet</h3><p>Her har dykkere set flere huller i fundamentet.</p></span>"
    "<h3>Indstilling</h3><span class='indstilling'><p>Teknisk Forvaltning indstiller, at</p>"
    "<ol type='1'><li>molen bygges om,<br></li><li>arbejdet begynder i maj.</li></ol></span>"
    "</div></div></div>"
)


def answer(**changes: Any) -> dict[str, Any]:
    """One meeting as the JSON interface gives it."""
    items = [
        {
            "Punktnummer": "2",
            "Sorting": 2,
            "Navn": "Lukket sag om grundsalg",
            "SagsNummer": "",
            "IsOpen": False,
            "Felter": [],
            "Bilag": [],
        },
        {
            "Punktnummer": "1",
            "Sorting": 1,
            "Navn": "Ny mole ved fiskerihavnen",
            "SagsNummer": "24/1234",
            "IsOpen": True,
            "Felter": [{"Navn": "", "Html": CASE}],
            "Bilag": [
                {"Id": GUID.format(2), "Navn": "Kort (påført 01.03.2024)", "Order": 2},
                {"Id": GUID.format(1), "Navn": "ANBEFALES Dykkernes rapport", "Order": 1},
                {"Id": "00000000-0000-0000-0000-000000000000", "Navn": "Uden fil", "Order": 3},
            ],
            "ExternalAgendaItemAttendees": [],
        },
    ]
    return {
        "Id": GUID.format(9),
        "Udvalg": {"Id": GUID.format(8), "Navn": "Havneudvalget"},
        "Moede": {
            "Dato": "2024-03-04T16:00:00+01:00",
            "Sted": "Havnekontoret",
            "Navn": "Referat",
            "Id": "00000000-0000-0000-0000-000000000000",
        },
        "TillaegsDagsorden": False,
        "Dagsordenpunkter": items,
    } | changes


def test_a_firstagenda_answer_keeps_numbers_titles_and_flags() -> None:
    meeting = only(json.dumps(answer()))
    assert (meeting.reader, meeting.kind) == ("firstagenda", "minutes")
    assert (meeting.organization, meeting.location) == ("Havneudvalget", "Havnekontoret")
    assert (meeting.date, meeting.start_time) == (date(2024, 3, 4), "16:00")
    assert meeting.source_id == GUID.format(9)
    first, second = meeting.items
    assert (first.number, first.title, first.journal_number) == (
        1,
        "Ny mole ved fiskerihavnen",
        "24/1234",
    )
    assert (second.number, second.title, second.closed) == (2, "Lukket sag om grundsalg", True)
    assert not first.closed


def test_a_firstagenda_items_words_go_to_their_fields() -> None:
    item = only(json.dumps(answer())).items[0]
    assert item.decision.text == "Indstillingen godkendt."
    assert item.decision.outcome == "approved_as_recommended"
    assert item.recommended_by == "Teknisk Forvaltning"
    assert item.recommendations == ("molen bygges om,", "arbejdet begynder i maj.")
    assert item.sections[0].heading is None
    assert "dårlig stand" in item.sections[0].text
    headings = [(section.heading, section.level) for section in item.sections[1:]]
    assert headings == [("Molens tilstand", 1), ("Under vandet", 2)]
    assert "Stenene skrider." in text_of(item)


def test_a_firstagenda_items_attachments_are_in_order_and_without_marks() -> None:
    found = only(json.dumps(answer())).items[0].attachments
    assert [(a.title, a.recommended, a.added_after) for a in found] == [
        ("Dykkernes rapport", True, False),
        ("Kort (påført 01.03.2024)", False, True),
        ("Uden fil", False, False),
    ]
    assert [a.source for a in found] == [
        f"/vis/pdf/bilag/{GUID.format(1)}",
        f"/vis/pdf/bilag/{GUID.format(2)}",
        None,
    ]


def test_summer_time_and_seven_decimals_are_read_as_danish_time() -> None:
    moment = {"Dato": "2024-07-01T14:30:00.1234567Z", "Sted": "", "Navn": "Dagsorden"}
    meeting = only(json.dumps(answer(Moede=moment)))
    assert (meeting.start_time, meeting.kind, meeting.location) == ("16:30", "agenda", None)


def test_a_saved_list_of_answers_gives_every_meeting(tmp_path: Path) -> None:
    two = json.dumps([answer(), answer(TillaegsDagsorden=True)])
    assert [meeting.supplementary for meeting in meetings(two)] == [False, True]
    path = tmp_path / "møder.json"
    path.write_text(two, encoding="utf-8")
    assert len(read_all(path)) == 2
    assert "several-meetings" in {note.code for note in read(path).notes}


def test_the_list_of_committees_is_refused_with_what_to_do() -> None:
    index = {"Udvalg": {"Udvalg 2022-2025": [{"Id": "1", "Navn": "Havneudvalget", "Moeder": []}]}}
    with pytest.raises(UnreadableFile, match="oversigt"):
        meetings(json.dumps(index))


def test_odd_values_in_an_answer_stop_nothing() -> None:
    odd = answer(
        Udvalg=None,
        Moede={"Dato": 17, "Moededeltagere": [None, {"Navn": "Asta Holm (A)"}]},
        Dagsordenpunkter=[{"Navn": None, "Felter": [None, {"Html": None}], "Bilag": "x"}, 5],
    )
    meeting = only(json.dumps(odd))
    assert [(item.number, item.title) for item in meeting.items] == [(1, None)]


PAGE = f"""<html><body><nav>Forside</nav><h1 class="green dato">Referat 4. marts 2024 kl. 16.00</h1>
<h2><span class="udvalg">Havneudvalget</span> - <span class="sted">Havnekontoret</span></h2>
<table class="dagsordeninfo"><tr><td>Mødedato:<td><span class="dato">mandag den 4. marts 2024 kl.
16.00</span><tr><td>Mødedeltagere:<td class="deltagere">Asta Holm (A), Bo Lind (V)</table>
<table><tr class="punktrow" id="punktrow_1"><td><span class="label label-default">3</span><td>
<button><h2 class="overskrift">Ny mole</h2></button><div class="details" style="display:none">
<span class="sagsnummer">24/1234</span><div class="punkt"><h3></h3>{CASE}</div><h3>Bilag</h3>
<ul><li><span class="label label-default pdf-label">PDF</span>
<a class="bilag-link" href="/vis/pdf/bilag/{GUID.format(1)}/?x=1">Dykkernes rapport</a></ul></div>
</table></body></html>"""


def test_a_firstagenda_page_is_read_by_its_structure() -> None:
    meeting = only(PAGE)
    assert (meeting.reader, meeting.kind, meeting.date) == (
        "firstagenda",
        "minutes",
        date(2024, 3, 4),
    )
    assert (meeting.organization, meeting.location) == ("Havneudvalget", "Havnekontoret")
    assert [(a.name, a.party) for a in meeting.attendance] == [("Asta Holm", "A"), ("Bo Lind", "V")]
    (item,) = meeting.items
    assert (item.number, item.title, item.journal_number) == (3, "Ny mole", "24/1234")
    assert item.decision.text == "Indstillingen godkendt."
    assert [a.title for a in item.attachments] == ["Dykkernes rapport"]
    assert item.attachments[0].source == f"/vis/pdf/bilag/{GUID.format(1)}"


def publication(kind: str = "Minutes", status: str = "Accepted") -> str:
    """A publication with two agendas; the first has its items out of order."""

    def field(index: int, caption: str, html: str) -> str:
        return (
            f"<ItemField><Caption>{caption}</Caption><FieldTypeAsEnum>Html</FieldTypeAsEnum>"
            f"<Index>{index}</Index><Content><![CDATA[{html}]]></Content></ItemField>"
        )

    decision = field(2, "Beslutning", "<p>Taget til efterretning.</p>")
    items = (
        f"<Item ID='8'><Caption>Lukket salg</Caption><IsPublic>False</IsPublic><Number>2</Number>"
        f"<Fields>{decision}</Fields></Item>"
        f"<Item ID='7'><Caption>Ny mole</Caption><IsPublic>True</IsPublic><Number>1</Number>"
        f"<Case><Number>24/1234</Number></Case>"
        f"<Fields>{decision}{field(1, 'Fiskernes ønsker', '<p>Fiskerne ønsker en længere mole.</p>')}"
        f"</Fields><Members><ItemMember><Name>Bo Lind (V)</Name><ParticipationStatusAsText>Declined"
        f"</ParticipationStatusAsText></ItemMember></Members></Item>"
    )
    enclosure = (
        "<Enclosure ID='1' ItemID='7'><Name>Brev</Name><FileName>brev.pdf</FileName><FileLength>5"
        "</FileLength><InstantiationFilePathRelative>{}</InstantiationFilePathRelative></Enclosure>"
    )
    agenda = (
        "<Agenda ID='1'><Name>Havneudvalget</Name><Committee><Name>Havneudvalget</Name><Members>"
        "<CommitteeMember><Member><Name>Asta Holm (A)</Name></Member></CommitteeMember></Members>"
        "</Committee><Meeting ID='26'><When>04-03-2024 16:00:00</When><Until>04-03-2024 17:30:00"
        "</Until><Where>Havnekontoret</Where><Members><MeetingMember><Name>Asta Holm (A)</Name>"
        f"<ParticipationStatusAsText>{status}</ParticipationStatusAsText></MeetingMember></Members>"
        f"</Meeting><Items>{items}</Items><Enclosures>{enclosure.format('Enclosures' + chr(92) + '1.pdf')}"
        f"{enclosure.replace('1.pdf', 'x').replace(chr(39) + '1' + chr(39), chr(39) + '2' + chr(39)).format('../../hemmelig')}"
        "</Enclosures></Agenda>"
    )
    return (
        '\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?><Publication>'
        f"<PublicationTypeAsEnum>{kind}</PublicationTypeAsEnum><Agendas>{agenda}{agenda}</Agendas>"
        "</Publication>"
    )


def test_an_edagsorden_publication_gives_every_agenda() -> None:
    found = meetings(publication())
    assert len(found) == 2
    meeting = found[0]
    assert (meeting.reader, meeting.kind, meeting.source_id) == ("edagsorden", "minutes", "26")
    assert (meeting.date, meeting.start_time, meeting.end_time) == (
        date(2024, 3, 4),
        "16:00",
        "17:30",
    )
    assert [(item.number, item.title, item.closed) for item in meeting.items] == [
        (1, "Ny mole", False),
        (2, "Lukket salg", True),
    ]
    first = meeting.items[0]
    assert first.journal_number == "24/1234"
    assert first.decision.outcome == "noted"
    assert [(s.heading, s.level) for s in first.sections] == [("Fiskernes ønsker", 1)]
    assert first.not_participating == ("Bo Lind",)


def test_a_final_publication_is_an_agenda_until_its_decisions_are_filled_in() -> None:
    filled = publication("Final")
    assert meetings(filled)[0].kind == "minutes"
    assert meetings(filled.replace("<p>Taget til efterretning.</p>", ""))[0].kind == "agenda"


def test_those_merely_called_are_named_in_a_note_and_not_as_present() -> None:
    meeting = meetings(publication("Final", "NotDecided"))[0]
    assert meeting.attendance == ()
    assert any("Asta Holm" in note.text for note in meeting.notes)


def test_noted_attendance_is_taken_with_party_and_membership() -> None:
    (attendee,) = meetings(publication())[0].attendance
    assert (attendee.name, attendee.party, attendee.status, attendee.is_member) == (
        "Asta Holm", "A", "present", True,
    )  # fmt: skip


def test_a_publications_folder_is_one_input_and_its_enclosures_are_hashed(tmp_path: Path) -> None:
    folder = tmp_path / "udgivelse"
    (folder / "Enclosures").mkdir(parents=True)
    (folder / "Publication1.xml").write_text(publication(), encoding="utf-8")
    (folder / "Enclosures" / "1.pdf").write_bytes(b"brevet")
    (tmp_path.parent / "hemmelig").write_bytes(b"uden for mappen")
    for place in (folder, folder / "Publication1.xml"):
        meeting = read_all(place)[0]
        assert meeting.file == "Publication1.xml"
        letter, outside = meeting.items[0].attachments
        assert letter.sha256 == sha256(b"brevet").hexdigest()
        assert (letter.bytes, letter.media_type) == (6, "application/pdf")
        assert outside.sha256 is None


def test_places_in_an_export_run_on_from_item_to_item() -> None:
    places = [item.where for item in only(edoc()).items]
    lines = [(place.line_from or 0, place.line_to or 0) for place in places if place]
    assert len(lines) == 3
    assert all(first <= last for first, last in lines)
    assert all(one[1] < two[0] for one, two in pairwise(lines))


def test_our_own_record_comes_back_as_it_was_written() -> None:
    meeting = only(edoc())
    assert only(to_json(meeting)) == meeting


def test_a_record_with_a_wrong_value_is_refused_in_words() -> None:
    data = json.loads(to_json(only(edoc())))
    data["items"][0]["closed"] = "måske"
    with pytest.raises(UnreadableFile, match="Rådslags eget format"):
        meetings(json.dumps(data))


@pytest.mark.shared
def test_the_real_exports_keep_every_item(shared: Path) -> None:
    exports = shared / "exports"
    assert [i.number for i in read(exports / "edagsorden-publication32").items] == [1, 2, 3, 4, 5]
    old = read(exports / "edoc-agenda-2012.xml")
    assert [i.number for i in old.items] == list(range(1, 9))
    assert all(item.decision.text and item.journal_number for item in old.items)
    page = read(exports / "firstagenda-minutes.html")
    assert (page.date, len(page.items)) == (date(2025, 10, 1), 6)
    assert all(item.decision.text for item in page.items)


@pytest.mark.shared
def test_the_real_pdf_keeps_every_item_with_its_case_number(shared: Path) -> None:
    meeting = read(shared / "exports" / "firstagenda-minutes-2025-08-27.pdf")
    assert [item.number for item in meeting.items] == list(range(1, 22))
    assert all(item.journal_number and item.title and item.decision.text for item in meeting.items)
    assert meeting.date == date(2025, 8, 27)
