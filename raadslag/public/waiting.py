"""What the gate stopped while nobody stood at the screen: held back, shown, and tried again."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import SYSTEM
from raadslag.meetings.findings import standing_in, subject_of
from raadslag.meetings.models import Meeting
from raadslag.meetings.notice import PUBLISH_AGENDA
from raadslag.public.actions import publish, text_to_release, withdraw_looked_over
from raadslag.public.gate import (
    Assessments,
    assessment_of,
    is_quoted,
    look_over,
    look_over_again,
    why_not_let_out,
)
from raadslag.public.making import (
    HOUSE_SAYS,
    JUDGED_BEFORE,
    SHOW_OPENED,
    STAND_AGAIN,
    left_standing,
    lock_house,
    make_publication,
    siblings,
)
from raadslag.public.models import Publication
from raadslag.public.narrow import narrowed
from raadslag.record import Meeting as Record
from raadslag.review.actions import hold_back, let_go
from raadslag.review.rules import OPEN, in_the_way


def publish_sent_agenda(meeting: Meeting) -> None:
    """Publish the newest agenda as it was sent, or hold it back; a cancelled meeting's is left alone.

    So is one that a person took back, if it says no more than that: a job done once more, or an item
    closed meanwhile, lets nothing out again. What the house itself hid is judged anew.
    """
    newest = meeting.agendas.first()
    if newest is None or meeting.state == Meeting.State.CANCELLED:
        let_go(subject=subject_of(meeting), what="agenda")
        return
    record = newest.as_record()
    public = narrowed(meeting, record)
    last = siblings(meeting, "agenda").order_by("-version").first()
    if last is not None and last.withdrawn_at and _says_no_more(public, last.as_record()):
        if last.withdrawn_reason in HOUSE_SAYS:
            stand_again(last)
        else:
            let_go(subject=subject_of(meeting), what="agenda")
        return
    assessed = look_over(meeting, record)

    def act() -> None:
        publish(meeting, record=record, kind="agenda", assessed=assessed, by=SYSTEM)

    _pass_or_wait(act, meeting, record, assessed, job=PUBLISH_AGENDA, key=str(meeting.uid))


def _says_no_more(record: Record, than: Record) -> bool:
    """Is each item the very same, closed, or gone?"""
    before = {item.id: item for item in than.items}
    return all(item.closed or before.get(item.id) == item for item in record.items)


def ask_to_show(meeting: Meeting) -> None:
    """An item was opened after its notice: what the public has of the meeting is brought along by a job.

    What a person took back waits for a person. A called meeting's agenda is asked for where it is frozen.
    """
    if meeting.state == Meeting.State.CANCELLED:
        return
    if meeting.state != Meeting.State.CALLED and _is_out(meeting, "agenda"):
        enqueue(PUBLISH_AGENDA, str(meeting.uid))
    if _is_out(meeting, "minutes"):
        enqueue(SHOW_OPENED, str(meeting.uid))


def _is_out(meeting: Meeting, kind: str) -> bool:
    """Does the newest edition stand, or is it the house itself that hides it?"""
    last = siblings(meeting, kind).order_by("-version").first()
    return last is not None and (last.withdrawn_at is None or last.withdrawn_reason in HOUSE_SAYS)


def show_opened(meeting: Meeting) -> None:
    """Publish the minutes again with what was opened since, in the very text that the public has of the rest.

    A correction that nobody published yet is not let out by this.
    """
    if not _is_out(meeting, "minutes"):
        let_go(subject=subject_of(meeting), what="minutes")
        return
    last = siblings(meeting, "minutes").order_by("-version")[0]
    record = _text_behind(last)
    if record is None:
        return
    assessed = look_over(meeting, record)

    def act() -> None:
        hour = max(last.visible_from, timezone.now())
        publish(meeting, record=record, kind="minutes", assessed=assessed, by=SYSTEM, visible_from=hour)  # fmt: skip

    _pass_or_wait(act, meeting, record, assessed, job=SHOW_OPENED, key=str(meeting.uid))


def _text_behind(publication: Publication) -> Record | None:
    """The newest of the house's own texts that says everywhere what the publication says in the open."""
    meeting, said = publication.meeting, publication.as_record()
    frozen = meeting.minutes.filter(taken_back_at=None, frozen_at__lte=publication.published_at)
    for minutes in frozen.order_by("-version"):
        record = text_to_release(minutes)
        if _says_no_more(said, narrowed(meeting, record)):
            return record
    return None


def stand_again(publication: Publication) -> None:
    """Let what was hidden be read again, as far as it may be, unless something newer stands by now.

    Nor where it stood again since and was taken back: a person's no is not undone by a worker that
    died before it could say that the job was done.
    """
    meeting, record = publication.meeting, publication.as_record()
    assessed = look_over(meeting, record)

    def act() -> None:
        with transaction.atomic():
            lock_house(meeting)
            hidden_at = Publication.objects.get(pk=publication.pk).withdrawn_at
            later = siblings(meeting, publication.kind).filter(version__gt=publication.version)
            if hidden_at is None or later.current().exists():
                return
            if later.filter(published_at__gte=hidden_at).exists():
                return
            now = timezone.now()
            visible = max(publication.visible_from, now)
            make_publication(
                meeting, record, assessed=assessed, by=SYSTEM, visible_from=visible, now=now
            )

    _pass_or_wait(act, meeting, record, assessed, job=STAND_AGAIN, key=str(publication.pk))


def look_again(publication: Publication) -> None:
    """Look once more at what waits for its hour; what does not pass any longer is hidden before it."""
    now = timezone.now()
    if publication.withdrawn_at is not None or publication.superseded_at is not None:
        return
    assessed = look_over_again([publication, *left_standing(publication, now)])
    meeting = publication.meeting
    public = narrowed(meeting, publication.as_record())
    with transaction.atomic():
        lock_house(meeting)
        if why_not_let_out(meeting, public, assessment_of(public, assessed)):
            withdraw_looked_over(
                publication, assessed=assessed, reason=JUDGED_BEFORE, by=SYSTEM, now=now
            )
            enqueue(STAND_AGAIN, str(publication.pk))


def _pass_or_wait(
    act: Callable[[], None],
    meeting: Meeting,
    record: Record,
    assessed: Assessments,
    *,
    job: str,
    key: str,
) -> None:
    subject = subject_of(meeting)
    try:
        act()
    except NotAllowed as no:
        if any(obstacle.code not in OPEN for obstacle in no.obstacles):
            raise
        public = narrowed(meeting, record)
        own = assessment_of(public, assessed)
        left = standing_in(meeting, public, own.findings if own else ())
        hold_back(
            in_the_way(left, quoted=is_quoted(meeting)),
            subject=subject,
            what=record.kind,
            organization=meeting.organization,
            job=job,
            key=key,
        )
    else:
        let_go(subject=subject, what=record.kind)
