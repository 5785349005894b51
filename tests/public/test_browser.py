"""Public pages in a real Chromium: accessibility, phone, print, keyboard, no script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from raadslag.people.models import Membership
from raadslag.record import Item

from .conftest import bridge_item
from .test_redact import secret_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEETING = "/mosevang/arbejdsmarkedsudvalget/2024-03-05/"
PAGES = (
    "/",
    "/mosevang/",
    "/mosevang/arbejdsmarkedsudvalget/",
    MEETING,
    f"{MEETING}punkt-2/",
    f"{MEETING}punkt-3/",
    "/mosevang/sag/laan-af-elcykler-til-jobsoegende/",
    "/mosevang/person/vibeke-tornager/",
    "/soeg/?q=elcykler&udvalg=Byr%C3%A5det",
    "/om/data/",
    "/om/regler/",
    "/findes-ikke/",
)


@pytest.fixture
def world(two_meetings, person, committee, publish_record, settings, tmp_path):
    settings.SEARCH_INDEX = tmp_path / "search"
    Membership.objects.create(person=person, organization=committee, role="chair", party="A")
    closed = replace(secret_item(3, "Køb af ejendom", None), id=None)
    publish_record(
        committee, date(2024, 3, 5), Item(number=1, title="Meddelelser"), bridge_item(), closed
    )


def test_no_page_breaks_a_rule_of_accessibility(live_server, page, world):
    from axe_playwright_python.sync_playwright import Axe

    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    found = {}
    for address in PAGES:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        result = Axe().run(page, options={"runOnly": RULES})
        if result.violations_count:
            found[address] = result.generate_report()
    assert not found, "\n".join(f"{address}\n{text}" for address, text in found.items())
    assert [line for line in told if "404" not in line] == []


def test_no_page_is_wider_than_a_phone(live_server, page, world):
    page.set_viewport_size({"width": 360, "height": 800})
    for address in PAGES:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_first_press_of_tab_leads_past_the_menu(live_server, page, world):
    page.goto(live_server.url + MEETING)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til sidens indhold"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


def test_items_fold_out_one_by_one_all_at_once_and_from_a_link(live_server, page, world):
    page.goto(f"{live_server.url}{MEETING}#punkt-2")
    decision = page.get_by_text("Udvalget følger brugen.")
    assert decision.is_visible()
    button = page.get_by_role("button", name="Fold alle punkter ud")
    button.click()
    assert page.locator("details.item:not([open])").count() == 0
    page.get_by_role("button", name="Fold alle punkter sammen").click()
    assert not decision.is_visible()


def test_on_paper_every_item_is_unfolded(live_server, page, world):
    page.goto(live_server.url + MEETING)
    page.emulate_media(media="print")
    import pypdfium2

    made = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in made)
    assert "Udvalget følger brugen." in text
    assert "150.000" in text
    assert "Fold alle" not in text


def test_suggestions_come_while_one_types_and_can_be_chosen_by_keyboard(live_server, page, world):
    page.goto(f"{live_server.url}/soeg/")
    box = page.get_by_role("combobox")
    box.press_sequentially("elcy", delay=20)
    option = page.get_by_role("option").first
    option.wait_for()
    box.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    box.press("Enter")
    page.wait_for_url("**/soeg/?q=**")
    assert page.get_by_role("heading", level=3).first.is_visible()


def test_search_and_folding_work_without_script(live_server, browser, world):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    page.get_by_role("searchbox").fill("elcykler")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("link", name="Lån af elcykler til jobsøgende").first.click()
    assert page.get_by_text("Udvalget følger brugen.").is_visible()
    page.goto(live_server.url + MEETING)
    page.locator("summary").nth(1).click()
    assert page.get_by_text("Udvalget følger brugen.").is_visible()
