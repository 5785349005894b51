"""What the live screen shows of a meeting and the item it stands at. Reads, never writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone

from raadslag.law.table import ground
from raadslag.meetings.adopting import may_be_taken_up, proposed_words, treated_items, ways_up
from raadslag.meetings.ballots import Tally
from raadslag.meetings.closing import why_not_close_now
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.deciding import chips_of, decides_here, formula_pairs, propose_decision
from raadslag.meetings.drafting import mark_of_page
from raadslag.meetings.forms import DecisionForm
from raadslag.meetings.formulas import LAPSED, LOST, Proposal
from raadslag.meetings.message_record import numbered
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Decision,
    DecisionDraft,
    Meeting,
)
from raadslag.meetings.presence import partly_there, quorum, recused
from raadslag.meetings.reading import agenda_of, files_of, item_picture, recused_before
from raadslag.meetings.recusal_record import NAMES
from raadslag.meetings.rules.remarks import why_not_stop
from raadslag.meetings.seats import mayor_of
from raadslag.meetings.seen import decided_parts
from raadslag.meetings.standing_in import candidates_for
from raadslag.meetings.two_decisions import show_beside
from raadslag.meetings.unsettled import Presence, tally_of, why_unsettled
from raadslag.meetings.whole import Whole
from raadslag.meetings.wording import choose_words, words_of_another
from raadslag.people.models import User
from raadslag.people.rights import Rights
from raadslag.people.said import whole_number
from raadslag.render.html import sections_to_html
from raadslag.seen import mark_of

KEYS = 9
"""So many formulas and seats can be chosen by a digit."""


def screen(meeting: Meeting, item: AgendaItem, *, user: User, rights: Rights) -> dict[str, Any]:
    """Everything on the page but the request's own."""
    seen = mark_of(decided_parts(meeting))
    rows = meeting.items.select_related("decision", "case").annotate(kladder=Count("drafts"))
    rows = rows.order_by("order", "id")
    items = list(rows)
    at = next((n for n, row in enumerate(items) if row.pk == item.pk), 0)
    presence = Presence(meeting)
    standing = [row for row in items if row.withdrawn_at is None]
    done = sum(1 for row in standing if _rail(row) == "done")
    return {
        "meeting": meeting,
        "item": item,
        "rail": [{"row": row, "state": _rail(row)} for row in items],
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "done": done,
        "left": len(standing) - done,
        "standing": len(standing),
        "works": meeting.state == Meeting.State.OPEN or meeting.putting_right,
        "open": meeting.state == Meeting.State.OPEN,
        "later": Meeting.objects.filter(
            organization=meeting.organization, state=Meeting.State.PLANNED
        ).order_by("starts_at"),
        "seen_decided": seen,
        "why_not_close": why_not_close_now(meeting, by=user),
        "here": "meetings",
        **_agenda(meeting, item, items),
        **_case(meeting, item, rights),
        **_room(meeting, item, presence),
        **_treatment(item, presence, user=user),
    }


def _agenda(meeting: Meeting, item: AgendaItem, items: Sequence[AgendaItem]) -> dict[str, Any]:
    """How the body adopts its agenda, what it may take up, and the order it may still change."""
    adopting = next((row for row in items if row.adopts_agenda and not row.withdrawn_at), None)
    if meeting.state != Meeting.State.OPEN:
        return {"adopting_item": adopting}
    treated = treated_items(meeting)
    free = [row for row in items if row.pk not in treated and row.withdrawn_at is None]
    after = max((n for n, row in enumerate(items) if row.pk in treated), default=-1)
    movable = item in free and [row for row in items[after + 1 :] if row in free and row != item]
    kind = meeting.organization.kind
    asked = adopting is None and not meeting.agenda_adopted and item == items[0]
    return {
        "adopting_item": adopting,
        "adoption_words": proposed_words(items),
        "agenda_first": asked and not treated,
        "taken_law": ground("taken-up", kind),
        "ways_up": ways_up(rules_of(meeting.organization).majority_takes_up, kind=kind),
        "may_take": may_be_taken_up(meeting),
        "later_items": movable or [],
    }


def _rail(row: AgendaItem) -> str:
    """How far an item is: withdrawn, a draft, done, proposed from its recommendation, or nothing yet."""
    if row.withdrawn_at is not None:
        return "gone"
    if row.kladder:  # type: ignore[attr-defined]
        return "draft"
    if hasattr(row, "decision"):
        return "done"
    return "proposed" if row.case_id else "none"


def _case(meeting: Meeting, item: AgendaItem, rights: Rights) -> dict[str, Any]:
    """The case as members have it before them."""
    record = agenda_of(meeting, rights)
    sent = next((one for one in record.items if one.id == str(item.uid)), None)
    stops = list(item.case.stops.select_related("organization")) if item.case else []
    place = next((n for n, s in enumerate(stops, 1) if s.organization_id == meeting.organization_id), 0)  # fmt: skip
    return {
        "sent": sent,
        "text": sections_to_html(sent.sections, top=3, figure=item_picture(meeting, sent.id))
        if sent
        else "",
        "files": files_of(item, sent.attachments if sent else ()),
        "told": numbered(item) if item.holds_messages else [],
        "mayor_may": mayor_of(meeting.organization) is not None,
        "stop": place,
        "stops": len(stops),
        "decides": decides_here(item),
    }


def _room(meeting: Meeting, item: AgendaItem, presence: Presence) -> dict[str, Any]:
    """Who is there for the item, and whether they are enough."""
    place, here = presence.places[item.pk], presence.voters(item)
    out = recused(presence.events, item=place)
    before = recused_before(item)
    standing = item.substitutes.filter(given_back_at=None)
    called = {row.substitute_for_id: row for row in standing.select_related("person")}
    apologies = set(meeting.apologies.filter(called_back_at=None).values_list("person", flat=True))
    seats = [seat for seat in presence.seats if seat.item in {None, item.pk}]
    people = [
        {
            "seat": seat,
            "called": called.get(seat.person.pk),
            "may_sit": candidates_for(item, seat.person) if seat.person.pk in out else (),
            "before": seat.person.pk in before,
            "state": "out" if seat.person.pk in out else "there" if seat.person.pk in here else "away",
            "apology": seat.person.pk in apologies,
            "key": number if number <= KEYS else None,
        }
        for number, seat in enumerate(seats, start=1)
    ]  # fmt: skip
    present = [seat for seat in seats if seat.person.pk in here]
    events = Attendance.objects.filter(meeting=meeting, struck_at=None)
    told = events.filter(item=item, event=Attendance.Event.RECUSED, decided=False)
    partly = partly_there(presence.events, item=place)
    return {
        "people": people,
        "told_recusal": list(told.select_related("person")),
        "body_word": NAMES.get(meeting.organization.kind, "Udvalget"),
        "recusal_law": ground("recusal", meeting.organization.kind),
        "item_seats": [seat for seat in seats if seat.item is not None],
        "asks_basis": not rules_of(meeting.organization).recusal_substitutes,
        "present": present,
        "took_part": [seat for seat in seats if seat.person.pk in partly],
        "nobody": not any(one["state"] == "there" for one in people),
        "parties": sorted({seat.party for seat in present if seat.party}),
        "quorum": presence.quorum(item),
        "seats": presence.count,
        "needed": quorum(presence.count),
        "events": events.select_related("person", "item").order_by("-pk"),
    }


def _treatment(item: AgendaItem, presence: Presence, *, user: User) -> dict[str, Any]:
    """The item's decision, what is proposed or drafted, ballots and remarks."""
    decision: Decision | None = getattr(item, "decision", None)
    standing = list(item.ballots.filter(struck_at=None).prefetch_related("votes__person"))
    tallies = [tally_of(row) for row in standing]
    proposal = proposed(item, tallies)
    drafts = list(item.drafts.select_related("by__person"))
    mine = next((draft for draft in drafts if draft.by_id == user.pk), None)
    shown = _start(mine or decision, proposal, decision=decision, back=_next_day(item))
    pairs = formula_pairs(item)
    drifted = words_of_another(shown["outcome"], shown["text"], pairs)
    often, seldom = chips_of(item)
    chosen = next((c for c in (*often, *seldom) if c.outcome == shown["outcome"]), None)
    known = [words for _, words in pairs]
    offer = choose_words(shown["text"], new=chosen.text, known=known)[1] if chosen else ""
    return {
        "decision": decision,
        "proposal": proposal,
        "draft": mine,
        "page_mark": mark_of_page(mine),
        "begun": _begun(mine),
        "others": [draft for draft in drafts if draft.by_id != user.pk],
        "form": DecisionForm(initial=shown, body=item.meeting.organization.body),
        "shown": shown,
        "often": [{"chip": c, "key": n if n <= KEYS else None, "on": _is_on(c.outcome, c.text, shown, often)} for n, c in enumerate(often, 1)],
        "seldom": [{"chip": c, "on": c.outcome == shown["outcome"]} for c in seldom],
        "known": known,
        "offer": offer if drifted else "",
        "points": _points(item, mine or decision),
        "ballots": [_counted(row, tally) for row, tally in zip(standing, tallies, strict=True)],
        "tie": any(t.subject == "recommendation" and t.count.result == "lapsed" for t in tallies[-1:]),
        "lapsed": LAPSED,
        "mayor_stops": item.mayor_stops.filter(withdrawn_at=None).select_related("person"),
        "remarks": item.remarks.filter(struck_at=None).select_related("person"),
        "beside": show_beside(item, decision) if decision else [],
        "unsettled": why_unsettled(item, decision, tallies, presence=presence),
        "why_not_stop": why_not_stop(
            state=item.meeting.state,
            is_secretary=True,
            present=True,
            recused=False,
            outcome=decision.outcome if decision else None,
            kind=item.meeting.organization.kind,
            already_stopped=bool(decision and decision.stopped_by_id),
        ),
    }  # fmt: skip


def proposed(item: AgendaItem, tallies: Sequence[Tally]) -> Proposal:
    """What to confirm: what the votes settled where they turned the recommendation down, else the formula."""
    last = next((tally for tally in reversed(tallies) if tally.subject == "recommendation"), None)
    if last is not None and last.count.result != "carried":
        return Proposal("rejected", LAPSED if last.count.result == "lapsed" else LOST)
    return propose_decision(item)


def proposed_whole(item: AgendaItem, tallies: Sequence[Tally]) -> Whole:
    """The proposal as a decision: typed unchanged it is no draft."""
    proposal = proposed(item, tallies)
    return Whole(outcome=proposal.outcome, text=proposal.text)


def _start(
    saved: DecisionDraft | Decision | None,
    proposal: Proposal,
    *,
    decision: Decision | None,
    back: date | None,
) -> dict[str, Any]:
    """What the fields hold: a draft, the decision, or the proposal; and when a case could come back."""
    seen = (
        saved.version if isinstance(saved, DecisionDraft) else decision.version if decision else 0
    )
    if saved is None:
        return {"outcome": proposal.outcome, "text": proposal.text, "return_on": back, "version": 0}
    return {
        "outcome": saved.outcome,
        "text": saved.text,
        "public_text": saved.public_text,
        "return_on": saved.return_on or back,
        "referred_to": saved.referred_to_id,
        "quorum_reason": saved.quorum_reason,
        "version": seen,
    }


def _next_day(item: AgendaItem) -> date | None:
    """The day of the body's next meeting: where a postponed case comes back to first."""
    later = Meeting.objects.filter(
        organization=item.meeting.organization_id,
        starts_at__gt=item.meeting.starts_at,
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
    )
    found = later.order_by("starts_at").first()
    return timezone.localdate(found.starts_at) if found else None


def _is_on(outcome: str, words: str, shown: dict[str, Any], often: Sequence[Any]) -> bool:
    """The chip whose outcome is chosen; of several with the same the one whose words are used."""
    same = [chip for chip in often if chip.outcome == outcome]
    if outcome != shown["outcome"]:
        return False
    used = next(
        (chip for chip in same if shown["text"].startswith(chip.text.rstrip(". …"))), same[0]
    )
    return bool(used.text == words)


def _points(item: AgendaItem, saved: DecisionDraft | Decision | None) -> list[dict[str, Any]]:
    if isinstance(saved, DecisionDraft):
        known = {number: code for number, code, _ in saved.points}
    else:
        known = {point.point: point.outcome for point in saved.points.all()} if saved else {}
    points = item.case.points.all() if item.case else ()
    return [{"number": p.order, "text": p.text, "known": known.get(p.order, "")} for p in points]


def _begun(mine: DecisionDraft | None) -> dict[str, Any]:
    """The remark that is begun in one's own draft."""
    remark = mine.remark if mine else {}
    return {**remark, "person": whole_number(str(remark.get("person", "")))}


def _counted(row: Ballot, tally: Tally) -> dict[str, Any]:
    silent = [vote.person.name for vote in row.votes.all() if vote.choice == "silent"]
    return {"row": row, "count": tally.count, "result": tally.result, "silent": silent}
