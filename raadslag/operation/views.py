"""Opgaver, the operator's page; and /sund/, what a monitor asks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from raadslag.jobs.models import Job
from raadslag.operation.actions import see_refusals, try_all_again, try_job_again
from raadslag.operation.health import signs
from raadslag.operation.refused import refused_sign_ins
from raadslag.operation.waiting import jobs_page
from raadslag.people.pages import InsideRequest, inside, show


@require_safe
@inside
def jobs(request: InsideRequest) -> HttpResponse:
    """What waits, what was given up, who is at it."""
    _only_operators(request)
    now = timezone.now()
    page = {"page": jobs_page(now=now), "refused": refused_sign_ins(now=now), "now": now}
    return show(request, "operation/jobs.html", page)


@require_POST
@inside
def try_again(request: InsideRequest, pk: int) -> HttpResponse:
    """Try one job again."""
    _only_operators(request)
    try_job_again(get_object_or_404(Job, pk=pk), by=request.user)
    messages.success(request, "Opgaven prøves igen nu.")
    return redirect("jobs")


@require_POST
@inside
def try_all(request: InsideRequest) -> HttpResponse:
    """Try everything again that was given up."""
    _only_operators(request)
    count = try_all_again(by=request.user)
    messages.success(request, f"{count} opgaver prøves igen nu." if count else "Intet er opgivet.")
    return redirect("jobs")


@require_POST
@inside
def seen(request: InsideRequest) -> HttpResponse:
    """The accounts that were turned away are dealt with."""
    _only_operators(request)
    see_refusals(by=request.user)
    messages.success(request, "Set. Nye afvisninger vises her.")
    return redirect("jobs")


@require_safe
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """200 where all is well, 503 where somebody should look; JSON either way."""
    found = signs(now=timezone.now())
    well = all(sign.ok for sign in found.values())
    said = {name: {"ok": sign.ok, **sign.figures} for name, sign in found.items()}
    return JsonResponse({"ok": well, **said}, status=200 if well else 503)


def _only_operators(request: InsideRequest) -> None:
    if not request.rights.may_operate:
        raise Http404
