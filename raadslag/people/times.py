"""Days and hours in forms: the browser's own pickers, and Danish where a picker is not."""

from __future__ import annotations

from typing import Any

from django import forms

MOMENT = "%Y-%m-%dT%H:%M"
"""How a browser's picker sends a day and an hour."""


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day. `more` goes to the field."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, **more)


def moment_field(label: str, **more: Any) -> forms.DateTimeField:
    """A day and an hour in local time, by picker or as 13-10-2026 15:00."""
    return forms.DateTimeField(
        label=label,
        input_formats=[MOMENT, "%d-%m-%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        **more,
    )


def clock_field(label: str, **more: Any) -> forms.TimeField:
    """An hour of a day known otherwise."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Skriv et klokkeslæt, for eksempel 17:00."},
        **more,
    )
