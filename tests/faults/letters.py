"""Letters to send in a house of its own: `python -m tests.faults.run letters write N [SECONDS]` or `… letters sent`."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from raadslag.people.actions import write_letter
from raadslag.people.models import Body, Letter, Person


def main(what: str, count: str = "0", seconds: str = "0") -> None:
    """Write so many letters (and the tables, the first time), or say how many are sent."""
    if what == "sent":
        print(Letter.objects.exclude(sent_at=None).count())
        return
    if "people_letter" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    body, _ = Body.objects.get_or_create(name="Møllested Kommune", slug="moellested")
    person, _ = Person.objects.get_or_create(body=body, name="Åge Bro", email="aage@moellested.example")  # fmt: skip
    first, due = Letter.objects.count(), timezone.now() + timedelta(seconds=float(seconds))
    for number in range(first, first + int(count)):
        write_letter(person, key=f"k{number}", subject="Indkaldelse", text="Kære Åge", due=due)  # fmt: skip
