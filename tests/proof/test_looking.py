"""Words that must go are found in every file in which the detectors of private data see them."""

from __future__ import annotations

import pytest

from raadslag.proof.looking import Looker
from tests.checks.further_ways import FURTHER
from tests.checks.hidden_ways import FILES
from tests.checks.unseen_files import locked_pdf, picture
from tests.checks.written_ways import CPR

pytestmark = pytest.mark.once
NUMBERS = [CPR, "070761-0085", "160770-5824"]
"""The numbers that the files of the privacy tests carry."""


def test_a_number_is_found_wherever_it_hides_in_a_file() -> None:
    with Looker() as looker:
        ways = {way: make() for way, make in (FILES | FURTHER).items()}
        passed = [
            way for way, (name, data) in ways.items() if not looker.look(data, name, NUMBERS).holds
        ]
    assert passed == []


@pytest.mark.parametrize(("data", "name"), [(picture(), "a.png"), (locked_pdf(), "a.pdf")])
def test_a_file_that_cannot_be_looked_through_says_so(data: bytes, name: str) -> None:
    with Looker() as looker:
        looked = looker.look(data, name, [CPR])
    assert not looked.holds
    assert looked.unseen
