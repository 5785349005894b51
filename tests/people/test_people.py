"""Who may do what, substitutes, letters, and the demo's sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.people.actions import appoint_substitute, write_letter
from raadslag.people.models import Letter, Organization, Person, User
from raadslag.people.outbox import by_event, event_of, letters_for, not_sent
from raadslag.people.rights import Rights, is_secretary_of, may_approve, rights_of, sits_in
from tests.cast import Town


def test_rights_follow_today_s_seats(town: Town) -> None:
    committee = town.committee.pk
    assert sits_in(rights_of(town.mette), committee)
    assert not sits_in(rights_of(town.bodil), committee)
    assert not sits_in(rights_of(town.soren), committee)
    assert is_secretary_of(rights_of(town.soren), committee)
    assert may_approve(rights_of(town.dorte), town.administration.pk, "director")
    assert not sits_in(rights_of(town.mette, on=date(2025, 12, 31)), committee)


def test_a_closed_account_has_no_rights(town: Town) -> None:
    User.objects.filter(pk=town.soren.pk).update(is_active=False)
    assert not rights_of(User.objects.get(pk=town.soren.pk)).roles


def test_a_substitute_sits_for_a_time_and_must_come_from_the_council(town: Town) -> None:
    today = timezone.localdate()
    said: dict[str, Any] = {"substitute_for": town.person("aage"), "starts_on": today, "by": town.soren}  # fmt: skip
    for name, code in (("sanne", "not-in-council"), ("mette", "already-member")):
        with pytest.raises(NotAllowed) as error:
            appoint_substitute(town.committee, person=town.person(name), ends_on=None, **said)
        assert code in {o.code for o in error.value.obstacles}
    ends = today + timedelta(days=30)
    appoint_substitute(town.committee, person=town.person("bodil"), ends_on=ends, **said)
    assert sits_in(rights_of(town.bodil), town.committee.pk)
    assert not sits_in(rights_of(town.bodil, on=ends + timedelta(days=1)), town.committee.pk)


def test_a_special_committee_says_itself_who_may_sit_for_a_member(town: Town) -> None:
    Organization.objects.filter(pk=town.committee.pk).update(kind="special")
    appoint_substitute(
        town.committee,
        person=town.person("sanne"),
        substitute_for=town.person("aage"),
        starts_on=timezone.localdate(),
        ends_on=None,
        by=town.soren,
    )
    assert sits_in(rights_of(town.sanne), town.committee.pk)


@pytest.fixture
def post_office(settings: Any) -> Iterator[list[Any]]:
    """A real SMTP server on loopback; the letters it was given."""
    taken: list[Any] = []

    class Box:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
            return "250 OK"

    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Box(), hostname="127.0.0.1", port=port)
    controller.start()
    settings.DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield taken
    controller.stop()


def test_a_letter_goes_out_over_smtp_once_with_its_calendar(
    town: Town, post_office: list[Any]
) -> None:
    for _ in range(2):
        write_letter(
            town.person("aage"), key="k", subject="Indkaldelse på rådhuset", text="Kære Åge", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
        )  # fmt: skip
        drain(kinds=["send-letter"])
    assert len(post_office) == 1
    to, message = post_office[0]
    assert to == ["aage@moellested.example"]
    kinds = [part.get_content_type() for part in message.walk()]
    assert "text/calendar" in kinds
    assert message["Message-ID"].startswith("<letter-")
    assert Letter.objects.get().sent_at is not None


def test_a_letter_waits_when_the_post_office_is_closed(town: Town, settings: Any) -> None:
    settings.DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    write_letter(town.person("aage"), key="k", subject="x", text="y")
    assert drain(kinds=["send-letter"]) == 0
    assert Letter.objects.get().sent_at is None


def test_the_demo_signs_in_by_choosing_a_person_and_nothing_else_does(
    town: Town, settings: Any
) -> None:
    client = Client()
    answer = client.post(reverse("sign-in"), {"user": town.mette.pk, "next": "//ondt.example/"})
    assert answer.headers["Location"] == reverse("front")
    assert "Mette Holm" in client.get(reverse("front")).content.decode()
    settings.DEMO = False
    assert Client().post(reverse("sign-in"), {"user": town.mette.pk}).status_code == 404


def test_the_letters_of_one_act_stand_together_and_what_failed_stands_first(town: Town) -> None:
    people = [town.person(name) for name in ("mette", "carl", "bodil")]
    for person in people:
        write_letter(
            person,
            key=f"moved:7:{person.pk}",
            subject="Mødet er flyttet",
            text="Se tiden.",
            about=town.committee,
        )
    write_letter(
        people[0], key=f"ready:x:1:{people[0].pk}", subject="En sag er klar", text="Se den."
    )
    Job.objects.filter(key=f"moved:7:{people[1].pk}").update(failed_at=timezone.now())
    letters = Letter.objects.filter(subject__in=["Mødet er flyttet", "En sag er klar"])
    (moved,) = by_event(letters & letters_for(rights_of(town.soren)), rights_of(town.soren))
    _, ready = by_event(letters, rights_of(town.mette))
    assert (moved.subject, len(moved.letters), moved.waiting, moved.alike) == ("Mødet er flyttet", 3, 2, True)  # fmt: skip
    assert [letter.recipient for letter in moved.failed] == [people[1]]
    assert (ready.subject, len(ready.letters)) == ("En sag er klar", 1)
    carl, operator = rights_of(town.carl), Rights(user=town.soren.pk, may_operate=True)
    assert not letters_for(carl).exclude(recipient=people[1]).exists()
    assert [one.subject for one in by_event(letters, operator)] == [
        "",
        "",
    ]  # how it went, never the words
    assert not_sent(letters_for(operator)).get().recipient == people[1]
    page = Client()
    page.force_login(town.soren)
    assert "1 ikke sendt" in page.get(reverse("outbox")).content.decode()
    assert "1 brev kunne ikke sendes" in page.get(reverse("front")).content.decode()
    assert event_of("remind:5:31:2026-01-02", 31) == "remind:5:2026-01-02"


def test_a_letter_leaves_what_is_private_in_the_house(town: Town) -> None:
    told = "Hej\n\nUdvalget besluttede:\n\nNina Kold er sygemeldt. 070761-4285\n\nSe sagen: https://raad.example/sag"
    person = Person.objects.exclude(email="").earliest("pk")
    letter = write_letter(person, key="x", subject="Beslutning: 070761-4285", text=told)
    assert letter
    assert "4285" not in letter.text + letter.subject
    assert "Nina" not in letter.text
    assert letter.text.startswith("Hej\n\nUdvalget besluttede:\n\n[Her er udeladt")
    assert letter.text.endswith("\n\nSe sagen: https://raad.example/sag")
    plain = write_letter(person, key="y", subject="Afbud: Ada Lund", text="Ada Lund kan ikke komme: er på rejse. Ring 20304050.")  # fmt: skip
    assert plain
    assert (plain.subject, "rejse. Ring 20304050." in plain.text) == ("Afbud: Ada Lund", True)
