"""What waits for its secretary because the public reads less, or something older, than the house has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from raadslag.meetings.models import Meeting
from raadslag.minutes.signing import is_approved
from raadslag.minutes.waiting import Task, brings_tasks
from raadslag.people.models import Membership
from raadslag.people.rights import Rights
from raadslag.public.models import Publication


@brings_tasks
def unpublished(rights: Rights) -> Iterator[Task]:
    """Minutes that everybody approved and nobody published, and public ones that were put right since.

    What a person took back waits for nobody: they had their reason.
    """
    kept = rights.organizations([Membership.Role.SECRETARY])
    closed = Meeting.objects.filter(organization_id__in=kept, state=Meeting.State.CLOSED)
    newest = Publication.objects.filter(meeting=OuterRef("pk"), kind="minutes").order_by("-version")
    rows = closed.exclude(minutes=None).annotate(
        written=Max("minutes__frozen_at", filter=Q(minutes__taken_back_at=None)),
        undone=Max("minutes__taken_back_at"),
        shown=Subquery(newest.values("published_at")[:1]),
        hidden=Subquery(newest.values("withdrawn_at")[:1]),
    )
    said = rows.order_by("starts_at").values_list("pk", "written", "undone", "shown", "hidden")
    changed = {
        pk: _changed_since(shown, written, undone)
        for pk, written, undone, shown, hidden in said
        if written and hidden is None
    }
    waiting = {pk: at for pk, at in changed.items() if at}
    meetings = closed.select_related("organization").in_bulk(waiting)
    public = {pk for pk, _, _, shown, _ in said if shown}
    for pk, at in waiting.items():
        meeting, due = meetings[pk], timezone.localdate(at)
        address = reverse("release", args=[meeting.uid])
        if pk in public:
            yield Task("Referatet er rettet; offentligheden læser endnu det gamle", str(meeting), address, "Se og offentliggør", due, since=True)  # fmt: skip
        elif is_approved(meeting):
            yield Task("Referatet er godkendt, og offentligheden har det ikke", str(meeting), address, "Offentliggør", due, since=True)  # fmt: skip


def _changed_since(
    shown: datetime | None, written: datetime, undone: datetime | None
) -> datetime | None:
    """When the text that counts became another than the published one; null where it is the same.

    A correction is a new version, and one that is taken back lets the version before it count again.
    """
    changes = [at for at in (written, undone) if at and (shown is None or at > shown)]
    return max(changes, default=None)
