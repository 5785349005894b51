"""`./run verify [FIL.pdf]`: prove that nothing was changed.

Exit code 0: it fits; 1: it does not; 2: it cannot be looked at; 3: it fits, but rows that differed
from their lines were taken on trust by `take_stock`.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from raadslag.proof.saying import Proof
from raadslag.proof.sealed import verify_file
from raadslag.proof.verifying import verify_house
from raadslag.render.seal import NotSealed

FITS, DIFFERS, CANNOT, ON_TRUST = 0, 1, 2, 3


class Command(BaseCommand):
    help = (
        "Beviser, at journal, referater, filer og forseglede dokumenter ikke er ændret; med en "
        "FIL.pdf: at netop det dokument er ægte og svarer til husets referat."
    )

    requires_system_checks = ()  # a proof is asked for also where something else is wrong

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FIL.pdf", help="forseglet PDF")
        parser.add_argument(
            "--head", type=_head, metavar="LINJE:HASH", help="et hoved, der blev gemt et andet sted"
        )
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="MAPPE",
            help="kopier af RAADSLAG_VAR/anchors fra et andet sted",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        sys.exit(self._verify(options["file"], options["head"], options["heads"]))

    def _verify(self, file: Path | None, head: tuple[int, str] | None, copies: Path | None) -> int:
        try:
            if copies and not copies.is_dir():
                raise NotADirectoryError(0, "der er ingen mappe", str(copies))
            if file is None:
                return self._tell(verify_house(head=head, copies=copies), good="Alt passer.")
            return self._tell(verify_file(file.read_bytes()), good="Dokumentet er ægte.")
        except OSError as error:
            self.stderr.write(
                f"{error.filename or file} kan ikke læses: {error.strerror or error}."
            )
        except NotSealed as error:
            self.stderr.write(str(error))
        except DatabaseError as error:
            self.stderr.write(f"Databasen kan ikke læses ({error}). Er den sat op? ./run migrate")
        return CANNOT

    def _tell(self, proofs: Iterable[Proof], *, good: str) -> int:
        wrong = trusted = unlooked = 0
        for proof in proofs:
            wrong += not proof.fits
            unlooked += proof.unlooked
            trusted += proof.taken_on_trust
            mark = "!" if proof.remark else "✓" if proof.fits else "✗"
            self.stdout.write(f"{mark} {proof.text}")
        if wrong:
            self.stdout.write(f"{wrong} ting passer ikke.")
            return DIFFERS
        if unlooked:
            self.stdout.write("Resten passer, men det hele kunne ikke ses efter.")
            return CANNOT
        if trusted:
            self.stdout.write(
                f"{good} Men {trusted} rækker stod anderledes end deres linje, da der blev gjort "
                "status: om det var i orden, kan journalen ikke sige."
            )
            return ON_TRUST
        self.stdout.write(good)
        return FITS


def _head(text: str) -> tuple[int, str]:
    sequence, _, entry_hash = text.partition(":")
    if not (sequence.isdigit() and len(entry_hash) == 64):
        raise ArgumentTypeError(
            "skriv linjens nummer, kolon og 64 tegn, som ./run keep_head viser det"
        )
    return int(sequence), entry_hash.lower()
