"""Gennemsyn of a long text in a process of its own: what takes seconds holds no other desk's page.

`python -m raadslag.review.looking_child` serves jobs (`raadslag.bounded.child.serve`). It lives from text to
text and remembers what it judged, part by part, so that only what was changed since is judged anew.
Knows no database: the texts are records, the names and words it must know come with the job.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from raadslag.bounded.child import serve
from raadslag.checks import Checker
from raadslag.checks.privacy.hits import use_key
from raadslag.record import from_json, to_data
from raadslag.render.glyphs import Letters

_CHECKER = Checker()


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`data` is a record as JSON; `task`: `protected` terms, `known` names, folders of `fonts`, and the `key`
    (hex) that marks are made with. Answers `findings`."""
    use_key(bytes.fromhex(task["key"]))
    found = _CHECKER.check(
        from_json(data),
        protected=task["protected"],
        missing_letters=Letters(map(Path, task["fonts"])).missing_in,
        known=task["known"],
    )
    return {"findings": to_data(found)}


if __name__ == "__main__":
    sys.exit(serve(work))
