"""Proving that nothing was changed: the journal and the tables against one another, both ways; frozen
texts and answers; kept files; sealed documents; and heads of the journal kept outside the database.

Every line of a proof is a Danish sentence with a yes or no; `./run verify` prints them. Time grows
with rows and lines, memory with the rows that lines speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from raadslag.journal.chain import read_entries
from raadslag.journal.listening import COPIES, listen
from raadslag.journal.models import Entry
from raadslag.journal.readable import JUNK
from raadslag.proof.erasures import prove_erasures
from raadslag.proof.heads import KEEP_HEAD, kept_heads, no_copy, prove_copies, prove_heads
from raadslag.proof.kept import prove_files
from raadslag.proof.lines import prove_chain, prove_head, prove_rows
from raadslag.proof.moment import one_moment
from raadslag.proof.promised import Promises, promises_made
from raadslag.proof.records import prove_approvals, prove_records
from raadslag.proof.roots import house_roots, prove_key
from raadslag.proof.saying import Proof
from raadslag.proof.schema import prove_promises, prove_schema
from raadslag.proof.sealed import prove_sealed_documents


def verify_house(
    *, head: tuple[int, str] | None = None, copies: Path | None = None
) -> Iterator[Proof]:
    """Everything that this house keeps, the journal first.

    `head`: number and hash of a line kept elsewhere. `copies`: a folder with heads kept elsewhere; null
    for the one that the house itself copies them to.
    """
    made = promises_made()
    with one_moment():
        yield from _everything(head, copies, made)


def _everything(
    head: tuple[int, str] | None, copies: Path | None, made: Promises
) -> Iterator[Proof]:
    kept = kept_heads()
    folder = copies or _copies()
    outside = kept_heads(folder) if folder else []
    asked = {one.sequence for one in [*kept, *outside]} | ({head[0]} if head else set())
    said = listen(hashes_at=frozenset(asked))
    roots = house_roots(said.roots)
    yield _where()
    yield from prove_chain(said)
    if head:
        yield prove_head(said, *head, kept="Det hoved, du gav")
    yield from prove_copies(said, outside)
    if not (head or outside):
        yield no_copy(folder)
    yield from roots.said()
    yield from prove_key(roots)
    yield from _to_the_end("Gemte hoveder", prove_heads(said, kept, roots))
    yield from _to_the_end("Databasens indretning", prove_schema())
    yield from _to_the_end("Databasens løfter", prove_promises(made))
    yield from _to_the_end("Tabellerne", prove_rows(said))
    yield from _to_the_end("Frosne tekster", prove_records(said))
    yield from _to_the_end("Godkendelser", prove_approvals())
    yield from _to_the_end("Sletninger efter lov", prove_erasures(said))
    yield from _to_the_end("Filer", prove_files(said, roots))
    yield from _to_the_end("Forseglede dokumenter", prove_sealed_documents(said, roots))


def _where() -> Proof:
    """Which house is looked at: what this shell's settings point to, for who stands in the wrong shell."""
    at = connection.settings_dict
    host = f" på {at['HOST']}" if at.get("HOST") else ""
    return Proof(True, f"Ser efter i {settings.VAR} og databasen {at['NAME']} ({connection.display_name}{host}).")  # fmt: skip


def _copies() -> Path | None:
    """Where the house copies heads to: what settings say, else what the newest kept head said."""
    if settings.ANCHOR_COPIES:
        return Path(settings.ANCHOR_COPIES)
    newest = Entry.objects.filter(act=KEEP_HEAD, details__has_key=COPIES).order_by("-sequence")
    for line, junk in read_entries(newest[:1]):
        told = line.details.get(COPIES) if not junk else None
        return Path(told) if isinstance(told, str) else None
    return None


def _to_the_end(called: str, proofs: Iterator[Proof]) -> Iterator[Proof]:
    """One part of the proof. What stops it is said, and the parts after it are still looked at."""
    try:
        yield from proofs
    except (*JUNK, LookupError, ValidationError) as error:
        yield Proof(False, f"{called} kunne ikke ses efter til ende: noget er ændret uden om huset ({type(error).__name__}: {error}).")  # fmt: skip
    except OSError as error:
        text = f"{called} kunne ikke ses efter til ende: {error.filename} kan ikke læses ({error.strerror})."
        yield Proof(True, text, remark=True, unlooked=True)
