"""`./run check FILE... [--json]`: the findings of any file with a meeting in it, or of a record's JSON.

0: no errors among the findings, 1: errors found, 2: wrong use, or a file that could not be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from raadslag.checks import Checker, Finding, finding_to_data, in_order
from raadslag.checks.privacy.scanning import Scanner
from raadslag.importer.hidden import hidden_findings
from raadslag.reader import ReadingProcess, UnreadableFile
from raadslag.reader.door.files import read_all
from raadslag.record import Meeting, RecordFormatError, from_json

SEVERITY = {"error": "FEJL", "warning": "advarsel", "info": "til orientering"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check every file and print what was found. Returns the exit code."""
    wanted = _parser().parse_args(arguments)
    found: list[tuple[str, Finding]] = []
    unreadable = 0
    checker = Checker()
    with ReadingProcess() as process, Scanner() as scanner:
        for path in _files(wanted.files):
            meetings: list[Meeting] = []
            try:
                meetings = _meetings(path, process)
            except (UnreadableFile, RecordFormatError, OSError, UnicodeDecodeError) as problem:
                unreadable += 1
                print(f"{path}: {_why(problem)}", file=sys.stderr)  # noqa: T201
            in_text = [finding for meeting in meetings for finding in checker.check(meeting)]
            hidden = hidden_findings(path, meetings, in_text, scanner)
            found += [(str(path), finding) for finding in in_order([*in_text, *hidden])]
    if wanted.json:
        data = [{"file": file, **finding_to_data(finding)} for file, finding in found]
        print(json.dumps(data, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print("\n".join(_report(found)))  # noqa: T201
    if unreadable:
        return 2
    return 1 if any(finding.severity == "error" for _, finding in found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./run check", description="Gennemsyn: regner tal efter og ser efter det, der mangler."
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FIL", help="referat, mappe eller JSON"
    )
    parser.add_argument("--json", action="store_true", help="én liste som JSON")
    return parser


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named; of a folder the files right in it, by name."""
    for path in paths:
        if path.is_dir() and not any(path.glob("*.[xX][mM][lL]")):
            yield from sorted(p for p in path.iterdir() if p.is_file() and p.name[0] != ".")
        else:
            yield path


def _meetings(path: Path, process: ReadingProcess) -> list[Meeting]:
    if path.suffix.lower() == ".json":
        text = path.read_text(encoding="utf-8")
        if '"items"' not in text:
            raise RecordFormatError("ingen punkter")
        return [from_json(text)]
    return read_all(path, process=process)


def _why(problem: Exception) -> str:
    match problem:
        case UnreadableFile():
            return str(problem)
        case RecordFormatError():
            return f"Filen er JSON, men ikke et møde ({problem}). Vælg en fil fra ./run read."
        case UnicodeDecodeError():
            return "Filens tegn kan ikke læses som UTF-8. Gem den som UTF-8 og prøv igen."
        case _:
            return "Filen kan ikke åbnes. Se, om navnet er rigtigt, og om du må læse den."


def _report(found: Sequence[tuple[str, Finding]]) -> Iterator[str]:
    """Findings for people: by file and item, each with its calculation and its lines."""
    for file, group in groupby(found, key=lambda pair: pair[0]):
        yield file
        for index, findings in groupby(group, key=lambda pair: pair[1].item):
            yield f"  Punkt {index}" if index is not None else "  Mødet"
            for _, finding in findings:
                yield from _lines(finding)
    errors = sum(finding.severity == "error" for _, finding in found)
    warnings = sum(finding.severity == "warning" for _, finding in found)
    rest = len(found) - errors - warnings
    yield f"{errors} fejl, {warnings} advarsler, {rest} til orientering."


def _lines(finding: Finding) -> Iterator[str]:
    places = sorted({o.where.line_from for o in finding.operands if o.where and o.where.line_from})
    span = f"linje {places[0]}" if len(places) == 1 else ""
    if len(places) > 1:
        span = f"linje {places[0]}-{places[-1]}"
    yield f"    {SEVERITY[finding.severity]} {finding.rule}: {finding.message}" + (
        f" ({span})" if span else ""
    )
    if finding.calculation:
        room = f", tolerance {finding.tolerance}" if finding.tolerance not in (None, "0") else ""
        yield f"      {finding.calculation}{room}"


if __name__ == "__main__":
    sys.exit(main())
