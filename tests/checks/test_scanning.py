"""A hostile file costs its own scan and nothing else, and is never passed over in silence."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable

import pytest

from raadslag.bounded import Bounds, lent_process
from raadslag.checks import plain_fingerprint
from raadslag.checks.privacy.scanning import BOUNDS, Scanner
from tests.checks.unseen_files import KINDS, covered, scanned

MODULE = "raadslag.checks.privacy.scanning"


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number in range(5):
            packed.writestr(f"word/document{number}.xml", b"<a>" + b"0" * 120_000_000)
    return out.getvalue()


def test_a_number_in_a_file_is_found_by_the_child() -> None:
    with Scanner() as scanner:
        (finding,) = scanner.scan(b"Karla 110372-1187", "brev.txt", item=4)
    assert (finding.rule, finding.severity, finding.item) == ("priv-101", "error", 4)
    assert finding.operands[0].where is not None
    assert finding.operands[0].where.line_from == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bombe.docx", zip_bomb),
        ("halv.pdf", lambda: b"%PDF-1.7\n" + os.urandom(4000)),
        ("halv.docx", lambda: b"PK\x03\x04" + os.urandom(4000)),
    ],
)
def test_what_cannot_be_looked_through_is_said_and_the_next_file_is_scanned(
    name: str, data: Callable[[], bytes]
) -> None:
    with Scanner() as scanner:
        assert [f.rule for f in scanner.scan(data(), name)] == ["priv-301"]
        assert [f.rule for f in scanner.scan(b"110372-1187", "a.txt")] == ["priv-101"]


def test_a_tag_that_no_name_may_hold_hides_nothing_and_stops_nothing() -> None:
    page = "<html><body><beslutning\xa0>Karla 110372-1187</beslutning\xa0></body></html>"
    with Scanner() as scanner:
        assert [f.rule for f in scanner.scan(page.encode(), "side.html")] == ["priv-101"]


def test_a_file_that_takes_too_long_is_given_up() -> None:
    slow = Bounds(cpu_seconds=40, wall_seconds=0.05)
    with Scanner(slow) as scanner:
        (finding,) = scanner.scan(b"1" * 50_000_000, "stor.txt")
    assert "lang tid" in finding.message


def test_protected_terms_are_looked_for_in_files_too() -> None:
    with Scanner() as scanner:
        found = scanner.scan(b"Vedr. Ravnsborgvej 8", "a.txt", protected=["Ravnsborgvej 8"])
    assert [f.rule for f in found] == ["priv-102"]


def test_what_nobody_can_look_through_stands_in_the_way_and_its_twin_does_not() -> None:
    wrong = {}
    with Scanner() as scanner:
        for what, (make, expected) in KINDS.items():
            found = [(f.rule, f.severity) for f in scanner.scan(make(), "fil")]
            if found != ([(expected, "error")] if expected else []):
                wrong[what] = found
    assert wrong == {}


def test_to_have_looked_at_one_file_is_not_to_have_looked_at_another_of_its_name() -> None:
    with Scanner() as scanner:
        (first,), (again,) = (scanner.scan(scanned(), "brev.pdf") for _ in range(2))
        assert first.operands[:2] == again.operands[:2]
        assert plain_fingerprint(first) != plain_fingerprint(again)
    assert "Se den efter selv" in first.message


def test_covered_words_are_found_too_and_said_with_their_page() -> None:
    with Scanner() as scanner:
        (finding,) = scanner.scan(covered(), "svar.pdf")
        assert finding.message.startswith("svar.pdf: Side 1 har tekst under en farvet flade")
        found = scanner.scan(covered(), "svar.pdf", protected=["Karla Mosegaard"])
    assert [f.rule for f in found] == ["priv-102", "priv-302"]


def test_a_child_is_kept_for_the_next_asker_and_never_shared_by_two() -> None:
    with lent_process(MODULE, BOUNDS) as first, lent_process(MODULE, BOUNDS) as second:
        assert first is not second
        for process in (first, second):
            process.start()
        pids = {first.pid, second.pid}
    with lent_process(MODULE, BOUNDS) as again:
        assert again.pid in pids


def test_what_a_file_does_to_its_copy_is_nothing_to_the_next() -> None:
    small = Bounds(memory_bytes=150_000_000)
    with Scanner(small) as scanner:
        (finding,) = scanner.scan(b"1" * 60_000_000, "stor.txt")
        assert finding.rule == "priv-301"
        assert [f.rule for f in scanner.scan(b"110372-1187", "a.txt")] == ["priv-101"]
