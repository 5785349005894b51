"""Opsætning taken back, and filled in as another committee has it: both are the tab's own form, typed for one.

What stood before a save is kept in the login's session until the next one. It goes back through the same
form and the same look at what was seen: what somebody else set meanwhile is never undone with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from raadslag.meetings.custom_forms import FormulasForm, ItemsForm
from raadslag.people.models import Organization
from raadslag.people.pages import InsideRequest

KEPT = "opsaetning-foer"
Fields = list[tuple[str, str]]
TabForm = forms.BaseForm | ItemsForm | FormulasForm


@dataclass(frozen=True, slots=True)
class Undo:
    """What a tab said before it was saved last, and the mark of what stands since."""

    fields: Fields
    seen: str


def as_typed(form: TabForm) -> Fields:
    """The fields of a tab's form as a browser would send them."""
    if isinstance(form, ItemsForm):
        return [(name, row.said[name]) for name, rows in form.lists.items() for row in rows]
    if isinstance(form, FormulasForm):
        return [(f"formula-{row.code}", row.text) for row in form.rows]
    told = [(field.html_name, field.value()) for field in form]
    return [(n, "on" if v is True else str(v)) for n, v in told if v is not None and v is not False]


def keep_before(
    request: InsideRequest, organization: Organization, tab: str, before: Fields, *, seen: str
) -> None:
    """Remember what the tab said; `seen` is the mark of what was saved over it."""
    kept = {"organization": organization.pk, "tab": tab, "fields": before, "seen": seen}
    request.session[KEPT] = kept


def undo_of(request: InsideRequest, organization: Organization, tab: str) -> Undo | None:
    """What can be taken back on this tab; null where nothing was saved, or it was taken back."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    if (kept.get("organization"), kept.get("tab")) != (organization.pk, tab):
        return None
    return Undo([(name, value) for name, value in kept["fields"]], kept["seen"])


def forget_before(request: InsideRequest) -> None:
    """It was taken back."""
    request.session.pop(KEPT, None)
