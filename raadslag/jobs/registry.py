"""Who does what: each room registers its duties in a `duties.py` of its own.

    @duty(SEND_LETTER, title="Brev")
    def send(job: Job) -> None: ...

    @duty_for_many(INDEX, title="Søgeindeks", most=500)
    def follow(jobs: Sequence[Job]) -> None: ...

A duty must bear to be done twice: a worker may be killed between the work and our hearing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.module_loading import autodiscover_modules

from raadslag.jobs.models import Job

One = Callable[[Job], None]
Many = Callable[[Sequence[Job]], None]


class UnknownDuty(Exception):
    """Work was asked for that no room has registered: nobody would ever do it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A kind of work: its Danish name for the operator's page, and who does up to `most` at a time."""

    kind: str
    title: str
    act: Many
    most: int = 1


_duties: dict[str, Duty] = {}
_daily: list[str] = []
_looks: list[Callable[[], None]] = []


def daily(kind: str) -> str:
    """Let the worker ask for this kind of work once a day, under the day as its key; the kind itself."""
    _daily.append(kind)
    return kind


def now_and_then(look: Callable[[], None]) -> Callable[[], None]:
    """Register a look that the worker takes every minute: cheap, and it may ask for work."""
    _looks.append(look)
    return look


def duty(kind: str, *, title: str) -> Callable[[One], One]:
    """Register the function that does one job of a kind."""

    def register(act: One) -> One:
        _duties[kind] = Duty(kind, title, lambda jobs: act(jobs[0]))
        return act

    return register


def duty_for_many(kind: str, *, title: str, most: int) -> Callable[[Many], Many]:
    """Register the function that does as many jobs of a kind as wait, up to `most`, in one go."""

    def register(act: Many) -> Many:
        _duties[kind] = Duty(kind, title, act, most)
        return act

    return register


def duties() -> Mapping[str, Duty]:
    """Every registered duty by its kind, all rooms' `duties.py` read."""
    autodiscover_modules("duties")
    return MappingProxyType(_duties)


def duty_of(kind: str) -> Duty:
    """The duty of a kind. Raises `UnknownDuty`."""
    if kind not in _duties:
        autodiscover_modules("duties")
    try:
        return _duties[kind]
    except KeyError:
        raise UnknownDuty(kind) from None


def daily_kinds() -> list[str]:
    """Every kind that is asked for once a day."""
    autodiscover_modules("duties")
    return list(_daily)


def looks() -> list[Callable[[], None]]:
    """Every look that is taken now and then."""
    autodiscover_modules("duties")
    return list(_looks)
