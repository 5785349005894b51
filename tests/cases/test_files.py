"""Attachments: several at once, replaced and ordered without losing anything, and named where they are found fault with."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from raadslag.cases.files import attach_file
from raadslag.cases.findings import findings_of, places_in
from raadslag.cases.models import Case, File
from tests.cast import Town
from tests.papers import a_pdf


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.fixture
def sanne(town: Town, client: Client) -> Client:
    client.force_login(town.sanne)
    return client


def standing(case: Case) -> list[str]:
    return list(case.files.filter(removed_at=None).values_list("title", flat=True))


def test_of_several_files_each_is_taken_or_refused_alone_and_one_stays_on_the_page(
    town: Town, sanne: Client
) -> None:
    case = town.write()
    files = [
        SimpleUploadedFile("Plan.csv", b"a;b"),
        SimpleUploadedFile("virus.exe", b"MZ"),
        SimpleUploadedFile("Kort.pdf", a_pdf("kort")),
        SimpleUploadedFile("tom.pdf", b""),
    ]
    answer = sanne.post(
        reverse("attach-file", args=[case.uid]), {"file": files, "recommended": "on"}, follow=True
    )
    assert answer.redirect_chain[-1][0].startswith(reverse("case", args=[case.uid]))
    page = answer.content.decode()
    assert standing(case) == ["Plan", "Kort"]
    assert all(file.recommended for file in case.files.all())
    assert "»virus.exe« er ikke vedhæftet. Filtypen" in page
    assert "»tom.pdf« er ikke vedhæftet." in page
    assert "Vedhæftet: »Plan.csv« og »Kort.pdf«." in page


def test_a_replaced_file_keeps_title_place_and_marks_and_the_old_one_is_kept(
    town: Town, sanne: Client
) -> None:
    case = town.write()
    for name in ("a.csv", "b.csv", "c.csv"):
        attach_file(case, name=name, title=f"Bilag {name[0]}", chunks=[name.encode()], by=town.sanne, internal=name == "b.csv")  # fmt: skip
    old = case.files.get(file_name="b.csv")
    address = reverse("arrange-file", args=[case.uid, old.uid])
    sanne.post(address, {"replacement": SimpleUploadedFile("ny.csv", b"x;y")})
    new = case.files.get(file_name="ny.csv")
    assert standing(case) == ["Bilag a", "Bilag b", "Bilag c"]
    assert (new.internal, new.order) == (True, old.order)
    assert File.objects.get(pk=old.pk).removed_at is not None
    sanne.post(
        reverse("arrange-file", args=[case.uid, new.uid]),
        {"replacement": SimpleUploadedFile("x.exe", b"MZ")},
    )
    assert standing(case) == ["Bilag a", "Bilag b", "Bilag c"]


def test_attachments_are_moved_by_button_and_all_at_once(town: Town, sanne: Client) -> None:
    case = town.write()
    rows = [
        attach_file(case, name=f"{name}.csv", title=name, chunks=[name.encode()], by=town.sanne)
        for name in "abc"
    ]
    address = reverse("order-files", args=[case.uid])
    answer = sanne.post(address, {"move": f"{rows[2].uid}:up"})
    assert answer.headers["Location"].endswith(f"#bilag-{rows[2].uid}")
    assert standing(case) == ["a", "c", "b"]
    sanne.post(address, {"order": " ".join(str(rows[n].uid) for n in (1, 0, 2)) + " nonsens"})
    assert standing(case) == ["b", "a", "c"]
    sanne.post(address, {"move": f"{rows[1].uid}:up"})
    assert standing(case) == ["b", "a", "c"]


def test_a_finding_names_its_file_and_leads_to_it(town: Town) -> None:
    case = town.write()
    attach_file(case, name="borgere.csv", title="Lister", chunks=[b"navn;cpr\nA;070761-4285\n"], by=town.sanne)  # fmt: skip
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    attach_file(case, name="billede.png", title="Et foto", chunks=[picture], by=town.sanne)
    found = [one for one in findings_of(case) if any(p.value == "fil" for p in one.operands)]
    assert found
    for one in found:
        (name,) = {p.text for p in one.operands if p.value == "fil"}
        assert name in one.message
        assert places_in(case)(one).anchor == f"#bilag-{case.files.get(file_name=name).uid}"
