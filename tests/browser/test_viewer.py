"""A member reads an attachment inside the page: its pages, its words, and nothing that the policy refuses."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as house
from django.urls import reverse
from playwright.sync_api import expect

from raadslag.cases.files import attach_file
from raadslag.cases.viewing import has_pdf_viewer
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from tests.browser.test_drafts import Machine
from tests.browser.walker import PICTURES, RULES
from tests.cast import MEETING_AT, NOTICE_AT, local
from tests.reader.raw_pdf import lines, pdf_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def mark_what_was_found(page: Any, *, seen: int) -> None:
    """By keyboard; it stands there again, and so does a note at a page (`seen` of them stand already)."""
    page.locator("[data-sheets]").focus()
    page.keyboard.press("m")
    expect(page.locator(".sheet[data-page='6'] .mark").first).to_be_visible()
    page.reload()
    expect(page.locator(".viewer.ready [data-mark-count]")).to_have_text(str(1 + seen))
    page.keyboard.press("n")
    page.keyboard.type(f"Hvor mange sider? {seen}")
    page.locator("[data-new-note] button").click()
    expect(page.locator(".sheet .pin")).to_have_count(1 + seen)
    marked = page.locator("[data-mark]", has_text="caprådet")
    marked.locator("summary").click()
    marked.get_by_role("button", name="Slet").click()
    expect(marked).to_have_count(0)


def test_a_pdf_is_read_and_searched_inside_the_page(
    page: Any, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    if not has_pdf_viewer():
        pytest.skip(f"fremviseren er ikke hentet til {house.FETCHED['pdfjs']} (./run design)")
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    page.set_default_timeout(20_000)
    machine = Machine(page, live_server.url)
    town, refused = machine.town, []
    page.on("console", lambda said: said.type == "error" and refused.append(said.text))
    first, second = (
        ("Budget", "Vejviseren koster 105.000 kr."),
        ("Høring", "Handi", "caprådet støtter."),
    )
    data = pdf_of(lines(*first), *[lines(f"Side {n}") for n in range(2, 6)], lines(*second))
    table = "Konto;Beløb\nTryk;80.000\nPorto;25.000\n".encode()
    for name, content in (("budget.pdf", data), ("konti.csv", table)):
        attach_file(machine.case, name=name, title="", chunks=[content], by=town.sanne)
    meeting = town.plan(MEETING_AT + timedelta(days=1))
    item = add_to_agenda(town.approve(machine.case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    machine.sign_in("mette")
    where = [
        reverse("read-file", args=[meeting.uid, item.uid, f.uid]) for f in machine.case.files.all()
    ]
    for seen, (width, height) in enumerate(((1280, 900), (390, 844))):
        page.set_viewport_size({"width": width, "height": height})
        machine.go(where[0])
        expect(page.locator(".sheet[data-page='1'] .textLayer")).to_contain_text("105.000")
        expect(page.locator("[data-pages]")).to_have_text("6")
        page.keyboard.press("/")
        page.keyboard.type("handicaprådet")
        expect(page.locator("[data-found]")).to_have_text("1 af 1")
        expect(page.locator(".sheet[data-page='6'] .hit.now").first).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        mark_what_was_found(page, seen=seen)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/bilag-pdf-{width}.png")
        result = Axe().run(page, options={"runOnly": RULES})
        assert not result.violations_count, result.generate_report()
        page.locator("[data-larger]").click()
        expect(page.locator(".sheet[data-page='1'] .textLayer")).to_contain_text("105.000")
        page.get_by_role("link", name="Næste bilag").click()
        page.wait_for_load_state()
        expect(page.locator("td").first).to_have_text("Tryk")
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/bilag-tabel-{width}.png")
    assert machine.errors == []
    assert refused == []
