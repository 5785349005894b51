"""Pictures in a case's text: put in, and shown to those who may see the case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadslag.allowed import NotAllowed, Obstacle, require
from raadslag.cases.blocks_html import blocks_to_html
from raadslag.cases.changing import may_write_case
from raadslag.cases.file_views import send_file
from raadslag.cases.frame_form import FrameForm
from raadslag.cases.html_blocks import html_to_blocks
from raadslag.cases.models import Case, PaperSection, Picture
from raadslag.cases.pictures import as_figure, picture_address, put_in_picture
from raadslag.cases.rules import WRITABLE
from raadslag.cases.text_views import BOTH_KEPT
from raadslag.cases.views import page_of, visible_case
from raadslag.cases.writing import save_section
from raadslag.people.pages import InsideRequest, inside, show, told, wants_json
from raadslag.people.said import found_by, short_text, whole_number
from raadslag.record import Table
from raadslag.render.chart_tables import chart_or_reason
from raadslag.render.html import table_to_html

LONGEST_WORDS, LONGEST_CAPTION, LONGEST_TABLE = 1000, 300, 200_000


@require_POST
@inside
def put_in(request: InsideRequest, uid: UUID) -> HttpResponse:
    """A picture into the text: at the cursor by the editor, last in a section by a plain form."""
    case = visible_case(request, uid)
    if wants_json(request):
        data, name = _upload(request)
        row = put_in_picture(case, data=data, name=name, by=request.user)
        html = blocks_to_html([as_figure(row)], picture=picture_address(case))
        return JsonResponse({"html": html})
    sections = PaperSection.objects.filter(paper__case=case)
    section = found_by(sections, request.POST.get("section"), field="order")
    try:
        return _put_last(request, case, section)
    except NotAllowed as no:
        for obstacle in no.obstacles:
            messages.error(request, told(obstacle), extra_tags="bad")
    typed = {name: request.POST.get(name, "") for name in ("alt", "caption")}
    writes = may_write_case(case, request.rights) and case.state in WRITABLE
    page = page_of(request, case, FrameForm(case=case), writes)
    return show(request, "cases/case.html", page | {"picture": typed | {"section": section.order}})


def _put_last(request: InsideRequest, case: Case, section: PaperSection) -> HttpResponse:
    alt = short_text(request, "alt", most=LONGEST_WORDS, label="Beskrivelsen")
    caption = short_text(request, "caption", most=LONGEST_CAPTION, label="Billedteksten")
    words = Obstacle("picture-text", "Skriv, hvad billedet viser: det læses op for dem, der ikke kan se det.")  # fmt: skip
    require([] if alt else [words])
    data, name = _upload(request)
    version = whole_number(request.POST.get("version"))
    row = put_in_picture(case, data=data, name=name, by=request.user)
    saved = save_section(
        section,
        blocks=(*section.as_blocks(), as_figure(row, alt=alt, caption=caption or None)),
        version=section.version if version is None else version,
        by=request.user,
        rights=request.rights,
    )
    if saved.conflict:
        messages.warning(request, BOTH_KEPT, extra_tags="wait")
    else:
        messages.success(request, f"Billedet står nu sidst i »{section.heading}«.")
    return redirect(reverse("case", args=[case.uid]) + f"#afsnit-{section.pk}")


def _upload(request: InsideRequest) -> tuple[bytes, str]:
    upload = request.FILES.get("file")
    if upload is None:
        raise NotAllowed([Obstacle("no-picture", "Vælg det billede, der skal ind i teksten.")])
    return upload.read(), upload.name or "billedet"


@require_safe
@inside
def picture(request: InsideRequest, uid: UUID, sha256: str) -> HttpResponse:
    """A picture's bytes, for those who may see the case."""
    row = get_object_or_404(Picture, case=visible_case(request, uid), sha256=sha256)
    return send_file(row, inline=True)  # type: ignore[return-value]


@require_POST
@inside
def chart(request: InsideRequest) -> HttpResponse:
    """How a table will be shown, or why no chart can be drawn of it: the editor asks while one chooses."""
    html = request.POST.get("html", "")[:LONGEST_TABLE]
    table = next((block for block in html_to_blocks(html) if isinstance(block, Table)), None)
    if table is None:
        return JsonResponse({"html": "", "reason": "Sæt markøren i tabellen."})
    _, reason = chart_or_reason(table)
    return JsonResponse({"html": table_to_html(table), "reason": reason})
