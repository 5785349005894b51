"""The operator's page: what waits, what failed, and who is at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from raadslag.allowed import Obstacle
from raadslag.jobs.models import Job, Worker
from raadslag.jobs.registry import Duty, duties
from raadslag.jobs.worker import SILENT
from raadslag.minutes.waiting import Task, brings_tasks
from raadslag.operation.rules import why_not_try_again
from raadslag.people.actions import SEND_LETTER
from raadslag.people.rights import Rights

SHOWN = 50
"""So many failed jobs stand on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """A job that failed at least once, and why it may not be tried again now."""

    job: Job
    title: str
    obstacles: list[Obstacle]


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of work: how much is due, since when, and how much waits for its time."""

    title: str
    due: int
    oldest: datetime | None
    later: int
    next: datetime | None


@dataclass(frozen=True, slots=True)
class JobsPage:
    """What the page shows. `living` workers were heard of lately, the others were not."""

    given_up: list[Troubled]
    given_up_count: int
    struggling: list[Troubled]
    struggling_count: int
    kinds: list[KindRow]
    due: int
    oldest: datetime | None
    living: list[Worker]
    silent: list[Worker]


def jobs_page(*, now: datetime) -> JobsPage:
    """All of it, read now."""
    known = duties()
    failed = Job.objects.failed().order_by("-failed_at", "-pk")
    struggling = Job.objects.waiting().exclude(error="").order_by("due", "pk")
    kinds = _kinds(known, now)
    workers = list(Worker.objects.all())
    heard = now - SILENT
    return JobsPage(
        given_up=[_troubled(job, known) for job in failed[:SHOWN]],
        given_up_count=failed.count(),
        struggling=[_troubled(job, known) for job in struggling[:SHOWN]],
        struggling_count=struggling.count(),
        kinds=kinds,
        due=sum(row.due for row in kinds),
        oldest=min((row.oldest for row in kinds if row.oldest), default=None),
        living=[worker for worker in workers if worker.beat_at >= heard],
        silent=[worker for worker in workers if worker.beat_at < heard],
    )


def oldest_due(now: datetime) -> tuple[int, timedelta]:
    """How many jobs are due, and for how long the first has waited, its failed tries included."""
    due = Job.objects.waiting().filter(_wanted(now))
    found = due.aggregate(count=Count("pk"), first=Min(Coalesce("wanted_at", "due")))
    return found["count"], now - found["first"] if found["first"] else timedelta(0)


def _wanted(now: datetime) -> Q:
    return Q(wanted_at__lte=now) | Q(wanted_at=None, due__lte=now)


def _kinds(known: Mapping[str, Duty], now: datetime) -> list[KindRow]:
    wanted, first = _wanted(now), Coalesce("wanted_at", "due")
    rows = (
        Job.objects.waiting()
        .values("kind")
        .order_by("kind")
        .annotate(
            now=Count("pk", filter=wanted),
            oldest=Min(first, filter=wanted),
            later=Count("pk", filter=~wanted),
            next=Min(F("due"), filter=~wanted),
        )
    )
    found = [
        KindRow(_title(row["kind"], known), row["now"], row["oldest"], row["later"], row["next"])
        for row in rows
    ]
    return sorted(found, key=lambda row: (row.due == 0, row.title))


def _troubled(job: Job, known: Mapping[str, Duty]) -> Troubled:
    no = why_not_try_again(done=False, held=bool(job.holder), ever_failed=True)
    return Troubled(job, _title(job.kind, known), no)


def _title(kind: str, known: Mapping[str, Duty]) -> str:
    return known[kind].title if kind in known else f"Ukendt slags ({kind})"


@brings_tasks
def for_operators(rights: Rights) -> Iterator[Task]:
    """What stands still, on the operator's own page: jobs that were given up, and letters among them."""
    if not rights.may_operate:
        return
    failed = Job.objects.failed()
    letters = failed.filter(kind=SEND_LETTER).count()
    others = failed.count() - letters
    first = failed.order_by("failed_at").values_list("failed_at", flat=True).first()
    since = timezone.localdate(first) if first else None
    if letters:
        what = "1 brev kunne ikke sendes" if letters == 1 else f"{letters} breve kunne ikke sendes"
        yield Task(what, "Hvem det var til, og hvad der kan gøres", reverse("outbox"), "Se Udbakke", since, since=True)  # fmt: skip
    if others:
        what = "1 opgave er opgivet" if others == 1 else f"{others} opgaver er opgivet"
        yield Task(what, "Noget, huset skulle gøre, er ikke sket", reverse("jobs"), "Se opgaver", since, since=True)  # fmt: skip
    heard = timezone.now() - SILENT
    if Job.objects.waiting().filter(due__lte=heard).exists() and not Worker.objects.filter(beat_at__gte=heard).exists():  # fmt: skip
        yield Task("Ingen udfører opgaverne lige nu", "Breve og offentliggørelser venter", reverse("jobs"), "Se opgaver")  # fmt: skip
