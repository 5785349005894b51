"""Members' own matters (forslag til dagsordenen): the member's pages, and the secretary's placing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from raadslag.allowed import NotAllowed
from raadslag.cases.plain import blocks_to_plain, plain_to_blocks
from raadslag.law.table import ground
from raadslag.meetings import proposals
from raadslag.meetings.models import Meeting, MemberProposal
from raadslag.meetings.proposals import Proposed, proposal_deadline
from raadslag.meetings.views import kept_meeting
from raadslag.people.models import Organization
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show, told
from raadslag.people.rights import SEATS, Rights, is_elected, is_secretary_of
from raadslag.people.said import found_by, short_text, whole_number

SHOWN = 50


class ProposalForm(forms.Form):
    """A matter for the agenda of a body in which one sits."""

    organization = forms.ModelChoiceField(
        label="Udvalg", queryset=Organization.objects.none(), empty_label=None
    )
    title = forms.CharField(
        label="Titel",
        max_length=300,
        error_messages={"required": "Skriv, hvad forslaget handler om."},
    )
    points = forms.CharField(
        label="Jeg foreslår, at",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        help_text="Det, der skal besluttes: ét punkt på hver linje.",
        error_messages={"required": "Skriv, hvad der skal besluttes: mindst ét »at …«."},
    )
    text = forms.CharField(
        label="Motivering",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        help_text="En tom linje giver nyt afsnit.",
    )
    closed = forms.BooleanField(label="Lukket: må ikke offentliggøres", required=False)
    closed_reason = forms.CharField(
        label="Lukket, fordi",
        required=False,
        max_length=300,
        help_text="Kun til et lukket forslag: hvad der skal beskyttes.",
    )

    def __init__(self, *args: Any, rights: Rights, row: MemberProposal | None = None) -> None:
        super().__init__(*args)
        own = rights.organizations(SEATS) & rights.committees
        known = Organization.objects.filter(pk__in=own).order_by("name")
        self.fields["organization"].queryset = known  # type: ignore[attr-defined]
        if row is not None:
            del self.fields["organization"]
            said = {
                "title": row.title,
                "points": "\n".join(row.points),
                "text": blocks_to_plain(row.as_blocks()),
                "closed": row.closed,
                "closed_reason": row.closed_reason,
            }
            self.initial.update(said)

    def said(self) -> Proposed:
        """What was typed."""
        typed = self.cleaned_data
        return Proposed(
            title=typed["title"],
            points=tuple(proposals.points_of(typed["points"].splitlines())),
            blocks=plain_to_blocks(typed["text"]),
            closed=typed["closed"],
            closed_reason=typed["closed_reason"],
        )


@require_http_methods(["GET", "POST"])
@inside
def own(request: InsideRequest) -> HttpResponse:
    """One's own proposals, and a new one, with the meetings that it may come on."""
    if not is_elected(request.rights) or request.user.person is None:
        raise Http404
    form = ProposalForm(
        *([request.POST] if request.method == "POST" else []), rights=request.rights
    )
    if request.method == "POST" and form.is_valid():
        try:
            organization = form.cleaned_data["organization"]
            proposals.send_proposal(organization, said=form.said(), by=request.user)
        except NotAllowed as no:
            _refuse(form, no)
        else:
            messages.success(
                request, "Dit forslag er sendt. Sekretæren sætter det på en dagsorden."
            )
            return redirect("proposals")
    rows = MemberProposal.objects.filter(person=request.user.person).order_by("-sent_at")
    context = {
        "form": form,
        "rows": rows.select_related("organization", "item__meeting", "not_before")[:SHOWN],
        "coming": _coming(request.rights),
        "here": "front",
    }
    return show(request, "meetings/proposals.html", context)


def _coming(rights: Rights) -> list[dict[str, object]]:
    """For each body one sits in, the next planned meeting with the last day for it, and the right."""
    own = rights.organizations(SEATS) & rights.committees
    rows = Meeting.objects.upcoming().filter(organization__in=own, state=Meeting.State.PLANNED)
    first: dict[int, Meeting] = {}
    for meeting in rows.select_related("organization"):
        first.setdefault(meeting.organization_id, meeting)
    return [
        {
            "meeting": one,
            "deadline": proposal_deadline(one),
            "ground": ground("initiative", one.organization.kind),
        }
        for one in first.values()
    ]


@require_http_methods(["GET", "POST"])
@inside
def one(request: InsideRequest, proposal: UUID) -> HttpResponse:
    """One proposal, for its member and the body's secretary; the member changes it or takes it back."""
    rows = proposals.proposals_of(request.rights)
    row = get_object_or_404(
        rows.select_related("organization", "person", "item__meeting"), uid=proposal
    )
    mine = row.person_id == request.rights.person
    form = ProposalForm(rights=request.rights, row=row)
    if request.method == "POST":
        if request.POST.get("act") == "withdraw":
            proposals.withdraw_proposal(row, by=request.user)
            messages.success(request, "Forslaget er trukket tilbage.")
            return redirect("proposal", proposal=proposal)
        form = ProposalForm(request.POST, rights=request.rights, row=row)
        version = whole_number(request.POST.get("version")) or 0
        if form.is_valid():
            try:
                proposals.rewrite_proposal(row, said=form.said(), version=version, by=request.user)
            except NotAllowed as no:
                _refuse(form, no)
            else:
                messages.success(request, "Forslaget er gemt.")
                return redirect("proposal", proposal=proposal)
    context = {
        "form": form,
        "row": row,
        "mine": mine,
        "writes": (mine and row.state == MemberProposal.State.SENT)
        or proposals.corrects_proposal(row, request.user),
        "keeps": is_secretary_of(request.rights, row.organization_id),
        "here": "front" if mine else "meetings",
    }
    return show(request, "meetings/proposal.html", context)


def _refuse(form: forms.Form, no: NotAllowed) -> None:
    for obstacle in no.obstacles:
        form.add_error(None, told(obstacle))


@require_POST
@inside
def place(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let a member's matter stand on the agenda, or put it off to a later meeting."""
    meeting = kept_meeting(request, uid)
    rows = MemberProposal.objects.filter(organization=meeting.organization_id)
    row = found_by(rows, request.POST.get("proposal"), field="uid")
    match request.POST.get("act"):
        case "place":
            proposals.place_proposal(row, meeting=meeting, by=request.user, seen=seen_by(request))
            messages.success(request, f"»{row.title}« er sat på dagsordenen.")
        case "put_off":
            planned = Meeting.objects.filter(
                organization=meeting.organization_id,
                state=Meeting.State.PLANNED,
                starts_at__gt=meeting.starts_at,
            )
            to = planned.filter(pk=whole_number(request.POST.get("to")) or 0).first()
            reason = short_text(request, "reason", most=300, label="Begrundelsen")
            proposals.put_off_proposal(row, to=to, reason=reason, by=request.user)
            messages.success(
                request, "Forslaget kommer på det senere møde, og medlemmet har fået besked."
            )
        case _:
            raise Http404
    return go_back(request, reverse("agenda", args=[uid]))
