"""The list of erasures that lies outside the database, held against the journal's lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings as house

from raadslag.journal.actions import SYSTEM
from raadslag.journal.listening import listen
from raadslag.proof.erased_list import take_over
from raadslag.proof.erasing import erase_again, erase_by_law
from raadslag.proof.erasures import prove_erasures
from tests.cast import Town

REASON = "Navnet blev offentliggjort ved en fejl."


def each_change_of_the_list_is_found(sequence: int) -> None:
    """Emptied, cut, another word, another key, a line of its own: the journal and the list say so."""
    listing, key = Path(house.VAR) / "erasures.jsonl", Path(house.VAR) / "erasures.key"
    whole, secret = listing.read_bytes(), key.read_bytes()
    told = json.loads(whole)
    other = told | {"words": [[shape, "0" * 64] for shape, _ in told["words"]]}
    missing = f"Sletningen efter lov i linje {sequence}"
    for changed, wanted in (
        (b"", missing),
        (whole[:40], missing),
        (json.dumps(other).encode(), missing),
        (json.dumps(told | {"reason": "Noget andet"}).encode(), missing),
        (whole + json.dumps(other | {"line": "9999:ab"}).encode(), "som journalen ikke kender"),
    ):
        listing.write_bytes(changed)
        assert wanted in wrong_with_the_list(), changed
    listing.write_bytes(whole)
    for broken in (None, b"en anden"):
        key.unlink() if broken is None else key.write_bytes(broken)
        assert "erasures.key mangler eller er en anden" in wrong_with_the_list()
        assert erase_again(by=SYSTEM).undone == 1
    key.write_bytes(secret)
    assert wrong_with_the_list() == ""


def wrong_with_the_list() -> str:
    return "\n".join(proof.text for proof in prove_erasures(listen()) if not proof.fits)


def test_a_list_from_elsewhere_takes_nothing_off_the_list_here(town: Town, tmp_path: Path) -> None:
    older = tmp_path / "ældre"
    older.mkdir()
    Path(house.VAR).mkdir()
    for number, words in enumerate(["Xylofonsen", "Ukuleleby"]):
        if number:
            for name in ("erasures.jsonl", "erasures.key"):
                (older / name).write_bytes((Path(house.VAR) / name).read_bytes())
        erase_by_law(town.body, words=[words], reason=REASON, by=town.soren)
    with (Path(house.VAR) / "erasures.jsonl").open("ab") as file:
        file.write(b'{"at": "20')  # stopped in the middle of a line
    erase_by_law(town.body, words=["Harmonika"], reason=REASON, by=town.soren)
    assert take_over(older) == 3
    assert wrong_with_the_list() == ""
    (older / "erasures.key").write_bytes(b"en anden")
    with pytest.raises(OSError, match="nøgle"):
        take_over(older)
