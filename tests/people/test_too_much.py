"""A text with no end is refused at the door, in Danish, and kept for its writer; whatever the address."""

from __future__ import annotations

from time import process_time

import pytest
from django.test import RequestFactory

from raadslag.people.door.too_much import (
    MOST_IN_FIELD,
    MOST_TAGS,
    why_not_say_so_much,
)
from raadslag.people.models import KeptForm
from tests.people.test_door import Desk

desk = pytest.fixture(lambda town: Desk(town), name="desk")


def said(**fields: str) -> list[str]:
    request = RequestFactory().post("/", fields)
    return [no.reason for no in why_not_say_so_much(request)]


def test_every_field_of_every_form_has_an_end_that_is_said_in_danish() -> None:
    assert said(text="a" * MOST_IN_FIELD, html="<p>" * MOST_TAGS) == []
    (one,) = said(comment="a" * (MOST_IN_FIELD + 1))
    assert one.startswith("Bemærkning fylder 100.001 tegn; der er plads til 100.000. Del teksten")
    (one,) = said(html="<td>" * (MOST_TAGS + 1))
    assert "flere afsnit, celler og formater" in one
    (one,) = said(html="a" * 2_000_001)
    assert "2.000.001" in one
    (one,) = said(**{f"field{n}": "a" * (MOST_IN_FIELD - 1) for n in range(4)})
    assert one.startswith("Alt i formularen fylder 399.996 tegn; der er plads til 300.000")


def test_a_section_of_240_kb_is_refused_at_once_and_its_writer_gets_it_back(desk: Desk) -> None:
    text = "Udvalget drøftede 12 mio. kr. " * 8_000
    begun = process_time()
    answer = desk.client.post(desk.where, desk.form | {"text": text})
    assert process_time() - begun < 1
    assert answer.status_code == 302
    kept = KeptForm.objects.get()
    assert dict(kept.fields)["text"] == text
    page = desk.client.get(answer.headers["Location"]).content.decode()
    assert "fylder 240.000 tegn; der er plads til 100.000" in page
    json = {"accept": "application/json"}
    refused = desk.client.post(desk.where, desk.form | {"text": text}, headers=json)
    assert refused.status_code == 409
    assert "plads til 100.000" in refused.json()["obstacles"][0]["reason"]
    html = desk.client.post(
        desk.where, desk.form | {"html": "<p>" + "ordene " * 17_000}, headers=json
    )
    assert "plads til 100.000" in html.json()["obstacles"][0]["reason"], "markup is no way around"
