"""What the public room does after an act: agendas go out, an embargo ends, the index follows."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.jobs.actions import enqueue, is_waiting
from raadslag.jobs.models import Job
from raadslag.jobs.registry import daily, duty, duty_for_many
from raadslag.jobs.working import drain
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import PUBLISH_AGENDA, TAKE_BACK
from raadslag.meetings.telling import ANNOUNCE
from raadslag.public import index
from raadslag.public.actions import appear, take_back_closed
from raadslag.public.announcing import announce, announce_what_is_coming
from raadslag.public.making import APPEAR, INDEX, LOOK_AGAIN, REBUILD, SHOW_OPENED, STAND_AGAIN
from raadslag.public.models import Publication
from raadslag.public.sealing import SEAL_PUBLICATION, seal_publication
from raadslag.public.waiting import look_again, publish_sent_agenda, show_opened, stand_again

BATCH = 500
"""So many meetings are brought up to date in one commit of the index."""


@duty(TAKE_BACK, title="Tag det tilbage, der er lukket eller udgået")
def take_back(job: Job) -> None:
    """What was closed or withdrawn is gone from what stands, whatever the next version waits for."""
    take_back_closed(Meeting.objects.get(uid=job.key))


@duty(ANNOUNCE, title="Fortæl offentligheden, hvornår mødet holdes")
def tell_when(job: Job) -> None:
    """Tell when and where a meeting is held, or that it is not."""
    announce(Meeting.objects.get(uid=job.key))


@duty(daily("announce-coming"), title="Se efter, at kommende møder er bekendtgjort")
def tell_of_all(_job: Job) -> None:
    """Meetings planned before announcements were made are told of too."""
    announce_what_is_coming()


@duty(PUBLISH_AGENDA, title="Offentliggør dagsorden")
def publish_agenda(job: Job) -> None:
    """Publish the newest agenda as it was sent, or show its secretary what stopped it."""
    publish_sent_agenda(Meeting.objects.get(uid=job.key))


@duty(SHOW_OPENED, title="Vis det, der er åbnet, efter at referatet blev offentligt")
def show_what_was_opened(job: Job) -> None:
    """The minutes come out again with it, or their secretary is shown what stopped them."""
    show_opened(Meeting.objects.get(uid=job.key))


@duty(STAND_AGAIN, title="Lad en skjult offentliggørelse stå igen")
def let_stand_again(job: Job) -> None:
    """What was hidden is looked through anew, and stands again if it passes."""
    stand_again(Publication.objects.get(pk=int(job.key)))


@duty(LOOK_AGAIN, title="Se igen på det, der venter på sit klokkeslæt")
def look_before_the_hour(job: Job) -> None:
    """A moment before an embargo ends."""
    look_again(Publication.objects.get(pk=int(job.key)))


@duty_for_many(INDEX, title="Bring møde ind i søgningen", most=BATCH)
def follow(jobs: Sequence[Job]) -> None:
    """Bring these meetings up to date in the index: one commit for all."""
    index.follow({job.key for job in jobs})


@duty(REBUILD, title="Byg søgningen op på ny")
def rebuild(_job: Job) -> None:
    """Build the index anew, so that the words of what is gone are gone from it."""
    index.rebuild()


@duty(SEAL_PUBLICATION, title="Forsegl offentligt referat")
def seal(job: Job) -> None:
    """Seal published minutes; what is withdrawn meanwhile needs no seal."""
    found = Publication.objects.select_related("organization__body", "meeting")
    publication = found.get(pk=int(job.key))
    if publication.withdrawn_at is None:
        seal_publication(publication)


@duty(APPEAR, title="Vis, når udsættelsen slutter")
def embargo_ended(job: Job) -> None:
    """The public may read it from now on: link and index it."""
    appear([job.key])


def ask_to_rebuild() -> None:
    """The index cannot answer: let a job build it anew. One job waits, however many ask."""
    if not is_waiting(REBUILD):
        enqueue(REBUILD, "all")


def do_what_is_due() -> int:
    """This room's jobs that are due, in the demo and in tests; returns how many times one was done."""
    return drain(kinds=[APPEAR, REBUILD, INDEX])


def forgetting() -> bool:
    """Is the index still to forget words of something withdrawn? Then no words of its own are shown."""
    return is_waiting(REBUILD)
