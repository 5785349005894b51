"""The editor speaks Danish: every button of its bar, and the boxes that they open."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_drafts import Machine
from tests.browser.walker import PICTURES, RULES

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ENGLISH = re.compile(
    r"\b(bold|italic|heading|paragraph|list|link|remove|undo|redo|insert|table|row|rows|column|columns|"
    r"cell|cells|cancel|update|title|new window|header|add|delete|toggle|merge|split|yes|no)\b",
    re.IGNORECASE,
)
SAID_ALREADY = {"link"}
"""The same word in both languages."""
SAID = "(all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent)"


def test_every_button_and_box_of_the_editor_is_danish(
    page: Any, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    page.set_default_timeout(20_000)
    machine = Machine(page, live_server.url)
    machine.sign_in("sanne")
    machine.go(machine.where)
    form = page.locator(f"form[data-section='{machine.section.pk}']")
    bar = form.locator(".prose-menubar")
    bar.wait_for()
    bar.get_by_role("button", name="Fed").wait_for()
    said = bar.locator("button").evaluate_all(SAID)
    assert len(said) > 10
    assert [one for one in said if not one] == []
    assert [one for one in said if english(one)] == []
    form.locator(".tiptap").click()
    for button in ("Indsæt link", "Indsæt tabel"):
        page.keyboard.press("Control+A")
        said = bar.locator("button").evaluate_all(SAID)
        assert [one for one in said if english(one)] == []
        bar.get_by_role("button", name=button).click()
        box = page.locator("dialog[open]")
        box.wait_for()
        text = box.inner_text() + " ".join(box.locator("option").all_inner_texts())
        assert english(text) == set(), text
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{button.split()[1]}.png")
        if button == "Indsæt tabel":
            box.get_by_label("Med overskriftsrække").select_option(label="Ja")
            box.get_by_role("button", name="Indsæt tabel").click()
            expect(form.locator(".tiptap th")).to_have_count(3)
            for words in ("År", "Antal", "Andel"):
                page.keyboard.type(words)
                page.keyboard.press("Tab")
            continue
        box.get_by_role("button", name="Fortryd").click()
        box.wait_for(state="detached")
    said = bar.locator("button").evaluate_all(SAID)  # in a table the bar has more buttons
    assert [one for one in said if english(one)] == []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            bar.scroll_into_view_if_needed()
            page.screenshot(path=f"{PICTURES}/skriv-{width}.png")
    result = Axe().run(page, options={"runOnly": RULES})
    assert not result.violations_count, result.generate_report()
    assert machine.errors == []


def english(text: str) -> set[str]:
    return {word.lower() for word in ENGLISH.findall(text)} - SAID_ALREADY
