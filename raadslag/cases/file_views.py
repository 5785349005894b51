"""Attachments: upload, arrange, take off, fetch."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.cases.files import arrange_file, attach_file, remove_file
from raadslag.cases.forms import ArrangeForm, FileForm
from raadslag.cases.models import File
from raadslag.cases.views import visible_case
from raadslag.files.store import find_kept
from raadslag.people.pages import InsideRequest, go_back, inside

SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


def send_file(file: File, *, inline: bool) -> FileResponse:
    """The bytes, never run as a page of ours: sandboxed, not sniffed, not kept by a shared cache."""
    content = find_kept(file.sha256)
    if content is None:
        raise Http404
    shown = inline and file.media_type in SHOWN_INLINE
    answer = FileResponse(
        content,
        as_attachment=not shown,
        filename=file.file_name,
        content_type=file.media_type,
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@inside
def attach(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Attach one or more files."""
    case = visible_case(request, uid)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Vælg en fil, der skal vedhæftes.", extra_tags="bad")
        return go_back(request, reverse("case", args=[uid]))
    upload = form.cleaned_data.pop("file")
    attach_file(
        case, name=upload.name, chunks=list(upload.chunks()), by=request.user, **form.cleaned_data
    )
    messages.success(request, f"»{upload.name}« er vedhæftet.")
    return go_back(request, reverse("case", args=[uid]) + "#bilag")


@require_POST
@inside
def arrange(request: InsideRequest, uid: UUID, file: UUID) -> HttpResponse:
    """Rename, move, mark or take off an attachment."""
    row = get_object_or_404(File, uid=file, case=visible_case(request, uid))
    if "remove" in request.POST:
        remove_file(row, by=request.user)
        messages.success(request, "Bilaget er taget af sagen.")
    else:
        form = ArrangeForm(request.POST)
        if form.is_valid():
            arrange_file(row, by=request.user, **form.cleaned_data)
            messages.success(request, "Bilaget er rettet.")
        else:
            messages.error(request, "Skriv titel og plads som tal.", extra_tags="bad")
    return go_back(request, reverse("case", args=[uid]) + "#bilag")


@require_safe
@inside
def fetch(request: InsideRequest, uid: UUID, file: UUID) -> HttpResponse:
    """An attachment's bytes, for those who may see the case."""
    row = get_object_or_404(File, uid=file, case=visible_case(request, uid))
    return send_file(row, inline="vis" in request.GET)  # type: ignore[return-value]
