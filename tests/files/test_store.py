"""What is kept comes back as it was, or is said to be gone or damaged; nothing is half, nothing written over."""

from __future__ import annotations

import ast
import os
import shutil
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from raadslag.files.shelf import Shelf
from raadslag.files.storage import place_of
from raadslag.files.store import (
    Damaged,
    NotKept,
    bytes_of,
    find_bytes,
    is_kept,
    keep,
    kept_names,
    open_kept,
    sweep,
)
from raadslag.unwell import DiskFull

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"


def test_bytes_come_back_as_they_were_with_what_they_are() -> None:
    kept = keep([b"%PDF-1.7 ", "blåbærgrød".encode()])
    assert (kept.size, kept.media_type) == (9 + 13, "application/pdf")
    assert bytes_of(kept.sha256) == "%PDF-1.7 blåbærgrød".encode()
    assert kept_names() == [kept.sha256]


def test_the_same_bytes_twice_are_one_file_that_is_not_written_again() -> None:
    first = keep([b"en ", b"plan"])
    inode = place_of(first.sha256).stat().st_ino
    assert keep([b"en plan"]) == first
    assert place_of(first.sha256).stat().st_ino == inode
    assert len(list(place_of(first.sha256).parent.iterdir())) == 1


def test_only_we_may_read_what_is_kept() -> None:
    old = os.umask(0)
    try:
        place = place_of(keep([b"lukket"]).sha256)
        Shelf("documents").put("x.pdf", b"lukket")
    finally:
        os.umask(old)
    for one in (place, Shelf("documents").folder / "x.pdf"):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
        assert stat.S_IMODE(one.parent.stat().st_mode) == 0o700


def test_changed_bytes_are_never_handed_out() -> None:
    name = keep([b"ti kroner"]).sha256
    place_of(name).write_bytes(b"to kroner")
    with pytest.raises(Damaged):
        open_kept(name)
    assert find_bytes(name) is None


def test_bytes_that_were_damaged_are_whole_when_they_come_again_and_the_damage_is_kept() -> None:
    name = keep([b"ti kroner"]).sha256
    place_of(name).write_bytes(b"to kroner")
    keep([b"ti kroner"])
    assert bytes_of(name) == b"ti kroner"
    aside = place_of(name).with_name(f"damaged-{name}")
    assert aside.read_bytes() == b"to kroner"
    assert kept_names() == [name]


def test_what_is_not_there_is_said_and_a_name_is_never_a_path() -> None:
    with pytest.raises(NotKept):
        bytes_of("ab" * 32)
    assert not is_kept("ab" * 32)
    for name in ("../secret-key", "", "AB" * 32, "ab" * 32 + "\n"):
        with pytest.raises(ValueError):
            open_kept(name)


def test_file_and_folder_reach_the_disk_before_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []
    really = os.fsync

    def fsync(handle: int) -> None:
        where = Path(f"/proc/self/fd/{handle}").readlink()
        reached.append("folder" if where.is_dir() else "file")
        if where.is_dir():
            assert any(len(one.name) == 64 for one in where.iterdir()), "the name came after"
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    keep([b"en plan"])
    assert reached == ["file", "folder"]


def test_one_who_stops_half_way_leaves_nothing() -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        keep(broken())
    assert kept_names() == []
    assert list(place_of("ab" * 32).parent.iterdir()) == []


def test_what_killed_processes_left_is_swept_and_nothing_else() -> None:
    name = keep([b"en plan"]).sha256
    half = place_of(name).with_name("half-abc")
    half.write_bytes(b"x")
    assert sweep(older_than_seconds=60) == 0
    os.utime(half, (0, 0))
    assert sweep(older_than_seconds=60) == 1
    assert is_kept(name)


def test_a_full_disk_is_said_in_words_and_leaves_nothing(small_disk: Path, settings: Any) -> None:
    settings.FILES = small_disk / "files"
    with pytest.raises(DiskFull, match="Disken er fuld"):
        keep([os.urandom(shutil.disk_usage(small_disk).free), b"mere end der er"])
    assert list(settings.FILES.iterdir()) == []
    assert bytes_of(keep([b"lidt"]).sha256) == b"lidt"


def test_djangos_own_interface_gives_the_same_files() -> None:
    store = storages["kept"]
    name = store.save("hvad som helst.pdf", ContentFile(b"en plan"))
    assert name == sha256(b"en plan").hexdigest()
    assert store.open(name).read() == b"en plan"
    assert (store.exists(name), store.size(name)) == (True, 7)
    with pytest.raises(ValueError):
        store.open(name, "wb")
    store.delete(name)
    assert not is_kept(name)


def test_no_other_room_opens_the_folders() -> None:
    """The settings that name them are read by the store and by the settings alone."""
    known = {"raadslag/settings.py", "raadslag/settings_test.py"}
    guilty = []
    for place in (ROOT / "raadslag").rglob("*.py"):
        name = place.relative_to(ROOT).as_posix()
        if name in known or name.startswith("raadslag/files/"):
            continue
        for node in ast.walk(ast.parse(place.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "FILES":
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id == "settings":
                    guilty.append(f"{name}:{node.lineno}")
    assert not guilty


def test_a_marked_shelf_hands_out_only_what_the_house_laid_there(
    settings: Any, tmp_path: Path
) -> None:
    from raadslag.files.shelf import MarkedShelf

    settings.VAR = tmp_path
    shelf, other = MarkedShelf("dele"), MarkedShelf("andre")
    shelf.put("a.pdf", b"%PDF a")
    shelf.put("b.pdf", b"%PDF b")
    other.put("a.pdf", b"%PDF c")
    assert shelf.get("a.pdf") == b"%PDF a"
    lies = {
        name: (tmp_path / name).read_bytes() for name in ("dele/a.pdf", "dele/b.pdf", "andre/a.pdf")
    }
    for forged in (
        b"%PDF x",
        b"",
        lies["dele/b.pdf"],
        lies["andre/a.pdf"],
        lies["dele/a.pdf"] + b"x",
    ):
        (tmp_path / "dele" / "a.pdf").write_bytes(forged)
        assert shelf.get("a.pdf") is None, forged
    shelf.put("a.pdf", b"%PDF a")
    settings.SECRET_KEY = "another"
    assert shelf.get("a.pdf") is None
