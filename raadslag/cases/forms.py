"""What a person types about a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from raadslag.cases.closing import USUAL
from raadslag.cases.models import Case, Template
from raadslag.people.models import Organization
from raadslag.people.rights import Rights

RECOMMENDING = [Organization.Kind.UNIT, Organization.Kind.ADMINISTRATION]
"""What may put a case forward: centres, and the administrations above them."""


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


class FrameForm(forms.Form):
    """Everything about a case but its text."""

    title = forms.CharField(label="Titel", max_length=300)
    journal_number = forms.CharField(
        label="Journalnummer (KLE)",
        max_length=40,
        required=False,
        help_text="Emne, facet, løbenummer og år: 15.20.00-P22-7-26",
        widget=forms.TextInput(attrs={"list": "kle"}),
    )
    units = forms.ModelMultipleChoiceField(
        label="Hvem indstiller",
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg den enhed eller de enheder, der indstiller."},
    )
    points = forms.CharField(
        label="Indstiller, at …",
        help_text="Ét punkt på hver linje.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    route = forms.CharField(
        label="Behandles i",
        help_text="Ét udvalg på hver linje, i rækkefølge. Det sidste træffer beslutningen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    amount = forms.DecimalField(
        label="Beløb, der søges bevilget (kr.)", required=False, max_digits=14, decimal_places=2, localize=True
    )  # fmt: skip
    financing = forms.CharField(label="Finansiering", max_length=300, required=False)
    guests = forms.CharField(
        label="Deltager også i punktet",
        help_text="Én på hver linje: navn, titel, organisation.",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: Case) -> None:
        self.case = case
        super().__init__(data, initial=_initial(case))
        today = timezone.localdate()
        units = Organization.objects.filter(body=case.body, kind__in=RECOMMENDING)
        named = Q(pk__in=case.recommending.all()) | Q(pk__in=units.standing_on(today))
        self.fields["units"].queryset = units.filter(named).order_by("name")  # type: ignore[attr-defined]

    def clean_route(self) -> list[Organization]:
        """Names of committees, one a line, to the committees of the municipality."""
        bodies = Organization.objects.committees().filter(body=self.case.body)
        known = {body.name.casefold(): body for body in bodies}
        known |= {body.short_name.casefold(): body for body in bodies if body.short_name}
        stops = []
        for line in _lines(self.cleaned_data["route"]):
            if line.casefold() not in known:
                names = ", ".join(body.name for body in bodies)
                raise forms.ValidationError(f"Kender ikke »{line}«. Vælg mellem: {names}.")
            stops.append(known[line.casefold()])
        return stops

    def clean_points(self) -> list[str]:
        """One point a line; a number or bullet in front is no part of it."""
        lines = _lines(self.cleaned_data["points"])
        return [line.lstrip("-•* ").removeprefix("at ").strip() for line in lines]

    def clean_guests(self) -> list[tuple[str, str, str]]:
        """Name, title and organisation, parted by commas; the last two may be missing."""
        rows = [
            [part.strip() for part in line.split(",", 2)]
            for line in _lines(self.cleaned_data["guests"])
        ]
        return [(name, *[*more, "", ""][:2]) for name, *more in rows]  # type: ignore[misc]


class CloseForm(forms.Form):
    """Why a case is closed, and what the public may call it."""

    reason = forms.CharField(
        label="Konkret begrundelse",
        max_length=300,
        help_text=f"Hvad der skal beskyttes i netop denne sag. De sædvanlige grunde er: {USUAL}.",
    )
    public_title = forms.CharField(label="Titel, der kan stå offentligt", max_length=300)
    protected_terms = forms.CharField(
        label="Beskyttede ord",
        required=False,
        help_text="Navne, adresser og numre, der ikke må stå i noget åbent. Ét på hver linje.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FileForm(forms.Form):
    """An attachment."""

    file = forms.FileField(label="Fil")
    title = forms.CharField(label="Titel", max_length=200, required=False)
    recommended = forms.BooleanField(label="Anbefalet læsning", required=False)
    internal = forms.BooleanField(label="Internt (offentliggøres aldrig)", required=False)


class ArrangeForm(forms.Form):
    """What an attachment is called and where it stands."""

    title = forms.CharField(label="Titel", max_length=200)
    order = forms.IntegerField(label="Plads", min_value=1, max_value=999)
    recommended = forms.BooleanField(label="Anbefalet læsning", required=False)
    internal = forms.BooleanField(label="Internt", required=False)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _initial(case: Case) -> dict[str, Any]:
    guests = [", ".join(p for p in (g.name, g.title, g.org) if p) for g in case.guests.all()]
    return {
        "title": case.title,
        "journal_number": case.journal_number,
        "units": list(case.recommending.values_list("pk", flat=True)),
        "points": "\n".join(point.text for point in case.points.all()),
        "route": "\n".join(stop.organization.name for stop in case.stops.all()),
        "amount": case.amount,
        "financing": case.financing,
        "guests": "\n".join(guests),
        "version": case.version,
    }
