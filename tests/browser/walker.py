"""One person at a browser of their own, who notices when a page is not fit to be shown."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"computer": (1280, 900), "tavle": (820, 1180), "telefon": (390, 844)}
UNFOLD = """document.querySelectorAll("details:not([open])").forEach((one) => {
    one.open = one.dataset.lookedInto = true })"""
FOLD = """document.querySelectorAll("[data-looked-into]").forEach((one) => {
    one.open = false; delete one.dataset.lookedInto })
document.querySelectorAll(".bar-bottom, .read-on, .foot-act, .presence").forEach((one) => {
    one.style.position = "" })"""
"""A ballot that stands open is sent with the decision: what was opened to be looked at is closed again."""
UNSTUCK = """document.querySelectorAll(".bar-bottom, .read-on, .foot-act, .presence").forEach((one) => {
    one.style.position = "static" })"""
"""What sticks covers whatever is scrolled under it, which axe takes for too small a target."""
WIDEST = """[...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .slice(-4).map((one) => one.outerHTML.slice(0, 120))"""
"""The innermost elements that stick out on the right, for the message."""
EVERY_WAY = os.environ.get("RAADSLAG_WALK") == "all"
"""`./run walk` sets it: every width, with and without scripts, instead of one combination."""
PICTURES = os.environ.get("RAADSLAG_PICTURES", "")
"""A folder: every page that is looked over is kept there as a picture in three sizes."""


class Walker:
    """Looks over every page that is new to it: axe, no script error, no sideways scroll on a phone."""

    def __init__(
        self, browser: Browser, base: str, user: int | None, faults: list[str], *, scripts: bool, size: str = "computer"
    ) -> None:  # fmt: skip
        self.scripts, self.base, self.faults, self.size = scripts, base, faults, size
        self.clicks = 0
        self.errors: list[str] = []
        self.page: Page = browser.new_context(
            locale="da-DK", timezone_id="Europe/Copenhagen", java_script_enabled=scripts
        ).new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.be(size)
        if user is not None:
            self.go("/log-ind/")
            self.page.locator(f"form:has(input[name=user][value='{user}']) button").click()
            self.page.wait_for_load_state()

    def be(self, size: str) -> None:
        """Sit at a computer, a tablet or a phone."""
        width, height = WIDTHS[size]
        self.page.set_viewport_size({"width": width, "height": height})

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
        self.click(self.page.get_by_role("button", name=words).first)
        told = self.page.locator(".messages .bad, .notice.bad[role=status]")
        assert told.count() == 0, told.all_inner_texts()
        return self.page

    def follow(self, words: str) -> Page:
        """Follow the first link with these words."""
        self.click(self.page.get_by_role("link", name=words).first)
        return self.page

    def click(self, what: Locator) -> None:
        """A click that counts, and the page that may come of it."""
        self.clicks += 1
        what.click()
        self.page.wait_for_load_state()

    def unfold(self, what: Locator) -> None:
        """Open what is folded, if it is."""
        if not what.evaluate("one => one.closest('details').open"):
            self.click(what)

    def look(self, name: str) -> None:
        """Everything folded out: no violation, no error, nothing wider than a phone; pictures if asked."""
        assert not self.errors, self.errors
        if not self.scripts:
            return
        if PICTURES:
            self._picture(name)
        self.page.evaluate(UNFOLD)
        self.page.evaluate(UNSTUCK)
        found = Axe().run(self.page, options={"runOnly": RULES})
        if found.violations_count:
            self.faults.append(f"{name} {self.page.url}\n{found.generate_report()}")
        self.be("telefon")
        width = WIDTHS["telefon"][0]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            told = self.page.evaluate(WIDEST)
            self.faults.append(f"{name} {self.page.url}: {wide} px wide, {told}")
        self.be(self.size)
        self.page.evaluate(FOLD)
        assert not self.errors, self.errors

    def _picture(self, name: str) -> None:
        for size in WIDTHS:
            self.be(size)
            place = Path(PICTURES) / f"{name}-{size}.png"
            self.page.screenshot(path=place, full_page=True)
        self.be(self.size)
