"""What was approved is what was read: whatever a case says is changed, its approval falls in sight of all."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import approve_paper, make_ready, name_guests, submit_paper
from raadslag.cases.asking import Asked
from raadslag.cases.files import (
    arrange_file,
    attach_file,
    order_files,
    remove_file,
    replace_file,
)
from raadslag.cases.models import Case, Lapse, Step
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section, settle_conflict
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_to_agenda, drop_item
from raadslag.meetings.calling import call_meeting, supplement_agenda, withdraw_item
from raadslag.people.models import Letter
from raadslag.people.rights import rights_of
from tests.cast import NOTICE_AT, Town, local

pytestmark = pytest.mark.once

Act = Callable[[Town, Case], Any]
ROOM = Path(__file__).resolve().parents[2] / "raadslag"


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.fixture
def ready(town: Town) -> Case:
    """A case with an attachment, approved by head and director and taken over by the secretary."""
    case = town.write()
    attach_file(case, name="plan.csv", title="Plan", chunks=[b"a;b"], by=town.sanne)
    attach_file(case, name="kort.csv", title="Kort", chunks=[b"e;f"], by=town.sanne)
    return town.approve(case)


def write(town: Town, case: Case, text: str = "Noget nyt.") -> None:
    section = case.paper.sections.get(key="case")
    said = {"blocks": plain_to_blocks(text), "version": section.version}
    save_section(section, by=town.sanne, rights=rights_of(town.sanne), **said)  # type: ignore[arg-type]


def settle(town: Town, case: Case) -> None:
    """Two wrote at once while the case was ready; somebody chooses the other's text."""
    section = case.paper.sections.get(key="case")
    blocks = plain_to_blocks("Den anden tekst.")
    said: dict[str, Any] = {"by": town.sanne, "rights": rights_of(town.sanne)}
    beside = save_section(section, blocks=blocks, version=section.version - 1, **said).conflict
    assert beside is not None
    case.refresh_from_db()
    assert case.state == Case.State.READY, "a text kept beside is not what the case says"
    settle_conflict(beside, blocks=blocks, version=section.version, **said)


def attach(town: Town, case: Case) -> None:
    attach_file(case, name="cpr.csv", title="Liste", chunks=[b"x;y"], by=town.sanne)


def arrange(town: Town, case: Case, **other: Any) -> None:
    file = case.files.first()
    said = {"title": file.title, "recommended": False, "internal": False}
    arrange_file(file, by=town.sanne, **{**said, **other})


CHANGES: dict[str, tuple[str, Act]] = {
    "text": ("save_section", write),
    "chosen text": ("settle_conflict", settle),
    "attachment": ("attach_file", attach),
    "its name": ("arrange_file", lambda t, c: arrange(t, c, title="Ny plan")),
    "its place": (
        "order_files",
        lambda t, c: order_files(c, uids=[str(c.files.last().uid)], by=t.sanne),
    ),
    "what lies in it": (
        "replace_file",
        lambda t, c: replace_file(c.files.first(), name="ny.csv", chunks=[b"c;d"], by=t.sanne),
    ),
    "who reads it": ("arrange_file", lambda t, c: arrange(t, c, internal=True)),
    "recommended": ("arrange_file", lambda t, c: arrange(t, c, recommended=True)),
    "attachment gone": ("remove_file", lambda t, c: remove_file(c.files.first(), by=t.sanne)),
    "title": ("frame_case", lambda t, c: t.frame(c, title="En anden titel")),
    "recommendation": ("frame_case", lambda t, c: t.frame(c, points=["noget andet vedtages"])),
    "amount": (
        "frame_case",
        lambda t, c: t.frame(c, asked=[Asked(Decimal(105000), financing="Kassen")]),
    ),
    "financing": (
        "frame_case",
        lambda t, c: t.frame(c, asked=[Asked(Decimal(1), account="09.51")]),
    ),
    "route": ("frame_case", lambda t, c: t.frame(c, stops=[t.committee, t.council])),
    "journal number": ("frame_case", lambda t, c: t.frame(c, journal_number="15.20.00-P22-8-26")),
    "units": ("frame_case", lambda t, c: t.frame(c, units=[t.centre, t.administration])),
    "guests": ("name_guests", lambda t, c: name_guests(c, guests=[("Ida", "", "")], by=t.sanne)),
}
"""What a case says, and the act that changes it."""
NO_WORDS = {
    "open_case": "a new case has no approval",
    "close_case": "its doors are opened and closed by acts of their own",
    "reopen_to_public": "its doors are opened and closed by acts of their own",
    "shut_case": "its doors are opened and closed by acts of their own",
    "unshut_case": "its doors are opened and closed by acts of their own",
    "submit_paper": "asks for approval",
    "approve_paper": "gives it",
    "return_paper": "refuses it",
    "make_ready": "takes it over",
    "attach_after_meeting": "belongs to the minutes, which are approved anew",
    "comment": "a word between those who work on the case",
    "let_go": "moves the case, whatever it says",
    "end_treatment": "moves the case, whatever it says",
    "_set": "moves the case, whatever it says",
    "take_approval_back": "is the fall itself",
    "draft_again": "a step of the fall, of a return and of taking it back",
    "drop_waiting": "a step of the same",
    "begin_correcting": "moves the case, whatever it says",
    "end_correcting": "moves the case, whatever it says",
    "put_back": "says again what was sent and approved",
    "_guests": "a step of put_back",
    "_sections": "a step of put_back",
    "_files": "a step of put_back",
    "write_points": "a step of frame_case",
    "write_stops": "a step of frame_case",
    "write_asked": "a step of frame_case",
    "_write": "a step of attach_file",
    "take_back_paper": "takes the question back before it is answered",
    "hand_over_case": "who works on it is not what it says",
    "_set_state": "a step of shelving a draft and taking it up again",
    "copy_case": "a new case has no approval",
    "_copy_text": "a step of copy_case",
    "_owned": "keeps a picture that no text shows yet",
    "copy_pictures": "a step of copy_case",
    "repeat_case": "when it comes again is not what it says",
    "stop_repeating": "when it comes again is not what it says",
    "_begin": "a step by which a new case comes to be",
}
"""Functions of the room that write rows and change nothing that an approver reads, and why."""


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_it_says_is_changed_the_approval_falls_and_who_gave_it_is_told(
    town: Town, ready: Case, what: str
) -> None:
    CHANGES[what][1](town, ready)
    ready.refresh_from_db()
    assert ready.state == Case.State.DRAFT
    lapse = Lapse.objects.get()
    assert (lapse.by, lapse.round) == (town.sanne, 1)
    assert lapse.changed
    told = set(Letter.objects.filter(key__startswith="lapse:").values_list("address", flat=True))
    assert told == {"hanne@moellested.example", "dorte@moellested.example"}
    page = Client()
    page.force_login(town.hanne)
    shown = page.get(reverse("case", args=[ready.uid])).content.decode()
    assert "Godkendelsen er bortfaldet." in shown
    assert "Sanne Lund ændrede" in shown
    with pytest.raises(NotAllowed):
        add_to_agenda(ready, meeting=town.plan(), by=town.soren)
    assert Entry.objects.filter(act="lapse_approval").count() == 1


def test_every_act_of_the_room_that_writes_is_tried_here_or_changes_no_words() -> None:
    """A new function that writes a case's rows has a row in one of the two tables above."""
    tried = {name for name, _ in CHANGES.values()}
    found = {}
    for place in (ROOM / "cases").glob("*.py"):
        if "raadslag.cases.models" not in place.read_text():
            continue
        for node in ast.walk(ast.parse(place.read_text())):
            if isinstance(node, ast.FunctionDef) and _writes(node):
                found[node.name] = "changing(" in ast.unparse(node)
    unknown = set(found) - tried - set(NO_WORDS)
    assert not unknown
    assert {name for name in tried if not found[name]} == set(), "past `changing`"


def _writes(node: ast.FunctionDef) -> bool:
    names = {"save", "create", "bulk_create", "update", "delete", "get_or_create", "set", "add"}
    calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    attributes = (call for call in calls if isinstance(call, ast.Attribute))
    return any(call.attr in names and "dict" not in ast.unparse(call) for call in attributes)


def test_no_other_room_writes_what_a_case_says() -> None:
    """Rows of a case belong to its room; the council that a stopped case goes to is added by law."""
    models = {"Case", "Paper", "PaperSection", "SectionVersion", "Point", "File", "Guest", "Step"}
    verbs = ("create", "update", "delete", "bulk_create", "get_or_create", "update_or_create")
    wrong = []
    for place in ROOM.rglob("*.py"):
        room = place.relative_to(ROOM).parts[0]
        if room in {"cases", "demo", "bench"} or "migrations" in place.parts:
            continue
        for node in ast.walk(ast.parse(place.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                whole = ast.unparse(node.func)
                if node.func.attr in verbs and whole.split(".objects")[0] in models:
                    wrong.append(f"{place.name}: {whole}")
    assert not wrong


def test_a_change_that_changes_nothing_takes_nothing_back(town: Town, ready: Case) -> None:
    arrange(town, ready)
    town.frame(ready)
    section = ready.paper.sections.get(key="case")
    said: dict[str, Any] = {"blocks": section.as_blocks(), "version": section.version}
    save_section(section, by=town.sanne, rights=rights_of(town.sanne), **said)
    ready.refresh_from_db()
    assert ready.state == Case.State.READY
    assert not Lapse.objects.exists()


def test_all_that_is_new_is_read_in_one_place_when_it_is_approved_again(
    town: Town, ready: Case
) -> None:
    attach(town, ready)
    write(town, ready)
    attach(town, ready)
    assert Letter.objects.filter(key__startswith="lapse:").count() == 2, "one letter a person"
    assert Lapse.objects.get().changed == ["bilaget »Liste«", "afsnittet »Sagsfremstilling«"]
    submit_paper(ready, by=town.sanne)
    page = Client()
    page.force_login(town.hanne)
    shown = page.get(reverse("case", args=[ready.uid])).content.decode()
    assert "bilaget »Liste« og afsnittet »Sagsfremstilling«" in shown
    approve_paper(ready, by=town.hanne)
    approve_paper(ready, by=town.dorte)
    assert make_ready(ready, by=town.soren).state == Case.State.READY


def test_a_letter_about_a_closed_case_says_nothing_of_it(town: Town, ready: Case) -> None:
    Case.objects.filter(pk=ready.pk).update(closed=True, public_title="En personsag")
    attach(town, ready)
    letter = Letter.objects.filter(key__startswith="lapse:")[0]
    assert "En personsag" in letter.subject
    assert "Vejviser" not in letter.subject + letter.text
    assert "Liste" not in letter.text


def test_one_who_waits_to_approve_no_longer_does(town: Town) -> None:
    case = town.write()
    submit_paper(case, by=town.sanne)
    write(town, case)
    case.refresh_from_db()
    assert case.state == Case.State.DRAFT
    assert not case.steps.filter(outcome=Step.Outcome.WAITING).exists()
    assert not Letter.objects.filter(key__startswith="lapse:").exists(), "nobody had approved it"


def test_a_case_changed_on_a_planned_agenda_is_not_ready_and_the_meeting_is_not_called_with_it(
    town: Town, ready: Case
) -> None:
    meeting = town.plan()
    item = add_to_agenda(ready, meeting=meeting, by=town.soren)
    town.frame(ready, title="Ny vejviser")
    ready.refresh_from_db()
    assert ready.state == Case.State.DRAFT
    soren = Client()
    soren.force_login(town.soren)
    page = soren.get(reverse("agenda", args=[meeting.uid])).content.decode()
    assert "Ikke klar" in page
    assert "Ny vejviser" in page
    with pytest.raises(NotAllowed) as error:
        call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    assert "unready" in {no.code for no in error.value.obstacles}
    town.approve(ready)
    with pytest.raises(NotAllowed, match="anden dagsorden"):
        add_to_agenda(ready, meeting=town.plan(local(NOTICE_AT).replace(tzinfo=None, month=11)), by=town.soren)  # fmt: skip
    agenda = call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    assert "Ny vejviser" in [one.title for one in agenda.as_record().items]
    item.refresh_from_db()
    assert item.title == "Ny vejviser"


def test_a_draft_taken_off_an_agenda_stays_a_draft(town: Town, ready: Case) -> None:
    item = add_to_agenda(ready, meeting=town.plan(), by=town.soren)
    attach(town, ready)
    drop_item(item, by=town.soren)
    ready.refresh_from_db()
    assert ready.state == Case.State.DRAFT


@pytest.mark.parametrize("what", CHANGES)
def test_after_the_notice_nothing_of_it_is_changed_and_the_way_is_told(
    town: Town, ready: Case, what: str
) -> None:
    if what == "chosen text":
        return
    meeting = town.plan()
    add_to_agenda(ready, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    with pytest.raises(NotAllowed, match="synlig rettelse") as error:
        CHANGES[what][1](town, ready)
    assert [no.code for no in error.value.obstacles] == ["sent-out"]
    page = Client()
    page.force_login(town.sanne)
    assert "synlig rettelse" in page.get(reverse("case", args=[ready.uid])).content.decode()


def test_the_way_that_is_told_can_be_gone(town: Town, ready: Case) -> None:
    """The item lapses, the case is mended and approved again, and stands on the same meeting's supplement."""
    meeting = town.plan()
    item = add_to_agenda(ready, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    withdraw_item(item, reason="Beløbet skal rettes.", by=town.soren)
    ready.refresh_from_db()
    write(town, ready, "Det rigtige beløb.")
    ready.refresh_from_db()
    town.approve(ready)
    again = supplement_agenda(ready, meeting=meeting, reason="Rettet.", by=town.soren)
    newest = meeting.agendas.first()
    assert newest is not None
    said = {one.id: one for one in newest.as_record().items}
    assert said[str(item.uid)].sections == ()
    assert "Det rigtige beløb." in str(said[str(again.uid)].sections)


def test_choosing_between_two_texts_is_for_those_who_write_the_case(
    town: Town, ready: Case
) -> None:
    section = ready.paper.sections.get(key="case")
    said: dict[str, Any] = {"by": town.sanne, "rights": rights_of(town.sanne)}
    blocks = plain_to_blocks("En anden.")
    beside = save_section(section, blocks=blocks, version=0, **said).conflict
    assert beside is not None
    with pytest.raises(NotAllowed):
        settle_conflict(
            beside,
            blocks=None,
            version=section.version,
            by=town.soren,
            rights=rights_of(town.soren),
        )


def test_the_tables_name_functions_that_are_there() -> None:
    from raadslag.cases import actions, files, writing

    there = {name for one in (actions, files, writing) for name, _ in inspect.getmembers(one)}
    assert {name for name, _ in CHANGES.values()} <= there
