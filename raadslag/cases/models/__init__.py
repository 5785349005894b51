"""A case (sag), its paper, its attachments and the steps it takes before an agenda."""

from raadslag.cases.models.approval import Comment, Lapse, Step
from raadslag.cases.models.case import Appropriation, Case, CaseQuerySet, Guest, Prior, Repeat, Stop
from raadslag.cases.models.paper import (
    File,
    Paper,
    PaperSection,
    Picture,
    Point,
    SectionVersion,
    read_blocks,
)
from raadslag.cases.models.template import Facet, Subject, Template, TemplateSection

__all__ = [
    "Appropriation",
    "Case",
    "CaseQuerySet",
    "Comment",
    "Facet",
    "File",
    "Guest",
    "Lapse",
    "Paper",
    "PaperSection",
    "Picture",
    "Point",
    "Prior",
    "Repeat",
    "SectionVersion",
    "Step",
    "Stop",
    "Subject",
    "Template",
    "TemplateSection",
    "read_blocks",
]
