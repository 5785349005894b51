"""Which job does what; `./run worker` and, in the demo, the search page itself empty the outbox."""

from __future__ import annotations

from collections.abc import Mapping

from raadslag.public import index
from raadslag.public.actions import APPEAR, INDEX, REBUILD, appear
from raadslag.public.jobs import Work, drain
from raadslag.public.models import Job


def _rebuild(_keys: list[str]) -> None:
    index.rebuild()


WORK: Mapping[str, Work] = {APPEAR: appear, REBUILD: _rebuild, INDEX: index.follow}


def do_what_is_due() -> int:
    """Empty the outbox once; returns how many jobs were done."""
    return drain(WORK)


def forgetting() -> bool:
    """Is the index still to forget words of something withdrawn? Then no words of its own are shown."""
    return Job.objects.filter(kind=REBUILD).exists()
