"""The original beside the reading: its bytes for a PDF, its lines as escaped text for all else."""

from __future__ import annotations

from dataclasses import dataclass

from csp.constants import NONE, SELF
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from raadslag.bounded import BoundedProcess, Died
from raadslag.files.store import find_kept
from raadslag.importer.access import for_importers, user_of
from raadslag.importer.models import ImportedFile, Reading
from raadslag.people.said import whole_number

SHOWN_BYTES = 20_000_000
"""Larger files are not shown as text; the file itself can be fetched."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source. `marked`: the place that was asked for; `page` where one begins."""

    number: int
    text: str
    marked: bool
    page: int | None = None


@for_importers
@require_GET
def source(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The source's text with numbered lines; `?fra=12&til=14` marks some."""
    reading = get_object_or_404(
        Reading.objects.visible_to(user_of(request)).select_related("file"), pk=pk
    )
    first, last = _number(request.GET.get("fra")), _number(request.GET.get("til"))
    lines = _lines(reading.file, first, last or first)
    page = {"file": reading.file, "lines": lines}
    return _framed(render(request, "importer/source.html", page))


@for_importers
@require_GET
def original(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The kept bytes. A PDF is shown by the browser; anything else is only ever fetched."""
    files = ImportedFile.objects.visible_to(user_of(request)).filter(sha256=sha256)
    file = files.order_by("body").first()
    content = find_kept(file.sha256) if file else None
    if file is None or content is None:
        raise Http404
    is_pdf = file.media_type == "application/pdf"
    answer = FileResponse(
        content,
        as_attachment=not is_pdf,
        filename=file.name,
        content_type="application/pdf" if is_pdf else "application/octet-stream",
    )
    answer["Cache-Control"] = "private, no-store"
    return _framed(answer)


def _framed(answer: HttpResponse | FileResponse) -> HttpResponseBase:
    """Our own pages may show the answer in a frame; nobody else's may, and nothing runs in it."""
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer._csp_replace = {"frame-ancestors": [SELF], "script-src": [NONE]}  # type: ignore[union-attr]
    return answer


def _lines(file: ImportedFile, first: int, last: int) -> list[SourceLine]:
    """The lines as the reader counts them, so that every place it names is found."""
    kept = find_kept(file.sha256)
    if kept is None:
        return []
    with kept:
        data = kept.read(SHOWN_BYTES + 1)
    if len(data) > SHOWN_BYTES:
        return []
    with BoundedProcess("raadslag.importer.seen_child") as process:
        try:
            seen = process.ask(data, {}).get("lines", [])
        except Died:
            return []
    shown, page = [], None
    for number, at, text in seen:
        begins = at if at != page else None
        page = at
        shown.append(SourceLine(number, text, first <= number <= last, begins))
    return shown


def _number(text: str | None) -> int:
    return whole_number(text) or 0
