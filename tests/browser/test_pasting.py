"""A writer pastes from Word, sees what did not come with it, and is asked about a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_drafts import Machine
from tests.browser.walker import PICTURES, RULES

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORD = (
    "<p>Karla Mosegaard er <s>rask</s> sygemeldt, og grunden er 900 m<sup>2</sup>: <img src=kort.png></p>"
    "<ol type=a><li>flere pladser</li><li>kortere ventetid</li></ol>"
)
PASTE = """([where, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "tekst");
  document.querySelector(where).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_what_is_pasted_keeps_its_meaning_and_the_writer_is_asked(
    page: Any, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    page.set_default_timeout(20_000)
    machine = Machine(page, live_server.url)
    machine.sign_in("sanne")
    machine.go(machine.where)
    where = f"form[data-section='{machine.section.pk}'] .tiptap"
    page.locator(where).click()
    page.evaluate(PASTE, [where, WORD])
    told = page.locator(f"form[data-section='{machine.section.pk}'] [data-pasted] li")
    expect(told).to_have_count(2)
    assert "Et billede efter" in told.nth(0).inner_text()
    assert "ladt ude" in told.nth(1).inner_text()
    text = page.locator(where)
    expect(text).to_contain_text("Karla Mosegaard er sygemeldt, og grunden er 900 m²:")
    assert page.locator(f"{where} ol[type=a] li").count() == 2
    marks = page.locator(f"{where} ol[type=a] li").nth(0)
    assert marks.evaluate("one => getComputedStyle(one).listStyleType") == "lower-alpha"
    expect(page.locator("[data-review]")).to_contain_text("Skal besvares", timeout=15_000)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/indsat-{width}.png", full_page=True)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    result = Axe().run(page, options={"runOnly": RULES})
    assert not result.violations_count, result.generate_report()
    assert machine.errors == []
