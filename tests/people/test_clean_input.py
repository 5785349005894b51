"""What a browser sends is clean before anybody reads it: on either database, in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.core import mail
from django.test import Client
from django.urls import reverse

from raadslag.cases.findings import findings_of
from raadslag.cases.html_blocks import html_to_blocks
from raadslag.cases.models import Case
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_item
from raadslag.people.actions import write_letter
from raadslag.people.door.cleaning import LOST
from raadslag.record import blocks_to_text
from raadslag.record.letters import UNKNOWN
from tests.cast import Town


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town, name), house.AUTHENTICATION_BACKENDS[0])
    return client


def test_a_title_with_odd_characters_is_kept_with_marks_and_the_writer_is_told(town: Town) -> None:
    client = signed_in(town, "sanne")
    said = {"title": "Vej\x00viser \uf0b7 😀", "unit": town.centre.pk, "template": town.template.pk}
    answer = client.post(reverse("new-case"), said, follow=True)
    assert answer.status_code == 200
    assert Case.objects.get().title == f"Vej{UNKNOWN}viser • 😀"
    assert LOST in answer.content.decode()


def test_a_word_bullet_is_shown_as_a_bullet_and_nothing_was_lost(town: Town) -> None:
    client = signed_in(town, "sanne")
    said = {"title": "\uf0b7 Vejviser", "unit": town.centre.pk, "template": town.template.pk}
    assert LOST not in client.post(reverse("new-case"), said, follow=True).content.decode()
    assert Case.objects.get().title == "• Vejviser"


def test_text_in_the_editor_is_clean_also_where_it_is_written_as_numbers(town: Town) -> None:
    section = town.write().paper.sections.first()
    assert section is not None
    client = signed_in(town, "sanne")
    html = (
        "<p>a&#0;b &#x1b; &#61623; &#xD800; &#xFDD0; \x00</p><table><tr><td>&#1;x</td></tr></table>"
    )
    address = reverse("save-section", args=[section.paper.case.uid, section.pk])
    answer = client.post(address, {"html": html, "version": section.version}, headers={"accept": "application/json"})  # fmt: skip
    assert answer.status_code == 200
    section.refresh_from_db()
    text = blocks_to_text(section.as_blocks())
    assert "•" in text
    assert not set(text) & set("\x00\x01\x1b\uf0b7\ud800\ufdd0")


def test_what_documents_cannot_show_is_a_finding_while_one_writes(town: Town) -> None:
    case = town.write("Kile \U00012000 og \ufffd")
    told = {f.operands[0].value for f in findings_of(case) if f.rule == "form-112"}
    assert told == {"U+12000", "U+FFFD"}


@pytest.mark.parametrize("address", ["/soeg/?q=a%00b%1b", "/soeg/forslag/?q=%00", "/?side=%00", "/arbejde/sager/?vis=%00"])  # fmt: skip
def test_a_search_with_nul_is_answered(town: Town, address: str) -> None:
    assert signed_in(town, "sanne").get(address, follow=True).status_code in {200, 404}


@pytest.mark.parametrize("address", ["/moellested%00/", "/moellested/%1b/", "/moellested/a%00b/2026-01-01/referat.pdf"])  # fmt: skip
def test_an_address_with_control_characters_is_no_address(town: Town, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_cookie_with_nul_is_none_of_ours(town: Town) -> None:
    client = Client()
    client.cookies.load(r'sessionid="abcdefgh\000"')
    assert client.get("/").status_code == 200
    assert client.get(reverse("cases")).status_code == 302


def test_every_page_of_a_meeting_with_odd_letters_is_shown_also_as_pdf_and_feed(town: Town) -> None:
    """The title was kept before the door stood, as an imported one may have been."""
    meeting = town.plan()
    add_item(meeting, title="Vejviser 😀 \x1b\uf0b7 \U00012000 \u202e", by=town.soren)
    client = signed_in(town, "soren")
    for name in ["meeting", "agenda", "agenda-pdf", "meeting-calendar"]:
        answer = client.get(reverse(name, args=[meeting.uid]))
        assert answer.status_code == 200, name


def test_a_letter_s_subject_is_one_line_whatever_it_is_made_of(town: Town) -> None:
    write_letter(town.person("aage"), key="k", subject="Møde\r\nBcc: x@y.dk \x00", text="a\x00b")
    drain()
    [sent] = mail.outbox
    assert sent.subject == f"Møde Bcc: x@y.dk {UNKNOWN}"
    assert sent.body == f"a{UNKNOWN}b"


def test_a_pasted_word_list_with_symbol_bullets_becomes_a_list() -> None:
    html = "".join(
        f'<p class="MsoListParagraph"><span style="font-family:Symbol">{mark} </span>{text}</p>'
        for mark, text in [("\uf0b7", "Ét"), ("\uf0a7", "To"), ("\uf0d8", "Tre")]
    )
    assert blocks_to_text(html_to_blocks(html)) == "- Ét\n- To\n- Tre"
