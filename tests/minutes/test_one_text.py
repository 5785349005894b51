"""Every field of a meeting stands on the page, in the PDF, the preview, in public and in the data.

What is left out somewhere stands in `docs/et-referat.md` with its reason, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from raadslag.meetings.models import Meeting as MeetingRow
from raadslag.minutes.actions import freeze_minutes
from raadslag.public.actions import publish_minutes
from raadslag.public.addresses import document_address, meeting_address
from raadslag.public.gate import look_over
from raadslag.public.redact import redact
from raadslag.record import (
    Appropriation,
    Attachment,
    Attendee,
    Decision,
    ExtraParticipant,
    Item,
    Meeting,
    PriorTreatment,
    Section,
    Vote,
    paragraph,
    to_data,
)
from raadslag.record.meeting import PointOutcome
from tests.cast import Town, local

pytestmark = pytest.mark.once

LIST = Path(__file__).resolve().parents[2] / "docs" / "et-referat.md"
MECHANICAL = frozenset(
    """id kind municipality organization date number closed status is_member outcome basis key level where
    sha256 media_type bytes file_name source reader dialect confidence format from_item to_item point
    amount year recommended added_after attachments_declared tables blocks notes internal year item text_of""".split()
)
"""Names, codes and numbers that stand in other words or nowhere as such; what they tell is tried below."""


def decided(mark: str) -> Decision:
    return Decision(
        text=f"Beslutningen {mark} lyder sådan.",
        outcome="approved",
        remarks=(f"Bemærkning {mark} om prisen.",),
        votes=(
            Vote(f"Ændringsforslag {mark}", (f"Forne {mark}",), (f"Imodne {mark}",), (f"Undladne {mark}",), did_not_vote=(f"Tavse {mark}",)),
            Vote(f"Indstillingen {mark}", (f"Forto {mark}",), (f"Imodto {mark}",)),
        ),
        dissents=(f"Afvigende {mark} mener nej.",),
        reservations=(f"Forbehold {mark} taget.",),
        stopped_by=f"Standser {mark}",
        points=(PointOutcome(1, "approved", f"Punktord {mark}"),),
    )  # fmt: skip


def full(mark: str, **more: object) -> Item:
    text = f"Afsnittets ord {mark}."
    item = Item(
        title=f"Titel {mark}",
        closed_reason=f"Lukket fordi {mark}",
        journal_number=f"15.20.00-{mark}",
        previous_treatment=(PriorTreatment(f"Forrige {mark}", date(2026, 3, 3), 4),),
        sections=(Section(f"Overskrift {mark}", "case", 1, text, (paragraph(text),)),),
        deciding_body=f"Afgører {mark}",
        recommended_by=f"Center {mark}",
        recommendations=(f"punkt et {mark}", f"punkt to {mark}"),
        appropriations=(Appropriation("105000", "supplementary", 2027, f"Konto {mark}", f"Kassen {mark}"),),
        decision=decided(mark),
        attachments=(Attachment(f"Bilag {mark}", message=1), Attachment(f"Internt {mark}", internal=True)),
        absences_noted=(f"Borte {mark}",),
        not_participating=(f"Inhabil {mark}",),
        extra_participants=(
            ExtraParticipant(f"Gæst {mark}", f"Stilling {mark}", f"Firma {mark}", "15:22", "15:49"),
        ),
        location=f"Besigtigelse {mark}",
        next_bodies=(f"Næste {mark}",),
    )  # fmt: skip
    return replace(item, **more)  # type: ignore[arg-type]


def filled(row: MeetingRow) -> Meeting:
    """A meeting with every field filled, its items under the names of the row's own."""
    first, last = row.items.all()
    return Meeting(
        kind="minutes",
        municipality=row.organization.body.name,
        organization=row.organization.name,
        date=date(2026, 10, 13),
        start_time="15:02",
        end_time="17:43",
        location="Mødelokale Havblik",
        agenda_adopted="Dagsordenen blev godkendt med den ændring, at punkt 2 blev optaget på mødet.",
        attendance=(
            Attendee("Anna Ankommet", "A", "formand", from_item=2, arrived_at="15:17"),
            Attendee("Gert Gået", "V", to_item=1, left_at="16:41"),
            Attendee("Sussi Sidder", "F", substitute_for="Ole Optaget"),
            Attendee("Rita Rejst", "C", status="apologies"),
        ),
        items=(
            full("aaben", number=1, id=str(first.uid)),
            full(
                "lukket", number=2, id=str(last.uid), closed=True,
                public_title="Offentlig titel lukket", public_decision="Offentlig beslutning lukket",
            ),
        ),
    )  # fmt: skip


def leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the record, with the name of its field."""
    if isinstance(value, str) and value:
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from leaves(part, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), field.name)


def squeezed(text: str) -> str:
    """Letters and digits alone: a PDF breaks lines and words, a page has tags."""
    return re.sub(r"[\W_]+", "", unescape(re.sub(r"<[^>]+>", "", text)))


def pdf_text(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def left_out() -> dict[str, set[str]]:
    """What `docs/et-referat.md` says is left out, and where."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", LIST.read_text(), flags=re.MULTILINE)
    return {name: {place.strip() for place in where.split(",")} for name, where in rows}


@pytest.fixture
def places(town: Town, client: Client) -> dict[str, tuple[Meeting, str]]:
    """Each place where the minutes stand: what should be there, and what is."""
    row = town.plan(datetime(2026, 10, 13, 15, 0))
    MeetingRow.objects.filter(pk=row.pk).update(
        state="closed", minutes_sent_at=local(datetime(2026, 10, 14, 9, 0))
    )
    row.refresh_from_db()
    last = row.items.last()
    assert last is not None
    last.closed, last.public_title = True, "Offentlig titel lukket"
    last.save()
    record = filled(row)
    minutes = freeze_minutes(row, record=record, by=town.soren)
    soren = Client()
    soren.force_login(town.soren)

    def inside(name: str) -> bytes:
        return soren.get(reverse(name, args=[row.uid])).content

    preview = inside("release").decode()
    published = publish_minutes(minutes, assessed=look_over(row, record), by=town.soren)
    public = redact(record)
    return {
        "side": (record, inside("minutes").decode()),
        "pdf": (record, pdf_text(inside("minutes-pdf"))),
        "forhåndsvisning": (record, preview),
        "offentlig": (public, client.get(meeting_address(published)).content.decode()),
        "offentlig pdf": (public, pdf_text(client.get(document_address(published, "pdf")).content)),
        "json": (public, str(to_data(published.as_record()))),
    }  # fmt: skip


@pytest.mark.django_db
def test_every_field_stands_in_every_place_or_in_the_written_list(
    places: dict[str, tuple[Meeting, str]],
) -> None:
    out = left_out()
    missing = []
    for place, (record, text) in places.items():
        there = squeezed(text)
        for name, value in leaves(record):
            if name in MECHANICAL or {place, "alle"} & out.get(name, set()):
                continue
            if squeezed(value) not in there and squeezed(value.lstrip("0")) not in there:
                missing.append((place, name, value))
    assert not missing, "\n".join(map(str, missing))
    codes_are_told(places)
    closed_stays_inside(places)


def codes_are_told(places: dict[str, tuple[Meeting, str]]) -> None:
    for place in ("side", "pdf", "forhåndsvisning", "offentlig", "offentlig pdf"):
        told = squeezed(places[place][1])
        for words in (
            "Deltog ikke på grund af inhabilitet", "Ikke til stede under punktet", "Til stede uden at stemme",
            "fra punkt 2", "til og med punkt 1", "for Ole Optaget", "afbud", "105.000", "2027",
            "1. Godkendt: Punktord aaben",
        ):  # fmt: skip
            if place.startswith(("offentlig", "forhånds")) and words == "fra punkt 2":
                continue  # she came to the closed item, and the public is told of the open ones
            assert squeezed(words) in told, (place, words)


def closed_stays_inside(
    places: dict[str, tuple[Meeting, str]],
) -> None:
    for place in ("offentlig", "offentlig pdf", "json"):
        told = squeezed(places[place][1])
        assert squeezed("Offentlig beslutning lukket") in told, place
        for secret in (
            "Beslutningen lukket",
            "Bemærkning lukket",
            "Forne lukket",
            "Gæst lukket",
            "Internt",
        ):
            assert squeezed(secret) not in told, (place, secret)
