"""Sealed documents: minutes that everybody answered, and minutes as the public reads them.

A job makes each one. Killed at any moment and run again it leaves one document: what was sealed
waits under its content's name until its row stands, and is taken up rather than sealed anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.files.shelf import Shelf
from raadslag.files.store import find_bytes, is_kept, keep
from raadslag.journal.actions import SYSTEM, note
from raadslag.journal.listening import ROOTS
from raadslag.journal.models import Head
from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.minutes.seal_roots import house_seal, keep_roots
from raadslag.minutes.signing import answers, newest_minutes
from raadslag.record import Meeting as Record
from raadslag.record import record_hash
from raadslag.render.document import Answered, Source, record_to_pdf
from raadslag.render.seal import Keyholder, NotSealed, SealMarks, look_over, seal_pdf

WAITING = Shelf("sealing")
"""Sealed documents that no row speaks of yet."""


def seal_minutes(minutes: Minutes) -> SealedDocument | None:
    """The minutes and each answer to them, sealed; null where the house has no key."""
    meeting = minutes.meeting
    source = Source(
        municipality=meeting.organization.body.name,
        organization=meeting.organization.name,
        day=timezone.localdate(meeting.starts_at),
        published_on=None,
        address=settings.ORIGIN + reverse("meeting", args=[meeting.uid]),
        version=minutes.version,
        approvals=tuple(_answered(approval) for approval in _answers_to(minutes)),
    )
    return seal_document(f"minutes:{minutes.pk}", record=minutes.as_record(), source=source)


def seal_document(subject: str, *, record: Record, source: Source) -> SealedDocument | None:
    """The document sealed and kept, once for the same content; null where the house has no key."""
    keyholder = house_seal()
    if keyholder is None:
        return None
    text_hash = record_hash(record)
    content = _content_hash(subject, text_hash, source)
    name = f"{content}.pdf"
    with WAITING.alone():
        known = SealedDocument.objects.filter(subject=subject, content_hash=content).first()
        if known is None:
            sealed = WAITING.get(name)
            if sealed is None or not _is_sealed(sealed, content, keyholder):
                marks = SealMarks(text_hash, *_journal_now(), content)
                made = record_to_pdf(
                    record, replace(source, marks=marks), fonts=settings.FONTS, images=find_bytes
                )
                sealed = seal_pdf(made, keyholder, reason="Referat")
                WAITING.put(name, sealed)
            known = _keep(subject, sealed, keyholder)
        WAITING.drop(name)
    return known


def sealed_name(subject: str) -> str | None:
    """Under what sha256 the subject's newest sealed document is kept; null where there is none.

    A subject's text changes by law alone, and then the documents before it are gone.
    """
    found = SealedDocument.objects.filter(subject=subject).last()
    return found.sha256 if found and is_kept(found.sha256) else None


def sealed_document(subject: str) -> bytes | None:
    """The subject's newest sealed document; null where there is none."""
    name = sealed_name(subject)
    return find_bytes(name) if name else None


def _answers_to(minutes: Minutes) -> list[Approval]:
    """What members said to this version, in their seats' order where it is the newest."""
    if newest_minutes(minutes.meeting) == minutes:
        return [one.approval for one in answers(minutes.meeting) if one.approval]
    return list(minutes.approvals.select_related("person"))


@transaction.atomic
def _keep(subject: str, document: bytes, keyholder: Keyholder) -> SealedDocument:
    """Keep the bytes under their hash, and note row and line in one."""
    marks = look_over(document, keyholder.roots()).marks
    assert marks is not None
    kept = keep([document])
    row = SealedDocument.objects.create(
        subject=subject,
        content_hash=marks.content_hash,
        record_hash=marks.record_hash,
        sequence=marks.sequence,
        journal_hash=marks.journal_hash,
        sha256=kept.sha256,
        bytes=kept.size,
        sealed_at=timezone.now(),
    )
    details: dict[str, Any] = {"record_hash": marks.record_hash, "content_hash": marks.content_hash}
    details |= {"sha256": kept.sha256, ROOTS: keep_roots(keyholder)}
    note("seal_document", by=SYSTEM, subject=subject, details=details, rows=[row])
    return row


def _is_sealed(waiting: bytes, content: str, keyholder: Keyholder) -> bool:
    """Was this very document sealed before, by one that was stopped before it was kept?"""
    try:
        found = look_over(waiting, keyholder.roots())
    except NotSealed:
        return False
    same = found.marks is not None and found.marks.content_hash == content
    return found.valid and found.whole and same


def _content_hash(subject: str, text_hash: str, source: Source) -> str:
    """sha256 (hex) of all that the document says, where it may be read from aside."""
    said = asdict(source) | {"address": "", "marks": None}
    text = json.dumps([subject, text_hash, said], default=str, sort_keys=True)
    return sha256(text.encode()).hexdigest()


def _journal_now() -> tuple[int, str]:
    """Number and hash of the journal's newest line."""
    head = Head.objects.filter(id=1).first()
    return (head.sequence, head.entry_hash) if head else (0, "0" * 64)


def _answered(approval: Approval) -> Answered:
    when = date_format(timezone.localtime(approval.at), r"j. F Y \k\l. H.i")
    return Answered(approval.person.name, when, approval.refused, approval.reason)
