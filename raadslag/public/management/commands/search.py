"""`manage.py search QUERY`: find items from the command line, as text or JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from raadslag.public.finding import Asked, find
from raadslag.search import SearchUnavailable


class Command(BaseCommand):
    help = "Søger i det, der er offentliggjort."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help="det, der søges efter")
        parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")
        parser.add_argument("--limit", type=int, default=10, help="højst så mange punkter")
        parser.add_argument("--newest", action="store_true", help="nyeste først")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = Asked(
            query=options["query"],
            newest=options["newest"],
            size=max(1, min(options["limit"], 200)),
        )
        try:
            answer = find(asked)
        except SearchUnavailable as error:
            raise CommandError("Der er intet søgeindeks endnu. Kør: ./run index") from error
        found = [
            {
                "meeting": str(hit.row.publication.meeting.uid),
                "item": hit.row.number,
                "title": hit.row.shown_title,
                "organization": hit.row.publication.organization.name,
                "date": hit.row.publication.day.isoformat(),
                "url": hit.address,
                "score": round(hit.score, 4),
                "snippet": " ".join("".join(text for text, _ in hit.snippet).split()),
            }
            for hit in answer.hits
        ]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        if not found:
            self.stdout.write("Intet fundet.")
        for one in found:
            self.stdout.write(f"{one['date']}  {one['organization']}  {one['title']}")
            self.stdout.write(f"            {one['snippet']}\n            {one['url']}")
