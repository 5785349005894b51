"""docs/asvs.md names every requirement once, counts itself right, and points at files that are there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text()
LAST = """
1.1 2  1.2 9  1.3 11  1.4 3  1.5 2  2.1 3  2.2 3  2.3 4  2.4 1  3.2 2  3.3 4  3.4 6  3.5 5  3.7 2  4.1 3
4.2 1  4.3 2  4.4 4  5.1 1  5.2 3  5.3 2  5.4 3  6.1 3  6.2 12  6.3 4  6.4 4  6.5 5  6.6 3  6.8 4  7.1 3
7.2 4  7.3 2  7.4 5  7.5 2  7.6 2  8.1 2  8.2 3  8.3 1  8.4 1  9.1 3  9.2 4  10.1 2  10.2 2  10.3 4
10.4 11  10.5 5  10.6 2  10.7 3  11.1 2  11.2 3  11.3 3  11.4 4  11.5 1  11.6 1  12.1 3  12.2 2  12.3 4
13.1 1  13.2 5  13.3 2  13.4 5  14.1 2  14.2 4  14.3 3  15.1 3  15.2 3  15.3 7  16.1 1  16.2 5  16.3 4
16.4 3  16.5 3  17.1 1  17.2 4  17.3 2
"""
"""The standard's numbers at levels 1 and 2: each section with its last, counted from 1."""
ANSWERS = ["opfyldt", "delvis", "ikke opfyldt", "kommunens", "gælder ikke"]
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.M)


def numbers() -> list[str]:
    pairs = re.findall(r"(\d+\.\d+) (\d+)", LAST)
    return [f"{section}.{n}" for section, last in pairs for n in range(1, int(last) + 1)]


def test_every_requirement_of_level_two_is_answered_once() -> None:
    assert [row[0] for row in ROWS] == numbers()
    assert all(row[3] in ANSWERS and row[2].strip() and row[4].strip() for row in ROWS)


def test_the_numbers_at_the_top_are_the_rows_beneath() -> None:
    for answer in ANSWERS:
        count = Counter(row[3] for row in ROWS)[answer]
        first = Counter(row[3] for row in ROWS if row[1] == "1")[answer]
        assert f"| {answer} | {count} | {first} |" in PAGE
    missing = ", ".join(row[0] for row in ROWS if row[3] == "ikke opfyldt")
    assert f"**Ikke opfyldt:** {missing}." in PAGE


def test_every_file_that_an_answer_names_is_there() -> None:
    for number, _, _, _, where in ROWS:
        for name in re.findall(r"`((?:docs|tests|[a-z]+)/[\w/.*-]+)`", where):
            places = [ROOT / name, ROOT / "raadslag" / name]
            found = any(
                list(ROOT.glob(name)) if "*" in name else place.exists() for place in places
            )
            assert found, (number, name)
