"""`manage.py relink`: find every case's course anew from what is published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from raadslag.people.models import Body
from raadslag.public.courses import relink_body
from raadslag.public.models import Course


class Command(BaseCommand):
    help = "Finder alle sagers gang forfra, for eksempel når et udvalgs stavemåde er afgjort."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for body in Body.objects.all():
            with transaction.atomic():
                relink_body(body)
            count = Course.objects.filter(body=body, merged_into=None).count()
            self.stdout.write(f"{body.name}: {count} sager med flere behandlinger.")
