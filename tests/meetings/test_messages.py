"""Notices (meddelelser): handed in by others, taken in by the secretary, numbered, struck and added, and never
open where they are closed."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.meetings.actions import add_to_agenda, drop_item
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import message_deadline
from raadslag.meetings.deciding import propose_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.live_messages import strike_message, tell_live
from raadslag.meetings.message_files import attach_to_message
from raadslag.meetings.messages import (
    Words,
    leave_out,
    move_message,
    offer_message,
    take_in,
    write_message,
    write_under,
)
from raadslag.meetings.models import Meeting, Message
from raadslag.people.models import Letter, Membership, User
from raadslag.public.closing import open_item
from raadslag.public.redact import redact
from raadslag.record import Item, paragraph, to_data
from raadslag.render.document import shown
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on
from tests.meetings.test_moving import at_three
from tests.told import IN_TIME

pytestmark = pytest.mark.once

SHUT = "Personsag om en ansat, forvaltningsloven § 27"


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: object) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]


def words(text: str, *, closed: bool = False, link: str = "") -> Words:
    return Words((paragraph(text),), link, closed, SHUT if closed else "")


def handed_in(
    town: Town, meeting: Meeting, text: str, *, by: User | None = None, **more: object
) -> Message:
    said = words(text, **more)  # type: ignore[arg-type]
    return offer_message(meeting, words=said, by=by or town.otto, at=IN_TIME)


def notices_of(meeting: Meeting, kind: str = "agenda") -> Item:
    record = compose(meeting, kind=kind)  # type: ignore[arg-type]
    return next(item for item in record.items if item.title == "Meddelelser")


def told(item: Item) -> list[str]:
    return [section.text for section in item.sections]


def test_notices_stand_numbered_with_link_and_recommended_attachment_in_agenda_and_minutes(
    town: Town,
) -> None:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write()), meeting=meeting, by=town.soren)
    first = handed_in(town, meeting, "Ny pulje til jobmesser.", link="https://nyt.example/pulje")
    attach_to_message(first, name="Pulje.txt", chunks=[b"pulje"], by=town.otto, recommended=True)
    second = handed_in(town, meeting, "Møde med jobcentret.", by=town.mette)
    second, first = (take_in(one, by=town.soren) for one in (second, first))
    move_message(second, up=False, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))

    sent = next(i for i in meeting.agendas.get().as_record().items if i.title == "Meddelelser")
    assert told(sent) == [
        "1. Ny pulje til jobmesser.\n\nLæs mere: nyt.example/pulje",
        "2. Møde med jobcentret.",
    ]
    assert [(f.title, f.recommended, f.message) for f in sent.attachments] == [("Pulje", True, 1)]
    assert sent.links == ("https://nyt.example/pulje",)
    assert to_data(sent.attachments_declared) == {"total": 1, "recommended": 1}
    late = write_under(first.item, words=words("Kom efter udsendelsen."), by=town.soren)
    assert [late.state, meeting.agendas.count()] == ["taken", 2]

    open_meeting(meeting, by=town.soren)
    strike_message(first, reason="Gives næste gang.", by=town.soren)
    extra = tell_live(first.item, words=words("Formanden har været på besøg."), by=town.soren)
    item = notices_of(meeting, "minutes")
    assert told(item) == [
        "1. Meddelelsen udgik på mødet. Gives næste gang.",
        "2. Møde med jobcentret.",
        "3. Kom efter udsendelsen.",
        "4. Formanden har været på besøg.\n\n(Tilføjet på mødet.)",
    ]
    assert (item.attachments, item.links) == ((), ())
    assert propose_decision(extra.item).outcome == "noted"
    assert told(notices_of(meeting))[-1] == "3. Kom efter udsendelsen."
    strike_message(first, reason="", by=town.soren)
    paged = shown(compose(meeting, kind="minutes"))["items"][0]["attachments"]
    assert [file["title"] for file in paged] == ["Meddelelse 1: Pulje"]


def test_a_closed_notice_stands_under_a_closed_item_and_leaves_the_house_in_no_version(
    town: Town,
) -> None:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write()), meeting=meeting, by=town.soren)
    secret = handed_in(town, meeting, "Centerchefen er fratrådt.", closed=True)
    plain = handed_in(town, meeting, "Ny pulje.")
    secret, plain = (take_in(one, by=town.soren) for one in (secret, plain))
    assert secret.item != plain.item
    assert secret.item.closed
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    told_outside = str(to_data(redact(compose(meeting, kind="agenda"))))
    assert "Ny pulje" in told_outside
    assert "fratrådt" not in told_outside
    assert not Letter.objects.filter(text__contains="fratrådt").exists()
    open_item(secret.item, reason="Udvalget har besluttet det.", by=town.soren)
    secret.refresh_from_db()
    assert not secret.closed
    assert "fratrådt" in str(to_data(redact(compose(meeting, kind="minutes"))))


def test_a_notice_is_handed_in_by_those_who_may_and_in_time(town: Town) -> None:
    meeting = town.plan()
    for by, at, code in (
        (town.bodil, IN_TIME, "not-informer"),
        (town.otto, local(NOTICE_AT), "late"),
        (town.otto, IN_TIME, ""),
        (town.mette, IN_TIME, ""),
        (town.soren, local(NOTICE_AT), ""),
    ):
        try:
            offer_message(meeting, words=words("Nyt."), by=by, at=at)
            found = ""
        except NotAllowed as no:
            found = no.obstacles[0].code
        assert found == code, by
    assert message_deadline(meeting) < NOTICE_AT.date()
    person = town.person("bodil")
    Membership.objects.create(person=person, organization=town.committee, role="informer")
    assert offer_message(meeting, words=words("Nyt."), by=town.bodil, at=IN_TIME).pk


def test_what_loses_its_place_waits_again_and_what_is_left_out_says_why(town: Town) -> None:
    meeting, later = town.plan(), town.plan(datetime(2026, 11, 10, 15, 0))
    meeting.items.filter(title="Meddelelser").delete()
    one, two = (handed_in(town, meeting, text) for text in ("Første.", "Anden."))
    take_in(one, by=town.soren)
    item = meeting.items.get(messages=one)
    assert (item.title, item.order) == ("Meddelelser", 1)
    drop_item(item, by=town.soren)
    one.refresh_from_db()
    assert (one.state, one.item) == ("offered", None)
    leave_out(two, reason="Hører til i et andet udvalg.", by=town.soren)
    assert Letter.objects.filter(recipient=town.otto.person, text__contains="andet udvalg").exists()
    with pytest.raises(NotAllowed):
        write_message(two, words=words("Ny."), version=two.version + 1, by=town.otto)
    cancel_meeting(meeting, reason="For få sager.", to=later, by=town.soren)
    one.refresh_from_db()
    assert (one.meeting, one.state) == (later, "offered")


def test_the_secretary_takes_in_the_notice_that_the_page_showed_and_nothing_else(
    town: Town,
) -> None:
    meeting = town.plan(at_three(60).replace(tzinfo=None))
    writer, desk = Client(), Client()
    writer.force_login(town.sanne)
    desk.force_login(town.soren)
    page = reverse("messages")
    file = SimpleUploadedFile("Notat.txt", b"notat")
    form = {"meeting": str(meeting.pk), "text": "Første ord.", "link": "javascript:alert(1)"}
    assert "Skriv hele adressen" in writer.post(page, form).content.decode()
    answer = writer.post(page, {**form, "link": "", "file": file, "recommended": "on"})
    one = Message.objects.get()
    assert answer.headers["Location"] == reverse("message", args=[one.uid])
    agenda, sort = (reverse(name, args=[meeting.uid]) for name in ("agenda", "sort-messages"))
    seen = form_on(desk, agenda, sort, holds='value="take"', act="take")
    old = form_on(writer, answer.headers["Location"], answer.headers["Location"], holds="id_text")
    again = {**old, "meeting": str(meeting.pk), "text": "Andre ord.", "link": ""}
    assert writer.post(answer.headers["Location"], again).status_code == 302
    refused = desk.post(sort, seen)
    assert refused.status_code == 409
    assert "Andre ord." in refused.content.decode()
    assert b"En anden har rettet" in writer.post(answer.headers["Location"], again).content
    desk.post(sort, form_on(desk, agenda, sort, holds='value="take"', act="take"))
    one.refresh_from_db()
    assert one.state == "taken"
    attached = reverse("message-file", args=[one.uid, one.files.get().uid])
    for name, code in (("sanne", 200), ("soren", 200), ("mette", 404), ("stranger", 404)):
        client = Client()
        client.force_login(getattr(town, name))
        assert client.get(attached).status_code == code, name
