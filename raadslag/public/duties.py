"""What the public room does after an act: agendas go out, an embargo ends, the index follows."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from raadslag.journal.actions import SYSTEM
from raadslag.journal.jobs import LEASE, drain, handles
from raadslag.journal.models import Job
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import PUBLISH_AGENDA
from raadslag.public import index
from raadslag.public.actions import APPEAR, INDEX, REBUILD, appear, publish
from raadslag.public.models import Publication
from raadslag.public.sealing import SEAL_PUBLICATION, seal_publication

BATCH = 500
"""So many meetings are brought up to date in one commit of the index."""


@handles(PUBLISH_AGENDA)
def publish_agenda(job: Job) -> None:
    """Publish the newest agenda as it was sent; a cancelled meeting's agenda is left alone."""
    meeting = Meeting.objects.get(uid=job.key)
    newest = meeting.agendas.first()
    if newest is not None and meeting.state != Meeting.State.CANCELLED:
        publish(meeting, record=newest.as_record(), kind="agenda", by=SYSTEM)


@handles(INDEX)
def follow(job: Job) -> None:
    """Bring this meeting, and the others that wait, up to date in the index: one commit for all."""
    lease = timezone.now() + LEASE + timedelta(microseconds=job.pk % 1000)
    waiting = Job.objects.filter(
        kind=INDEX, done_at=None, lease_until=None, due__lte=timezone.now()
    )
    others = list(waiting.values_list("pk", "key")[:BATCH])
    taken = Job.objects.filter(pk__in=[pk for pk, _ in others], lease_until=None, done_at=None)
    taken.update(lease_until=lease, attempts=F("attempts") + 1)
    index.follow({job.key, *(key for _, key in others)})
    held = Job.objects.filter(pk__in=[pk for pk, _ in others], lease_until=lease, done_at=None)
    held.update(done_at=timezone.now(), error="")


@handles(REBUILD)
def rebuild(_job: Job) -> None:
    """Build the index anew, so that the words of what is gone are gone from it."""
    index.rebuild()


@handles(SEAL_PUBLICATION)
def seal(job: Job) -> None:
    """Seal published minutes; what is withdrawn meanwhile needs no seal."""
    found = Publication.objects.select_related("organization__body", "meeting")
    publication = found.get(pk=int(job.key))
    if publication.withdrawn_at is None:
        seal_publication(publication)


@handles(APPEAR)
def embargo_ended(job: Job) -> None:
    """The public may read it from now on: link and index it."""
    appear([job.key])


def do_what_is_due() -> int:
    """This room's jobs that are due, in the demo and in tests; returns how many were done."""
    return drain(kinds=[APPEAR, REBUILD, INDEX])


def forgetting() -> bool:
    """Is the index still to forget words of something withdrawn? Then no words of its own are shown."""
    return Job.objects.filter(kind=REBUILD, done_at=None).exists()
