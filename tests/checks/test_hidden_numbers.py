"""A CPR number is found however it is written, and wherever in a record or a file it hides."""

from __future__ import annotations

import pytest

from raadslag.checks import check
from raadslag.checks.privacy.scanning import Scanner, scan_file
from raadslag.record import Attendee, Item, Meeting, Section, paragraph
from tests.checks.apart_ways import APART, FILE_TWINS, TEXTS, TWINS, UNREADABLE
from tests.checks.further_ways import ASKED as FURTHER_ASKED
from tests.checks.further_ways import FURTHER
from tests.checks.hidden_ways import FILES
from tests.checks.written_ways import ASKED, CPR, LIKE_IT, SAID, SAID_ASKED, WRITTEN


def test_every_way_to_write_it_in_a_text_is_found_and_none_is_silent() -> None:
    found = {
        way: [f.severity for f in check(Meeting(items=(item,))) if f.rule == "priv-101"]
        for way, item in WRITTEN.items()
    }
    expected = {way: ["warning" if way in ASKED else "error"] for way in WRITTEN}
    assert {way: s for way, s in found.items() if s != expected[way]} == {}


def test_every_further_way_to_tell_it_in_a_text_is_found_once() -> None:
    found = {
        way: [f.severity for f in check(said(text)) if f.rule == "priv-101"]
        for way, text in SAID.items()
    }
    expected = {way: ["warning" if way in SAID_ASKED else "error"] for way in SAID}
    assert {way: s for way, s in found.items() if s != expected[way]} == {}


@pytest.mark.parametrize("text", LIKE_IT)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert [f.message for f in check(said(text)) if f.rule == "priv-101"] == []


def said(text: str) -> Meeting:
    section = Section("Sagsfremstilling", "case", blocks=(paragraph(text),))
    return Meeting(items=(Item(number=1, sections=(section,)),))


def test_every_way_to_hide_it_in_a_file_is_found() -> None:
    passed = []
    with Scanner() as scanner:
        for way, make in (FILES | FURTHER).items():
            name, data = make()
            found = scanner.scan(data, name)
            told = {f.severity for f in found if f.rule == "priv-101"}
            if not told & ({"error", "warning"} if way in FURTHER_ASKED else {"error"}):
                passed.append((way, [(f.rule, f.severity, f.message) for f in found]))
    assert passed == []


def numbers_in(name: str, data: bytes) -> list[str]:
    return [one.hit.tier for one in scan_file(data, name).hits if one.hit.kind == "cpr"]


def test_a_number_in_parts_or_in_codes_is_found_and_its_twin_is_left_alone() -> None:
    files = {way: make() for way, make in APART.items()}
    files |= {way: (name, text.encode()) for way, (name, text) in TEXTS.items()}
    assert [way for way, file in files.items() if not numbers_in(*file)] == []
    assert [way for way, make in FILE_TWINS.items() if numbers_in(*make())] == []
    assert [way for way, (name, text) in TWINS.items() if numbers_in(name, text.encode())] == []


@pytest.mark.parametrize("name", UNREADABLE)
def test_words_that_only_a_program_can_tell_are_looked_at_by_somebody(name: str) -> None:
    assert scan_file(UNREADABLE[name], name).unseen


def test_the_finding_marks_what_was_printed() -> None:
    item = WRITTEN["soft hyphen inside"]
    (finding,) = (f for f in check(Meeting(items=(item,))) if f.rule == "priv-101")
    assert finding.operands[0].text == "0707\u00ad6•-••\u00ad••"


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting(location=f"Hos {CPR}"),
        Meeting(attendance=(Attendee("Karla", role=CPR),)),
        Meeting(title=f"Møde om {CPR}"),
    ],
)
def test_the_meeting_s_own_words_are_searched_too(meeting: Meeting) -> None:
    assert [(f.rule, f.severity) for f in check(meeting)] == [("priv-103", "error")]
