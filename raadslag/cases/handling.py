"""What is done with a case as a whole: handed over, taken back from approval, shelved, copied."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from raadslag.allowed import require
from raadslag.cases.actions import FIND_PRIORS, waiting_step
from raadslag.cases.changing import may_write_case
from raadslag.cases.handling_rules import (
    why_not_copy,
    why_not_hand_over,
    why_not_shelve,
    why_not_take_back,
    why_not_take_up,
)
from raadslag.cases.letters import tell_handed_over, tell_taken_back
from raadslag.cases.models import Case, Paper, PaperSection, Point, SectionVersion, Stop
from raadslag.cases.pictures import copy_pictures
from raadslag.cases.recommending import told_units
from raadslag.cases.steps import draft_again, drop_waiting
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import note
from raadslag.people.models import GrantedRole, Membership, Organization, User
from raadslag.people.rights import CLERKS, Rights, rights_of


@transaction.atomic
def take_back_paper(case: Case, *, by: User) -> Case:
    """Take a case back from approval before all have answered (træk tilbage fra godkendelse).

    It is a draft again, in a new round; whoever it waited for hears that they need not read it.
    """
    case = _locked(case)
    step = waiting_step(case)
    require(why_not_take_back(state=case.state, may_write=may_write_case(case, rights_of(by))))
    rows = [case, drop_waiting(case)]
    draft_again(case)
    note("take_back_paper", by=by, subject=f"case:{case.uid}", rows=rows)
    if step is not None:
        tell_taken_back(case, step, by=by)
    return case


@transaction.atomic
def hand_over_case(case: Case, *, to: User, by: User) -> Case:
    """Give the case another case officer (skift sagsbehandler). What it says is not touched."""
    case = _locked(case)
    may_write = may_write_case(case, rights_of(by))
    fits = could_take(case).filter(pk=to.pk).exists()
    require(why_not_hand_over(state=case.state, may_write=may_write, fits=fits))
    if to.pk != case.owner_id:
        case.owner = to
        case.save(update_fields=["owner", "modified_at"])
        note("hand_over_case", by=by, subject=f"case:{case.uid}", rows=[case])
        tell_handed_over(case, by=by)
    return case


@transaction.atomic
def shelve_case(case: Case, *, by: User) -> Case:
    """Lay a draft aside (henlæg): it leaves the lists, and can be taken up again whole."""
    case = _locked(case)
    require(
        why_not_shelve(
            state=case.state,
            may_write=may_write_case(case, rights_of(by)),
            correcting=bool(case.correcting),
        )
    )
    return _set_state(case, Case.State.SHELVED, act="shelve_case", by=by)


@transaction.atomic
def take_up_case(case: Case, *, by: User) -> Case:
    """A shelved case is a draft again (tag frem)."""
    case = _locked(case)
    require(why_not_take_up(state=case.state, may_write=may_write_case(case, rights_of(by))))
    return _set_state(case, Case.State.DRAFT, act="take_up_case", by=by)


@transaction.atomic
def copy_case(case: Case, *, by: User) -> Case:
    """A new draft that says what the case says now (kopiér sag): text, points, way, who recommends.

    Attachments, money and guests don't follow: they belong to the day they were made for. Nor does the
    journal number, which is one matter's own. A closed case's copy is closed, with the same words
    protected.
    """
    rights = rights_of(by)
    units = sorted(rights.units)
    require(why_not_copy(units=units))
    unit = case.unit if case.unit_id in rights.units else Organization.objects.get(pk=units[0])
    recommending = list(case.recommending.all()) if unit == case.unit else [unit]
    copy = Case.objects.create(
        body=case.body,
        unit=unit,
        owner=by,
        template=case.template,
        title=case.title,
        recommended_by=told_units([one.name for one in recommending]),
        closed=case.closed,
        closed_reason=case.closed_reason,
        public_title=case.public_title,
        protected_terms=case.protected_terms,
    )
    copy.recommending.set(recommending)
    copy.shut_out.set(case.shut_out.all())
    _copy_text(case, copy, by=by)
    Point.objects.bulk_create(
        Point(case=copy, order=n, text=point.text) for n, point in enumerate(case.points.all(), 1)
    )
    stops = case.stops.filter(
        organization__in=Organization.objects.standing_on(timezone.localdate())
    )
    Stop.objects.bulk_create(
        Stop(case=copy, organization_id=stop.organization_id, order=n)
        for n, stop in enumerate(stops, 1)
    )
    sections = copy.paper.sections.all()
    pictures = copy_pictures(case, copy, by=by)
    versions = SectionVersion.objects.filter(section__paper__case=copy)
    rows = [copy, copy.paper, sections, versions, copy.points.all(), copy.stops.all()]
    rows += pictures
    details = {"from": str(case.uid)}
    note("copy_case", by=by, subject=f"case:{copy.uid}", details=details, rows=rows)
    enqueue(FIND_PRIORS, str(copy.uid))
    return copy


def could_take(case: Case) -> QuerySet[User]:
    """Those with an account who write cases for one of the units behind this one."""
    units = {case.unit_id, *case.recommending.values_list("pk", flat=True)}
    seats = Membership.objects.on(timezone.localdate()).filter(
        organization__in=units, role__in=CLERKS
    )
    granted = GrantedRole.objects.filter(organization__in=units, role__in=CLERKS)
    theirs = Q(person__memberships__in=seats) | Q(pk__in=granted.values("user"))
    return User.objects.filter(theirs, is_active=True).select_related("person").distinct()


def choices_of(case: Case, rights: Rights) -> dict[str, object]:
    """Which of these acts the case's page offers somebody, and to whom the case could be handed over."""
    may_write = may_write_case(case, rights)
    others = could_take(case).exclude(pk=case.owner_id) if may_write else User.objects.none()
    return {
        "may_take_back": not why_not_take_back(state=case.state, may_write=may_write),
        "may_shelve": not why_not_shelve(state=case.state, may_write=may_write),
        "may_take_up": not why_not_take_up(state=case.state, may_write=may_write),
        "may_copy": not why_not_copy(units=rights.units),
        "takers": []
        if why_not_hand_over(state=case.state, may_write=may_write, fits=True)
        else others,
    }


def _copy_text(case: Case, copy: Case, *, by: User) -> None:
    paper, now = Paper.objects.create(case=copy), timezone.now()
    for part in case.paper.sections.all():
        written = bool(part.blocks)
        section = PaperSection.objects.create(
            paper=paper,
            order=part.order,
            heading=part.heading,
            key=part.key,
            required=part.required,
            help_text=part.help_text,
            blocks=part.blocks,
            version=int(written),
            modified_at=now if written else None,
            modified_by=by if written else None,
        )
        if written:
            SectionVersion.objects.create(
                section=section, version=1, blocks=part.blocks, saved_at=now, saved_by=by
            )


def _set_state(case: Case, state: str, *, act: str, by: User) -> Case:
    case.state = state
    case.save(update_fields=["state", "modified_at"])
    note(act, by=by, subject=f"case:{case.uid}", rows=[case])
    return case


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)
