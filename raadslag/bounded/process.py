"""The caller's side: start the process, hand it a job, wait no longer than allowed."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self, cast

from raadslag.bounded.limits import Bounds

_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ")
"""All that the child needs to know of our surroundings; passwords are not among it."""
_PIECE = 1 << 16


class Died(Exception):
    """The process broke down (`slow` false) or took too long and was ended (`slow` true)."""

    def __init__(self, *, slow: bool) -> None:
        self.slow = slow
        super().__init__("too slow" if slow else "crashed")


class BoundedProcess:
    """One child that does job after job. Use as a context manager; starts when needed.

    `module` is run with `python -m` and serves jobs by `raadslag.bounded.child.serve`.
    """

    def __init__(self, module: str, bounds: Bounds | None = None) -> None:
        self.module = module
        self.bounds = bounds or Bounds()
        self.served = 0
        """Jobs that the living child has done."""
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id; null before it starts."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the child now, so that the first job does not wait for it."""
        if self._child is not None and self._child.poll() is None:
            return
        self.close()
        surroundings = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        surroundings |= {"PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
        self._child = subprocess.Popen(
            [sys.executable, "-m", self.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            start_new_session=True,
        )

    def close(self) -> None:
        """End the child."""
        child, self._child, self.served = self._child, None, 0
        if child is None:
            return
        _end(child)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def ask(self, data: bytes, task: Mapping[str, Any]) -> dict[str, Any]:
        """The child's answer to one job. Raises `Died`; the next job gets a fresh child then.

        `task` is JSON data for the child beside the bytes.
        """
        self.start()
        child = cast("subprocess.Popen[bytes]", self._child)
        stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
        ends = time.monotonic() + self.bounds.wall_seconds
        head = {
            "size": len(data),
            "memory_bytes": self.bounds.memory_bytes,
            "cpu_seconds": self.bounds.cpu_seconds,
            "written_bytes": self.bounds.written_bytes,
            "task": dict(task),
        }
        try:
            stdin.write(json.dumps(head).encode() + b"\n")
            stdin.write(data)
            stdin.flush()
            answer = cast("dict[str, Any]", json.loads(_receive(stdout.fileno(), ends)))
        except (TimeoutError, BrokenPipeError, EOFError) as error:
            raise Died(slow=self._was_slow(error)) from error
        self.served += 1
        return answer

    def _was_slow(self, error: Exception) -> bool:
        """The child is gone or must go; was it time that ended it?"""
        slow = isinstance(error, TimeoutError)
        if self._child is not None and not slow:
            try:
                slow = self._child.wait(5) == -getattr(signal, "SIGXCPU", 24)
            except subprocess.TimeoutExpired:
                slow = True
        self.close()
        return slow


_idle: dict[tuple[int, str, Bounds], BoundedProcess] = {}
"""At most one child of each kind that this process keeps between two askers, started and ready."""


@contextmanager
def lent_process(module: str, bounds: Bounds) -> Iterator[BoundedProcess]:
    """A bounded process of the kind, the one kept ready if it is free; it is kept for the next after.

    For a `module` that is given strangers' files only where it serves each job apart
    (`serve(…, apart=True)`): what one file did to a child is nothing to the next asker, who may be of
    another municipality. The start of a child costs
    some 0.7 s, the copy some milliseconds. A child ends by itself when we do: its stdin closes.
    """
    key = (os.getpid(), module, bounds)
    process = _idle.pop(key, None) or BoundedProcess(module, bounds)
    try:
        yield process
    finally:
        if _idle.setdefault(key, process) is not process:
            process.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child, and whatever it has started: it leads a group of its own."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _receive(pipe: int, ends: float) -> bytes:
    """One answer from the child: a line with its size, then the bytes."""
    held = bytearray()
    while b"\n" not in held:
        held += _some(pipe, ends)
    head, _, rest = bytes(held).partition(b"\n")
    body = bytearray(rest)
    size = int(head)
    while len(body) < size:
        body += _some(pipe, ends)
    return bytes(body)


def _some(pipe: int, ends: float) -> bytes:
    left = ends - time.monotonic()
    if left <= 0 or not select.select([pipe], [], [], left)[0]:
        raise TimeoutError
    piece = os.read(pipe, _PIECE)
    if not piece:
        raise EOFError
    return piece
