"""The forms that close and open an item or a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadslag.cases.forms import CloseForm
from raadslag.cases.models import Case
from raadslag.cases.views import visible_case
from raadslag.checks.privacy.detect import SHORTEST
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.views import kept_item
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by
from raadslag.people.said import short_text
from raadslag.public.closing import close_case, close_item, open_item, reopen_to_public
from raadslag.public.everyday import everyday, too_short


@require_POST
@inside
def doors(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Close an item or open it; the button says which."""
    row, said = kept_item(request, uid, item), request.POST
    reason = short_text(request, "reason", most=300, label="Begrundelsen")
    if "open" in said:
        row = open_item(row, reason=reason, by=request.user, seen=seen_by(request))
        messages.success(
            request,
            f"Punkt {row.number or row.order} er åbnet. {told_opened(row)}",
        )
    else:
        shut = row.closed
        title = short_text(request, "public_title", most=300, label="Den offentlige titel")
        row = close_item(
            row, reason=reason, public_title=title, by=request.user, seen=seen_by(request)
        )
        number = row.number or row.order
        told = (
            f"Lukningen af punkt {number} er rettet."
            if shut
            else f"Punkt {number} er lukket. Det, der var offentligt af det, er taget tilbage."
        )
        messages.success(request, told)
    return go_back(request, reverse("agenda", args=[uid]))


def told_opened(row: AgendaItem) -> str:
    """What happens now that an item is open: what the public has is brought along, and nothing else."""
    if row.meeting.state == Meeting.State.PLANNED:
        return "Teksten bliver offentlig med dagsordenen."
    return (
        "Det, offentligheden har af mødet, kommer i en ny udgave, så snart den er set igennem; standser "
        "noget den, står det ved mødet og på Min side. Det, der ikke er offentliggjort, venter på dig."
    )


@require_POST
@inside
def close(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Close a case to the public, or open it again."""
    case = visible_case(request, uid)
    if "open" in request.POST:
        reason = request.POST.get("reason", "")
        reopen_to_public(case, reason=reason, by=request.user, seen=seen_by(request))
        messages.success(request, "Sagen er åben igen.")
        return redirect("case", uid=uid)
    form = CloseForm(request.POST)
    if form.is_valid():
        shut = case.closed
        close_case(case, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            "Lukningen er rettet."
            if shut
            else "Sagen er lukket. Det, der var offentligt af den, er taget tilbage.",
        )
        _warn_of_words(request, case, form.cleaned_data["protected_terms"])
    else:
        messages.error(request, "Skriv både begrundelse og offentlig titel.", extra_tags="bad")
    return redirect("case", uid=uid)


def _warn_of_words(request: InsideRequest, case: Case, terms: str) -> None:
    """Said while one can still take it out: a word that stops everybody's agendas, or stops nothing."""
    for term, count in everyday(terms, body=case.body):
        messages.warning(
            request,
            f"»{term}« står allerede i {count} offentlige punkter. Som beskyttet ord standser det hver "
            "dagsorden og hvert referat, det står i. Er det et almindeligt ord, så tag det ud igen under "
            "»Ret lukningen«.",
        )
    if short := too_short(terms):
        messages.warning(
            request,
            f"{' og '.join(f'»{one}«' for one in short)} er for kort til at blive ledt efter: skriv mindst "
            f"{SHORTEST} tegn.",
        )
