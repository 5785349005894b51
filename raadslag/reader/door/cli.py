"""`./run read FILE... --out DIR`: every file becomes `<file name>.json`, or one Danish line says why not."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local

from tqdm import tqdm

from raadslag.reader.door.files import publication_in, read_all
from raadslag.reader.door.process import ReadingProcess
from raadslag.reader.lines.line import UnreadableFile
from raadslag.record import Meeting, to_json

_LONG = 20
"""Files from which progress is shown even where nobody sits at a terminal."""
_PASSED_OVER = frozenset({"bilag", "enclosures", "attachments", "vedhæftninger"})
"""Folders that hold attachments, not meetings."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file or publication folder, and where its record goes below the output folder."""

    path: Path
    target: Path


def main(arguments: Sequence[str] | None = None) -> int:
    """0 all read, 1 some unreadable, 2 wrong use."""
    wanted = _parser().parse_args(arguments)
    inputs = [found for path in wanted.files for found in find_inputs(path)]
    if not inputs:
        _say("Der er ingen filer at læse i det, du har angivet.")
        return 2
    if wanted.out is not None and not _made(wanted.out):
        return 2
    _tell_apart(inputs)
    unreadable = 0
    for meetings in _read_in_turn(inputs, wanted.jobs):
        if isinstance(meetings, str):
            unreadable += 1
            tqdm.write(meetings, file=sys.stderr)
        elif not _hand_over(meetings, wanted.out):
            return 2
    _say(_summary(len(inputs), unreadable, wanted.out))
    return 1 if unreadable else 0


def find_inputs(path: Path) -> Iterator[Input]:
    """The files in a folder, its sub-folders too; an eDagsorden publication is one input.

    Hidden files, and the folders that hold attachments, are passed over. A record goes where its file
    lies below the folder that was named.
    """
    if not path.is_dir():
        yield Input(path, Path(path.name))
        return
    yield from _inputs_in(path, Path())


def _inputs_in(folder: Path, below: Path) -> Iterator[Input]:
    publication = publication_in(folder)
    if publication is not None:
        yield Input(folder, below / publication.name)
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            if path.name.lower() not in _PASSED_OVER:
                yield from _inputs_in(path, below / path.name)
        elif path.is_file():
            yield Input(path, below / path.name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./run read",
        description="Læs referater og dagsordener fra filer, og skriv dem som Rådslags record (JSON).",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FIL", help="filer eller mapper")
    parser.add_argument("--out", type=Path, metavar="MAPPE", help="hertil skrives <filnavn>.json")
    parser.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="antal samtidige læsere (ellers som maskinen har)",
    )
    return parser


def _made(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        _say(f"Mappen {folder} kan ikke oprettes. Vælg en anden med --out.")
        return False
    return True


def _tell_apart(inputs: list[Input]) -> None:
    """Two files of one name get different records: the later ones are numbered."""
    seen: dict[Path, int] = {}
    for place, found in enumerate(inputs):
        count = seen.get(found.target, 0)
        seen[found.target] = count + 1
        if count:
            name = f"{found.target.name}~{count + 1}"
            inputs[place] = Input(found.path, found.target.with_name(name))


Result = tuple[Input, list[Meeting]] | str


def _read_in_turn(inputs: Sequence[Input], jobs: int) -> Iterator[Result]:
    """Each input's meetings or the Danish line that says why not, in the order given."""
    workers = min(jobs if jobs > 0 else os.cpu_count() or 1, len(inputs))
    mine = local()
    opened: list[ReadingProcess] = []

    def read_one(found: Input) -> Result:
        if not hasattr(mine, "process"):
            mine.process = ReadingProcess()
            opened.append(mine.process)
        try:
            return found, read_all(found.path, process=mine.process)
        except UnreadableFile as error:
            return f"{found.path}: {error}"

    silent = not sys.stderr.isatty() and len(inputs) < _LONG
    try:
        with ThreadPoolExecutor(workers) as pool:
            results = pool.map(read_one, inputs)
            yield from tqdm(
                results, total=len(inputs), unit="fil", disable=silent, file=sys.stderr, leave=False
            )
    finally:
        for process in opened:
            process.close()


def _hand_over(result: tuple[Input, list[Meeting]], out: Path | None) -> bool:
    found, meetings = result
    for index, meeting in enumerate(meetings):
        if out is None:
            sys.stdout.write(to_json(meeting, indent=2) + "\n")
            continue
        ending = f".{index + 1}.json" if index else ".json"
        target = out / found.target.with_name(found.target.name + ending)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: a cut record would look like a short meeting.
            waiting = target.with_name(target.name + ".part")
            waiting.write_text(to_json(meeting, indent=2) + "\n", encoding="utf-8")
            waiting.replace(target)
        except OSError as error:
            _say(f"{target} kan ikke skrives ({error.strerror}). Er der plads og adgang?")
            return False
    return True


def _summary(total: int, unreadable: int, out: Path | None) -> str:
    read = total - unreadable
    where = f" til {out}" if out is not None and read else ""
    words = f"{read} af {total} {'fil' if total == 1 else 'filer'} læst{where}."
    return f"{words} {unreadable} kunne ikke læses." if unreadable else words


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
