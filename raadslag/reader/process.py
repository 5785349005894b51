"""The caller's side of the reading process: start it, give it a file, wait no longer than allowed."""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, cast

from raadslag.reader.limits import Limits
from raadslag.reader.lines import UnreadableFile
from raadslag.record import Meeting, from_data

_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ")
"""All that the child needs to know of our surroundings; passwords are not among it."""
_PIECE = 1 << 16
_MEMORY = ("too-large", "crashed")
"""Refusals that may come of what the child has read before."""
_log = logging.getLogger(__name__)


class ReadingProcess:
    """One child process that reads file after file. Use as a context manager; starts when needed."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the child now, so that the first file does not wait for it."""
        if self._child is None or self._child.poll() is not None:
            self.close()
            surroundings = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            surroundings |= {"PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
            self._child = subprocess.Popen(
                [sys.executable, "-m", "raadslag.reader.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings,
                start_new_session=True,
            )

    def close(self) -> None:
        """End the child."""
        child, self._child, self._served = self._child, None, 0
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def read(self, data: bytes) -> list[Meeting]:
        """Every meeting in the bytes. Raises `UnreadableFile`; the next file gets a fresh child then."""
        if len(data) > self.limits.file_bytes:
            raise too_large(self.limits)
        worn = self._served > 0 and self._child is not None
        try:
            return self._read_once(data)
        except UnreadableFile as error:
            # A child that has read much may be short of memory by no fault of this file.
            if not worn or error.code not in _MEMORY:
                raise
            return self._read_once(data)

    def _read_once(self, data: bytes) -> list[Meeting]:
        self.start()
        content = self._ask(data)
        self._served += 1
        if "meetings" in content:
            return [from_data(meeting) for meeting in content["meetings"]]
        code, message = content["error"]
        if "trace" in content:
            _log.error("reader fault: %s", content["trace"])
        if code in _MEMORY:
            self.close()
        raise UnreadableFile(code, message)

    def _ask(self, data: bytes) -> dict[str, Any]:
        child = cast("subprocess.Popen[bytes]", self._child)
        stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
        ends = time.monotonic() + self.limits.wall_seconds
        header = json.dumps({"size": len(data), "limits": asdict(self.limits)})
        try:
            stdin.write(header.encode() + b"\n")
            stdin.write(data)
            stdin.flush()
            return cast("dict[str, Any]", json.loads(_receive(stdout.fileno(), ends)))
        except (TimeoutError, BrokenPipeError, EOFError) as error:
            raise self._died(error) from error

    def _died(self, error: Exception) -> UnreadableFile:
        """The child is gone or must go; says why."""
        child = self._child
        slow = isinstance(error, TimeoutError)
        if child is not None and not slow:
            try:
                slow = child.wait(5) == -getattr(signal, "SIGXCPU", 24)
            except subprocess.TimeoutExpired:
                slow = True
        self.close()
        if slow:
            return UnreadableFile(
                "too-slow",
                "Filen tager for lang tid at læse og er sprunget over. Del den i mindre filer, "
                "eller gem den på ny, for eksempel som PDF.",
            )
        return UnreadableFile(
            "crashed",
            "Filen er beskadiget eller for krævende, og læsningen brød sammen. Hent filen igen, "
            "eller gem den på ny, for eksempel som PDF.",
        )


def too_large(limits: Limits) -> UnreadableFile:
    """The file is larger than we read."""
    most = limits.file_bytes // (1024 * 1024)
    return UnreadableFile(
        "too-large",
        f"Filen er for stor; grænsen er {most} MB. Del den i mindre filer, eller gem den uden billeder.",
    )


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
