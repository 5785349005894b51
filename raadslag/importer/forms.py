"""What a person sends: files, answers, a reason. Danish messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """Files to read."""

    documents = ManyFilesField(
        label="Filer",
        allow_empty_file=True,
        error_messages={"required": "Vælg mindst én fil, før du sender."},
        widget=ManyFiles(attrs={"multiple": True}),
    )

    def clean_documents(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["documents"]
        for file in files:
            if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
                most = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
                raise forms.ValidationError(
                    f"{file.name} er for stor; grænsen er {most} MB. Del filen, eller brug "
                    "kommandoen ./run import på serveren."
                )
        return files


LONGEST_ANSWER = 200


class AnswerForm(forms.Form):
    """One answer to one question; a written one goes before a chosen one."""

    question = forms.CharField(max_length=300)
    choice = forms.CharField(required=False, max_length=200)
    text = forms.CharField(required=False, max_length=200)

    @property
    def value(self) -> str:
        """What was answered; several ticked choices with commas between."""
        ticked = getattr(self.data, "getlist", lambda _name: [self.cleaned_data["choice"]])(
            "choice"
        )
        chosen = ", ".join(one.strip() for one in ticked if one.strip())[:LONGEST_ANSWER]
        return str(self.cleaned_data["text"] or chosen)


class RejectForm(forms.Form):
    """Why a file stays out."""

    reason = forms.CharField(
        label="Begrundelse",
        max_length=1000,
        error_messages={"required": "Skriv hvorfor filen afvises."},
    )
