"""Letting the public read, and taking it back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.proving import names_of
from raadslag.meetings.answering import answered_in, see_answers
from raadslag.meetings.doors import with_doors
from raadslag.meetings.models import Meeting
from raadslag.meetings.seen import record_parts
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import newest_minutes
from raadslag.public.gate import Assessments, look_over, look_over_again, look_over_rest
from raadslag.public.index import forget
from raadslag.public.made import throw_away
from raadslag.public.making import (
    follow,
    left_standing,
    let_go_on,
    lock_house,
    make_publication,
    siblings,
    take_back_wider,
)
from raadslag.public.models import Publication
from raadslag.public.narrow import narrowed
from raadslag.public.rules import why_not_publish, why_not_republish, why_not_withdraw
from raadslag.record import Kind, record_hash
from raadslag.record import Meeting as Record
from raadslag.review.answered import answer_parts
from raadslag.seen import Part, require_seen

TOLD, NO_PARTIES = "parties_told", "no_parties"
"""What the journal's line says of the cases' parties: they know, or no case has any (IM 84.1.5)."""


@transaction.atomic
def publish(
    meeting: Meeting,
    *,
    record: Record,
    kind: Kind,
    assessed: Assessments,
    by: Actor,
    visible_from: datetime | None = None,
    parties: str = "",
    at: datetime | None = None,
) -> Publication:
    """Let the public read the record, redacted, as the meeting's agenda or minutes (offentliggør).

    `assessed` comes from `gate.look_over`, asked for before any lock: only what Gennemsyn looked
    through and let pass is published. What stood before is superseded when the new one becomes
    visible: at once, or at `visible_from` (embargo: parties are told before the public, IM 84.1.5).
    `parties`: what the one who publishes says of them, `TOLD` or `NO_PARTIES`; it stands in the journal.
    The same text again changes nothing. Raises `NotAllowed`.
    """
    meeting = lock_house(meeting)
    organization = meeting.organization
    require(
        why_not_publish(
            record, kind=kind, body_slug=organization.body.slug, organization_slug=organization.slug
        )
    )
    now = at or timezone.now()
    return make_publication(
        meeting,
        record,
        assessed=assessed,
        by=by,
        visible_from=max(visible_from or now, now),
        now=now,
        said={parties: True} if parties in {TOLD, NO_PARTIES} else {},
    )


def release_parts(minutes: Minutes) -> dict[str, Part]:
    """What the page of both versions shows: the house's own text part by part, and the public's whole."""
    record = text_to_release(minutes)
    public = record_hash(narrowed(minutes.meeting, record))
    answers = answer_parts(answered_in(minutes.meeting))
    return {**record_parts(record), "public": Part("den offentlige udgave", public), **answers}


def text_to_release(minutes: Minutes) -> Record:
    """The minutes with each item open or closed as it is now: what is looked through and published."""
    return with_doors(minutes.as_record(), minutes.meeting)


@transaction.atomic
def publish_minutes(
    minutes: Minutes,
    *,
    assessed: Assessments,
    by: Actor,
    visible_from: datetime | None = None,
    parties: str = "",
    at: datetime | None = None,
    seen: str | None = None,
) -> Publication:
    """Publish a frozen version of a meeting's minutes, or an old agenda kept the same way.

    `seen` is the mark of the page that it is done from (`release_parts`): a correction made meanwhile,
    or an item closed or opened, is not published by one who did not see it.
    """
    if seen is not None:
        meeting = lock_house(minutes.meeting)
        newest = newest_minutes(meeting) or minutes
        require_seen(seen, release_parts(newest), act="Offentliggør")
        see_answers(meeting, by=by)
    record = text_to_release(minutes)
    return publish(
        minutes.meeting,
        record=record,
        kind=record.kind,
        assessed=assessed,
        by=by,
        visible_from=visible_from,
        parties=parties,
        at=at,
    )


def withdraw(
    publication: Publication, *, reason: str, by: Actor, at: datetime | None = None
) -> Publication:
    """Take a publication back (træk tilbage): gone everywhere from this moment.

    A version that stood until this one's embargo ended goes on standing, if it passes the gate; else
    it is hidden too. Raises `NotAllowed`, never for what was found.
    """
    now = at or timezone.now()
    assessed = look_over_again(left_standing(publication, now))
    return withdraw_looked_over(publication, assessed=assessed, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw_looked_over(
    publication: Publication, *, assessed: Assessments, reason: str, by: Actor, now: datetime
) -> Publication:
    """The same where the look at what would stand again was taken already (`left_standing`)."""
    lock_house(publication.meeting)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    superseded = publication.superseded_at is not None and publication.superseded_at <= now
    require(
        why_not_withdraw(
            withdrawn=publication.withdrawn_at is not None, superseded=superseded, reason=reason
        )
    )
    again = list(left_standing(publication, now))
    publication.withdrawn_at = publication.modified_at = now
    publication.withdrawn_reason = reason.strip()
    publication.save(update_fields=["withdrawn_at", "withdrawn_reason", "modified_at"])
    standing = names_of(*again)
    let_go_on(again, assessed=assessed, now=now)
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
    follow(publication)
    uids = [str(uid) for uid in publication.items.values_list("uid", flat=True)]
    transaction.on_commit(partial(forget, uids))
    transaction.on_commit(partial(throw_away, publication))
    return publication


def republish(
    publication: Publication,
    *,
    by: Actor,
    visible_from: datetime | None = None,
    at: datetime | None = None,
    seen: str | None = None,
) -> Publication:
    """Let a withdrawn publication be read again, as a new version of the same text.

    What was closed or withdrawn meanwhile is taken out of it. `seen` is what the page showed of it
    (`edition_parts`). Raises `NotAllowed`.
    """
    assessed = look_over(publication.meeting, publication.as_record())
    return _republish(
        publication, assessed=assessed, by=by, visible_from=visible_from, at=at, seen=seen
    )


def edition_parts(publication: Publication) -> dict[str, Part]:
    """An edition as a page lists it: its text, and that it was taken back and why. Frozen rows change by
    law and by being taken back alone."""
    told = f"Trukket tilbage: {publication.withdrawn_reason}" if publication.withdrawn_at else "Ikke trukket tilbage"  # fmt: skip
    changed = publication.modified_at.isoformat()
    said = [publication.version, publication.record_hash, changed, publication.withdrawn_reason]
    return {"edition": Part(f"udgave {publication.version}", said, told)}


@transaction.atomic
def _republish(
    publication: Publication,
    *,
    assessed: Assessments,
    by: Actor,
    visible_from: datetime | None,
    at: datetime | None,
    seen: str | None,
) -> Publication:
    lock_house(publication.meeting)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    require_seen(seen, edition_parts(publication), act="Offentliggør igen")
    same = siblings(publication.meeting, publication.kind)
    require(
        why_not_republish(
            withdrawn=publication.withdrawn_at is not None,
            another_stands=same.current().exists(),
        )
    )
    now = at or timezone.now()
    return make_publication(
        publication.meeting,
        publication.as_record(),
        assessed=assessed,
        by=by,
        visible_from=max(visible_from or now, now),
        now=now,
    )


def take_back_closed(meeting: Meeting, *, by: Actor = SYSTEM) -> int:
    """Take out of what stands whatever the house has closed or withdrawn since; how many were changed.

    Nothing stops it: what is left of a publication and does not pass the gate is hidden.
    """
    assessed = look_over_rest(meeting)
    with transaction.atomic():
        meeting = lock_house(meeting)
        return take_back_wider(meeting, assessed=assessed, by=by, now=timezone.now())


def appear(keys: list[str]) -> None:
    """An embargo ended: link and index what the public may now read. Keys are publication ids."""
    for publication in Publication.objects.filter(pk__in=keys):
        with transaction.atomic():
            lock_house(publication.meeting)
            follow(publication)
