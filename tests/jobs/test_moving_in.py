"""A house that is upgraded keeps its waiting work: the table moved from the journal's room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = pytest.mark.once


def migrate(*targets: tuple[str, str | None]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection)


@pytest.fixture
def earlier(transactional_db: None) -> Iterator[MigrationExecutor]:
    yield migrate(("jobs", None), ("journal", "0002_rows"))
    newest = MigrationExecutor(connection)
    newest.migrate(newest.loader.graph.leaf_nodes())


def test_an_upgrade_keeps_the_waiting_jobs(earlier: MigrationExecutor) -> None:
    old = earlier.loader.project_state([("journal", "0002_rows")]).apps.get_model("journal", "Job")  # fmt: skip
    old.objects.create(kind="seal-minutes", key="7", payload={"a": "æ"}, due=timezone.now(), attempts=3)  # fmt: skip
    newest = MigrationExecutor(connection)
    newest.migrate(newest.loader.graph.leaf_nodes())
    from raadslag.jobs.models import Job

    job = Job.objects.get()
    assert (job.kind, job.key, job.payload, job.attempts) == ("seal-minutes", "7", {"a": "æ"}, 3)
    assert job.failed_at is None
    assert Job.objects.create(kind="seal-minutes", key="8", due=timezone.now()).pk > job.pk
