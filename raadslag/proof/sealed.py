"""Sealed documents: each is whole, speaks of the text it stands by, and of a line that still stands."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.files.store import Damaged, NotKept, bytes_of
from raadslag.journal.listening import Said
from raadslag.journal.models import Entry
from raadslag.journal.readable import read_objects
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.proof.roots import Roots, house_roots
from raadslag.proof.saying import Proof
from raadslag.public.models import Publication
from raadslag.record import data_hash
from raadslag.render.own_seal import SEAL_NAME
from raadslag.render.seal import NotSealed, SealReport, look_over


def verify_file(document: bytes) -> Iterator[Proof]:
    """One sealed PDF: its seal, what it carries, and whether this house knows it. Raises `NotSealed`."""
    roots = house_roots()
    found = look_over(document, roots.found)
    yield from roots.said()
    if not (roots.missing and found.whole and found.sound):
        yield _seal(found)
    if found.record is None or found.marks is None:
        yield Proof(
            False, "Dokumentet bærer ikke referatet som data: det er ikke lavet af Rådslag."
        )
        return
    carried = data_hash(found.record)
    fits = carried == found.marks.record_hash
    yield Proof(
        fits,
        f"Referatet i filen passer til den hash, der står i dokumentet ({carried[:12]}…)."
        if fits
        else "Referatet i filen passer ikke til den hash, der står i dokumentet.",
    )
    known = _known(carried)
    yield known
    if known.fits:  # another house's document speaks of another journal
        yield _moment(found.marks.sequence, found.marks.journal_hash)


def prove_sealed_documents(said: Said, roots: Roots) -> Iterator[Proof]:
    """Every row of a sealed document against its file, its text and the journal."""
    count, broken = 0, False
    for pk, row in read_objects(SealedDocument.objects.all()):
        if row is None:
            broken = True
            yield Proof(False, f"Forseglet dokument nr. {pk} kan ikke læses: rækken er ændret uden om huset.")  # fmt: skip
            continue
        if row.sha256 in said.erased_files:
            continue
        count += 1
        wrong = _wrong_with(row, roots)
        if wrong:
            broken = True
            yield Proof(False, f"Forseglet dokument {row.subject} ({row.sha256[:12]}…): {wrong}")
    if not broken:
        how = "alle med ubrudt segl" if roots.missing else "alle med gyldigt segl"
        yield Proof(True, f"Forseglede dokumenter: {count}, {how}.")


def _seal(found: SealReport) -> Proof:
    when = ""
    if found.sealed_at:
        when = date_format(timezone.localtime(found.sealed_at), r" j. F Y \k\l. H.i")
    if not found.whole:
        return Proof(
            False, "Seglet dækker ikke hele filen: noget er ændret eller tilføjet bagefter."
        )
    if found.valid:
        trial = " Det er et prøvesegl, ikke et kvalificeret segl." if found.sealed_by == SEAL_NAME else ""  # fmt: skip
        return Proof(True, f"Seglet er gyldigt: sat af {found.sealed_by}{when}, og filen er uændret siden.{trial}")  # fmt: skip
    if not found.trusted:
        return Proof(False, f"Seglet er sat af {found.sealed_by}, som dette hus ikke kender eller stoler på, eller filen er ændret.")  # fmt: skip
    return Proof(False, "Seglet er brudt: filen er ændret, efter at den blev forseglet.")


def _known(carried: str) -> Proof:
    minutes = Minutes.objects.filter(record_hash=carried).select_related("meeting__organization")
    if own := minutes.first():
        return Proof(True, f"Teksten er {_name(own)}, version {own.version}, som huset har den.")
    public = Publication.objects.filter(record_hash=carried).select_related("meeting__organization")
    if shown := public.order_by("-version").first():
        gone = ", som siden er trukket tilbage" if shown.withdrawn_at else ""
        return Proof(True, f"Teksten er den offentlige udgave {shown.version} af {_name(shown)}{gone}.")  # fmt: skip
    return Proof(False, "Huset har intet referat med den tekst.")


def _name(row: Minutes | Publication) -> str:
    day = date_format(timezone.localdate(row.meeting.starts_at), "j. F Y")
    return f"referatet af {row.meeting.organization} {day}"


def _moment(sequence: int, journal_hash: str) -> Proof:
    if Entry.objects.filter(sequence=sequence, entry_hash=journal_hash).exists():
        return Proof(True, f"Journalens linje {sequence} er den, der stod, da dokumentet blev forseglet.")  # fmt: skip
    return Proof(False, f"Journalens linje {sequence} er ikke den, der stod, da dokumentet blev forseglet: journalen er skrevet om.")  # fmt: skip


def _wrong_with(row: SealedDocument, roots: Roots) -> str:
    try:
        found = look_over(bytes_of(row.sha256), roots.found)
    except (NotKept, ValueError, TypeError):  # a name that no bytes can have is missing too
        return "filen mangler."
    except Damaged:
        return "filen er ændret, siden den blev gemt."
    except NotSealed as error:
        return str(error)
    if not (roots.stand_behind(found) and found.whole):
        return "seglet er brudt, eller huset kender ikke den, der satte det."
    if found.marks is None or found.marks.record_hash != row.record_hash:
        return "dokumentet handler om en anden tekst."
    if found.record is None or data_hash(found.record) != row.record_hash:
        return "dokumentet bærer ikke den tekst, som det siger."
    if not _text_stands(row):
        return "huset har ikke længere den tekst, der blev forseglet."
    moment = _moment(row.sequence, row.journal_hash)
    return "" if moment.fits else moment.text


def _text_stands(row: SealedDocument) -> bool:
    """Does the row that was sealed still have the text's hash?"""
    kind, _, key = row.subject.partition(":")
    try:
        if kind == "minutes":
            return Minutes.objects.filter(pk=int(key), record_hash=row.record_hash).exists()
        return Publication.objects.filter(uid=key, record_hash=row.record_hash).exists()
    except (ValueError, ValidationError):  # a subject that no row can have
        return False
