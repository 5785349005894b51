"""Junk in a form is no page or a clear no, never a fault; and no view reads a number by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.meetings.actions import add_item, add_to_agenda
from raadslag.meetings.models import Meeting
from raadslag.people.said import whole_number, why_not_keep_text
from tests.cast import Town

JUNK = ["", "abc", "²", "-1", "9" * 30, "9" * 5000, "1.5", "not-a-uuid", "\x00"]
ROOT = Path(__file__).resolve().parents[2] / "raadslag"


@pytest.fixture
def meeting(town: Town) -> Meeting:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write()), meeting=meeting, by=town.soren)
    add_item(meeting, title="Eget punkt", by=town.soren)
    return meeting


def secretary(town: Town) -> Client:
    client = Client()
    client.force_login(town.soren, house.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: ascii(junk)[:12])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("change-agenda", {"case": "?"}),
        ("change-item", {"act": "write", "version": "?", "title": "x"}),
        ("change-item", {"act": "move", "to": "?"}),
        ("attend", {"turn": "?"}),
        ("strike", {"strike_event": "?"}),
        ("strike", {"strike_ballot": "?"}),
        ("strike", {"strike_remark": "?"}),
        ("settle-decision", {"pk": "?", "version": "?"}),
        ("vote", {"on": "x", "member-?": "for"}),
        ("remark", {"remark_kind": "remark", "remark_person": "?", "remark_text": "x"}),
        ("remark", {"reword": "?"}),
        ("draft-decision", {"drop": "?"}),
        ("draft-decision", {"use_draft": "?"}),
        ("lapse-item", {"to": "?"}),
        ("take-up", {"case": "?"}),
        ("treat-before", {"before": "?"}),
        ("apologize", {"substitute": "?"}),
        ("correct-minutes", {"remind": "?"}),
        ("correct-minutes", {"item": "?", "outcome": "noted", "text": "x"}),
        ("take-back", {"publication": "?"}),
    ],
)
def test_a_value_that_makes_no_sense_is_no_fault(
    town: Town, meeting: Meeting, name: str, said: dict[str, str], junk: str
) -> None:
    rows = {"item": meeting.items.first().uid} if name in ITEM_PAGES else {}  # type: ignore[union-attr]
    address = reverse(name, kwargs={"uid": meeting.uid, **rows})
    sent = {key.replace("?", junk): value.replace("?", junk) for key, value in said.items()}
    answer = secretary(town).post(address, sent)
    assert answer.status_code in {200, 302, 400, 404}


ITEM_PAGES = {
    "change-item",
    "attend",
    "draft-decision",
    "strike",
    "settle-decision",
    "vote",
    "remark",
    "lapse-item",
    "treat-before",
}


def test_a_title_with_no_room_is_refused_in_words_and_not_cut(town: Town, meeting: Meeting) -> None:
    client = secretary(town)
    before = meeting.items.count()
    answer = client.post(reverse("change-agenda", args=[meeting.uid]), {"title": "x" * 301}, follow=True)  # fmt: skip
    assert meeting.items.count() == before
    assert "Titlen fylder 301 tegn; der er plads til 300" in answer.content.decode()


def test_numbers_are_read_from_plain_digits_alone() -> None:
    assert [whole_number(text) for text in ("7", " 12 ", "999999999")] == [7, 12, 999_999_999]
    assert {whole_number(text) for text in (None, *JUNK, "1000000000", "١٢", "1_0")} == {None}
    assert why_not_keep_text("abc", most=2, label="Titlen")[0].code == "too-long"
    assert issubclass(NotAllowed, Exception)


def test_no_view_turns_what_was_sent_into_a_number_or_a_row_by_itself() -> None:
    """`int("²")` and `pk="abc"` raise: views ask `raadslag.people.said`."""
    own = re.compile(r"\bint\(|\.isdigit\(|\.isnumeric\(|\b(?:pk|uid)=(?:request\.POST|said)\b")
    for path in [*ROOT.rglob("*views.py"), ROOT / "public" / "release.py"]:
        found = own.search(path.read_text())
        assert not found, f"{path.name}: {found.group() if found else ''}"
