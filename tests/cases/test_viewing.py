"""What an attachment looks like inside the page, by what it holds; nothing here is run."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from raadslag.cases.viewing import MOST_COLUMNS, MOST_ROWS, look_at, table_of
from raadslag.files.store import keep


@dataclass
class Kept:
    sha256: str
    media_type: str


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.FILES = tmp_path


def of(data: bytes, media_type: str) -> Kept:
    return Kept(keep([data]).sha256, media_type)


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_a_spreadsheet_s_text_is_a_table_whatever_parts_its_columns(mark: str) -> None:
    data = f'Konto{mark}Beløb\r\n"a{mark} b"{mark}80\r\n\r\nPorto\r\n'
    for encoding in ("utf-8-sig", "cp1252"):
        look = look_at(of(data.encode(encoding), "text/csv"))
        assert (look.kind, look.head, look.cut) == ("table", ("Konto", "Beløb"), False)
        assert look.rows == ((f"a{mark} b", "80"), ("Porto", ""))


def test_a_table_that_is_too_long_is_cut_and_says_so() -> None:
    look = look_at(of(("a;b\n" * (MOST_ROWS + 9)).encode(), "text/csv"))
    assert (len(look.rows), look.cut) == (MOST_ROWS, True)
    assert len(table_of("x;" * 200)[0]) == MOST_COLUMNS


def test_what_is_no_table_is_shown_as_text_and_signs_that_nobody_sees_are_left_out() -> None:
    assert look_at(of(b"kun tekst\nher", "text/csv")).kind == "text"
    assert look_at(of(b"a\x00b\x1b[31m", "text/plain")).text == "ab[31m"
    assert look_at(of(b'a;"' + b"x" * 200_000, "text/csv")).kind == "text"


def test_other_kinds_and_bytes_that_are_gone_are_told_apart() -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert look_at(of(b"PK", word)).kind == "other"
    assert look_at(Kept("0" * 64, "text/plain")).kind == "gone"
    assert not look_at(of(b"PK", "image/png")).readable
