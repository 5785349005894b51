"""A run's open questions, equal ones asked once: a whole delivery is answered on one page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from raadslag.allowed import NotAllowed
from raadslag.importer.answering import answer_question
from raadslag.importer.assess import assess
from raadslag.importer.models import ImportRun, Reading
from raadslag.importer.names import tidy
from raadslag.importer.questions import NEW, Assessment, Question
from raadslag.importer.report import sentence
from raadslag.journal.actions import Actor

MOST = 300
"""Readings looked at for one page; the next come when these are settled."""
ORDER = (
    "body",
    "organization",
    "date",
    "person",
    "meeting",
    "replace",
    "unread",
    "closed",
    "doubt",
)
"""What is asked first: a committee is known only within its municipality."""


@dataclass(slots=True)
class Group:
    """One question and every reading that asks it. `key` names it in the form."""

    key: str
    question: Question
    body: str = ""
    readings: list[Reading] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.question.id.partition(":")[0]

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The readings that ask, each with its id and its line on the page."""
        return [(one.pk, f"{one.file.name}: {sentence(one)}") for one in self.readings]


def groups_of(run: ImportRun) -> list[Group]:
    """The run's open questions, those that ask the same made one, in the order of answering."""
    waiting = Reading.objects.waiting().filter(file__arrivals__run=run).select_related("file__body")
    groups: dict[str, Group] = {}
    for reading in waiting.distinct().order_by("file__name", "part")[:MOST]:
        found = assess(reading)
        for question in found.questions:
            key = _key(question, found, reading)
            group = groups.setdefault(key, Group(key, question, found.body_name))
            group.readings.append(reading)
    return sorted(groups.values(), key=lambda group: ORDER.index(group.kind))


def answer_groups(
    run: ImportRun, *, answers: Mapping[str, str], by: Actor
) -> tuple[int, list[str]]:
    """Settle many questions at once: `answers` is a group's key to its answer; blank is passed over.

    Returns how many readings got an answer, and in Danish what could not be settled.
    """
    settled, problems = 0, []
    for group in groups_of(run):
        value = tidy(answers.get(group.key, ""))
        if not value:
            continue
        try:
            settled += _answer(group, value, by)
        except NotAllowed as no:
            problems.append(f"{group.question.text} {no}")
    return settled, problems


def _answer(group: Group, value: str, by: Actor) -> int:
    """A decision on a printed name is remembered once for all files; other answers are a file's own."""
    decides = value == NEW or value.partition(":")[0] in {"same", "successor"}
    once = group.kind == "person" or (group.kind == "organization" and decides)
    for reading in group.readings[:1] if once else group.readings:
        answer_question(reading, question=group.question.id, value=value, by=by)
    return len(group.readings)


def _key(question: Question, found: Assessment, reading: Reading) -> str:
    """What makes two questions one: the same printed name in the same municipality."""
    parts = [question.id, str(reading.pk)]
    if question.id == "body":
        parts = [question.id, tidy(reading.municipality_name)]
    elif question.id == "organization" and found.record.organization and found.body:
        parts = [question.id, str(found.body.pk), tidy(found.record.organization)]
    elif question.id.startswith("person:") and found.body:
        parts = [question.id, str(found.body.pk)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
