"""Publishing a called agenda's open part at the time that the organization chose."""

from __future__ import annotations

from raadslag.journal.actions import SYSTEM
from raadslag.journal.jobs import handles
from raadslag.journal.models import Job
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import PUBLISH_AGENDA
from raadslag.public.actions import publish


@handles(PUBLISH_AGENDA)
def publish_agenda(job: Job) -> None:
    """Publish the newest agenda as it was sent; a cancelled meeting's agenda is left alone."""
    meeting = Meeting.objects.get(uid=job.key)
    newest = meeting.agendas.first()
    if newest is not None and meeting.state != Meeting.State.CANCELLED:
        publish(meeting, record=newest.as_record(), kind="agenda", by=SYSTEM)
