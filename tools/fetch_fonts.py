"""Fetch the wide fonts for documents at their pinned versions, check their hashes, unpack them.

    python tools/fetch_fonts.py FOLDER

Two wheels of the Noto fonts (SIL OFL 1.1), 19 MB to fetch, 26 MB on disk: `noto` (twenty scripts,
symbols, emoji) and `cjk` (Chinese, Japanese, Korean). Nothing of it is committed. pip checks the
hashes. Without a network documents still come: what no font has is shown as `⟦U+…⟧`, and this says
so. Exit code 0 either way; 1 when what came is not what was pinned.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

PINNED = {
    "noto": (
        "manimgx-fonts==2026.9.26.post1",
        "e5e21178263ddec3eef9414d2b52a1c90ac01062d3e9067460f3359f854c3e17",
    ),
    "cjk": (
        "noto-cjk-sans-otc==0.0.1",
        "44596df7f0c1590cb9c4cfe85b9213b7e91e1086a8a024f1a05df6d6badd33ec",
    ),
}
"""Folder → the wheel that fills it, and the wheel's sha256."""
KEPT = {".ttf", ".ttc", ".otf"}
WAIT_SECONDS = 300


def fetch(wanted: str, sha256: str, folder: Path) -> Path | None:
    """The wheel as pip fetches and checks it; null when it can't. Raises `ValueError` for another hash."""
    asked = folder / "wanted.txt"
    asked.write_text(f"{wanted} --hash=sha256:{sha256}\n")
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                *("--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"),
                *("--dest", str(folder), "-r", str(asked)),
            ],
            capture_output=True,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise ValueError(f"{wanted}: en anden sha256 end den ventede. Intet er ændret.")
    return next(folder.glob("*.whl"), None)


def unpack(wheel: Path, target: Path, stamp: str) -> None:
    """The fonts of the wheel and its licence, flat under `target`, which is replaced in one rename."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as packed:
        for member in packed.infolist():
            name = PurePosixPath(member.filename)
            if name.suffix in KEPT or name.name.startswith("LICENSE"):
                (fresh / name.name).write_bytes(packed.read(member))
    (fresh / "VERSION").write_text(stamp)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def main(target: Path) -> int:
    for name, (wanted, sha256) in PINNED.items():
        stamp = f"{wanted} {sha256}\n"
        kept = target / name / "VERSION"
        if kept.exists() and kept.read_text() == stamp:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                wheel = fetch(wanted, sha256, Path(folder))
            except ValueError as error:
                print(error, file=sys.stderr)
                return 1
            if wheel is None:
                print(
                    f"Skrifterne »{name}« kunne ikke hentes; bogstaver, de skulle vise, står som "
                    "⟦U+…⟧ i dokumenter. ./run design prøver igen.",
                    file=sys.stderr,
                )
                continue
            unpack(wheel, target / name, stamp)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
