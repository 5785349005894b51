"""Reads the demo town in every format and prints F1 for each field and format.

python tools/score_town.py [--errors FIELD] [--format FORMAT ...] [--meeting 2023-03-14-beu]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from raadslag.demo import FORMATS, Format, write_meeting
from raadslag.demo.agreement import FIELDS, Tally, agreement, macro
from raadslag.demo.town import meeting_name, meetings
from raadslag.reader import read


def score(format: Format, only: str | None = None) -> dict[str, Tally]:
    """Field to tally over the whole town in one format."""
    total = {name: Tally() for name in FIELDS}
    with tempfile.TemporaryDirectory() as folder:
        for meeting in meetings():
            name = meeting_name(meeting)
            if only and only != name:
                continue
            found = read(write_meeting(meeting, format, Path(folder)))
            for key, tally in agreement(meeting, found, format).items():
                tally.missing = [(name, *fact) for fact in tally.missing]
                tally.extra = [(name, *fact) for fact in tally.extra]
                total[key].add(tally)
    return total


def main() -> None:
    """Print the table, and the differing facts of one field where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", metavar="FIELD", action="append", default=[])
    parser.add_argument("--format", choices=FORMATS, action="append")
    parser.add_argument("--meeting")
    chosen = parser.parse_args()
    formats = chosen.format or list(FORMATS)
    scores = {name: score(name, chosen.meeting) for name in formats}
    print(f"{'':22}" + "".join(f"{name:>12}" for name in formats))
    for key in FIELDS:
        values = [scores[name][key].f1 for name in formats]
        print(f"{key:22}" + "".join(f"{'-' if v is None else f'{v:.3f}':>12}" for v in values))
    print(f"{'macro F1':22}" + "".join(f"{macro(scores[name]):12.3f}" for name in formats))
    for key in chosen.errors:
        for name in formats:
            for mark, facts in (("-", scores[name][key].missing), ("+", scores[name][key].extra)):
                for fact in facts:
                    print(f"{mark} {name} {key} {' | '.join(fact)[:300]}")


if __name__ == "__main__":
    main()
