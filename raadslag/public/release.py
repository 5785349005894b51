"""Letting minutes out: the public version beside the internal one, embargo, withdraw, republish."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from raadslag.journal.models import Entry
from raadslag.meetings.answering import answers_shown
from raadslag.meetings.findings import answer_finding, shown_in, stopped, subject_of
from raadslag.meetings.models import Meeting
from raadslag.meetings.reading import item_picture
from raadslag.meetings.views import kept_meeting
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import answers, is_approved, missing, newest_minutes
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show
from raadslag.people.said import found_by
from raadslag.people.times import moment_field
from raadslag.public.actions import (
    NO_PARTIES,
    TOLD,
    edition_parts,
    publish_minutes,
    release_parts,
    republish,
    text_to_release,
    withdraw,
)
from raadslag.public.gate import assessment_of, look_over, why_not_let_out
from raadslag.public.models import Publication
from raadslag.public.narrow import narrowed
from raadslag.public.rules import why_not_publish
from raadslag.public.unpublished import unpublished  # noqa: F401  (registers its tasks)
from raadslag.record import Item
from raadslag.render.html import sections_to_html
from raadslag.review.panel import accepted_of
from raadslag.seen import mark_of


class ReleaseForm(forms.Form):
    """When the public may read it, and that the parties know, or that there are none."""

    visible_from = moment_field(
        "Synlig fra",
        required=False,
        help_text="Tomt: med det samme. Brug et senere tidspunkt, når parter skal have besked først.",
    )
    parties_told = forms.ChoiceField(
        label="Sagernes parter (IM 84.1.5)",
        choices=[
            (TOLD, "Sagernes parter har fået besked, eller får det inden da"),
            (NO_PARTIES, "Ingen af sagerne har parter"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, om sagernes parter får besked før offentligheden, eller om ingen af "
            "sagerne har parter."
        },
    )


@require_http_methods(["GET", "POST"])
@inside
def release(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Preview both versions side by side, and publish."""
    meeting = kept_meeting(request, uid)
    newest = newest_minutes(meeting)
    if newest is None:
        raise Http404
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        looked, said = look_over(meeting, text_to_release(newest)), form.cleaned_data
        made = publish_minutes(
            newest,
            assessed=looked,
            by=request.user,
            seen=seen_by(request),
            visible_from=said["visible_from"],
            parties=said["parties_told"],
        )
        messages.success(request, told_released(made))
        return redirect("release", uid=uid)
    return show(request, "public/release.html", _preview(request, meeting, newest, form))


def told_released(made: Publication) -> str:
    """The receipt: is it read now, or from an hour to come?"""
    if made.visible_from <= timezone.now():
        return "Referatet er offentliggjort i den udgave, du så."
    hour = timezone.localtime(made.visible_from)
    return f"Referatet er klar: alle kan læse den udgave, du så, fra {hour:%d-%m-%Y kl. %H:%M}."


def _preview(
    request: InsideRequest, meeting: Meeting, newest: Minutes, form: ReleaseForm
) -> dict[str, Any]:
    seen = mark_of(release_parts(newest))
    record, organization = text_to_release(newest), meeting.organization
    public = narrowed(meeting, record)
    own = assessment_of(public, look_over(meeting, record))
    findings = shown_in(meeting, public, own.findings if own else (), by=request.user)
    pairs = [
        {"inside": inner, "outside": outer, "same": inner == outer,
         "inside_html": _text(meeting, inner), "outside_html": _text(meeting, outer)}
        for inner, outer in zip(record.items, public.items, strict=True)
    ]  # fmt: skip
    return {
        "meeting": meeting,
        "minutes": newest,
        "form": form,
        "seen": seen,
        "public": public,
        "pairs": pairs,
        "differing": sum(1 for one in pairs if not one["same"]),
        "refused": [a for a in answers(meeting) if a.approval and a.approval.refused],
        "approved": is_approved(meeting),
        "missing": missing(meeting),
        "why_not": [
            *why_not_publish(
                record,
                kind="minutes",
                body_slug=organization.body.slug,
                organization_slug=organization.slug,
            ),
            *why_not_let_out(meeting, public, own, sending=True),
        ],
        "findings": findings,
        "answers": answers_shown(meeting),
        "accepted": accepted_of(subject_of(meeting), own.findings if own else ()),
        "held_back": stopped(meeting, public, by=request.user),
        "accept_address": reverse("accept-release-finding", args=[meeting.uid]),
        "publications": _history(meeting),
        "here": "meetings",
    }  # fmt: skip


def _history(meeting: Meeting) -> list[dict[str, Any]]:
    """What was published before, each with its line in the journal: who, when, and whom they told.

    The minutes stand first, the newest on top: this is their page, and the agenda's editions are told
    apart from them, so that nobody takes the wrong one back.
    """
    rows = Publication.objects.filter(meeting=meeting).order_by("-kind", "-version")
    subjects = [f"publication:{row.uid}" for row in rows]
    lines = Entry.objects.filter(act__in=["publish", "withdraw"], subject__in=subjects)
    noted = {(line.act, line.subject): line for line in lines}
    newest = {row.kind: row.version for row in reversed(rows)}
    return [
        {
            "row": row,
            "line": noted.get(("publish", subject)),
            "taken_back": noted.get(("withdraw", subject)) if row.withdrawn_at else None,
            "may_again": row.withdrawn_at is not None and row.version == newest[row.kind],
            "seen": mark_of(edition_parts(row)),
        }
        for row, subject in zip(rows, subjects, strict=True)
    ]


def _text(meeting: Meeting, item: Item) -> str:
    return sections_to_html(item.sections, top=4, figure=item_picture(meeting, item.id))


@require_POST
@inside
def accept(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let one finding in what the public would read stand, with a reason, or take that back."""
    meeting = kept_meeting(request, uid)
    newest = newest_minutes(meeting)
    if newest is None:
        raise Http404
    public = narrowed(meeting, text_to_release(newest))
    answer_finding(meeting, public, request.POST, by=request.user)
    return go_back(request, reverse("release", args=[uid]))


@require_POST
@inside
def take_back(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Withdraw a publication with a reason, or let a withdrawn one out again."""
    meeting = kept_meeting(request, uid)
    found = Publication.objects.filter(meeting=meeting)
    publication = found_by(found, request.POST.get("publication"), field="uid")
    if "republish" in request.POST:
        republish(publication, by=request.user, seen=seen_by(request))
        messages.success(request, "Offentliggjort igen.")
    else:
        withdraw(publication, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, "Trukket tilbage. Siden er væk fra nu af.")
    return redirect("release", uid=uid)
