"""What somebody types who takes words away for good."""

from __future__ import annotations

from django import forms


class EraseForm(forms.Form):
    """The words, one a line, and why."""

    words = forms.CharField(
        label="Ord, der skal væk",
        required=False,
        help_text="Ét på hver linje, som det står: et CPR-nummer, et navn, en adresse. "
        "Mellemrum og bindestreger betyder ikke noget.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label="Hvorfor",
        error_messages={"required": "Skriv, hvorfor ordene skal væk: grunden bliver stående."},
        max_length=500,
        help_text="Grunden bliver stående i journalen. Skriv den uden ordene selv.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_words(self) -> list[str]:
        """One a line, blank lines left out, the same once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))
