"""The approvals that a case needs: who is asked, whether somebody can answer, and when they fall away."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from raadslag.cases.models import Case, Step
from raadslag.cases.rules import Approver
from raadslag.people.models import GrantedRole, Membership, Organization, User


def steps_for(case: Case) -> list[tuple[Organization, str]]:
    """The approvals a case needs: the head of each unit behind it, then each unit's director."""
    units = list(case.recommending.select_related("parent").order_by("pk")) or [case.unit]
    heads = [(unit, str(Membership.Role.HEAD)) for unit in units if unit.kind == "unit"]
    above = {unit.parent.pk: unit.parent for unit in units if unit.parent}
    own = {unit.pk: unit for unit in units if unit.kind == "administration"}
    directors = [(unit, str(Membership.Role.DIRECTOR)) for unit in (above | own).values()]
    return heads + directors


def approvers_of(case: Case) -> list[Approver]:
    """For each approval that the case needs, who could give it today: by its writer it can't be given."""
    return [_approver(case, organization, role) for organization, role in steps_for(case)]


def _approver(case: Case, organization: Organization, role: str) -> Approver:
    people = Membership.objects.on(timezone.localdate()).filter(
        organization=organization, role=role
    )
    granted = GrantedRole.objects.filter(organization=organization, role=role)
    holders = User.objects.filter(
        Q(person__memberships__in=people) | Q(pk__in=granted.values("user")), is_active=True
    )
    found = set(holders.values_list("pk", flat=True))
    return Approver(organization.name, bool(found - {case.owner_id}), case.owner_id in found)


def drop_waiting(case: Case) -> QuerySet[Step]:
    """Whoever the case still waits for need not answer; the steps that were dropped."""
    waiting = case.steps.filter(round=case.round, outcome=Step.Outcome.WAITING)
    dropped = [step.pk for step in waiting]
    waiting.update(outcome=Step.Outcome.DROPPED)
    return Step.objects.filter(pk__in=dropped)


def draft_again(case: Case) -> None:
    """It is a draft in a new round: what was approved in the last one is not what it says. The case is locked."""
    case.state, case.round = Case.State.DRAFT, case.round + 1
    case.save(update_fields=["state", "round", "modified_at"])
