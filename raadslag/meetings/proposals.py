"""Members' own matters (forslag til dagsordenen): sent, placed on an agenda, put off or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.closing import CLOSED_TITLE
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import gone_with, keeps, lock_meeting, row_without_case
from raadslag.meetings.contribution_letters import write_proposal_placed, write_proposal_sent
from raadslag.meetings.correctable import under_way
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import shut_from_the_start
from raadslag.meetings.models import AgendaItem, Meeting, MemberProposal
from raadslag.meetings.rules.proposals import why_not_place, why_not_propose, why_not_put_off
from raadslag.people.models import Membership, Organization, Person, User
from raadslag.people.rights import Rights, rights_of, sits_in
from raadslag.record import Block, blocks_to_text, to_data
from raadslag.seen import Part, require_seen

Sent = MemberProposal.State
USUAL_DAYS = 8
"""Before the meeting, where the body has set nothing else; two municipalities' rules of procedure have it."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a member proposes; `points` without "at"."""

    title: str
    points: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    closed: bool = False
    closed_reason: str = ""


def proposal_deadline(meeting: Meeting) -> date:
    """The last day on which a member's proposal must be on this meeting's agenda."""
    days = rules_of(meeting.organization).proposal_days
    day = timezone.localdate(meeting.starts_at)
    return day - timedelta(days=USUAL_DAYS if days is None else days)


def proposals_of(rights: Rights) -> QuerySet[MemberProposal]:
    """One's own proposals, and those to the bodies that one keeps."""
    kept = rights.organizations([Membership.Role.SECRETARY])
    rows = MemberProposal.objects.filter(organization__body_id=rights.body or 0)
    return rows.filter(Q(person_id=rights.person or 0) | Q(organization_id__in=kept))


def waiting_proposals(meeting: Meeting) -> list[MemberProposal]:
    """Those that may come on this meeting's agenda, the first sent first."""
    here = (
        Q(not_before=None) | Q(not_before=meeting) | Q(not_before__starts_at__lt=meeting.starts_at)
    )
    rows = MemberProposal.objects.filter(
        here, organization=meeting.organization_id, state=Sent.SENT
    )
    return list(rows.select_related("person"))


def came_in_time(proposal: MemberProposal, meeting: Meeting) -> bool:
    """Must it be on this meeting's agenda?"""
    return timezone.localdate(proposal.sent_at) <= proposal_deadline(meeting)


@transaction.atomic
def send_proposal(
    organization: Organization, *, said: Proposed, by: User, at: datetime | None = None
) -> MemberProposal:
    """A member sends a matter for a body's agenda (stil forslag); its secretary is told."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    require(_why_not_propose_now(organization, said, by=by))
    proposal = MemberProposal(
        organization=organization, person=_person(by), by=by, sent_at=at or timezone.now()
    )
    seat = Membership.objects.on(timezone.localdate()).filter(
        person=proposal.person, organization=organization
    )
    proposal.party = next((row.party for row in seat if row.party), "")
    _say(proposal, said)
    proposal.save()
    write_proposal_sent(proposal)
    _note("send_proposal", proposal, by=by, rows=[proposal])
    return proposal


@transaction.atomic
def rewrite_proposal(
    proposal: MemberProposal, *, said: Proposed, version: int, by: User
) -> MemberProposal:
    """The member changes what is proposed, until it stands on an agenda (ret forslag).

    After the notice the member and the secretary do, while a correction of its item is under way.
    """
    proposal = _locked(proposal)
    own, state = proposal.person_id == by.person_id, proposal.state
    if corrects := corrects_proposal(proposal, by):
        own, state = True, Sent.SENT
        require(why_not_reword(proposal, said))
    sits = corrects or None
    no = _why_not_propose_now(proposal.organization, said, by=by, own=own, state=state, sits=sits)
    require(no)
    if proposal.version != version:
        require([Obstacle("stale", "Forslaget er rettet imens. Se det, og prøv igen.")])
    _say(proposal, said)
    proposal.version += 1
    proposal.save()
    _note("rewrite_proposal", proposal, by=by, rows=[proposal])
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: MemberProposal, *, by: User) -> None:
    """The member takes the matter back (træk forslag tilbage): its item goes from an agenda not yet sent.

    Once it is sent the secretary lets the item lapse.
    """
    if proposal.item is not None:
        lock_meeting(proposal.item.meeting)
    proposal = _locked(proposal)
    if proposal.person_id != by.person_id or proposal.state == Sent.WITHDRAWN:
        require([Obstacle("not-yours", "Kun medlemmet selv trækker sit forslag tilbage.")])
    rows: list[object] = [proposal]
    item = proposal.item
    if item is not None and item.meeting.state == Meeting.State.PLANNED:
        rows += gone_with(item)
        proposal.item = None
        item.delete()
    proposal.state = Sent.WITHDRAWN
    proposal.version += 1
    proposal.save(update_fields=["state", "item", "version"])
    _note("withdraw_proposal", proposal, by=by, rows=rows)


@transaction.atomic
def place_proposal(
    proposal: MemberProposal, *, meeting: Meeting, by: User, seen: str | None = None
) -> AgendaItem:
    """Let a member's matter stand on a planned agenda, under the member's name (sæt forslag på)."""
    meeting = lock_meeting(meeting)
    proposal = _locked(proposal)
    if meeting.organization_id != proposal.organization_id:
        require([Obstacle("elsewhere", "Forslaget er stillet i et andet udvalg.")])
    secretary, state = keeps(meeting, by), meeting.state
    require(why_not_place(is_secretary=secretary, sent=proposal.state, state=state))
    require_seen(seen, proposal_parts(proposal), act="Sæt forslaget på dagsordenen")
    row = AgendaItem(
        kind=AgendaItem.Kind.OTHER,
        title=proposal.title,
        closed=proposal.closed,
        closed_reason=proposal.closed_reason,
        public_title=CLOSED_TITLE if proposal.closed else "",
    )
    item = row_without_case(row, meeting=meeting)
    proposal.item, proposal.state, proposal.not_before = item, Sent.PLACED, None
    proposal.save(update_fields=["item", "state", "not_before"])
    write_proposal_placed(proposal, meeting)
    rows: Rows = [proposal, meeting.items.all(), *shut_from_the_start(item, by=by)]
    _note("place_proposal", proposal, by=by, rows=rows)
    return item


@transaction.atomic
def put_off_proposal(
    proposal: MemberProposal, *, to: Meeting | None, reason: str, by: User
) -> None:
    """Let a committee's member know that the matter comes at a later meeting, and why (udskyd forslag)."""
    proposal = _locked(proposal)
    organization = proposal.organization
    later = to is not None and to.organization_id == organization.pk
    secretary = (organization.pk, Membership.Role.SECRETARY) in rights_of(by).roles
    kind, sent = organization.kind, proposal.state
    require(
        why_not_put_off(is_secretary=secretary, sent=sent, kind=kind, later=later, reason=reason)
    )
    assert to is not None
    proposal.not_before, proposal.put_off_reason = to, reason.strip()[:300]
    proposal.save(update_fields=["not_before", "put_off_reason"])
    write_proposal_placed(proposal, to)
    _note("put_off_proposal", proposal, by=by, rows=[proposal])


def proposals_back(meeting: Meeting) -> list[MemberProposal]:
    """Members' matters on a meeting that is not held wait for the next; a step of `cancel_meeting`."""
    rows = list(MemberProposal.objects.filter(item__meeting=meeting, state=Sent.PLACED))
    for one in rows:
        one.item, one.state = None, Sent.SENT
        one.save(update_fields=["item", "state"])
    return rows


def corrects_proposal(proposal: MemberProposal, by: User) -> bool:
    """Is a correction of its item under way, and is it theirs to write? The member's and the secretary's."""
    item = proposal.item
    if item is None or under_way(item) is None:
        return False
    return proposal.person_id == by.person_id or keeps(item.meeting, by)


def proposal_parts(proposal: MemberProposal) -> dict[str, Part]:
    """What the secretary's page shows of a proposal."""
    text, points = blocks_to_text(proposal.as_blocks()), "\n".join(proposal.points)
    doors = (proposal.closed, proposal.closed_reason)
    return {
        "title": Part("forslagets titel", proposal.title, proposal.title),
        "points": Part("forslagets punkter", proposal.points, points),
        "text": Part("motiveringen", proposal.blocks, text),
        "doors": Part("om forslaget er lukket", doors, proposal.closed_reason or "Åbent"),
    }


def _why_not_propose_now(
    organization: Organization,
    said: Proposed,
    *,
    by: User,
    own: bool = True,
    state: str = Sent.SENT,
    sits: bool | None = None,
) -> list[Obstacle]:
    return why_not_propose(
        sits=sits_in(rights_of(by), organization.pk) if sits is None else sits,
        title=said.title,
        points=said.points,
        closed=said.closed,
        closed_reason=said.closed_reason,
        own=own,
        state=state,
    )


def _say(proposal: MemberProposal, said: Proposed) -> None:
    proposal.title = " ".join(said.title.split())
    proposal.points = points_of(said.points)
    proposal.blocks, proposal.closed = to_data(said.blocks), said.closed
    proposal.closed_reason = said.closed_reason.strip()[:300] if said.closed else ""


def why_not_reword(proposal: MemberProposal, said: Proposed) -> list[Obstacle]:
    """What is sent keeps its title and its doors; its points and its reasons are corrected."""
    doors = (said.closed, said.closed_reason.strip()) if said.closed else (False, "")
    was = (proposal.closed, proposal.closed_reason)
    if (" ".join(said.title.split()), *doors) == (proposal.title, *was):
        return []
    why = "Dagsordenen er sendt: forslagets titel, og om det er lukket, ligger fast."
    return [Obstacle("stays", why)]


def points_of(lines: Sequence[str]) -> list[str]:
    """What is to be decided, one a line, without the "at" that the agenda puts before them."""
    found = []
    for line in lines:
        text = " ".join(line.split()).lstrip("-•* ")
        text = text[3:] if text[:3].casefold() == "at " else text
        if text:
            found.append(text)
    return found


def _person(by: User) -> Person:
    assert by.person is not None
    return by.person


def _locked(proposal: MemberProposal) -> MemberProposal:
    rows = MemberProposal.objects.select_for_update(of=("self",))
    return rows.select_related("organization", "person", "item__meeting").get(pk=proposal.pk)


def _note(act: str, proposal: MemberProposal, *, by: User, rows: Rows) -> None:
    details = {"proposal": str(proposal.uid)}
    subject = f"organization:{proposal.organization_id}"
    note(act, by=by, subject=subject, details=details, rows=rows)
