"""Who comes to a meeting: apologies, substitutes, and whether there will be enough."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from raadslag.law.table import ground
from raadslag.meetings.models import Apology, Meeting, Substitute
from raadslag.meetings.rules.agenda import BEFORE
from raadslag.meetings.seats import Seat, forecast
from raadslag.meetings.substitutes import (
    call_back_apology,
    call_substitute,
    candidates,
    give_back_seat,
    send_apology,
)
from raadslag.meetings.views import visible_meeting
from raadslag.people.models import Membership, Person
from raadslag.people.pages import InsideRequest, go_back, inside, show
from raadslag.people.rights import Rights, is_secretary_of
from raadslag.people.said import found_by


def leads(meeting: Meeting, rights: Rights) -> bool:
    """Its secretary and its chair see who has sent apologies, and why."""
    chair = (meeting.organization_id, str(Membership.Role.CHAIR)) in rights.roles
    return chair or is_secretary_of(rights, meeting.organization_id)


@require_http_methods(["GET", "POST"])
@inside
def participants(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Who comes, who sits for whom, and the forecast; the secretary acts."""
    meeting = visible_meeting(request, uid)
    keeps = is_secretary_of(request.rights, meeting.organization_id)
    if not leads(meeting, request.rights) or (request.method == "POST" and not keeps):
        raise Http404
    if request.method == "POST":
        _act(request, meeting)
        return go_back(request, reverse("participants", args=[uid]))
    return show(request, "meetings/participants.html", expected_at(meeting) | {"keeps": keeps, "here": "meetings"})  # fmt: skip


def expected_at(meeting: Meeting) -> dict[str, Any]:
    """What a page shows of who is expected: the forecast, and each seat with what is known of it."""
    expected = forecast(meeting)
    apologies = {
        row.person_id: row
        for row in meeting.apologies.filter(called_back_at=None).select_related("substitute")
    }
    called = {row.substitute_for_id: row for row in meeting.substitutes.filter(given_back_at=None)}
    away = {seat.person.pk for seat in expected.away}
    return {
        "meeting": meeting,
        "expected": expected,
        "before": meeting.state in BEFORE,
        "who_may_sit": ground("substitute", meeting.organization.kind),
        "away": [
            _away(seat, meeting, apologies.get(seat.person.pk), called.get(seat.person.pk),
                  expected.stand_ins.get(seat.person.pk))
            for seat in expected.away
        ],
        "coming": [seat for seat in expected.coming if seat.person.pk not in away],
    }  # fmt: skip


def _away(
    seat: Seat,
    meeting: Meeting,
    apology: Apology | None,
    called: Substitute | None,
    stand_in: Person | None,
) -> dict[str, Any]:
    found = [] if stand_in else candidates(meeting, seat.person)
    proposed = apology.substitute if apology else None
    first = next((one for one in found if one.person == proposed), None)
    same = [one for one in found if one.same_group and one != first]
    return {
        "seat": seat,
        "apology": apology,
        "called": called if stand_in else None,
        "stand_in": stand_in,
        "proposed": first,
        "same_group": same,
        "others": [one for one in found if not one.same_group and one != first],
    }


def _act(request: InsideRequest, meeting: Meeting) -> None:
    said, by = request.POST, request.user
    people = Person.objects.filter(body=meeting.organization.body)
    match said.get("act"):
        case "apology":
            person = found_by(people, said.get("person"))
            reason = said.get("reason", "")
            send_apology(meeting, person=person, reason=reason, substitute=None, by=by)
            messages.success(request, f"Afbud fra {person} er noteret.")
        case "back":
            person = found_by(people, said.get("person"))
            own = get_object_or_404(Apology, meeting=meeting, person=person, called_back_at=None)
            call_back_apology(own, by=by)
            messages.success(request, f"{person} kommer alligevel.")
        case "call":
            person = found_by(people, said.get("person"))
            member = found_by(people, said.get("for"))
            call_substitute(meeting, person=person, substitute_for=member, by=by)
            messages.success(request, f"{person} er indkaldt for {member} og har fået besked.")
        case "give_back":
            row = found_by(Substitute.objects.filter(meeting=meeting), said.get("substitute"))
            give_back_seat(row, by=by)
            messages.success(request, f"Pladsen er givet tilbage, og {row.person} har fået besked.")
        case _:
            raise Http404
