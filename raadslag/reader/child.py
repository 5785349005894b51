"""The process that reads strangers' files: bounded in memory and time, told what to do on stdin.

A job is a header line of JSON (`size`, `limits`) and the file's bytes; the answer is a header line
(`size`) and JSON: `{"meetings": [...]}` or `{"error": [code, message]}`.
"""

from __future__ import annotations

import gc
import json
import math
import os
import sys
import traceback
from contextlib import suppress
from typing import IO, Any

from raadslag.reader.formats.choose import bytes_to_meetings
from raadslag.reader.limits import Limits
from raadslag.reader.lines import UnreadableFile
from raadslag.record import to_data

if sys.platform != "win32":
    import resource

FAULT = (
    "reader-fault",
    "Filen kunne ikke læses på grund af en fejl i læseren. Prøv at gemme den i et andet format, "
    "og meld fejlen til dem, der driver Rådslag.",
)
TOO_BIG = (
    "too-large",
    "Filen kræver mere hukommelse, end der er sat af. Del den i mindre filer, eller gem den på ny.",
)


def calm_collector() -> None:
    """Look for cycles less often: reading makes many small objects and hardly any cycle."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def main() -> int:
    """Serve jobs until stdin closes."""
    calm_collector()
    answers = os.fdopen(os.dup(1), "wb")
    # Libraries may print; nothing of theirs may reach the caller's pipe.
    os.dup2(2, 1)
    while job := sys.stdin.buffer.readline():
        header = json.loads(job)
        limits = Limits(**header["limits"])
        _bound(limits)
        _answer(answers, _serve(sys.stdin.buffer.read(header["size"]), limits))
    return 0


def _serve(data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        meetings = bytes_to_meetings(data, limits)
        return {"meetings": [to_data(meeting) for meeting in meetings]}
    except UnreadableFile as error:
        return {"error": [error.code, str(error)]}
    except MemoryError:
        return {"error": list(TOO_BIG)}
    except Exception:
        # The one place that must catch everything: a reader's mistake is an answer, not a crash.
        return {"error": list(FAULT), "trace": traceback.format_exc(limit=-8)}


def _answer(answers: IO[bytes], content: dict[str, Any]) -> None:
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    answers.write(b"%d\n" % len(body))
    answers.write(body)
    answers.flush()


def _bound(limits: Limits) -> None:
    """Lower this process's own bounds; time counts from what it has used already."""
    if sys.platform == "win32":
        return  # Windows has no such bounds; the caller's clock still holds.
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + limits.cpu_seconds), hard))
    for bound in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        with suppress(ValueError, OSError):
            resource.setrlimit(bound, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
