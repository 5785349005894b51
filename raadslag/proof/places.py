"""Where words may stand: every table that holds text, and whose municipality a row of it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from raadslag.people.models import Body
from raadslag.proof.words import Eraser
from raadslag.record.gone import GONE

CASE, ITEM, MEETING, PUBLIC = "case__", "item__meeting__", "meeting__", "publication__"
BODY_OF: dict[str, tuple[str, ...]] = {
    "people.body": ("pk",),
    "people.legislativeterm": ("body",),
    "people.organization": ("body",),
    "people.organizationname": ("body",),
    "people.person": ("body",),
    "people.personname": ("body",),
    "people.membership": ("organization__body",),
    "people.letter": ("recipient__body",),
    "people.keptform": ("user__body", "user__person__body"),
    "review.acceptance": ("by__body", "by__person__body"),
    "review.archivefinding": ("organization__body",),
    "review.heldback": ("organization__body",),
    "cases.template": ("organization__body",),
    "cases.templatesection": ("template__organization__body",),
    "cases.case": ("body",),
    "cases.papersection": ("paper__case__body",),
    "cases.sectionversion": ("section__paper__case__body",),
    "cases.point": ("case__body",),
    "cases.file": ("case__body",),
    "cases.picture": ("case__body",),
    "cases.appropriation": ("case__body",),
    "cases.guest": ("case__body",),
    "cases.prior": ("case__body",),
    "cases.step": ("case__body",),
    "cases.lapse": ("case__body",),
    "cases.comment": ("case__body",),
    "meetings.meeting": ("organization__body",),
    "meetings.meetingchange": ("meeting__organization__body",),
    "meetings.meetingrules": ("organization__body",),
    "meetings.fixeditem": ("organization__body",),
    "meetings.formula": ("organization__body",),
    "meetings.agendaitem": ("meeting__organization__body",),
    "meetings.closing": ("item__meeting__organization__body",),
    "meetings.memberproposal": ("organization__body",),
    "meetings.chairdecision": ("organization__body",),
    "meetings.mayorstop": ("item__meeting__organization__body",),
    "meetings.itemquestion": ("item__meeting__organization__body",),
    "meetings.itemcorrection": ("item__meeting__organization__body",),
    "meetings.itemguest": ("item__meeting__organization__body",),
    "meetings.message": ("meeting__organization__body",),
    "meetings.messagefile": ("message__meeting__organization__body",),
    "meetings.agendaversion": ("meeting__organization__body",),
    "meetings.agendalook": ("meeting__organization__body",),
    "meetings.lookremark": ("look__meeting__organization__body",),
    "meetings.apology": ("meeting__organization__body",),
    "meetings.substitute": ("meeting__organization__body",),
    "meetings.mark": ("item__meeting__organization__body",),
    "meetings.filemark": ("item__meeting__organization__body",),
    "meetings.decision": ("item__meeting__organization__body",),
    "meetings.decisionversion": ("item__meeting__organization__body",),
    "meetings.decisiondraft": ("item__meeting__organization__body",),
    "meetings.pointdecision": ("decision__item__meeting__organization__body",),
    "meetings.remark": ("item__meeting__organization__body",),
    "meetings.ballot": ("item__meeting__organization__body",),
    "meetings.ballotvote": ("ballot__item__meeting__organization__body",),
    "minutes.minutes": ("meeting__organization__body",),
    "minutes.approval": ("minutes__meeting__organization__body",),
    "minutes.correction": ("minutes__meeting__organization__body",),
    "public.publication": ("organization__body",),
    "public.announcement": ("meeting__organization__body",),
    "public.course": ("body",),
    "public.coursekey": ("item__publication__organization__body",),
    "public.publisheditem": ("publication__organization__body",),
    "public.publishedfile": ("publication__organization__body",),
    "public.publishedattendance": ("publication__organization__body",),
    "importer.importrun": ("body", "arrivals__file__readings__meeting__organization__body"),
    "importer.importedfile": (
        "readings__meeting__organization__body",
        "arrivals__run__body",
        "arrivals__run__by__body",
        "arrivals__run__by__person__body",
    ),
    "importer.arrival": (
        "run__body",
        "run__by__body",
        "run__by__person__body",
        "file__readings__meeting__organization__body",
    ),
    "importer.reading": (
        "meeting__organization__body",
        "file__arrivals__run__body",
        "file__arrivals__run__by__body",
        "file__arrivals__run__by__person__body",
    ),
}
"""Table → ways from a row to its municipality."""
EVERYWHERE = frozenset({"jobs.job", "review.filescan"})
"""Tables that belong to no municipality and only repeat what others hold: the words go from all of them."""
NO_WORDS = {
    "journal.entry": "linjens ord slettes for sig, så kæden holder",
    "journal.head": "kun en hash",
    "jobs.worker": "maskinens navn",
    "meetings.atitem": "navnet på et felt",
    "people.user": "kontoen fra kommunens log ind rettes dér",
    "people.roleclaim": "roller fra kommunens log ind",
    "people.grantedrole": "kun roller",
    "cases.subject": "KLE's egne ord",
    "cases.facet": "KLE's egne ord",
    "minutes.sealeddocument": "kun hash",
}
"""Tables with text that are left alone, and why."""
GONE_WITH_ITS_WORDS = frozenset(
    {"people.personname", "people.organizationname", "public.coursekey"}
)
"""Rows that are nothing but the words."""

TERMS = "protected_terms"
"""A column with a term a line: one of which words are gone is no term any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row of a table will say without the words; `columns` is empty where the row itself goes."""

    model: type[models.Model]
    pk: object
    columns: dict[str, Any]
    places: int


def text_columns(model: type[models.Model]) -> list[Any]:
    """Columns that a person's words may stand in: text and data, no codes, hashes or chosen values."""
    return [field for field in model._meta.concrete_fields if _holds_text(field)]


def changes_in(body: Body, eraser: Eraser) -> Iterator[Change]:
    """Every row of the municipality that will be another without the words, table by table."""
    for label in [*BODY_OF, *sorted(EVERYWHERE)]:
        model: type[models.Model] = apps.get_model(label)
        columns = text_columns(model)
        rows = model._base_manager.order_by("pk")
        if label in BODY_OF:
            ours = reduce(or_, (Q(**{way: body.pk}) for way in BODY_OF[label]))
            rows = model._base_manager.filter(pk__in=rows.filter(ours).values("pk")).order_by("pk")
        names = [column.name for column in columns]
        for pk, *values in rows.values_list("pk", *names).iterator(50):
            if found := _change(model, pk, columns, values, eraser):
                yield found


def _change(
    model: type[models.Model], pk: object, columns: list[Any], values: list[Any], eraser: Eraser
) -> Change | None:
    before, changed = eraser.count, {}
    for column, value in zip(columns, values, strict=True):
        known = eraser.count
        if isinstance(column, models.SlugField):
            if value and eraser.text(value.replace("-", " ")) and eraser.count > known:
                changed[column.name] = f"slettet-{pk}"
            continue
        new = eraser.text(value) if isinstance(value, str) else eraser.data(value)
        if eraser.count > known:
            if column.name == TERMS:
                new = "\n".join(line for line in new.splitlines() if GONE not in line)
            longest = getattr(column, "max_length", None)
            changed[column.name] = new[:longest] if longest and isinstance(new, str) else new
    if eraser.count == before:
        return None
    gone = model._meta.label_lower in GONE_WITH_ITS_WORDS
    return Change(model, pk, {} if gone else changed, eraser.count - before)


def _holds_text(field: Any) -> bool:
    if isinstance(field, models.JSONField | models.TextField):
        return True
    if not isinstance(field, models.CharField) or field.choices:
        return False
    code = field.max_length == 64 or field.name in {
        "kind",
        "holder",
        "media_type",
        "outcome",
        "party",
    }
    return not code and not (
        field.unique and not isinstance(field, models.SlugField) and field.name == "key"
    )
