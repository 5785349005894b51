"""Lawful erasures: each line of the journal about one finds it on the list outside the database, and back."""

from __future__ import annotations

from collections.abc import Iterator

from raadslag.journal.listening import ErasureLine, Said
from raadslag.proof import erased_list
from raadslag.proof.saying import Proof, counted, said_line


def prove_erasures(said: Said) -> Iterator[Proof]:
    """Would a restore still take away all that the law took? Says nothing where nothing was erased."""
    listed, wrong = erased_list.read(), False
    names = {one.name for one in listed} | {one.line for one in listed}
    for line in said.erasures:
        wanted = _name_in(line)
        if wanted and wanted not in names:
            wrong = True
            yield Proof(False, _not_listed(line.sequence))
    known = {_name_in(line) for line in said.erasures}
    for one in listed:
        if not known & {one.name, one.line}:
            wrong = True
            yield Proof(False, _not_in_journal(one.line, one.reason))
    if undone := sum(1 for one in listed if not erased_list.can_be_done(one)):
        wrong = True
        many = counted(undone, "sletning", "sletninger")
        yield Proof(False, f"{many} på listen kan ikke gøres igen efter en gendannelse: {erased_list.KEY} mangler eller er en anden. Læg den tilbage fra en sikkerhedskopi.")  # fmt: skip
    if listed and not wrong:
        many = counted(len(listed), "sletning", "sletninger")
        yield Proof(True, f"Listen over sletninger efter lov: {many}, hver med sin linje i journalen.")  # fmt: skip


def _name_in(line: ErasureLine) -> str:
    """How the list knows the erasure; empty for one done again before the list was named in lines."""
    return line.listed or ("" if line.again else f"{line.sequence}:{line.entry_hash}")


def _not_listed(sequence: int) -> str:
    return (
        f"Sletningen efter lov i {said_line(sequence)} står ikke på listen {erased_list.LIST}: den er slettet, "
        "skåret af eller ændret uden om huset, og en gendannelse ville bringe ordene tilbage. Hent listen og "
        "nøglen fra en sikkerhedskopi: ./run erase_again MAPPE."
    )


def _not_in_journal(line: str, reason: str) -> str:
    number = line.partition(":")[0]
    return (
        f"På listen {erased_list.LIST} står en sletning efter lov, som journalen ikke kender (linje {number}: "
        f"»{reason}«): er databasen bragt tilbage fra før den, står ordene der igen. Kør ./run erase_again."
    )
