"""The secretary's screen during the meeting: the page, who is there, and small acts on an item.

Every act is a form; the keyboard only presses them. Whichever of the page's buttons is pressed, what
stands in the decision's fields is kept as a draft first (`deciding_views.keep_typed`).
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from raadslag.meetings import attending, live, remarking, standing_in, voting
from raadslag.meetings.agenda_views import told_withdrawn
from raadslag.meetings.calling import move_to_meeting, withdraw_item
from raadslag.meetings.deciding_views import back_to_item, keep_typed
from raadslag.meetings.live_page import screen
from raadslag.meetings.models import AgendaItem, Attendance, Ballot, Meeting, Remark, Substitute
from raadslag.meetings.rules.holding import why_not_show_live
from raadslag.meetings.seats import forecast
from raadslag.meetings.together import others, stand_at, told_since
from raadslag.meetings.together_views import mark_for
from raadslag.meetings.views import kept_item, kept_meeting
from raadslag.people.models import Person
from raadslag.people.pages import InsideRequest, inside, show
from raadslag.people.said import found_by, short_text, whole_number

LOOK = "X-Raadslag-Look"
"""Header of a page that looks again: the line of the journal that it has told of already."""


@require_safe
@inside
def live_page(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The meeting, one item at a time.

    A page that is open looks again at what a colleague changed (`LOOK`): that turns no other screen.
    """
    meeting = kept_meeting(request, uid)
    items = list(meeting.items.select_related("decision", "case"))
    if no := why_not_show_live(state=meeting.state, items=len(items)):
        messages.warning(request, no[0].reason, extra_tags="wait")
        return redirect("meeting", uid=uid)
    wanted = request.GET.get("punkt", "")
    now = next((i for i in items if str(i.number) == wanted), meeting.current_item or items[0])
    now.meeting = meeting
    since = whole_number(request.headers.get(LOOK))
    if since is None:
        if meeting.state == Meeting.State.OPEN and now != meeting.current_item:
            live.show_item(now, by=request.user)
        since = stand_at(meeting, now, by=request.user)
    mark = mark_for(
        meeting, request
    )  # before the page is made: what comes in between is then told of
    found = screen(meeting, now, user=request.user, rights=request.rights)
    found |= {"at": mark, "since": since, "reads": request.GET.get("vis") == "sagen"}
    found["colleagues"] = others(meeting, but=request.user)
    found["told_of"] = told_since(meeting, since, but=request.user)
    if LOOK in request.headers:
        found["messages"] = ()  # they belong to the page that is opened, not to a look at it
    return show(request, "meetings/live.html", found)


@require_POST
@inside
def attend(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Somebody comes, leaves or steps out; or everybody without an apology comes at once.

    `turn` names a seat that was pressed, `recused` and `able` one whose menu was used, `person` one
    chosen on the agenda before the meeting, with the `event`.
    """
    row, said = kept_item(request, uid, item), request.POST
    keep_typed(request, row)
    if "turn" in said:
        attending.turn_seat(row, person=found_by(Person, said["turn"]), by=request.user)
    elif "recused" in said:
        _noted(request, row, said["recused"], Attendance.Event.RECUSED)
    elif "able" in said:
        _noted(request, row, said["able"], Attendance.Event.ABLE)
    elif said.get("event") in {Attendance.Event.RECUSED, Attendance.Event.ABLE}:
        _noted(request, row, said.get("person", ""), said["event"])
    elif "everybody" in said:
        _everybody(request, row.meeting)
    else:
        raise Http404
    return back_to_item(request, row)


@require_POST
@inside
def stand_in(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Call a substitute for this item alone, or let them go again. `stand_in` names the recused member."""
    row, said = kept_item(request, uid, item), request.POST
    keep_typed(request, row)
    if "send_away" in said:
        found = found_by(Substitute.objects.filter(item=row), said["send_away"])
        standing_in.send_away(found, by=request.user)
        return back_to_item(request, row)
    member = found_by(Person, said.get("stand_in"))
    person = found_by(Person, said.get(f"stand_in-{member.pk}"))
    basis = short_text(request, f"basis-{member.pk}", most=300, label="Hjemlen")
    standing_in.call_for_item(row, person=person, substitute_for=member, basis=basis, by=request.user)  # fmt: skip
    messages.success(request, f"{person} er indkaldt til punkt {row.number} for {member} og har fået besked.")  # fmt: skip
    return back_to_item(request, row)


def _noted(request: InsideRequest, row: AgendaItem, person: str, event: str) -> None:
    attending.note_attendance(
        row.meeting, person=found_by(Person, person), event=event, item=row, by=request.user
    )


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
    """Take back a wrong event, ballot or remark, by the button that was pressed."""
    row, said = kept_item(request, uid, item), request.POST
    keep_typed(request, row)
    if "strike_event" in said:
        events = Attendance.objects.filter(meeting=row.meeting)
        attending.strike_attendance(found_by(events, said["strike_event"]), by=request.user)
    elif "strike_ballot" in said:
        ballot = found_by(Ballot.objects.filter(item=row), said["strike_ballot"])
        voting.strike_vote(ballot, by=request.user)
    elif "strike_remark" in said:
        found = found_by(Remark.objects.filter(item=row), said["strike_remark"])
        remarking.strike_remark(found, by=request.user)
    else:
        raise Http404
    return back_to_item(request, row)


@require_POST
@inside
def remark(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Note a remark, a reservation, a dissent; put one right; or a member stops the decision."""
    row, said = kept_item(request, uid, item), request.POST
    keep_typed(request, row, remark="reword" in said or "stop" in said)
    if pk := said.get("reword"):
        found = found_by(Remark.objects.filter(item=row, struck_at=None), pk)
        remarking.reword_remark(found, text=said.get(f"remark-{found.pk}", ""), by=request.user)
        return back_to_item(request, row)
    if "stop" in said:
        person = _who(said.get("stop_person")) or Person()
        remarking.stop_decision(row, person=person, by=request.user)
        messages.success(request, "Beslutningen er standset og går til kommunalbestyrelsen.")
        return back_to_item(request, row)
    kind, text = said.get("remark_kind", ""), said.get("remark_text", "")
    if kind not in {*Remark.Kind.values, remarking.DISSENT_FOLLOWS}:
        raise Http404
    who = _who(said.get("remark_person"))
    remarking.note_remark(row, kind=kind, text=text, person=who, by=request.user)
    return back_to_item(request, row)


def _who(number: str | None) -> Person | None:
    return Person.objects.filter(pk=whole_number(number) or 0).first()


@require_POST
@inside
def lapse(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Let an item lapse during the meeting, or move its case to a later one."""
    row = kept_item(request, uid, item)
    if later := request.POST.get("to"):
        found = Meeting.objects.visible_to(request.rights).filter(state=Meeting.State.PLANNED)
        move_to_meeting(row, to=found_by(found, later), by=request.user)
        return back_to_item(request, row)
    withdraw_item(row, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, told_withdrawn(row))
    return back_to_item(request, row)
