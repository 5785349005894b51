"""The secretary's screen during the meeting. Every act is a form; the keyboard only presses them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.meetings import attending, closing, deciding, live, remarking, voting
from raadslag.meetings.ballots import RESULTS, Choice, count, spread_parties
from raadslag.meetings.calling import move_to_meeting, withdraw_item
from raadslag.meetings.forms import DecisionForm
from raadslag.meetings.formulas import FORMULAS, outcome_of_point
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    DecisionVersion,
    Meeting,
    Remark,
)
from raadslag.meetings.presence import in_room, recused, why_no_quorum
from raadslag.meetings.reading import recused_before
from raadslag.meetings.rules.holding import why_not_show_live
from raadslag.meetings.rules.remarks import why_not_stop
from raadslag.meetings.seats import events_of, forecast, places, seat_count, seats_of
from raadslag.meetings.two_decisions import show_beside
from raadslag.meetings.views import kept_item, kept_meeting
from raadslag.people.models import Organization, Person
from raadslag.people.pages import InsideRequest, go_back, inside, show, wants_json
from raadslag.people.said import found_by, short_text, whole_number


@require_safe
@inside
def live_page(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The meeting, one item at a time."""
    meeting = kept_meeting(request, uid)
    items = list(meeting.items.select_related("decision", "case"))
    if no := why_not_show_live(state=meeting.state, items=len(items)):
        messages.warning(request, no[0].reason, extra_tags="wait")
        return redirect("meeting", uid=uid)
    wanted = request.GET.get("punkt", "")
    now = next((i for i in items if str(i.number) == wanted), meeting.current_item or items[0])
    if meeting.state == Meeting.State.OPEN and now != meeting.current_item:
        live.show_item(now, by=request.user)
    at = next((n for n, item in enumerate(items) if item.pk == now.pk), 0)
    context = {
        "meeting": meeting,
        "items": items,
        "item": now,
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "open": meeting.state == Meeting.State.OPEN,
        "later": Meeting.objects.filter(
            organization=meeting.organization, state=Meeting.State.PLANNED
        ).order_by("starts_at"),
        "why_not_close": closing.why_not_close_now(meeting, by=request.user),
        "here": "meetings",
        "formulas": [{"code": code, "text": text} for code, text in FORMULAS.items()],
    }
    return show(request, "meetings/live.html", context | _room(meeting, now) | _treatment(now))


def _room(meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    """Who is there for the item, and whether they are enough."""
    events, place = events_of(meeting), places(meeting.items.all())[item.pk]
    here, out = in_room(events, item=place), recused(events, item=place)
    seats = seats_of(meeting)
    voters = {seat.person.pk for seat in seats}
    apologies = set(meeting.apologies.filter(called_back_at=None).values_list("person", flat=True))
    before = recused_before(item)
    people = [
        {
            "seat": seat,
            "before": seat.person.pk in before,
            "state": "out" if seat.person.pk in out else "there" if seat.person.pk in here else "away",
            "apology": seat.person.pk in apologies,
        }
        for seat in seats
    ]  # fmt: skip
    present = [seat for seat in seats if seat.person.pk in here]
    return {
        "people": people,
        "present": present,
        "parties": sorted({seat.party for seat in present if seat.party}),
        "quorum": why_no_quorum(present=here & voters, seats=seat_count(seats)),
        "events": Attendance.objects.filter(meeting=meeting, struck_at=None).select_related("person", "item"),
    }  # fmt: skip


def _treatment(item: AgendaItem) -> dict[str, Any]:
    """The item's decision, proposed formula, ballots and remarks."""
    decision = getattr(item, "decision", None)
    proposal = deciding.propose_decision(item)
    start = {
        "outcome": decision.outcome if decision else proposal.outcome,
        "text": decision.text if decision else proposal.text,
        "public_text": decision.public_text if decision else "",
        "return_on": decision.return_on if decision else None,
        "version": decision.version if decision else 0,
    }
    here = deciding.decides_here(item)
    known = {point.point: point for point in decision.points.all()} if decision else {}
    points = [
        {"number": p.order, "text": p.text, "known": known.get(p.order),
         "proposed": outcome_of_point(p.text, decides_here=here)}
        for p in (item.case.points.all() if item.case else [])
    ]  # fmt: skip
    standing = item.ballots.filter(struck_at=None).prefetch_related("votes__person")
    return {
        "decision": decision,
        "proposal": proposal,
        "form": DecisionForm(initial=start),
        "points": points,
        "ballots": [_counted(ballot) for ballot in standing],
        "remarks": item.remarks.filter(struck_at=None).select_related("person"),
        "beside": show_beside(item, decision) if decision else [],
        "why_not_stop": why_not_stop(
            state=item.meeting.state,
            is_secretary=True,
            present=True,
            outcome=decision.outcome if decision else None,
            is_committee=item.meeting.organization.kind != Organization.Kind.COUNCIL,
            already_stopped=bool(decision and decision.stopped_by_id),
        ),
    }


def _counted(ballot: Ballot) -> dict[str, Any]:
    votes = list(ballot.votes.all())
    counted = count({vote.person_id: vote.choice for vote in votes})  # type: ignore[misc]
    return {"row": ballot, "count": counted, "result": RESULTS[counted.result], "votes": votes}


def _back(request: InsideRequest, item: AgendaItem) -> HttpResponse:
    return go_back(request, reverse("live", args=[item.meeting.uid]) + f"?punkt={item.number}")


@require_POST
@inside
def attend(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Somebody comes, leaves or steps out; or everybody without an apology comes at once."""
    row = kept_item(request, uid, item)
    meeting, event = row.meeting, request.POST.get("event", "")
    first = meeting.items.first() == row
    if event == "all":
        _everybody(request, meeting)
        return _back(request, row)
    if event not in Attendance.Event.values:
        raise Http404
    person = found_by(Person, request.POST.get("person"))
    at = None if first and event == Attendance.Event.ARRIVED else row
    attending.note_attendance(meeting, person=person, event=event, item=at, by=request.user)
    return _back(request, row)


def _everybody(request: InsideRequest, meeting: Meeting) -> None:
    # Recusal may be noted from the notice on: it says nothing of who has come.
    coming = [Attendance.Event.ARRIVED, Attendance.Event.LEFT]
    noted = Attendance.objects.filter(meeting=meeting, struck_at=None, event__in=coming)
    there = set(noted.values_list("person", flat=True))
    for seat in forecast(meeting).coming:
        if seat.person.pk not in there:
            attending.note_attendance(meeting, person=seat.person, event="arrived", by=request.user)


@require_POST
@inside
def strike(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Take back a wrong event, ballot or remark."""
    row = kept_item(request, uid, item)
    what, pk = request.POST.get("what"), request.POST.get("pk")
    if what == "event":
        attending.strike_attendance(found_by(Attendance.objects.filter(meeting=row.meeting), pk), by=request.user)  # fmt: skip
    elif what == "ballot":
        voting.strike_vote(found_by(Ballot.objects.filter(item=row), pk), by=request.user)
    elif what == "remark":
        remarking.strike_remark(found_by(Remark.objects.filter(item=row), pk), by=request.user)
    else:
        raise Http404
    return _back(request, row)


@require_POST
@inside
def decide(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Write the decision; a script saves it while the secretary writes."""
    row = kept_item(request, uid, item)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"obstacles": [{"reason": "Udfyld udfald og dato rigtigt."}]}, status=409)  # fmt: skip
        messages.error(request, "Udfyld udfald og dato rigtigt.", extra_tags="bad")
        return _back(request, row)
    recorded = deciding.record_decision(row, by=request.user, points=_points(request), **form.cleaned_data)  # fmt: skip
    if wants_json(request):
        return JsonResponse(
            {"version": recorded.decision.version, "conflict": recorded.beside is not None}
        )
    if recorded.beside:
        messages.warning(request, "En anden skrev samtidig. Begge beslutninger er gemt, hver for sig: vælg nedenfor.", extra_tags="wait")  # fmt: skip
    return _back(request, row)


def _points(request: InsideRequest) -> list[tuple[int, str, str]]:
    """Outcomes of single points, where the secretary said that they differ."""
    if "points_differ" not in request.POST:
        return []
    found = []
    for name in request.POST:
        number = whole_number(name.removeprefix("point-"))
        if name.startswith("point-") and number is not None:
            words = request.POST.get(f"pointtext-{name[6:]}", "")
            found.append((number, str(request.POST[name])[:40], words[:500]))
    return found


@require_POST
@inside
def settle(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Choose between two decisions."""
    row, said = kept_item(request, uid, item), request.POST
    found = DecisionVersion.objects.filter(item=row, conflict=True)
    beside, version = found_by(found, said.get("pk")), whole_number(said.get("version")) or 0
    deciding.settle_decision(beside, take="take" in said, version=version, by=request.user)
    return _back(request, row)


@require_POST
@inside
def vote(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Record a ballot by member, or by party."""
    row, said = kept_item(request, uid, item), request.POST
    by_party = said.get("by") == "party"
    prefix = "party-" if by_party else "member-"
    chosen: dict[str, Choice] = {
        name.removeprefix(prefix): said[name]  # type: ignore[misc]
        for name in said
        if name.startswith(prefix) and said[name] in {"for", "against", "abstained"}
    }
    if by_party:
        here = {seat.person.pk: seat.party for seat in _room(row.meeting, row)["present"]}
        choices = spread_parties(chosen, here)
    else:
        numbered = {whole_number(person): choice for person, choice in chosen.items()}
        choices = {pk: choice for pk, choice in numbered.items() if pk is not None}
    voting.record_vote(
        row,
        on=short_text(request, "on", most=300, label="Det, der stemmes om,"),
        choices=choices,
        amendment="amendment" in said,
        proposed_by=said.get("proposed_by", "")[:120],
        by_party=by_party,
        by=request.user,
    )
    return _back(request, row)


@require_POST
@inside
def remark(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Note a remark, a reservation, a dissent; or that a member stops the decision."""
    row, said = kept_item(request, uid, item), request.POST
    person = Person.objects.filter(pk=whole_number(said.get("person")) or 0).first()
    kind = said.get("kind", "")
    if kind == "stop":
        remarking.stop_decision(row, person=person or Person(), by=request.user)
        messages.success(request, "Beslutningen er standset og går til kommunalbestyrelsen.")
    elif kind in Remark.Kind.values:
        remarking.note_remark(
            row, kind=kind, text=said.get("text", ""), person=person, by=request.user
        )
    else:
        raise Http404
    return _back(request, row)


@require_POST
@inside
def lapse(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Let an item lapse during the meeting, or move its case to a later one."""
    row = kept_item(request, uid, item)
    if later := request.POST.get("to"):
        found = Meeting.objects.visible_to(request.rights).filter(state=Meeting.State.PLANNED)
        move_to_meeting(row, to=found_by(found, later), by=request.user)
        return _back(request, row)
    withdraw_item(row, reason=request.POST.get("reason", ""), by=request.user)
    return _back(request, row)
