"""The chair's look at the agenda before the notice: asked for, given, and what was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.fitting import why_not_keep_text
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.look_letters import write_look_answered, write_look_asked
from raadslag.meetings.models import AgendaLook, LookRemark, Meeting
from raadslag.meetings.notice import AgendaChange, agenda_changes
from raadslag.meetings.reading import read_by
from raadslag.meetings.rules.looking import (
    why_not_ask_chair,
    why_not_look,
    why_not_send_back,
    why_unlooked,
)
from raadslag.meetings.seen import agenda_parts, record_parts
from raadslag.people.models import Membership, Organization, Person, User
from raadslag.people.rights import Rights, rights_of
from raadslag.record import Meeting as Record
from raadslag.record import to_data
from raadslag.seen import Part, require_seen

Kind = AgendaLook.Kind
CHAIRS = frozenset({Membership.Role.CHAIR, Membership.Role.DEPUTY})
ANSWERS = frozenset({Kind.APPROVED, Kind.RETURNED})
MOST_REMARK = 2000


@dataclass(frozen=True, slots=True)
class Looked:
    """How the chair's look stands. `changes` are the agenda's since the newest answer; `moved`: its
    items stand in another order."""

    waits: bool
    chairs: tuple[Person, ...]
    looks: tuple[AgendaLook, ...]
    changes: tuple[AgendaChange, ...]
    moved: bool = False

    @property
    def newest(self) -> AgendaLook | None:
        """The newest act; null where the agenda was never sent to the chair."""
        return self.looks[-1] if self.looks else None

    @property
    def answer(self) -> AgendaLook | None:
        """The chair's newest answer."""
        return next((one for one in reversed(self.looks) if one.kind in ANSWERS), None)

    @property
    def waiting(self) -> bool:
        """The chair has it, and has not answered."""
        return self.newest is not None and self.newest.kind == Kind.SENT

    @property
    def needs_reason(self) -> bool:
        """A notice now is one without the chair's look, which the body said it waits for."""
        approved = self.newest is not None and self.newest.kind == Kind.APPROVED
        return self.waits and not approved

    def remark_on(self, item: object) -> LookRemark | None:
        """What the newest answer says of an item."""
        rows = self.answer.remarks.all() if self.answer else ()
        return next((row for row in rows if str(row.item) == str(item)), None)


def looked_at(meeting: Meeting, now: Record | None = None) -> Looked:
    """How the chair's look stands; `now` is the agenda put together, where one has it."""
    rows = meeting.looks.select_related("by__person").prefetch_related("remarks")
    known = Looked(
        waits=rules_of(meeting.organization).chair_looks,
        chairs=tuple(chairs_of(meeting.organization)),
        looks=tuple(rows),
        changes=(),
    )
    if known.answer is None or meeting.state != Meeting.State.PLANNED:
        return known
    now = now or compose(meeting, kind="agenda")
    before = known.answer.as_record()
    return replace(known, changes=tuple(agenda_changes(before, now)), moved=is_moved(before, now))


def is_moved(before: Record, after: Record) -> bool:
    """Do the items that stand in both come in another order?"""
    old, new = ([item.id for item in record.items] for record in (before, after))
    return [one for one in old if one in new] != [one for one in new if one in old]


def newest_look(meeting: Meeting) -> str | None:
    """The kind of the newest act about the chair's look; null where the chair never had the agenda."""
    return meeting.looks.order_by("-pk").values_list("kind", flat=True).first()


def chairs_of(organization: Organization) -> list[Person]:
    """Today's chair and deputy, the chair first."""
    rows = Membership.objects.on(timezone.localdate())
    rows = rows.filter(organization=organization, role__in=CHAIRS).select_related("person")
    ordered = sorted(rows, key=lambda row: (row.role != Membership.Role.CHAIR, row.person.name))
    return list({row.person_id: row.person for row in ordered}.values())


def chairs(meeting: Meeting, rights: Rights) -> bool:
    """Is one the chair or the deputy of the meeting's body?"""
    return meeting.organization_id in rights.organizations(CHAIRS)


def look_record(meeting: Meeting, rights: Rights) -> Record:
    """The agenda as it is being made, as the chair may read it: without what they are recused in.

    Who can't come is no part of it.
    """
    record = replace(compose(meeting, kind="agenda"), attendance=())
    return read_by(record, meeting, rights)


def look_parts(meeting: Meeting, rights: Rights) -> dict[str, Part]:
    """All that the chair's page shows, for its forms to carry."""
    return record_parts(look_record(meeting, rights))


@transaction.atomic
def ask_chair(
    meeting: Meeting, *, by: User, at: datetime | None = None, seen: str | None = None
) -> AgendaLook:
    """Send the agenda to the chair and the deputy (send til formanden). Again, when it is another."""
    meeting = lock_meeting(meeting)
    require(why_not_ask_now(meeting, by=by))
    require_seen(seen, agenda_parts(meeting), act="Send til formanden")
    look = _add(meeting, Kind.SENT, by=by, at=at)
    write_look_asked(look, chairs_of(meeting.organization))
    note("ask_chair", by=by, subject=f"meeting:{meeting.uid}", rows=[look])
    return look


def why_not_ask_now(meeting: Meeting, *, by: User) -> list[Obstacle]:
    """Why the agenda may not go to the chair at this moment."""
    return why_not_ask_chair(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        items=meeting.items.count(),
        chairs=len(chairs_of(meeting.organization)),
    )


def why_not_look_now(meeting: Meeting, rights: Rights) -> list[Obstacle]:
    """Why one may not answer as chair at this moment."""
    asked = meeting.looks.filter(kind=Kind.SENT).exists()
    return why_not_look(state=meeting.state, chairs=chairs(meeting, rights), asked=asked)


@transaction.atomic
def answer_look(
    meeting: Meeting,
    *,
    approves: bool,
    remark: str,
    remarks: Mapping[str, str],
    by: User,
    at: datetime | None = None,
    seen: str | None = None,
) -> AgendaLook:
    """Approve the agenda or send it back (se dagsordenen igennem), with remarks to it and its items.

    `remarks` are by the item's id; one to an item that is not read, or is no more, raises `NotAllowed`
    through what was seen.
    """
    meeting, rights = lock_meeting(meeting), rights_of(by)
    require(why_not_look_now(meeting, rights))
    require_seen(
        seen, look_parts(meeting, rights), act="Godkend dagsordenen" if approves else "Send tilbage"
    )
    items = {item.id: item for item in look_record(meeting, rights).items}
    said = {key: text.strip() for key, text in remarks.items() if text.strip() and key in items}
    for text in (remark.strip(), *said.values()):
        require(why_not_keep_text(text, most=MOST_REMARK, label="Bemærkningen"))
    if not approves:
        require(why_not_send_back(remarks=len(said) + bool(remark.strip())))
    kind = Kind.APPROVED if approves else Kind.RETURNED
    look = _add(meeting, kind, by=by, at=at, remark=remark.strip())
    rows = [
        LookRemark.objects.create(look=look, item=key, title=items[key].title or "", text=text)
        for key, text in said.items()
    ]
    write_look_answered(look, count=len(rows) + bool(look.remark))
    act = "approve_agenda" if approves else "return_agenda"
    note(act, by=by, subject=f"meeting:{meeting.uid}", rows=[look, *rows])
    return look


def pass_the_chair(meeting: Meeting, *, reason: str, by: User, at: datetime) -> Rows:
    """Let the notice go: the chair has approved, nobody waits for it, or `reason` says why it goes
    without, and is kept. A step of the notice. Raises `NotAllowed`."""
    known = looked_at(meeting)
    require(why_unlooked(waits=known.waits, approved=not known.needs_reason, reason=reason))
    if not known.needs_reason:
        return []
    require(why_not_keep_text(reason.strip(), most=MOST_REMARK, label="Begrundelsen"))
    return [_add(meeting, Kind.SKIPPED, by=by, at=at, remark=reason.strip())]


def _add(
    meeting: Meeting, kind: Kind, *, by: User, at: datetime | None, remark: str = ""
) -> AgendaLook:
    return AgendaLook.objects.create(
        meeting=meeting,
        kind=kind,
        record=to_data(replace(compose(meeting, kind="agenda"), attendance=())),
        remark=remark,
        by=by,
        at=at or timezone.now(),
    )
