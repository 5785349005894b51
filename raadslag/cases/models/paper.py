"""What a case says: its paper with sections and their versions, its recommendation and its attachments."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from raadslag.cases.models.case import Case
from raadslag.cases.models.template import TemplateSection
from raadslag.fitting import Line
from raadslag.people.models import User
from raadslag.record import Block, part_from_data


class Paper(models.Model):
    """The case's text (sagsfremstilling)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="paper")
    begun_at = models.DateTimeField(auto_now_add=True)


class PaperSection(models.Model):
    """One headed part of a paper. `blocks` is JSON data of the record's blocks; never HTML.

    `version` counts saved texts: a save that started from an older one loses nothing, its text is
    kept beside as a conflict.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    heading = Line("overskrift", max_length=120)
    key = Line(max_length=20, choices=TemplateSection.Key)
    required = models.BooleanField(default=True)
    help_text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField(null=True, blank=True)
    modified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("paper", "order")
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="one_section_a_place")
        ]

    def as_blocks(self) -> tuple[Block, ...]:
        """The text as the record's blocks."""
        return read_blocks(self.blocks)


class SectionVersion(models.Model):
    """A text as somebody saved it. `conflict` marks one that lost the race and stands beside."""

    section = models.ForeignKey(PaperSection, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    blocks = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT)
    conflict = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("section", "-saved_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "version"],
                condition=Q(conflict=False),
                name="one_saved_text_a_version",
            )
        ]

    def as_blocks(self) -> tuple[Block, ...]:
        """The text as the record's blocks."""
        return read_blocks(self.blocks)


class Point(models.Model):
    """One point of the recommendation: the words after "indstiller, at"."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="points")
    order = models.PositiveSmallIntegerField()
    text = models.TextField("punkt")

    class Meta:
        ordering = ("case", "order")
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="one_point_a_place")]


class File(models.Model):
    """An attachment (bilag). The bytes lie under their sha256; an internal one never leaves the house."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    order = models.PositiveSmallIntegerField()
    title = Line("titel", max_length=200)
    file_name = Line("filnavn", max_length=200)
    sha256 = Line(max_length=64)
    media_type = Line(max_length=100)
    bytes = models.PositiveBigIntegerField()
    recommended = models.BooleanField("anbefalet læsning", default=False)
    internal = models.BooleanField("internt", default=False)
    added_after = models.BooleanField("tilføjet efter mødet", default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT)
    removed_at = models.DateTimeField(null=True, blank=True)
    instead_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The attachment that this one was put in the place of (erstat bilag)."""

    class Meta:
        ordering = ("case", "order", "id")


class Picture(models.Model):
    """A picture put into the case's text (billede), which names it by the sha256 of its plain bytes.

    The row says that these bytes may be shown with this case; which section shows them, if any still
    does, stands in the text.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pictures")
    sha256 = Line(max_length=64)
    media_type = Line(max_length=100)
    bytes = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT)

    class Meta:
        ordering = ("case", "id")
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="one_row_a_picture_of_a_case")
        ]

    @property
    def file_name(self) -> str:
        """What it is called when it is saved."""
        return f"billede-{self.sha256[:12]}.{'png' if self.media_type == 'image/png' else 'jpg'}"


def read_blocks(data: Any) -> tuple[Block, ...]:
    """Blocks from their JSON data."""
    blocks: tuple[Block, ...] = part_from_data(tuple[Block, ...], data)
    return blocks
