"""Pictures in a case's text: kept plain, shown in every form of the text, and never without words."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import approve_paper, submit_paper
from raadslag.cases.blocks_html import blocks_to_html
from raadslag.cases.composed import case_to_item
from raadslag.cases.differences import parts_of
from raadslag.cases.handling import copy_case
from raadslag.cases.html_blocks import html_to_blocks, read_pasted
from raadslag.cases.models import Case, Picture
from raadslag.cases.picture_changes import picture_changes
from raadslag.cases.pictures import as_figure, put_in_picture
from raadslag.cases.plain import blocks_to_plain, plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.rules.correcting import why_no_slip
from raadslag.people.rights import rights_of
from raadslag.record import Block, BulletList, Figure, Item, Section, Table, paragraph
from tests.cast import NOTICE_AT, Town, local


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]


def a_photo(colour: str = "teal") -> bytes:
    """A JPEG that says who took it."""
    into, said = io.BytesIO(), Image.Exif()
    said[0x013B] = "Klara Møller"
    Image.new("RGB", (60, 40), colour).save(into, "JPEG", exif=said)
    return into.getvalue()


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town, name))
    return client


def shown_in(town: Town, case: Case, row: Picture, alt: str = "Kort over Havnegade") -> None:
    section = case.paper.sections.get(key="case")
    blocks = (*section.as_blocks(), as_figure(row, alt=alt, caption="Havnegade"))
    save_section(
        section, blocks=blocks, version=section.version, by=town.sanne, rights=rights_of(town.sanne)
    )


def test_a_picture_goes_from_the_editor_to_the_member_and_the_document_by_one_block(
    town: Town,
) -> None:
    case = town.write()
    sanne = signed_in(town, "sanne")
    upload = SimpleUploadedFile("kort.jpg", a_photo(), "image/jpeg")
    where = reverse("put-in-picture", args=[case.uid])
    html = sanne.post(where, {"file": upload}, headers={"Accept": "application/json"}).json()[
        "html"
    ]
    row = case.pictures.get()
    section = case.paper.sections.get(key="case")
    save = reverse("save-section", args=[case.uid, section.pk])
    sanne.post(save, {"html": f"<p>Se kortet.</p>{html}", "version": section.version})
    with pytest.raises(NotAllowed, match="mangler en beskrivelse"):
        submit_paper(case, by=town.sanne)
    section.refresh_from_db()
    html = html.replace('alt=""', 'alt="Kort over Havnegade"')
    sanne.post(save, {"html": f"<p>Se kortet.</p>{html}", "version": section.version})
    page = sanne.get(reverse("case", args=[case.uid])).content.decode()
    address = reverse("case-picture", args=[case.uid, row.sha256])
    assert f'src="{address}"' in page
    kept = b"".join(sanne.get(address))  # type: ignore[call-overload]
    assert kept.startswith(b"\xff\xd8")
    assert b"Klara" not in kept
    assert signed_in(town, "otto").get(address).status_code == 404

    town.approve(case)
    meeting = town.plan()
    item = add_to_agenda(case, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    mette = signed_in(town, "mette")
    read = reverse("agenda-picture", args=[meeting.uid, item.uid, row.sha256])
    assert (
        f'<img src="{read}" alt="Kort over Havnegade" width="60" height="40"'
        in mette.get(reverse("meeting", args=[meeting.uid])).content.decode()
    )
    assert mette.get(read).status_code == 200
    made = mette.get(reverse("agenda-pdf", args=[meeting.uid])).content
    pages = pypdfium2.PdfDocument(made)
    images = [one for page in pages for one in page.get_objects() if one.type == 3]
    assert len(images) == 1


def test_a_plain_form_puts_it_last_and_keeps_what_was_typed_where_the_file_is_refused(
    town: Town,
) -> None:
    case, sanne = town.write(), signed_in(town, "sanne")
    section = case.paper.sections.get(key="case")
    said = {"section": section.order, "version": section.version, "alt": "Kort over Havnegade"}
    where = reverse("put-in-picture", args=[case.uid])
    drawing = SimpleUploadedFile("kort.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    refused = sanne.post(where, said | {"file": drawing}).content.decode()
    assert "er en SVG-tegning" in refused
    assert ">Kort over Havnegade</textarea>" in refused
    sanne.post(where, said | {"file": SimpleUploadedFile("kort.jpg", a_photo())})
    section.refresh_from_db()
    figure = section.as_blocks()[-1]
    assert isinstance(figure, Figure)
    assert (figure.alt, figure.width, figure.media_type) == (
        "Kort over Havnegade",
        60,
        "image/jpeg",
    )
    plain = blocks_to_plain(section.as_blocks())
    sanne.post(
        reverse("save-section", args=[case.uid, section.pk]),
        {"text": f"{plain}\n\nEfter billedet.", "version": section.version},
    )
    section.refresh_from_db()
    assert section.as_blocks()[-2] == figure


def test_only_a_picture_that_the_writer_may_see_becomes_the_cases_own(town: Town) -> None:
    case, other = town.write(), town.write("En anden sag")
    row = put_in_picture(other, data=a_photo(), name="kort.jpg", by=town.sanne)
    sanne = signed_in(town, "sanne")
    said = {"html": f'<p>a</p><img data-picture="{"0" * 64}"><img data-picture="{row.sha256}">', "case": case.uid}  # fmt: skip
    answer = sanne.post(reverse("paste"), said).json()
    assert answer["said"] == ["Et billede kom ikke med. Gem det som en fil, og sæt filen ind."]
    assert list(case.pictures.values_list("sha256", flat=True)) == [row.sha256]
    carried = {"html": '<p>Før</p><p><img data-sent="0" src="file:///x.png"> efter</p>', "case": case.uid, "0": SimpleUploadedFile("x.png", a_photo("red"))}  # fmt: skip
    assert "data-picture" in sanne.post(reverse("paste"), carried).json()["html"]
    assert case.pictures.count() == 2


def test_another_picture_takes_the_approval_back_and_is_told_as_changed(town: Town) -> None:
    case = town.write()
    shown_in(town, case, put_in_picture(case, data=a_photo(), name="a.jpg", by=town.sanne))
    case = town.approve(case)
    before = case_to_item(case)
    row = put_in_picture(case, data=a_photo("red"), name="b.jpg", by=town.sanne)
    case.refresh_from_db()
    assert case.state == Case.State.READY, "kept is not yet said"
    section = case.paper.sections.get(key="case")
    blocks = tuple(as_figure(row, alt=b.alt) if isinstance(b, Figure) else b for b in section.as_blocks())  # fmt: skip
    save_section(section, blocks=blocks, version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip
    case.refresh_from_db()
    assert case.state == Case.State.DRAFT
    told = [text for part in parts_of(case_to_item(case), before) for runs in part.rows for _, text in runs]  # fmt: skip
    assert "Billede skiftet: Kort over Havnegade" in told
    submit_paper(case, by=town.sanne)
    approve_paper(case, by=town.hanne)
    copy = copy_case(case, by=town.sanne)
    assert set(copy.pictures.values_list("sha256", flat=True)) == set(
        case.pictures.values_list("sha256", flat=True)
    )


HASH = "0123456789ab" * 5 + "cdef"
FIGURE = Figure(HASH, "En bro [set fra syd]", "Broen")


def test_what_the_editor_and_the_plain_field_write_comes_back_as_it_was() -> None:
    table = Table("Elever", ("Skole", "Antal"), (("Nord", "12"), ("Syd", "9")), shown_as="bar")
    blocks: tuple[Block, ...] = (paragraph("Før."), FIGURE, table, paragraph("Efter."))
    html = blocks_to_html(blocks, picture=lambda name: f"/billede/{name}/")
    assert html_to_blocks(html) == blocks
    short = Figure(HASH[:12], FIGURE.alt, FIGURE.caption)
    assert plain_to_blocks(blocks_to_plain(blocks)) == (blocks[0], short, *blocks[2:])


@pytest.mark.parametrize(
    "around",
    ["<p>{} ord</p>", "<table><tr><td>a{}</td></tr></table>", "<h2>Bro{}</h2>", "<ul><li>a{}</li></ul>",
     "<p class=MsoListParagraph>1. a{}</p>", "<span><b>{}</b></span>", "<figure>{}<figcaption>a</figcaption></figure>"],
)  # fmt: skip
def test_a_picture_stays_wherever_word_put_it(around: str) -> None:
    blocks = html_to_blocks(around.format(f'<img data-picture="{HASH}" alt="Bro">'))
    inner = [b for one in blocks if isinstance(one, BulletList) for i in one.items for b in i.blocks]  # fmt: skip
    assert [b.alt for b in [*blocks, *inner] if isinstance(b, Figure)] == ["Bro"]


@pytest.mark.parametrize(
    "guess", ["Et billede, der indeholder bro. Automatisk genereret beskrivelse", "clip_image002.png", "IMG_2231", "A bridge Description automatically generated"]
)  # fmt: skip
def test_words_that_a_program_made_up_are_not_taken_for_a_description(guess: str) -> None:
    [figure] = html_to_blocks(f'<img data-picture="{HASH}" alt="{guess}">')
    assert isinstance(figure, Figure)
    assert figure.alt == ""


def test_a_picture_that_was_struck_out_or_cannot_be_fetched_is_not_taken_in() -> None:
    said = read_pasted('<p>a <del><img data-sent="0"></del><img src="https://x.example/y.png"></p>')
    assert [type(block).__name__ for block in said.blocks] == ["Paragraph"]
    assert said.said[0].startswith("Et billede efter »a« kom ikke med.")


def test_moved_pictures_are_not_changed_and_a_chart_is_told() -> None:
    other = Figure("f" * 64, "En vej")
    table = Table(None, ("a", "b"), (("c", "1"), ("d", "2")))
    assert list(picture_changes((FIGURE, other), (other, FIGURE))) == []
    drawn = Table(None, table.columns, table.rows, shown_as="line")
    assert list(picture_changes((table,), (drawn, other))) == [
        ("added", "Billede sat ind: En vej"),
        ("added", "Tabellen vises nu som linje"),
    ]


def test_an_exchanged_picture_is_more_than_a_slip_of_the_pen() -> None:
    def item(figure: Figure) -> Item:
        return Item(
            1, "t", sections=(Section("Sag", "case", 1, "Før.", (paragraph("Før."), figure)),)
        )

    before, now = item(FIGURE), item(Figure("f" * 64, FIGURE.alt, FIGURE.caption))
    changed = [part for part in parts_of(now, before) if part.changed]
    assert why_no_slip(changed, now=now, before=before)
    now = item(Figure(HASH, "En bro, set fra syd", "Broen"))
    changed = [part for part in parts_of(now, before) if part.changed]
    assert why_no_slip(changed, now=now, before=before) == []
