"""`manage.py map_claim ROLE --body SLUG …`: say what a role at the municipality's sign-in gives here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from raadslag.journal.actions import SYSTEM, note
from raadslag.people.models import Body, Membership, Organization, RoleClaim


class Command(BaseCommand):
    help = "Oversætter en rolle fra kommunens log ind til en rolle i Rådslag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("claim", metavar="ROLLE", help="rollens navn hos udstederen")
        parser.add_argument("--body", required=True, help="kommunens navn i adresser")
        parser.add_argument("--organization", help="udvalgets eller enhedens navn i adresser")
        parser.add_argument("--role", choices=Membership.Role.values, default="")
        parser.add_argument("--may-import", action="store_true", help="må indlæse gamle referater")
        parser.add_argument("--may-publish", action="store_true", help="må offentliggøre")
        parser.add_argument("--may-set-up", action="store_true", help="må sætte kommunen op")
        parser.add_argument("--may-operate", action="store_true", help="må se og styre driften")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.OIDC_ISSUER:
            raise CommandError("Sæt RAADSLAG_OIDC_ISSUER først: rollen gælder for én udsteder.")
        body = Body.objects.filter(slug=options["body"]).first()
        if body is None:
            raise CommandError(f"Ingen kommune hedder »{options['body']}«.")
        organization = None
        if options["organization"]:
            found = Organization.objects.filter(body=body, slug=options["organization"])
            organization = found.first()
            if organization is None:
                raise CommandError(f"Intet udvalg eller enhed hedder »{options['organization']}«.")
        if bool(options["role"]) != bool(organization):
            raise CommandError("Angiv --role og --organization sammen, eller ingen af dem.")
        claim, _ = RoleClaim.objects.update_or_create(
            issuer=settings.OIDC_ISSUER,
            claim=options["claim"],
            organization=organization,
            role=options["role"],
            defaults={
                "body": body,
                "may_import": options["may_import"],
                "may_publish": options["may_publish"],
                "may_operate": options["may_operate"],
                "may_set_up": options["may_set_up"],
            },
        )
        note("map_claim", by=SYSTEM, subject=f"body:{body.slug}", rows=[claim])
        self.stdout.write(f"{claim}. Gælder fra næste log ind.")
