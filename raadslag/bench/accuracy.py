"""./run bench accuracy FOLDER…: how well the reader reads minutes whose right reading is known.

Each FOLDER holds minutes of any format and, beside each, its gold as `NAME.gold.json` (docs/record.md;
a key left out of the gold is not judged, null says that nothing is there). Precision, recall and F1 a
field, a column for each folder, so that what was built on and what was never seen stand side by side.

    ./run bench accuracy FOLDER… [--markdown] [--misses]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from raadslag.bench.accuracy_fields import Answers, Gold, fields_of_item, fields_of_meeting
from raadslag.reader import UnreadableFile, read
from raadslag.record import to_data

ENDINGS = (".gold.json", ".json")
"""Of a gold file, beside the minutes of the same name."""


@dataclass(slots=True)
class Score:
    """Values right, read and written of one field; `misses` as (place, written, read)."""

    right: int = 0
    read: int = 0
    written: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.written if self.written else 0.0

    @property
    def f1(self) -> float | None:
        """0 to 1; null where nothing was written and nothing read."""
        total = self.read + self.written
        return 2 * self.right / total if total else None

    def hold(self, gold: Gold, read: Sequence[str], place: str) -> None:
        """Count one place: each gold value takes one equal reading, what may be read is left out."""
        left, before = list(read), self.right
        for accepted in gold.must:
            if not _taken(accepted, left):
                self.misses.append((place, min(accepted), ""))
            else:
                self.right += 1
        for accepted in gold.may:
            _taken(accepted, left)
        self.misses += [(place, "", value) for value in left]
        self.written += len(gold.must)
        self.read += self.right - before + len(left)


def _taken(accepted: frozenset[str], left: list[str]) -> bool:
    """Whether one of the readings left is right; it is taken out."""
    found = next((value for value in left if value in accepted), None)
    if found is not None:
        left.remove(found)
    return found is not None


def pairs(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Minutes of the folder with their gold. Raises `SystemExit` where there are none."""
    files = [path for path in sorted(folder.glob("*")) if path.suffix != ".json"]
    found = 0
    for path in files:
        gold = next((p for end in ENDINGS if (p := folder / f"{path.stem}{end}").is_file()), None)
        if gold is not None:
            found += 1
            yield path, json.loads(gold.read_text(encoding="utf-8"))
    if not found:
        raise SystemExit(
            f"I {folder} ligger ingen referater med facit (NAVN.gold.json ved siden af)."
        )


def measured(folder: Path) -> dict[str, Score]:
    """Field to score over all minutes of the folder; a file that cannot be read is read as nothing."""
    scores: dict[str, Score] = {}
    for path, gold in pairs(folder):
        try:
            found: dict[str, Any] = to_data(read(path))
        except UnreadableFile:
            found = {}
        _meeting(gold, found, path.stem, scores)
    return scores


def _meeting(gold: dict[str, Any], found: dict[str, Any], name: str, scores: dict[str, Score]) -> None:  # fmt: skip
    _count(fields_of_meeting(gold, found), name, scores)
    if "items" not in gold:
        return
    judged = {key for item in gold["items"] for key in item}
    for one, other in aligned(gold["items"], found.get("items") or []):
        if one is not None and one.get("optional"):
            continue
        whole = dict.fromkeys(judged) if one is None else one
        _count(fields_of_item(whole, other or {}), f"{name} punkt {(one or other or {}).get('number')}", scores)  # fmt: skip


def _count(answers: Iterable[Answers], place: str, scores: dict[str, Score]) -> None:
    for answer in answers:
        score = scores.setdefault(answer.field, Score())
        score.hold(answer.gold, answer.read, f"{place} ({answer.field})")


def aligned(
    gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Items that belong together: by number, else by title, else in order where both were lost."""
    left, partner = list(found), dict[int, dict[str, Any]]()
    same: list[Callable[[dict[str, Any], dict[str, Any]], bool]] = [
        lambda a, b: a.get("number") is not None and a.get("number") == b.get("number"),
        lambda a, b: bool(a.get("title")) and a.get("title") == b.get("title"),
        lambda a, b: a.get("number") is None and b.get("number") is None,
    ]
    for test in same:
        for index, item in enumerate(gold):
            other = next((b for b in left if index not in partner and test(item, b)), None)
            if other is not None:
                partner[index] = other
                left = [b for b in left if b is not other]
    return [(item, partner.get(index)) for index, item in enumerate(gold)] + [
        (None, item) for item in left
    ]


def table(columns: dict[str, dict[str, Score]], *, markdown: bool) -> Iterator[str]:
    """Rows of F1 a field and folder, and all values together at the end."""
    names = list(dict.fromkeys(name for scores in columns.values() for name in scores))
    line = "| {} | " + " | ".join(["{}"] * len(columns)) + " |" if markdown else "{:26}" + "{:>24}" * len(columns)  # fmt: skip
    yield line.format("felt", *columns)
    if markdown:
        yield "|---|" + "---|" * len(columns)
    for name in names:
        yield line.format(name, *(_cell(scores.get(name)) for scores in columns.values()))
    yield line.format("alt", *(_cell(_together(scores.values())) for scores in columns.values()))


def _cell(score: Score | None) -> str:
    """`0.93 (P 0.95, R 0.91)`."""
    if score is None or score.f1 is None:
        return "–"
    return f"{score.f1:.3f} (P {score.precision:.2f} R {score.recall:.2f})"


def _together(scores: Iterable[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.right += score.right
        whole.read += score.read
        whole.written += score.written
    return whole


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench accuracy", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--markdown", action="store_true", help="som tabel til docs/reading.md")
    parser.add_argument("--misses", action="store_true", help="hvad der ikke blev læst rigtigt")
    chosen = parser.parse_args(argv)
    columns = {folder.name: measured(folder) for folder in chosen.folders}
    print("\n".join(table(columns, markdown=chosen.markdown)))
    if chosen.misses:
        for scores in columns.values():
            for score in scores.values():
                for place, written, found in score.misses:
                    print(f"{place}: {'mangler ' + written if written else 'læst ' + found}"[:300])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
