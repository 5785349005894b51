"""An organization's own way: rules, fixed items, formulas and the template of its cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.cases.models import Template, TemplateSection
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows, names_of
from raadslag.meetings.custom_templates import USUAL, AboutTemplate, setting_up, why_not_name
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.models import FixedItem, Formula, MeetingRules
from raadslag.meetings.told_words import judge_told
from raadslag.people.models import Organization, User
from raadslag.people.row_parts import row_parts
from raadslag.seen import Part, require_seen

RULES = tuple(field.name for field in MeetingRules._meta.fields if field.name not in {"id", "organization"})  # fmt: skip
ACT = "Gem opsætningen"


@transaction.atomic
def set_customs(
    organization: Organization,
    *,
    rules: MeetingRules | None = None,
    first: Sequence[str] | None = None,
    last: Sequence[str] | None = None,
    formulas: Sequence[tuple[str, str]] | None = None,
    sections: Sequence[tuple[str, str, bool, str]] | None = None,
    template: Template | None = None,
    about: AboutTemplate | None = None,
    by: User,
    seen: str | None = None,
) -> None:
    """Set how an organization works (indstil udvalg); what is null stays as it is.

    Meetings already planned keep their items, and a case copies its headings when it is opened. `sections`
    are those of `template`, or of the one in use. `seen` is what the page showed of what is set. Raises
    `NotAllowed`, `ChangedSince`.
    """
    if rules is not None:
        judge_told(organization.body, {"Sædvanligt sted": rules.usual_place})
    organization = setting_up(organization, by)
    said = {"rules": rules, "fixed": first, "formulas": formulas, "template": sections}
    parts = custom_parts(organization, template)
    now = {key: part for key, part in parts.items() if said[key.partition(":")[0]] is not None}
    require_seen(seen, now, act=ACT)
    rows: Rows = []
    if rules is not None:
        rules.organization = organization
        rules.save()
        rows = [*rows, rules]
    if first is not None or last is not None:
        rows = [*rows, *_set_fixed(organization, first or (), last or ())]
    if formulas is not None:
        rows = [*rows, *_set_formulas(organization, formulas)]
    if sections:
        rows = [*rows, *_set_template(organization, template, sections, about)]
    note("set_customs", by=by, subject=f"organization:{organization.pk}", rows=rows)


def custom_parts(organization: Organization, template: Template | None = None) -> dict[str, Part]:
    """What the pages of Opsætning show of the organization, part by part, for their forms to carry."""
    rules = MeetingRules.objects.filter(organization=organization).first()
    found = {
        f"rules:{key}": part for key, part in (row_parts(rules, RULES) if rules else {}).items()
    }
    if not rules:
        found["rules:none"] = Part("fristerne", "", "Husets egne frister")
    fixed = list(FixedItem.objects.filter(organization=organization).values_list("place", "title"))
    found["fixed"] = Part("de faste punkter", fixed, "\n".join(title for _, title in fixed))
    words = sorted(Formula.objects.filter(organization=organization).values_list("outcome", "text"))
    told = (f"{LABELS.get(code, code)}: {text}" for code, text in words)  # type: ignore[call-overload]
    found["formulas"] = Part("formlerne", words, "\n".join(told))
    template = template or template_in_use(organization)
    rows = list(template.sections.values_list("heading", "key", "required", "help_text")) if template else []  # fmt: skip
    about = (template.name, template.purpose, str(template.ends_on)) if template else ()
    told_rows = [*about, *(row[0] for row in rows)]
    found["template"] = Part("skabelonen", [about, rows], "\n".join(told_rows))
    return found


def template_in_use(organization: Organization) -> Template | None:
    """The template that the organization's cases begin on, the first of several."""
    rows = Template.objects.in_use(timezone.localdate()).filter(organization=organization)
    return rows.first()


def _set_fixed(organization: Organization, first: Sequence[str], last: Sequence[str]) -> Rows:
    gone = names_of(FixedItem.objects.filter(organization=organization))
    FixedItem.objects.filter(organization=organization).delete()
    made = FixedItem.objects.bulk_create(
        FixedItem(organization=organization, place=place, order=n, title=title[:200])
        for place, titles in (("first", first), ("last", last))
        for n, title in enumerate(titles, start=1)
    )
    return [*gone, *made]


def _set_formulas(organization: Organization, formulas: Sequence[tuple[str, str]]) -> Rows:
    gone = names_of(Formula.objects.filter(organization=organization))
    Formula.objects.filter(organization=organization).delete()
    made = Formula.objects.bulk_create(
        Formula(organization=organization, outcome=outcome, text=text[:200])
        for outcome, text in dict(formulas).items()
    )
    return [*gone, *made]


def _set_template(
    organization: Organization,
    template: Template | None,
    sections: Sequence[tuple[str, str, bool, str]],
    about: AboutTemplate | None,
) -> Rows:
    template = template or template_in_use(organization)
    template = template or Template.objects.create(organization=organization, name=USUAL)
    if about is not None:
        require(why_not_name(organization, about.name, but=template))
        template.name, template.purpose = " ".join(about.name.split()), about.purpose.strip()
        template.ends_on = about.ends_on
        template.save(update_fields=["name", "purpose", "ends_on"])
    gone = names_of(template.sections.all())
    template.sections.all().delete()
    made = TemplateSection.objects.bulk_create(
        TemplateSection(
            template=template, order=n, heading=heading, key=key, required=required, help_text=text
        )
        for n, (heading, key, required, text) in enumerate(sections, start=1)
    )
    return [*gone, template, *made]
