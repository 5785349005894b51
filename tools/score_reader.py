"""Reads the shared minutes' text and scores the records against the gold; quiet where they are absent.

python tools/score_reader.py [minutes|variety] [more options of score.py]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))


def predict(folder: Path, out: Path) -> None:
    """One record for each .txt of the folder, as JSON in `out`."""
    from raadslag.reader.formats.text import text_to_source
    from raadslag.reader.parse import parse
    from raadslag.record import to_data

    for path in sorted(folder.glob("*.txt")):
        record = to_data(parse(text_to_source(path.read_bytes())))
        record["file"] = path.name
        (out / f"{path.stem}.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def main(argv: list[str]) -> int:
    sets = [name for name in argv if name in ("minutes", "variety")] or ["minutes", "variety"]
    options = [name for name in argv if name not in sets]
    if not SHARED.is_dir():
        print("../shared is absent: nothing to score.")
        return 0
    for name in sets:
        with tempfile.TemporaryDirectory() as out:
            predict(SHARED / name, Path(out))
            print(f"== {name}", flush=True)
            subprocess.run(
                [sys.executable, str(SHARED / "score.py"), str(SHARED / name), out, *options],
                check=False,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
