"""`./run take_stock --because …`: prove, from today, rows that no line speaks rightly of."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from raadslag.journal.replaying import take_stock


class Command(BaseCommand):
    help = (
        "Optager status: noterer rækker, som ingen linje taler rigtigt om (et hus, der er ældre end "
        "beviserne, eller en opgradering, der ændrede rækker). ./run verify siger det for altid."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--because", required=True, metavar="GRUND", help="hvorfor det gøres")

    def handle(self, *_args: Any, **options: Any) -> None:
        count = take_stock(because=options["because"])
        self.stdout.write(f"Status optaget af {count} rækker.")
