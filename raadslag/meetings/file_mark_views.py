"""What a reader does with their own marks on a file's page; a browser without scripts posts the same forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

from raadslag.meetings.file_marks import MarkForm, change_mark, keep_mark, own_marks
from raadslag.meetings.item_files import ItemFile, bytes_of
from raadslag.meetings.models import AgendaItem, FileMark
from raadslag.people.pages import InsideRequest, go_back, wants_json

ELSEWHERE = "Noten er ændret et andet sted imens. Se den herunder, og gem igen, hvis din skal stå."
GONE = "Markeringen er slettet et andet sted. Din tekst står som en ny note herunder: gem den, hvis du vil."


@dataclass(slots=True)
class Acted:
    """What came of a form: the answer, or null and what the page shows again with what was typed in it."""

    answer: HttpResponse | None = None
    context: dict[str, Any] = field(default_factory=dict)


def marks_context(request: InsideRequest, item: AgendaItem, file: ItemFile) -> dict[str, Any]:
    """One's own marks as the file's page lists them."""
    return {
        "marks": own_marks(request.user, item, file.sha256),
        "paged": file.media_type == "application/pdf",
        "address": bytes_of(file, item),
        "colours": FileMark.Colour.choices,
        "mark_form": MarkForm(),
    }


def act_on_marks(request: InsideRequest, item: AgendaItem, file: ItemFile) -> Acted:
    """Make, change or drop (`act`: new, note, drop) one's own mark in a file that one may read."""
    acts = {"note": _change, "drop": _drop}
    act = acts.get(request.POST.get("act", ""), _make)
    return act(request, item, file)


def _make(request: InsideRequest, item: AgendaItem, file: ItemFile) -> Acted:
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form)
    said, title = form.cleaned_data, file.title[:200]
    mark = keep_mark(item, sha256=file.sha256, title=title, said=said, by=request.user)
    return _done(request, item, file, mark=mark, told="Gemt. Kun du kan se det.")


def _change(request: InsideRequest, item: AgendaItem, file: ItemFile) -> Acted:
    """Nothing that was written elsewhere meanwhile is overwritten: `was` is the note as it was read."""
    mark = _named(request, item, file)
    form = MarkForm(request.POST)
    if mark is None:
        return _wrong(request, form, told=GONE, code="gone")
    form.data = {**request.POST.dict(), "quote": mark.quote, "page": mark.page}
    if not form.is_valid():
        return _wrong(request, form, mark=mark)
    was, now, new = request.POST.get("was", ""), mark.text, form.cleaned_data["text"]
    if now.split() not in (was.split(), new.split()):
        return _wrong(request, form, told=ELSEWHERE, code="changed", mark=mark)
    change_mark(mark, colour=form.cleaned_data["colour"], text=new)
    return _done(request, item, file, mark=mark, told="Noten er gemt.")


def _drop(request: InsideRequest, item: AgendaItem, file: ItemFile) -> Acted:
    mark = _named(request, item, file)
    if mark is not None:
        mark.delete()
    return _done(request, item, file, mark=None, told="Markeringen er slettet.")


def _named(request: InsideRequest, item: AgendaItem, file: ItemFile) -> FileMark | None:
    try:
        uid = UUID(request.POST.get("mark", ""))
    except ValueError:
        return None
    return own_marks(request.user, item, file.sha256).filter(uid=uid).first()


def _done(
    request: InsideRequest, item: AgendaItem, file: ItemFile, *, mark: FileMark | None, told: str
) -> Acted:
    if wants_json(request):
        shown = marks_context(request, item, file)
        listed = render_to_string("meetings/file_mark_list.html", shown, request)
        uid = str(mark.uid) if mark else None
        return Acted(JsonResponse({"list": listed, "mark": uid, "told": told}))
    messages.success(request, told)
    anchor = f"maerke-{mark.uid}" if mark else "markeringer"
    return Acted(go_back(request, f"{request.path}#{anchor}"))


def _wrong(
    request: InsideRequest,
    form: MarkForm,
    *,
    told: str = "",
    code: str = "form",
    mark: FileMark | None = None,
) -> Acted:
    """Why it is not kept; what was typed stands in its form again."""
    told = told or " ".join(str(one) for several in form.errors.values() for one in several)
    if wants_json(request):
        now = mark.text if mark else ""
        said = {"code": code, "reason": told, "now": now}
        return Acted(JsonResponse(said, status=400 if code == "form" else 409))
    typed = request.POST.get("text", "")
    if mark is not None:
        return Acted(context={"wrong": {"mark": mark.pk, "told": told, "typed": typed}})
    if code == "gone":
        form = MarkForm(initial={"text": typed})
    return Acted(context={"mark_form": form, "mark_told": told})
