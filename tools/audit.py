"""Known holes in what the house runs with, by pip-audit: once a day, where a service answers.

Offline, or behind a mirror that does not know of holes, it says so and fails nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOCK, STAMP = ROOT / "requirements.lock", BIN.parent / "audited"
SERVICES = ("pypi", "osv")
SECONDS = 45


def asked(service: str) -> list[dict[str, Any]] | None:
    """What the service says of each package; null where it does not answer."""
    command = [str(BIN / "pip-audit"), "--disable-pip", "--require-hashes", "-r", str(LOCK)]
    more = ["-s", service, "--timeout", "5", "-f", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(
            [*command, *more], capture_output=True, text=True, timeout=SECONDS, check=False
        )
        told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError, OSError):
        return None
    return told if any("skip_reason" not in one for one in told) else None


def holes(told: list[dict[str, Any]]) -> list[str]:
    """One line a known hole, with the version that mends it."""
    return [
        f"{one['name']} {one['version']}: {hole['id']}, rettet i {', '.join(hole['fix_versions']) or '–'}"
        for one in told
        for hole in one.get("vulns", ())
    ]


def said_of(told: list[dict[str, Any]] | None) -> tuple[int, str]:
    """Exit code and what to say."""
    if told is None:
        return 0, "Sprunget over: ingen tjeneste svarer på, om pakkerne har kendte huller."
    if found := holes(told):
        return 1, "\n".join(found)
    passed = sum("skip_reason" in one for one in told)
    unseen = f" {passed} kender tjenesten ikke." if passed else ""
    return 0, f"{len(told) - passed} pakker uden kendte huller.{unseen}"


def main() -> int:
    key = f"{date.today()} {sha256(LOCK.read_bytes()).hexdigest()}"
    if STAMP.exists() and STAMP.read_text().splitlines()[0] == key:
        print("\n".join(STAMP.read_text().splitlines()[1:]))
        return 0
    code, text = said_of(next((told for one in SERVICES if (told := asked(one)) is not None), None))
    print(text)
    if code == 0:
        STAMP.write_text(f"{key}\n{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
