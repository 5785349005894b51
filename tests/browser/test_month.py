"""A committee's month in a real Chromium, by six people and the public; by `./run walk` again without scripts.

Sanne writes, Hanne and Dorte approve, Søren calls and keeps the minutes, Mette and Åge read, Bodil and
the citizen see what they may. Every page type is looked over (`walker`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from raadslag.cases.models import Case
from raadslag.jobs.working import drain
from raadslag.journal.actions import first_misfit
from raadslag.meetings.models import Mark, Meeting
from raadslag.minutes.models import SealedDocument
from raadslag.minutes.signing import is_approved, newest_minutes
from raadslag.public.models import Publication
from tests.browser.walker import EVERY_WAY, Walker
from tests.cast import Town, build_town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WAYS = (True, False) if EVERY_WAY else (True,)
FEW = 6
"""From Møder to a called agenda with one item closed, however many cases are ready."""
CLOSED, VOTED, POSTPONED = "Køb af Skovbovej 4", "Gebyr for vejledning", "Ny aftale om transport"


@dataclass
class Month:
    """The town, its meeting, and a way to sit down as somebody (nobody: the citizen)."""

    town: Town
    meeting: Meeting
    sit_down: Callable[[str], Walker]
    scripts: bool
    faults: list[str]

    def address(self, rest: str = "") -> str:
        return f"/arbejde/moeder/{self.meeting.uid}/{rest}"


@pytest.fixture(params=WAYS, ids=["with scripts", "without scripts"][: len(WAYS)])
def month(request: Any, live_server: Any, browser: Browser, settings: Any, tmp_path: Any) -> Month:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"
    town = build_town()
    day = timezone.localtime() + timedelta(days=60)
    meeting = town.plan(day.replace(hour=15, minute=0, second=0, microsecond=0, tzinfo=None))
    for title in (VOTED, POSTPONED):
        town.approve(town.write(title))
    town.approve(town.write(CLOSED))

    faults: list[str] = []

    def sit_down(name: str) -> Walker:
        user = getattr(town, name).pk if name else None
        return Walker(browser, live_server.url, user, faults, scripts=request.param)

    return Month(town, meeting, sit_down, request.param, faults)


def test_a_month_from_case_to_published_minutes(month: Month) -> None:
    case = written(month)
    approved(month, case)
    called(month)
    read(month)
    held(month)
    signed(month)
    published(month)
    seen_from_outside(month)
    assert first_misfit() is None
    assert not month.faults, "\n\n".join(month.faults)


def written(month: Month) -> Case:
    """Sanne opens a case, frames it, writes every section and sends it."""
    sanne = month.sit_down("sanne")
    sanne.look("01-min-side-tom")
    sanne.go("/arbejde/sager/ny/", look="02-ny-sag")
    sanne.page.get_by_label("Titel").fill("Jobcafé på havnen")
    sanne.press("Opret sag")
    case = Case.objects.get(title="Jobcafé på havnen")
    sanne.page.get_by_label("Journalnummer").fill("15.20.00-P22-9-26")
    recommend(month, sanne, "jobcaféen åbner i maj", "orienteringen tages til efterretning")
    sanne.press("Gem titel, indstilling")
    assert case.points.count() == 2
    for section in case.paper.sections.all():
        form = sanne.page.locator(f"form[data-section='{section.pk}']")
        words = f"Her står {section.heading.lower()} for jobcaféen."
        if month.scripts:
            form.locator(".tiptap").click()
            sanne.page.keyboard.type(words)
            form.locator("[data-saved]", has_text="Gemt kl.").wait_for(timeout=20_000)
        else:
            form.locator("textarea").fill(f"{words}\n\n- første\n- anden")
            form.get_by_role("button", name="Gem afsnit").click()
            sanne.page.wait_for_load_state()
    sanne.go(f"/arbejde/sager/{case.uid}/", look="03-sag")
    sanne.press("Send til godkendelse")
    return case


def recommend(month: Month, sanne: Walker, first: str, second: str) -> None:
    """Two points of the recommendation: the second by Enter with a script, by its button without."""
    points = sanne.page.get_by_role("list", name="indstiller, at")
    points.get_by_label("Punkt 1", exact=True).fill(first)
    if month.scripts:
        sanne.page.keyboard.press("Enter")
    else:
        sanne.press("+ Punkt")
    points.get_by_label("Punkt 2", exact=True).fill(second)


def approved(month: Month, case: Case) -> None:
    """The head and then the director find it on their front page; Søren makes it ready."""
    for name in ("hanne", "dorte"):
        one = month.sit_down(name)
        one.look("04-min-side-godkender")
        one.follow("Se sagen")
        one.look("05-sag-til-godkendelse")
        one.press("Godkend")
    soren = month.sit_down("soren")
    soren.follow("Se sagen")
    soren.press("Gør klar")
    case.refresh_from_db()
    assert case.state == Case.State.READY


def called(month: Month) -> None:
    """Søren makes the agenda of all that is ready, closes an item with a reason, and calls: six clicks."""
    soren = month.sit_down("soren")
    soren.go("/arbejde/moeder/", look="06-moeder")
    soren.clicks = 0
    soren.follow("Lav dagsorden")
    soren.look("07-dagsorden-tom")
    soren.press("Sæt alle på")
    item = month.meeting.items.get(title=CLOSED)
    soren.click(soren.page.locator(f"[data-item='{item.uid}'] a.title"))
    panel = soren.page.locator("#panel")
    expect(panel.locator("h2").first).to_have_text(CLOSED)
    soren.click(panel.locator(".doors summary").first)
    panel.get_by_label("Lukket, fordi").fill("FVL § 27 stk. 1 nr. 2: forhandling om pris")
    panel.get_by_label("Titel, der må stå offentligt").fill("Køb af ejendom")
    soren.click(panel.get_by_role("button", name="Luk punktet"))
    soren.look("08-dagsorden")
    soren.press("Indkald til mødet")
    print(f"Alle klare sager på en indkaldt dagsorden, ét punkt lukket: {soren.clicks} klik")
    assert soren.clicks <= FEW
    soren.look("09-dagsorden-sendt")
    assert month.meeting.agendas.count() == 1


def read_on(reader: Walker, meeting: Meeting) -> None:
    """On a phone, one press an item reads the whole agenda, and the house knows it."""
    reader.be("telefon")
    items = reader.page.locator(".read-list > .item")
    reader.page.locator(".read-list > .item > summary").first.click()
    for n in range(items.count()):
        button = reader.page.get_by_role("button", name="Læst ·").first
        expect(button).to_be_in_viewport()
        button.click()
        expect(reader.page.locator("[data-read-count]")).to_have_text(str(n + 1))
    reader.be(reader.size)
    assert Mark.objects.filter(item__meeting=meeting, kind="read").count() == items.count()


def read(month: Month) -> None:
    """Mette reads and notes; Åge sends apologies and proposes Bodil; Bodil sees no closed text."""
    mette = month.sit_down("mette")
    mette.look("10-min-side-medlem")
    mette.go(month.address())
    first = mette.page.locator("details.item").nth(1)
    first.locator("> summary").click()
    tap = ".paragraph" if month.scripts else "details.mark-tools > summary"
    first.locator(tap).first.click()
    first.get_by_label("Din egen note").first.fill("Spørg til åbningstiden.")
    first.get_by_role("button", name="Gem note").first.click()
    expect(first.locator(".note-box")).to_have_text("Spørg til åbningstiden.")
    read_on(mette, month.meeting)
    mette.go(month.address(), look="11-dagsorden-medlem")
    assert "Spørg til åbningstiden." in mette.page.content()
    assert CLOSED in mette.page.content()
    aage = month.sit_down("aage")
    aage.go(month.address())
    assert "Spørg til åbningstiden." not in aage.page.content()
    aage.page.get_by_text("Send afbud").first.click()
    aage.page.get_by_label("Foreslå stedfortræder").select_option(
        str(month.town.person("bodil").pk)
    )
    aage.press("Send afbud")
    assert "Du har sendt afbud" in aage.page.content()
    bodil = month.sit_down("bodil")
    answer = bodil.page.goto(bodil.base + month.address())
    assert answer is not None
    assert "Skovbovej" not in bodil.page.content()


def held(month: Month) -> None:
    """Attendance, proposed decisions, a vote with dissent, a postponement, a stop; then the end."""
    soren = month.sit_down("soren")
    soren.go(month.address("dagsorden/"))
    soren.press("Begynd mødet")
    soren.look("12a-begynd-for-tidligt")
    soren.press("Begynd alligevel")
    soren.look("12-afvikling-begynder")
    soren.press("Alle uden afbud er her")
    assert "afbud" in soren.page.get_by_label("Til stede ved punktet").inner_text()
    turn(month, soren, VOTED)
    vote(month, soren)
    soren.press("Bekræft og næste")
    turn(month, soren, VOTED)
    dissent(soren)
    soren.look("13-afvikling-afstemning")
    turn(month, soren, POSTPONED)
    choose(soren, "Udsat")
    soren.page.get_by_label("Beslutningens ord").fill("Sagen udsættes, til høringssvaret er her.")
    back = timezone.localdate(month.meeting.starts_at) + timedelta(days=28)
    soren.page.get_by_label("Tilbage den").fill(back.isoformat())
    soren.press("Bekræft og næste")
    for item in month.meeting.items.filter(decision=None):
        turn(month, soren, item.title)
        soren.press("Bekræft og næste")
    turn(month, soren, "Jobcafé på havnen")
    soren.page.get_by_text("Udgår, flyt, standsning").click()
    soren.page.get_by_label("Hvem standser").select_option(label="Carl Vig")
    soren.press("Stands beslutningen")
    assert "Carl Vig" in soren.page.content()
    follower = month.sit_down("mette")
    follower.go(month.address("foelg/"), look="14-foelg")
    soren.press("Afslut mødet")
    assert newest_minutes(month.meeting) is None
    soren.look("15-referat-ret-til")
    soren.press("Send til godkendelse")
    soren.look("15-referat-sekretaer")
    assert newest_minutes(month.meeting) is not None


def turn(month: Month, soren: Walker, title: str) -> None:
    number = month.meeting.items.get(title=title).number
    soren.go(month.address(f"afvikling/?punkt={number}"))


def vote(month: Month, soren: Walker) -> None:
    soren.page.locator("summary", has_text="Afstemning").click()
    soren.page.get_by_role("radio", name="Erik Toft imod").check(force=True)
    soren.press("Gem afstemning")
    assert "3 for, 1 imod" in soren.page.content()


def choose(soren: Walker, formula: str) -> None:
    """A formula by its button: at once with a script, by way of a draft without."""
    soren.page.get_by_role("button", name=formula).first.click()
    soren.page.wait_for_load_state()


def dissent(soren: Walker) -> None:
    remark(soren, "dissent", "Erik Toft", "Gebyret rammer dem, der har mindst.")
    assert "Gebyret rammer" in soren.page.content()


def remark(soren: Walker, kind: str, who: str, words: str) -> None:
    soren.page.locator("summary", has_text="Bemærkning eller forbehold").click()
    soren.page.get_by_label("Hvad", exact=True).select_option(kind)
    soren.page.get_by_label("Hvem", exact=True).select_option(label=who)
    soren.page.get_by_label("Ord", exact=True).fill(words)
    soren.press("Tilføj")


def signed(month: Month) -> None:
    """Each who took part approves the text they have read; Åge, who was away, is not asked."""
    for name in ("mette", "carl", "dina", "erik"):
        one = month.sit_down(name)
        one.follow("Læs og godkend")
        if name == "mette":
            one.look("16-referat-medlem")
        one.press("Godkend referatet")
    assert month.sit_down("aage").page.get_by_role("link", name="Læs og godkend").count() == 0
    assert is_approved(Meeting.objects.get(pk=month.meeting.pk))


def published(month: Month) -> None:
    """Søren sees both versions side by side and lets the public one out; it is sealed."""
    soren = month.sit_down("soren")
    soren.go(month.address("offentliggoer/"), look="17-offentliggoer")
    soren.page.get_by_label("Sagernes parter").check(force=True)
    soren.press("Offentliggør")
    soren.look("18-offentliggjort")
    drain()
    assert Publication.objects.live().filter(meeting=month.meeting, kind="minutes").count() == 1
    assert SealedDocument.objects.count() == 2


def seen_from_outside(month: Month) -> None:
    """The citizen and Bodil read the public minutes: the decisions, and nothing of the closed item."""
    shown = Publication.objects.live().get(meeting=month.meeting, kind="minutes")
    address = f"/{month.town.body.slug}/{month.town.committee.slug}/{shown.slug}/"
    for name in ("", "bodil"):
        one = month.sit_down(name)
        one.go(address, look=f"19-offentligt-{name or 'borger'}")
        text = one.page.content()
        assert "Jobcafé på havnen" in text
        assert "Køb af ejendom" in text
        assert "Skovbovej" not in text
        assert "Spørg til åbningstiden." not in text
    citizen = month.sit_down("")
    number = month.meeting.items.get(title=VOTED).number
    citizen.go(f"{address}punkt-{number}/", look="20-offentligt-punkt")
    assert "Gebyret rammer dem" in citizen.page.content()
    answer = citizen.page.request.get(f"{citizen.base}{address}referat.pdf")
    assert answer.ok
    assert b"/ByteRange" in answer.body()
    inside = citizen.page.request.get(citizen.base + month.address("referat/"), max_redirects=0)
    assert inside.status in {302, 404}
