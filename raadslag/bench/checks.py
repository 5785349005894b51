"""How much Gennemsyn finds and how quiet it is: `./run bench checks [--seed N] [--copies N]`.

One slip is put into each copy of a made-up meeting, of the demo town and of the minutes in
`../shared`; only copies whose relation must break by plain arithmetic are kept. A slip counts as
found when a finding (error or warning) comes that the clean copy hasn't. All of it is counted.

Five sets, from the kindest to the hardest: made-up meetings in the wordings that the rules know;
phrases written without the rules at hand (`made_phrases`); the demo town; the annotated minutes; and
minutes that nobody annotated, where plain comparison mines the relations (`mined`).

What the annotated set leaves out, and why. Page numbers of a contents list and years are no operands
there: another page number breaks nothing that the record keeps, so it could only be missed; that is
a limit of the record, not of the measure, and a careful reader would find some of them. An operand
of nought is left out because most slips don't change it. Relations of kinds that plain arithmetic
can't judge from their values (direction words, quorum, order of days) are not tried. Counted with
all of these as missed, across text and structure would be lower than printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from random import Random
from statistics import median

from raadslag.bench.made_phrases import FIRST, SECOND, THIRD
from raadslag.bench.made_prose import PROSE, case
from raadslag.bench.made_ratios import RATIOS
from raadslag.bench.made_structure import ACROSS, STRUCTURE
from raadslag.bench.made_tables import TABLES
from raadslag.bench.made_traps import traps
from raadslag.bench.mined import mined_slips
from raadslag.bench.printed import printed_slips
from raadslag.bench.sketch import sketch_to_meeting
from raadslag.bench.slips import Given, slips
from raadslag.bench.town import town_slips
from raadslag.checks import Checker, Finding
from raadslag.checks.tables.grids import grids
from raadslag.checks.view import meeting_to_view
from raadslag.danish.quantities import figures_in
from raadslag.demo.town import meetings as town_meetings
from raadslag.reader import ReadingProcess, read, read_bytes
from raadslag.record import Meeting

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOALS = {"tables": 0.95, "prose": 0.80, "across": 0.65, "structure": 0.85}
NAMES = {"tables": "tabeller", "prose": "prosa", "across": "på tværs", "structure": "struktur"}
FIGURE_RULES = ("tal-", "tid-", "form-")
PAGE = 2800
"""Letters of a page of minutes."""
SHOWN = 12


@dataclass
class Tally:
    """Slips put in and found, by level and kind, and findings on clean copies."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    noise: list[str] = field(default_factory=list)
    clean: int = 0

    def count(self, level: str, kind: str, hit: bool) -> None:
        self.tried[level, kind] += 1
        self.found[level, kind] += hit


def wilson(hits: int, tried: int) -> tuple[float, float]:
    """95 per cent interval of a share."""
    if not tried:
        return 0.0, 1.0
    z, share = 1.96, hits / tried
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried)) / (1 + z * z / tried)
    return max(0.0, middle - half), min(1.0, middle + half)


def alarms(checker: Checker, meeting: Meeting) -> dict[str, Finding]:
    """Errors and warnings of the figure and structure rules, by fingerprint."""
    return {
        finding.fingerprint: finding
        for finding in checker.check(meeting)
        if finding.rule.startswith(FIGURE_RULES) and finding.severity != "info"
    }


def made_up(seed: int, copies: int) -> Tally:
    """Slips in made-up meetings of every kind; the clean copies and the traps must be silent."""
    random, tally, checker = Random(seed), Tally(), Checker()
    for maker in (*TABLES, *RATIOS, *PROSE, *ACROSS, *STRUCTURE):
        for _ in range(copies):
            _one(maker, random, tally, checker)
    for name, text in traps():
        tally.clean += 1
        tally.noise += [
            f"{name}: {f.message}" for f in alarms(checker, sketch_to_meeting(text)).values()
        ]
    return tally


def _one(maker: Callable[[Random], Given], random: Random, tally: Tally, checker: Checker) -> None:
    given = maker(random)
    clean = alarms(checker, sketch_to_meeting(given.clean))
    tally.clean += 1
    tally.noise += [f"{given.kind}: {finding.message}" for finding in clean.values()]
    for slipped in slips(given, random):
        new = alarms(checker, sketch_to_meeting(slipped.text)).keys() - clean.keys()
        tally.count(given.level, slipped.slip, bool(new))


def phrases() -> Tally:
    """Sentences of everyday wording, right and with one slip."""
    tally, checker = Tally(), Checker()
    sets = {"phrases-1": FIRST, "phrases-2": SECOND, "phrases-3": THIRD}
    for name, right, wrong in ((name, *pair) for name, pairs in sets.items() for pair in pairs):
        clean = alarms(checker, sketch_to_meeting(case(right)))
        tally.clean += 1
        tally.noise += [f"{right}: {finding.message}" for finding in clean.values()]
        new = alarms(checker, sketch_to_meeting(case(wrong))).keys() - clean.keys()
        tally.count("prose", name, bool(new))
    return tally


def mined(seed: int, meetings: Iterable[Meeting]) -> Tally:
    """Slips in meetings that nobody annotated."""
    tally, checker = Tally(), Checker()
    for meeting in meetings:
        clean = alarms(checker, meeting)
        tally.clean += 1
        tally.noise += [f"{meeting.date}: {finding.message}" for finding in clean.values()]
        for one in mined_slips(meeting, Random(seed)):
            new = alarms(checker, one.meeting).keys() - clean.keys()
            tally.count(one.level, one.kind, bool(new))
    return tally


def town(seed: int) -> Tally:
    """Slips in the demo town's meetings."""
    tally, checker = Tally(), Checker()
    for meeting in town_meetings():
        clean = alarms(checker, meeting)
        tally.clean += 1
        tally.noise += [f"{meeting.date}: {finding.message}" for finding in clean.values()]
        for level, slip, copy in town_slips(meeting, seed):
            tally.count(level, slip, bool(alarms(checker, copy).keys() - clean.keys()))
    return tally


def shared(seed: int) -> Tally:
    """Slips in the published minutes, by the relations that were annotated in them."""
    tally, checker = Tally(), Checker()
    folder = SHARED / "minutes"
    relations = json.loads((folder / "relations.json").read_text())["relations"]
    with ReadingProcess() as process:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text()
            clean = alarms(checker, read_bytes(text.encode(), path.name, process=process)[0])
            tally.clean += 1
            for one in printed_slips(text, relations, path.stem, Random(seed)):
                copy = read_bytes(one.text.encode(), path.name, process=process)[0]
                tally.count(one.level, one.slip, bool(alarms(checker, copy).keys() - clean.keys()))
    return tally


def coverage(meetings: Iterable[Meeting]) -> tuple[int, int]:
    """Figures that take part in a relation that was worked out, and all figures."""
    known = total = 0
    for meeting in meetings:
        checker = Checker()
        used = {(o.text, o.where) for held in checker.held(meeting) for o in held.operands}
        used |= {(o.text, o.where) for f in checker.check(meeting) for o in f.operands}
        texts = {text for text, _ in used}
        for text in _figures(meeting):
            total += 1
            known += text in texts
    return known, total


def _figures(meeting: Meeting) -> Iterator[str]:
    for item in meeting_to_view(meeting).items:
        for part in item.parts:
            for passage in part.passages:
                yield from (q.text for q in figures_in(passage.text))
            for grid in grids(part):
                yield from (
                    c.text for line in grid.rows.lines for c in line.cells if c.value is not None
                )


def speed(meetings: Sequence[Meeting]) -> tuple[float, float]:
    """Milliseconds of processor time a page, checked for the first time, and again with nothing changed."""
    pages = sum(_letters(meeting) for meeting in meetings) / PAGE
    checker = Checker()
    times = []
    for _ in range(2):
        start = time.process_time()
        for meeting in meetings:
            checker.check(meeting)
        times.append((time.process_time() - start) * 1000 / pages)
    return times[0], times[1]


def panel(meetings: Sequence[Meeting]) -> tuple[float, float]:
    """Milliseconds of the editor's panel when a case is opened, all of it new: the median and the slowest."""
    times = []
    for item in (item for meeting in meetings for item in meeting.items):
        start = time.process_time()
        Checker().check_item(item)
        times.append((time.process_time() - start) * 1000)
    return median(times), max(times)


def _letters(meeting: Meeting) -> int:
    return sum(len(section.text) for item in meeting.items for section in item.sections)


def report(name: str, tally: Tally) -> list[str]:
    lines = [f"\n{name}: {sum(tally.tried.values())} kopier med én fejl, {tally.clean} rene"]
    for level, title in NAMES.items():
        tried = sum(n for (at, _), n in tally.tried.items() if at == level)
        hits = sum(n for (at, _), n in tally.found.items() if at == level)
        if tried:
            low, high = wilson(hits, tried)
            goal = "" if hits / tried >= GOALS[level] else f"  UNDER målet {GOALS[level]:.2f}"
            lines.append(
                f"  {title:10} {hits:5}/{tried:<5} {hits / tried:.3f}  [{low:.3f}; {high:.3f}]{goal}"
            )
    for kind in sorted({kind for _, kind in tally.tried}):
        tried = sum(n for (_, k), n in tally.tried.items() if k == kind)
        hits = sum(n for (_, k), n in tally.found.items() if k == kind)
        lines.append(f"    {kind:14} {hits:5}/{tried:<5} {hits / tried:.3f}")
    lines.append(f"  bemærkninger på rene kopier: {len(tally.noise)}")
    lines += [f"    {text}" for text in tally.noise[:SHOWN]]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./run bench checks")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--copies", type=int, default=40)
    wanted = parser.parse_args(arguments)
    lines = report("Opdigtede møder", made_up(wanted.seed, wanted.copies))
    lines += report("Sætninger i hverdagssprog", phrases())
    lines += report("Demobyen", town(wanted.seed))
    meetings = town_meetings()
    if (SHARED / "minutes").is_dir():
        lines += report("Rigtige referater", shared(wanted.seed))
        others = [read(path) for path in sorted((SHARED / "variety").glob("*.txt"))]
        lines += report("Referater uden mærker", mined(wanted.seed, [*others, *meetings]))
        meetings = [*meetings, *(read(path) for path in sorted((SHARED / "minutes").glob("*.txt")))]
    else:
        lines.append("\nRigtige referater: ../shared ligger her ikke, springes over")
    known, total = coverage(meetings)
    first, again = speed(meetings)
    usual, slowest = panel(meetings)
    lines.append(
        f"\nDækning: {known} af {total} tal indgår i en efterregnet sammenhæng ({known / total:.0%})"
    )
    lines.append(f"Tid: {first:.1f} ms pr. side første gang (mål 20), {again:.2f} ms uændret")
    lines.append(f"Panelet ved en sag: {usual:.1f} ms, den langsomste {slowest:.1f} ms (mål 100)")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
