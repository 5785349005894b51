"""What runs inside a house of the drill: filling it, working in it, and saying what it shows.

python -m tests.backup.house fill | work SECONDS | told
"""

from __future__ import annotations

import json
import os
import sys
import time
from hashlib import sha256


def fill() -> None:
    """A month of a committee: sealed minutes before the public, a draft with a file, old minutes."""
    from raadslag.cases.files import attach_file
    from raadslag.jobs.working import drain
    from raadslag.journal.replaying import take_stock
    from raadslag.minutes.models import Minutes, SealedDocument
    from raadslag.minutes.signing import approve_minutes
    from raadslag.public.actions import publish_minutes
    from raadslag.public.gate import look_over
    from tests.cast import build_town
    from tests.minutes.test_sealing import minutes_of

    town = build_town()
    take_stock(because="Byen er sat op.")
    case = town.write("Kladde med bilag")
    attach_file(case, name="notat.txt", title="Notat", chunks=[b"indhold"], by=town.sanne)
    minutes: Minutes = minutes_of(town, closed="En handel om en grund")
    for name in town.members()[:3]:
        approve_minutes(
            minutes, person=town.person(name), text_hash=minutes.record_hash, by=town.users[name]
        )
    looked = look_over(minutes.meeting, minutes.as_record())
    publish_minutes(minutes, assessed=looked, by=town.soren)
    drain()
    assert SealedDocument.objects.count() == 2


def work(seconds: float) -> None:
    """Write a section and attach a file, again and again, as fast as it goes; says how often."""
    from raadslag.cases.files import attach_file
    from raadslag.cases.models import Case
    from raadslag.cases.writing import save_section
    from raadslag.people.models import User
    from raadslag.people.rights import rights_of
    from raadslag.record import paragraph

    sanne = User.objects.get(username="sanne")
    case = Case.objects.get(title="Kladde med bilag")
    until, count = time.monotonic() + seconds, 0
    print("går i gang", flush=True)
    while time.monotonic() < until:
        count += 1
        section = case.paper.sections.first()
        text = (paragraph(f"Gang {count}. " + "ord " * 200),)
        save_section(
            section, blocks=text, version=section.version, by=sanne, rights=rights_of(sanne)
        )
        attach_file(case, name="a.txt", title="A", chunks=[os.urandom(2000)], by=sanne)
    print(count, flush=True)


def told() -> None:
    """Every public address with a hash of what it answers, and the sealed documents' bytes."""
    from django.test import Client

    from raadslag.files.store import bytes_of
    from raadslag.minutes.models import SealedDocument
    from raadslag.public.addresses import (
        body_address,
        document_address,
        file_address,
        item_address,
        meeting_address,
        organization_address,
    )
    from raadslag.public.models import Publication, PublishedFile, PublishedItem

    places = ["/", "/sitemap.xml", "/om/"]
    for one in Publication.objects.live():
        body = one.organization.body
        places += [body_address(body), f"{body_address(body)}feed.atom"]
        places += [organization_address(one.organization), meeting_address(one)]
        places += [document_address(one, ending) for ending in ("pdf", "json")]
    places += [item_address(row) for row in PublishedItem.objects.live()]
    places += [file_address(row) for row in PublishedFile.objects.all()]
    client, found = Client(), {}
    for place in sorted(set(places)):
        answer = client.get(place)
        content = b"".join(answer) if answer.streaming else answer.content
        found[place] = [answer.status_code, _hash(content, place)]
    for row in SealedDocument.objects.all():
        found[row.subject] = [200, sha256(bytes_of(row.sha256)).hexdigest()]
    print(json.dumps(found))


def _hash(content: bytes, place: str) -> str:
    """Pages carry a nonce and a form's token, which are new each time."""
    import re

    if not place.endswith((".pdf", ".json")):
        content = re.sub(rb'(nonce|value)="[A-Za-z0-9_/+=-]{16,}"', b"", content)
    return sha256(content).hexdigest()


if __name__ == "__main__":
    import django

    django.setup()
    act, *more = sys.argv[1:]
    {"fill": fill, "told": told, "work": lambda: work(float(more[0]))}[act]()
