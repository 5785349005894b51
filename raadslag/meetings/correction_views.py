"""Correcting a called item: the page where it is done, and the page where everybody sees what was corrected."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from raadslag.allowed import Obstacle
from raadslag.cases.actions import waiting_step
from raadslag.cases.differences import parts_of
from raadslag.cases.models import Case
from raadslag.cases.plain import blocks_to_plain
from raadslag.cases.text_views import typed_blocks
from raadslag.cases.views import visible_case
from raadslag.meetings import correcting
from raadslag.meetings.actions import keeps, write_item
from raadslag.meetings.answering import answers_shown
from raadslag.meetings.correctable import mark_in, under_way
from raadslag.meetings.deadlines import notice_deadline
from raadslag.meetings.message_record import numbered
from raadslag.meetings.models import AgendaItem, ItemCorrection, Meeting
from raadslag.meetings.planned import told_correction
from raadslag.meetings.reading import read_by, shut_items
from raadslag.meetings.rules.correcting import SLIP, why_not_correct
from raadslag.meetings.views import kept_item, visible_meeting
from raadslag.people.models import User
from raadslag.people.pages import InsideRequest, inside, seen_by, show
from raadslag.people.said import short_text, whole_number
from raadslag.record import Item

MOST = 300


@require_http_methods(["GET", "POST"])
@inside
def correct(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Correct the called item of a case: begun, worded, sent or dropped here; written on the case's page."""
    case = visible_case(request, uid)
    rows = AgendaItem.objects.filter(case=case).exclude(meeting__agendas=None)
    item = rows.select_related("meeting__organization__body", "case").order_by("-pk").first()
    if item is None or not correcting.may_correct(item, request.user):
        raise Http404
    if request.method == "POST":
        return _do(request, item)
    return show(request, "meetings/correct.html", _page(request, item))


def _do(request: InsideRequest, item: AgendaItem) -> HttpResponse:
    act, by, here = request.POST.get("act"), request.user, _address(item)
    if act == "begin":
        correcting.begin_correction(item, kind=request.POST.get("kind", ""), by=by)
        messages.success(request, "Rettelsen er begyndt. Ret her, og se forskellene, før rettelsen sendes.")  # fmt: skip
        return redirect(f"{reverse('case', args=[item.case.uid])}?skriv" if item.case else here)
    going = under_way(item)
    if going is None:
        messages.warning(request, "Rettelsen er sendt eller opgivet imens.")
        return redirect(here)
    if act == "drop":
        correcting.drop_correction(going, by=by)
        kept = "; det skrevne står i afsnittenes historik" if item.case else ""
        messages.success(request, f"Rettelsen er opgivet. Punktet siger igen det, der blev sendt{kept}.")  # fmt: skip
    elif act in {"word", "send"}:
        going = _worded(request, going)
        if act == "word":
            messages.success(request, "Gemt. Rettelsen er ikke sendt endnu.")
        else:
            sent = correcting.send_correction(going, by=by, seen=seen_by(request))
            version = sent.agenda.version if sent.agenda else 1
            messages.success(request, f"Rettelsen er sendt: dagsordenens udgave {version}.")
            return redirect("item-corrections", uid=item.meeting.uid, item=item.uid)
    elif act == "write":
        blocks, version = typed_blocks(request), whole_number(request.POST.get("version")) or 0
        title = short_text(request, "title", most=MOST, label="Titlen")
        write_item(item, title=title, blocks=blocks, version=version, by=by)
        messages.success(request, "Gemt. Rettelsen er ikke sendt endnu.")
    else:
        raise Http404
    return redirect(here)


def _address(item: AgendaItem) -> str:
    if item.case is not None:
        return reverse("correct-case", args=[item.case.uid])
    return reverse("correct-item", args=[item.meeting.uid, item.uid])


def _worded(request: InsideRequest, going: ItemCorrection) -> ItemCorrection:
    """What was typed is kept before anything can be refused."""
    return correcting.word_correction(
        going,
        reason=short_text(request, "reason", most=MOST, label="Begrundelsen"),
        late_reason=short_text(
            request, "late_reason", most=MOST, label="Hvorfor den ikke kan vente"
        ),
        kind=request.POST.get("kind", going.kind),
        by=request.user,
    )


def _page(request: InsideRequest, item: AgendaItem) -> dict[str, object]:
    going, case, by = under_way(item), item.case, request.user
    now = timezone.now()
    kinds = Case.Correcting.choices
    return {
        "item": item,
        "meeting": item.meeting,
        "case": case,
        "going": going,
        "kinds": kinds if going is None or going.kind == SLIP else kinds[1:],
        "keeps": keeps(item.meeting, by),
        "late": correcting.is_late(item.meeting, now),
        "deadline": notice_deadline(item.meeting),
        "changed": correcting.differences(going).changed if going else [],
        "step": waiting_step(case) if case else None,
        "own": blocks_to_plain(item.as_blocks()),
        "told": numbered(item) if case is None else [],
        "proposal": getattr(item, "proposal", None),
        "no": _why_not_send(going, by, now) if going else _why_not(item, by),
        "seen": mark_in(item),
        "answers": answers_shown(item.meeting),
        "sent": [(one, list(told_correction(one))) for one in _sent(item)],
        "here": "meetings" if keeps(item.meeting, by) else "cases",
    }


def _why_not(item: AgendaItem, by: User) -> list[Obstacle]:
    withdrawn, may = item.withdrawn_at is not None, correcting.may_correct(item, by)
    state = item.meeting.state
    return why_not_correct(state=state, may=may, withdrawn=withdrawn, under_way=False)


def _why_not_send(going: ItemCorrection, by: User, now: datetime) -> list[Obstacle]:
    """What is missing; that another sends it is no fault of those who only write."""
    no = correcting.why_not_send_now(going, by=by, at=now)
    return (
        no if keeps(going.item.meeting, by) else [one for one in no if one.code != "not-secretary"]
    )


def _sent(item: AgendaItem) -> list[ItemCorrection]:
    return list(item.corrections.exclude(sent_at=None).select_related("agenda").order_by("-pk"))


@require_http_methods(["GET", "POST"])
@inside
def correct_item(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Correct a called item, most often one without a case: its own text, notices or a member's proposal."""
    row = kept_item(request, uid, item)
    if not row.meeting.agendas.exists():
        raise Http404
    if request.method == "POST":
        return _do(request, row)
    return show(request, "meetings/correct.html", _page(request, row))


@require_safe
@inside
def corrections(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """What was corrected in an item after the notice, the newest first: what stood before, and what stands."""
    meeting = visible_meeting(request, uid)
    row = get_object_or_404(AgendaItem, uid=item, meeting=meeting)
    closed_off = str(row.uid) in shut_items(meeting, request.rights)
    rows = _sent(row)
    if closed_off or not rows or row.withdrawn_at is not None:
        raise Http404
    shown = []
    for one in rows:
        before, after = (_read(request, meeting, one, back) for back in (1, 0))
        if before is not None and after is not None:
            own = correcting.own_text
            parts = [part for part in parts_of(own(after), own(before)) if part.changed]
            shown.append({"row": one, "told": list(told_correction(one)), "changed": parts})
    context = {"meeting": meeting, "item": row, "shown": shown, "here": "meetings"}
    return show(request, "meetings/corrections.html", context)


def _read(request: InsideRequest, meeting: Meeting, one: ItemCorrection, back: int) -> Item | None:
    """The item in the version that the correction made, or in the one before it, as one may read it."""
    if one.agenda is None:
        return None
    version = meeting.agendas.filter(version=one.agenda.version - back).first()
    record = read_by(version.as_record(), meeting, request.rights) if version else None
    items = record.items if record else ()
    return next((part for part in items if part.id == str(one.item.uid)), None)
