"""The agenda being made, sent and changed: the secretary's desk."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.cases.models import Case
from raadslag.cases.text_views import typed_blocks
from raadslag.meetings import actions, calling, parts, rewording
from raadslag.meetings.compose import compose
from raadslag.meetings.desk import desk_of, ready_cases
from raadslag.meetings.findings import answer_finding
from raadslag.meetings.looking import MOST_REMARK
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.seen import mark_of_agenda
from raadslag.meetings.views import kept_item, kept_meeting
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show
from raadslag.people.said import found_by, short_text, whole_number


def desk_address(meeting: Meeting, item: AgendaItem | None = None) -> str:
    """The agenda's page with an item at hand."""
    address = reverse("agenda", args=[meeting.uid])
    return f"{address}?{urlencode({'punkt': str(item.uid)})}" if item else address


@require_safe
@inside
def agenda(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The secretary's desk for one agenda."""
    meeting = kept_meeting(request, uid)
    seen = mark_of_agenda(meeting) if meeting.state == Meeting.State.PLANNED else ""
    context = {"seen": seen} | desk_of(
        meeting, by=request.user, chosen=request.GET.get("punkt", "")
    )
    context |= {
        "accept_address": reverse("accept-agenda-finding", args=[uid]),
        "here": "meetings",
    }
    return show(request, "meetings/agenda.html", context)


@require_POST
@inside
def change_agenda(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Put a ready case, all of them, or an item of one's own on the agenda; or say why all are late."""
    meeting, said = kept_meeting(request, uid), request.POST
    if "all" in said:
        count = actions.add_all_to_agenda(
            ready_cases(meeting, by=request.user), meeting=meeting, by=request.user
        )
        told = "sag er sat" if count == 1 else "sager er sat"
        messages.success(request, f"{count} {told} på dagsordenen.")
    elif "late" in said:
        reason = short_text(request, "late_reason", most=300, label="Begrundelsen")
        actions.explain_all_lateness(meeting, reason=reason, by=request.user)
    elif "parts" in said:
        parts.group_doors(meeting, closed_part=said.get("closed_part", ""), by=request.user)
    elif number := said.get("case"):
        case = found_by(Case.objects.visible_to(request.rights), number, field="uid")
        if meeting.state == Meeting.State.PLANNED:
            actions.add_to_agenda(case, meeting=meeting, by=request.user)
        else:
            reason = said.get("reason", "")
            calling.supplement_agenda(
                case, meeting=meeting, reason=reason, by=request.user, seen=seen_by(request)
            )
        messages.success(request, f"»{case.title}« er sat på dagsordenen.")
    else:
        title = short_text(request, "title", most=300, label="Titlen")
        item = actions.add_item(meeting, title=title, by=request.user)
        return redirect(desk_address(meeting, item))
    return go_back(request, reverse("agenda", args=[uid]))


@require_POST
@inside
def change_item(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Move, write, explain, drop, put off or withdraw one item. The button says which."""
    row = kept_item(request, uid, item)
    said, by = request.POST, request.user
    match said.get("act"):
        case "move":
            place = whole_number(said.get("to"))
            actions.move_item(row, to=row.order if place is None else place, by=by)
        case "write":
            actions.write_item(
                row,
                title=short_text(request, "title", most=300, label="Titlen"),
                blocks=typed_blocks(request),
                version=whole_number(said.get("version")) or 0,
                by=by,
            )
        case "late":
            actions.explain_lateness(row, reason=said.get("reason", ""), by=by)
        case "place":
            where = short_text(request, "place", most=200, label="Stedet")
            parts.place_item(row, place=where, by=by)
        case "drop":
            actions.drop_item(row, by=by)
            return _gone(request, row, f"»{row.shown_title}« er taget af dagsordenen.")
        case "put_off":
            later = Meeting.objects.visible_to(request.rights).filter(state=Meeting.State.PLANNED)
            to = found_by(later, said.get("to"))
            calling.move_to_meeting(row, to=to, by=by)
            return _gone(request, row, f"»{row.shown_title}« er flyttet til {to}.")
        case "withdraw":
            calling.withdraw_item(
                row, reason=said.get("reason", ""), because=said.get("because", ""), by=by
            )
            messages.success(request, told_withdrawn(row))
        case "reword":
            which: rewording.Which = "late_reason" if "late" in said else "withdrawn_reason"
            reason = short_text(request, "reason", most=300, label=rewording.LABELS[which])
            rewording.reword_item(row, which=which, reason=reason, because=said.get("because", ""), by=by)  # fmt: skip
            messages.success(request, "Begrundelsen er rettet i en ny udgave af dagsordenen.")
        case _:
            raise Http404
    return go_back(request, desk_address(row.meeting, row))


def told_withdrawn(row: AgendaItem) -> str:
    """The receipt for an item that lapses: what has happened by it, and what happens next."""
    told = f"Punkt {row.number} er udgået. Det beholder nummeret, og begrundelsen står ved det."
    if row.meeting.state == Meeting.State.CALLED:
        told += " Medlemmerne får besked."
    return f"{told} Tekst og bilag, der var offentlige, tages tilbage."


def _gone(request: InsideRequest, row: AgendaItem, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(desk_address(row.meeting))


@require_POST
@inside
def accept(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let one finding about the agenda stand, with a reason, or take that back."""
    meeting = kept_meeting(request, uid)
    answer_finding(meeting, compose(meeting, kind="agenda"), request.POST, by=request.user)
    return go_back(request, reverse("agenda", args=[uid]))


@require_POST
@inside
def call(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Send the agenda."""
    meeting = kept_meeting(request, uid)
    unlooked = short_text(request, "unlooked", most=MOST_REMARK, label="Begrundelsen")
    calling.call_meeting(meeting, by=request.user, seen=seen_by(request), unlooked=unlooked)
    messages.success(request, "Mødet er indkaldt, og dagsordenen er låst.")
    return go_back(request, reverse("agenda", args=[uid]))
