"""The journal's own proofs: the chain, heads that were kept outside, and the tables held against it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from raadslag.journal.chain import read_entries
from raadslag.journal.listening import Said
from raadslag.journal.models import Entry
from raadslag.journal.replaying import Misfit, misfits
from raadslag.proof.saying import Proof, counted, said_line, said_row

MOST_SAID = 200
"""So many rows that do not fit are named; the rest are counted."""


def prove_chain(said: Said) -> Iterator[Proof]:
    """Do the lines fit one another, end to end?"""
    sequence, entry_hash = said.head
    if said.broken is None:
        ending = f", og ender med linje {sequence}:{entry_hash}" if sequence else ""
        yield Proof(
            True,
            f"Journalen er hel: {counted(sequence, 'linje', 'linjer')}, der passer til hinanden{ending}.",
        )
    elif Entry.objects.filter(sequence=said.broken).exists():
        yield Proof(False, f"Journalen er brudt ved {said_line(said.broken)}. Alt før den er helt.")
    else:
        yield Proof(False, f"Journalen er brudt ved linje {said.broken}: den mangler.")
    after = sorted(said.misfits)[1:]
    for number in after[:MOST_SAID]:
        yield Proof(
            False,
            f"{said_line(number)[:1].upper()}{said_line(number)[1:]} passer heller ikke til sin linje før eller til sit eget aftryk.",
        )
    if len(after) > MOST_SAID:
        yield Proof(False, f"Og {len(after) - MOST_SAID} linjer til passer ikke.")
    for sequence, junk in islice(said.unreadable.items(), MOST_SAID):
        yield Proof(
            False,
            f"Linje {sequence} kan ikke læses: {', '.join(junk)} rummer andet, end huset skriver.",
        )
    if said.erased_lines:
        words = counted(len(said.erased_lines), "linje", "linjer")
        yield Proof(True, f"Ord i {words} er slettet efter lov.", remark=True)


def prove_head(said: Said, sequence: int, entry_hash: str, *, kept: str) -> Proof:
    """Is the line that was the newest when its hash was kept (`kept`: where) still that line?

    `said` must have listened with the line in `hashes_at`.
    """
    found = said.hashes.get(sequence)
    if found is None:
        return Proof(
            False,
            f"{kept}: journalens linje {sequence} mangler, så enden er skåret af eller alt slettet.",
        )
    if found != entry_hash:
        return Proof(False, f"{kept}: journalens linje {sequence} er skrevet om siden da.")
    return Proof(True, f"{kept}: journalens linje {sequence} er den samme i dag.")


def prove_rows(said: Said) -> Iterator[Proof]:
    """Does each row say what the newest line about it says, and has each row a line? Empties `said.rows`."""
    counts: dict[str, int] = {}
    wrong = 0
    found = misfits(said, counts)
    for misfit in islice(found, MOST_SAID):
        wrong += 1
        yield Proof(False, _what(misfit))
    if more := sum(1 for _ in found):
        yield Proof(False, f"… og {counted(more, 'række', 'rækker')} mere, der ikke passer.")
    unproven = counts.pop("", 0)
    if not wrong:
        proven = sum(counts.values()) - unproven
        rows = counted(proven, "række", "rækker")
        yield Proof(
            True, f"Tabellerne passer til journalen: {rows}, hver som dens nyeste linje siger."
        )
    if unproven:
        rows = counted(unproven, "række", "rækker")
        yield Proof(
            True,
            f"{rows} er ubeviste: de er ældre end journalens beviser, og ældre linjer siger intet om dem. "
            "./run take_stock beviser dem fra i dag.",
            remark=True,
        )
    yield from _stock(said)
    if said.erased_rows:
        rows = counted(len(said.erased_rows), "række", "rækker")
        yield Proof(True, f"Ord i {rows} er slettet efter lov.", remark=True)


def _stock(said: Said) -> Iterator[Proof]:
    for sequence in said.stock:
        line = next(read_entries(Entry.objects.filter(sequence=sequence)))[0]
        told = line.rows if isinstance(line.rows, dict) else {}
        rows = sum(len(one) for one in told.values() if isinstance(one, dict))
        if not rows:
            continue
        because = line.details.get("because", "") if isinstance(line.details, dict) else ""
        text = f"Status optaget i linje {sequence} af {counted(rows, 'række', 'rækker')}: {because} Fra før da er de ubeviste."
        yield Proof(True, text, remark=True)
    for sequence, label, pk in said.anew[:MOST_SAID]:
        yield Proof(
            True,
            f"{said_row(label, pk)} stod anderledes end sin linje, da der blev gjort status i linje {sequence}.",
            remark=True,
            taken_on_trust=True,
        )


def _what(misfit: Misfit) -> str:
    row = said_row(misfit.label, misfit.pk)
    if misfit.wrong == "unreadable":
        line = f" Den står i {said_line(misfit.sequence)}." if misfit.sequence else ""
        return f"{row} kan ikke læses: en kolonne rummer andet, end der kan stå. Den er ændret uden om huset.{line}"
    if misfit.sequence is None:
        return f"{row} har ingen linje: den er sat ind uden om huset."
    line = said_line(misfit.sequence)
    if misfit.wrong == "lost":
        return f"{row} mangler: den er slettet uden om huset. Den står i {line}."
    if misfit.wrong == "back":
        return f"{row} står der igen, skønt den blev slettet i {line}."
    return f"{row} er ændret uden om huset. Den siger ikke længere det, der står i {line}."
