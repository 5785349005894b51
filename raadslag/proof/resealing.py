"""Sealed documents that carried words the law took: which they are, and that they are made anew without them."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.files.store import is_kept
from raadslag.jobs.actions import enqueue
from raadslag.minutes.models import Approval, Minutes, SealedDocument
from raadslag.minutes.signing import SEAL_MINUTES
from raadslag.people.models import Body
from raadslag.proof.places import Change
from raadslag.public.models import Publication
from raadslag.public.sealing import SEAL_PUBLICATION

NAMED = {"people.body", "people.organization"}
"""Whose names stand on every document of the municipality."""


def seals_of(body: Body, changes: Iterable[Change]) -> dict[str, list[str]]:
    """The documents that said what was changed: subject → sha256 of each that is still kept.

    A document says the text, the municipality's and committee's names, and each answer with the
    member's name and reason.
    """
    kinds: dict[str, set[object]] = {}
    named = False
    for change in changes:
        label = change.model._meta.label_lower
        if label == "people.person" and "name" not in change.columns:
            continue
        kinds.setdefault(label, set()).add(change.pk)
        named = named or (label in NAMED and "name" in change.columns)
    found: dict[str, list[str]] = {}
    for row in SealedDocument.objects.filter(subject__in=_subjects(body, kinds, all_of_it=named)):
        if is_kept(row.sha256):
            found.setdefault(row.subject, []).append(row.sha256)
    return found


def seal_anew(subjects: Iterable[str]) -> None:
    """Let a job make each document again, as its text is now; what is withdrawn needs none."""
    for subject in subjects:
        kind, _, key = subject.partition(":")
        if kind == "minutes":
            enqueue(SEAL_MINUTES, key)
        elif public := Publication.objects.filter(uid=key, withdrawn_at=None).first():
            enqueue(SEAL_PUBLICATION, str(public.pk))


def _subjects(body: Body, kinds: dict[str, set[object]], *, all_of_it: bool) -> set[str]:
    minutes = Minutes.objects.filter(meeting__organization__body=body)
    public = Publication.objects.filter(organization__body=body)
    if not all_of_it:
        answers = Approval.objects.filter(pk__in=kinds.get("minutes.approval", ()))
        answers |= Approval.objects.filter(person__in=kinds.get("people.person", ()))
        texts = kinds.get("minutes.minutes", set()) | set(answers.values_list("minutes", flat=True))
        minutes = minutes.filter(pk__in=texts)
        public = public.filter(pk__in=kinds.get("public.publication", ()))
    return {f"minutes:{pk}" for pk in minutes.values_list("pk", flat=True)} | {
        f"publication:{uid}" for uid in public.values_list("uid", flat=True)
    }
