"""What somebody types of a notice (meddelelse); every message in Danish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from raadslag.cases.plain import blocks_to_plain, plain_to_blocks
from raadslag.meetings.deadlines import message_deadline
from raadslag.meetings.letters import told_time
from raadslag.meetings.messages import Words
from raadslag.meetings.models import Meeting, Message

if TYPE_CHECKING:
    _MeetingChoice = forms.ModelChoiceField[Meeting]
else:
    _MeetingChoice = forms.ModelChoiceField


class BodyAndDay(_MeetingChoice):
    """A meeting by its body, its day and its deadline."""

    def label_from_instance(self, obj: Meeting) -> str:
        """`Kulturudvalget, tirsdag den 13. oktober 2026 kl. 15.00 (frist 1-10-2026)`"""
        return f"{obj.organization}, {told_time(obj.starts_at)} (frist {message_deadline(obj):%d-%m-%Y})"


class WordsForm(forms.Form):
    """A notice's words: at the meeting these alone are asked for."""

    text = forms.CharField(
        label="Tekst",
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        help_text="En tom linje giver nyt afsnit; »- « begynder et punkt i en liste.",
        error_messages={"required": "Skriv meddelelsens tekst."},
        max_length=20_000,
    )
    link = forms.URLField(
        label="Link til mere",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": "Skriv hele adressen, for eksempel https://www.eksempel.dk/nyt."
        },
    )

    def clean_link(self) -> str:
        """A page on the web, nothing else."""
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError("Linket skal begynde med https://.")
        return link

    def words(self) -> Words:
        """What was typed."""
        said = self.cleaned_data
        return Words(
            blocks=plain_to_blocks(said["text"]),
            link=said["link"],
            closed=bool(said.get("closed")),
            closed_reason=said.get("closed_reason", ""),
        )


class MessageForm(WordsForm):
    """A notice for one of the meetings that its writer may hand in to."""

    meeting = BodyAndDay(
        label="Møde",
        queryset=Meeting.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Vælg et møde, der ikke er indkaldt endnu."},
    )
    closed = forms.BooleanField(label="Lukket: må ikke offentliggøres", required=False)
    closed_reason = forms.CharField(
        label="Lukket, fordi",
        required=False,
        max_length=300,
        help_text="Kun til en lukket meddelelse: hvad der skal beskyttes.",
    )
    field_order = ("meeting", "text", "link", "closed", "closed_reason")

    def __init__(
        self, *args: Any, meetings: QuerySet[Meeting], message: Message | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        if message is not None:
            said = {
                "meeting": message.meeting_id,
                "text": blocks_to_plain(message.as_blocks()),
                "link": message.link,
                "closed": message.closed,
                "closed_reason": message.closed_reason,
            }
            self.initial.update(said)
