"""The page where a whole delivery's questions are answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from raadslag.allowed import NotAllowed
from raadslag.importer.access import for_importers, user_of
from raadslag.importer.answering import forget_spelling
from raadslag.importer.asking import answer_groups, groups_of
from raadslag.importer.models import ImportRun, Reading

LONGEST = 200


@for_importers
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every open question of a run, equal ones once, in one form."""
    user = user_of(request)
    run = get_object_or_404(ImportRun.objects.visible_to(user), pk=pk)
    if request.method == "POST":
        settled, problems = answer_groups(run, answers=_answers(request), by=user)
        for problem in problems:
            messages.error(request, problem, extra_tags="bad")
        if settled:
            messages.success(request, f"Svar til {settled} møder er gemt.")
    groups = groups_of(run)
    if request.method == "POST":
        return redirect("importer:questions" if groups else "importer:run", run.pk)
    return render(request, "importer/questions.html", {"run": run, "groups": groups})


def _answers(request: HttpRequest) -> dict[str, str]:
    """Group key to answer; a written one goes before a chosen one, several ticked ones are put together."""
    found: dict[str, str] = {}
    for prefix in ("svar-", "tekst-"):
        for name, values in request.POST.lists():
            value = ", ".join(filter(None, map(str.strip, map(str, values))))
            if name.startswith(prefix) and value:
                found[name.removeprefix(prefix)] = value[:LONGEST]
    return found


@for_importers
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a printed name was decided to mean."""
    user = user_of(request)
    readings = Reading.objects.visible_to(user).select_related("file__body", "meeting")
    found = get_object_or_404(readings, pk=pk)
    printed = request.POST.get("printed", "")[:LONGEST]
    try:
        forget_spelling(found, printed=printed, by=user)
    except NotAllowed as no:
        messages.error(request, str(no), extra_tags="bad")
    else:
        messages.success(request, f"»{printed}« er glemt, og der spørges igen.")
    return redirect("importer:reading", pk)
