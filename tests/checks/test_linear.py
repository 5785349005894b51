"""Text made to be slow costs a rule what its length says, not the square of it."""

from __future__ import annotations

import time

import pytest

from raadslag.checks import Checker
from raadslag.checks.findings import Operand
from raadslag.checks.placed import Looked, placed
from raadslag.checks.privacy.hits import MARK
from raadslag.checks.privacy.scanning import scan_file
from raadslag.checks.time.periods import MOST_TOLD
from raadslag.checks.view import item_to_view
from raadslag.record import Item, Meeting, Section, paragraph


def _case(text: str) -> Item:
    section = Section("Sagsfremstilling", "case", 1, text, (paragraph(text),))
    return Item(number=1, sections=(section,))


def taken(text: str) -> float:
    meeting = Meeting(items=(_case(text),))
    begun = time.process_time()
    Checker().check(meeting)
    return time.process_time() - begun


@pytest.mark.parametrize("shape", ["1", "1.", ".", "§", "( ", "a@", "⟦1⟧ aaa, "])
def test_sixteen_times_the_text_takes_far_less_than_the_square_of_that(shape: str) -> None:
    small, large = 2_000 // len(shape), 32_000 // len(shape)
    taken(shape * small)
    # another letter each time: figures and days of a text seen before are remembered
    first = min(taken(f"{letter} {shape * small}") for letter in "xyz")
    assert taken(shape * large) < 80 * max(first, 0.004)


def test_a_long_case_of_many_figures_takes_seconds_and_no_more() -> None:
    text = " ".join(
        f"Skole {n} får {n % 900 + 100}.000 kr. til fag nr. {n} den {n % 28 + 1}. maj 2031."
        for n in range(1000)
    )
    assert taken(text) < 6


def test_the_days_of_one_item_at_odds_are_told_so_many_at_a_time() -> None:
    days = (f"Planen sendes i høring med frist {n % 28 + 1}. juni 2024." for n in range(60))
    section = Section("Sag", "case", 1, "", tuple(map(paragraph, days)))
    found = Checker().check(Meeting(items=(Item(number=1, sections=(section,)),)))
    assert 0 < sum(one.rule == "tid-107" for one in found) <= MOST_TOLD


def test_a_finding_is_not_looked_for_in_all_the_text_for_each_of_its_marks() -> None:
    mark, word = Operand("0123456789abcdef", MARK), Operand("Vej", "ord")
    looked, parts = Looked(left=8_000), item_to_view(_case("Vej. " * 1_000), 0).parts
    assert placed(mark, parts, None, looked) == mark
    assert looked.left == 8_000
    found = [placed(word, parts, None, looked).offset for _ in range(3)]
    assert found == [0, None, None], "a check looks through so much and no more"


def test_a_row_of_many_cells_takes_what_its_length_says() -> None:
    def scanned(cells: int) -> float:
        begun = time.process_time()
        scan_file(("7;7;61;4285;" * (cells // 4)).encode(), "række.csv")
        return time.process_time() - begun

    assert scanned(8_000) < 40 * max(min(scanned(500) for _ in range(3)), 0.004)
