"""kill -9 at any moment in approval, notice, publication, sealing, an import and a worker.

`./run faults --rounds 1000` runs so many, and says what was seen.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import run

pytestmark = pytest.mark.faults
ROUNDS = {"approve": 15, "call": 6, "publish": 8, "seal": 3, "import": 4, "work": 6}
"""42 rounds, for the suite has 25 minutes; few of sealing, which makes a whole PDF each time, and of imports, which start a reader."""


def rounds_of(kind: str, template: Path) -> dict[str, Any]:
    rounds = int(os.environ.get("RAADSLAG_ROUNDS", ROUNDS[kind]))
    out = run("rounds", kind, rounds, template, folder=template.parent)
    seen: dict[str, Any] = json.loads(out.splitlines()[-1])
    print(kind, seen)
    assert seen["rounds"] == rounds
    assert seen["answers"] >= rounds // 4, "the children were killed before they could do anything"
    return seen


def test_killed_while_members_approve_no_answered_approval_is_lost(template: Path) -> None:
    rounds_of("approve", template)


def test_killed_while_a_meeting_is_called_it_is_called_whole_or_not_at_all(template: Path) -> None:
    rounds_of("call", template)


def test_killed_while_minutes_are_published_the_public_sees_what_was_answered(
    template: Path,
) -> None:
    rounds_of("publish", template)


def test_killed_between_seal_and_store_the_next_worker_makes_no_second_document(
    template: Path,
) -> None:
    seen = rounds_of("seal", template)
    assert seen["taken_up"] > 0, "no child was killed between seal and store"


def test_killed_in_an_import_what_was_loaded_is_whole_and_the_next_import_ends_it(
    template: Path,
) -> None:
    seen = rounds_of("import", template)
    assert seen["received"] > seen["loaded"] > 0, "every kill hit the same stage"


def test_a_worker_killed_at_any_moment_leaves_its_work_to_the_next(template: Path) -> None:
    seen = rounds_of("work", template)
    assert seen["done_before"] > 0
    assert seen["taken_up"] > 0, "no worker was killed with a job in hand"
