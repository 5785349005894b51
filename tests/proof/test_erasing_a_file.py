"""A file erased from a case's page: the act and its line stand or fall together, whoever sends what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from raadslag.cases.files import attach_file, remove_file
from raadslag.cases.models import Case, File
from raadslag.files.store import is_kept
from raadslag.jobs.working import drain
from raadslag.journal.models import Entry
from tests.cast import Town
from tests.checks.hidden_ways import FILES
from tests.checks.unseen_files import picture

REASON = "Filen måtte ikke ligge der."


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR, settings.FILES = tmp_path / "var", tmp_path / "var" / "files"
    settings.SEARCH_INDEX = tmp_path / "var" / "search"


@pytest.fixture
def case(town: Town) -> Case:
    """A case that the secretary may see, with a file of her own."""
    case = town.write("Klage over vejen")
    attach_file(case, name="brev.txt", title="Brev", chunks=[b"Et brev."], by=town.sanne)
    return case


def send(town: Town, who: str, case: Case, **said: Any) -> int:
    client = Client()
    client.force_login(town.users[who])
    address = reverse("erase-from-case", args=[case.uid])
    looked = client.post(address, {"reason": REASON})
    return client.post(address, {"reason": REASON, **seen_in(looked), **said}).status_code


def seen_in(answer: Any) -> dict[str, str]:
    """What the page that shows where the words stand carries of it."""
    found = re.search(r'name="seen" value="([^"]*)"', answer.content.decode())
    return {"seen": found[1]} if found else {}


@pytest.mark.parametrize("removed", [False, True])
def test_a_file_alone_is_erased_with_a_line_that_names_it_and_the_case(
    town: Town, case: Case, removed: bool
) -> None:
    file = File.objects.get(case=case)
    if removed:
        remove_file(file, by=town.sanne)
    assert send(town, "soren", case, files=[file.sha256], erase="1") == 302
    line = Entry.objects.latest("sequence")
    assert (line.act, line.actor) == ("erase_by_law", town.soren.journal_key)
    assert line.details["files"] == [file.sha256]
    assert line.details["place"] == f"case:{case.uid}"
    drain()
    assert not is_kept(file.sha256)


def test_the_page_tells_which_files_hold_the_words_and_which_nobody_can_look_through(
    town: Town, case: Case
) -> None:
    number = "070761-4285"
    for name, data in (
        ("brev.docx", FILES["two cells of a document"]()[1]),
        ("foto.png", picture()),
    ):
        attach_file(case, name=name, title=name, chunks=[data], by=town.sanne)
    client = Client()
    client.force_login(town.soren)
    address = reverse("erase-from-case", args=[case.uid])
    page = client.post(address, {"words": number, "reason": REASON}).content.decode()
    told = dict(re.findall(r'name="files"[^>]*> <span>(\S+) [^<]*<strong>\((.*?)\)</strong>', page))
    assert told["brev.docx"] == "ordene står i den"
    assert told["foto.png"].startswith("ikke gennemsøgt helt: Et billede")
    photo = File.objects.get(file_name="foto.png")
    assert reverse("fetch-file", args=[case.uid, photo.uid]) in page
    assert page.count(" checked") == 1
    assert "1 fil kunne ikke gennemsøges helt" in page
    none = client.post(address, {"words": "Vejviser", "reason": REASON}).content.decode()
    assert "Ordene er ikke fundet, men 1 fil kunne ikke gennemsøges helt" in none


@pytest.mark.parametrize(
    ("who", "said", "code"),
    [
        ("soren", {}, 200),  # a look at where the words stand
        ("soren", {"erase": "1", "files": ["0" * 64]}, 409),  # no file of the case
        ("soren", {"erase": "1", "files": SimpleUploadedFile("x.txt", b"Et brev.")}, 409),
        ("sanne", {"erase": "1"}, 404),  # hers, and yet not hers to erase
    ],
)
def test_what_erases_nothing_writes_no_line_and_takes_nothing(
    town: Town, case: Case, who: str, said: dict[str, Any], code: int
) -> None:
    file = File.objects.get(case=case)
    before = Entry.objects.latest("sequence").sequence
    assert send(town, who, case, **{"files": [file.sha256], **said}) == code
    assert Entry.objects.latest("sequence").sequence == before
    drain()
    assert is_kept(file.sha256)
    file.refresh_from_db()
    assert file.removed_at is None
