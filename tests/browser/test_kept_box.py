"""After signing in again: what was not sent stands in one box, and the page itself is still on the screen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from raadslag.people.models import KeptForm, User
from tests.browser.test_drafts import Machine
from tests.browser.walker import PICTURES, RULES

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TEXT = "Vejviseren trykkes i tusind eksemplarer og deles ud på jobcentret og på biblioteket. "


def test_six_texts_that_were_not_sent_leave_room_for_the_page(
    page: Any, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    page.set_default_timeout(20_000)
    machine = Machine(page, live_server.url)
    machine.sign_in("sanne")
    for number in range(6):
        KeptForm.objects.create(
            user=User.objects.get(username="sanne"),
            page=machine.where,
            address=machine.where,
            fields=[["text", f"{number}. {TEXT * 3}"]],
            reason=KeptForm.Reason.SIGNED_OUT,
            mark=f"{number:016}",
            kept_at=timezone.now() - timedelta(hours=6 - number),
        )
    machine.go(machine.where)
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("section.kept").count() == 1
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/ikke-sendt-{width}.png")
        top = page.locator("h1").bounding_box()["y"]
        assert top < height, (width, top)
    page.locator("section.kept > details > summary").nth(1).click()
    older = page.locator("section.kept [data-kept]").nth(3)
    older.locator("summary").click()
    assert older.get_by_role("button", name="Send det nu").is_visible()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/ikke-sendt-aeldre.png")
    result = Axe().run(page, options={"runOnly": RULES})
    assert not result.violations_count, result.generate_report()
    assert machine.errors == []
