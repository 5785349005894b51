"""One person at a browser of their own, who notices when a page is not fit to be shown."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"computer": (1280, 900), "tavle": (820, 1180), "telefon": (390, 844)}
WIDEST = """[...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .slice(-4).map((one) => one.outerHTML.slice(0, 120))"""
"""The innermost elements that stick out on the right, for the message."""
PICTURES = os.environ.get("RAADSLAG_PICTURES", "")
"""A folder: every page that is looked over is kept there as a picture in three sizes."""


class Walker:
    """Looks over every page that is new to it: axe, no script error, no sideways scroll on a phone."""

    def __init__(
        self, browser: Browser, base: str, user: int | None, faults: list[str], *, scripts: bool
    ) -> None:
        self.scripts, self.base, self.faults = scripts, base, faults
        self.errors: list[str] = []
        self.page: Page = browser.new_context(
            locale="da-DK", timezone_id="Europe/Copenhagen", java_script_enabled=scripts
        ).new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_viewport_size({"width": 1280, "height": 900})
        if user is not None:
            self.go("/log-ind/")
            self.page.locator(f"form:has(input[name=user][value='{user}']) button").click()
            self.page.wait_for_load_state()

    def go(self, where: str, *, look: str = "") -> Page:
        """Open an address of the house; `look` names the page and looks it over."""
        answer = self.page.goto(where if where.startswith("http") else self.base + where)
        assert answer is not None
        assert answer.ok, (where, answer.status)
        if look:
            self.look(look)
        return self.page

    def press(self, words: str) -> Page:
        """Press the first button with these words; nobody is told that it went wrong."""
        self.page.get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()
        told = self.page.locator(".messages .bad, .notice.bad[role=status]")
        assert told.count() == 0, told.all_inner_texts()
        return self.page

    def follow(self, words: str) -> Page:
        """Follow the first link with these words."""
        self.page.get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()
        return self.page

    def look(self, name: str) -> None:
        """Everything folded out: no violation, no error, nothing wider than a phone; pictures if asked."""
        assert not self.errors, self.errors
        if not self.scripts:
            return
        if PICTURES:
            self._picture(name)
        self.page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true })"
        )
        found = Axe().run(self.page, options={"runOnly": RULES})
        if found.violations_count:
            self.faults.append(f"{name} {self.page.url}\n{found.generate_report()}")
        width, height = WIDTHS["telefon"]
        self.page.set_viewport_size({"width": width, "height": height})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            told = self.page.evaluate(WIDEST)
            self.faults.append(f"{name} {self.page.url}: {wide} px wide, {told}")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        assert not self.errors, self.errors

    def _picture(self, name: str) -> None:
        for size, (width, height) in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            place = Path(PICTURES) / f"{name}-{size}.png"
            self.page.screenshot(path=place, full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})
