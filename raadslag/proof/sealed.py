"""Sealed documents: each is whole, speaks of the text it stands by, and of a line that still stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.files.store import Damaged, NotKept, bytes_of
from raadslag.journal.listening import Said
from raadslag.journal.models import Entry
from raadslag.journal.readable import read_objects
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.proof.roots import Roots, house_roots, named_roots
from raadslag.proof.saying import Proof, counted
from raadslag.public.models import Publication
from raadslag.record import data_hash, record_hash
from raadslag.render.own_seal import SEAL_NAME
from raadslag.render.seal import NotSealed, SealReport, digest, look_over


def verify_file(document: bytes) -> Iterator[Proof]:
    """One sealed PDF: its seal, what it carries, and whether this house knows it. Raises `NotSealed`."""
    roots = house_roots(named_roots())
    found = look_over(document, roots.found)
    unlooked = bool(roots.missing) and found.whole and found.sound and not found.valid
    if unlooked and SealedDocument.objects.filter(sha256=digest(document)).exists():
        yield from roots.said()
    else:
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
    count, broken, gone = 0, False, dict[str, int]()
    anew = set[str]()
    for pk, row in read_objects(SealedDocument.objects.all()):
        if row is None:
            broken = True
            yield Proof(False, f"Forseglet dokument nr. {pk} kan ikke læses: rækken er ændret uden om huset.")  # fmt: skip
            continue
        if row.sha256 in said.erased_files:
            gone[row.subject] = gone.get(row.subject, 0) + 1
            anew.discard(row.subject)
            continue
        count += 1
        anew.add(row.subject)
        wrong = _wrong_with(row, roots)
        if wrong:
            broken = True
            yield Proof(False, f"Forseglet dokument {row.subject} ({row.sha256[:12]}…): {wrong}")
    if not broken:
        how = "alle med ubrudt segl" if roots.missing else "alle med gyldigt segl"
        yield Proof(True, f"Forseglede dokumenter: {count}, {how}.")
    if gone:
        documents = counted(sum(gone.values()), "forseglet dokument", "forseglede dokumenter")
        text = f"{documents} er slettet efter lov; {len(anew & set(gone))} er forseglet på ny uden ordene."
        yield Proof(True, text, remark=True)


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
    minutes = Minutes.objects.select_related("meeting__organization")
    public = Publication.objects.select_related("meeting__organization")
    row: Minutes | Publication
    if own := minutes.filter(record_hash=carried).first():
        what, row = f"{_name(own)}, version {own.version}, som huset har den", own
    elif shown := public.filter(record_hash=carried).order_by("-version").first():
        what, row = _said_public(shown), shown
    elif found := _sealed_without_words(carried):
        return Proof(True, f"Teksten er {_said(found)}, efter at ord i den er slettet efter lov.")
    else:
        return Proof(False, "Huset har intet referat med den tekst.")
    if carried in hashes_today(row):
        return Proof(True, f"Teksten er {what}.")
    return Proof(True, f"Teksten er {what.removesuffix(', som huset har den')}. Siden er ord i den slettet efter lov i huset.")  # fmt: skip


def hashes_today(row: Minutes | Publication) -> set[str]:
    """What hashes the row's text gives today: as its data is kept, and as today's format writes it."""
    found = {data_hash(row.record)}
    with suppress(ValueError, TypeError, KeyError):
        found.add(record_hash(row.as_record()))
    return found


def _sealed_without_words(carried: str) -> Minutes | Publication | None:
    """The row whose text lost words by law and was then sealed with this hash."""
    for sealed in SealedDocument.objects.filter(record_hash=carried):
        row = _row_of(sealed)
        if row is not None and carried in hashes_today(row):
            return row
    return None


def _said(row: Minutes | Publication) -> str:
    return f"{_name(row)}, version {row.version}" if isinstance(row, Minutes) else _said_public(row)


def _said_public(row: Publication) -> str:
    gone = ", som siden er trukket tilbage" if row.withdrawn_at else ""
    return f"den offentlige udgave {row.version} af {_name(row)}{gone}"


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


def _text_stands(sealed: SealedDocument) -> bool:
    """Does the row that was sealed still have the text's hash, or its text as the law left it?"""
    row = _row_of(sealed)
    return row is not None and (
        row.record_hash == sealed.record_hash or sealed.record_hash in hashes_today(row)
    )


def _row_of(sealed: SealedDocument) -> Minutes | Publication | None:
    kind, _, key = sealed.subject.partition(":")
    try:
        if kind == "minutes":
            return Minutes.objects.select_related("meeting__organization").get(pk=int(key))
        return Publication.objects.select_related("meeting__organization").get(uid=key)
    except (
        ValueError,
        ValidationError,
        ObjectDoesNotExist,
    ):  # a subject that no row has or can have
        return None
