"""A reader's own marks in an item's attachments: made, changed, dropped, and shown to that reader alone.

No line of the journal tells of them, no letter, export or document holds them, and the secretary has no
page of them (docs/decisions/0057). Whoever may no longer read the file is shown none of its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet

from raadslag.allowed import Obstacle, require
from raadslag.meetings.models import AgendaItem, FileMark, Meeting
from raadslag.meetings.reading import ReadFile, ReadItem, reads_closed, shut_items
from raadslag.people.models import Body, User
from raadslag.people.rights import Rights

LONGEST_NOTE = 5000
LONGEST_QUOTE = 4000
LONGEST_BESIDE = 300
MOST_PAGE = 100_000
MOST_MARKS = 1000
"""Of one reader at one item."""


class MarkForm(forms.Form):
    """What is said of a place in a file: which, in what colour, and one's own words."""

    page = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_PAGE, error_messages={"invalid": "Skriv sidens nummer."}
    )  # fmt: skip
    start = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    quote = forms.CharField(
        required=False,
        max_length=LONGEST_QUOTE,
        error_messages={"max_length": "Markér højst 4.000 tegn ad gangen."},
    )
    before = forms.CharField(
        required=False, max_length=LONGEST_BESIDE, strip=False, widget=forms.HiddenInput
    )
    after = forms.CharField(
        required=False, max_length=LONGEST_BESIDE, strip=False, widget=forms.HiddenInput
    )
    colour = forms.ChoiceField(required=False, choices=FileMark.Colour.choices)
    text = forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": "En note kan højst fylde 5.000 tegn."},
    )

    def clean(self) -> dict[str, Any]:
        """A mark says something: it has words of the file, or one's own."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not said.get("quote") and not said.get("text"):
            self.add_error("text", "Skriv din note, eller vælg først den tekst, der skal markeres.")
        said["page"], said["start"] = said.get("page") or 0, said.get("start") or 0
        said["colour"] = said.get("colour") or FileMark.Colour.YELLOW
        return said


@transaction.atomic
def keep_mark(
    item: AgendaItem, *, sha256: str, title: str, said: dict[str, Any], by: User
) -> FileMark:
    """Mark a place in a file, or note something at it (markér). The same again adds nothing.

    `said` is `MarkForm`'s. Raises `NotAllowed` where one has too many.
    """
    own = FileMark.objects.filter(user=by, item=item)
    place = {name: said[name] for name in ("page", "start", "quote")}
    standing = own.select_for_update().filter(sha256=sha256, **place)
    if not said["quote"]:
        standing = standing.filter(text=said["text"])
    known = standing.first()
    if known is None:
        require(_why_not_more(own.count()))
        beside = {name: said[name] for name in ("before", "after", "colour", "text")}
        return FileMark.objects.create(
            user=by, item=item, sha256=sha256, title=title, **place, **beside
        )
    known.colour = said["colour"]
    if said["text"] not in known.text:
        known.text = f"{known.text}\n{said['text']}".strip()[:LONGEST_NOTE]
    known.save(update_fields=["colour", "text", "at"])
    return known


def _why_not_more(count: int) -> list[Obstacle]:
    if count < MOST_MARKS:
        return []
    told = f"Du har {MOST_MARKS} markeringer ved punktet. Slet nogle af dem, før du laver flere."
    return [Obstacle("too-many-marks", told)]


def change_mark(mark: FileMark, *, colour: str, text: str) -> None:
    """Give a mark another colour, or other words (ret note)."""
    mark.colour, mark.text = colour, text
    mark.save(update_fields=["colour", "text", "at"])


def own_marks(user: User, item: AgendaItem, sha256: str | None = None) -> QuerySet[FileMark]:
    """One's marks at an item, or in one of its files."""
    rows = FileMark.objects.filter(user=user, item=item)
    return rows if sha256 is None else rows.filter(sha256=sha256)


def with_own_marks(
    items: Sequence[ReadItem], meeting: Meeting, rights: Rights, user: User
) -> list[ReadItem]:
    """The items as one reads them, each file with one's own marks in it.

    A file that is taken off an item shows none of its words any more: of marks in it are told one's own
    notes alone, and to those outside the body nothing.
    """
    shut, inside = shut_items(meeting, rights), reads_closed(meeting, rights)
    marks: dict[int, list[FileMark]] = {}
    for mark in FileMark.objects.filter(user=user, item__meeting=meeting):
        marks.setdefault(mark.item_id, []).append(mark)
    return [
        _with_marks(one, marks[one.row.pk], inside=inside)
        if one.row.pk in marks and str(one.row.uid) not in shut
        else one
        for one in items
    ]


def _with_marks(one: ReadItem, marks: list[FileMark], *, inside: bool) -> ReadItem:
    def marked(files: Iterable[ReadFile]) -> tuple[ReadFile, ...]:
        return tuple(
            replace(file, marks=tuple(m for m in marks if m.sha256 == file.part.sha256))
            for file in files
        )

    sections = tuple(replace(part, files=marked(part.files)) for part in one.sections)
    files = marked(one.files)
    here = {
        file.part.sha256 for several in (files, *(s.files for s in sections)) for file in several
    }
    loose = tuple(m for m in marks if m.sha256 not in here and m.text) if inside else ()
    return replace(one, files=files, sections=sections, loose_marks=loose)


def forget_words_of(body: Body, files: Collection[str]) -> int:
    """Take the words of erased files (`sha256`) out of everybody's marks; one's own notes stay. How many held some.

    A step of an erasure by law.
    """
    ours = FileMark.objects.filter(item__meeting__organization__body=body)
    lost = Q(was_sha256__in=files, fate=FileMark.Fate.LOST)
    here = ours.filter(Q(sha256__in=files) | lost)
    before = ours.filter(was_sha256__in=files).exclude(was_quote="")
    count = here.exclude(quote="").count() + before.count()
    before.update(was_quote="")
    here.filter(text="").delete()
    here.update(quote="", before="", after="", was_quote="")
    return count
