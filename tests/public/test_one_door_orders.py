"""In whatever order it is written, attached, sent, withdrawn and published: an unaccepted number stays inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import approve_paper, make_ready, submit_paper
from raadslag.cases.files import attach_file, remove_file
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda, drop_item
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting, supplement_agenda, withdraw_item
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.minutes.files_after import add_file_after
from raadslag.minutes.signing import add_correction, draft_minutes, newest_minutes
from raadslag.people.rights import rights_of
from raadslag.public import addresses
from raadslag.public.actions import publish_minutes, republish, text_to_release, withdraw
from raadslag.public.closing import close_case, close_item, open_item
from raadslag.public.gate import look_over
from raadslag.public.models import Publication, PublishedFile
from raadslag.review.models import HeldBack
from tests.cast import NOTICE_AT, Town, local
from tests.minutes.test_month import decide_rest

pytestmark = pytest.mark.once

CPR = "070761-4285"
LIST = f"navn;cpr\nIda Iversen;{CPR}\n".encode()


class Missing(Exception):
    """There is nothing to act on yet."""


@dataclass
class World:
    """One case, one meeting, and everybody who can put a number into what leaves the house."""

    town: Town
    case: Case
    meeting: Meeting
    done: list[str] = field(default_factory=list)

    def act(self, name: str) -> None:
        """Do one thing if the house lets it happen now."""
        self.case.refresh_from_db()
        self.meeting.refresh_from_db()
        try:
            with transaction.atomic():
                ACTS[name](self)
        except (NotAllowed, Missing):
            return
        self.done.append(name)

    def item(self) -> AgendaItem:
        return need(self.meeting.items.filter(case=self.case).order_by("-pk").first())


def need(row: Any) -> Any:
    if row is None:
        raise Missing
    return row


def write(world: World, text: str) -> None:
    section = world.case.paper.sections.get(key="case")
    said: dict[str, Any] = {"blocks": plain_to_blocks(text), "version": section.version}
    save_section(section, by=world.town.sanne, rights=rights_of(world.town.sanne), **said)


def attach(world: World) -> None:
    attach_file(world.case, name="liste.csv", title="Liste", chunks=[LIST], by=world.town.sanne)


def mend(world: World) -> None:
    write(world, "Uden numre.")
    for file in world.case.files.filter(removed_at=None):
        remove_file(file, by=world.town.sanne)


def approve(world: World) -> None:
    for act in (
        lambda: submit_paper(world.case, by=world.town.sanne),
        lambda: approve_paper(world.case, by=world.town.hanne),
        lambda: approve_paper(world.case, by=world.town.dorte),
        lambda: make_ready(world.case, by=world.town.soren),
    ):
        try:
            with transaction.atomic():
                act()
        except NotAllowed:
            continue


def put(world: World) -> None:
    if world.meeting.state == Meeting.State.PLANNED:
        add_to_agenda(world.case, meeting=world.meeting, by=world.town.soren)
    else:
        said = {"meeting": world.meeting, "reason": f"Ring til {CPR}."}
        try:
            with transaction.atomic():
                supplement_agenda(world.case, by=world.town.soren, **said)
        except NotAllowed:
            supplement_agenda(world.case, by=world.town.soren, **{**said, "reason": "Frist."})


def hold(world: World) -> None:
    open_meeting(world.meeting, by=world.town.soren)
    for name in world.town.members():
        person = world.town.person(name)
        note_attendance(world.meeting, person=person, event="arrived", by=world.town.soren)
    decide_rest(world.town, world.meeting)
    close_meeting(world.meeting, by=world.town.soren)
    draft_minutes(world.meeting, by=world.town.soren)


def release(world: World, hours: int = 0) -> None:
    minutes = need(newest_minutes(world.meeting))
    looked = look_over(world.meeting, text_to_release(minutes))
    later = timezone.now() + timedelta(hours=hours) if hours else None
    publish_minutes(minutes, assessed=looked, by=world.town.soren, visible_from=later)


def correct(world: World) -> None:
    newest = need(newest_minutes(world.meeting))
    record, said = newest.as_record(), {"text": f"Gælder {CPR}.", "by": world.town.soren}
    item = record.items[0].id or ""
    add_correction(world.meeting, record, item=item, at=timezone.now(), **said)  # type: ignore[arg-type]


def add_after(world: World) -> None:
    said = {"name": "liste.csv", "title": "Liste", "chunks": [LIST]}
    add_file_after(world.item(), by=world.town.soren, **said)  # type: ignore[arg-type]


def take_back(world: World) -> None:
    withdraw(need(Publication.objects.current().first()), reason="Prøve.", by=world.town.soren)


def again(world: World) -> None:
    gone = Publication.objects.exclude(withdrawn_at=None).order_by("pk")
    for one in gone:
        republish(one, by=world.town.soren)


def shut(world: World) -> None:
    said = {"reason": "Forhandling", "public_title": f"Sagen {CPR}"}
    close_case(world.case, by=world.town.sanne, **said)


ACTS: dict[str, Callable[[World], object]] = {
    "attach": attach,
    "write the number": lambda w: write(w, f"Om {CPR}."),
    "name it so": lambda w: w.town.frame(w.case, title=f"Sag {CPR}"),
    "mend": mend,
    "approve": approve,
    "put": put,
    "drop": lambda w: drop_item(w.item(), by=w.town.soren),
    "call": lambda w: call_meeting(w.meeting, by=w.town.soren, at=local(NOTICE_AT)),
    "let it lapse": lambda w: withdraw_item(w.item(), reason=f"Se {CPR}.", by=w.town.soren),
    "let it lapse quietly": lambda w: withdraw_item(w.item(), reason="Senere.", by=w.town.soren),
    "hold": hold,
    "correct": correct,
    "add after": add_after,
    "release": release,
    "release later": lambda w: release(w, hours=2),
    "withdraw": take_back,
    "publish again": again,
    "close": shut,
    "close the item": lambda w: close_item(
        w.item(), reason="Forhandling", public_title=f"Nr. {CPR}", by=w.town.soren
    ),
    "open the item": lambda w: open_item(w.item(), reason="Nu.", by=w.town.soren),
    "work": lambda _: drain(),
    "work in three hours": lambda _: drain(now=timezone.now() + timedelta(hours=3)),
}
WAY = ["approve", "put", "call", "work", "hold", "release", "work"]


def read_by_anybody(client: Client) -> Iterator[str]:
    """All that is live now, and all that will be without another act."""
    later = timezone.now() + timedelta(days=1)
    for one in Publication.objects.live(later):
        yield str(one.record)
    for one in Publication.objects.live().listed():
        yield client.get(addresses.document_address(one, "json")).content.decode()
        yield client.get(addresses.meeting_address(one)).content.decode()
    for file in PublishedFile.objects.all():
        answer = client.get(addresses.file_address(file))
        if answer.status_code == 200:
            yield b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"
    settings.SEARCH_INDEX = tmp_path / "search"


STEPS = st.lists(st.sampled_from([*ACTS, *WAY, *WAY]), min_size=8, max_size=18)


@pytest.mark.django_db
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_a_number_that_nobody_let_stand_is_never_read_outside(town: Town, steps: list[str]) -> None:
    with transaction.atomic():
        world = World(town, town.write("Vejviser"), town.plan())
        client = Client()
        for step in steps:
            with TestCase.captureOnCommitCallbacks(execute=True):
                world.act(step)
            assert not any(CPR in text for text in read_by_anybody(client)), world.done
            assert not forgotten(), world.done
        shut_quietly(world)
        assert not HeldBack.objects.filter(what="agenda").exists(), world.done
        transaction.set_rollback(True)


def forgotten() -> list[HeldBack]:
    """What is held back and nothing will try again."""
    waiting = set(Job.objects.filter(done_at=None).values_list("kind", "key"))
    return [held for held in HeldBack.objects.all() if (held.job, held.key) not in waiting]


def shut_quietly(world: World) -> None:
    """The way out that a named person always has: the item is closed under a title that may be told."""
    for item in world.meeting.items.filter(case=world.case):
        close_item(item, reason="Forhandling", public_title="En sag", by=world.town.soren)
    drain()


def test_the_way_without_a_number_leads_out(town: Town) -> None:
    """The property above would hold of a house that publishes nothing."""
    world = World(town, town.write("Vejviser"), town.plan())
    for step in ["attach", "write the number", "mend", *WAY]:
        world.act(step)
    assert world.done == ["attach", "write the number", "mend", *WAY]
    assert "Vejviser" in "".join(read_by_anybody(Client()))
