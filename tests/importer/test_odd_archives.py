"""An archive with odd entries: each odd one is said, and none of them stops the others."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from raadslag.importer.models import Arrival, ImportedFile
from raadslag.meetings.models import Meeting
from raadslag.record import to_json

from .builders import meeting
from .test_pages import importer, sign_in_page, upload

__all__ = ["importer", "sign_in_page"]
pytestmark = pytest.mark.django_db(transaction=True)

GOOD = to_json(meeting()).encode()


def packed(*entries: tuple[str, bytes], locked: str = "", broken: str = "") -> bytes:
    """A zip file of the entries; one may be marked as locked, one may have a wrong checksum."""
    whole = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, data in entries:
            archive.writestr(name, data)
    data = bytearray(whole.getvalue())
    for name, place, change in ((locked, 8, 1), (broken, 16, 0xFF)):
        at = data.find(b"PK\x01\x02") if name else -1
        while at >= 0 and data[at + 46 : at + 46 + len(name.encode())] != name.encode():
            at = data.find(b"PK\x01\x02", at + 4)
        if at >= 0:
            data[at + place] ^= change
    return bytes(data)


ODD: dict[str, tuple[list[tuple[str, bytes]], int, str]] = {
    "a file and a folder of one name": ([("a", b"tekst"), ("a/b.txt", b"andet")], 3, ""),
    "a folder and a file of one name": ([("a/b.txt", b"andet"), ("a", b"tekst")], 3, ""),
    "one name twice": ([("a.txt", b"et"), ("a.txt", b"to")], 3, ""),
    "names that differ in case alone": ([("A.TXT", b"et"), ("a.txt", b"to")], 3, ""),
    "an absolute path": ([("/etc/a.txt", b"et")], 1, "uden for zip-filen"),
    "a path that leads out": ([("../../a.txt", b"et")], 1, "uden for zip-filen"),
    "a bomb": ([("a.txt", b"\0" * 30_000_000)], 1, "fylder urimeligt"),
    "a name without end": ([("ø" * 300 + ".txt", b"et")], 2, ""),
    "folders without end": ([("/".join(["d" * 150] * 40), b"et")], 1, "for lange"),
    "a locked entry": ([("laast.txt", b"et")], 1, "låst med adgangskode"),
    "a broken entry": ([("brudt.txt", b"et to tre")], 1, "beskadiget"),
    "an empty name": ([(".", b"et")], 1, "uden for zip-filen"),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
def test_one_odd_entry_stops_no_other(case: str, tmp_path: Path) -> None:
    entries, kept, told = ODD[case]
    data = packed(
        *entries[:1], ("marts.json", GOOD), *entries[1:], locked="laast.txt", broken="brudt.txt"
    )
    (tmp_path / "alt.zip").write_bytes(data)
    with pytest.raises(SystemExit) if kept > 1 or told else warnings.catch_warnings():
        call_command("import_minutes", str(tmp_path / "alt.zip"), accept=True, quiet=True)
    assert Meeting.objects.count() == 1
    assert ImportedFile.objects.count() == kept
    refused = Arrival.objects.filter(file=None)
    assert all(told in one.problem for one in refused)
    assert bool(told) == refused.exists()


def test_a_file_and_a_folder_of_one_name_come_in_by_the_page_too(importer: Client) -> None:
    data = packed(("a", b"tekst"), ("a/b.txt", b"andet"), ("marts.json", GOOD))
    upload(importer, ("alt.zip", data))
    assert ImportedFile.objects.count() == 3
    upload(importer, ("x.txt", b"et"), ("y.txt", b"to"), paths=["m/a", "m/a/b.txt"])
    upload(importer, ("x.txt", b"tre"), paths=["/".join(["mappe" * 30] * 60)])
    assert ImportedFile.objects.count() == 6
