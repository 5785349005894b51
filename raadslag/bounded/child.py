"""The child's side: bounded in memory and time, told what to do on stdin.

A job is a header line of JSON (`size`, bounds, `task`) and the file's bytes; the answer is a header
line with a size and that much JSON. A child that serves many askers does each job in a copy of itself
(`apart`), so that no file leaves anything to the next and nobody waits for the start of a Python.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

if sys.platform != "win32":
    import resource

Work = Callable[[bytes, dict[str, Any]], dict[str, Any]]


MISTAKES: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NameError, OSError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip
"""What a mistake of ours, or of a library over broken bytes, shows as."""


def serve(work: Work, may_raise: tuple[type[Exception], ...] = (), *, apart: bool = False) -> int:
    """Do jobs until stdin closes; `apart`: each in a copy of this process, where the system can make one.

    `MISTAKES` and what else a library that `work` asks `may_raise` become `{"fault": …}`, memory
    `{"memory": true}`. Anything else ends the process, and the caller is told that it died.
    """
    answers = os.fdopen(os.dup(1), "wb")
    # Libraries may print; nothing of theirs may reach the caller's pipe.
    os.dup2(2, 1)
    expected = (*MISTAKES, *may_raise)
    while job := sys.stdin.buffer.readline():
        head = json.loads(job)
        data = sys.stdin.buffer.read(head["size"])
        if apart and hasattr(os, "fork"):
            _do_apart(answers, head, work, data, expected)
        else:
            _do(answers, head, work, data, expected)
    return 0


def _do_apart(
    answers: IO[bytes],
    head: dict[str, Any],
    work: Work,
    data: bytes,
    expected: tuple[type[Exception], ...],
) -> None:
    """The job in a copy; if that dies, this process ends the same way, so that the caller sees how."""
    copy = os.fork()
    if copy == 0:
        try:
            _do(answers, head, work, data, expected)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    if ended < 0:
        signal.signal(-ended, signal.SIG_DFL)
        os.kill(os.getpid(), -ended)
    if ended:
        sys.exit(ended)


def _do(
    answers: IO[bytes],
    head: dict[str, Any],
    work: Work,
    data: bytes,
    expected: tuple[type[Exception], ...],
) -> None:
    bound(head["memory_bytes"], head["cpu_seconds"], head["written_bytes"])
    _answer(answers, _done(work, data, head["task"], expected))


def _done(
    work: Work, data: bytes, task: dict[str, Any], mistakes: tuple[type[Exception], ...]
) -> dict[str, Any]:
    try:
        return work(data, task)
    except MemoryError:
        return {"memory": True}
    except mistakes:
        return {"fault": traceback.format_exc(limit=-8)}


def _answer(answers: IO[bytes], content: dict[str, Any]) -> None:
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    answers.write(b"%d\n" % len(body))
    answers.write(body)
    answers.flush()


def bound(memory_bytes: int, cpu_seconds: float, written_bytes: int) -> None:
    """Lower this process's own bounds, and those of what it starts; time counts from what it has used already."""
    if sys.platform == "win32":
        return  # Windows has no such bounds; the caller's clock still holds.
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + cpu_seconds), hard))
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, written_bytes)):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
