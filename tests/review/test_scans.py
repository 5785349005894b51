"""What was found in a file is believed only as the house kept it."""

from __future__ import annotations

import pytest

from raadslag.checks import Finding
from raadslag.review.models import FileScan
from raadslag.review.scans import keep_scan, kept_scan

FOUND = [Finding("priv-101", "error", None, "liste.csv: Der står et CPR-nummer.", ())]


@pytest.mark.django_db
def test_a_row_that_somebody_emptied_or_copied_is_no_scan() -> None:
    keep_scan("a" * 64, FOUND)
    keep_scan("b" * 64, [])
    assert kept_scan("a" * 64) == FOUND
    assert kept_scan("b" * 64) == []
    clean = FileScan.objects.get(key="b" * 64).findings
    for forged in (
        [],
        {},
        {"found": []},
        {"found": [], "seal": ""},
        clean,
        {**clean, "found": None},
    ):
        FileScan.objects.filter(key="a" * 64).update(findings=forged)
        assert kept_scan("a" * 64) is None, forged
    keep_scan("a" * 64, FOUND)
    assert kept_scan("a" * 64) == FOUND
