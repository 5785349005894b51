"""`manage.py tie_user SUBJECT --person SLUG --body SLUG`: say which person an account is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from raadslag.journal.actions import SYSTEM, note
from raadslag.people.models import Person, User


class Command(BaseCommand):
    help = "Knytter en konto fra kommunens log ind til en person; aldrig ud fra e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", metavar="SUBJECT", help="kontoens navn hos udstederen (sub)")
        parser.add_argument("--person", required=True, help="personens navn i adresser")
        parser.add_argument("--body", required=True, help="kommunens navn i adresser")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        person = Person.objects.filter(slug=options["person"], body__slug=options["body"]).first()
        if person is None:
            raise CommandError(f"Ingen person hedder »{options['person']}« i den kommune.")
        user, _ = User.objects.get_or_create(
            issuer=settings.OIDC_ISSUER,
            subject=options["subject"],
            defaults={"username": f"{options['subject']}@{settings.OIDC_ISSUER}"[:150]},
        )
        taken = User.objects.filter(person=person).exclude(pk=user.pk).first()
        if taken is not None:
            raise CommandError(f"{person} har allerede en konto: {taken.subject}.")
        user.person, user.body = person, person.body
        user.save()
        details = {"person": person.pk}
        note("tie_user", by=SYSTEM, subject=f"user:{user.pk}", details=details, rows=[user])
        self.stdout.write(f"{options['subject']} er nu {person}.")
