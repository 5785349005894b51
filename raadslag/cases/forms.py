"""What a person types about a case."""

from __future__ import annotations

from typing import Any

from django import forms

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
        label="Udvalg og skabelon", queryset=Template.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organization.objects.filter(pk__in=rights.units)
        templates = Template.objects.filter(active=True, organization__body_id=rights.body or 0)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["template"].queryset = templates.select_related("organization")  # type: ignore[attr-defined]


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
