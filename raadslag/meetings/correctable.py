"""What a called item's correction is written in: its case, or the item's own words, notices and proposal."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from raadslag.cases.agenda import begin_correcting, end_correcting
from raadslag.cases.models import Case, Step
from raadslag.cases.putting_back import kept_of, put_back
from raadslag.cases.seen import case_parts
from raadslag.cases.steps import drop_waiting
from raadslag.journal.proving import Rows
from raadslag.meetings.answering import answered_in
from raadslag.meetings.message_seen import message_parts
from raadslag.meetings.models import (
    AgendaItem,
    ItemCorrection,
    Meeting,
    MemberProposal,
    Message,
    MessageFile,
)
from raadslag.people.models import User
from raadslag.review.answered import answer_parts
from raadslag.seen import Part, mark_of


def under_way(item: AgendaItem) -> ItemCorrection | None:
    """The item's correction that is neither sent nor dropped."""
    return item.corrections.filter(sent_at=None, dropped_at=None).first()


def state_for_writing(item: AgendaItem | None, meeting: Meeting) -> str:
    """The meeting's state, but planned for an item without a case whose correction is under way."""
    if item is not None and item.case_id is None and under_way(item) is not None:
        return Meeting.State.PLANNED
    return meeting.state


def locked_case(item: AgendaItem) -> Case | None:
    """The item's case, locked; null for an item without one."""
    rows = Case.objects.select_for_update(of=("self",))
    return rows.get(pk=item.case_id) if item.case_id else None


def begin_writing(item: AgendaItem, case: Case | None, *, kind: str) -> dict[str, Any]:
    """Open for writing what was sent; all that `put_back_in` needs to close it again."""
    if case is None:
        return _own_words(item)
    kept = kept_of(case)
    begin_correcting(case, kind=kind)
    return kept


def end_writing(case: Case | None) -> None:
    """What the correction was written in stands fast again. An item's own words do by themselves."""
    if case is not None:
        end_correcting(case)


def put_back_in(item: AgendaItem, case: Case | None, kept: dict[str, Any], *, by: User) -> Rows:
    """Let it say again what was sent; the rows that changed. A waiting approval is dropped."""
    if case is None:
        return _own_words_back(item, kept)
    dropped = drop_waiting(case)
    return [dropped, *put_back(case, kept, by=by)]


def state_of(case: Case | None) -> str:
    """How far the approval is; what has no case is approved by nobody, and so ready."""
    return case.state if case else Case.State.READY


def seen_in(item: AgendaItem, case: Case | None) -> dict[str, Part]:
    """What the correction's page shows of what is written, part by part."""
    answers = answer_parts(answered_in(item.meeting))
    if case is not None:
        return {**case_parts(case), **answers}
    found = {
        **answers,
        "title": Part("titlen", item.title),
        "text": Part("punktets tekst", item.blocks),
    }
    for message in _taken(item):
        parts = message_parts(message)
        found |= {f"{message.uid}:{key}": part for key, part in parts.items()}
    if proposal := _proposal(item):
        found["proposal"] = Part("forslaget", [proposal.points, proposal.blocks])
    return found


def mark_in(item: AgendaItem) -> str:
    """The page's mark of what is shown of an item's correction."""
    return mark_of(seen_in(item, item.case))


def stand_behind(item: AgendaItem, case: Case | None, kept: dict[str, Any]) -> set[int]:
    """Ids of the people who are told of a change: a case's approvers, a changed notice's writer, the proposer."""
    if case is not None:
        rows = case.steps.filter(outcome=Step.Outcome.APPROVED, by__person__isnull=False)
        return set(rows.values_list("by__person_id", flat=True))
    now = _own_words(item)
    changed = {
        uid
        for uid, said in now["messages"].items()
        if said != kept["messages"].get(uid) or _files_of(now, uid) != _files_of(kept, uid)
    }
    people = {one.by.person_id for one in _taken(item) if str(one.uid) in changed}
    if (proposal := _proposal(item)) and now["proposal"] != kept["proposal"]:
        people.add(proposal.person_id)
    return {pk for pk in people if pk}


def _files_of(kept: dict[str, Any], uid: str) -> list[Any]:
    return [said for said in kept["files"].values() if said[0] == uid]


def _own_words(item: AgendaItem) -> dict[str, Any]:
    taken, proposal = _taken(item), _proposal(item)
    return {
        "title": item.title,
        "blocks": item.blocks,
        "messages": {str(one.uid): [one.blocks, one.link] for one in taken},
        "files": {
            str(file.uid): [str(file.message.uid), file.title, file.recommended]
            for file in _files(taken).filter(removed_at=None)
        },
        "proposal": [proposal.points, proposal.blocks] if proposal else None,
    }


def _own_words_back(item: AgendaItem, kept: dict[str, Any]) -> Rows:
    item.title, item.blocks = kept["title"], kept["blocks"]
    item.version += 1
    item.save(update_fields=["title", "blocks", "version"])
    rows: list[Any] = [item]
    taken = _taken(item)
    for message in taken:
        message.blocks, message.link = kept["messages"].get(
            str(message.uid), [message.blocks, message.link]
        )
        message.version += 1
        message.save(update_fields=["blocks", "link", "version"])
        rows.append(message)
    rows += _files_back(taken, kept["files"])
    if (proposal := _proposal(item)) and kept["proposal"]:
        proposal.points, proposal.blocks = kept["proposal"]
        proposal.version += 1
        proposal.save(update_fields=["points", "blocks", "version"])
        rows.append(proposal)
    return rows


def _files_back(taken: list[Message], kept: dict[str, Any]) -> Rows:
    rows = []
    for file in _files(taken):
        said = kept.get(str(file.uid))
        if said is None:
            file.removed_at = file.removed_at or timezone.now()
        else:
            _, file.title, file.recommended = said
            file.removed_at = None
        file.save(update_fields=["title", "recommended", "removed_at"])
        rows.append(file)
    return rows


def _taken(item: AgendaItem) -> list[Message]:
    rows = Message.objects.filter(item=item, state=Message.State.TAKEN, added_live=False)
    return list(rows.select_related("by").order_by("order", "pk"))


def _files(taken: list[Message]) -> QuerySet[MessageFile]:
    return MessageFile.objects.filter(message__in=taken).select_related("message")


def _proposal(item: AgendaItem) -> MemberProposal | None:
    return MemberProposal.objects.filter(item=item).first()
