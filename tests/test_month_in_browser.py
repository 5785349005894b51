"""A committee's month in a real browser, by six people, with axe on every page type."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from raadslag.cases.models import Case
from raadslag.journal.actions import first_misfit
from raadslag.meetings.models import Meeting
from raadslag.minutes.signing import is_approved
from raadslag.public.models import Publication
from tests.cast import MEETING_AT, Town, build_town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Walker:
    """One person at a browser of their own."""

    def __init__(self, browser: Browser, base: str, user: int, *, scripts: bool = True) -> None:
        self.page: Page = browser.new_context(
            locale="da-DK", timezone_id="Europe/Copenhagen", java_script_enabled=scripts
        ).new_page()
        self.base, self.scripts = base, scripts
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.go("/log-ind/")
        self.page.locator(f"form:has(input[name=user][value='{user}']) button").click()

    def go(self, where: str) -> Page:
        """Open an address; no page may throw, and none may have an accessibility fault."""
        answer = self.page.goto(self.base + where)
        assert answer is not None
        assert answer.ok, (where, answer.status)
        self.check()
        return self.page

    def check(self) -> None:
        assert not self.errors
        if self.scripts:
            result = Axe().run(self.page, options=AXE)
            assert result.violations_count == 0, result.generate_report()

    def press(self, words: str) -> Page:
        """Press the first button with these words, and look at what comes."""
        self.page.get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()
        assert self.page.locator(".notice.bad[role=status], .messages .bad").count() == 0
        self.check()
        return self.page


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_month_from_case_to_published_minutes(
    live_server: Any, browser: Browser, scripts: bool
) -> None:
    town = build_town()
    meeting = town.plan(MEETING_AT.replace(year=MEETING_AT.year + 2))

    def walker(name: str) -> Walker:
        return Walker(browser, live_server.url, getattr(town, name).pk, scripts=scripts)

    case = _write_and_approve(walker, town, scripts)
    _call(walker("soren"), case, meeting)
    mette = walker("mette")
    mette.go(f"/arbejde/moeder/{meeting.uid}/")
    mette.page.locator("details.item > summary").nth(1).click()
    mette.press("Markér som læst") if not scripts else mette.check()
    _hold(walker("soren"), meeting)
    for name in ("mette", "aage", "carl", "dina", "erik"):
        one = walker(name)
        one.go("/arbejde/")
        one.page.get_by_role("link", name="Læs og godkend").click()
        one.press("Godkend referatet")
    meeting.refresh_from_db()
    assert is_approved(meeting)
    soren = walker("soren")
    soren.go(f"/arbejde/moeder/{meeting.uid}/offentliggoer/")
    soren.page.get_by_label("Sagernes parter").check()
    soren.press("Offentliggør")
    assert Publication.objects.live().filter(meeting=meeting, kind="minutes").count() == 1
    soren.page.get_by_role("link", name="Se den offentlige side").first.click()
    assert "Jobcafé på havnen" in soren.page.content()
    assert first_misfit() is None


def _write_and_approve(walker: Any, town: Town, scripts: bool) -> Case:
    sanne = walker("sanne")
    sanne.go("/arbejde/sager/ny/")
    sanne.page.get_by_label("Titel").fill("Jobcafé på havnen")
    sanne.press("Opret sag")
    case = Case.objects.get(title="Jobcafé på havnen")
    sanne.page.get_by_label("Journalnummer").fill("15.20.00-P22-9-26")
    sanne.page.get_by_label("Indstiller, at").fill("jobcaféen åbner i maj\norienteringen tages til efterretning")  # fmt: skip
    sanne.page.locator("details.item form").get_by_role("button", name="Gem").click()
    for section in case.paper.sections.all():
        form = sanne.page.locator(f"form[data-section='{section.pk}']")
        if scripts:
            form.locator(".tiptap").click()
            sanne.page.keyboard.type(f"Ord om {section.heading.lower()}.")
            form.locator("[data-saved]", has_text="Gemt kl.").wait_for(timeout=15000)
        else:
            form.locator("textarea").fill(f"Ord om {section.heading.lower()}.\n\n- første\n- anden")
            form.get_by_role("button", name="Gem afsnit").click()
    sanne.go(f"/arbejde/sager/{case.uid}/")
    sanne.press("Send til godkendelse")
    for name in ("hanne", "dorte"):
        one = walker(name)
        one.go("/arbejde/")
        one.page.get_by_role("link", name="Se sagen").click()
        one.press("Godkend")
    soren = walker("soren")
    soren.go("/arbejde/")
    soren.page.get_by_role("link", name="Se sagen").click()
    soren.press("Gør klar")
    case.refresh_from_db()
    assert case.state == Case.State.READY
    return case


def _call(soren: Walker, case: Case, meeting: Meeting) -> None:
    soren.go(f"/arbejde/moeder/{meeting.uid}/dagsorden/")
    soren.press("Sæt på dagsordenen")
    soren.press("Indkald til mødet")
    assert meeting.agendas.count() == 1


def _hold(soren: Walker, meeting: Meeting) -> None:
    soren.go(f"/arbejde/moeder/{meeting.uid}/dagsorden/")
    soren.press("Begynd mødet")
    soren.press("Alle uden afbud er her")
    for number in range(1, meeting.items.count() + 1):
        soren.go(f"/arbejde/moeder/{meeting.uid}/afvikling/?punkt={number}")
        soren.press("Bekræft beslutning")
    soren.press("Afslut og skriv referat")
    assert "Har taget stilling" in soren.page.content()
