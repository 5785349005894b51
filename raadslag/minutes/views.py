"""The front page of those who have signed in, and the minutes: approve, refuse, correct, remind."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from raadslag.cases.models import File
from raadslag.cases.views import visible_case
from raadslag.files.store import find_bytes
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.findings import answer_finding, look_at, shown_in, stopped, subject_of
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.mayor import stands_for_mayor
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.reading import (
    agenda_of,
    item_picture,
    open_part,
    read_by,
    reads_closed,
    shut_items,
    signs_for,
    unread_by_members,
)
from raadslag.meetings.seats import mayor_of, sat_for
from raadslag.meetings.together_views import mark_for
from raadslag.meetings.views import kept_meeting, visible_meeting
from raadslag.minutes import files_after, putting_right, signing
from raadslag.minutes.book import agenda_book
from raadslag.minutes.models import Correction, Minutes
from raadslag.minutes.own_page import next_meetings, own_cases
from raadslag.minutes.priors import find_priors
from raadslag.minutes.rules import why_not_take_back
from raadslag.minutes.sealing import sealed_document
from raadslag.minutes.waiting import waiting_for
from raadslag.people.door.kept import kept_for
from raadslag.people.models import Membership, Person
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show
from raadslag.people.rights import is_elected, is_secretary, is_secretary_of
from raadslag.people.said import found_by, short_text
from raadslag.record import Meeting as Record
from raadslag.render.document import Source, record_to_pdf
from raadslag.render.html import sections_to_html
from raadslag.review.assessing import Assessment
from raadslag.review.panel import accepted_of


@require_safe
@inside
def front(request: InsideRequest) -> HttpResponse:
    """Min side: what waits for me, and the next meetings."""
    context = {
        "waiting": waiting_for(request.user, request.rights),
        "upcoming": next_meetings(request.user, request.rights),
        "sees_letters": request.rights.may_operate or is_secretary(request.rights),
        "own_cases": own_cases(request.user),
        "demo": settings.DEMO,
        "proposes": is_elected(request.rights),
        "unsent": kept_for(request.user).exists(),
        "here": "front",
    }
    return show(request, "minutes/front.html", context)


@require_POST
@inside
def find(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Look for earlier treatments of a case."""
    case = visible_case(request, uid)
    count = find_priors(case, by=request.user)
    messages.success(request, f"{count} nye behandlinger er fundet." if count else "Der er ikke fundet flere.")  # fmt: skip
    return redirect("case", uid=uid)


@require_POST
@inside
def close(request: InsideRequest, uid: UUID) -> HttpResponse:
    """End the meeting; its minutes are the secretary's to put right before anybody is asked."""
    close_meeting(kept_meeting(request, uid), by=request.user, seen=seen_by(request))
    messages.success(request, "Mødet er slut. Ret referatet til, og send det til godkendelse.")
    return redirect("minutes", uid=uid)


def _readable(request: InsideRequest, uid: UUID) -> Meeting:
    """A meeting whose minutes one may read whole, or 404."""
    meeting = visible_meeting(request, uid)
    if not reads_closed(meeting, request.rights) and not sat_for(meeting, request.rights.person):
        raise Http404
    return meeting


@require_safe
@inside
def minutes_page(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The newest minutes, who has answered, and one's own answer."""
    meeting = _readable(request, uid)
    newest = signing.newest_minutes(meeting)
    keeps = is_secretary_of(request.rights, meeting.organization_id)
    if newest is None and not _looks_early(request, meeting):
        raise Http404
    context = {"meeting": meeting, "minutes": newest, "keeps": keeps, "here": "meetings"}
    if keeps:
        context["at"] = mark_for(meeting, request)
    context["stops_here"] = mayor_of(meeting.organization) is not None and stands_for_mayor(
        meeting, request.user
    )
    more = _newest(request, meeting, newest) if newest else _unsent(request, meeting)
    return show(request, "minutes/minutes.html", context | more)


def _looks_early(request: InsideRequest, meeting: Meeting) -> bool:
    """The secretary and the chair see the minutes while they are put right; nobody is asked yet."""
    kept = is_secretary_of(request.rights, meeting.organization_id)
    return kept or meeting.organization_id in request.rights.organizations([Membership.Role.CHAIR])


def _unsent(request: InsideRequest, meeting: Meeting) -> dict[str, object]:
    """The minutes as they would be sent now, put together from what was noted (ret til)."""
    if meeting.state != Meeting.State.CLOSED:
        return {}
    record = read_by(compose(meeting, kind="minutes"), meeting, request.rights)
    keeps = is_secretary_of(request.rights, meeting.organization_id)
    looked = look_at(meeting, record).findings if keeps else ()
    return {
        "record": record,
        "items": _shown(meeting, record, shut_items(meeting, request.rights)),
        "findings": shown_in(meeting, record, looked, by=request.user) if keeps else [],
        "accepted": accepted_of(subject_of(meeting), looked) if keeps else [],
        "accept_address": reverse("accept-minutes-finding", args=[meeting.uid]),
        "why_not_send": signing.why_not_send(meeting, record, _open_look(meeting, record))
        if keeps
        else [],
        "left_files": files_after.left_files(meeting) if keeps else [],
        "taken_back": meeting.minutes.exclude(taken_back_at=None).first(),
    }


def _open_look(meeting: Meeting, record: Record) -> Assessment:
    """A look at what the public would read of the minutes."""
    return look_at(meeting, open_part(record))


def _newest(request: InsideRequest, meeting: Meeting, newest: Minutes) -> dict[str, object]:
    record = read_by(newest.as_record(), meeting, request.rights)
    before = meeting.minutes.filter(taken_back_at=None, version__lt=newest.version)
    earlier = before.order_by("-version").first()
    person = request.user.person
    given = signing.answers(meeting)
    keeps = is_secretary_of(request.rights, meeting.organization_id)
    shut = [] if keeps else unread_by_members(meeting).get(request.rights.person or 0, [])
    looked = look_at(meeting, record).findings if keeps else ()
    return {
        "findings": shown_in(meeting, record, looked, by=request.user) if keeps else [],
        "accepted": accepted_of(subject_of(meeting), looked) if keeps else [],
        "held_back": stopped(meeting, record, by=request.user) if keeps else [],
        "left_files": files_after.left_files(meeting) if keeps else [],
        "shut": [] if request.rights.person in signs_for(meeting) else shut,
        "only": signs_for(meeting).get(request.rights.person or 0, []),
        "accept_address": reverse("accept-minutes-finding", args=[meeting.uid]),
        "record": record,
        "items": (items := _shown(meeting, record, shut_items(meeting, request.rights))),
        "items_with_case": [one for one in items if getattr(one["row"], "case_id", None)],
        "answers": _answers(meeting, given, shut=bool(shut), person=person),
        "missing": sum(1 for answer in given if answer.approval is None),
        "given": sum(1 for answer in given if answer.approval is not None),
        "approved": signing.is_approved(meeting),
        "earlier": earlier,
        "added": _added(earlier, newest, record) if earlier else [],
        "why_not_take_back": why_not_take_back(
            is_secretary=keeps, sent=True, approved=signing.is_approved(meeting), reason="ja"
        ),
        "outcomes": LABELS.items(),
        "why_not_approve": signing.why_not_answer(
            meeting, person=person, text_hash=newest.record_hash, by=request.user
        ),
        "took_part": person is not None and any(a.seat.person == person for a in given),
        "versions": meeting.minutes.all(),
    }


def _shown(meeting: Meeting, record: Record, shut: Set[str]) -> list[dict[str, object]]:
    rows = {
        str(row.uid): row
        for row in meeting.items.prefetch_related("closings__by__person", "mayor_stops")
    }
    return [
        {
            "item": item,
            "row": rows.get(item.id or ""),
            "html": sections_to_html(item.sections, top=4, figure=item_picture(meeting, item.id)),
            "shut": item.id in shut,
        }
        for item in record.items
    ]


def _answers(
    meeting: Meeting, given: list[signing.Answer], *, shut: bool, person: Person | None
) -> list[dict[str, object]]:
    """Each member's answer, and what of the minutes they did not read.

    A reason for refusing may quote any item: one who does not read all of them reads no other's reason.
    """
    unread, only = unread_by_members(meeting), signs_for(meeting)
    return [
        {
            "seat": one.seat,
            "approval": one.approval,
            "unread": [] if one.seat.person.pk in only else unread.get(one.seat.person.pk, []),
            "only": only.get(one.seat.person.pk, []),
            "tells": not shut or one.seat.person == person,
        }
        for one in given
    ]


def _added(earlier: Minutes, newest: Minutes, record: Record) -> list[tuple[str, str]]:
    """The corrections that the newest version has and the one before had not, as `record` may be read."""
    before = {item.id: item.sections for item in earlier.as_record().items}
    correction = Correction.objects.filter(minutes=newest).first()
    files = {item.id: item for item in record.items if item.attachments}
    if correction and correction.text.startswith("Bilag") and correction.item in files:
        item = files[correction.item]
        return [(f"{item.number}. {item.title}", correction.text)]
    return [
        (f"{item.number}. {item.title}", section.text)
        for item in record.items
        for section in item.sections
        if section not in before.get(item.id, ())
    ]


@require_POST
@inside
def answer(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Approve exactly the text that the click carries the hash of, or refuse it."""
    meeting = _readable(request, uid)
    newest, person = signing.newest_minutes(meeting), request.user.person
    if newest is None or person is None:
        raise Http404
    seen = request.POST.get("hash", "")
    if "refuse" in request.POST:
        reason = request.POST.get("reason", "")
        signing.refuse_minutes(newest, person=person, text_hash=seen, reason=reason, by=request.user)  # fmt: skip
        messages.success(request, "Din begrundelse er gemt og sendt til udvalgssekretæren.")
    else:
        signing.approve_minutes(newest, person=person, text_hash=seen, by=request.user)
        messages.success(request, "Du har godkendt referatet.")
    return go_back(request, reverse("minutes", args=[uid]))


@require_POST
@inside
def correct(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Draft the minutes where that is missing, add a correction, or remind."""
    meeting, said = kept_meeting(request, uid), request.POST
    if "draft" in said:
        signing.draft_minutes(meeting, by=request.user)
        messages.success(
            request, "Referatet er sendt til godkendelse. De, der deltog, får et brev."
        )
    elif "take_back" in said:
        putting_right.take_back_minutes(meeting, reason=said.get("reason", ""), by=request.user)
        messages.success(request, "Referatet er trukket tilbage, og medlemmerne har fået besked.")
    elif "remind" not in said and not request.FILES and said.get("outcome"):
        text, outcome = said.get("text", ""), said["outcome"]
        row = found_by(AgendaItem.objects.filter(meeting=meeting), said.get("item"), field="uid")
        putting_right.correct_outcome(meeting, item=str(row.uid), outcome=outcome, text=text, by=request.user, because=said.get("because", ""))  # fmt: skip
        messages.success(request, "Udfaldet er rettet. Referatet skal godkendes på ny; er det offentligt, så venter den nye udgave på Min side på at blive offentliggjort.")  # fmt: skip
    elif "remove_file" in said:
        file = found_by(File.objects.filter(case__agenda_items__meeting=meeting).distinct(), said["remove_file"], field="uid")  # fmt: skip
        files_after.remove_left_file(meeting, file, by=request.user)
        messages.success(request, f"»{file.title}« er taget af sagen.")
    elif "remind" in said:
        newest = found_by(Minutes.objects.filter(meeting=meeting), said["remind"])
        count = signing.remind_members(newest, by=request.user)
        messages.success(request, f"{count} påmindelser er sendt.")
    elif upload := request.FILES.get("file"):
        row = found_by(AgendaItem.objects.filter(meeting=meeting), said.get("item"), field="uid")
        title = short_text(request, "title", most=200, label="Titlen")
        files_after.add_file_after(row, name=upload.name or "", title=title, chunks=list(upload.chunks()), by=request.user, because=said.get("because", ""))  # fmt: skip
        messages.success(request, "Bilaget er tilføjet. Referatet skal godkendes på ny.")
    else:
        signing.correct_minutes(meeting, item=said.get("item", ""), text=said.get("text", ""), by=request.user, because=said.get("because", ""))  # fmt: skip
        messages.success(request, "Rettelsen er tilføjet. Referatet skal godkendes på ny.")
    return go_back(request, reverse("minutes", args=[uid]))


@require_POST
@inside
def accept(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let one finding about the minutes stand, with a reason, or take that back."""
    meeting = kept_meeting(request, uid)
    newest = signing.newest_minutes(meeting)
    if newest is None and not meeting.putting_right:
        raise Http404
    record = newest.as_record() if newest else compose(meeting, kind="minutes")
    answer_finding(meeting, record, request.POST, by=request.user)
    return go_back(request, reverse("minutes", args=[uid]))


@require_safe
@inside
def agenda_pdf(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The whole agenda, or what one may read of it, as one PDF."""
    meeting = visible_meeting(request, uid)
    record = agenda_of(meeting, request.rights)
    newest = meeting.agendas.first()
    return _pdf(request, meeting, record, newest.version if newest else 1, "dagsorden")


@require_safe
@inside
def agenda_book_pdf(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The agenda, as one may read it, bound with its attachments; `?udgave=aaben`: its open part alone."""
    meeting = visible_meeting(request, uid)
    record = agenda_of(meeting, request.rights)
    if not record.items:
        raise Http404
    open_only = request.GET.get("udgave") == "aaben"
    part = "Kun den åbne del" if open_only or not reads_closed(meeting, request.rights) else ""
    record = open_part(record) if open_only else record
    made = agenda_book(meeting, record, absolute=request.build_absolute_uri, part=part)
    name = "dagsorden-med-bilag-aaben" if open_only else "dagsorden-med-bilag"
    return _as_pdf(made, f"{name}-{timezone.localdate(meeting.starts_at)}.pdf")


@require_safe
@inside
def minutes_pdf(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The whole minutes as members approve them, as one PDF."""
    meeting = _readable(request, uid)
    newest = signing.newest_minutes(meeting)
    if newest is None:
        if not (meeting.putting_right and _looks_early(request, meeting)):
            raise Http404
        record = read_by(compose(meeting, kind="minutes"), meeting, request.rights)
        return _pdf(request, meeting, record, 1, "udkast-til-referat")
    shut = shut_items(meeting, request.rights)
    sealed = sealed_document(f"minutes:{newest.pk}")
    if sealed is not None and not shut:  # the seal covers all of it, and this is not theirs to read
        return _as_pdf(sealed, f"referat-{timezone.localdate(meeting.starts_at)}.pdf")
    record = read_by(newest.as_record(), meeting, request.rights)
    return _pdf(request, meeting, record, newest.version, "referat")


def _pdf(request: InsideRequest, meeting: Meeting, record: Record, version: int, name: str) -> HttpResponse:  # fmt: skip
    source = Source(
        municipality=meeting.organization.body.name,
        organization=meeting.organization.name,
        day=timezone.localdate(meeting.starts_at),
        published_on=None,
        address=request.build_absolute_uri(reverse("meeting", args=[meeting.uid])),
        version=version,
    )
    made = record_to_pdf(record, source, fonts=settings.FONTS, images=find_bytes)
    return _as_pdf(made, f"{name}-{source.day}.pdf")


def _as_pdf(document: bytes, file_name: str) -> HttpResponse:
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response
