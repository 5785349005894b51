"""The one function by which a publication comes to be. Nobody else makes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from raadslag.allowed import require
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.proving import names_of
from raadslag.meetings.findings import subject_of
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body
from raadslag.public.courses import relink
from raadslag.public.gate import Assessments, assessment_of, why_not_let_out
from raadslag.public.index import forget
from raadslag.public.made import throw_away
from raadslag.public.models import Publication, PublicationQuerySet, PublishedItem
from raadslag.public.narrow import closed_in, narrowed, wider_than_now
from raadslag.public.rows import rows_of, write_rows
from raadslag.public.sealing import ask_to_seal_publication
from raadslag.record import Meeting as Record
from raadslag.record import record_hash, to_data
from raadslag.review.actions import let_go

INDEX = "index"
"""The job that brings one meeting's documents in the search index up to date; its key is the meeting."""
REBUILD = "rebuild"
"""The job that builds the search index anew: an engine forgets the words of what is gone only so."""
APPEAR = "appear"
"""The job at the hour when an embargo ends; its key is the publication."""
LOOK_AGAIN = "look-again"
"""The job that looks once more at what waits for its hour, a moment before; its key is the publication."""
STAND_AGAIN = "stand-again"
"""The job that lets what was hidden stand again once it passes the gate; its key is the publication."""
SHOW_OPENED = "show-opened"
"""The job that lets the public read what was opened after the minutes came out; its key is the meeting's uid."""
TAKEN_OUT = "Et punkt i den er siden lukket eller udgået."
RETITLED = "Den offentlige titel på et lukket punkt er rettet."
JUDGED_AGAIN = "Den blev set igennem igen og kunne ikke stå."
JUDGED_BEFORE = "Den blev set igennem igen, før den blev synlig, og kunne ikke stå."
HOUSE_SAYS = frozenset({TAKEN_OUT, RETITLED, JUDGED_AGAIN, JUDGED_BEFORE})
"""Why the house itself hides a publication: it may stand again by itself. What a person took back may not."""
BEFORE = timedelta(minutes=15)
"""So long before its hour a waiting publication is looked at once more."""


def make_publication(
    meeting: Meeting,
    record: Record,
    *,
    assessed: Assessments,
    by: Actor,
    visible_from: datetime,
    now: datetime,
    said: Mapping[str, bool] = MappingProxyType({}),
) -> Publication:
    """Let the public read the record as it may be read today; the caller holds `lock_house`.

    What stood before is superseded at `visible_from`. The text that stands already is returned as it
    is. Raises `NotAllowed` where `assessed` does not hold a look at exactly this text, by today's
    rules, that it passed.
    """
    public = narrowed(meeting, record)
    text_hash = record_hash(public)
    earlier = siblings(meeting, public.kind).order_by("-version")
    stands = earlier.current().first()
    if stands and stands.record_hash == text_hash and stands.visible_from <= visible_from:
        return stands
    own = assessment_of(public, assessed)
    require(why_not_let_out(meeting, public, own))
    assert own is not None
    overtaken = earlier.filter(Q(superseded_at=None) | Q(superseded_at__gt=visible_from))
    passed = names_of(overtaken.filter(withdrawn_at=None))
    overtaken.filter(withdrawn_at=None).update(superseded_at=visible_from, modified_at=now)
    newest = earlier.first()
    version = newest.version + 1 if newest else 1
    publication = _write(meeting, public, version=version, visible_from=visible_from, now=now)
    let_go(subject=subject_of(meeting), what=public.kind)
    write_rows(publication, public, opened=own.files)
    take_back_wider(meeting, assessed=assessed, but=public.kind, closing=public, by=by, now=now)
    note(
        "publish",
        by=by,
        subject=f"publication:{publication.uid}",
        details={
            "meeting": str(meeting.uid),
            "kind": public.kind,
            "version": publication.version,
            "record_hash": text_hash,
            "rules": own.rules,
            "visible_from": visible_from.isoformat(),
            **said,
        },
        rows=[*passed, *rows_of(publication)],
        at=now,
    )
    _ask_for_the_rest(publication)
    return publication


def _write(
    meeting: Meeting, public: Record, *, version: int, visible_from: datetime, now: datetime
) -> Publication:
    return Publication.objects.create(
        meeting=meeting,
        organization=meeting.organization,
        kind=public.kind,
        version=version,
        slug=_slug(meeting),
        starts_at=meeting.starts_at,
        record=to_data(public),
        record_hash=record_hash(public),
        published_at=now,
        visible_from=visible_from,
        modified_at=visible_from,
    )


def take_back_wider(
    meeting: Meeting,
    *,
    assessed: Assessments,
    by: Actor,
    now: datetime,
    but: str = "",
    closing: Record | None = None,
) -> int:
    """Take back what stands and says more than it may today; what is left of it stands if it passes.

    So a case closed after the agenda went out is told by its number alone from the same moment, and
    nothing stands in the way of that: what does not pass is hidden and waits for `STAND_AGAIN`.
    Returns how many were taken back.
    """
    closed = closed_in(meeting, closing) if closing is not None else set()
    wider = wider_than_now(meeting, but=but, closed=closed)
    for other, rest in wider:
        why_not = why_not_let_out(meeting, rest, assessment_of(rest, assessed))
        passing = other.superseded_at is not None  # another waits to take its place at its hour
        hide(other, reason=_why_hidden(other.as_record(), rest), by=by, now=now)
        if passing:
            pass
        elif why_not:
            enqueue(STAND_AGAIN, str(other.pk))
        else:
            later = max(other.visible_from, now)
            make_publication(meeting, rest, assessed=assessed, by=by, visible_from=later, now=now)
        follow(other)
    return len(wider)


def _why_hidden(before: Record, rest: Record) -> str:
    """What is told of it: nothing was closed or lapsed where only the public title of what was is another."""
    pairs = zip(before.items, rest.items, strict=True)
    changed = [(old, new) for old, new in pairs if old != new]
    retitled = changed and all(
        old.closed and old == replace(new, title=old.title, public_title=old.public_title)
        for old, new in changed
    )
    return RETITLED if retitled else TAKEN_OUT


def hide(publication: Publication, *, reason: str, by: Actor, now: datetime) -> None:
    """Nobody reads the publication from this moment."""
    publication.withdrawn_at = publication.modified_at = now
    publication.withdrawn_reason = reason
    publication.superseded_at = None
    publication.save(
        update_fields=["withdrawn_at", "withdrawn_reason", "superseded_at", "modified_at"]
    )
    note(
        "withdraw",
        by=by,
        subject=f"publication:{publication.uid}",
        details={"meeting": str(publication.meeting.uid), "reason": reason},
        rows=[publication],
        at=now,
    )
    uids = [str(uid) for uid in publication.items.values_list("uid", flat=True)]
    transaction.on_commit(partial(forget, uids))
    transaction.on_commit(partial(throw_away, publication))


def left_standing(publication: Publication, now: datetime) -> PublicationQuerySet:
    """What this publication was about to take the place of, the newest first."""
    same = siblings(publication.meeting, publication.kind).exclude(pk=publication.pk)
    waiting = same.filter(withdrawn_at=None, superseded_at__gt=now)
    return waiting.filter(superseded_at=publication.visible_from).order_by("-version")


def let_go_on(again: list[Publication], *, assessed: Assessments, now: datetime) -> None:
    """Let those that pass go on standing, each until the next one's hour; the others are hidden."""
    until: datetime | None = None
    for one in again:
        rest = narrowed(one.meeting, one.as_record())
        same = rest == one.as_record()
        if not same or why_not_let_out(one.meeting, rest, assessment_of(rest, assessed)):
            hide(one, reason=JUDGED_AGAIN, by=SYSTEM, now=now)
            enqueue(STAND_AGAIN, str(one.pk))
            continue
        one.superseded_at = until
        one.save(update_fields=["superseded_at"])
        until = min(until, one.visible_from) if until else one.visible_from


def lock_house(meeting: Meeting) -> Meeting:
    """The meeting, its municipality locked: addresses and courses are settled one act at a time."""
    Body.objects.select_for_update().get(organizations__meetings=meeting)
    return Meeting.objects.select_related("organization__body").get(pk=meeting.pk)


def siblings(meeting: Meeting, kind: str) -> PublicationQuerySet:
    """All versions of the meeting's publications of this kind."""
    return Publication.objects.filter(meeting=meeting, kind=kind)


def follow(publication: Publication) -> None:
    """Link the courses around the meeting's items anew, and ask for the index to follow."""
    same = siblings(publication.meeting, publication.kind)
    items = PublishedItem.objects.filter(publication__in=same)
    relink(items.defer("decision", "text"), body=publication.organization.body)
    enqueue(INDEX, str(publication.meeting_id))
    if publication.version > 1 or publication.withdrawn_at:
        enqueue(REBUILD, "all")


def _ask_for_the_rest(publication: Publication) -> None:
    if publication.visible_from > timezone.now():
        enqueue(LOOK_AGAIN, str(publication.pk), due=publication.visible_from - BEFORE)
        enqueue(APPEAR, str(publication.pk), due=publication.visible_from)
    ask_to_seal_publication(publication)
    follow(publication)


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
