"""Pages of what is done with a whole case: its list, and acts on it from its own page."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.allowed import require
from raadslag.cases import handling, repeating
from raadslag.cases.handling_rules import why_not_hand_over
from raadslag.cases.models import Case
from raadslag.cases.sought_cases import LISTS, choices_for, sought_cases, wanted_from
from raadslag.cases.views import visible_case
from raadslag.people.pages import InsideRequest, go_back, inside, show
from raadslag.people.rights import is_clerk
from raadslag.people.said import whole_number

ON_A_PAGE = 50


@require_safe
@inside
def cases(request: InsideRequest) -> HttpResponse:
    """The cases one may see, narrowed as one asks."""
    wanted = wanted_from(request.GET)
    found = sought_cases(request.rights, wanted)
    asked = request.GET.copy()
    asked.pop("side", None)
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("side")),
        "wanted": wanted,
        "tabs": {name: label for name, (label, _) in LISTS.items()},
        "states": [(s, Case.State(s).label) for s in LISTS[wanted.tab][1]],
        "asked": asked.urlencode(),
        "may_open": is_clerk(request.rights),
        "here": "cases",
        **choices_for(request.rights),
    }
    return show(request, "cases/cases.html", context)


@require_POST
@inside
def handle(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Take back, shelve, take up, copy, hand over or repeat: what the button says."""
    case, by = visible_case(request, uid), request.user
    act = request.POST.get("act", "")
    if act == "copy":
        copy = handling.copy_case(case, by=by)
        messages.success(
            request,
            "Kopien er en ny kladde. Bilag, bevilling, gæster og journalnummer er ikke med: de hører til "
            "den gamle sag.",
        )
        return redirect("case", uid=copy.uid)
    if act == "take-back":
        handling.take_back_paper(case, by=by)
        messages.success(request, "Sagen er trukket tilbage og er en kladde igen.")
    elif act == "shelve":
        handling.shelve_case(case, by=by)
        messages.success(request, "Sagen er henlagt. Du finder den under »Henlagte« og kan tage den frem igen.")  # fmt: skip
    elif act == "take-up":
        handling.take_up_case(case, by=by)
        messages.success(request, "Sagen er taget frem igen som kladde.")
    elif act == "hand-over":
        _hand_over(request, case)
    elif act == "repeat":
        _repeat(request, case)
    elif act == "stop-repeating":
        repeating.stop_repeating(case, by=by)
        messages.success(request, "Sagen kommer ikke igen af sig selv.")
    return go_back(request, reverse("case", args=[uid]))


def _hand_over(request: InsideRequest, case: Case) -> None:
    to = handling.could_take(case).filter(pk=whole_number(request.POST.get("to")) or 0).first()
    require([] if to else why_not_hand_over(state=case.state, may_write=True, fits=False))
    assert to is not None
    handling.hand_over_case(case, to=to, by=request.user)
    messages.success(request, f"{to.journal_name} er nu sagsbehandler på sagen og har fået brev.")


def _repeat(request: InsideRequest, case: Case) -> None:
    months, day = whole_number(request.POST.get("months")), _day(request.POST.get("next_on"))
    repeat = repeating.repeat_case(case, months=months, next_on=day, by=request.user)
    messages.success(
        request,
        f"Sagen kommer igen {repeating.EVERY[repeat.months]}: næste kladde begyndes den "
        f"{repeat.next_on:%d-%m-%Y}.",
    )


def _day(text: str | None) -> date | None:
    """A day by the browser's picker or as 1-2-2027; null for anything else."""
    try:
        found: date = forms.DateField(input_formats=["%Y-%m-%d", "%d-%m-%Y"]).clean(text)
    except forms.ValidationError:
        return None
    return found
