"""Sign-in against a real OpenID provider on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import User as Identity
from oidc_provider_mock import run_server_in_thread

from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry
from raadslag.people.models import GrantedRole, RoleClaim, User
from raadslag.people.oidc import discovery
from raadslag.people.rights import is_secretary_of, rights_of, sits_in
from raadslag.people.rules import why_not_trust
from tests.cast import Town

PEOPLE = [
    Identity(sub="s-1", claims={"name": "Signe Kær", "email": "fælles@moellested.example", "roles": ["sekretaer"]}),
    Identity(sub="s-2", claims={"name": "Ulrik Ukendt", "email": "fælles@moellested.example", "roles": []}),
    Identity(sub="s-3", claims={"name": "Bodil Krag", "roles": ["politiker"]}),
]  # fmt: skip


@pytest.fixture
def provider(settings: object) -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.OIDC_ISSUER = issuer  # type: ignore[attr-defined]
        settings.OIDC_RP_CLIENT_ID = "raadslag"  # type: ignore[attr-defined]
        settings.OIDC_RP_CLIENT_SECRET = "hemmeligt"  # type: ignore[attr-defined]
        discovery.cache_clear()
        yield issuer
    discovery.cache_clear()


def at_provider(client: Client, subject: str) -> str:
    """From our button through the provider's form to the address it sends the browser back to."""
    begin = client.get(reverse("oidc-begin"))
    assert begin.status_code == 302
    answer = requests.post(
        begin.headers["Location"], data={"sub": subject}, allow_redirects=False, timeout=10
    )
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def test_a_known_role_lets_in_and_the_rights_follow_the_claims(town: Town, provider: str) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body, organization=town.committee, role="secretary")  # fmt: skip
    client = Client()
    back = client.get(at_provider(client, "s-1"))
    assert back.headers["Location"] == reverse("front")
    user = User.objects.get(issuer=provider, subject="s-1")
    assert is_secretary_of(rights_of(user), town.committee.pk)
    RoleClaim.objects.update(role="", organization=None)
    client.get(at_provider(client, "s-1"))
    assert not is_secretary_of(rights_of(User.objects.get(pk=user.pk)), town.committee.pk)
    assert [line.act for line in Entry.objects.filter(actor=f"user:{user.pk}")] == ["sign_in"] * 2
    assert first_misfit() is None


def test_a_known_account_without_a_usable_claim_is_refused_and_its_grants_are_left(
    town: Town, provider: str
) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body, organization=town.committee, role="secretary")  # fmt: skip
    Client().get(at_provider(Client(), "s-1"))
    client = Client()
    client.get(at_provider(client, "s-1"))
    user = User.objects.get(subject="s-1")
    RoleClaim.objects.update(claim="noget-andet")
    for _ in range(3):
        other = Client()
        back = other.get(at_provider(other, "s-1"))
        assert "sessionid" not in other.cookies or "_auth_user_id" not in other.session
        assert other.get(reverse("front")).status_code == 302
        told = other.get(back.headers["Location"]).content.decode()
        assert "ingen rolle, der betyder noget" in told
    assert GrantedRole.objects.filter(user=user, role="secretary").count() == 1
    lines = Entry.objects.filter(act="refuse_sign_in")
    assert [(line.subject, line.details) for line in lines] == [(f"user:{user.pk}", {"why": ["no-usable-role"]})]  # fmt: skip


def test_a_closed_account_is_told_so(town: Town, provider: str) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body)
    User.objects.create(issuer=provider, subject="s-1", username="s1", is_active=False)
    client = Client()
    back = client.get(at_provider(client, "s-1"))
    assert "er lukket" in client.get(back.headers["Location"]).content.decode()
    assert client.get(reverse("front")).status_code == 302


def test_the_session_is_another_after_sign_in_and_gone_after_sign_out(
    town: Town, provider: str
) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body)
    client = Client()
    where = at_provider(client, "s-1")
    before = client.cookies["sessionid"].value
    client.get(where)
    signed_in = client.cookies["sessionid"].value
    assert signed_in != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get(reverse("front")).status_code == 302
    client.post(reverse("sign-out"))
    thief.cookies["sessionid"] = signed_in
    assert thief.get(reverse("front")).status_code == 302
    assert Entry.objects.filter(act="sign_out").count() == 1


def test_nobody_is_chosen_from_a_list_where_a_real_sign_in_is_set_up(
    town: Town, provider: str, settings: Any
) -> None:
    chosen = {"user": town.sanne.pk}
    assert Client().post(reverse("sign-in"), chosen).status_code == 404
    assert "Sanne" not in Client().get(reverse("sign-in")).content.decode()
    settings.OIDC_ISSUER = ""
    assert Client().post(reverse("sign-in"), chosen).status_code == 302
    User.objects.filter(pk=town.sanne.pk).update(issuer=provider)
    assert Client().post(reverse("sign-in"), chosen).status_code == 404
    User.objects.filter(pk=town.sanne.pk).update(issuer="demo")
    for switch in ({"DEMO": False}, {"HTTPS": True}):
        for name, value in switch.items():
            setattr(settings, name, value)
        assert Client().post(reverse("sign-in"), chosen).status_code == 404


def test_somebody_without_a_role_here_stays_outside(town: Town, provider: str) -> None:
    client = Client()
    back = client.get(at_provider(client, "s-2"))
    assert "afvist" in back.headers["Location"]
    assert not User.objects.filter(subject="s-2").exists()


def test_two_people_with_one_e_mail_are_two_users(town: Town, provider: str) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body, may_publish=True)
    User.objects.create(issuer=provider, subject="s-2", username="s2", email="fælles@moellested.example", body=town.body)  # fmt: skip
    for subject in ("s-1", "s-2"):
        client = Client()
        client.get(at_provider(client, subject))
    assert User.objects.filter(issuer=provider).count() == 2
    assert User.objects.get(subject="s-1").may_publish
    assert not User.objects.get(subject="s-2").may_publish
    assert GrantedRole.objects.count() == 0


def test_an_answer_used_twice_is_refused(town: Town, provider: str) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body)
    client = Client()
    where = at_provider(client, "s-1")
    assert client.get(where).status_code == 302
    assert client.get(where).status_code == 400


def test_a_wrong_state_and_another_s_answer_are_refused(town: Town, provider: str) -> None:
    client = Client()
    where = at_provider(client, "s-1")
    forged = re.sub(r"state=[^&]+", "state=forkert", where)
    assert client.get(forged).status_code == 400
    stranger = Client().get(where)
    assert "afvist" in stranger.headers["Location"]
    assert not User.objects.filter(subject="s-1").exists()


def test_a_token_for_somebody_else_s_system_is_refused(
    town: Town, provider: str, settings: object
) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body)
    client = Client()
    where = at_provider(client, "s-1")
    settings.OIDC_RP_CLIENT_ID = "et-andet-system"  # type: ignore[attr-defined]
    assert client.get(where).status_code in {302, 400}
    assert not User.objects.filter(subject="s-1").exists()


def test_the_question_carries_state_nonce_and_pkce(town: Town, provider: str) -> None:
    begin = Client().get(reverse("oidc-begin"))
    asked = parse_qs(urlsplit(begin.headers["Location"]).query)
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]


def test_the_administrator_maps_a_role_and_ties_an_account_to_a_member(
    town: Town, provider: str
) -> None:
    call_command("map_claim", "sekretaer", body="moellested", organization=town.committee.slug, role="secretary")  # fmt: skip
    User.objects.filter(person=town.person("bodil")).update(person=None)
    call_command("map_claim", "politiker", body="moellested")
    call_command("tie_user", "s-3", person="bodil", body="moellested")
    for subject in ("s-1", "s-3"):
        Client().get(at_provider(Client(), subject))
    client = Client()
    client.get(at_provider(client, "s-3"))
    assert sits_in(rights_of(User.objects.get(subject="s-3")), town.council.pk)
    with pytest.raises(CommandError, match="har allerede en konto"):
        call_command("tie_user", "s-1", person="bodil", body="moellested")
    with pytest.raises(CommandError, match="Ingen kommune"):
        call_command("map_claim", "x", body="ukendt")


def test_a_sign_in_that_is_weaker_or_older_than_asked_for_stays_outside(
    town: Town, provider: str, settings: Any
) -> None:
    RoleClaim.objects.create(issuer=provider, claim="sekretaer", body=town.body)
    settings.OIDC_ACR, settings.OIDC_MAX_AGE_S = ["to-faktorer"], 3600
    client = Client()
    asked = parse_qs(urlsplit(client.get(reverse("oidc-begin")).headers["Location"]).query)
    assert (asked["acr_values"], asked["max_age"]) == (["to-faktorer"], ["3600"])
    back = client.get(at_provider(client, "s-1"))
    assert "to faktorer" in client.get(back.headers["Location"]).content.decode()
    assert client.get(reverse("front")).status_code == 302
    assert Entry.objects.get(act="refuse_sign_in").details["why"][0] == "weak-sign-in"


def test_strength_and_age_are_asked_for_only_where_the_installation_does() -> None:
    def codes(acr: str | None, age: float | None, wanted: list[str], most: int) -> list[str]:
        no = why_not_trust(strength=acr, wanted=wanted, age_s=age, most_s=most)
        return [one.code for one in no]

    assert codes(None, None, [], 0) == []
    assert codes("mfa", 10, ["mfa"], 3600) == []
    assert codes("pwd", 3601, ["mfa"], 3600) == ["weak-sign-in", "old-sign-in"]
    assert codes("mfa", None, ["mfa"], 3600) == ["old-sign-in"]
