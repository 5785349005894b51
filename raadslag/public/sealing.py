"""The public minutes' own sealed document: the redacted record, and nothing of what was taken out."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from raadslag.jobs.actions import enqueue
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import SealedDocument
from raadslag.minutes.sealing import seal_document, sealed_document, sealed_name
from raadslag.minutes.signing import ask_to_seal, newest_minutes
from raadslag.public import addresses
from raadslag.public.made import throw_away
from raadslag.public.models import Publication
from raadslag.render.document import Source

SEAL_PUBLICATION = "seal-publication"
"""The job that seals published minutes; its key is the publication's id."""


def ask_to_seal_publication(publication: Publication) -> None:
    """Let a job seal published minutes, and the minutes behind them as they stand.

    Agendas change and old minutes were never signed in this house: neither is sealed.
    """
    if publication.kind != "minutes" or publication.meeting.state == Meeting.State.ENTERED:
        return
    enqueue(SEAL_PUBLICATION, str(publication.pk))
    newest = newest_minutes(publication.meeting)
    if newest is not None:
        ask_to_seal(newest)


def seal_publication(publication: Publication) -> SealedDocument | None:
    """The redacted minutes, sealed; null where the house has no key."""
    organization = publication.organization
    source = Source(
        municipality=organization.body.name,
        organization=organization.name,
        day=publication.day,
        published_on=timezone.localtime(publication.visible_from).date(),
        address=settings.ORIGIN + addresses.meeting_address(publication),
        version=publication.version,
    )
    record = publication.as_record()
    made = seal_document(_subject(publication), record=record, source=source)
    throw_away(publication)
    return made


def is_sealed(publication: Publication) -> bool:
    """Is there a sealed document of the publication yet?"""
    return sealed_name(_subject(publication)) is not None


def sealed_bytes(publication: Publication) -> bytes | None:
    """The publication's sealed document; null while there is none."""
    return sealed_document(_subject(publication))


def _subject(publication: Publication) -> str:
    return f"publication:{publication.uid}"
