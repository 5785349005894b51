"""The importer's pages: form, action, answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from raadslag.allowed import NotAllowed
from raadslag.importer.access import for_importers, own_body, user_of
from raadslag.importer.actions import reject_reading, take_up_reading
from raadslag.importer.answering import answer_question
from raadslag.importer.forms import AnswerForm, RejectForm, UploadForm
from raadslag.importer.loading import reload_reading
from raadslag.importer.models import ImportRun, Reading
from raadslag.importer.pages import ReadingPage, run_page, runs_page
from raadslag.importer.privacy import let_stand
from raadslag.importer.steps import accept_ready, load_one, read_again, step
from raadslag.importer.uploading import receive_uploads
from raadslag.people.models import User
from raadslag.people.pages import seen_by
from raadslag.reader import programs
from raadslag.seen import ChangedSince
from raadslag.unwell import DiskFull

STEP_SECONDS = 1.5


@for_importers
def runs(request: HttpRequest) -> HttpResponse:
    """The upload form, and the runs so far."""
    user = user_of(request)
    own = own_body(request)
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        try:
            run = receive_uploads(
                form.cleaned_data["documents"],
                request.POST.getlist("paths"),
                by=user,
                body=own,
            )
        except DiskFull as error:
            form.add_error("documents", str(error))
        else:
            return redirect("importer:run", run.pk)
    status = 400 if form.is_bound and form.errors else 200
    page = {"form": form, "runs": runs_page(user), "body": own, "programs": programs()}
    return render(request, "importer/runs.html", page, status=status)


@for_importers
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """A run: figures, progress, a row a file."""
    user = user_of(request)
    page = run_page(_run(user, pk), by=user)
    return render(request, "importer/run.html", {"page": page})


@for_importers
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """A step further in a run: htmx asks again until nothing is left."""
    user = user_of(request)
    found = _run(user, pk)
    try:
        step(found, by=user, seconds=STEP_SECONDS)
    except DiskFull as error:
        messages.error(request, str(error), extra_tags="bad")
        return _to_run(request, found)
    if getattr(request, "htmx", False):
        page = run_page(found, by=user)
        return render(request, "importer/run_status.html", {"page": page})
    return redirect("importer:run", found.pk)


@for_importers
@require_POST
def accept_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept everything in the run that has no open question."""
    user = user_of(request)
    found = _run(user, pk)
    count = accept_ready(found, by=user, seen=seen_by(request))
    messages.info(
        request, f"{count} {'møde' if count == 1 else 'møder'} er godtaget og indlæses nu."
    )
    return redirect("importer:run", found.pk)


@for_importers
@require_GET
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A reading beside its source."""
    user = user_of(request)
    found = _reading(user, pk)
    page = ReadingPage(found, run=run_of(found, user), by=user)
    return render(request, "importer/reading.html", {"page": page})


@for_importers
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to one question."""
    user = user_of(request)
    found = _reading(user, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Vælg eller skriv et svar.", extra_tags="bad")
        return redirect("importer:reading", pk)
    try:
        answer_question(
            found,
            question=form.cleaned_data["question"],
            value=form.value,
            by=user,
        )
    except NotAllowed as error:
        messages.error(request, str(error), extra_tags="bad")
    else:
        messages.success(request, "Svaret er gemt og huskes.")
    return redirect("importer:reading", pk)


@for_importers
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept and load one reading."""
    user = user_of(request)
    found = _reading(user, pk)
    try:
        outcome = load_one(found, accept=True, by=user, seen=seen_by(request))
    except DiskFull as error:
        messages.error(request, str(error), extra_tags="bad")
    else:
        if outcome.loaded:
            messages.success(request, "Mødet er indlæst og offentliggjort.")
        else:
            messages.error(request, outcome.problem, extra_tags="bad")
    return redirect("importer:reading", pk)


@for_importers
@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave one reading out, with a reason."""
    user = user_of(request)
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        reject_reading(_reading(user, pk), reason=reason, by=user)
    except NotAllowed as error:
        messages.error(request, str(error), extra_tags="bad")
    return redirect("importer:reading", pk)


@for_importers
@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rejected reading up again."""
    user = user_of(request)
    take_up_reading(_reading(user, pk), by=user)
    return redirect("importer:reading", pk)


@for_importers
@require_POST
def accept_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one privacy finding stand, with a reason."""
    said = request.POST
    try:
        let_stand(
            _reading(user_of(request), pk),
            fingerprint=said.get("finding", ""),
            reason=said.get("reason", ""),
            by=user_of(request),
        )
    except NotAllowed as error:
        messages.error(request, str(error), extra_tags="bad")
    return redirect("importer:reading", pk)


@for_importers
@require_POST
def read_anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the kept file with today's reader and show what differs."""
    user = user_of(request)
    found = _reading(user, pk)
    if read_again(found.file, by=user):
        text = "Læseren finder noget andet end sidst. Se forskellene nedenfor."
    else:
        text = "Læseren finder det samme som sidst."
    messages.info(request, text)
    return redirect("importer:reading", pk)


@for_importers
@require_POST
def load_newer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the newer reading take the place of what was loaded."""
    user = user_of(request)
    try:
        reload_reading(_reading(user, pk), by=user, seen=seen_by(request))
    except ChangedSince:
        raise
    except NotAllowed as error:
        messages.error(request, str(error), extra_tags="bad")
    else:
        messages.success(request, "Den nye læsning er indlæst som en ny udgave af referatet.")
    return redirect("importer:reading", pk)


def run_of(reading: Reading, user: User) -> ImportRun | None:
    """The newest run that brought the reading's file, of those the user sees."""
    visible = ImportRun.objects.visible_to(user)
    return visible.filter(arrivals__file=reading.file_id).order_by("-pk").first()


def _run(user: User, pk: int) -> ImportRun:
    return get_object_or_404(ImportRun.objects.visible_to(user), pk=pk)


def _reading(user: User, pk: int) -> Reading:
    readings = Reading.objects.visible_to(user).select_related("file__body", "meeting")
    return get_object_or_404(readings, pk=pk)


def _to_run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Back to the run's page, for htmx too."""
    answer = redirect("importer:run", run.pk)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer
