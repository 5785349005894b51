"""./run fuzz: inputs that nobody means, over every reader, paste, check, search and form.

    ./run fuzz [--minutes N] [--seed N] [WORD …]     WORD: only steps with it in their name

Each input is one call. A traceback, ten processor seconds, or more memory than a gigabyte and a half
is a fault: it is printed with the seed that makes it again. Exit code 1 when there is one. The forms
run against a demo town of their own, in a folder that is thrown away.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from raadslag.bench.fuzz_steps import Step

MINUTES = 5.0
SECONDS, BYTES = 10, 1_500 * 1024 * 1024
RARITY = 60
"""Of so many inputs one goes to a rare step."""


class Hung(BaseException):
    """One input took too long. No `Exception`, so that nothing but this file can take it."""


def _stop(*_: Any) -> None:
    raise Hung


def steps() -> Iterator[tuple[str, Step, bool]]:
    """Name, step, and whether it is a rare one."""
    from raadslag.bench.fuzz_forms import Forms
    from raadslag.bench.fuzz_steps import RARE, STEPS, readers

    forms = Forms.of_a_new_town()
    for name, step in {
        **STEPS,
        **readers(),
        "formularer": forms.post,
        "adresser": forms.get,
    }.items():
        yield name, step, False
    for name, step in RARE.items():
        yield name, step, True


def run(chosen: list[tuple[str, Step, bool]], *, minutes: float, seed: int) -> list[str]:
    """Faults, each once by the place where it arose."""
    signal.signal(signal.SIGVTALRM, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (2 * BYTES, 2 * BYTES))
    ends, faults, done = time.monotonic() + 60 * minutes, dict[str, str](), Counter[str]()
    common = [one for one in chosen if not one[2]] or chosen
    rare = [one for one in chosen if one[2]]
    while time.monotonic() < ends:
        name, step, _ = (rare if rare and seed % RARITY == 0 else common)[
            seed // RARITY % len(rare) if rare and seed % RARITY == 0 else seed % len(common)
        ]
        fault = tried(step, seed)
        if fault and fault[0] not in faults:
            faults[fault[0]] = f"{name}, frø {seed}: {fault[1]}"
            print(f"FEJL {faults[fault[0]]}", flush=True)
        done[name] += 1
        seed += 1
        if seed % 10_000 == 0:
            print(f"{done.total()} input, {len(faults)} fejl", flush=True)
    print(", ".join(f"{name} {count}" for name, count in sorted(done.items())))
    print(f"{done.total()} input, {len(faults)} fejl, højst {_memory_mb()} MB, næste frø {seed}")
    return list(faults.values())


def tried(step: Step, seed: int) -> tuple[str, str] | None:
    """Where one input went wrong, and how; null where it did not."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        step(Random(seed))
    except Hung:
        return _told("hang")
    except MemoryError:
        return _told("hukommelse")
    except Exception as error:  # a fuzzer is the one who wants every mistake there is
        return _told(f"{type(error).__name__}: {str(error)[:200]}")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _told(what: str) -> tuple[str, str]:
    frames = traceback.extract_tb(sys.exc_info()[2])
    ours = [one for one in frames if "/raadslag/" in one.filename and "/bench/" not in one.filename]
    last = (ours or frames)[-1]
    place = f"{last.filename.rpartition('/raadslag/')[2]}:{last.lineno}"
    return f"{place} {what.partition(':')[0]}", f"{place}: {what}"


def _memory_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    words = [one for n, one in enumerate(arguments) if not one.startswith("--") and (n == 0 or not arguments[n - 1].startswith("--"))]  # fmt: skip
    minutes = float(_after(arguments, "--minutes") or MINUTES)
    seed = int(_after(arguments, "--seed") or 1)
    chosen = [one for one in steps() if not words or any(word in one[0] for word in words)]
    return 1 if run(chosen, minutes=minutes, seed=seed) else 0


def _after(arguments: list[str], name: str) -> str:
    return arguments[arguments.index(name) + 1] if name in arguments else ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="raadslag-fuzz-") as folder:
        os.environ |= {"RAADSLAG_VAR": folder, "RAADSLAG_DEMO": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
        import django

        django.setup()
        logging.disable(logging.CRITICAL)
        sys.exit(main(sys.argv[1:]))
