"""./run bench asked [FOLDER…]: of how many clean minutes a person is asked something before they are public.

Without a folder the demo town's minutes are read in every format that they can be written in; nothing is
wrong with any of them, so that each question is one too many (goal: at most one file in fifty). With folders
the files in them are read. Asked is what no matching of names could settle: what was not read, and the
doubts of the importer (`importer.doubts`).

    ./run bench asked [FOLDER…] [--names]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from raadslag.demo.town import meetings
from raadslag.demo.writers import FORMATS, write_meeting
from raadslag.importer.doubts import doubts_of
from raadslag.reader import ReadingProcess, UnreadableFile, read_all
from raadslag.record import Meeting

GOAL = 1 / 50
"""Share of clean files of which something is asked, at most."""


def asked_of(meeting: Meeting) -> list[str]:
    """What is asked of one reading, as a kind and its Danish sentence."""
    unread = [f"{note.code}: {note.text}" for note in meeting.notes if note.kind == "unread"]
    return unread + [f"doubt: {told}" for told in doubts_of(meeting)]


def town_files(folder: Path) -> Iterator[Path]:
    """The demo town's meetings in every format, one at a time."""
    for meeting in meetings():
        for form in FORMATS:
            yield write_meeting(meeting, form, folder / form)


def files_in(folders: Sequence[Path]) -> Iterator[Path]:
    """Every file of the folders but their golds."""
    for folder in folders:
        yield from sorted(
            p for p in folder.iterdir() if p.is_file() and not p.name.endswith((".json", ".md"))
        )


def measured(paths: Iterator[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Each file with what is asked of it."""
    with ReadingProcess() as process:
        for path in paths:
            try:
                found = read_all(path, process=process)
            except UnreadableFile as error:
                yield path, [f"unreadable: {error}"]
            else:
                yield path, [told for meeting in found for told in asked_of(meeting)]


def main(argv: Sequence[str]) -> int:
    """Print how many are asked about, and why; 1 where it is more than the goal."""
    parser = argparse.ArgumentParser(prog="./run bench asked", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--names", action="store_true", help="hver fil, og hvad der spørges om")
    chosen = parser.parse_args(argv)
    with TemporaryDirectory() as scratch:
        paths = files_in(chosen.folders) if chosen.folders else town_files(Path(scratch))
        read = asked = 0
        kinds: Counter[str] = Counter()
        for path, told in measured(paths):
            read += 1
            asked += bool(told)
            kinds.update({line.partition(":")[0] for line in told})
            for line in told if chosen.names else ():
                print(f"{path.parent.name}/{path.name}: {line}"[:300])
    print(
        f"{asked} af {read} filer spørges der om ({asked / max(read, 1):.1%}); målet er højst {GOAL:.0%}."
    )
    for kind, count in kinds.most_common():
        print(f"  {kind}: {count}")
    return int(asked > GOAL * read)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
