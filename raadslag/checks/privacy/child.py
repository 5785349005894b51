"""The bounded process that looks for personal data in strangers' files."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from raadslag.bounded.child import serve
from raadslag.checks.privacy.scan import scan_file
from raadslag.checks.privacy.stream import TooLarge


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`task`: `name` of the file and `protected` terms, `known` names. Answers `hits` and `unseen`, or `refused` with why."""
    try:
        scan = scan_file(data, task["name"], protected=task["protected"], known=task["known"])
    except TooLarge as error:
        return {"refused": str(error)}
    return {
        "hits": [asdict(hit) for hit in scan.hits],
        "unseen": [asdict(unseen) for unseen in scan.unseen],
    }


if __name__ == "__main__":
    sys.exit(serve(work))
