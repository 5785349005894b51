"""Approve until the disk is full, look, make room, go on: `python -m tests.faults.run full_disk TEMPLATE DISK`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from django.db import OperationalError, connections

from raadslag.journal.actions import first_misfit
from raadslag.minutes.models import Approval
from tests.faults import rounds, worker


def main(template: str, place: str) -> None:
    disk = Path(place)
    shutil.copyfile(template, disk / "db.sqlite3")
    rounds.use(disk)
    before = Approval.objects.count()
    hog = disk / "hog"
    with hog.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    refused = ""
    try:
        worker.approve()
    except OperationalError as error:
        refused = str(error)
    during = Approval.objects.count()
    assert first_misfit() is None
    connections.close_all()
    hog.unlink()
    worker.approve()
    assert first_misfit() is None
    print(json.dumps({"before": before, "while_full": during, "refused": refused, "after": Approval.objects.count()}))  # fmt: skip
