"""Everything Gennemsyn has to say of a record that is about to leave a desk, its kept files too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from threading import Lock

from django.conf import settings

from raadslag.checks import (
    Checker,
    Finding,
    finding_from_data,
    finding_to_data,
    in_order,
    plain_fingerprint,
)
from raadslag.checks.privacy.printed import names_of_the_meeting
from raadslag.checks.privacy.scanning import Scanner
from raadslag.files.store import find_bytes, is_kept
from raadslag.people.models import Person
from raadslag.record import Meeting as Record
from raadslag.render.glyphs import Letters
from raadslag.review.actions import accepted_in
from raadslag.review.models import FileScan

SCAN_VERSION = "2"
"""Counts up when the privacy detectors change, so that kept scans are made anew."""
_CHECKER, _ONE_AT_A_TIME = Checker(), Lock()
"""One memory for the process: what did not change since the last look is not worked out again.

A `Checker` serves one thread at a time; the threads of a server take turns.
"""


def findings_of(record: Record, *, protected: Iterable[str] = ()) -> list[Finding]:
    """Everything that is found in the record and in the kept files of its items, in order."""
    terms = tuple(sorted(set(protected)))
    known = _at_work(record.municipality)
    with _ONE_AT_A_TIME:
        found = _CHECKER.check(
            record,
            protected=terms,
            missing_letters=Letters(settings.FONTS).missing_in,
            known=known,
        )
    return in_order([*found, *_in_files(record, terms, known)])


def _at_work(municipality: str | None) -> tuple[str, ...]:
    """Everybody whom the municipality's own register names: members, officials, authors."""
    persons = Person.objects.filter(body__name=municipality or "")
    return tuple(sorted(set(persons.values_list("name", flat=True))))


def standing(findings: Iterable[Finding], *, subjects: Iterable[str]) -> list[Finding]:
    """The findings that nobody has let stand for any of the subjects, their order kept."""
    accepted = frozenset().union(*map(accepted_in, subjects))
    return [finding for finding in findings if plain_fingerprint(finding) not in accepted]


def _in_files(
    record: Record, terms: tuple[str, ...], register: tuple[str, ...]
) -> Iterator[Finding]:
    """Of open items and files that are not internal: the others don't leave the house."""
    known = tuple(sorted({*register, *names_of_the_meeting(record)}))
    with Scanner() as scanner:
        for index, item in enumerate(record.items):
            for attachment in item.attachments:
                if attachment.sha256 and not attachment.internal and not item.closed:
                    name = attachment.file_name or attachment.title
                    for finding in _scanned(attachment.sha256, name, terms, known, scanner):
                        yield replace(finding, item=item.number, index=index)


def _scanned(
    digest: str, name: str, terms: tuple[str, ...], known: tuple[str, ...], scanner: Scanner
) -> list[Finding]:
    if not is_kept(digest):
        return []
    key = sha256("\x1f".join([SCAN_VERSION, digest, name, *terms, "", *known]).encode()).hexdigest()
    kept = FileScan.objects.filter(key=key).first()
    if kept is None:
        content = find_bytes(digest)
        if content is None:
            return []
        found = scanner.scan(content, name, protected=terms, known=known)
        data = [finding_to_data(finding) for finding in found]
        kept, _ = FileScan.objects.get_or_create(key=key, defaults={"findings": data})
    return [finding_from_data(one) for one in kept.findings]
