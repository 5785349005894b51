"""What must hold in a database whose process was killed: nothing acknowledged lost, nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from raadslag.files.storage import place_of
from raadslag.files.store import bytes_of
from raadslag.importer.models import ImportedFile, Reading
from raadslag.jobs.models import Job
from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.minutes.sealing import seal_minutes
from raadslag.minutes.signing import SEAL_MINUTES, is_approved
from raadslag.people.models import Letter
from raadslag.public.models import Publication
from tests.faults import long_acts

Answers = list[dict[str, Any]]


def approvals(answers: Answers) -> dict[str, int]:
    """Each approval that was answered stands once, each row has its line, all approved asks for a seal."""
    assert first_misfit() is None
    rows = {(a.minutes_id, a.person_id) for a in Approval.objects.all()}
    assert {(a["minutes"], a["person"]) for a in answers} <= rows
    assert Entry.objects.filter(act="approve_minutes").count() == len(rows)
    assert len(rows) - len(answers) in {0, 1}
    for minutes in Minutes.objects.select_related("meeting"):
        asked = Job.objects.filter(kind=SEAL_MINUTES, key=str(minutes.pk)).exists()
        assert asked == is_approved(minutes.meeting)
    return {"stand": len(rows)}


def notices(answers: Answers) -> dict[str, int]:
    """A meeting is planned and untouched, or called with numbers, agenda, letters and its line."""
    assert first_misfit() is None
    told = {a["meeting"] for a in answers}
    called = 0
    for meeting in Meeting.objects.filter(minutes=None):
        items = list(meeting.items.all())
        lines = Entry.objects.filter(act="call_meeting", subject=f"meeting:{meeting.uid}").count()
        letters = Letter.objects.filter(key__startswith=f"notice:{meeting.uid}").count()
        job = Job.objects.filter(kind="publish-agenda", key=str(meeting.uid)).count()
        numbers = [item.number for item in items]
        state = (meeting.agendas.count(), lines, letters, job)
        if meeting.state == "planned":
            assert meeting.pk not in told
            assert (state, set(numbers)) == ((0, 0, 0, 0), {None})
        else:
            assert (state, numbers) == ((1, 1, 5, 1), list(range(1, len(items) + 1)))
            called += 1
    return {"stand": called}


def publications(answers: Answers) -> dict[str, int]:
    """What was answered stands or is gone as it was told; rows, lines and jobs agree."""
    assert first_misfit() is None
    for told in answers[:-1]:
        assert Publication.objects.filter(pk=told["publication"]).exists()
    latest = {a["publication"]: a["stands"] for a in answers}
    for number, told in enumerate(reversed(answers)):
        row = Publication.objects.get(pk=told["publication"])
        if number > 0 and latest[row.pk] == told["stands"]:
            assert (row.withdrawn_at is None) == told["stands"]
    rows = Publication.objects.all()
    assert Entry.objects.filter(act="publish").count() == len(rows)
    gone = [row for row in rows if row.withdrawn_at]
    assert Entry.objects.filter(act="withdraw").count() == len(gone)
    for row in rows:
        assert row.items.count() == len(row.record["items"])
        assert Job.objects.filter(kind="index", key=str(row.meeting_id)).exists()
    for meeting in Meeting.objects.all():
        assert Publication.objects.current().filter(meeting=meeting).count() <= 1
    return {"stand": len(rows) - len(gone), "withdrawn": len(gone)}


def seals(answers: Answers) -> dict[str, int]:
    """The worker that comes after finishes: one sealed document for each of the minutes, no more."""
    told = {a["minutes"]: a["sha256"] for a in answers if "sha256" in a}
    before = SealedDocument.objects.count()
    waiting = len(list((Path(settings.VAR) / "sealing").glob("*.pdf")))
    wanted = list(Minutes.objects.order_by("pk")[:2])
    for minutes in wanted:
        seal_minutes(minutes)
    rows = {int(row.subject.split(":")[1]): row.sha256 for row in SealedDocument.objects.all()}
    assert len(rows) == SealedDocument.objects.count() == len(wanted)
    assert told.items() <= rows.items()
    for name in rows.values():
        assert sha256(place_of(name).read_bytes()).hexdigest() == name
    kept = {p.name for p in Path(settings.FILES).rglob("*") if p.is_file() and len(p.name) == 64}
    assert kept == set(rows.values())
    assert not list((Path(settings.VAR) / "sealing").glob("*.pdf"))
    assert Entry.objects.filter(act="seal_document").count() == len(rows)
    assert first_misfit() is None
    return {"before": before, "taken_up": waiting}


def imports(answers: Answers) -> dict[str, int]:
    """What was received lies there whole, what was loaded is there whole and once; the next import ends it."""
    assert first_misfit() is None
    received = {a["received"] for a in answers if "received" in a}
    assert received <= set(ImportedFile.objects.values_list("sha256", flat=True))
    for file in ImportedFile.objects.all():
        assert len(bytes_of(file.sha256)) == file.size
    loaded = set(Reading.objects.exclude(loaded_at=None).values_list("pk", flat=True))
    assert {a["loaded"] for a in answers if "loaded" in a} <= loaded
    long_acts.all_loaded(exactly=len(loaded))
    long_acts.bring_in()
    long_acts.all_loaded(exactly=long_acts.FILES)
    halves = list(Path(settings.FILES).glob("half-*"))
    return {"loaded": len(loaded), "received": len(received), "halves": len(halves)}


def works(answers: Answers) -> dict[str, int]:
    """A job that was answered is done and so is its work; the next worker does the rest, once."""
    assert first_misfit() is None
    done = Job.objects.exclude(done_at=None).count()
    assert done >= max((a["done"] for a in answers if "done" in a), default=0)
    long_acts.done_is_done()
    held = Job.objects.exclude(holder="").count()
    long_acts.work(later=True)
    long_acts.done_is_done()
    long_acts.nothing_is_left()
    assert first_misfit() is None
    return {"done_before": done, "taken_up": held}


LOOKS: dict[str, Callable[[Answers], dict[str, int]]] = {
    "approve": approvals,
    "call": notices,
    "publish": publications,
    "seal": seals,
    "import": imports,
    "work": works,
}
