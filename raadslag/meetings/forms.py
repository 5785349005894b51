"""What a secretary types about meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.letters import told_time
from raadslag.meetings.models import Meeting
from raadslag.meetings.whole import Whole, points_of
from raadslag.people.models import Body, Organization
from raadslag.people.pages import told
from raadslag.people.rights import Rights
from raadslag.people.times import clock_field, day_field, moment_field

if TYPE_CHECKING:
    _MeetingChoice = forms.ModelChoiceField[Meeting]
else:
    _MeetingChoice = forms.ModelChoiceField

NO_MOMENT = {"invalid": "Skriv dag og klokkeslæt, for eksempel 13-10-2026 15:00."}
RHYTHMS = [
    ("", "Nej, kun ét møde"),
    ("1", "Hver uge"),
    ("2", "Hver 2. uge"),
    ("3", "Hver 3. uge"),
    ("4", "Hver 4. uge"),
    ("month", "Hver måned på samme ugedag, for eksempel den 2. tirsdag"),
]
"""How a meeting is repeated: so many weeks, or the same weekday of each month."""


class MeetingChoice(_MeetingChoice):
    """A meeting by its day."""

    def label_from_instance(self, obj: Meeting) -> str:
        """`tirsdag den 13. oktober 2026 kl. 15.00`"""
        return told_time(obj.starts_at)


def because_field() -> forms.CharField:
    """Why words may be told the public; hidden until Gennemsyn asks (`say_no`)."""
    return forms.CharField(
        label="Hvorfor det må stå",
        max_length=300,
        required=False,
        widget=forms.HiddenInput,
        help_text="Gennemsyn spørger om det, du har skrevet. Dit svar gemmes med dit navn.",
    )


def say_no(form: forms.Form, no: NotAllowed) -> bool:
    """Say over the form why not, and show the field in which a question is answered. Always false."""
    for obstacle in no.obstacles:
        form.add_error(None, told(obstacle))
    if any(obstacle.code in {"asked-reason", "reason-missing"} for obstacle in no.obstacles):
        form.fields["because"].widget = forms.TextInput()
    return False


class PlanForm(forms.Form):
    """One meeting, or a row of them: the days are shown before they are planned."""

    organization = forms.ModelChoiceField(
        label="Udvalg", queryset=Organization.objects.none(), empty_label=None
    )
    starts_at = moment_field("Første møde", error_messages=NO_MOMENT)
    ends_at = clock_field("Slutter kl.", required=False)
    location = forms.CharField(
        label="Sted",
        max_length=200,
        required=False,
        help_text="Tomt: udvalgets sædvanlige sted.",
    )
    rhythm = forms.ChoiceField(label="Gentages", choices=RHYTHMS, required=False)
    until = day_field(
        "Til og med",
        required=False,
        error_messages={"invalid": "Skriv en dag, for eksempel 2027-12-31."},
    )
    skip_july = forms.BooleanField(label="Spring juli over", required=False, initial=True)
    extraordinary = forms.BooleanField(label="Ekstraordinært møde", required=False)
    because = because_field()

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = rights.organizations(["secretary"])
        self.fields["organization"].queryset = Organization.objects.filter(pk__in=kept)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A repeated meeting says until when, and ends after it begins."""
        said = super().clean() or {}
        starts, ends, until = said.get("starts_at"), said.get("ends_at"), said.get("until")
        if said.get("rhythm") and not until:
            self.add_error("until", "Angiv, hvor længe mødet gentages.")
        if starts and until and until < timezone.localdate(starts):
            self.add_error("until", "Den sidste dag ligger før det første møde.")
        if starts and ends and ends <= timezone.localtime(starts).time():
            self.add_error("ends_at", "Mødet skal slutte senere, end det begynder.")
        return said


class ChangeForm(forms.Form):
    """Another time or place for a meeting."""

    starts_at = moment_field("Begynder", error_messages=NO_MOMENT)
    ends_at = clock_field("Slutter kl.", required=False)
    location = forms.CharField(label="Sted", max_length=200, required=False)
    reason = forms.CharField(
        label="Hvorfor mødet ændres",
        max_length=300,
        required=False,
        help_text="Står i brevet til medlemmerne og på den offentlige side. Skriv ikke om nogens helbred eller private forhold.",
    )
    late_reason = forms.CharField(
        label="Hvorfor sagerne ikke kan vente",
        max_length=300,
        required=False,
        help_text="Kun når mødet flyttes frem, så dagsordenen er sendt efter fristen. Det står på dagsordenen.",
    )
    because = because_field()

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_at", timezone.localtime(meeting.starts_at))
        if meeting.ends_at:
            self.initial.setdefault("ends_at", timezone.localtime(meeting.ends_at).time())
        self.initial.setdefault("location", meeting.location)
        if meeting.state == Meeting.State.PLANNED:
            del self.fields["late_reason"]

    def clean(self) -> dict[str, Any]:
        """The end is a moment of the day on which the meeting begins."""
        said = super().clean() or {}
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends:
            day = timezone.localtime(starts).date()
            said["ends_at"] = timezone.make_aware(datetime.combine(day, ends))
        return said


class RewordForm(forms.Form):
    """Why a meeting is not held, in other words."""

    reason = forms.CharField(
        label="Hvorfor mødet er aflyst",
        max_length=300,
        help_text="Står på den offentlige side og i kalenderen. Breve, der er sendt, ændres ikke.",
        error_messages={"required": "Skriv, hvorfor mødet er aflyst."},
    )
    because = because_field()


class CancelForm(forms.Form):
    """Why a meeting is not held, and where its items go."""

    reason = forms.CharField(
        label="Hvorfor mødet aflyses",
        max_length=300,
        help_text="Står i brevet til medlemmerne og på den offentlige side. Skriv ikke om nogens helbred eller private forhold.",
        error_messages={"required": "Skriv, hvorfor mødet aflyses."},
    )
    because = because_field()
    to = MeetingChoice(
        label="Punkterne flyttes til",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Intet møde: sagerne er klar til en anden dagsorden",
    )
    items = forms.TypedMultipleChoiceField(
        label="Punkter, der følger med",
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = Meeting.objects.filter(
            organization=meeting.organization_id, state=Meeting.State.PLANNED
        )
        later = later.exclude(pk=meeting.pk).filter(starts_at__gte=timezone.now())
        self.fields["to"].queryset = later.order_by("starts_at")  # type: ignore[attr-defined]
        rows = meeting.items.filter(withdrawn_at=None, fixed=False).select_related("case")
        choices = [(str(row.uid), row.shown_title) for row in rows]
        self.fields["items"].choices = choices  # type: ignore[attr-defined]
        self.initial["items"] = [uid for uid, _ in choices]
        if not choices or not later.exists():
            del self.fields["items"], self.fields["to"]


class DecisionForm(forms.Form):
    """The decision on one item."""

    outcome = forms.ChoiceField(label="Udfald", choices=list(LABELS.items()))
    text = forms.CharField(
        label="Beslutningens ord",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
    )
    public_text = forms.CharField(
        label="Offentlig beslutning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        help_text="Til et lukket punkt: det, der må offentliggøres.",
    )
    return_on = day_field("Tilbage den", required=False)
    referred_to = forms.ModelChoiceField(
        label="Sendes til",
        required=False,
        queryset=Organization.objects.none(),
        empty_label="Vælg ikke",
    )
    quorum_reason = forms.CharField(
        label="Hvorfor kunne der besluttes?",
        required=False,
        max_length=300,
        help_text="Kommer i referatet.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organization.objects.filter(body=body).order_by("name")
        self.fields["referred_to"].queryset = known  # type: ignore[attr-defined]

    def written(self, points: Iterable[tuple[int, str, str]] = ()) -> Whole:
        """What was typed, as one decision; what could not be read of it is left out."""
        said = self.cleaned_data
        outcome = said.get("outcome") or "none"
        referred = said.get("referred_to")
        return Whole(
            outcome=outcome,
            text=str(said.get("text") or "").strip(),
            public_text=str(said.get("public_text") or "").strip(),
            return_on=said.get("return_on") if outcome == "postponed" else None,
            referred_to=referred.pk if referred and outcome == "referred" else None,
            points=points_of(points),
            quorum_reason=" ".join(str(said.get("quorum_reason") or "").split()),
        )
