"""Odd letters in what was published before anybody cleaned it: every page, feed and file comes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from raadslag.people.models import Organization
from raadslag.record import Item
from raadslag.record.letters import UNKNOWN
from tests.public.conftest import Publish, section

pytestmark = pytest.mark.once

MEETING = "/mosevang/arbejdsmarkedsudvalget/2024-03-05/"
TITLE = "Cykler \x1b \uf0b7 😀 漢字 \ufffe \U00012000 \u202etxt e" + "\u0301" * 400
ADDRESSES = ["/mosevang/", "/mosevang/feed.atom", "/mosevang/kalender.ics", "/sitemap.xml", "/soeg/?q=cykler"]  # fmt: skip


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"


@pytest.fixture
def published(committee: Organization, publish_record: Publish) -> None:
    item = Item(number=1, title=TITLE, sections=(section(TITLE, TITLE),))
    publish_record(committee, date(2024, 3, 5), item)


@pytest.mark.parametrize(
    "address", [*ADDRESSES, MEETING, f"{MEETING}punkt-1/", f"{MEETING}referat.pdf"]
)
def test_every_address_answers(published: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    if "xml" in answer["Content-Type"]:
        etree.fromstring(b"".join(answer) if answer.streaming else answer.content)


def test_the_data_are_the_record_as_it_was_published(published: None) -> None:
    data = json.loads(Client().get(f"{MEETING}referat.json").content)
    assert data["items"][0]["title"] == TITLE


def test_the_feed_names_the_item_with_a_mark_for_what_xml_has_not(published: None) -> None:
    assert f"Cykler {UNKNOWN} • 😀" in Client().get("/mosevang/feed.atom").content.decode()
