"""Finding what an address names: live, withdrawn (410) or unknown (404)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from raadslag.people.models import Body, Organization
from raadslag.public.models import Announcement, Publication


class Withdrawn(Exception):
    """The address names something that was taken back; `publication` says what and when, no more."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        super().__init__(str(publication))


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """What of a meeting is live: `shown` is the minutes, or the agenda until there are minutes.

    `withdrawn` is set when minutes were taken back and the agenda still stands.
    """

    shown: Publication
    agenda: Publication | None
    withdrawn: Publication | None = None


def find_organization(body: str, organization: str) -> Organization:
    """The organization with something live to read or a meeting announced, or 404."""
    found = Organization.objects.select_related("body").filter(body__slug=body, slug=organization)
    row = found.first()
    if row is None or not (row.publications.live().exists() or row.announcements.exists()):
        raise Http404
    return row


def find_body(slug: str) -> Body:
    """The municipality with something live to read or a meeting announced, or 404."""
    row = Body.objects.filter(slug=slug).first()
    if row is None:
        raise Http404
    live = Publication.objects.live().filter(organization__body=row)
    announced = Announcement.objects.filter(organization__body=row)
    if not (live.exists() or announced.exists()):
        raise Http404
    return row


def find_meeting(body: str, organization: str, day: str) -> MeetingShown:
    """What is live of the meeting. Raises `Withdrawn` when it was taken back, else `Http404`."""
    rows = (
        Publication.objects.listed()
        .select_related("meeting__announcement")
        .filter(organization__body__slug=body, organization__slug=organization, slug=day)
    )
    found = list(rows.order_by("-version"))
    live = {row.kind: row for row in reversed(found) if row.is_live()}
    agenda = live.get(Publication.Kind.AGENDA)
    minutes = live.get(Publication.Kind.MINUTES)
    shown = minutes or agenda
    withdrawn = next((row for row in found if row.withdrawn_at and row.kind == "minutes"), None)
    if shown is None:
        taken_back = withdrawn or next((row for row in found if row.withdrawn_at), None)
        if taken_back is not None:
            raise Withdrawn(taken_back)
        raise Http404
    return MeetingShown(shown, agenda, None if minutes else withdrawn)


def find_kind(body: str, organization: str, day: str, kind: str) -> Publication:
    """The meeting's live agenda or minutes. Raises `Withdrawn` or `Http404`."""
    rows = (
        Publication.objects.listed()
        .select_related("meeting__announcement")
        .filter(organization__body__slug=body, organization__slug=organization, slug=day, kind=kind)
    )
    found = list(rows.order_by("-version"))
    live = next((row for row in found if row.is_live()), None)
    if live is not None:
        return live
    taken_back = next((row for row in found if row.withdrawn_at), None)
    if taken_back is not None:
        raise Withdrawn(taken_back)
    raise Http404
