"""Attachments: upload, arrange, take off, fetch."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.allowed import NotAllowed
from raadslag.cases.changing import listed
from raadslag.cases.files import (
    arrange_file,
    attach_file,
    order_files,
    remove_file,
    replace_file,
)
from raadslag.cases.forms import ArrangeForm
from raadslag.cases.models import Case, File
from raadslag.cases.viewing import Shown, page_of
from raadslag.cases.views import visible_case
from raadslag.files.store import find_kept
from raadslag.people.pages import InsideRequest, inside, show, told

SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


class Sent(Protocol):
    """A row that names kept bytes: an attachment, of whatever it is one, or a picture."""

    sha256: str
    media_type: str

    @property
    def file_name(self) -> str: ...


def send_file(file: Sent, *, inline: bool) -> FileResponse:
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
    """Attach one or more files: each is taken or refused alone, and named in what is said of it."""
    case = visible_case(request, uid)
    uploads = request.FILES.getlist("file")
    marks = {name: name in request.POST for name in ("recommended", "internal")}
    attached, anchor = [], "bilag"
    for upload in uploads:
        name = upload.name or "fil"
        try:
            file = attach_file(
                case, name=name, title="", chunks=list(upload.chunks()), by=request.user, **marks
            )
        except NotAllowed as no:
            _refuse(request, name, no)
        else:
            attached.append(name)
            anchor = f"bilag-{file.uid}"
    if not uploads:
        messages.error(request, "Vælg de filer, der skal vedhæftes.", extra_tags="bad")
    if attached:
        messages.success(request, f"Vedhæftet: {listed([f'»{name}«' for name in attached])}.")
    return _back(case, anchor)


def _refuse(request: InsideRequest, name: str, no: NotAllowed) -> None:
    said = " ".join(told(obstacle) for obstacle in no.obstacles)
    messages.error(request, f"»{name}« er ikke vedhæftet. {said}", extra_tags="bad")


def _back(case: Case, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('case', args=[case.uid])}#{anchor}")


@require_POST
@inside
def arrange(request: InsideRequest, uid: UUID, file: UUID) -> HttpResponse:
    """Rename, mark, replace or take off an attachment."""
    case = visible_case(request, uid)
    row = get_object_or_404(File, uid=file, case=case)
    if "remove" in request.POST:
        remove_file(row, by=request.user)
        messages.success(request, f"»{row.title}« er taget af sagen.")
        return _back(case, "bilag")
    if upload := request.FILES.get("replacement"):
        return _replace(request, row, upload)
    form = ArrangeForm(request.POST)
    if form.is_valid():
        arrange_file(row, by=request.user, **form.cleaned_data)
        messages.success(request, f"»{row.title}« er rettet.")
    else:
        messages.error(request, f"»{row.title}« skal have en titel.", extra_tags="bad")
    return _back(case, f"bilag-{row.uid}")


def _replace(request: InsideRequest, row: File, upload: UploadedFile) -> HttpResponse:
    name = upload.name or "fil"
    try:
        new = replace_file(row, name=name, chunks=list(upload.chunks()), by=request.user)
    except NotAllowed as no:
        _refuse(request, name, no)
        return _back(row.case, f"bilag-{row.uid}")
    messages.success(request, f"»{row.file_name}« er erstattet af »{new.file_name}«.")
    return _back(row.case, f"bilag-{new.uid}")


@require_POST
@inside
def order(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Put the attachments in another order: all of them by drag, or one by its button (`uid:up`)."""
    case = visible_case(request, uid)
    standing = [str(f.uid) for f in case.files.filter(removed_at=None, added_after=False)]
    moved, _, way = request.POST.get("move", "").partition(":")
    wanted = [one for one in request.POST.get("order", "").split() if one in standing]
    if moved in standing:
        at = standing.index(moved)
        to = min(max(at + {"up": -1, "down": 1}.get(way, 0), 0), len(standing) - 1)
        standing.insert(to, standing.pop(at))
        wanted = standing
    order_files(case, uids=wanted, by=request.user)
    return _back(case, f"bilag-{moved}" if moved in standing else "bilag")


@require_safe
@inside
def fetch(request: InsideRequest, uid: UUID, file: UUID) -> HttpResponse:
    """An attachment's bytes, for those who may see the case."""
    row = get_object_or_404(File, uid=file, case=visible_case(request, uid))
    return send_file(row, inline="vis" in request.GET)  # type: ignore[return-value]


@require_safe
@inside
def read(request: InsideRequest, uid: UUID, file: UUID) -> HttpResponse:
    """An attachment inside the page, for those who may see the case."""
    case = visible_case(request, uid)
    row = get_object_or_404(File, uid=file, case=case)
    among = [Shown(one.title, _page(one)) for one in case.files.filter(removed_at=None)]
    trail = [("Sager", reverse("cases")), (case.title, f"{reverse('case', args=[uid])}#bilag")]
    address = reverse("fetch-file", args=[uid, file])
    page = page_of(row, address=address, page=_page(row), among=among, trail=trail)
    return show(
        request, "cases/viewer.html", {**page, "back": "Tilbage til sagen", "here": "cases"}
    )


def _page(file: File) -> str:
    return reverse("read-case-file", args=[file.case.uid, file.uid])
