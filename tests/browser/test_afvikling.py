"""The live screen in a real Chromium: ten decisions by the keyboard, and nothing decided without an act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Ballot, Decision, DecisionDraft, Meeting
from raadslag.minutes.signing import newest_minutes
from tests.browser.walker import Walker
from tests.cast import Town, build_town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MOST_PRESSES = 16
CASES = 8  # with Meddelelser and Eventuelt ten items


class Desk:
    """Søren at a meeting that has begun, and how often he has pressed a key."""

    def __init__(self, town: Town, meeting: Meeting, walker: Walker) -> None:
        self.town, self.meeting, self.walker = town, meeting, walker
        self.presses = 0

    @property
    def page(self) -> Page:
        return self.walker.page

    def turn(self, number: int) -> None:
        self.walker.go(f"/arbejde/moeder/{self.meeting.uid}/afvikling/?punkt={number}")

    def press(self, keys: str) -> None:
        self.presses += 1
        self.page.keyboard.press(keys)

    def confirm(self) -> None:
        with self.page.expect_navigation():
            self.press("Control+Enter")


def sat_down(
    browser: Browser, base: str, faults: list[str], *, cases: int, present: int = 5, scripts: bool = True
) -> Desk:  # fmt: skip
    town = build_town()
    day = timezone.localtime() + timedelta(days=60)
    meeting = town.plan(day.replace(hour=15, minute=0, second=0, microsecond=0, tzinfo=None))
    points = ["planen godkendes", "orienteringen tages til efterretning"]
    for number in range(cases):
        case = town.approve(town.write(f"Plan nummer {number + 1}", points=points))
        add_to_agenda(case, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    open_meeting(meeting, by=town.soren)
    for name in town.members()[:present]:
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    return Desk(town, meeting, Walker(browser, base, town.soren.pk, faults, scripts=scripts))


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def house(live_server: Any, settings: Any, tmp_path: Any) -> str:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    return str(live_server.url)


def test_ten_decisions_by_the_keyboard_are_few_presses(
    browser: Browser, house: str, faults: list[str]
) -> None:
    desk = sat_down(browser, house, faults, cases=CASES)
    desk.turn(1)
    for number in range(1, CASES + 3):
        expect(desk.page.locator(".rail a[aria-current] > span").first).to_have_text(str(number))
        if number in {4, 7}:
            desk.press({4: "3", 7: "5"}[number])  # til efterretning; udsat, til næste møde
        if number == 7:
            back = timezone.localdate(desk.meeting.starts_at) + timedelta(days=28)
            desk.page.get_by_label("Tilbage den").fill(back.isoformat())
            desk.presses += 1
        if number == 5:
            desk.press("v")
            desk.page.get_by_role("radio", name="Erik Toft imod").check(force=True)
            desk.presses += 1
        desk.confirm()
    decided = {d.item.number: d.outcome for d in Decision.objects.select_related("item")}
    assert len(decided) == CASES + 2
    assert decided[2] == "approved_as_recommended"
    assert (decided[4], decided[7]) == ("noted", "postponed")
    ballot = Ballot.objects.get()
    assert sorted(v.choice for v in ballot.votes.all()) == ["against", "for", "for", "for", "for"]
    assert not DecisionDraft.objects.exists()
    print(f"Afvikling: {CASES + 2} beslutninger med {desk.presses} tryk")
    assert desk.presses <= MOST_PRESSES
    assert desk.page.get_by_role("button", name="Afslut mødet").is_enabled()
    assert not desk.walker.errors


def test_next_back_and_waiting_decide_nothing(
    browser: Browser, house: str, faults: list[str]
) -> None:
    desk = sat_down(browser, house, faults, cases=1)
    desk.turn(2)
    desk.page.get_by_label("Beslutningens ord").fill("Udvalget vil se pri")
    expect(desk.page.locator("[data-saved]")).to_contain_text("Kladde gemt")
    expect(desk.page.locator("[data-mode]")).to_contain_text("Kladde")
    desk.page.get_by_label("Beslutningens ord").press_sequentially("sen")
    desk.page.get_by_label("Beslutningens ord").blur()
    with desk.page.expect_navigation():
        desk.press(".")
    with desk.page.expect_navigation():
        desk.press(",")
    assert desk.page.get_by_label("Beslutningens ord").input_value() == "Udvalget vil se prisen"
    desk.page.get_by_label("Beslutningens ord").fill("Udvalget vil se prisen først.")
    with desk.page.expect_navigation():
        desk.page.locator(".rail a").first.click()
    assert Decision.objects.count() == 0
    assert DecisionDraft.objects.get().text == "Udvalget vil se prisen først."
    desk.page.get_by_role("button", name="Afslut mødet").click()
    expect(desk.page.locator("#mangler")).to_contain_text("Punkt 2 har en kladde")
    assert not desk.walker.errors


def test_a_formula_fills_the_words_and_keeps_one_s_own(
    browser: Browser, house: str, faults: list[str]
) -> None:
    desk = sat_down(browser, house, faults, cases=1)
    desk.turn(2)
    words = desk.page.get_by_label("Beslutningens ord")
    assert words.input_value() == "Indstillingen godkendt."
    desk.press("3")
    assert words.input_value() == "Taget til efterretning."
    words.fill("Taget til efterretning, idet udvalget vil høre mere i maj.")
    words.blur()
    desk.press("4")
    assert words.input_value() == "Taget til efterretning, idet udvalget vil høre mere i maj."
    offer = desk.page.locator("[data-offer]")
    expect(offer).to_contain_text("Drøftet, idet udvalget vil høre mere i maj.")
    offer.get_by_role("button").click()
    assert words.input_value() == "Drøftet, idet udvalget vil høre mere i maj."
    desk.confirm()
    assert Decision.objects.get().outcome == "discussed"


def test_a_tie_and_too_few_are_told_aloud_and_every_state_can_be_read(
    browser: Browser, house: str, faults: list[str]
) -> None:
    desk = sat_down(browser, house, faults, cases=2, present=4)
    desk.turn(2)
    desk.walker.look("21-afvikling-forslag")
    desk.turn(2)
    desk.press("v")
    for name in ("Carl Vig", "Dina Eng"):
        desk.page.get_by_role("radio", name=f"{name} imod").check(force=True)
    expect(desk.page.locator("[data-count]")).to_contain_text("Stemmelighed")
    desk.confirm()
    expect(desk.page.get_by_role("alert")).to_contain_text("Stemmelighed")
    assert Decision.objects.count() == 0
    assert (
        desk.page.get_by_label("Beslutningens ord").input_value()
        == "Forslaget er bortfaldet ved stemmelighed."
    )
    desk.walker.look("22-afvikling-stemmelighed")
    desk.turn(2)
    desk.confirm()
    assert Decision.objects.get().outcome == "rejected"
    for seat in ("1", "2"):
        with desk.page.expect_navigation():
            desk.press("f")
            desk.press(seat)
    expect(desk.page.locator(".quorum")).to_contain_text("ikke beslutningsdygtigt")
    desk.walker.look("23-afvikling-for-faa")
    assert not faults, "\n\n".join(faults)
    assert not desk.walker.errors


def test_without_scripts_a_draft_a_formula_and_a_decision_are_made_by_buttons(
    browser: Browser, house: str, faults: list[str]
) -> None:
    desk = sat_down(browser, house, faults, cases=1, scripts=False)
    desk.turn(2)
    desk.page.get_by_label("Beslutningens ord").fill("Udvalget vil se prisen først.")
    desk.page.get_by_role("button", name="Næste punkt").click()
    assert Decision.objects.count() == 0
    desk.turn(2)
    assert (
        desk.page.get_by_label("Beslutningens ord").input_value() == "Udvalget vil se prisen først."
    )
    desk.walker.press("Drøftet")
    assert DecisionDraft.objects.get().outcome == "discussed"
    desk.walker.press("Dina Eng A")
    assert DecisionDraft.objects.get().text == "Udvalget vil se prisen først."
    desk.walker.press("Bekræft og næste")
    decision = Decision.objects.get()
    assert (decision.outcome, decision.text) == ("discussed", "Udvalget vil se prisen først.")


def test_the_meeting_ends_is_put_right_and_is_sent(
    browser: Browser, house: str, faults: list[str]
) -> None:
    desk = sat_down(browser, house, faults, cases=1)
    desk.turn(1)
    for _ in range(3):
        desk.confirm()
    desk.walker.press("Afslut mødet")
    desk.walker.look("24-ret-til")
    desk.page.get_by_role("link", name="Ret punktet til").nth(1).click()
    desk.page.get_by_label("Beslutningens ord").fill("Indstillingen godkendt med glæde.")
    desk.confirm()
    desk.walker.look("25-afvikling-ret-til")
    desk.turn(3)
    desk.walker.follow("Se og send referatet")
    assert "Indstillingen godkendt med glæde." in desk.page.content()
    desk.walker.press("Send til godkendelse")
    desk.walker.look("26-referat-sendt")
    assert newest_minutes(desk.meeting) is not None
    assert not faults, "\n\n".join(faults)
    assert not desk.walker.errors
