"""The one way in which what a case says is changed: locked, allowed, and approved again afterwards.

    with changing(case, by=user) as case:
        ...

What was approved is what somebody read. So what the case says is noted before and after, whatever the
act in between does; where the two differ an approval falls: visibly, with what was changed, and whoever
gave it is told. A change that changes nothing takes nothing back.

A case's doors (open or closed) are no part of it: they are opened and closed by acts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from raadslag.allowed import require
from raadslag.cases.asking import asked_of
from raadslag.cases.models import Case, Lapse, Step
from raadslag.cases.rules import APPROVABLE, why_not_write
from raadslag.cases.steps import draft_again, drop_waiting
from raadslag.journal.actions import note
from raadslag.people.actions import write_letter
from raadslag.people.models import User
from raadslag.people.rights import Rights, is_secretary_of, may_write_for, rights_of
from raadslag.review.actions import try_again


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a case says. `kind` may be told in a letter; `name` only where the case is read."""

    kind: str
    said: object
    name: str = ""


@contextmanager
def changing(case: Case, *, by: User, rights: Rights | None = None) -> Iterator[Case]:
    """The case, locked, for an act that changes what it says. Inside a transaction.

    Raises `NotAllowed` for somebody who may not write it, or once it is sent out with an agenda.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    may_write = may_write_case(case, rights or rights_of(by))
    require(why_not_write(state=case.state, may_write=may_write))
    before = what_it_says(case)
    yield case
    now = Case.objects.get(pk=case.pk)
    changed = _changed(before, what_it_says(now))
    if changed:
        try_again()
        take_approval_back(case, changed, by=by)


def may_write_case(case: Case, rights: Rights) -> bool:
    """The writer, the units behind the case, and while it is corrected the secretaries on its way."""
    if case.correcting and any(
        is_secretary_of(rights, stop.organization_id) for stop in case.stops.all()
    ):
        return True
    units = [case.unit_id, *case.recommending.values_list("pk", flat=True)]
    return case.owner_id == rights.user or may_write_for(rights, units)


def what_it_says(case: Case) -> dict[str, Part]:
    """Everything of a case that its approver reads, each part by a key of its own."""
    stops = tuple(case.stops.values_list("organization_id", flat=True))
    guests = tuple(case.guests.values_list("name", "title", "org"))
    units = tuple(sorted(case.recommending.values_list("pk", flat=True)))
    said = {
        "title": Part("titlen", case.title),
        "journal_number": Part("journalnummeret", case.journal_number),
        "recommended_by": Part("hvem der indstiller", (case.recommended_by, units)),
        "points": Part("indstillingen", tuple(case.points.values_list("text", flat=True))),
        "stops": Part("hvem der behandler sagen", stops),
        "asked": Part("bevillingen", asked_of(case)),
        "guests": Part("hvem der også deltager", guests),
    }
    for section in case.paper.sections.all():
        said[f"section:{section.pk}"] = Part(f"afsnittet »{section.heading}«", section.blocks)
    for file in case.files.filter(removed_at=None, added_after=False):
        shown = (file.title, file.file_name, file.order, file.recommended, file.internal)
        said[f"file:{file.uid}"] = Part(
            "et bilag", (file.sha256, *shown), f"bilaget »{file.title}«"
        )
    return said


def _changed(before: Mapping[str, Part], after: Mapping[str, Part]) -> dict[str, Part]:
    """The parts that differ, as they are now, or were last."""
    both = {**before, **after}
    return {key: both[key] for key in both if before.get(key) != after.get(key)}


def take_approval_back(case: Case, changed: Mapping[str, Part], *, by: User) -> None:
    """A text that somebody approved, or was about to, is a draft again (godkendelsen bortfalder).

    A slip of the pen that is corrected after the notice needs no new approval; the approver is told of
    it when it is sent (decision 0031).

    What is changed afterwards, before it is sent again, is added to the same lapse: the approver reads
    all that is new in one place.
    """
    if case.correcting == Case.Correcting.SLIP:
        return
    told = [part.name or part.kind for part in changed.values()]
    standing = case.lapses.filter(round=case.round - 1).first()
    if case.state not in APPROVABLE:
        if case.state == Case.State.DRAFT and standing is not None:
            standing.changed = list(dict.fromkeys([*standing.changed, *told]))
            standing.save(update_fields=["changed"])
            note("add_to_lapse", by=by, subject=f"case:{case.uid}", rows=[standing])
        return
    approved = list(case.steps.filter(round=case.round, outcome=Step.Outcome.APPROVED))
    dropped = drop_waiting(case)
    lapse = Lapse.objects.create(
        case=case, round=case.round, at=timezone.now(), by=by, changed=told
    )
    draft_again(case)
    details = {"round": lapse.round, "parts": sorted(changed)}
    rows = [case, lapse, dropped]
    note("lapse_approval", by=by, subject=f"case:{case.uid}", details=details, rows=rows)
    kinds = list(dict.fromkeys(part.kind for part in changed.values()))
    _tell(lapse, approved, kinds)


def _tell(lapse: Lapse, steps: Iterable[Step], kinds: list[str]) -> None:
    """Whoever approved it hears of it, unless they changed it themselves; a letter holds no names."""
    case = lapse.case
    name = case.public_title if case.closed else case.title
    people = {step.by.person for step in steps if step.by and step.by != lapse.by}
    for person in people - {None}:
        assert person is not None
        write_letter(
            person,
            key=f"lapse:{lapse.pk}:{person.pk}",
            subject=f"Din godkendelse er bortfaldet: {name or 'en lukket sag'}",
            text=(
                f"{lapse.by.journal_name} har ændret {listed(kinds)} i »{name or 'en lukket sag'}«, "
                "efter at du godkendte sagen.\n\nGodkendelsen er derfor bortfaldet. Når sagen sendes "
                "til godkendelse igen, kan du se i Rådslag, hvad der er nyt.\n"
            ),
        )


def listed(words: list[str]) -> str:
    """`a, b og c`."""
    *most, last = words or [""]
    return f"{', '.join(most)} og {last}" if most else last
