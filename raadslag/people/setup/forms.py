"""What the pages of Opsætning ask for; every message in Danish."""

from __future__ import annotations

from typing import Any

from django import forms

from raadslag.people.models import Body, Membership, Organization, Person, RoleClaim, User
from raadslag.people.times import day_field


def _day(label: str, *, required: bool = False) -> forms.DateField:
    return day_field(
        label,
        required=required,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": "Skriv datoen som dd-mm-åååå."},
    )


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the municipality is called."""

    class Meta:
        model = Body
        fields = ("name", "short_name")


class TermForm(forms.Form):
    """A term of office."""

    name = forms.CharField(label="Navn", max_length=40, help_text="For eksempel 2026–2029.")
    starts_on = _day("Fra", required=True)
    ends_on = _day("Til og med", required=True)


class OrganizationForm(forms.ModelForm):  # type: ignore[type-arg]
    """A committee, council or unit."""

    starts_on = _day("Fra")
    ends_on = _day("Til og med")

    class Meta:
        model = Organization
        fields = ("name", "short_name", "kind", "seats", "starts_on", "ends_on", "predecessor", "parent")  # fmt: skip
        labels = {"predecessor": "Følger efter", "parent": "Ligger under"}
        help_texts = {
            "kind": "Arten afgør, hvilke regler der gælder. Se siden Regler.",
            "seats": "Efter styrelsesvedtægten; bruges til at se, hvornår der kan besluttes. Et stående udvalg har et ulige antal.",
            "predecessor": "Det udvalg, som dette afløser. Gamle referater findes under begge.",
            "parent": "Kun for en enhed: den forvaltning, hvis direktør godkender enhedens sager.",
        }

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = body.organizations.exclude(pk=self.instance.pk)
        kinds = Organization.Kind
        self.fields["predecessor"].queryset = others.exclude(kind=kinds.UNIT)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = others.filter(kind=kinds.ADMINISTRATION)  # type: ignore[attr-defined]


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person's name and address."""

    class Meta:
        model = Person
        fields = ("name", "email")


class SeatForm(forms.Form):
    """Who gets a seat or a post, as what, from when until when."""

    person = forms.ModelChoiceField(
        label="Person",
        queryset=Person.objects.none(),
        help_text="Står personen her ikke, så opret personen først.",
    )
    role = forms.ChoiceField(label="Rolle", choices=Membership.Role.choices)
    title = forms.CharField(label="Titel", max_length=120, required=False)
    party = forms.CharField(label="Parti eller liste", max_length=60, required=False)
    starts_on = _day("Fra")
    ends_on = _day("Til og med")

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(body=organization.body)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        office = organization.kind in Organization.ADMINISTRATIVE
        roles = Membership.Role
        shown = [roles.OFFICER, roles.HEAD, roles.DIRECTOR] if office else [
            roles.CHAIR, roles.DEPUTY, roles.MEMBER, roles.SECRETARY, roles.INFORMER,
        ]  # fmt: skip
        self.fields["role"].choices = [(role.value, role.label) for role in shown]  # type: ignore[attr-defined]
        if office:
            del self.fields["party"]

    def clean(self) -> dict[str, Any]:
        """A unit's post has no party."""
        return {"party": ""} | (super().clean() or {})


class SeatsFileForm(forms.Form):
    """A spreadsheet of seats, as a file or pasted."""

    file = forms.FileField(label="CSV-fil", required=False)
    text = forms.CharField(
        label="Eller indsæt linjerne her",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="Første linje er overskrifter: udvalg;navn;rolle;parti;e-mail;fra;til",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or {}
        if not said.get("file") and not (said.get("text") or "").strip():
            raise forms.ValidationError("Vælg en fil, eller indsæt linjerne.")
        return said


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whose account it is, and what it may."""

    class Meta:
        model = User
        fields = ("person", "may_publish", "may_import", "may_set_up", "is_active")
        labels = {"person": "Person", "is_active": "Kontoen er åben"}
        help_texts = {"is_active": ""}

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = body.persons.all()  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """A person who has another account is moved to this one (`grant`)."""


class ClaimForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a role name from the municipality's own sign-in gives here."""

    class Meta:
        model = RoleClaim
        fields = ("claim", "organization", "role", "may_publish", "may_import", "may_set_up")  # fmt: skip
        labels = {"organization": "I", "role": "Rolle"}

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = body.organizations.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Role and place are said together."""
        said = super().clean() or {}
        if bool(said.get("role")) != bool(said.get("organization")):
            raise forms.ValidationError("Vælg både rolle og sted, eller ingen af dem.")
        return said


class EndForm(forms.Form):
    """The last day of a seat."""

    ends_on = _day("Til og med")
