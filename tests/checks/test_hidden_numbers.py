"""A CPR number is found however it is written, and wherever in a record or a file it hides."""

from __future__ import annotations

import pytest

from raadslag.checks import check
from raadslag.checks.privacy.scanning import Scanner
from raadslag.record import Attendee, Meeting
from tests.checks.hidden_ways import FILES
from tests.checks.written_ways import ASKED, CPR, WRITTEN


def test_every_way_to_write_it_in_a_text_is_found_and_none_is_silent() -> None:
    found = {
        way: [f.severity for f in check(Meeting(items=(item,))) if f.rule == "priv-101"]
        for way, item in WRITTEN.items()
    }
    expected = {way: ["warning" if way in ASKED else "error"] for way in WRITTEN}
    assert {way: s for way, s in found.items() if s != expected[way]} == {}


def test_every_way_to_hide_it_in_a_file_is_found() -> None:
    passed = []
    with Scanner() as scanner:
        for way, make in FILES.items():
            name, data = make()
            found = scanner.scan(data, name)
            if not any((f.rule, f.severity) == ("priv-101", "error") for f in found):
                passed.append((way, [(f.rule, f.severity, f.message) for f in found]))
    assert passed == []


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
