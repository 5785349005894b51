"""Notices (meddelelser) for the worlds of other tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from raadslag.cases.files import attach_after_meeting
from raadslag.cases.models import File
from raadslag.meetings.chairs import Decided, register_decision
from raadslag.meetings.guests import Coming, note_guest
from raadslag.meetings.live_messages import tell_live
from raadslag.meetings.message_files import attach_to_message
from raadslag.meetings.messages import Words, offer_message, take_in
from raadslag.meetings.models import (
    ChairDecision,
    FileMark,
    ItemQuestion,
    Meeting,
    Message,
)
from raadslag.meetings.proposals import Proposed, send_proposal
from raadslag.people.models import User
from raadslag.record import paragraph
from tests.cast import Town, local

IN_TIME = local(datetime(2026, 9, 1, 9, 0))


def told_under(town: Town, meeting: Meeting, *, closed: bool) -> Message:
    """One by Sanne with an attachment, under the meeting's open or closed item for notices."""
    words = Words((paragraph("Nyt."),), "", closed, "Personsag, FVL § 27" if closed else "")
    message = offer_message(meeting, words=words, by=town.sanne, at=IN_TIME)
    attach_to_message(message, name="nyt.txt", chunks=[f"nyt {closed}".encode()], by=town.sanne)
    return take_in(message, by=town.soren)


def waiting_and_told(town: Town, planned: Meeting, running: Meeting, mark: str) -> dict[str, Any]:
    """One that waits for a planned meeting, and one told at the meeting under way, as rows by name."""
    words = Words((paragraph(mark),))
    waiting = offer_message(planned, words=words, by=town.soren)
    attached = attach_to_message(waiting, name=f"{mark}.txt", chunks=[mark.encode()], by=town.soren)
    item = running.items.get(title="Meddelelser")
    told = tell_live(item, words=words, by=town.soren)
    read = attach_to_message(told, name="b.txt", chunks=[b"b"], by=town.soren)
    own = FileMark.objects.create(user=town.mette, item=item, sha256=read.sha256, text=mark)
    said = Proposed(mark, (mark,))
    proposal = send_proposal(town.committee, said=said, by=town.aage)
    case = running.items.filter(case__isnull=False)[0]
    guest = note_guest(case, said=Coming(mark), by=town.soren)
    names = {"message": waiting.uid, "attached": attached.uid, "told": told.uid}
    asked = ItemQuestion.objects.create(
        item=item, person=town.person("aage"), text=mark, asked_at=IN_TIME, asked_by=town.aage
    )
    names["question"] = asked.uid
    names |= {"proposal": proposal.uid, "told file": read.uid, "mark": own.uid}
    names["decision"] = decided_alone(town, mark).uid
    return {"planned row": planned.pk, "told under": item.uid, "guest": guest.pk, **names}


def left_file(meeting: Meeting, *, by: User) -> File:
    """An attachment that came after the meeting and stands in no minutes."""
    case = meeting.items.get(case__isnull=False).case
    assert case is not None
    return attach_after_meeting(case, name="b.txt", title="Efter", chunks=[b"efter"], by=by)


def decided_alone(town: Town, mark: str) -> ChairDecision:
    """What Mette decided on the committee's behalf before its next meeting."""
    said = Decided(town.person("mette"), IN_TIME.date(), "urgent", mark, mark, (paragraph(mark),))
    return register_decision(town.committee, said=said, by=town.soren, at=IN_TIME)
