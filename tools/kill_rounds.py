"""`./run faults [--rounds N]`: kill -9 at random moments in the house's acts, and look at what is left.

Each round is a fresh copy of a town, a process that acts on it and is killed, and a look: nothing that was
answered is lost, nothing is half done, and who comes after ends what was begun. Ends with 1 at the first fault.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARES = {"approve": 35, "call": 20, "publish": 20, "work": 15, "import": 7, "seal": 3}
"""Of every hundred rounds; a round of sealing or importing costs as much as ten of approval."""
NAMES = {
    "approve": "godkendelse",
    "call": "indkaldelse",
    "publish": "offentliggørelse",
    "work": "arbejder",
    "import": "indlæsning",
    "seal": "segl",
}


def run(*command: object, folder: Path) -> str:
    """A module of tests/faults in a process and house of its own; its last line. Raises `SystemExit`."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    database = f"sqlite:///{folder / 'template.sqlite3'}"
    environment |= {"RAADSLAG_VAR": str(folder), "DATABASE_URL": database, "RAADSLAG_DEMO": "1"}
    line = [sys.executable, "-m", "tests.faults.run", *map(str, command)]
    done = subprocess.run(line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise SystemExit(1)
    return done.stdout.splitlines()[-1] if done.stdout else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="så mange drab i alt (100)")
    rounds = max(len(SHARES), parser.parse_args().rounds)
    with tempfile.TemporaryDirectory(prefix="raadslag-faults-") as name:
        folder = Path(name)
        run("worker", 6, folder=folder)
        for kind, share in SHARES.items():
            count, began = max(1, rounds * share // 100), time.monotonic()
            seen = json.loads(run("rounds", kind, count, folder / "template.sqlite3", folder=folder))  # fmt: skip
            rest = ", ".join(f"{key} {value}" for key, value in seen.items() if key != "rounds")
            print(f"{NAMES[kind]}: {count} drab på {time.monotonic() - began:.0f} s: {rest}", flush=True)  # fmt: skip
    print("0 besvarede handlinger tabt, 0 halve.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
