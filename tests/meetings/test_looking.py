"""The chair's look at the agenda before the notice: asked, answered, changed since, and passed by."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.meetings.actions import add_item, drop_item, move_item
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.looking import answer_look, ask_chair, looked_at
from raadslag.meetings.models import AgendaLook, Meeting
from raadslag.minutes.waiting import waiting_for
from raadslag.minutes.year import year_of
from raadslag.people.models import Letter, User
from raadslag.people.rights import rights_of
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on
from tests.meetings.test_moving import at_three
from tests.meetings.test_proposals import codes


def tasks(user: User) -> list[str]:
    return [task.what for task in waiting_for(user, rights_of(user))]


def next_step(town: Town) -> str:
    year = year_of(rights_of(town.soren), begins=timezone.localdate().replace(day=1))
    return next(row.step.about for row in year.rows if row.step)


def test_the_chair_is_asked_answers_by_item_and_both_sides_are_told(town: Town) -> None:
    meeting = town.plan(at_three(20).replace(tzinfo=None))
    benches = add_item(meeting, title="Bænke", by=town.soren)
    add_item(meeting, title="Asfalt", by=town.soren)
    assert codes(lambda: answer_look(meeting, approves=True, remark="", remarks={}, by=town.mette)) == ["not-asked"]  # fmt: skip
    ask_chair(meeting, by=town.soren)
    assert "Se dagsordenen igennem, før den sendes" in tasks(town.mette)
    assert "venter på formanden" in next_step(town)
    back = lambda **said: answer_look(meeting, approves=False, by=town.mette, **{"remark": "", "remarks": {}, **said})  # noqa: E731  # fmt: skip
    assert codes(back) == ["no-remark"]
    assert codes(lambda: answer_look(meeting, approves=True, remark="", remarks={}, by=town.aage)) == ["not-chair"]  # fmt: skip
    back(remarks={str(benches.uid): "Hvor mange?", "no-item": "x"})
    assert looked_at(meeting).remark_on(benches.uid).text == "Hvor mange?"  # type: ignore[union-attr]
    assert "Formanden har sendt dagsordenen tilbage" in tasks(town.soren)
    assert "sendt tilbage af formanden" in next_step(town)
    letters = Letter.objects.filter(key__startswith="look")
    told = " ".join(letters.values_list("text", flat=True))
    assert "sendt tilbage" in told
    assert "Hvor mange" not in told
    assert "Bænke" not in told
    add_item(meeting, title="Cykler", by=town.soren)
    known = looked_at(meeting)
    assert [(one.kind, one.title) for one in known.changes] == [("added", "Cykler")]
    move_item(benches, to=benches.order + 1, by=town.soren)
    assert looked_at(meeting).moved
    assert len(looked_at(meeting).changes) == 1
    drop_item(benches, by=town.soren)
    assert "removed" in {one.kind for one in looked_at(meeting).changes}


def test_a_notice_that_waits_for_the_chair_goes_without_only_with_a_reason(town: Town) -> None:
    meeting = town.plan()
    add_item(meeting, title="Bænke", by=town.soren)
    rules = rules_of(town.committee)
    rules.chair_looks = True
    rules.save()
    call = lambda **said: call_meeting(meeting, by=town.soren, at=local(NOTICE_AT), **said)  # noqa: E731
    assert codes(call) == ["unlooked"]
    ask_chair(meeting, by=town.soren)
    assert codes(call) == ["unlooked"]
    call(unlooked="Formanden er på rejse.")
    look = meeting.looks.last()
    assert look is not None
    assert (look.kind, look.remark) == (AgendaLook.Kind.SKIPPED, "Formanden er på rejse.")
    meeting.refresh_from_db()
    assert codes(lambda: ask_chair(meeting, by=town.soren)) == ["look-late"]


def test_the_chair_approves_what_the_page_showed_and_sees_what_is_new(town: Town) -> None:
    meeting: Meeting = town.plan(at_three(20).replace(tzinfo=None))
    add_item(meeting, title="Bænke", by=town.soren)
    chair, desk = Client(), Client()
    chair.force_login(town.mette)
    desk.force_login(town.soren)
    page, agenda = (reverse(name, args=[meeting.uid]) for name in ("chair-look", "agenda"))
    assert "ikke sendt til dig endnu" in chair.get(page).content.decode()
    asked = reverse("ask-chair", args=[meeting.uid])
    desk.post(asked, form_on(desk, agenda, asked))
    said = form_on(chair, page, page, remark="Fint", approve="1")
    add_item(meeting, title="Cykler", by=town.soren)
    assert chair.post(page, said).status_code == 409
    chair.post(page, form_on(chair, page, page, holds="bar-bottom", remark="Fint", approve="1"))
    assert looked_at(meeting).newest.kind == "approved"  # type: ignore[union-attr]
    add_item(meeting, title="Fliser", by=town.soren)
    shown = chair.get(page, {"vis": "nyt"}).content.decode()
    assert "Fliser" in shown
    assert "<h2>Cykler" not in shown
    assert "Nyt punkt" in shown
    assert "Ændret, siden formanden så den" in desk.get(agenda).content.decode()
    assert desk.post(page, {"approve": "1"}).status_code == 404
