"""Guests at an item: planned before the meeting, noted at it, and what the record says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.actions import note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.models import AgendaItem, ItemGuest, Meeting
from raadslag.meetings.planned import standing_guests
from raadslag.meetings.rules.agenda import BEFORE, why_not_keep
from raadslag.people.models import User


@dataclass(frozen=True, slots=True)
class Coming:
    """A guest as typed: who, as what, from when until when. `came` is false for one who stayed away."""

    name: str
    title: str = ""
    org: str = ""
    arrives: time | None = None
    leaves: time | None = None
    came: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """A guest in the list: `row` is null for one whom the case alone names."""

    name: str
    title: str
    org: str
    row: ItemGuest | None = None


def why_not_note_guest(
    *, state: str, is_secretary: bool, putting_right: bool, withdrawn: bool, said: Coming
) -> list[Obstacle]:
    """The secretary plans guests, and notes them until the minutes are sent."""
    no = why_not_keep(is_secretary=is_secretary)
    if state not in {*BEFORE, Meeting.State.OPEN} and not putting_right:
        no.append(Obstacle("minutes-sent", "Referatet er sendt, eller mødet er aflyst."))
    if withdrawn:
        no.append(Obstacle("withdrawn", "Punktet er udgået."))
    if not said.name.strip():
        no.append(Obstacle("no-name", "Skriv gæstens navn."))
    if said.arrives and said.leaves and said.leaves <= said.arrives:
        no.append(Obstacle("leaves-first", "Gæsten skal gå senere, end gæsten kom."))
    return no


@transaction.atomic
def note_guest(item: AgendaItem, *, said: Coming, by: User) -> ItemGuest:
    """Plan a guest for an item, or note when one came and went (notér gæst). Noted again is noted anew."""
    meeting = lock_meeting(item.meeting)
    item.refresh_from_db()
    require(_why_not(meeting, item, said, by=by))
    name = " ".join(said.name.split())
    before = list(item.guests.filter(name__iexact=name, struck_at=None))
    for row in before:
        row.struck_at = timezone.now()
        row.save(update_fields=["struck_at"])
    guest = ItemGuest.objects.create(
        item=item,
        name=name,
        title=" ".join(said.title.split()),
        org=" ".join(said.org.split()),
        arrives=said.arrives,
        leaves=said.leaves,
        came=said.came,
        noted_at=timezone.now(),
        noted_by=by,
    )
    _note("note_guest", item, by=by, rows=[guest, *before])
    return guest


@transaction.atomic
def strike_guest(guest: ItemGuest, *, by: User) -> None:
    """Take back what was noted of a guest (slet gæst); one whom the case names stands as the case says."""
    meeting = lock_meeting(guest.item.meeting)
    require(_why_not(meeting, guest.item, Coming(guest.name), by=by))
    guest.struck_at = timezone.now()
    guest.save(update_fields=["struck_at"])
    _note("strike_guest", guest.item, by=by, rows=[guest])


def guests_of(item: AgendaItem) -> list[Listed]:
    """Everybody who is expected at an item, or was noted at it, also who stayed away."""
    noted = standing_guests(item)
    named = {row.name.casefold() for row in noted}
    case = item.case.guests.all() if item.case else []
    found = [
        Listed(one.name, one.title, one.org) for one in case if one.name.casefold() not in named
    ]
    return found + [Listed(row.name, row.title, row.org, row) for row in noted]


def _why_not(meeting: Meeting, item: AgendaItem, said: Coming, *, by: User) -> list[Obstacle]:
    return why_not_note_guest(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        putting_right=meeting.putting_right,
        withdrawn=item.withdrawn_at is not None,
        said=said,
    )


def _note(act: str, item: AgendaItem, *, by: User, rows: list[ItemGuest]) -> None:
    details = {"item": str(item.uid)}
    note(act, by=by, subject=f"meeting:{item.meeting.uid}", details=details, rows=rows)
