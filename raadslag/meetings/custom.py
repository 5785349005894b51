"""An organization's own way: rules, fixed items, formulas and the template of its cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from raadslag.allowed import require
from raadslag.cases.models import Template, TemplateSection
from raadslag.journal.actions import note
from raadslag.journal.proving import names_of
from raadslag.meetings.models import FixedItem, Formula, MeetingRules
from raadslag.meetings.rules.agenda import why_not_keep
from raadslag.people.models import Organization, User
from raadslag.people.rights import is_secretary_of, rights_of


@transaction.atomic
def set_customs(
    organization: Organization,
    *,
    rules: MeetingRules,
    first: Sequence[str],
    last: Sequence[str],
    formulas: Sequence[tuple[str, str]],
    sections: Sequence[tuple[str, str, bool, str]],
    by: User,
) -> None:
    """Set how an organization works (indstil udvalg). Meetings already planned keep their items.

    A case copies its headings when it is opened, so those already begun keep theirs.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    rights = rights_of(by)
    own = rights.may_set_up and rights.body == organization.body_id
    require(why_not_keep(is_secretary=own or is_secretary_of(rights, organization.pk)))
    rules.organization = organization
    rules.save()
    template = Template.objects.filter(organization=organization, active=True)
    gone = names_of(
        FixedItem.objects.filter(organization=organization),
        Formula.objects.filter(organization=organization),
        TemplateSection.objects.filter(template__in=template),
    )
    FixedItem.objects.filter(organization=organization).delete()
    FixedItem.objects.bulk_create(
        FixedItem(organization=organization, place=place, order=n, title=title[:200])
        for place, titles in (("first", first), ("last", last))
        for n, title in enumerate(titles, start=1)
    )
    Formula.objects.filter(organization=organization).delete()
    Formula.objects.bulk_create(
        Formula(organization=organization, outcome=outcome, text=text[:200])
        for outcome, text in dict(formulas).items()
    )
    if sections:
        _set_template(organization, sections)
    now = names_of(
        rules,
        FixedItem.objects.filter(organization=organization),
        Formula.objects.filter(organization=organization),
        template,
        TemplateSection.objects.filter(template__in=template),
    )
    note("set_customs", by=by, subject=f"organization:{organization.pk}", rows=[*gone, *now])


def _set_template(
    organization: Organization, sections: Sequence[tuple[str, str, bool, str]]
) -> None:
    template, _ = Template.objects.get_or_create(
        organization=organization, active=True, defaults={"name": "Udvalgssag"}
    )
    template.sections.all().delete()
    TemplateSection.objects.bulk_create(
        TemplateSection(
            template=template, order=n, heading=heading, key=key, required=required, help_text=text
        )
        for n, (heading, key, required, text) in enumerate(sections, start=1)
    )
