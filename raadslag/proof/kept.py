"""Kept bytes: each is what its name says, and each that a row or a line speaks of is there."""

from __future__ import annotations

from collections.abc import Iterator

from raadslag.cases.models import File, Picture
from raadslag.files.store import Damaged, bytes_of, is_kept, kept_names, open_kept
from raadslag.importer.models import ImportedFile
from raadslag.journal.listening import Said
from raadslag.journal.models import Entry
from raadslag.meetings.models import MessageFile
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.proof.roots import Roots
from raadslag.proof.saying import Proof, counted, said_line
from raadslag.public.models import PublishedFile
from raadslag.render.seal import NotSealed, look_over

PDF = b"%PDF"


def prove_files(said: Said, roots: Roots) -> Iterator[Proof]:
    """Every kept file, and every file that should be."""
    broken, spoken_of, count = False, _spoken_of(), 0
    for name in kept_names():
        count += 1
        try:
            with open_kept(name) as file:
                orphan = name not in spoken_of and file.read(len(PDF)) == PDF
        except Damaged:
            broken = True
            yield Proof(False, f"Filen {name[:12]}… er ændret, siden den blev gemt.")
            continue
        if orphan and (wrong := _forgotten(name, roots)):
            broken = True
            yield Proof(False, wrong)
    for name in sorted(spoken_of | set(said.files)):
        if _lies_here(name) or name in said.erased_files:
            continue
        broken = True
        line = f" Den blev gemt i {said_line(said.files[name])}." if name in said.files else ""
        yield Proof(False, f"Filen {name[:12]}… mangler.{line}")
    if not broken:
        yield Proof(True, f"Filer: {count} passer til deres hash, og ingen mangler.")
    if said.erased_files:
        files = counted(len(said.erased_files), "fil", "filer")
        yield Proof(True, f"{files} er slettet efter lov.", remark=True)


def _lies_here(name: str) -> bool:
    """Are there bytes of this name? A name that no bytes can have was written by somebody else."""
    try:
        return is_kept(name)
    except ValueError:
        return False


def _spoken_of() -> set[str]:
    rows = (
        File.objects.values_list("sha256", flat=True),
        Picture.objects.values_list("sha256", flat=True),
        MessageFile.objects.values_list("sha256", flat=True),
        Minutes.objects.exclude(source_file="").values_list("source_file", flat=True),
        ImportedFile.objects.values_list("sha256", flat=True),
        PublishedFile.objects.values_list("sha256", flat=True),
        SealedDocument.objects.values_list("sha256", flat=True),
    )
    return {str(name) for names in rows for name in names.iterator()}


def _forgotten(name: str, roots: Roots) -> str:
    """A document that this house sealed, that no row speaks of, from a journal that is no longer ours."""
    try:
        found = look_over(bytes_of(name), roots.found)
    except NotSealed:
        return ""
    if not (roots.stand_behind(found) and found.whole and found.marks):
        return ""
    marks = found.marks
    if Entry.objects.filter(sequence=marks.sequence, entry_hash=marks.journal_hash).exists():
        return ""  # sealed by one that was killed before its row stood
    return f"Filen {name[:12]}… er forseglet af dette hus ved journalens linje {marks.sequence}, som ikke findes mere: journalen er skrevet om eller slettet."
