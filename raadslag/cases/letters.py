"""Letters on a case's way: it waits for somebody, it came back, a body has decided.

A letter goes by the open net and lies with others: of a closed case it holds the title that may be told
and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from raadslag.cases.models import Case, Step
from raadslag.cases.treated import Treatment
from raadslag.people.actions import write_letter
from raadslag.people.models import GrantedRole, Membership, Organization, Person, User

LOG_IN = "Log ind i Rådslag for at se sagen.\n"


def told_name(case: Case) -> str:
    """What a letter may call the case."""
    return (case.public_title or "en lukket sag") if case.closed else case.title


def holders_of(organizations: Iterable[Organization | int], role: str) -> list[Person]:
    """Everybody who holds a role in one of the organizations today, by seat or by grant."""
    seats = Membership.objects.on(timezone.localdate()).filter(
        organization__in=organizations, role=role
    )
    granted = GrantedRole.objects.filter(
        organization__in=organizations, role=role, user__is_active=True
    )
    people = Q(memberships__in=seats) | Q(user__in=granted.values("user"))
    return list(Person.objects.filter(people).distinct())


def ask_approver(case: Case, step: Step) -> None:
    """Whoever holds the role of the step hears that the case waits for them; its own writer does not."""
    name = told_name(case)
    for person in holders_of([step.organization_id], step.role):
        if person.pk != case.owner.person_id:
            write_letter(
                person,
                key=f"approve:{step.pk}:{person.pk}",
                subject=f"Til godkendelse: {name}",
                text=(
                    f"»{name}« venter på din godkendelse som {step.get_role_display().lower()} "
                    f"i {step.organization}.\nSagen er skrevet af {case.owner.journal_name}.\n\n{LOG_IN}"
                ),
            )


def ask_secretaries(case: Case) -> None:
    """Everybody has approved: the secretaries of the next body hear that the case may be taken over."""
    name = told_name(case)
    stop = case.stops.filter(treated_on=None).select_related("organization").first()
    if stop is None:
        return
    for person in holders_of([stop.organization_id], Membership.Role.SECRETARY):
        write_letter(
            person,
            key=f"ready:{case.uid}:{case.round}:{person.pk}",
            subject=f"Godkendt og klar til at blive set efter: {name}",
            text=f"»{name}« er godkendt og kan gøres klar til {stop.organization}.\n\n{LOG_IN}",
        )


def tell_returned(case: Case, step: Step) -> None:
    """The writer hears that the case came back; the reason is read inside where the case is closed."""
    if case.owner.person is None:
        return
    name = told_name(case)
    by = step.by.journal_name if step.by else ""
    why = "" if case.closed else f"\n\n{step.comment}"
    write_letter(
        case.owner.person,
        key=f"returned:{step.pk}",
        subject=f"Sendt tilbage: {name}",
        text=f"{by} har sendt »{name}« tilbage til dig.{why}\n\n{LOG_IN}",
    )


def tell_decided(case: Case, one: Treatment, *, key: str) -> None:
    """The writer hears what a body decided, what it remarked, and what follows."""
    if case.owner.person is None:
        return
    name = told_name(case)
    day = f"den {one.on:%d-%m-%Y}"
    parts = [f"{one.organization} behandlede »{name}« {day}, punkt {one.number}."]
    if not one.number:
        parts = [f"»{name}« er afgjort på vegne af {one.organization} {day}."]
    if not case.closed and not one.closed:
        parts += [one.text, *one.remarks]
    parts += [one.follows, "Log ind i Rådslag for at se det på sagen."]
    write_letter(
        case.owner.person,
        key=f"decided:{key}",
        subject=f"Beslutning: {name}",
        text="\n\n".join(part for part in parts if part) + "\n",
    )


def tell_taken_back(case: Case, step: Step, *, by: User) -> None:
    """Whoever was asked to approve hears that they need not: the writer took the case back."""
    name = told_name(case)
    for person in holders_of([step.organization_id], step.role):
        if person.pk not in {case.owner.person_id, by.person_id}:
            write_letter(
                person,
                key=f"taken-back:{step.pk}:{person.pk}",
                subject=f"Trukket tilbage fra godkendelse: {name}",
                text=(
                    f"{by.journal_name} har trukket »{name}« tilbage. Den venter ikke på dig mere; når den "
                    "sendes igen, får du et nyt brev.\n"
                ),
            )


def tell_handed_over(case: Case, *, by: User) -> None:
    """The new case officer hears that the case is theirs."""
    person = case.owner.person
    if person is None or case.owner_id == by.pk:
        return
    name = told_name(case)
    write_letter(
        person,
        key=f"handed-over:{case.uid}:{case.owner_id}:{case.modified_at.isoformat()}",
        subject=f"Du er sagsbehandler på: {name}",
        text=f"{by.journal_name} har givet dig »{name}« som sagsbehandler.\n\n{LOG_IN}",
    )


def tell_begun_again(case: Case) -> None:
    """The case officer hears that a case that comes again waits as a draft."""
    if case.owner.person is None:
        return
    name = told_name(case)
    write_letter(
        case.owner.person,
        key=f"begun-again:{case.uid}",
        subject=f"Sagen kommer igen: {name}",
        text=(
            f"»{name}« er begyndt på ny som kladde med sidste gangs tekst. Bilag, bevilling og gæster er "
            f"ikke med.\n\n{LOG_IN}"
        ),
    )
