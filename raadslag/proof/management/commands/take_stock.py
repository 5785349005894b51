"""`./run take_stock --because …`: prove, from today, rows that no line speaks rightly of."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from raadslag.journal.replaying import take_stock
from raadslag.proof.saying import counted, said_row
from raadslag.proof.whose import not_this_house


class Command(BaseCommand):
    help = (
        "Optager status: noterer rækker, som ingen linje taler rigtigt om (et hus, der er ældre end "
        "beviserne, eller en opgradering, der ændrede rækker). ./run verify siger det for altid."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--because", required=True, metavar="GRUND", help="hvorfor det gøres")

    def handle(self, *_args: Any, **options: Any) -> None:
        if wrong := not_this_house():
            raise CommandError(wrong, returncode=2)
        stock = take_stock(because=options["because"])
        self.stdout.write(f"Status optaget af {counted(stock.count, 'række', 'rækker')}.")
        for one in stock.unreadable:
            self.stderr.write(f"{said_row(one.label, one.pk)} kan ikke læses og er ikke taget med: en kolonne rummer andet, end der kan stå. Ret rækken, og kør kommandoen igen.")  # fmt: skip
        if stock.unreadable:
            sys.exit(1)
