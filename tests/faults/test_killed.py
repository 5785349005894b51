"""kill -9 at any moment in approval, notice, publication and sealing.

`RAADSLAG_ROUNDS=300 ./run test tests/faults` runs so many rounds of each.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import run

pytestmark = pytest.mark.faults
ROUNDS = {"approve": 60, "call": 15, "publish": 30, "seal": 4}
"""109 rounds; few of sealing, which makes a whole PDF each time."""


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
