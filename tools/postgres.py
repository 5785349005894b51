"""A PostgreSQL of one's own for tests and measurements: started in a temporary folder, gone after.

    python tools/postgres.py COMMAND…     runs COMMAND with DATABASE_URL set

Uses Debian's binaries; installs them where we are root and apt-get is there. PostgreSQL refuses to
run as root, so root hands it to the user `postgres`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class NoPostgres(Exception):
    """There is no PostgreSQL here and none could be installed; the text says why."""


def binaries() -> Path:
    """The folder of initdb and postgres, newest version first. Raises `NoPostgres`."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version, reverse=True)
    if found:
        return found[0].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    raise NoPostgres("PostgreSQL er ikke installeret (Debian: apt-get install postgresql).")


def install() -> None:
    """Install Debian's package where we may. Raises `NoPostgres` where we may not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoPostgres(
            "PostgreSQL mangler, og vi må ikke installere her (apt-get install postgresql)."
        )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], env=environment, **quiet)  # type: ignore[call-overload]
    command = ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]
    subprocess.run(command, env=environment, **quiet)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Server:
    """A server of our own, which a test may stop and start."""

    url: str
    home: Path
    binaries: Path
    settings: str

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = ["-w", "-l", self.home / "log", "-o", self.settings]
        _run(self.home, self.binaries / "pg_ctl", "-D", self.home / "data", *log, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` is a crash, `fast` breaks every connection off."""
        _run(self.home, self.binaries / "pg_ctl", "-D", self.home / "data", "-m", mode, "stop")


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; yields its DATABASE_URL. Raises `NoPostgres`."""
    with running() as server:
        yield server.url


@contextmanager
def running() -> Iterator[Server]:
    """A running server that can be stopped and started. Raises `NoPostgres`."""
    try:
        folder = binaries()
    except NoPostgres:
        install()
        folder = binaries()
    with tempfile.TemporaryDirectory(prefix="raadslag-pg-") as name:
        home = Path(name)
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
        data, port = home / "data", _free_port()
        _run(
            home,
            folder / "initdb",
            "-D",
            data,
            "-U",
            "raadslag",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        url = f"postgres://raadslag@127.0.0.1:{port}/postgres"
        settings = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off -p {port}"
        server = Server(url, home, folder, settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
            time.sleep(0.2)


def _run(home: Path, *command: object) -> None:
    user = (
        {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    )
    done = subprocess.run(  # type: ignore[call-overload]
        [str(part) for part in command],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        **user,
    )
    if done.returncode:
        raise NoPostgres(
            f"PostgreSQL kunne ikke startes: {done.stderr.decode(errors='replace')[-500:]}"
        )


def _version(path: Path) -> int:
    part = path.parent.parent.name
    return int(part) if part.isdigit() else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main(command: list[str]) -> int:
    try:
        with cluster() as url:
            return subprocess.run(
                command, env=os.environ | {"DATABASE_URL": url}, check=False
            ).returncode
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
