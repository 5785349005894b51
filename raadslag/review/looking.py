"""Everything Gennemsyn has to say of a record that is about to leave a desk, its kept files too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from raadslag.checks import (
    Finding,
    Operand,
    in_order,
    plain_fingerprint,
)
from raadslag.checks.privacy.hits import UNSEEN, mark_of
from raadslag.checks.privacy.printed import names_of_the_meeting
from raadslag.checks.privacy.scanning import Scanner
from raadslag.files.store import find_bytes, is_kept, size_of
from raadslag.people.models import Person
from raadslag.record import Item, to_json, walk_figures
from raadslag.record import Meeting as Record
from raadslag.review.actions import accepted_in
from raadslag.review.assessing import Assessment, judged_hash, rules_of, rules_version
from raadslag.review.looking_limits import too_large_file, too_long_text
from raadslag.review.scans import keep_scan, kept_scan
from raadslag.review.texts import look_through


def assess(record: Record, *, protected: Iterable[str] = ()) -> Assessment:
    """Look the record and its kept files through. Takes seconds: never while a lock is held.

    A text or a file that is too large is not looked through: that is a finding, which stands in the way.
    """
    terms = tuple(sorted(set(protected)))
    known = _at_work(record.municipality)
    text = to_json(record)
    too_long = too_long_text(record, len(text))
    found = [too_long] if too_long else look_through(record, text, protected=terms, known=known)
    scans = list(_scans(record, terms, known))
    found = [replace(one, closed=_is_closed(record, one)) for one in found]
    found += [finding for scan in scans for finding in scan.findings]
    return Assessment(
        record_hash=judged_hash(record),
        files=frozenset(scan.sha256 for scan in scans),
        rules=rules_of(terms),
        findings=tuple(in_order(found)),
    )


def _is_closed(record: Record, finding: Finding) -> bool:
    return finding.index is not None and record.items[finding.index].closed


def _at_work(municipality: str | None) -> tuple[str, ...]:
    """Everybody whom the municipality's own register names: members, officials, authors."""
    persons = Person.objects.filter(body__name=municipality or "")
    return tuple(sorted(set(persons.values_list("name", flat=True))))


def findings_of(record: Record, *, protected: Iterable[str] = ()) -> list[Finding]:
    """Everything that is found in the record and in the kept files of its items, in order."""
    return list(assess(record, protected=protected).findings)


def standing(findings: Iterable[Finding], *, subjects: Iterable[str]) -> list[Finding]:
    """The findings that nobody has let stand for any of the subjects, their order kept."""
    accepted = frozenset().union(*map(accepted_in, subjects))
    return [finding for finding in findings if plain_fingerprint(finding) not in accepted]


@dataclass(frozen=True, slots=True)
class _Scan:
    """One kept file that was opened, and what was found in it."""

    sha256: str
    findings: tuple[Finding, ...]


def _scans(record: Record, terms: tuple[str, ...], register: tuple[str, ...]) -> Iterator[_Scan]:
    """Of open items and files that are not internal: the others don't leave the house."""
    known = tuple(sorted({*register, *names_of_the_meeting(record)}))
    with Scanner() as scanner:
        for index, item in enumerate(record.items):
            for file in _files(item):
                found = _scanned(file, terms, known, scanner)
                if found is not None:
                    told = [_of_file(one, file.name) for one in found if not file.passes_over(one)]
                    placed = (replace(one, item=item.number, index=index) for one in told)
                    yield _Scan(file.sha256, tuple(placed))


@dataclass(frozen=True, slots=True)
class _File:
    """A kept file that the public would get; a figure stands in the text itself."""

    sha256: str
    name: str
    figure: bool = False

    def passes_over(self, finding: Finding) -> bool:
        """An image in the text is seen by whoever reads it: what is written in its code counts."""
        return self.figure and finding.rule == UNSEEN


def _files(item: Item) -> Iterator[_File]:
    """The files of an item that the public would get, images in the text too."""
    if item.closed:
        return
    for part in item.attachments:
        if part.sha256 and not part.internal:
            yield _File(part.sha256, part.file_name or part.title)
    for figure in walk_figures(block for section in item.sections for block in section.blocks):
        if figure.file:
            name = figure.caption or figure.alt or "figur"
            yield _File(figure.file, name, figure=True)


def _of_file(finding: Finding, name: str) -> Finding:
    """The finding with its file's name: where to look, and what an acceptance holds for."""
    operands = finding.operands
    if not any(operand.value == "fil" for operand in operands):
        operands = (*operands, Operand(name, "fil"))
    message = finding.message if name in finding.message else f"{name}: {finding.message}"
    return replace(finding, message=message, operands=operands)


def _scanned(
    file: _File, terms: tuple[str, ...], known: tuple[str, ...], scanner: Scanner
) -> list[Finding] | None:
    """What was found in the file; null where no such file is kept."""
    if not is_kept(file.sha256):
        return None
    if too_large := too_large_file(file.sha256, file.name, size_of(file.sha256)):
        return [too_large]
    said = [rules_version(), mark_of(""), file.sha256, file.name, *terms, "", *known]
    key = sha256("\x1f".join(said).encode()).hexdigest()
    if (kept := kept_scan(key)) is not None:
        return kept
    content = find_bytes(file.sha256)
    if content is None:
        return None
    found = scanner.scan(content, file.name, protected=terms, known=known)
    keep_scan(key, found)
    return found
