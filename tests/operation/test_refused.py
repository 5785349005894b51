"""Whoever was turned away at the sign-in stands on the operator's page until somebody has dealt with it."""

from __future__ import annotations

import pytest
from django.test import Client

from raadslag.allowed import NotAllowed, Obstacle
from raadslag.journal.models import Entry
from raadslag.people.admitting import note_sign_in, refuse_sign_in
from tests.cast import Town

PAGE = "/drift/opgaver/"
NO_ROLE = NotAllowed([Obstacle("no-usable-role", "Ingen rolle.")])
CLOSED = NotAllowed([Obstacle("account-closed", "Lukket.")])
ISSUER = "https://log-ind.example"


@pytest.fixture
def operator(town: Town) -> Client:
    client = Client()
    client.force_login(town.ida)
    return client


def page(operator: Client) -> str:
    return operator.get(PAGE).content.decode()


def test_an_account_without_a_usable_role_is_shown_with_what_to_do(
    town: Town, operator: Client
) -> None:
    assert "Afvist ved log ind" not in page(operator)
    refuse_sign_in(NO_ROLE, issuer=ISSUER, subject="ny-person")
    told = page(operator)
    assert "Afvist ved log ind: 1 konto" in told
    assert "Ukendt konto (" in told
    assert "ny-person" not in told
    assert "./run map_claim" in told


def test_a_known_account_is_named_once_and_goes_when_it_has_come_in(
    town: Town, operator: Client
) -> None:
    user = town.sanne
    user.issuer, user.subject = ISSUER, "s-1"
    user.save()
    refuse_sign_in(NO_ROLE, issuer=ISSUER, subject="s-1")
    refuse_sign_in(CLOSED, issuer=ISSUER, subject="s-1")
    assert page(operator).count("<strong>Sanne Lund</strong>") == 1
    note_sign_in(user, way="oidc")
    assert "Afvist ved log ind" not in page(operator)


def test_an_account_turned_away_before_the_house_knew_it_goes_when_it_has_come_in(
    town: Town, operator: Client
) -> None:
    refuse_sign_in(NO_ROLE, issuer=ISSUER, subject="s-2")
    user = town.hanne
    user.issuer, user.subject = ISSUER, "s-2"
    user.save()
    assert "Afvist ved log ind" in page(operator)
    note_sign_in(user, way="oidc")
    assert "Afvist ved log ind" not in page(operator)


def test_what_an_operator_has_seen_is_gone_until_it_happens_again(
    town: Town, operator: Client
) -> None:
    refuse_sign_in(CLOSED, issuer=ISSUER, subject="a")
    assert operator.post(f"{PAGE}log-ind/set/").status_code == 302
    assert "Afvist ved log ind" not in page(operator)
    assert Entry.objects.latest("sequence").act == "see_refusals"
    refuse_sign_in(CLOSED, issuer=ISSUER, subject="b")
    assert "Kontoen er lukket" in page(operator)


def test_nobody_else_may_say_that_it_is_seen(town: Town) -> None:
    client = Client()
    client.force_login(town.soren)
    assert client.post(f"{PAGE}log-ind/set/").status_code == 404
