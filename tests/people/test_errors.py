"""What the house says when it cannot do what was asked: in Danish, with what to do, nothing typed lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import path, reverse

from raadslag.people.door.errors import BAD, MISSING, TOO_MUCH, WRONG_WAY, Said
from raadslag.urls import (  # noqa: F401
    handler400,
    handler403,
    handler404,
    handler500,
)
from raadslag.urls import (
    urlpatterns as house,
)
from tests.cast import Town
from tests.public.walker import Page

from .test_door import WORDS, Desk


def breaks(request: Any) -> Any:
    """An address whose view has a fault of ours."""
    raise RuntimeError("en fejl i huset")


urlpatterns = [path("fejl/", breaks, name="breaks"), *house]


def told(answer: Any, status: int, said: Said | None = None) -> str:
    """The page's text; it is ours, whole and in Danish."""
    assert answer.status_code == status
    text = answer.content.decode()
    page = Page(address="fejl")
    page.feed(text)
    assert page.check() == []
    assert "Rådslag" in page.title
    if said:
        for words in (said.title, said.lead, *said.steps):
            assert words in text
    assert "Content-Security-Policy" in answer.headers
    return text


def test_an_address_that_leads_nowhere(db: None) -> None:
    told(Client().get("/findes/ikke/her/"), 404, MISSING)


def test_an_address_that_only_takes_forms(town: Town) -> None:
    client = Client()
    client.force_login(town.sanne)
    answer = client.get(reverse("paste"))
    told(answer, 405, WRONG_WAY)
    assert answer.headers["Allow"] == "POST"


def test_a_form_sent_to_a_page_that_takes_none_keeps_its_text(town: Town) -> None:
    desk = Desk(town)
    answer = desk.client.post(reverse("front"), desk.form | {"text": WORDS})
    assert WORDS in told(answer, 405)


def test_a_form_to_a_case_that_one_no_longer_sees_keeps_its_text(town: Town) -> None:
    desk = Desk(town)
    town.person("sanne").memberships.all().delete()
    desk.case.owner = town.otto
    desk.case.save()
    assert WORDS in told(desk.send(), 404, MISSING)


def test_a_bare_bad_request_gets_a_page(town: Town) -> None:
    desk = Desk(town)
    del desk.form["version"]
    assert WORDS in told(desk.send(), 400)


def test_a_host_that_is_not_served_and_a_body_that_cannot_be_read(db: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["raadslag.example"]
    told(Client().get("/", headers={"Host": "ond.example"}), 400, BAD)
    broken = Client(headers={"Host": "raadslag.example"}).post(
        "/log-ind/", b"--x\r\n", content_type="multipart/form-data; boundary=" + "ø" * 3
    )
    told(broken, 400, BAD)


def test_too_many_fields_too_many_files_and_too_much_text(town: Town, settings: Any) -> None:
    client = Client()
    client.force_login(town.sanne)
    where = reverse("comment-case", args=[town.write().uid])
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    told(client.post(where, {f"felt-{n}": "x" for n in range(20)}), 413, TOO_MUCH)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    told(client.post(where, {"text": "ord " * 1000}), 413, TOO_MUCH)
    told(client.post(where, b"text=" + b"x" * 2000, content_type="application/x-www-form-urlencoded"), 413)  # fmt: skip
    answer = client.post(where, {"text": "ord " * 1000}, headers={"Accept": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["reason"].startswith(TOO_MUCH.title)


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_is_told_without_the_database() -> None:
    """No `db` here: whoever asks the database in this test fails it."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "en-der-var-logget-ind"
    for where in ("/fejl/", "/", reverse("front")):
        told(client.get(where), 500)
    assert client.get("/fejl/", headers={"Accept": "application/json"}).json()["kept"] is False
    told(client.post("/fejl/", b"--x\r\n", content_type="multipart/form-data; boundary=x"), 500)


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_gives_back_what_was_typed(town: Town) -> None:
    desk = Desk(town)
    desk.client.raise_request_exception = False
    page = told(desk.client.post("/fejl/", desk.form | {"text": f"{WORDS} <b>"}), 500)
    assert f"{WORDS} &lt;b&gt;" in page
    assert 'action="/fejl/"' in page
    nameless = told(Client(raise_request_exception=False).post("/fejl/", {"text": WORDS}), 500)
    assert WORDS in nameless
    assert 'action="/fejl/"' not in nameless
