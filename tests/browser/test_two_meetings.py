"""Two meetings in a real Chromium: what goes otherwise than planned, and what the public is told of it.

The first is moved, a member sends apologies and a substitute sits, one is recused from a closed item, the
quorum is lost and regained, an item takes two ballots and another is postponed to the second meeting, where
it is decided. The suite walks it once; `./run walk` in every width, with and without scripts, on both
databases. Each person's clicks are counted and printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from raadslag.jobs.working import drain
from raadslag.journal.actions import first_misfit
from raadslag.meetings.models import AgendaItem, Decision, Meeting
from raadslag.minutes.signing import is_approved
from raadslag.public.models import Publication
from tests.browser.walker import EVERY_WAY, WIDTHS, Walker
from tests.cast import Town, build_town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CLOSED, VOTED, POSTPONED = "Køb af Skovbovej 4", "Gebyr for vejledning", "Ny aftale om transport"
PUT_RIGHT = "Gebyr for vejledning og rådgivning"
"""The title of the item that is voted on, after the correction."""
WAYS = [(size, scripts) for size in WIDTHS for scripts in (True, False)] if EVERY_WAY else [("telefon", True)]  # fmt: skip


@dataclass
class Two:
    """The town, its two meetings and everybody who has sat down so far."""

    town: Town
    first: Meeting
    second: Meeting
    browser: Browser
    base: str
    size: str
    scripts: bool
    faults: list[str] = field(default_factory=list)
    walkers: dict[str, Walker] = field(default_factory=dict)

    def sit_down(self, name: str) -> Walker:
        """The person at their own browser, which stays open through both meetings; nobody is the citizen."""
        if name not in self.walkers:
            user = getattr(self.town, name).pk if name else None
            self.walkers[name] = Walker(
                self.browser, self.base, user, self.faults, scripts=self.scripts, size=self.size
            )
        return self.walkers[name]

    def item(self, title: str, meeting: Meeting | None = None) -> AgendaItem:
        return (meeting or self.first).items.get(title=title)

    def public(self, meeting: Meeting) -> str:
        """The page that everybody may read."""
        shown = Publication.objects.live().filter(meeting=meeting).latest("pk")
        return f"/{self.town.body.slug}/{self.town.committee.slug}/{shown.slug}/"


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/arbejde/moeder/{meeting.uid}/{rest}"


@pytest.fixture(params=WAYS, ids=[f"{size} {'with' if s else 'without'} scripts" for size, s in WAYS])  # fmt: skip
def two(request: Any, live_server: Any, browser: Browser, settings: Any, tmp_path: Any) -> Two:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"
    town = build_town()
    day = (timezone.localtime() + timedelta(days=60)).replace(hour=15, minute=0, second=0, microsecond=0, tzinfo=None)  # fmt: skip
    meetings = [town.plan(when) for when in (day, day + timedelta(days=28))]
    points = ["planen godkendes", "der følges op om et år"]
    for number, title in enumerate((VOTED, POSTPONED, CLOSED), 11):
        town.approve(town.write(title, points=points, journal_number=f"15.20.00-P22-{number}-26"))
    size, scripts = request.param
    return Two(town, *meetings, browser, live_server.url, size, scripts)


def test_two_meetings_from_notice_to_what_became_of_the_postponed_item(two: Two) -> None:
    called(two)
    moved(two)
    substituted(two)
    corrected(two)
    begun(two)
    decided_without_the_recused(two)
    without_quorum_nothing_is_decided(two)
    voted_twice(two)
    postponed_to_the_second(two)
    rest_decided(two, two.first)
    sent_signed_and_published(two, two.first, ("mette", "carl", "dina", "erik", "bodil"))
    read_by_the_citizen(two)
    held_the_second(two)
    assert first_misfit() is None
    print(", ".join(f"{name or 'borgeren'} {one.clicks} klik" for name, one in two.walkers.items()))
    assert not two.faults, "\n\n".join(two.faults)


def called(two: Two) -> None:
    """Søren sets all on, closes one item, and calls."""
    soren = two.sit_down("soren")
    soren.go(at(two.first, "dagsorden/"))
    soren.press("Sæt alle på")
    soren.go(at(two.first, f"dagsorden/?punkt={two.item(CLOSED).uid}"))
    panel = soren.page.locator("#panel")
    soren.click(panel.locator(".doors summary").first)
    panel.get_by_label("Lukket, fordi").fill("FVL § 27 stk. 1 nr. 2: forhandling om pris")
    panel.get_by_label("Titel, der må stå offentligt").fill("Køb af ejendom")
    soren.click(panel.get_by_role("button", name="Luk punktet"))
    soren.press("Indkald til mødet")
    drain()


def moved(two: Two) -> None:
    """A day later in another room: the members' page, the calendar and the public page say so."""
    soren = two.sit_down("soren")
    before = sequence(two)
    soren.go(at(two.first, "ret/"), look="21-flyt")
    began = timezone.localtime(two.first.starts_at)
    later = began + timedelta(days=1)
    soren.page.get_by_label("Begynder").fill(later.strftime("%Y-%m-%dT%H:%M"))
    soren.page.get_by_role("textbox", name="Sted").fill("Mødelokale 3")
    soren.page.get_by_label("Hvorfor mødet ændres").fill("Salen er optaget.")
    soren.press("Gem det nye tidspunkt eller sted")
    soren.look("22-flyttet")
    drain()
    two.first.refresh_from_db()
    assert two.first.starts_at == later
    citizen = two.sit_down("")
    citizen.go(two.public(two.first), look="23-flyttet-offentligt")
    expect(citizen.page.locator("main")).to_contain_text("Mødelokale 3")
    expect(citizen.page.locator("main")).to_contain_text("Salen er optaget.")
    assert sequence(two) > before


def sequence(two: Two) -> int:
    """The number by which a member's calendar knows that the meeting is another (RFC 5545)."""
    told = two.sit_down("mette").page.request.get(two.base + at(two.first, "kalender.ics")).text()
    return int(told.split("SEQUENCE:")[1].split()[0])


def substituted(two: Two) -> None:
    """Åge can't come; Søren calls Bodil, who reads the agenda, and the closed item too."""
    aage = two.sit_down("aage")
    aage.go(at(two.first))
    aage.unfold(aage.page.locator("summary", has_text="Send afbud").first)
    aage.page.get_by_label("Foreslå stedfortræder").select_option(str(two.town.person("bodil").pk))
    aage.press("Send afbud")
    soren = two.sit_down("soren")
    soren.go("/arbejde/", look="24-afbud-paa-min-side")
    soren.go(at(two.first, "deltagere/"), look="25-deltagere")
    soren.press("Indkald Bodil Krag")
    soren.look("26-stedfortraeder")
    bodil = two.sit_down("bodil")
    bodil.go(at(two.first), look="27-stedfortraeder-laeser")
    assert CLOSED in bodil.page.content()


def corrected(two: Two) -> None:
    """Sanne finds a slip in a title that is sent out: it is put right for everybody to see."""
    case = two.item(VOTED).case
    assert case is not None
    sanne = two.sit_down("sanne")
    sanne.go(f"/arbejde/sager/{case.uid}/")
    sanne.follow("Ret efter indkaldelsen")
    sanne.look("28a-ret-efter-indkaldelsen")
    sanne.press("Begynd rettelsen")
    sanne.page.locator("#id_title").fill(PUT_RIGHT)
    sanne.press("Gem titel, indstilling")
    sanne.follow("Se forskellene, og send rettelsen")
    sanne.page.get_by_label("Hvad er rettet og hvorfor").fill("Gebyret hed noget andet.")
    sanne.press("Gem, sekretæren sender")
    soren = two.sit_down("soren")
    soren.go(f"/arbejde/sager/{case.uid}/")
    soren.follow("Se forskellene, og send rettelsen")
    soren.look("28b-send-rettelsen")
    soren.press("Send rettelsen")
    drain()
    citizen = two.sit_down("")
    citizen.go(f"{two.public(two.first)}punkt-{two.item(PUT_RIGHT).number}/", look="28c-rettet")
    expect(citizen.page.locator("main")).to_contain_text("Gebyret hed noget andet")


def begun(two: Two) -> None:
    soren = two.sit_down("soren")
    soren.go(at(two.first, "dagsorden/"))
    soren.press("Begynd mødet")
    soren.press("Begynd alligevel")
    soren.press("Alle uden afbud er her")
    expect(strip(soren)).to_contain_text("5 af 5 · beslutningsdygtigt")


def strip(soren: Walker) -> Any:
    return soren.page.get_by_label("Til stede ved punktet")


def turn(two: Two, title: str, meeting: Meeting | None = None) -> Walker:
    soren = two.sit_down("soren")
    meeting = meeting or two.first
    soren.go(at(meeting, f"afvikling/?punkt={two.item(title, meeting).number}"))
    return soren


def decided_without_the_recused(two: Two) -> None:
    """Erik is recused at the closed item: it is decided without him, and he can't read it."""
    soren = turn(two, CLOSED)
    soren.click(soren.page.get_by_label("Mere om Erik Toft"))
    soren.press("Udvalget besluttede: inhabil ved punktet")
    expect(strip(soren)).to_contain_text("inhabil")
    soren.page.get_by_label("Offentlig beslutning").fill("Godkendt.")
    soren.look("28-inhabil-i-lukket-punkt")
    soren.press("Bekræft og næste")
    erik = two.sit_down("erik")
    erik.go(at(two.first))
    assert "Skovbovej" not in erik.page.content()


def without_quorum_nothing_is_decided(two: Two) -> None:
    """Three leave: a decision is refused until one of them is back."""
    soren = turn(two, PUT_RIGHT)
    gone = ("Mette Holm", "Carl Vig", "Dina Eng")
    for name in gone:
        turn_seat(soren, name)
    expect(strip(soren)).to_contain_text("ikke beslutningsdygtigt")
    soren.look("29-ikke-beslutningsdygtigt")
    soren.click(soren.page.get_by_role("button", name="Bekræft og næste").first)
    assert not Decision.objects.filter(item=two.item(PUT_RIGHT)).exists()
    soren = turn(two, PUT_RIGHT)
    for name in gone:
        turn_seat(soren, name)
    expect(strip(soren)).to_contain_text("5 af 5 · beslutningsdygtigt")


def turn_seat(soren: Walker, name: str) -> None:
    soren.click(strip(soren).get_by_role("button", name=name).first)


def voted_twice(two: Two) -> None:
    """An amendment falls, then the recommendation is carried."""
    soren = turn(two, PUT_RIGHT)
    soren.unfold(soren.page.locator("summary", has_text="Afstemning").first)
    soren.page.get_by_label("Der stemmes om").select_option("amendment")
    soren.page.get_by_label("Med ord").fill("at gebyret halveres")
    soren.page.get_by_label("Stillet af").fill("Erik Toft")
    for name in ("Mette Holm", "Carl Vig", "Dina Eng", "Bodil Krag"):
        soren.page.get_by_role("radio", name=f"{name} imod").check(force=True)
    soren.press("Gem afstemning")
    expect(soren.page.locator(".counted")).to_contain_text("1 for, 4 imod")
    soren.unfold(soren.page.locator("summary", has_text="En afstemning mere"))
    soren.page.get_by_role("radio", name="Erik Toft imod").check(force=True)
    soren.press("Gem afstemning")
    expect(soren.page.locator(".counted").nth(1)).to_contain_text("4 for, 1 imod")
    soren.look("30-to-afstemninger")
    soren.press("Bekræft og næste")


def postponed_to_the_second(two: Two) -> None:
    soren = turn(two, POSTPONED)
    soren.press("Udsat")
    soren.page.get_by_label("Beslutningens ord").fill("Sagen udsættes, til høringssvaret er her.")
    back = timezone.localdate(two.second.starts_at)
    soren.page.get_by_label("Tilbage den").fill(back.isoformat())
    soren.press("Bekræft og næste")


def rest_decided(two: Two, meeting: Meeting) -> None:
    for item in meeting.items.filter(decision=None):
        turn(two, item.title, meeting).press("Bekræft og næste")


def sent_signed_and_published(two: Two, meeting: Meeting, who: tuple[str, ...]) -> None:
    """The meeting ends, the minutes are sent, all who sat there approve, and Søren lets them out."""
    soren = two.sit_down("soren")
    soren.go(at(meeting, "afvikling/"))
    soren.press("Afslut mødet")
    soren.press("Send til godkendelse")
    for name in who:
        one = two.sit_down(name)
        one.go(at(meeting, "referat/"))
        one.press("Godkend referatet")
    assert is_approved(Meeting.objects.get(pk=meeting.pk))
    soren.go(at(meeting, "offentliggoer/"))
    soren.page.get_by_label("Sagernes parter").check(force=True)
    soren.press("Offentliggør")
    drain()


def read_by_the_citizen(two: Two) -> None:
    """All that went otherwise stands in the public minutes, and nothing of the closed item."""
    citizen = two.sit_down("")
    citizen.go(two.public(two.first), look="31-offentligt-referat")
    whole = citizen.page.locator("main").inner_text()
    for words in ("Bodil Krag", "Åge Bro", "Køb af ejendom", "Udsat"):
        assert words in whole, words
    assert "Skovbovej" not in citizen.page.content()
    citizen.go(
        f"{two.public(two.first)}punkt-{two.item(PUT_RIGHT).number}/", look="32-to-afstemninger"
    )
    voted = " ".join(citizen.page.locator("main").inner_text().split())
    four = "Mette Holm, Carl Vig, Dina Eng, Bodil Krag"
    assert f"at gebyret halveres For Erik Toft Imod {four}" in voted
    assert f"Indstillingen For {four} Imod Erik Toft" in voted
    citizen.go(f"{two.public(two.first)}punkt-{two.item(CLOSED).number}/", look="33-lukket-punkt")
    closed = citizen.page.locator("main")
    expect(closed).to_contain_text("Godkendt.")
    expect(closed).not_to_contain_text("Erik Toft")


def held_the_second(two: Two) -> None:
    """The postponed case comes back by itself, is decided by the five members, and its course says so."""
    soren = two.sit_down("soren")
    soren.go(at(two.second, "dagsorden/"), look="34-dagsorden-med-udsat-sag")
    if not two.second.items.filter(title=POSTPONED).exists():
        soren.press("Sæt alle på")
    soren.press("Indkald til mødet")
    drain()
    soren.go(at(two.second, "dagsorden/"))
    soren.press("Begynd mødet")
    soren.press("Begynd alligevel")
    soren.press("Alle uden afbud er her")
    rest_decided(two, two.second)
    sent_signed_and_published(two, two.second, ("mette", "aage", "carl", "dina", "erik"))
    citizen = two.sit_down("")
    number = two.item(POSTPONED, two.second).number
    citizen.go(f"{two.public(two.second)}punkt-{number}/", look="35-sagens-vej")
    assert "Udsat" in citizen.page.locator("main").inner_text()
