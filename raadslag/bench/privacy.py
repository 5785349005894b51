"""How much the privacy rules find and how quiet they are: `./run bench privacy [--show]`.

Three counts side by side. *Wordings*: pairs of sentences about named persons (`made_private`), the
sealed ones written before the detector and the open ones beside it. *Quiet*: questions and stops in
published minutes, which have been through a municipality's own eyes, so that each counts as false;
per 20 pages. *Hidden*: see `tests/checks/test_hidden_numbers.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from raadslag.bench.made_private import OPEN, SEALED, Pair
from raadslag.checks import Finding, check
from raadslag.reader import UnreadableFile, read
from raadslag.record import Item, Meeting, Section, paragraph

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PUBLISHED = ("minutes", "variety")
PAGE = 2_500
"""Letters of a page."""
PAGES = 20
MOST_FALSE = 1.0
"""False questions on so many pages that the issue allows."""
ASKING = frozenset({"priv-203", "priv-206"})


def asked(text: str) -> bool:
    """True when the sentence, alone in a case's text, is asked about as a person's private matter."""
    section = Section("Sagsfremstilling", "case", blocks=(paragraph(text),))
    meeting = Meeting(items=(Item(number=1, title="Sag", sections=(section,)),))
    return any(finding.rule in ASKING for finding in check(meeting))


def published(shared: Path = SHARED) -> Iterator[tuple[Path, int, list[Finding]]]:
    """Each published text that can be read: its letters, and what the privacy rules say of it."""
    for folder in PUBLISHED:
        for path in sorted((shared / folder).glob("*.txt")):
            try:
                meeting = read(path)
            except UnreadableFile:
                continue
            found = [finding for finding in check(meeting) if finding.rule.startswith("priv-")]
            yield path, len(path.read_text(encoding="utf-8", errors="replace")), found


def wordings(name: str, pairs: Sequence[Pair]) -> str:
    """One line: how many of the sensitive sentences are asked about, and how many of their twins."""
    if not pairs:
        return f"{name:10} ingen"
    found = sum(asked(pair.asked) for pair in pairs)
    wrong = sum(asked(pair.left) for pair in pairs)
    return (
        f"{name:10} spurgt {found} af {len(pairs)} ({found / len(pairs):.0%}), "
        f"falsk {wrong} af {len(pairs)}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts. 1 when published minutes are asked about too often."""
    parser = argparse.ArgumentParser(prog="./run bench privacy")
    parser.add_argument(
        "--show", action="store_true", help="vis spørgsmålene og de åbne, der glipper"
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="hvor referaterne ligger")
    wanted = parser.parse_args(arguments)
    print("Sætninger om navngivne personer (egne, med harmløse tvillinger):")
    print("  " + wordings("åbne", OPEN))
    print("  " + wordings("forseglet", SEALED))
    letters = alarms = 0
    for path, length, found in published(wanted.shared):
        letters += length
        alarms += len(found)
        if wanted.show:
            for finding in found:
                print(f"  {path.name} punkt {finding.item}: {finding.rule} {finding.message}")
    if wanted.show:
        for pair in OPEN:
            if not asked(pair.asked):
                print(f"  overset: {pair.asked}")
            if asked(pair.left):
                print(f"  falsk: {pair.left}")
    if not letters:
        print("Offentliggjorte referater: ../shared er her ikke, så intet er målt.")
        return 0
    pages = letters / PAGE
    rate = alarms / pages * PAGES
    print(
        f"Offentliggjorte referater: {alarms} spørgsmål og stop på {pages:.0f} sider ({rate:.2f} pr. {PAGES} sider; højst {MOST_FALSE:g})."
    )
    return 1 if rate > MOST_FALSE else 0


if __name__ == "__main__":
    sys.exit(main())
