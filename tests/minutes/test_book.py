"""The agenda with its attachments as one PDF: what each reader gets of it, and what is made again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.cases.files import attach_file
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.notice import BOOK_WAITS, MAKE_BOOK
from raadslag.minutes.book import PARTS, throw_parts
from raadslag.public.closing import close_item
from tests.cast import NOTICE_AT, Town, local
from tests.render.test_book import blank

pytestmark = pytest.mark.once

REASON = "Personsag om en ansat, forvaltningsloven § 27"


def shelf() -> set[str]:
    """What lies ready to be bound again."""
    return {path.name for path in PARTS.folder.glob("*.pdf")}


def text_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_each_reader_gets_their_own_book_and_only_what_changed_is_made_again(
    town: Town, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = settings.FILES = tmp_path
    case = town.write("En ansat")
    attach_file(case, name="kort.pdf", title="Kort", chunks=[blank(2)], recommended=False, internal=False, by=town.sanne)  # fmt: skip
    attach_file(case, name="tal.txt", title="Tal", chunks=[b"1 2 3"], recommended=False, internal=True, by=town.sanne)  # fmt: skip
    town.approve(case)
    meeting = town.plan()
    item = add_to_agenda(case, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    desk, member = Client(), Client()
    desk.force_login(town.soren)
    member.force_login(town.aage)
    page = reverse("agenda-book", args=[meeting.uid])
    assert not shelf()
    assert drain(now=timezone.now() + BOOK_WAITS, kinds=[MAKE_BOOK]) == 1
    ready = shelf()
    whole = text_of(desk.get(page).content)
    assert "vejviseren godkendes" in whole
    assert "Filen er ikke en PDF" in whole
    assert "Side 1 af 7" in whole
    parts = shelf()
    assert len(parts - ready) == 2  # the front, and the page that says where a file is fetched
    assert text_of(desk.get(page).content) == whole
    assert shelf() == parts
    close_item(item, reason=REASON, public_title="Personsag", by=town.soren)
    opened = text_of(desk.get(page, {"udgave": "aaben"}).content)
    assert "Kun den åbne del" in opened
    assert len(shelf() - parts) == 2  # the front, and the one item that is another
    case.shut_out.add(town.person("aage"))
    for told in (opened, text_of(member.get(page).content)):
        assert "Personsag" in told
        assert "En ansat" not in told
        assert "Kort" not in told
    throw_parts()
    assert not shelf()
