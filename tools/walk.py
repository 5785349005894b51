"""`./run walk`: the browser's walks in every width, with and without scripts, on both databases.

The suite walks each once. Here every combination is walked and its clicks are printed; with `--pictures`
each page that is looked over is kept in a folder as a picture in three widths.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from postgres import NoPostgres, cluster
from run_tests import need_chromium, pytest

WALKS = (
    "tests/browser/test_two_meetings.py",
    "tests/browser/test_month.py",
    "tests/browser/test_afvikling.py",
)


def walk(database: str = "") -> int:
    """pytest's exit code for every combination on one database."""
    return pytest("-n", "0", "-s", "--no-migrations", *WALKS, database=database)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run walk", description=__doc__)
    parser.add_argument("--pictures", type=Path, help="mappe til billeder af hver side")
    chosen = parser.parse_args()
    os.environ["RAADSLAG_WALK"] = "all"
    if chosen.pictures:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
        os.environ["RAADSLAG_PICTURES"] = str(chosen.pictures.resolve())
    need_chromium()
    print("SQLite:", flush=True)
    on_sqlite = walk()
    try:
        with cluster() as url:
            print("PostgreSQL:", flush=True)
            return walk(url) or on_sqlite
    except NoPostgres as error:
        print(f"PostgreSQL er sprunget over: {error}", flush=True)
        return on_sqlite


if __name__ == "__main__":
    sys.exit(main())
