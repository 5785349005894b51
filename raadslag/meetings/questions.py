"""Questions to an item before the meeting: asked by a member, answered by the administration."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.changing import may_write_case
from raadslag.cases.models import Case
from raadslag.journal.actions import note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.contribution_letters import write_answer, write_question
from raadslag.meetings.models import AgendaItem, ItemQuestion, Meeting
from raadslag.meetings.reading import reads_closed, shut_items
from raadslag.meetings.rules.questions import why_not_answer, why_not_ask
from raadslag.meetings.seats import sits_at
from raadslag.people.models import User
from raadslag.people.rights import Rights, rights_of
from raadslag.seen import Part, require_seen


@transaction.atomic
def ask_question(
    item: AgendaItem, *, text: str, by: User, at: datetime | None = None
) -> ItemQuestion:
    """A member asks about an item (stil spørgsmål): its secretary and the case's writer are told."""
    meeting = lock_meeting(item.meeting)
    item.refresh_from_db()
    require(
        why_not_ask(
            reads=reads_as_member(item, meeting, rights_of(by)),
            state=meeting.state,
            withdrawn=item.withdrawn_at is not None,
            text=text,
        )
    )
    assert by.person is not None
    question = ItemQuestion.objects.create(
        item=item,
        person=by.person,
        text=text.strip(),
        asked_at=at or timezone.now(),
        asked_by=by,
    )
    write_question(question)
    _note("ask_question", question, by=by)
    return question


@transaction.atomic
def answer_question(
    question: ItemQuestion, *, text: str, public: bool, by: User, seen: str | None = None
) -> ItemQuestion:
    """Answer a question, or answer it better (besvar spørgsmål). `public` lets both into the minutes."""
    meeting = lock_meeting(question.item.meeting)
    question = _locked(question)
    require(
        why_not_answer(
            may_answer=answers_for(question.item, by),
            state=meeting.state,
            withdrawn=question.withdrawn_at is not None,
            text=text,
        )
    )
    require_seen(seen, question_parts(question), act="Send svaret")
    first = not question.answer
    question.answer, question.answered_by = text.strip(), by
    question.answered_at, question.public = timezone.now(), public
    question.save(update_fields=["answer", "answered_by", "answered_at", "public"])
    if first:
        write_answer(question)
    _note("answer_question", question, by=by)
    return question


@transaction.atomic
def take_question_back(question: ItemQuestion, *, by: User) -> None:
    """Its member takes a question back before the meeting (træk spørgsmål tilbage)."""
    meeting = lock_meeting(question.item.meeting)
    question = _locked(question)
    no = []
    if question.person_id != by.person_id:
        no.append(Obstacle("not-yours", "Kun den, der stillede spørgsmålet, trækker det tilbage."))
    if meeting.state != Meeting.State.CALLED or question.withdrawn_at is not None:
        no.append(Obstacle("over", "Spørgsmålet kan ikke længere trækkes tilbage."))
    require(no)
    question.withdrawn_at = timezone.now()
    question.save(update_fields=["withdrawn_at"])
    _note("take_question_back", question, by=by)


def reads_as_member(item: AgendaItem, meeting: Meeting, rights: Rights) -> bool:
    """Has a seat in the meeting, and is not shut out of the item."""
    return sits_at(meeting, rights.person) and str(item.uid) not in shut_items(meeting, rights)


def reads_question(question: ItemQuestion, rights: Rights, user: User) -> bool:
    """The meeting's own people who read the item, and those who answer for it."""
    item, meeting = question.item, question.item.meeting
    inside = reads_closed(meeting, rights) and str(item.uid) not in shut_items(meeting, rights)
    return inside or answers_for(item, user)


def answers_for(item: AgendaItem, by: User) -> bool:
    """The body's secretary, and whoever may write the item's case."""
    rights = rights_of(by)
    if keeps(item.meeting, by):
        return True
    if item.case is None or not may_write_case(item.case, rights):
        return False
    return Case.objects.visible_to(rights).filter(pk=item.case.pk).exists()


def question_parts(question: ItemQuestion) -> dict[str, Part]:
    """What the page of a question shows."""
    return {
        "question": Part("spørgsmålet", question.text, question.text),
        "answer": Part("svaret", (question.answer, question.public), question.answer),
    }


def _locked(question: ItemQuestion) -> ItemQuestion:
    rows = ItemQuestion.objects.select_for_update(of=("self",))
    return rows.select_related("item__case", "item__meeting__organization").get(pk=question.pk)


def _note(act: str, question: ItemQuestion, *, by: User) -> None:
    item = question.item
    details = {"item": str(item.uid), "question": str(question.uid)}
    note(act, by=by, subject=f"meeting:{item.meeting.uid}", details=details, rows=[question])
