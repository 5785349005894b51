"""`./run demo` told to stop leaves nothing running behind it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@pytest.fixture
def demo(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The demo, served without the town: the command's own last part."""
    own = {"RAADSLAG_VAR": str(tmp_path), "RAADSLAG_DEMO": "1"}
    own |= {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    own |= {"DJANGO_SETTINGS_MODULE": "raadslag.settings"}
    serve = f"from raadslag.demo.management.commands.demo import Command; Command()._serve({port})"
    line = [sys.executable, "manage.py", "shell", "-v0", "-c", serve]
    process = subprocess.Popen(
        line,
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    yield process
    for child in children(process.pid):  # what a fault of ours left
        os.kill(child, signal.SIGKILL)
    process.kill()
    process.wait()


def children(session: int) -> list[int]:
    """Processes of the demo's session other than itself."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z" and int(place.parent.name) != session:
            found.append(int(place.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_server_and_worker_end_with_the_demo(
    demo: subprocess.Popen[str], port: int, told: signal.Signals
) -> None:
    assert demo.stdout is not None
    assert "Rådslag: http://" in demo.stdout.readline()
    end = time.monotonic() + PATIENCE_S
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert time.monotonic() < end
        time.sleep(0.2)
    assert len(children(demo.pid)) >= 2
    demo.send_signal(told)
    demo.wait(PATIENCE_S)
    assert children(demo.pid) == []
