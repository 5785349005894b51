"""What the house is built on: licences and known holes, as `./run lint` says them."""

from __future__ import annotations

from typing import Any

import pytest

from tools import audit, licences
from tools.licences import Licence


@pytest.mark.parametrize(
    ("alternatives", "barred"),
    [
        (("MIT",), False),
        (("LGPL-3.0-only",), False),
        (("GNU Lesser General Public License v3 (LGPLv3)",), False),
        (("Artistic License", "GNU General Public License (GPL)"), False),
        (("GPL-2.0-or-later", "MPL-2.0"), False),
        (("AGPL-3.0-or-later",), True),
        (("GPL-3.0-only",), True),
        (("MIT AND GPL-3.0-only",), True),
        (("GNU General Public License v3 (GPLv3)", "GNU Affero General Public License v3"), True),
        ((), True),
    ],
)
def test_what_may_only_be_used_under_the_gpl_is_barred(
    alternatives: tuple[str, ...], barred: bool
) -> None:
    assert bool(Licence("x", alternatives).problem) == barred


def test_what_runs_here_is_listed_and_may_be_used() -> None:
    assert licences.main() == 0


def hole(name: str) -> dict[str, Any]:
    return {"id": name, "fix_versions": ["2.0"], "aliases": [], "description": ""}


def test_a_known_hole_fails_and_a_silent_service_does_not() -> None:
    clean: dict[str, Any] = {"name": "a", "version": "1", "vulns": []}
    torn: dict[str, Any] = {"name": "b", "version": "1", "vulns": [hole("PYSEC-1")]}
    unknown: dict[str, Any] = {"name": "c", "version": "1", "skip_reason": "not found"}
    assert audit.said_of(None)[0] == 0
    assert "Sprunget over" in audit.said_of(None)[1]
    assert audit.said_of([clean, unknown]) == (
        0,
        "1 pakker uden kendte huller. 1 kender tjenesten ikke.",
    )
    code, text = audit.said_of([clean, torn])
    assert code == 1
    assert text == "b 1: PYSEC-1, rettet i 2.0"
