"""Writing a section, its history, choosing between two texts, and pasting from Word."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from raadslag.cases.blocks_html import blocks_to_html
from raadslag.cases.changes import folded, word_changes
from raadslag.cases.html_blocks import html_to_blocks, read_pasted
from raadslag.cases.models import Case, PaperSection, SectionVersion
from raadslag.cases.picture_changes import picture_changes
from raadslag.cases.pictures import owned_pictures, picture_address
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.views import visible_case
from raadslag.cases.writing import Saved, save_section, settle_conflict
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show, wants_json
from raadslag.people.said import found_by, whole_number
from raadslag.record import Block, walk_figures

ON_A_PAGE = 20
"""Versions on one page of a section's history."""
BOTH_KEPT = "En anden har skrevet i afsnittet imens. Begge tekster er gemt: vælg mellem dem."


def typed_blocks(request: InsideRequest) -> tuple[Block, ...]:
    """The text of a form: HTML from the editor, plain text with light marks without JavaScript."""
    if "html" in request.POST:
        return html_to_blocks(request.POST["html"])
    return plain_to_blocks(request.POST.get("text", ""))


def _owned(request: InsideRequest, case: Case, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The typed text with the case's own pictures; what could not be kept is said."""
    owned = owned_pictures(blocks, case, rights=request.rights, by=request.user)
    for sentence in owned.said:
        messages.warning(request, sentence, extra_tags="wait")
    return owned.blocks


def _section(request: InsideRequest, uid: UUID, pk: int) -> PaperSection:
    case = visible_case(request, uid)
    return get_object_or_404(PaperSection, pk=pk, paper__case=case)


@require_POST
@inside
def save(request: InsideRequest, uid: UUID, pk: int) -> HttpResponse:
    """Save one section, by the editor's autosave or by a plain form."""
    section = _section(request, uid, pk)
    version = whole_number(request.POST.get("version"))
    if version is None:
        return HttpResponseBadRequest("version mangler")
    saved = save_section(
        section,
        blocks=_owned(request, section.paper.case, typed_blocks(request)),
        version=version,
        by=request.user,
        rights=request.rights,
    )
    if wants_json(request):
        return JsonResponse(_answer(saved, section))
    if saved.conflict:
        messages.warning(request, BOTH_KEPT, extra_tags="wait")
    else:
        messages.success(request, f"»{section.heading}« er gemt.")
    return redirect(reverse("case", args=[uid]) + f"#afsnit-{pk}")


def _answer(saved: Saved, section: PaperSection) -> dict[str, object]:
    section.refresh_from_db()
    by = section.modified_by.journal_name if section.modified_by else ""
    return {
        "version": saved.version,
        "conflict": saved.conflict is not None,
        "by": by,
        "at": f"{timezone.localtime():%H.%M}",
    }


@require_safe
@inside
def state(request: InsideRequest, uid: UUID, pk: int) -> HttpResponse:
    """Which version a section is at and who wrote it: the editor asks while somebody writes."""
    section = _section(request, uid, pk)
    by = section.modified_by
    mine = by == request.user
    return JsonResponse(
        {"version": section.version, "by": by.journal_name if by and not mine else ""}
    )


@require_safe
@inside
def history(request: InsideRequest, uid: UUID, pk: int) -> HttpResponse:
    """Every text that the section has had, newest first, each with what changed since the one before."""
    section = _section(request, uid, pk)
    versions = section.versions.select_related("saved_by__person").order_by("-saved_at", "-id")
    page = Paginator(versions, ON_A_PAGE).get_page(request.GET.get("side"))
    shown = list(page.object_list)
    before: tuple[Block, ...] = ()
    stood = versions.filter(conflict=False)
    if shown and (last := _older(stood, shown[-1])):
        before = last.as_blocks()
    rows = []
    for version in shown[::-1]:
        after = version.as_blocks()
        pictures = picture_changes(before, after)
        changes = folded(word_changes(before, after))
        rows.append({"row": version, "changes": changes, "pictures": list(pictures)})
        if not version.conflict:
            before = after
    case: Case = section.paper.case
    context = {"case": case, "section": section, "rows": rows[::-1], "page": page, "here": "cases"}
    return show(request, "cases/history.html", context)


def _older(versions: QuerySet[SectionVersion], than: SectionVersion) -> SectionVersion | None:
    """The newest of the versions that was saved before this one."""
    same_moment = Q(saved_at=than.saved_at, pk__lt=than.pk)
    return versions.filter(Q(saved_at__lt=than.saved_at) | same_moment).first()


@require_POST
@inside
def settle(request: InsideRequest, uid: UUID, pk: int) -> HttpResponse:
    """Choose between the text that stands and the one kept beside it."""
    case = visible_case(request, uid)
    beside = get_object_or_404(SectionVersion, pk=pk, section__paper__case=case, conflict=True)
    section = beside.section
    choice = request.POST.get("choice")
    both = section.as_blocks() + beside.as_blocks()
    blocks = {"theirs": beside.as_blocks(), "both": both}.get(choice or "")
    settle_conflict(
        beside,
        blocks=blocks,
        version=section.version,
        by=request.user,
        rights=request.rights,
        seen=seen_by(request),
    )
    messages.success(request, "Teksten er valgt. Den anden ligger i historikken.")
    return go_back(request, reverse("case", args=[uid]) + f"#afsnit-{section.pk}")


@require_POST
@inside
def paste(request: InsideRequest) -> HttpResponse:
    """HTML from the clipboard (Word, a web page) cleaned to what a section can hold."""
    html = request.POST.get("html", "")
    pasted = read_pasted(html)
    if not any(walk_figures(pasted.blocks)):
        return JsonResponse({"html": blocks_to_html(pasted.blocks), "said": pasted.said})
    case = found_by(Case.objects.visible_to(request.rights), request.POST.get("case"), field="uid")
    sent = {
        name: (upload.name or "billedet", upload.read())
        for name, upload in request.FILES.items()
        if isinstance(upload, UploadedFile)
    }
    owned = owned_pictures(pasted.blocks, case, rights=request.rights, by=request.user, sent=sent)
    html = blocks_to_html(owned.blocks, picture=picture_address(case))
    return JsonResponse({"html": html, "said": [*pasted.said, *owned.said]})
