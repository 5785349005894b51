"""`./run demo` told to stop leaves nothing running behind it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120.0


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
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=os.environ | own, check=True
    )
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


def worker_of(session: int) -> int | None:
    """The demo's worker."""
    for pid in children(session):
        if b"work" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            return pid
    return None


def is_working(port: int) -> bool | None:
    """What /sund/ says of the worker; null while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sund/", timeout=10) as answer:
            said = answer.read()
    except urllib.error.HTTPError as error:
        said = error.read()
    except OSError:
        return None
    return bool(json.loads(said)["worker"]["ok"])


def wait_for(port: int, working: bool) -> None:
    end = time.monotonic() + PATIENCE_S
    while is_working(port) is not working:
        assert time.monotonic() < end, working
        time.sleep(0.2)


@pytest.mark.slow
@pytest.mark.faults
def test_a_killed_worker_is_missed_at_once_and_started_anew(
    demo: subprocess.Popen[str], port: int
) -> None:
    wait_for(port, working=True)
    killed = worker_of(demo.pid)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_for(port, working=False)
    wait_for(port, working=True)
    assert worker_of(demo.pid) not in {killed, None}
    demo.send_signal(signal.SIGTERM)
    demo.wait(PATIENCE_S)
    assert children(demo.pid) == []


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
