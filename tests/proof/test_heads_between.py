"""The journal's head is kept after weighty acts, copied outside the house, and looked for there."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from raadslag.jobs.models import Job
from raadslag.jobs.worker import Pulse
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM, note
from raadslag.journal.models import Entry
from raadslag.minutes.models import Minutes
from raadslag.proof import heads
from raadslag.proof.duties import KEEP_HEAD_NOW
from raadslag.proof.heads import ANCHORS, head_is_due, keep_head, keep_head_now, kept_heads
from tests.proof.conftest import verify
from tests.proof.test_changed_unseen import sql, table


def lines(count: int) -> None:
    with transaction.atomic():
        for _ in range(count):
            note("write_item", by=SYSTEM, subject="x")


def test_after_a_publication_the_worker_keeps_the_head_and_then_rests(
    sealed: Minutes, settings: Any, tmp_path: Path
) -> None:
    settings.ANCHOR_COPIES = str(tmp_path / "elsewhere")
    Pulse()()
    assert Job.objects.waiting().filter(kind=KEEP_HEAD_NOW).count() == 1
    drain(kinds=[KEEP_HEAD_NOW])
    (kept,) = kept_heads()
    assert kept.sequence == Entry.objects.latest("sequence").sequence - 1
    assert [one.name for one in kept_heads(tmp_path / "elsewhere")] == [kept.name]
    now = timezone.now()
    assert not head_is_due(now=now)
    assert not head_is_due(now=now + timedelta(hours=1)), "nothing has happened since"
    with transaction.atomic():
        note("publish", by=SYSTEM, subject="x")
    assert not head_is_due(now=now), "ten minutes lie between two"
    assert head_is_due(now=now + timedelta(hours=1))
    keep_head_now(at=now + timedelta(hours=1))
    lines(heads.MOST_LINES - 1)
    assert not head_is_due(now=now + timedelta(hours=9))
    lines(1)
    assert head_is_due(now=now + timedelta(hours=9))
    keep_head(day=timezone.localdate(now) + timedelta(days=1))
    assert len(kept_heads()) == 3
    code, said = verify()
    assert code == 0, said
    assert "3 hoveder, alle passer" in said
    assert "Intet hoved" not in said


def test_all_rolled_back_is_seen_by_the_copies_and_where_there_are_none_that_is_said(
    sealed: Minutes, settings: Any, tmp_path: Path
) -> None:
    before = Entry.objects.latest("sequence").sequence
    with transaction.atomic():
        note("publish", by=SYSTEM, subject="x")
    elsewhere = tmp_path / "elsewhere"
    settings.ANCHOR_COPIES = str(elsewhere)
    keep_head_now(at=timezone.now())
    shutil.rmtree(ANCHORS.folder)
    sql(f"DELETE FROM {table(Entry)} WHERE sequence > %s", before)
    line = Entry.objects.get(sequence=before)
    sql("UPDATE journal_head SET sequence = %s, entry_hash = %s", before, line.entry_hash)
    code, said = verify()
    assert code == 1, said
    assert "mangler, så enden er skåret af" in said
    settings.ANCHOR_COPIES = ""
    assert verify("--heads", elsewhere)[0] == 1
    code, said = verify()
    assert code == 0
    assert "! Intet hoved, der er gemt uden for huset, er givet eller fundet" in said
    assert verify("--heads", tmp_path / "ingen")[0] == 2
    given = f"{before}:{line.entry_hash}"
    assert "Intet hoved" not in verify("--head", given)[1]


def test_a_folder_that_cannot_be_reached_is_tried_again_and_gets_all(
    sealed: Minutes, settings: Any, tmp_path: Path
) -> None:
    place = tmp_path / "elsewhere"
    place.write_text("her er ingen mappe")
    settings.ANCHOR_COPIES = str(place)
    with pytest.raises(OSError):
        keep_head_now(at=timezone.now())
    place.unlink()
    keep_head_now(at=timezone.now())
    assert [one.name for one in kept_heads(place)] == [one.name for one in kept_heads()]
    assert len(kept_heads(place)) >= 1
    assert verify()[0] == 0
