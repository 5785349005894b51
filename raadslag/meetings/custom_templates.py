"""The templates that an organization's cases begin on: made, archived, and taken into use again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.models import Template, TemplateSection
from raadslag.journal.actions import note
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.people.models import Organization, User
from raadslag.people.rights import is_secretary_of, rights_of

USUAL = "Udvalgssag"
"""What an organization's first template is called."""


@dataclass(frozen=True, slots=True)
class AboutTemplate:
    """A template but for its sections: what it is called, what it is for, and its last day."""

    name: str
    purpose: str = ""
    ends_on: date | None = None


def why_not_name(
    organization: Organization, name: str, *, but: Template | None = None
) -> list[Obstacle]:
    """A template has a name that no other of the organization's has, the archived ones among them."""
    name = " ".join(name.split())
    if not name:
        return [
            Obstacle("no-name", "Skriv skabelonens navn: det er det, sagsbehandleren vælger på.")
        ]
    same = Template.objects.filter(organization=organization, name__iexact=name)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        return [
            Obstacle(
                "name-taken", f"Der er allerede en skabelon med navnet »{name}«, måske i arkivet."
            )
        ]
    return []


@transaction.atomic
def make_template(
    organization: Organization, *, name: str, like: Template | None, by: User
) -> Template:
    """Make a template, with the sections of another or none (ny skabelon)."""
    organization = setting_up(organization, by)
    require(why_not_name(organization, name))
    made = Template.objects.create(organization=organization, name=" ".join(name.split())[:120])
    TemplateSection.objects.bulk_create(
        TemplateSection(
            template=made,
            order=part.order,
            heading=part.heading,
            key=part.key,
            required=part.required,
            help_text=part.help_text,
        )
        for part in (like.sections.all() if like is not None else ())
    )
    _note("make_template", made, by=by, rows=[made, made.sections.all()])
    return made


@transaction.atomic
def archive_template(template: Template, *, by: User) -> None:
    """Let no new case begin on a template (arkivér skabelon); those that are begun keep their sections."""
    organization = setting_up(template.organization, by)
    others = Template.objects.in_use(timezone.localdate()).filter(organization=organization)
    if not others.exclude(pk=template.pk).exists():
        require(
            [
                Obstacle(
                    "only-template",
                    "Udvalget skal have mindst én skabelon i brug: lav eller tag en anden i brug først.",
                )
            ]
        )
    template.active = False
    template.save(update_fields=["active"])
    _note("archive_template", template, by=by, rows=[template])


@transaction.atomic
def use_template_again(template: Template, *, by: User) -> None:
    """Let cases begin on an archived template, or one past its last day, again (tag i brug igen)."""
    setting_up(template.organization, by)
    template.active, template.ends_on = True, None
    template.save(update_fields=["active", "ends_on"])
    _note("use_template_again", template, by=by, rows=[template])


def setting_up(organization: Organization, by: User) -> Organization:
    """The organization, locked, for somebody who sets it up. Raises `NotAllowed`."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    rights = rights_of(by)
    own = rights.may_set_up and rights.body == organization.body_id
    require(why_not_keep(is_secretary=own or is_secretary_of(rights, organization.pk)))
    return organization


def _note(act: str, template: Template, *, by: User, rows: list[object]) -> None:
    details = {"template": template.name}
    note(act, by=by, subject=f"organization:{template.organization_id}", details=details, rows=rows)
