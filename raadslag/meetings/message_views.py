"""Notices (meddelelser): their writers' pages, the secretary's choice, and those told at the meeting."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages as said_above
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadslag.allowed import NotAllowed
from raadslag.cases.file_views import send_file
from raadslag.meetings import live_messages, messages
from raadslag.meetings.message_files import (
    arrange_message_file,
    attach_to_message,
    reads_message_file,
    remove_message_file,
)
from raadslag.meetings.message_form import MessageForm, WordsForm
from raadslag.meetings.models import Meeting, Message, MessageFile
from raadslag.meetings.views import kept_item, kept_meeting
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show, told
from raadslag.people.rights import is_secretary_of, may_inform
from raadslag.people.said import found_by, short_text, whole_number

SHOWN = 50
"""So many of one's own notices stand on the page, the newest first."""


@require_http_methods(["GET", "POST"])
@inside
def own(request: InsideRequest) -> HttpResponse:
    """One's own notices, and a new one."""
    if not may_inform(request.rights):
        raise Http404
    meetings = messages.open_for_messages(request.rights)
    form = MessageForm(request.POST or None, meetings=meetings)
    if request.method == "POST" and form.is_valid():
        made = _try(form, lambda: messages.offer_message(
            form.cleaned_data["meeting"], words=form.words(), by=request.user
        ))  # fmt: skip
        if made is not None:
            _attach(request, made)
            said_above.success(request, "Meddelelsen er meldt ind. Sekretæren har fået besked.")
            return redirect("message", message=made.uid)
    rows = Message.objects.filter(by=request.user).select_related("meeting__organization")
    context = {
        "form": form,
        "meetings": meetings.exists(),
        "rows": rows.prefetch_related("files").order_by("-offered_at")[:SHOWN],
        "here": "messages",
    }
    return show(request, "meetings/messages.html", context)


@require_http_methods(["GET", "POST"])
@inside
def one(request: InsideRequest, message: UUID) -> HttpResponse:
    """One notice, for its writer and the meeting's secretary: change it, its files, or take it back."""
    rows = messages.messages_of(request.rights).select_related(
        "meeting__organization", "by__person"
    )
    row = get_object_or_404(rows, uid=message)
    meetings = messages.open_for_messages(request.rights)
    meetings |= Meeting.objects.filter(pk=row.meeting_id).select_related("organization")
    form = MessageForm(meetings=meetings, message=row)
    if request.method == "POST":
        if (act := request.POST.get("act", "")) != "save":
            _act(request, row, act)
            return redirect("message", message=message)
        form = MessageForm(request.POST, meetings=meetings)
        version = whole_number(request.POST.get("version")) or 0
        if form.is_valid() and _try(form, lambda: messages.write_message(
            row, words=form.words(), version=version, to=form.cleaned_data["meeting"], by=request.user
        )):  # fmt: skip
            said_above.success(request, "Meddelelsen er gemt.")
            return redirect("message", message=message)
        row.refresh_from_db()
    context = {
        "form": form,
        "message": row,
        "files": row.files.filter(removed_at=None),
        "keeps": is_secretary_of(request.rights, row.meeting.organization_id),
        "mine": row.by_id == request.user.pk,
        "why_not": messages.why_not_rewrite_now(row, by=request.user),
        "here": "messages",
    }
    return show(request, "meetings/message.html", context)


def _try(form: forms.Form, act: object) -> Message | None:
    """What the act made; null where it said no, and then why stands in the form."""
    try:
        made: Message = act()  # type: ignore[operator]
    except NotAllowed as no:
        for obstacle in no.obstacles:
            form.add_error(None, told(obstacle))
        return None
    return made


def _act(request: InsideRequest, row: Message, act: str) -> None:
    by, said = request.user, request.POST
    if act == "attach":
        _attach(request, row)
        return
    if act == "withdraw":
        messages.withdraw_message(row, by=by)
        said_above.success(request, "Meddelelsen er trukket tilbage.")
        return
    file = found_by(row.files.filter(removed_at=None), said.get("file"), field="uid")
    if act == "arrange":
        title = short_text(request, "title", most=200, label="Titlen")
        arrange_message_file(file, title=title, recommended="recommended" in said, by=by)
        said_above.success(request, f"»{file.title}« er rettet.")
    elif act == "remove":
        remove_message_file(file, by=by)
        said_above.success(request, f"»{file.title}« er taget af meddelelsen.")
    else:
        raise Http404


def _attach(request: InsideRequest, row: Message) -> None:
    """Each file is taken or refused alone, and named in what is said of it."""
    for upload in request.FILES.getlist("file"):
        name = upload.name or "fil"
        try:
            attach_to_message(
                row, name=name, chunks=list(upload.chunks()),
                recommended="recommended" in request.POST, by=request.user,
            )  # fmt: skip
        except NotAllowed as no:
            why = " ".join(map(told, no.obstacles))
            said_above.error(request, f"»{name}« er ikke vedhæftet. {why}", extra_tags="bad")


@require_safe
@inside
def file(request: InsideRequest, message: UUID, attached: UUID) -> HttpResponse:
    """A notice's attachment, for those who may read the notice."""
    rows = MessageFile.objects.select_related("message__meeting__organization", "message__item")
    row = get_object_or_404(rows, uid=attached, message__uid=message)
    if not reads_message_file(row, request.rights):
        raise Http404
    return send_file(row, inline="vis" in request.GET)  # type: ignore[return-value]


@require_POST
@inside
def sort(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Take a notice in, all of them, leave one out, or move it. The button says which."""
    meeting = kept_meeting(request, uid)
    said, by = request.POST, request.user
    waiting = meeting.messages.filter(state=Message.State.OFFERED).order_by("offered_at", "pk")
    if "all" in said:
        count = messages.take_in_all(waiting, by=by)
        above = "meddelelse er" if count == 1 else "meddelelser er"
        said_above.success(request, f"{count} {above} taget med.")
        return go_back(request, reverse("agenda", args=[uid]))
    row = found_by(meeting.messages.all(), said.get("message"), field="uid")
    match said.get("act"):
        case "take":
            taken = messages.take_in(row, by=by, seen=seen_by(request))
            said_above.success(request, f"Meddelelsen står under »{taken.item}«.")
        case "leave":
            reason = short_text(request, "reason", most=300, label="Begrundelsen")
            messages.leave_out(row, reason=reason, by=by)
            said_above.success(
                request, "Meddelelsen er ikke taget med; den, der skrev den, har fået besked."
            )
        case "up" | "down" as way:
            messages.move_message(row, up=way == "up", by=by)
        case _:
            raise Http404
    return go_back(request, reverse("agenda", args=[uid]))


@require_POST
@inside
def add(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """The secretary writes a notice under an item: before the agenda is sent, or as it is told at the meeting;
    or lets one lapse."""
    row = kept_item(request, uid, item)
    page = "live" if row.meeting.state in {Meeting.State.OPEN, Meeting.State.CLOSED} else "agenda"
    back = f"{reverse(page, args=[uid])}?punkt={row.number if page == 'live' else row.uid}"
    if named := request.POST.get("strike"):
        struck = found_by(row.messages.all(), named, field="uid")
        reason = short_text(request, f"why-{struck.uid}", most=300, label="Begrundelsen")
        live_messages.strike_message(struck, reason=reason, by=request.user)
        return redirect(back)
    form = WordsForm(request.POST)
    if not form.is_valid():
        above = " ".join(str(error) for errors in form.errors.values() for error in errors)
        messages.refuse_words(above)
    if page == "live":
        made = live_messages.tell_live(row, words=form.words(), by=request.user)
    else:
        made = messages.write_under(row, words=form.words(), by=request.user)
    _attach(request, made)
    return redirect(back)
