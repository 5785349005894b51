"""The chair's look: the secretary sends the agenda, the chair reads, approves or sends back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from raadslag.cases.differences import Part, changes_in, parts_of
from raadslag.meetings.deadlines import notice_deadline
from raadslag.meetings.looking import (
    ANSWERS,
    MOST_REMARK,
    answer_look,
    ask_chair,
    chairs,
    is_moved,
    look_parts,
    look_record,
    looked_at,
    why_not_look_now,
)
from raadslag.meetings.models import AgendaItem, AgendaLook, LookRemark, Meeting
from raadslag.meetings.reading import ReadFile, files_of, read_by, shut_items
from raadslag.meetings.views import kept_meeting, visible_meeting
from raadslag.people.pages import InsideRequest, inside, seen_by, show
from raadslag.people.rights import Rights, is_secretary_of
from raadslag.people.said import short_text
from raadslag.record import Item
from raadslag.render.html import blocks_to_html
from raadslag.seen import mark_of

REMARK = "remark-"
WAYS = {"": "Hele dagsordenen", "nyt": "Kun det nye"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of an item: with what was changed, and as it stands."""

    part: Part
    html: str


@dataclass(frozen=True, slots=True)
class LookedItem:
    """An item as the chair reads it. `news` is `new`, `changed` or blank; `remark` what was said last."""

    row: AgendaItem
    place: int
    item: Item
    parts: tuple[Shown, ...]
    files: tuple[ReadFile, ...]
    news: str
    shut: bool
    remark: LookRemark | None


@require_POST
@inside
def ask(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Send the agenda to the chair."""
    meeting = kept_meeting(request, uid)
    ask_chair(meeting, by=request.user, seen=seen_by(request))
    messages.success(
        request, "Dagsordenen er sendt til formanden. Du får et brev, når der er svaret."
    )
    return redirect("agenda", uid=uid)


@require_http_methods(["GET", "POST"])
@inside
def look(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The agenda as the chair reads it before the notice; the secretary sees the same, without acts."""
    meeting = visible_meeting(request, uid)
    keeps = is_secretary_of(request.rights, meeting.organization_id)
    sits = chairs(meeting, request.rights)
    if not (keeps or sits) or (request.method == "POST" and not sits):
        raise Http404
    if request.method == "POST":
        return _answer(request, meeting)
    context = look_of(meeting, request.rights, only_new=request.GET.get("vis") == "nyt")
    context |= {
        "keeps": keeps,
        "answers": sits and not why_not_look_now(meeting, request.rights),
        "seen": mark_of(look_parts(meeting, request.rights)) if sits else "",
        "way": request.GET.get("vis", ""),
        "ways": WAYS,
        "most": MOST_REMARK,
        "here": "meetings",
    }
    return show(request, "meetings/look.html", context)


def _answer(request: InsideRequest, meeting: Meeting) -> HttpResponse:
    approves = "approve" in request.POST
    remarks = {
        name.removeprefix(REMARK): short_text(request, name, most=MOST_REMARK, label="Bemærkningen")
        for name in request.POST
        if name.startswith(REMARK)
    }
    answer_look(
        meeting,
        approves=approves,
        remark=short_text(request, "remark", most=MOST_REMARK, label="Bemærkningen"),
        remarks=remarks,
        by=request.user,
        seen=seen_by(request),
    )
    told = "Du har godkendt dagsordenen." if approves else "Dagsordenen er sendt tilbage."
    messages.success(request, f"{told} Udvalgssekretæren har fået besked.")
    return redirect("chair-look", uid=meeting.uid)


def look_of(meeting: Meeting, rights: Rights, *, only_new: bool) -> dict[str, Any]:
    """What the page shows: each item with what is new since one's own last answer, and the remarks."""
    record, known = look_record(meeting, rights), looked_at(meeting)
    asked = any(one.kind == AgendaLook.Kind.SENT for one in known.looks)
    last = last_answer(known.looks, rights, own=chairs(meeting, rights))
    before = read_by(last.as_record(), meeting, rights) if last else None
    old = {item.id: item for item in before.items} if before else {}
    rows = {str(row.uid): row for row in meeting.items.select_related("case", "meeting")}
    shut = shut_items(meeting, rights)
    items = []
    for place, item in enumerate(record.items, start=1):
        remark = known.remark_on(item.id) if item.id not in shut else None
        was = old.get(item.id) if before else item
        items.append(_item(rows[str(item.id)], place, item, was, remark, item.id in shut))
    news = [one for one in items if one.news]
    return {
        "meeting": meeting,
        "look": known,
        "asked": asked,
        "last": last,
        "items": news if only_new and last else items,
        "count": len(items),
        "news": len(news),
        "gone": [one for one in old.values() if one.id not in {item.id for item in record.items}],
        "moved": before is not None and is_moved(before, record),
        "deadline": notice_deadline(meeting),
        "planned": meeting.state == Meeting.State.PLANNED,
    }


def last_answer(looks: tuple[AgendaLook, ...], rights: Rights, *, own: bool) -> AgendaLook | None:
    """The chair's or the deputy's `own` newest answer; for the secretary the newest of either."""
    given = (one for one in reversed(looks) if one.kind in ANSWERS)
    return next((one for one in given if not own or one.by_id == rights.user), None)


def _item(
    row: AgendaItem,
    place: int,
    item: Item,
    was: Item | None,
    remark: LookRemark | None,
    shut: bool,
) -> LookedItem:
    parts = [
        part for part in parts_of(item, was) if part.key not in {"bilag", "titel"} or part.changed
    ]
    changed = was is not None and bool(changes_in(parts))
    return LookedItem(
        row=row,
        place=place,
        item=item,
        parts=tuple(Shown(part, blocks_to_html(part.blocks, top=4)) for part in parts),
        files=tuple(files_of(row, item.attachments)),
        news="new" if was is None else "changed" if changed else "",
        shut=shut,
        remark=remark,
    )
