"""Two secretaries at one meeting in two browsers: each sees in a moment what the other did."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from raadslag.meetings.models import Decision, DecisionVersion
from raadslag.people.models import Membership
from tests.browser.test_afvikling import sat_down
from tests.browser.walker import Walker
from tests.cast import FIRST_DAY

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE_MS = 15_000
"""On a machine that does other work too; `./run bench live` measures the two seconds."""


@pytest.fixture
def house(live_server: Any, settings: Any, tmp_path: Any) -> str:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    return str(live_server.url)


def test_each_sees_what_the_other_did_without_doing_anything_and_nothing_typed_is_lost(
    browser: Browser, house: str
) -> None:
    faults: list[str] = []
    desk = sat_down(browser, house, faults, cases=1, present=4)
    town, role = desk.town, Membership.Role.SECRETARY
    Membership.objects.create(person=town.person("hanne"), organization=town.committee, role=role, starts_on=FIRST_DAY)  # fmt: skip
    other = Walker(browser, house, town.hanne.pk, faults, scripts=True)
    expect.set_options(timeout=PATIENCE_MS)
    desk.turn(2)
    other.go(f"/arbejde/moeder/{desk.meeting.uid}/afvikling/?punkt=2")
    expect(desk.page.locator(".together")).to_contain_text("er her, ved punkt 2")

    words = desk.page.get_by_label("Beslutningens ord")
    words.press_sequentially("Sagen ")
    expect(other.page.locator(".writing").first).to_have_text("Søren Skov skriver her nu.")
    words.fill("Sagen udgik.")
    other.page.locator(".seat.away [data-seat]").click()  # the fifth member came
    expect(desk.page.locator(".quorum")).to_contain_text("5 af 5")
    assert words.input_value() == "Sagen udgik."

    begun = time.monotonic()
    other.page.get_by_role("button", name="Bekræft og næste").click()
    expect(desk.page.locator(".told-of")).to_contain_text("Hanne Høj bekræftede punkt 2")
    expect(desk.page.locator(".rail li").nth(2)).to_contain_text("HH")  # she went on to the next
    print(f"Set efter {time.monotonic() - begun:.1f} s")
    expect(desk.page.locator("[data-changed]")).to_be_visible()
    assert words.input_value() == "Sagen udgik."
    desk.confirm()
    expect(desk.page.locator("body")).to_contain_text("En anden skrev samtidig")
    assert Decision.objects.get(item__number=2).text != "Sagen udgik."
    assert DecisionVersion.objects.get(conflict=True).text == "Sagen udgik."
    assert not desk.walker.errors
    assert not other.errors
    desk.walker.look("to-sekretaerer")
    assert not faults, faults
    for one in (desk.page, other.page):
        one.context.close()  # else they go on asking when the house is gone
    expect.set_options(timeout=5_000)
