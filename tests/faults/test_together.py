"""Two at once, the same click twice, a clock set back, a full disk: what a house meets in its life."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from raadslag.journal.actions import first_misfit, note
from raadslag.journal.models import Entry
from raadslag.minutes.models import Approval
from raadslag.minutes.signing import approve_minutes
from raadslag.unwell import DiskFull
from tests.cast import Town
from tests.faults.conftest import run
from tests.minutes.test_sealing import minutes_of

pytestmark = pytest.mark.faults


@pytest.mark.parametrize(("kind", "kept"), [("decide", 2), ("approve", 1), ("call", 1)])
def test_of_two_at_once_exactly_one_wins_and_no_text_is_lost(
    template: Path, kind: str, kept: int
) -> None:
    out = run("races", kind, 8, template, folder=template.parent)
    seen = json.loads(out.splitlines()[-1])
    assert seen == {"rounds": 8, "kept": 8 * kept}


def test_the_same_click_sent_twice_is_one_approval(town: Town, client: Client) -> None:
    minutes = minutes_of(town)
    client.force_login(town.mette)
    address = f"/arbejde/moeder/{minutes.meeting.uid}/referat/svar/"
    click = {"hash": minutes.record_hash, "answer": "approve"}
    first, second = client.post(address, click), client.post(address, click)
    assert first.status_code == 302
    assert second.status_code in {200, 302, 409}
    assert Approval.objects.filter(person=town.person("mette"), refused=False).count() == 1
    assert Entry.objects.filter(act="approve_minutes").count() == 1


def test_a_clock_set_back_does_not_change_the_journals_order(town: Town) -> None:
    from django.db import transaction

    minutes, earlier = minutes_of(town), timezone.now() - timedelta(days=400)
    approve_minutes(
        minutes,
        person=town.person("mette"),
        text_hash=minutes.record_hash,
        by=town.mette,
        at=earlier,
    )
    with transaction.atomic():
        for days in (0, -30, 30, -400):
            note("x", by=town.soren, subject="x", at=timezone.now() + timedelta(days=days))
    lines = list(Entry.objects.values_list("sequence", "at"))
    assert [number for number, _ in lines] == list(range(1, len(lines) + 1))
    assert [at for _, at in lines] != sorted(at for _, at in lines)
    assert first_misfit() is None


def test_a_full_disk_undoes_the_whole_act_and_leaves_the_rest(
    template: Path, small_disk: Path
) -> None:
    out = run("full_disk", template, small_disk, folder=template.parent)
    seen: dict[str, Any] = json.loads(out.splitlines()[-1])
    assert seen["before"] == seen["while_full"]
    assert seen["refused"]
    assert seen["after"] > seen["before"]


def test_a_full_disk_leaves_no_half_sealed_document(town: Town, settings: Any, small_disk: Path) -> None:  # fmt: skip
    from raadslag.minutes.models import SealedDocument
    from raadslag.minutes.sealing import seal_minutes

    settings.VAR, settings.FILES = small_disk, small_disk / "files"
    minutes = minutes_of(town)
    hog = small_disk / "hog"
    hog.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 100 * 1024))
    with pytest.raises(DiskFull):
        seal_minutes(minutes)
    assert not SealedDocument.objects.exists()
    hog.unlink()
    assert seal_minutes(minutes) is not None
    kept = [p for p in (small_disk / "files").rglob("*") if p.is_file() and len(p.name) == 64]
    assert len(kept) == 1


def test_a_full_disk_is_said_on_the_page_and_what_was_typed_stands_there(
    template: Path, small_disk: Path
) -> None:
    seen = json.loads(run("full_disk_pages", template, small_disk, folder=template.parent).splitlines()[-1])  # fmt: skip
    typed = "Udvalget holder fast i brobygningen på Vestergade."
    for asked in ("form", "script", "file"):
        assert seen[asked]["status"] == 507, (asked, seen[asked])
        assert "Disken er fuld" in seen[asked]["text"]
    assert typed in seen["form"]["text"]
    assert "Prøv igen" in seen["form"]["text"]
    assert json.loads(seen["script"]["text"])["reason"].startswith("Disken er fuld")
    assert (seen["form_after"]["status"], seen["file_after"]["status"]) == (302, 302)
    assert seen["kept"] == {"section": True, "files": 1}
