"""Letting the public read, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from raadslag.allowed import require
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import Actor, note
from raadslag.journal.proving import names_of
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import Minutes
from raadslag.people.models import Body
from raadslag.public.courses import relink
from raadslag.public.index import forget
from raadslag.public.made import throw_away
from raadslag.public.models import Publication, PublicationQuerySet, PublishedItem
from raadslag.public.redact import redact
from raadslag.public.rows import rows_of, write_rows
from raadslag.public.rules import why_not_publish, why_not_republish, why_not_withdraw
from raadslag.public.sealing import ask_to_seal_publication
from raadslag.record import Kind, record_hash, to_data
from raadslag.record import Meeting as Record

INDEX = "index"
"""The job that brings one meeting's documents in the search index up to date; its key is the meeting."""
REBUILD = "rebuild"
"""The job that builds the search index anew: an engine forgets the words of what is gone only so."""
APPEAR = "appear"
"""The job at the hour when an embargo ends; its key is the publication."""


@transaction.atomic
def publish(
    meeting: Meeting,
    *,
    record: Record,
    kind: Kind,
    by: Actor,
    visible_from: datetime | None = None,
    parties_told: bool = False,
    at: datetime | None = None,
) -> Publication:
    """Let the public read the record, redacted, as the meeting's agenda or minutes (offentliggør).

    What stood before is superseded when the new one becomes visible: at once, or at `visible_from`
    (embargo: parties are told before the public, IM 84.1.5). `parties_told`: the one who publishes
    says that they are; it stands in the journal. The same text again changes nothing.
    Raises `NotAllowed`.
    """
    meeting = _lock(meeting)
    organization = meeting.organization
    require(
        why_not_publish(
            record, kind=kind, body_slug=organization.body.slug, organization_slug=organization.slug
        )
    )
    now = at or timezone.now()
    public = redact(record)
    return _publish_redacted(
        meeting,
        public,
        kind=kind,
        by=by,
        visible_from=max(visible_from or now, now),
        now=now,
        said={"parties_told": True} if parties_told else {},
    )


def publish_minutes(
    minutes: Minutes,
    *,
    by: Actor,
    visible_from: datetime | None = None,
    parties_told: bool = False,
    at: datetime | None = None,
) -> Publication:
    """Publish a frozen version of a meeting's minutes, or an old agenda kept the same way."""
    record = minutes.as_record()
    return publish(
        minutes.meeting,
        record=record,
        kind=record.kind,
        by=by,
        visible_from=visible_from,
        parties_told=parties_told,
        at=at,
    )


@transaction.atomic
def withdraw(
    publication: Publication, *, reason: str, by: Actor, at: datetime | None = None
) -> Publication:
    """Take a publication back (træk tilbage): gone everywhere from this moment.

    A version that stood until this one's embargo ended goes on standing. Raises `NotAllowed`.
    """
    _lock(publication.meeting)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    now = at or timezone.now()
    superseded = publication.superseded_at is not None and publication.superseded_at <= now
    require(
        why_not_withdraw(
            withdrawn=publication.withdrawn_at is not None, superseded=superseded, reason=reason
        )
    )
    publication.withdrawn_at = publication.modified_at = now
    publication.withdrawn_reason = reason.strip()
    publication.save(update_fields=["withdrawn_at", "withdrawn_reason", "modified_at"])
    earlier = _siblings(publication).filter(withdrawn_at=None, superseded_at__gt=now)
    standing = names_of(earlier.exclude(pk=publication.pk))
    earlier.exclude(pk=publication.pk).update(superseded_at=None)
    note(
        "withdraw",
        by=by,
        subject=f"publication:{publication.uid}",
        details={
            "meeting": str(publication.meeting.uid),
            "kind": publication.kind,
            "reason": publication.withdrawn_reason,
        },
        rows=[publication, *standing],
        at=now,
    )
    _follow(publication)
    uids = [str(uid) for uid in publication.items.values_list("uid", flat=True)]
    transaction.on_commit(partial(forget, uids))
    transaction.on_commit(partial(throw_away, publication))
    return publication


@transaction.atomic
def republish(
    publication: Publication,
    *,
    by: Actor,
    visible_from: datetime | None = None,
    at: datetime | None = None,
) -> Publication:
    """Let a withdrawn publication be read again, as a new version of the same text. Raises `NotAllowed`."""
    _lock(publication.meeting)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    require(
        why_not_republish(
            withdrawn=publication.withdrawn_at is not None,
            another_stands=_siblings(publication).current().exists(),
        )
    )
    now = at or timezone.now()
    return _publish_redacted(
        publication.meeting,
        redact(publication.as_record()),
        kind=_kind(publication.kind),
        by=by,
        visible_from=max(visible_from or now, now),
        now=now,
    )


def appear(keys: list[str]) -> None:
    """An embargo ended: link and index what the public may now read. Keys are publication ids."""
    for publication in Publication.objects.filter(pk__in=keys):
        with transaction.atomic():
            _lock(publication.meeting)
            _follow(publication)


def _lock(meeting: Meeting) -> Meeting:
    """The meeting, its municipality locked: addresses and courses are settled one act at a time."""
    Body.objects.select_for_update().get(organizations__meetings=meeting)
    return Meeting.objects.select_related("organization__body").get(pk=meeting.pk)


def _publish_redacted(
    meeting: Meeting,
    public: Record,
    *,
    kind: Kind,
    by: Actor,
    visible_from: datetime,
    now: datetime,
    said: Mapping[str, bool] = MappingProxyType({}),
) -> Publication:
    text_hash = record_hash(public)
    earlier = Publication.objects.filter(meeting=meeting, kind=kind).order_by("-version")
    stands = earlier.current().first()
    if stands and stands.record_hash == text_hash and stands.visible_from <= visible_from:
        return stands
    overtaken = earlier.filter(Q(superseded_at=None) | Q(superseded_at__gt=visible_from))
    passed = names_of(overtaken.filter(withdrawn_at=None))
    overtaken.filter(withdrawn_at=None).update(superseded_at=visible_from, modified_at=now)
    newest = earlier.first()
    publication = Publication.objects.create(
        meeting=meeting,
        organization=meeting.organization,
        kind=kind,
        version=newest.version + 1 if newest else 1,
        slug=_slug(meeting),
        starts_at=meeting.starts_at,
        record=to_data(public),
        record_hash=text_hash,
        published_at=now,
        visible_from=visible_from,
        modified_at=visible_from,
    )
    write_rows(publication, public)
    _close_elsewhere(publication, by=by, now=now)
    note(
        "publish",
        by=by,
        subject=f"publication:{publication.uid}",
        details={
            "meeting": str(meeting.uid),
            "kind": kind,
            "version": publication.version,
            "record_hash": text_hash,
            "visible_from": visible_from.isoformat(),
            **said,
        },
        rows=[*passed, *rows_of(publication)],
        at=now,
    )
    if visible_from > timezone.now():
        enqueue(APPEAR, str(publication.pk), due=visible_from)
    ask_to_seal_publication(publication)
    _follow(publication)
    return publication


def _close_elsewhere(publication: Publication, *, by: Actor, now: datetime) -> None:
    """An item that is closed here may stand open in the meeting's other publication: close it there.

    So a case closed after the agenda went out is told by its number alone from the same moment.
    """
    closed = {row.uid for row in publication.items.filter(closed=True)}
    others = Publication.objects.current().filter(meeting=publication.meeting_id)
    for other in others.exclude(kind=publication.kind):
        open_there = other.items.filter(uid__in=closed, closed=False)
        places = set(open_there.values_list("position", flat=True))
        if not places:
            continue
        record = other.as_record()
        items = tuple(
            replace(item, closed=True) if place in places else item
            for place, item in enumerate(record.items, start=1)
        )
        _publish_redacted(
            publication.meeting,
            redact(replace(record, items=items)),
            kind=_kind(other.kind),
            by=by,
            visible_from=max(other.visible_from, now),
            now=now,
        )
        other.withdrawn_at = other.modified_at = now
        other.withdrawn_reason = "Et punkt i den er siden lukket."
        other.superseded_at = None
        other.save(
            update_fields=["withdrawn_at", "withdrawn_reason", "superseded_at", "modified_at"]
        )
        note(
            "withdraw",
            by=by,
            subject=f"publication:{other.uid}",
            details={"meeting": str(publication.meeting.uid), "reason": other.withdrawn_reason},
            rows=[other],
            at=now,
        )
        throw_away(other)


def _follow(publication: Publication) -> None:
    """Link the courses around the meeting's items anew, and ask for the index to follow."""
    items = PublishedItem.objects.filter(publication__in=_siblings(publication))
    relink(items.defer("decision", "text"), body=publication.organization.body)
    enqueue(INDEX, str(publication.meeting_id))
    if publication.version > 1 or publication.withdrawn_at:
        enqueue(REBUILD, "all")


def _siblings(publication: Publication) -> PublicationQuerySet:
    """All versions of the meeting's publications of this kind."""
    return Publication.objects.filter(meeting=publication.meeting_id, kind=publication.kind)


def _slug(meeting: Meeting) -> str:
    """The meeting's day in addresses: what it was, or the first one free for its organization."""
    known = Publication.objects.filter(meeting=meeting).values_list("slug", flat=True).first()
    if known:
        return known
    day = timezone.localtime(meeting.starts_at).date().isoformat()
    others = Publication.objects.filter(organization=meeting.organization, slug__startswith=day)
    taken = set(others.values_list("slug", flat=True))
    slug, count = day, 1
    while slug in taken:
        count += 1
        slug = f"{day}-{count}"
    return slug


def _kind(name: str) -> Kind:
    return "agenda" if name == Publication.Kind.AGENDA else "minutes"
