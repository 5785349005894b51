"""A new municipality is set up on pages, from nothing to a committee that can be called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.journal.models import Entry
from raadslag.people.models import Body, Membership, Organization, Person, User
from raadslag.people.rights import is_secretary_of, rights_of, sits_in
from raadslag.people.setup.guide import steps
from raadslag.people.setup.seats_csv import NoTable, decoded, read_seats
from tests.cast import Town

ON = {"starts_on": "2026-01-01", "ends_on": ""}


@pytest.fixture
def empty(db: None) -> tuple[Body, User, Client]:
    """A municipality with nobody but the one who sets it up."""
    body = Body.objects.create(name="Vesterholt Kommune", slug="vesterholt")
    user = User.objects.create(username="ada", subject="ada", issuer="demo", body=body, may_set_up=True)  # fmt: skip
    client = Client()
    client.force_login(user)
    return body, user, client


def _organization(client: Client, name: str, kind: str, **more: object) -> Organization:
    sent = {"name": name, "short_name": "", "kind": kind, "seats": "", "predecessor": "", "parent": ""} | ON | more  # fmt: skip
    answer = client.post(reverse("setup-organizations"), sent)
    assert answer.status_code == 302, answer.content.decode()
    return Organization.objects.get(name=name)


def test_from_nothing_to_members_secretary_and_approvers_without_a_command_line(
    empty: tuple[Body, User, Client],
) -> None:
    body, _, client = empty
    assert sum(bool(step.missing) for step in steps(body)) == 5
    client.post(reverse("setup-body"), {"name": "2026–2029", "starts_on": "2026-01-01", "ends_on": "2029-12-31"})  # fmt: skip
    _organization(client, "Byrådet", "council")
    committee = _organization(client, "Udvalget for Læring", "standing", seats="5")
    house = _organization(client, "Læringsforvaltningen", "administration")
    unit = _organization(client, "Center for Dagtilbud", "unit", parent=house.pk)
    lines = "\n".join(
        [
            "udvalg;navn;rolle;parti;e-mail;fra;til",
            "Udvalget for Læring;Maren Vig;formand;A;maren@vesterholt.example;01-01-2026;",
            "Byrådet;Maren Vig;borgmester;A;;01-01-2026;",
            "Udvalget for Læring;Jens Kær;medlem;V;;01-01-2026;",
            "Udvalget for Læring;Siri Lund;sekretær;;siri@vesterholt.example;01-01-2026;",
            "Byrådet;Siri Lund;sekretær;;;01-01-2026;",
            "Center for Dagtilbud;Ib Holt;centerchef;;;01-01-2026;",
            "Læringsforvaltningen;Eva Dam;direktør;;;01-01-2026;",
        ]
    )
    shown = client.post(reverse("setup-seats-file"), {"text": lines}).content.decode()
    assert "Kendt person" not in shown
    assert Membership.objects.count() == 0, "looked at, not taken in"
    client.post(reverse("setup-seats-file"), {"text": lines, "take": "1"})
    assert set(committee.memberships.values_list("person__name", "role")) == {
        ("Maren Vig", "chair"), ("Jens Kær", "member"), ("Siri Lund", "secretary"),
    }  # fmt: skip
    assert Person.objects.filter(body=body).count() == 5, "one person a name"
    siri = User.objects.create(username="siri", subject="siri", issuer="demo", body=body)
    may = {"is_active": "on", "may_publish": "on"}
    where = reverse("setup-account", args=[siri.pk])
    lund, seen = Person.objects.get(name="Siri Lund").pk, client.get(where).context["seen"]
    client.post(where, {"person": lund, "seen": seen, **may})
    again = client.post(where, {"person": "", "seen": seen, **may})
    assert again.status_code == 409, "an old page undoes nothing unseen"
    assert "Siri Lund" in again.content.decode()
    assert is_secretary_of(rights_of(User.objects.get(pk=siri.pk)), committee.pk)
    assert [step.title for step in steps(body) if step.missing] == []
    assert unit.parent == house
    assert {"organize", "seat_person", "enter_person", "grant", "add_term"} <= set(
        Entry.objects.values_list("act", flat=True)
    )


def test_a_line_that_cannot_be_taken_in_says_why_and_the_others_are(
    empty: tuple[Body, User, Client],
) -> None:
    _, _, client = empty
    _organization(client, "Byrådet", "council")
    lines = "navn,udvalg,rolle,fra\nMaren Vig,Byrådet,formand,01-01-2026\nJens Kær,Byrådet,formand,01-01-2026\nIb,Havneudvalget,medlem,01-01-2026\nBo,Byrådet,mester,1/13/26\n"
    shown = client.post(reverse("setup-seats-file"), {"text": lines, "take": "1"}).content.decode()
    assert "Maren Vig har posten i perioden" in shown
    assert "»Havneudvalget« findes ikke" in shown
    assert "Rollen »mester« kendes ikke" in shown
    assert "»1/13/26« i kolonnen fra er ikke en dato" in shown
    assert Membership.objects.count() == 1
    assert not Person.objects.filter(name="Jens Kær").exists(), "refused whole"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "tom"), ("navn;parti\nIb;A", "Der mangler: udvalg"), ("x", "overskrifter")],
)
def test_a_file_that_is_no_table_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(NoTable, match=says):
        read_seats(text)


def test_a_spreadsheet_s_own_letters_and_marks_are_read() -> None:
    assert decoded("Søren".encode("cp1252")) == "Søren"
    (row,) = read_seats(decoded("\ufeffUdvalg:\tNavn\tTil og med\r\nByrådet\tÅse Østergård\t31.12.2029\r\n".encode()))  # fmt: skip
    assert (row.organization, row.name, row.ends_on) == ("Byrådet", "Åse Østergård", date(2029, 12, 31))  # fmt: skip


def test_a_seat_ends_on_a_day_and_the_end_can_be_taken_back(town: Town) -> None:
    client = Client()
    client.force_login(town.ida)
    seat = Membership.objects.get(person=town.person("mette"), organization=town.committee)
    where = reverse("setup-end-seat", args=[seat.pk])
    client.post(where, {"ends_on": "2026-02-01"})
    assert not sits_in(rights_of(town.mette, on=date(2026, 2, 2)), town.committee.pk)
    client.post(where, {"again": "1"})
    assert sits_in(rights_of(town.mette, on=date(2026, 2, 2)), town.committee.pk)


def test_two_chairs_two_councils_and_a_member_of_a_unit_are_refused_and_nothing_is_lost(
    town: Town,
) -> None:
    client = Client()
    client.force_login(town.ida)
    place = reverse("setup-organization", args=[town.committee.pk])
    said = {"person": town.person("aage").pk, "role": "chair", "title": "", "party": "A"} | ON
    page = client.post(place, said | {"back": place}, follow=True).content.decode()
    assert "har posten i perioden" in page
    sent = {"name": "Byrådet II", "short_name": "", "kind": "council", "seats": "", "predecessor": "", "parent": ""} | ON  # fmt: skip
    page = client.post(reverse("setup-organizations"), sent, follow=True).content.decode()
    assert "Der er allerede en kommunalbestyrelse" in page
    assert not Organization.objects.filter(name="Byrådet II").exists()


def test_nobody_takes_their_own_right_away_and_nobody_else_finds_the_pages(town: Town) -> None:
    client = Client()
    client.force_login(town.ida)
    where = reverse("setup-account", args=[town.ida.pk])
    person = town.person("ida").pk
    said = {"person": person, "is_active": "on", "back": where, "seen": client.get(where).context["seen"]}  # fmt: skip
    page = client.post(where, said, follow=True).content.decode()
    assert "Du kan ikke tage din egen ret" in page
    client.force_login(town.soren)
    names: dict[str, list[Any]] = {"setup": [], "setup-body": [], "setup-people": [], "setup-account": [town.ida.pk]}  # fmt: skip
    for name, args in names.items():
        assert client.get(reverse(name, args=args)).status_code == 404
