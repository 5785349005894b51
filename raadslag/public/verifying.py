"""Proving that nothing was changed: the journal, the minutes, the kept files, the sealed documents.

Every line of a proof is a Danish sentence with a yes or no; `./run verify` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from raadslag.cases.models import File
from raadslag.files.store import Damaged, NotKept, bytes_of, is_kept, kept_names, open_kept
from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry, Head
from raadslag.meetings.models import AgendaVersion
from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.minutes.sealing import trusted_roots
from raadslag.public.models import Publication
from raadslag.record import data_hash
from raadslag.render.own_seal import SEAL_NAME
from raadslag.render.seal import NotSealed, SealReport, look_over


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing looked at: does it fit, and what there is to say."""

    fits: bool
    text: str


def verify_house() -> Iterator[Proof]:
    """Everything that this house keeps, the journal first."""
    yield _journal()
    yield from _records("Referater", "Referatet", Minutes.objects.select_related("meeting"))
    yield from _records("Dagsordener", "Dagsordenen", AgendaVersion.objects.select_related("meeting"))  # fmt: skip
    yield from _records("Offentliggørelser", "Offentliggørelsen", Publication.objects.select_related("meeting"))  # fmt: skip
    yield _approvals()
    yield from _files()
    yield from _sealed_documents()


def verify_file(document: bytes) -> Iterator[Proof]:
    """One sealed PDF: its seal, what it carries, and whether this house knows it. Raises `NotSealed`."""
    found = look_over(document, trusted_roots())
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
    line = Entry.objects.filter(sequence=sequence).first()
    if line is not None and line.entry_hash == journal_hash:
        return Proof(True, f"Journalens linje {sequence} er den, der stod, da dokumentet blev forseglet.")  # fmt: skip
    return Proof(False, f"Journalens linje {sequence} er ikke den, der stod, da dokumentet blev forseglet: journalen er skrevet om.")  # fmt: skip


def _journal() -> Proof:
    misfit = first_misfit()
    head = Head.objects.filter(id=1).first()
    count = head.sequence if head else 0
    if misfit is None:
        ending = f", og ender med {head.entry_hash[:12]}…" if head else ""
        return Proof(True, f"Journalen er hel: {count} linjer, der passer til hinanden{ending}.")
    line = Entry.objects.filter(sequence=misfit).first()
    if line is None:
        return Proof(False, f"Journalen er brudt ved linje {misfit}: den mangler.")
    when = date_format(timezone.localtime(line.at), r"j. F Y \k\l. H.i.s")
    return Proof(False, f"Journalen er brudt ved linje {misfit}: {line.act} af {line.actor_name} {when} ({line.subject}). Alt før den er helt.")  # fmt: skip


def _records(many: str, one: str, rows: Iterable[Minutes | AgendaVersion | Publication]) -> Iterator[Proof]:  # fmt: skip
    """Do frozen records still give their hash?"""
    count, broken = 0, False
    found = rows.iterator(chunk_size=50) if hasattr(rows, "iterator") else rows
    for row in found:
        count += 1
        if data_hash(row.record) != row.record_hash:
            broken = True
            yield Proof(False, f"{one} {row.meeting} (version {row.version}) er ændret, siden den blev frosset.")  # fmt: skip
    if not broken:
        yield Proof(True, f"{many}: {count} passer til deres hash.")


def _approvals() -> Proof:
    rows = Approval.objects.select_related("minutes", "person")
    wrong = [a for a in rows if a.text_hash != a.minutes.record_hash]
    if wrong:
        return Proof(False, f"Godkendelsen af {wrong[0].person} gælder en anden tekst end det referat, den står ved.")  # fmt: skip
    return Proof(True, f"Godkendelser: {rows.count()}, hver af præcis den tekst, den står ved.")


def _files() -> Iterator[Proof]:
    """Every kept file is named by its own hash, and every file that a row speaks of is there."""
    count, broken = 0, False
    for name in kept_names():
        count += 1
        try:
            open_kept(name).close()
        except Damaged:
            broken = True
            yield Proof(False, f"Filen {name[:12]}… er ændret, siden den blev gemt.")
    for name in sorted(_spoken_of()):
        if not is_kept(name):
            broken = True
            yield Proof(False, f"Filen {name[:12]}… mangler.")
    if not broken:
        yield Proof(True, f"Filer: {count} passer til deres hash, og ingen mangler.")


def _spoken_of() -> set[str]:
    cases = File.objects.values_list("sha256", flat=True)
    sources = Minutes.objects.exclude(source_file="").values_list("source_file", flat=True)
    return {*cases, *sources}


def _sealed_documents() -> Iterator[Proof]:
    """Every sealed document is there, whole, and speaks of a journal line that still stands."""
    roots, count, broken = trusted_roots(), 0, False
    for row in SealedDocument.objects.iterator():
        count += 1
        wrong = _wrong_with(row, roots)
        if wrong:
            broken = True
            yield Proof(False, f"Forseglet dokument {row.subject} ({row.sha256[:12]}…): {wrong}")
    if not broken:
        yield Proof(True, f"Forseglede dokumenter: {count}, alle med gyldigt segl.")


def _wrong_with(row: SealedDocument, roots: list[object]) -> str:
    try:
        found = look_over(bytes_of(row.sha256), roots)
    except NotKept:
        return "filen mangler."
    except Damaged:
        return "filen er ændret, siden den blev gemt."
    except NotSealed as error:
        return str(error)
    if not (found.valid and found.whole):
        return "seglet er brudt, eller huset kender ikke den, der satte det."
    if found.marks is None or found.marks.record_hash != row.record_hash:
        return "dokumentet handler om en anden tekst."
    moment = _moment(row.sequence, row.journal_hash)
    return "" if moment.fits else moment.text
