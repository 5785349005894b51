"""The importer in a real Chromium: send, follow, decide, accept; accessible, and good on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, User

from .builders import MUNICIPALITY, item, meeting, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAYLOAD = "<img src=x onerror=\"document.title='ramt'\"><script>document.title='ramt'</script>"


@pytest.fixture
def signed_in(client: Any, live_server: Any, page: Any, settings: Any) -> Any:
    """A page signed in as somebody who may import; `told` collects what the browser complains of."""
    settings.LOGIN_URL = "/log-ind/"
    body = Body.objects.create(name=MUNICIPALITY, slug="engvig")
    client.force_login(User.objects.create_user("sekretaer", may_import=True, body=body))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.told = []
    page.on("pageerror", lambda error: page.told.append(str(error)))
    page.on("console", lambda line: page.told.append(line.text) if line.type == "error" else None)
    return page


def assert_accessible(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    result = Axe().run(page, options={"runOnly": RULES})
    assert not result.violations_count, result.generate_report()


def test_from_a_file_to_a_public_meeting(signed_in: Any, live_server: Any, tmp_path: Path) -> None:
    page = signed_in
    files = [
        write(tmp_path, "marts.json", meeting()),
        write(tmp_path, "uden.json", meeting(organization=None, start_time="18:00")),
    ]
    page.goto(f"{live_server.url}/indlaes/")
    assert_accessible(page)
    page.set_input_files("#id_documents", files)
    assert "2 filer valgt" in page.inner_text(".chosen")
    page.click("text=Send og læs")
    page.wait_for_selector("text=Godtag og indlæs 1 møde", timeout=30_000)
    assert "2 møder, 4 punkter, 2 bemærkninger" in page.inner_text(".totals")
    assert_accessible(page)
    page.click("text=Godtag og indlæs 1 møde")
    page.wait_for_selector("text=Nu kan offentligheden læse", timeout=30_000)
    assert_accessible(page)
    page.click("a.title >> nth=1")
    assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 800})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    assert page.told == []
    assert Meeting.objects.count() == 1


def test_a_place_in_the_source_is_marked(signed_in: Any, live_server: Any, tmp_path: Path) -> None:
    page = signed_in
    text = "\n".join(
        ["Referat", "", *(f"Punkt {n}: Sag {n}\n\nBeslutning\nGodkendt\n" for n in (1, 2))]
    )
    (tmp_path / "referat.txt").write_text(
        f"REFERAT Havneudvalget d. 05-03-2019\n\nMødedato Tirsdag d. 05. marts 2019 kl. 16:00\n\n{text}"
    )
    page.goto(f"{live_server.url}/indlaes/")
    page.set_input_files("#id_documents", [tmp_path / "referat.txt"])
    page.click("text=Send og læs")
    page.click("a.title", timeout=30_000)
    page.click("summary:has-text('Sag 2')")
    page.click("details[open] a.where >> nth=0")
    marked = page.frame_locator("iframe[name=kilde]").locator("li.marked").first
    marked.wait_for(timeout=15_000)
    assert "Sag 2" in marked.inner_text()


def test_nothing_in_a_file_runs(signed_in: Any, live_server: Any, tmp_path: Path) -> None:
    page = signed_in
    hostile = meeting(
        organization=f"Udvalget {PAYLOAD}",
        municipality=None,
        items=(item(1, PAYLOAD, recommendations=(PAYLOAD,), journal_number=PAYLOAD),),
    )
    side = tmp_path / "side.html"
    side.write_text(
        f"<html><body><h1>Referat</h1><h2>1. Sag {PAYLOAD}</h2><p>{PAYLOAD}</p></body></html>"
    )
    page.goto(f"{live_server.url}/indlaes/")
    page.set_input_files("#id_documents", [write(tmp_path, "a.json", hostile), side])
    page.click("text=Send og læs")
    page.wait_for_selector("a.title", timeout=30_000)
    for address in page.eval_on_selector_all("a.title", "all => all.map((one) => one.href)"):
        page.goto(address)
        page.wait_for_timeout(500)
        assert page.title() != "ramt"
        assert all(frame.title() != "ramt" for frame in page.frames)
