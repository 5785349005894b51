"""Minutes as PDF and as data, and attachments."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from raadslag.files.store import find_bytes, find_kept
from raadslag.public import addresses
from raadslag.public.made import MADE, made_name
from raadslag.public.models import Publication, PublishedFile, live_q
from raadslag.public.reading import find_kind
from raadslag.public.sealing import is_sealed, sealed_bytes
from raadslag.record import to_json
from raadslag.render.document import Source, record_to_pdf
from raadslag.unwell import DiskFull

log = logging.getLogger(__name__)
SAFE_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
KINDS = {"referat": "minutes", "dagsorden": "agenda"}
FILE_POLICY = "default-src 'none'; sandbox"


def pdf(
    request: HttpRequest, body: str, organization: str, day: str, name: str
) -> HttpResponseBase:
    """Agenda or minutes as a tagged PDF with the record in it; made once, kept by its hash."""
    publication = find_kind(body, organization, day, KINDS[name])
    form = "sealed" if is_sealed(publication) else "pdf"
    unchanged = _unchanged(request, publication, form)
    if unchanged is not None:
        return unchanged
    made = _pdf_bytes(request, publication)
    answer = HttpResponse(made, content_type="application/pdf")
    file_name = f"{name}-{organization}-{day}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, file_name) or "inline"
    return _stamped(answer, publication, form)


def _pdf_bytes(request: HttpRequest, publication: Publication) -> bytes:
    """From the store of made documents, or made now. Withdrawn ones are never asked for."""
    known = sealed_bytes(publication) or MADE.get(made_name(publication))
    if known is not None:
        return known
    publication.refresh_from_db(fields=["record"])
    organization = publication.organization
    made = record_to_pdf(
        publication.as_record(),
        Source(
            municipality=organization.body.name,
            organization=organization.name,
            day=publication.day,
            published_on=timezone.localtime(publication.visible_from).date(),
            address=request.build_absolute_uri(addresses.meeting_address(publication)),
            version=publication.version,
        ),
        fonts=settings.FONTS,
        images=find_bytes,
    )
    try:
        MADE.put(made_name(publication), made)
    except DiskFull:  # it is shown all the same, and made again next time
        log.warning("no room to keep a made document")
    return made


def data(
    request: HttpRequest, body: str, organization: str, day: str, name: str
) -> HttpResponseBase:
    """Agenda or minutes as the record's JSON."""
    publication = find_kind(body, organization, day, KINDS[name])
    unchanged = _unchanged(request, publication, "json")
    if unchanged is not None:
        return unchanged
    publication.refresh_from_db(fields=["record"])
    text = to_json(publication.as_record(), indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    return _stamped(answer, publication, "json")


def file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """An attachment's bytes, for as long as something live shows it. Never run, always saved."""
    rows = PublishedFile.objects.filter(live_q(prefix="publication__"), sha256=sha256)
    named = (row for row in rows if name == addresses.file_address(row).rpartition("/")[2])
    row = next(named, None)
    if row is None:
        raise Http404
    tag = f'"{sha256}"'
    unchanged = (
        get_conditional_response(request, etag=tag)
        if "HTTP_IF_NONE_MATCH" in request.META
        else None
    )
    answer = unchanged or _bytes(row)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = FILE_POLICY
    answer["Cache-Control"] = "no-cache"
    answer["ETag"] = tag
    return answer


def _bytes(row: PublishedFile) -> HttpResponseBase:
    content = find_kept(row.sha256)
    if content is None:
        raise Http404
    head = content.read(16)
    content.seek(0)
    return FileResponse(content, content_type=_media_type(row, head))


def _media_type(row: PublishedFile, head: bytes) -> str:
    """What the record says, unless it is something that a browser might run."""
    known = row.media_type.split(";")[0].strip().lower()
    if known in SAFE_IMAGES or known == "application/pdf":
        return known
    for start, kind in (
        (b"\x89PNG", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"%PDF-", "application/pdf"),
    ):
        if head.startswith(start):
            return kind
    return "application/octet-stream"


def _tag(publication: Publication, kind: str) -> str:
    return f'"{publication.uid}-{kind}"'


def _unchanged(
    request: HttpRequest, publication: Publication, kind: str
) -> HttpResponseBase | None:
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    return get_conditional_response(request, etag=_tag(publication, kind))


def _stamped(answer: HttpResponse, publication: Publication, kind: str) -> HttpResponse:
    answer["ETag"] = _tag(publication, kind)
    answer["Last-Modified"] = http_date(publication.modified_at.timestamp())
    answer["Cache-Control"] = "no-cache"
    return answer
