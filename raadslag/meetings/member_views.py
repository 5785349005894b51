"""The member's view: reading, marking, apologies, files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.cases.file_views import send_file
from raadslag.cases.models import File, Picture
from raadslag.meetings.file_marks import with_own_marks
from raadslag.meetings.item_files import reads_case_file
from raadslag.meetings.item_questions import with_questions
from raadslag.meetings.models import AgendaItem, Apology, Mark, Meeting
from raadslag.meetings.read_on import above, in_order
from raadslag.meetings.reading import agenda_of, read_items, reads_closed, shut_items
from raadslag.meetings.rules.agenda import BEFORE
from raadslag.meetings.seats import sits_at
from raadslag.meetings.substitutes import call_back_apology, candidates, send_apology
from raadslag.meetings.taking_part_views import expected_at, leads
from raadslag.meetings.together_views import mark_for
from raadslag.meetings.views import visible_meeting
from raadslag.people.pages import InsideRequest, go_back, inside, show, wants_json
from raadslag.people.rights import is_secretary_of, sits_in
from raadslag.people.said import short_text, whole_number

LONGEST_NOTE = 5000


@require_safe
@inside
def meeting(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The agenda as one reads it."""
    row = visible_meeting(request, uid)
    record = agenda_of(row, request.rights)
    items = with_questions(read_items(row, record, request.user), row, request.rights)
    items = with_own_marks(items, row, request.rights, request.user)
    member = sits_at(row, request.rights.person) or sits_in(request.rights, row.organization_id)
    seated = sits_at(row, request.rights.person)
    own = row.apologies.filter(person_id=request.rights.person or 0, called_back_at=None).first()
    context = {
        "meeting": row,
        "record": record,
        "items": items,
        "places": in_order(items),
        "opened": whole_number(request.GET.get("punkt", "")),
        "been_read": sum(1 for one in items if one.news == "read"),
        "above": above(row, request.rights),
        "minutes_in_all": sum(one.minutes for one in items),
        "member": member,
        "keeps": is_secretary_of(request.rights, row.organization_id),
        "apology": own,
        "seated": seated,
        "sits_for": row.substitutes.filter(given_back_at=None, person_id=request.rights.person or 0).first(),
        "substitutes": candidates(row, request.user.person) if seated and request.user.person else [],
        "leads": leads(row, request.rights),
        "changes": row.changes.all(),
        "version": row.agendas.first(),
        "minutes": row.minutes.filter(taken_back_at=None).order_by("-version").first() if reads_closed(row, request.rights) else None,
        "here": "meetings",
    }  # fmt: skip
    if leads(row, request.rights) and row.state in BEFORE:
        context |= expected_at(row)
    return show(request, "meetings/meeting.html", context)


@require_POST
@inside
def mark(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """One's own note, highlight or read mark. Nobody else sees it.

    A script says what the note was when it was written on (`was`): one from a tablet that was offline is
    refused with what stands now (409) where that is another.
    """
    row = visible_meeting(request, uid)
    target = get_object_or_404(AgendaItem, uid=item, meeting=row)
    if str(target.uid) in shut_items(row, request.rights):
        raise Http404
    kind, place = request.POST.get("kind", ""), request.POST.get("place", "")[:40]
    text = short_text(request, "text", most=LONGEST_NOTE, label="Noten")
    if kind not in Mark.Kind.values:
        return HttpResponseBadRequest("ukendt mærke")
    key: dict[str, Any] = {"user": request.user, "item": target, "place": place, "kind": kind}
    known = Mark.objects.filter(**key)
    now, was = next((one.text for one in known), ""), request.POST.get("was")
    if was is not None and now.split() not in (was.split(), text.split()):
        return JsonResponse(
            {"now": now}, status=409
        )  # written elsewhere meanwhile: nothing is overwritten
    again = kind == Mark.Kind.HIGHLIGHT and known.exists()
    if again or (kind == Mark.Kind.NOTE and not text):
        known.delete()
    else:
        Mark.objects.update_or_create(**key, defaults={"text": text})
    if wants_json(request):
        return JsonResponse({"saved": True})
    back = reverse("meeting", args=[uid])
    return go_back(request, f"{back}#punkt-{target.number or target.order}")


@require_POST
@inside
def apologize(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Send apologies, or call them back."""
    row = visible_meeting(request, uid)
    person = request.user.person
    if person is None or not sits_at(row, person.pk):
        raise Http404
    if "back" in request.POST.getlist("act"):
        own = get_object_or_404(Apology, meeting=row, person=person, called_back_at=None)
        call_back_apology(own, by=request.user)
        messages.success(request, "Afbuddet er trukket tilbage.")
    else:
        chosen = request.POST.get("substitute", "")
        allowed = {one.person.pk: one.person for one in candidates(row, person)}
        send_apology(
            row,
            person=person,
            reason=request.POST.get("reason", ""),
            substitute=allowed.get(whole_number(chosen) or 0),
            by=request.user,
        )
        messages.success(request, "Dit afbud er sendt til udvalgssekretæren og formanden.")
    return go_back(request, reverse("meeting", args=[uid]))


@require_safe
@inside
def agenda_file(request: InsideRequest, uid: UUID, item: UUID, file: UUID) -> HttpResponse:
    """An attachment of an item, for those who may read it."""
    row = visible_meeting(request, uid)
    target = get_object_or_404(AgendaItem, uid=item, meeting=row)
    found = get_object_or_404(File, uid=file, case__agenda_items=target)
    if not reads_case_file(found, target, request.rights):
        raise Http404
    return send_file(found, inline="vis" in request.GET)  # type: ignore[return-value]


@require_safe
@inside
def agenda_picture(request: InsideRequest, uid: UUID, item: UUID, sha256: str) -> HttpResponse:
    """A picture in an item's text, for those who may read it."""
    row = visible_meeting(request, uid)
    target = get_object_or_404(AgendaItem, uid=item, meeting=row)
    if str(target.uid) in shut_items(row, request.rights):
        raise Http404
    found = get_object_or_404(Picture, case__agenda_items=target, sha256=sha256)
    return send_file(found, inline=True)  # type: ignore[return-value]


@require_safe
@inside
def follow(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The second screen: the item being treated, and what is decided."""
    row = visible_meeting(request, uid)
    at = mark_for(row, request)
    return show(request, "meetings/follow.html", {"at": at, **_following(request, row)})


@require_safe
@inside
def follow_now(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The part of the second screen that is fetched anew when something happened."""
    row = visible_meeting(request, uid)
    return show(request, "meetings/follow_now.html", _following(request, row))


def _following(request: InsideRequest, row: Meeting) -> dict[str, object]:
    item = row.current_item
    hidden = item is not None and str(item.uid) in shut_items(row, request.rights)
    record = agenda_of(row, request.rights)
    shown = next((i for i in record.items if item and i.id == str(item.uid)), None)
    decision = getattr(item, "decision", None) if item and not hidden else None
    return {"meeting": row, "item": item, "shown": shown, "hidden": hidden, "decision": decision, "here": "meetings"}  # fmt: skip
