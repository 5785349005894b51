"""A tablet that loses its net: agenda, attachment and notes are read, a note is written, sent and wiped."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from raadslag.cases.files import attach_file
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.models import Mark
from tests.browser.walker import Walker
from tests.cast import build_town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KEPT = "async () => (await caches.keys()).length"


@pytest.fixture
def house(live_server: Any, settings: Any, tmp_path: Any) -> str:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    return str(live_server.url)


def choose_between_two_notes(tablet: Walker) -> None:
    """Back with the net: one note is sent, and of one that was changed elsewhere nothing is overwritten."""
    page = tablet.page
    expect(page.locator(".offline-banner")).to_contain_text("venter på dit valg")
    assert set(Mark.objects.values_list("text", flat=True)) == {"Husk Eva", "Hvem ejer kajen?"}
    page.get_by_role("link", name="Se dem").click()
    expect(page.locator("[data-unsent-list]")).to_contain_text("Husk Eva")
    tablet.look("valg")
    page.get_by_role("button", name="Behold begge").click()
    expect(page.locator("[data-unsent-list]")).to_be_hidden()
    texts = {" ".join(one.text.split()) for one in Mark.objects.all()}
    assert texts == {"Husk Eva Husk Bo og Ib", "Hvem ejer kajen?"}


def test_a_member_who_loses_the_net_reads_on_and_writes_a_note_that_is_sent_when_it_is_back(
    browser: Browser, house: str
) -> None:
    town, faults = build_town(), list[str]()
    meeting = town.plan((timezone.localtime() + timedelta(days=20)).replace(tzinfo=None))
    case = town.write("Ny havneplads")
    attach_file(case, name="plan.txt", title="Planen", chunks=[b"Kaj og bolde"], by=town.sanne)
    item = add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    Mark.objects.create(user=town.mette, item=item, place="a1-1", kind="note", text="Husk Bo")
    tablet = Walker(browser, house, town.mette.pk, faults, scripts=True)
    page = tablet.go(f"/arbejde/moeder/{meeting.uid}/")
    page.get_by_text("Læs uden net:").click()
    page.get_by_role("button", name="Hent til læsning uden net").click()
    expect(page.locator("[data-offline-state]")).to_contain_text("og 1 bilag")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    tablet.look("hentet")

    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".offline-banner")).to_contain_text("Uden net · hentet i dag kl.")
    page.get_by_role("button", name="Fold alle punkter ud").click()
    expect(page.locator("main")).to_contain_text("Ny havneplads")
    expect(page.locator("main")).to_contain_text("Husk Bo")
    file = page.locator("a[href*='/bilag/']").get_attribute("href")
    assert page.evaluate("async (it) => (await fetch(it)).text()", file) == "Kaj og bolde"
    tools = page.locator(".mark-tools").nth(1)
    page.locator(".paragraph").nth(1).click()
    tools.locator("textarea").fill("Hvem ejer kajen?")
    tools.get_by_role("button", name="Gem note").click()
    expect(page.locator("[data-unsent]")).to_contain_text("Ikke sendt endnu")
    first = page.locator(".mark-tools").first
    page.locator(".paragraph").first.click()
    first.locator("textarea").fill("Husk Bo og Ib")
    first.get_by_role("button", name="Gem note").click()
    expect(page.locator("[data-unsent]")).to_have_count(2)
    Mark.objects.update(text="Husk Eva")  # on another machine, meanwhile
    page.reload()
    expect(page.locator("[data-unsent]").last).to_contain_text("Hvem ejer kajen?")
    tablet.look("uden-net")
    page.goto(f"{house}/arbejde/")
    page.wait_for_url(f"{house}/arbejde/")
    expect(page.locator("h1")).to_have_text(
        "Uden net", timeout=20_000
    )  # all that one has fetched, in its place

    page.context.set_offline(False)
    tablet.go(f"/arbejde/moeder/{meeting.uid}/")
    choose_between_two_notes(tablet)
    assert page.evaluate(KEPT) == 1
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url(f"{house}/")
    assert page.evaluate(KEPT) == 0
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        page.goto(f"{house}/arbejde/moeder/{meeting.uid}/")
    page.context.close()
    assert not faults, faults
