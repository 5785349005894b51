"""Opsætning of an organization: deadlines, fixed items, the template of its cases, formulas."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from raadslag.cases.frame_form import arranged
from raadslag.cases.models import Template
from raadslag.meetings.custom import custom_parts, set_customs, template_in_use
from raadslag.meetings.custom_forms import (
    FIRST,
    LAST,
    LISTS,
    FormulasForm,
    ItemsForm,
    RulesForm,
    TemplateForm,
)
from raadslag.meetings.custom_templates import archive_template, make_template, use_template_again
from raadslag.meetings.custom_undo import as_typed, forget_before, keep_before, undo_of
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.models import MeetingRules
from raadslag.meetings.worked_example import worked_example
from raadslag.people.models import Membership, Organization
from raadslag.people.pages import InsideRequest, inside, seen_by, show
from raadslag.people.rights import is_secretary_of
from raadslag.people.said import found_by, short_text, whole_number
from raadslag.seen import mark_of

TABS = {"frister": "Frister", "punkter": "Faste punkter", "skabelon": "Sagsskabeloner", "formler": "Formler"}  # fmt: skip
COPIED = frozenset({"frister", "punkter", "formler"})
"""The tabs that can be filled in as another committee has them, and taken back after a save."""
PARTS = {"frister": "rules", "punkter": "fixed", "skabelon": "template", "formler": "formulas"}
"""The part of the setup (`custom_parts`) that each tab shows, and its form carries."""


@require_http_methods(["GET", "POST"])
@inside
def customs(request: InsideRequest, pk: int) -> HttpResponse:
    """One tab of how an organization works. `arrange` and `try` show again what was typed, and save nothing."""
    organization = _set_up_by(request, pk)
    tab = request.GET.get("fane", "")
    tab = tab if tab in TABS else "frister"
    template = _template(request, organization)
    parts = custom_parts(organization, template)
    shown = {key: part for key, part in parts.items() if key.partition(":")[0] == PARTS[tab]}
    typed: QueryDict | None = request.POST or None
    order = request.POST.get("arrange", "")
    if typed is not None and order:
        typed = arranged(typed, order, lists=LISTS)
    copied = None if typed is not None or tab not in COPIED else _copied_from(request, organization)
    page = _tab(tab, copied or organization, template, typed)
    if copied and tab == "frister":
        page["example"] = worked_example(organization, rules_of(copied))
    saves = request.method == "POST" and not order and "try" not in request.POST
    if saves and page["form"].is_valid():
        _save(request, organization, tab, page)
        said = request.GET.copy()
        said.pop("fra", None)
        return redirect(f"{reverse('customs', args=[pk])}?{said.urlencode()}")
    context = page | {
        "organization": organization,
        "tab": tab,
        "tabs": _tabs(organization),
        "template": template,
        "templates": _templates(organization),
        # What the form was made from, not what stands now, where it comes back with its words.
        "seen": seen_by(request) if typed is not None else mark_of(shown),
        "wrong": saves,
        "committees": _others(request),
        "copied": copied,
        "may_copy": tab in COPIED,
        "undo": undo_of(request, organization, tab) if typed is None and not copied else None,
        "here": "meetings",
    }
    return show(request, "meetings/customs.html", context)


def _save(
    request: InsideRequest, organization: Organization, tab: str, page: dict[str, Any]
) -> None:
    """Save the tab. What stood before can be taken back for as long as nobody sets anything else."""
    undone = "undo" in request.POST
    before = as_typed(_tab(tab, organization, None, None)["form"]) if tab in COPIED else []
    set_customs(organization, **page["said"](), by=request.user, seen=seen_by(request))
    messages.success(request, f"{TABS[tab]} står som før." if undone else f"{TABS[tab]} er gemt.")
    if undone:
        forget_before(request)
    elif tab in COPIED:
        parts = custom_parts(organization)
        now = {key: part for key, part in parts.items() if key.partition(":")[0] == PARTS[tab]}
        keep_before(request, organization, tab, before, seen=mark_of(now))


def _copied_from(request: InsideRequest, organization: Organization) -> Organization | None:
    """The other committee whose way the tab is filled in with; nothing is saved by that."""
    chosen = whole_number(request.GET.get("fra"))
    return next((one for one in _others(request) if one.pk == chosen and one != organization), None)


def _tab(
    tab: str, organization: Organization, template: Template | None, typed: QueryDict | None
) -> dict[str, Any]:
    """The tab's form, what it says once it is valid (`said`), and what the page shows beside it."""
    if tab == "punkter":
        items = ItemsForm.of(organization, typed)
        return {"form": items, "said": lambda: {"first": items.titles(FIRST), "last": items.titles(LAST)}}  # fmt: skip
    if tab == "skabelon":
        shape = TemplateForm.of(template, typed, organization)
        return {
            "form": shape,
            "said": lambda: {"sections": shape.sections(), "about": shape.about(), "template": template},
        }  # fmt: skip
    if tab == "formler":
        words = FormulasForm.of(organization, typed)
        return {"form": words, "said": lambda: {"formulas": words.said()}}
    form = RulesForm(typed, instance=rules_of(organization))
    rules = form.instance if typed is not None and form.is_valid() else rules_of(organization)
    return {
        "form": form,
        "said": lambda: {"rules": form.save(commit=False)},
        "example": worked_example(organization, rules),
        "remind_days": rules.remind_days,
        "never": rules.publish_agenda == MeetingRules.PublishAgenda.NEVER,
    }


def _template(request: InsideRequest, organization: Organization) -> Template | None:
    """The template that the address names, else the one in use."""
    chosen = whole_number(request.GET.get("skabelon"))
    rows = Template.objects.filter(organization=organization)
    return (rows.filter(pk=chosen).first() if chosen else None) or template_in_use(organization)


def _templates(organization: Organization) -> list[dict[str, Any]]:
    """Every template, those in use first, with how many sections it has and whether it begins new cases."""
    used = set(Template.objects.in_use(timezone.localdate()).values_list("pk", flat=True))
    rows = Template.objects.filter(organization=organization).annotate(parts=Count("sections"))
    found = [{"row": row, "used": row.pk in used} for row in rows.order_by("pk")]
    return sorted(found, key=lambda one: not one["used"])


@require_POST
@inside
def templates(request: InsideRequest, pk: int) -> HttpResponse:
    """Make a template, archive one, or take one into use again. The button says which."""
    organization = _set_up_by(request, pk)
    said, by = request.POST, request.user
    rows = Template.objects.filter(organization=organization)
    if said.get("act") == "make":
        name = short_text(request, "name", most=120, label="Navnet")
        like = found_by(rows, said["like"]) if said.get("like") else None
        made = make_template(organization, name=name, like=like, by=by)
        messages.success(request, f"»{made.name}« er lavet. Ret dens afsnit, og gem.")
        return redirect(f"{reverse('customs', args=[pk])}?fane=skabelon&skabelon={made.pk}")
    row = found_by(rows, said.get("template"))
    match said.get("act"):
        case "archive":
            archive_template(row, by=by)
            messages.success(request, f"»{row.name}« er arkiveret. Sager, der er begyndt, beholder deres afsnit.")  # fmt: skip
        case "again":
            use_template_again(row, by=by)
            messages.success(request, f"»{row.name}« er i brug igen.")
        case _:
            raise Http404
    return redirect(f"{reverse('customs', args=[pk])}?fane=skabelon")


def _set_up_by(request: InsideRequest, pk: int) -> Organization:
    """An organization that the reader sets up, or 404."""
    organization = get_object_or_404(Organization, pk=pk, body_id=request.rights.body or 0)
    if not (is_secretary_of(request.rights, organization.pk) or request.rights.may_set_up):
        raise Http404
    return organization


def _tabs(organization: Organization) -> list[dict[str, Any]]:
    counts = {
        "punkter": organization.fixed_items.count(),
        "skabelon": organization.templates.in_use(timezone.localdate()).count(),
        "formler": organization.formulas.count(),
    }
    return [
        {"name": name, "label": label, "count": counts.get(name)} for name, label in TABS.items()
    ]


def _others(request: InsideRequest) -> list[Organization]:
    """The committees that the reader may set up, to go between."""
    rights = request.rights
    rows = Organization.objects.committees().filter(body_id=rights.body or 0)
    rows = rows.standing_on(timezone.localdate())
    if not rights.may_set_up:
        rows = rows.filter(pk__in=rights.organizations([Membership.Role.SECRETARY]))
    return list(rows.order_by("name"))
