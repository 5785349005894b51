"""The page where a whole delivery's questions are answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from raadslag.importer.access import for_importers, user_of
from raadslag.importer.asking import answer_groups, groups_of, known_names
from raadslag.importer.models import ImportRun

LONGEST = 200


@for_importers
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every open question of a run, equal ones once, in one form."""
    user = user_of(request)
    run = get_object_or_404(ImportRun.objects.visible_to(user), pk=pk)
    if request.method == "POST":
        settled, problems = answer_groups(
            run,
            answers=_answers(request),
            body_for_all=request.POST.get("body_for_all", "")[:LONGEST],
            by=user,
        )
        for problem in problems:
            messages.error(request, problem, extra_tags="bad")
        if settled:
            messages.success(request, f"Gemt: {settled} svar. De huskes til næste gang.")
    groups = groups_of(run)
    if request.method == "POST":
        return redirect("importer:questions" if groups else "importer:run", run.pk)
    page = {"run": run, "groups": groups, "known": known_names(groups)}
    page["silent"] = [group for group in groups if group.kind == "body"]
    return render(request, "importer/questions.html", page)


def _answers(request: HttpRequest) -> dict[str, str]:
    """Group key to answer; a written one goes before a chosen one."""
    found: dict[str, str] = {}
    for prefix in ("svar-", "tekst-"):
        for name, value in request.POST.items():
            if name.startswith(prefix) and str(value).strip():
                found[name.removeprefix(prefix)] = str(value)[:LONGEST]
    return found
