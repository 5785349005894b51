"""What others see, shown to who makes it: everything for a member, what may leave the house for a citizen."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.meetings.actions import add_to_agenda
from raadslag.public.closing import close_item
from tests.cast import Town

pytestmark = pytest.mark.once


def test_the_secretary_and_the_officer_see_a_member_s_page_and_a_citizen_s_and_can_do_nothing_there(
    town: Town,
) -> None:
    case, meeting = town.approve(town.write("En ansat")), town.plan()
    item = add_to_agenda(case, meeting=meeting, by=town.soren)
    officer, desk = Client(), Client()
    officer.force_login(town.sanne)
    desk.force_login(town.soren)
    own = reverse("case-as", args=[case.uid])
    assert "vejviseren godkendes" in officer.get(own, {"som": "borger"}).content.decode()
    close_item(item, reason="Personsag om en ansat, forvaltningsloven § 27", public_title="Personsag", by=town.soren)  # fmt: skip
    page = reverse("meeting-as", args=[meeting.uid])
    member, citizen = (
        desk.get(page, {"som": who}).content.decode() for who in ("medlem", "borger")
    )
    assert "En ansat" in member
    assert "Medlemmerne får den, når mødet indkaldes" in member
    assert "Personsag" in citizen
    assert "Offentligheden får den" in citizen
    for text in (
        citizen,
        officer.get(own, {"som": "borger"}).content.decode().split("sight-page")[1],
    ):
        assert "En ansat" not in text
        assert "vejviseren" not in text
    frame = re.search(r'<div class="sight">.*</article>', member, re.S)
    assert frame is not None
    assert "<form" not in frame.group()
    assert "<button" not in frame.group()
