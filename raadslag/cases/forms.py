"""What a person types about a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from raadslag.cases.closing import USUAL
from raadslag.cases.models import Template
from raadslag.people.models import Organization
from raadslag.people.rights import Rights


class NewCaseForm(forms.Form):
    """Title, unit and template of a new case."""

    title = forms.CharField(label="Titel", max_length=300)
    unit = forms.ModelChoiceField(
        label="Enhed, der skriver sagen", queryset=Organization.objects.none(), empty_label=None
    )
    template = forms.ModelChoiceField(
        label="Udvalg og skabelon",
        queryset=Template.objects.none(),
        empty_label=None,
        error_messages={"required": "Vælg den skabelon, sagen skal begynde på."},
    )

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organization.objects.filter(pk__in=rights.units)
        templates = Template.objects.in_use(timezone.localdate()).filter(
            organization__body_id=rights.body or 0
        )
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        templates = templates.select_related("organization").prefetch_related("sections")
        self.templates = list(templates.order_by("organization__name", "pk"))
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]

    def choices(self) -> list[tuple[Organization, list[Template]]]:
        """The templates to choose from, under their committees."""
        found: dict[Organization, list[Template]] = {}
        for one in self.templates:
            found.setdefault(one.organization, []).append(one)
        return list(found.items())

    def chosen(self) -> str:
        """The template that was chosen; the only one where there is one."""
        typed = str(self.data.get("template", "")) if self.is_bound else ""
        return typed or (str(self.templates[0].pk) if len(self.templates) == 1 else "")


class CloseForm(forms.Form):
    """Why a case is closed, and what the public may call it."""

    reason = forms.CharField(
        label="Konkret begrundelse",
        max_length=300,
        help_text=f"Hvad der skal beskyttes i netop denne sag. De sædvanlige grunde er: {USUAL}.",
    )
    public_title = forms.CharField(
        label="Titel, der kan stå offentligt",
        max_length=300,
        required=False,
        help_text="Er selv titlen hemmelig, så lad feltet stå tomt: der står da »Lukket punkt«.",
    )
    protected_terms = forms.CharField(
        label="Beskyttede ord",
        required=False,
        help_text="Navne, adresser og numre, der ikke må stå i noget åbent. Ét på hver linje.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ArrangeForm(forms.Form):
    """What an attachment is called and who reads it."""

    title = forms.CharField(label="Titel", max_length=200)
    recommended = forms.BooleanField(label="Anbefalet læsning", required=False)
    internal = forms.BooleanField(label="Internt", required=False)
