"""What the meetings' room does after an act: who got a seat late is told of what is called, and readers'
marks follow an attachment that was replaced."""

from __future__ import annotations

from raadslag.jobs.models import Job
from raadslag.jobs.registry import duty
from raadslag.meetings.carrying import carry_file_marks
from raadslag.meetings.letters import write_notices
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import CARRY_MARKS
from raadslag.people.actions import TELL_SEATED


@duty(TELL_SEATED, title="Send indkaldelsen til nye i en plads")
def tell_seated(job: Job) -> None:
    """The notice of every called meeting to those with a seat who have not had it: one letter a person."""
    called = Meeting.objects.filter(organization=int(job.key), state=Meeting.State.CALLED)
    for meeting in called.select_related("organization"):
        agenda = meeting.agendas.first()
        if agenda is not None:
            write_notices(meeting, agenda)


@duty(CARRY_MARKS, title="Lad egne markeringer følge et erstattet bilag")
def carry_marks_along(job: Job) -> None:
    """Everybody's marks in the meeting's attachments, to the editions that were sent."""
    meeting = Meeting.objects.filter(uid=job.key).first()
    if meeting is not None:
        carry_file_marks(meeting)
