"""Two people at one machine: what the one has typed and not sent is shown to nobody but them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from raadslag.cases.models import Case, Comment, PaperSection, SectionVersion
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Decision, DecisionDraft
from raadslag.people.models import KeptForm
from tests.browser.walker import PICTURES, RULES, UNSTUCK
from tests.cast import Town, build_town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = "Vejviseren trykkes i tusind eksemplarer."


class Machine:
    """One browser that several people sign in at."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base, self.town = page, base, build_town()
        self.case: Case = self.town.write()
        self.section = self.case.paper.sections.first()
        self.where = f"/arbejde/sager/{self.case.uid}/"
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, where: str) -> None:
        answer = self.page.goto(self.base + where)
        assert answer is not None
        assert answer.ok, answer.status

    def sign_in(self, name: str, at: Page | None = None) -> None:
        """By the sign-in page that is shown, or the plain one."""
        page = at or self.page
        if "/log-ind/" not in page.url:
            page.goto(f"{self.base}/log-ind/")
        user = getattr(self.town, name).pk
        page.locator(f"form:has(input[name=user][value='{user}']) button").click()
        page.wait_for_load_state()

    def type(self, words: str, page: Page | None = None) -> None:
        """Write at the end of the first section."""
        editor = (page or self.page).locator(f"form[data-section='{self.section.pk}'] .tiptap")
        editor.click()
        (page or self.page).keyboard.press("Control+End")
        (page or self.page).keyboard.type(words)

    def saved(self) -> bool:
        return WORDS in str(PaperSection.objects.get(pk=self.section.pk).blocks)

    def stored(self) -> str:
        return str(self.page.evaluate("JSON.stringify({...localStorage})"))

    def drafts(self) -> Any:
        return self.page.locator("[data-draft]")

    def state(self) -> Any:
        return self.page.locator(f"form[data-section='{self.section.pk}'] [data-saved]")


@pytest.fixture
def machine(live_server: Any, page: Page, settings: Any, tmp_path: Any) -> Machine:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    page.set_default_timeout(20_000)
    return Machine(page, live_server.url)


def test_a_draft_is_locked_shown_to_its_writer_alone_and_saved_only_when_they_say_so(
    machine: Machine,
) -> None:
    page = machine.page
    machine.sign_in("sanne")
    machine.go(machine.where)
    page.route("**/afsnit/**", lambda route: route.abort())
    machine.type(WORDS)
    expect(machine.state()).to_contain_text("Teksten ligger i denne browser")
    assert WORDS.split()[0] not in machine.stored()
    assert "raadslag:" in machine.stored()
    page.unroute("**/afsnit/**")
    Session.objects.all().delete()
    machine.sign_in("hanne")
    machine.go(machine.where)
    page.wait_for_timeout(2500)
    assert machine.drafts().count() == 0
    assert WORDS not in page.content()
    assert not machine.saved()
    machine.sign_in("sanne")
    machine.go(machine.where)
    expect(machine.drafts()).to_contain_text(WORDS)
    page.wait_for_timeout(2500)
    assert not machine.saved()
    assert SectionVersion.objects.filter(section=machine.section).count() == 1
    page.get_by_role("button", name="Hent det frem").click()
    expect(machine.state()).to_contain_text("Gemt kl.")
    assert machine.saved()
    machine.go(machine.where)
    page.wait_for_timeout(500)
    assert machine.drafts().count() == 0
    assert PaperSection.objects.get(pk=machine.section.pk).modified_by == machine.town.sanne
    assert machine.errors == []


def test_signed_out_while_writing_one_is_told_and_finds_the_text_after_signing_in(
    machine: Machine,
) -> None:
    page = machine.page
    machine.sign_in("sanne")
    machine.go(machine.where)
    Session.objects.all().delete()
    machine.type(WORDS)
    expect(machine.state()).to_contain_text("Du er blevet logget ud")
    assert not machine.saved()
    page.get_by_role("link", name="Log ind igen").click()
    machine.sign_in("hanne")
    assert WORDS not in page.content()
    machine.sign_in("sanne")
    machine.go(machine.where)
    expect(page.locator("[data-kept]")).to_contain_text(WORDS)
    page.wait_for_timeout(500)
    assert machine.drafts().count() == 0, "kept by the house: the browser need not offer it too"
    page.get_by_role("button", name="Send det nu").click()
    page.wait_for_load_state()
    assert machine.saved()
    assert KeptForm.objects.count() == 0
    assert machine.errors == []


def test_a_page_left_open_saves_nothing_in_the_name_of_the_next(machine: Machine) -> None:
    machine.sign_in("sanne")
    machine.go(machine.where)
    other = machine.page.context.new_page()
    machine.sign_in("hanne", other)
    machine.page.bring_to_front()
    machine.type(WORDS)
    expect(machine.state()).to_contain_text("hørte til en anden")
    assert not machine.saved()
    assert KeptForm.objects.get().user == machine.town.sanne
    other.goto(machine.base + machine.where)
    other.wait_for_timeout(500)
    assert WORDS not in other.content()


def test_a_comment_not_sent_is_offered_and_one_that_was_sent_is_not(machine: Machine) -> None:
    page = machine.page
    machine.sign_in("sanne")
    machine.go(machine.where)
    page.get_by_label("Ny kommentar").fill("Husk at spørge om prisen")
    page.wait_for_timeout(300)
    machine.go("/arbejde/")
    machine.go(machine.where)
    page.get_by_role("button", name="Hent det frem").click()
    page.get_by_role("button", name="Skriv", exact=True).click()
    page.wait_for_load_state()
    assert Comment.objects.get().text == "Husk at spørge om prisen"
    machine.go(machine.where)
    page.wait_for_timeout(500)
    assert machine.drafts().count() == 0


def test_a_form_that_never_arrived_is_offered_again(machine: Machine) -> None:
    page = machine.page
    machine.sign_in("sanne")
    machine.go(machine.where)
    page.get_by_label("Ny kommentar").fill("Husk at spørge om prisen")
    page.route("**/kommentar/", lambda route: route.abort())
    page.get_by_role("button", name="Skriv", exact=True).click()
    page.wait_for_timeout(500)
    page.unroute("**/kommentar/")
    machine.go(machine.where)
    expect(machine.drafts()).to_contain_text("Husk at spørge om prisen")
    page.get_by_role("button", name="Smid det væk").click()
    machine.go(machine.where)
    page.wait_for_timeout(500)
    assert machine.drafts().count() == 0


@pytest.fixture
def held(machine: Machine) -> str:
    """The address of a meeting that Søren is holding."""
    town: Town = machine.town
    town.approve(machine.case)
    starts = timezone.localtime() + timedelta(days=60)
    meeting = town.plan(starts.replace(hour=15, minute=0, second=0, microsecond=0, tzinfo=None))
    item = add_to_agenda(Case.objects.get(pk=machine.case.pk), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    open_meeting(meeting, by=town.soren)
    for name in ("mette", "aage", "carl"):
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    item.refresh_from_db()
    return f"/arbejde/moeder/{meeting.uid}/afvikling/?punkt={item.number}"


def test_a_decision_written_while_signed_out_waits_for_the_secretary(
    machine: Machine, held: str
) -> None:
    page = machine.page
    machine.sign_in("soren")
    machine.go(held)
    Session.objects.all().delete()
    page.get_by_label("Beslutningens ord").fill("Udvalget vil se prisen først.")
    expect(page.locator("[data-saved]")).to_contain_text("Du er blevet logget ud")
    page.get_by_role("button", name="Bekræft og næste").click()
    page.wait_for_load_state()
    machine.sign_in("soren")
    assert page.url.startswith(machine.base + held.partition("?")[0])
    expect(page.locator("[data-kept]")).to_contain_text("Udvalget vil se prisen først.")
    assert Decision.objects.count() == 0
    page.get_by_role("button", name="Send det nu").click()
    page.wait_for_load_state()
    assert Decision.objects.get().text == "Udvalget vil se prisen først."
    assert KeptForm.objects.count() == 0


def test_a_draft_of_a_decision_is_offered_not_saved(machine: Machine, held: str) -> None:
    page = machine.page
    machine.sign_in("soren")
    machine.go(held)
    page.route("**/beslut/", lambda route: route.abort())
    page.get_by_label("Beslutningens ord").fill("Udvalget vil se prisen først.")
    expect(page.locator("[data-saved]")).to_contain_text("Teksten ligger i denne browser")
    page.unroute("**/beslut/")
    machine.go(held)
    expect(machine.drafts()).to_contain_text("Udvalget vil se prisen først.")
    page.wait_for_timeout(2000)
    assert Decision.objects.count() == 0
    page.get_by_role("button", name="Hent det frem").click()
    expect(page.locator("[data-saved]")).to_contain_text("Kladde gemt")
    assert DecisionDraft.objects.get().text == "Udvalget vil se prisen først."
    assert Decision.objects.count() == 0


def test_a_draft_from_before_they_were_locked_is_wiped(machine: Machine) -> None:
    machine.sign_in("sanne")
    machine.page.evaluate("localStorage.setItem('raadslag-afsnit-1', '{\"html\": \"gammelt\"}')")
    machine.go(machine.where)
    assert "gammelt" not in machine.stored()


def test_the_pages_that_say_no_are_accessible_and_fit_a_phone(machine: Machine) -> None:
    page, faults = machine.page, []
    machine.sign_in("sanne")
    machine.go(machine.where)
    machine.type(WORDS)
    expect(machine.state()).to_contain_text("Gemt kl.")
    page.get_by_label("Ny kommentar").fill("Husk at spørge om prisen")
    page.wait_for_timeout(300)
    machine.go(machine.where)
    expect(machine.drafts()).to_be_visible()
    look(page, "udkast", faults)
    page.get_by_role("button", name="Hent det frem").click()
    Session.objects.all().delete()
    page.get_by_role("button", name="Skriv", exact=True).click()
    page.wait_for_load_state()
    look(page, "log-ind", faults)
    machine.sign_in("sanne")
    expect(page.locator("[data-kept]")).to_be_visible()
    look(page, "ikke-sendt-på-siden", faults)
    for name, where in (
        ("ikke-sendt", "/arbejde/ikke-sendt/"),
        ("404", "/findes/ikke/x/"),
        ("405", "/arbejde/sager/indsaet/"),
    ):
        page.goto(machine.base + where)
        look(page, name, faults)
    assert not faults, "\n".join(faults)
    assert machine.errors == []


def look(page: Page, name: str, faults: list[str]) -> None:
    """No violation, nothing wider than a phone; a picture in both sizes where RAADSLAG_PICTURES asks."""
    page.evaluate(UNSTUCK)
    found = Axe().run(page, options={"runOnly": RULES})
    if found.violations_count:
        faults.append(f"{name}: {found.generate_report()}")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{name}: {wide} px at {width}")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
