"""What a secretary types in Opsætning: a number and its unit, rows in an order, words for an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from raadslag.cases.frame_form import Row, rows_said
from raadslag.cases.models import Template, TemplateSection
from raadslag.meetings.custom_templates import USUAL, AboutTemplate, why_not_name
from raadslag.meetings.formulas import FORMULAS, LABELS, USES
from raadslag.meetings.models import FixedItem, Formula, MeetingRules
from raadslag.people.models import Organization

if TYPE_CHECKING:
    _Form = forms.ModelForm[MeetingRules]
else:
    _Form = forms.ModelForm

Key = TemplateSection.Key
FIRST, LAST = "first_items", "last_items"
SECTION = ("heading", "key", "required", "help")
LISTS: dict[str, tuple[str, ...]] = {FIRST: (FIRST,), LAST: (LAST,), "sections": SECTION}
"""Each list of rows with the names of its fields."""
MOST_DAYS, LONGEST_TITLE, LONGEST_HEADING, LONGEST_FORMULA = 60, 200, 120, 200
LONGEST_NAME, LONGEST_PURPOSE = 120, 200
_UNITS = {
    "ready_days": "hverdage før mødet",
    "message_days": "hverdage før mødet",
    "proposal_days": "dage før mødet",
    "notice_days": "hverdage før mødet",
    "publish_days": "dage før mødet",
    "publish_hour": "(hel time)",
    "remind_days": "dage efter, at referatet er sendt",
}
_LABELS = {
    "ready_days": "Sager skal være klar",
    "message_days": "Meddelelser skal være meldt ind",
    "proposal_days": "Medlemmers forslag skal være sendt",
    "notice_days": "Dagsordenen sendes senest",
    "saturday_counts": "Lørdag tæller som hverdag",
    "full_days": "Dagen, den sendes, tæller ikke med",
    "publish_agenda": "Dagsordenen offentliggøres",
    "publish_days": "Et antal dage før: hvor mange",
    "publish_hour": "Et antal dage før: klokken",
    "hide_plan": "Vis ikke mødeplanen offentligt",
    "remind_days": "Påmind den, der ikke har svaret på referatet",
    "usual_place": "Sædvanligt sted",
    "closed_part": "Lukkede punkter",
    "chair_looks": "Indkaldelsen venter på formandens gennemsyn",
    "chair_decides": "Formanden kan afgøre sager på organets vegne",
    "recusal_substitutes": "Stedfortræder for ét punkt, når et medlem er inhabilt",
    "majority_takes_up": "Et flertal kan optage et punkt, der ikke står på dagsordenen",
}
_HINTS = {
    "ready_days": "Sekretæren og forfatterne ser dagen på Min side og på sagen.",
    "notice_days": "For kommunalbestyrelsen aldrig kortere end lovens fire hverdage.",
    "publish_agenda": "Er tidspunktet gået, når mødet indkaldes, sker det med det samme.",
}
GROUPS = (
    ("Før mødet", ("ready_days", "message_days", "proposal_days")),
    ("Indkaldelsen", ("notice_days", "saturday_counts", "full_days", "chair_looks")),
    ("Offentlighed", ("publish_agenda", "publish_days", "publish_hour", "hide_plan")),
    (
        "Mødet og referatet",
        (
            "usual_place",
            "majority_takes_up",
            "recusal_substitutes",
            "chair_decides",
            "closed_part",
            "remind_days",
        ),
    ),
)


class RulesForm(_Form):
    """The deadlines and habits of an organization's meetings."""

    class Meta:
        model = MeetingRules
        exclude = ("organization",)  # every rule is the secretary's to set

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.help_text = _HINTS.get(name, field.help_text)
            if isinstance(field, forms.IntegerField):
                most = 23 if name == "publish_hour" else MOST_DAYS
                field.max_value = most
                field.widget.attrs |= {"min": 0, "max": most}
                field.error_messages["invalid"] = "Skriv et helt tal."

    def clean(self) -> dict[str, Any]:
        """Days and hours that a calendar has."""
        cleaned = super().clean() or {}
        for name in _UNITS:
            most = 23 if name == "publish_hour" else MOST_DAYS
            if (cleaned.get(name) or 0) > most:
                self.add_error(name, f"Skriv et tal fra 0 til {most}.")
        return cleaned

    def groups(self) -> Iterator[tuple[str, list[tuple[forms.BoundField, str]]]]:
        """The fields in their groups, each with the unit that stands after it."""
        for heading, names in GROUPS:
            yield heading, [(self[name], _UNITS.get(name, "")) for name in names]


@dataclass(slots=True)
class ItemsForm:
    """The fixed items, first and last on the agenda, as they were typed or stand."""

    lists: dict[str, list[Row]]

    @classmethod
    def of(cls, organization: Organization, said: QueryDict | None) -> ItemsForm:
        """The rows that were sent and hold something, else those that stand."""
        if said is not None:
            sent = {name: rows_said(said, (name,)) for name in (FIRST, LAST)}
            return cls({name: [row for row in rows if row.filled()] for name, rows in sent.items()})
        rows = FixedItem.objects.filter(organization=organization)
        places = {FIRST: FixedItem.Place.FIRST, LAST: FixedItem.Place.LAST}
        return cls(
            {
                name: [Row({name: r.title}) for r in rows if r.place == at]
                for name, at in places.items()
            }
        )

    def titles(self, name: str) -> list[str]:
        """The titles of one list, in order."""
        return [row.said[name] for row in self.lists[name]]

    def is_valid(self) -> bool:
        """Each title has room; a wrong row says so itself."""
        for name, rows in self.lists.items():
            for row in rows:
                if len(row.said[name]) > LONGEST_TITLE:
                    row.wrong = f"Titlen er længere end {LONGEST_TITLE} tegn."
        return not any(row.wrong for rows in self.lists.values() for row in rows)


@dataclass(slots=True)
class Words:
    """An outcome, what the house says of it, and the organization's own words."""

    code: str
    label: str
    usual: str
    text: str
    when: str = ""
    means: str = ""
    wrong: str = ""


@dataclass(slots=True)
class FormulasForm:
    """The organization's own words for each outcome; an empty one is the house's."""

    rows: list[Words]

    @classmethod
    def of(cls, organization: Organization, said: QueryDict | None) -> FormulasForm:
        """What was typed, else what stands."""
        own = dict(Formula.objects.filter(organization=organization).values_list("outcome", "text"))
        if said is not None:
            own = {code: " ".join(said.get(f"formula-{code}", "").split()) for code in FORMULAS}
        return cls(
            [
                Words(code, LABELS[code], usual, own.get(code, ""), *USES.get(code, ("", "")))
                for code, usual in FORMULAS.items()
                if usual
            ]
        )

    @property
    def longest(self) -> int:
        """So many letters a formula may have."""
        return LONGEST_FORMULA

    def said(self) -> list[tuple[str, str]]:
        """Outcomes with words of the organization's own."""
        return [(row.code, row.text) for row in self.rows if row.text]

    def is_valid(self) -> bool:
        """Each formula has room."""
        for row in self.rows:
            if len(row.text) > LONGEST_FORMULA:
                row.wrong = f"Formlen er længere end {LONGEST_FORMULA} tegn."
        return not any(row.wrong for row in self.rows)


@dataclass(slots=True)
class TemplateForm:
    """A template's name, purpose and last day; and its headings, in order: heading, meaning, whether
    required, and the help."""

    rows: list[Row]
    wrong: str = ""
    name: str = ""
    purpose: str = ""
    ends_on: str = ""
    organization: Organization | None = None
    template: Template | None = None

    @classmethod
    def of(
        cls, template: Template | None, said: QueryDict | None, organization: Organization
    ) -> TemplateForm:
        """What was sent, the rows that hold something, else what stands."""
        ends_on = template.ends_on.isoformat() if template and template.ends_on else ""
        found = cls(
            rows=[],
            name=template.name if template else USUAL,
            purpose=template.purpose if template else "",
            ends_on=ends_on,
            organization=organization,
            template=template,
        )
        if said is None:
            sections = template.sections.all() if template else ()
            found.rows = [_section_row(section) for section in sections]
            return found
        rows = rows_said(said, SECTION)
        found.rows = [row for row in rows if row.said["heading"] or row.said["help"]]
        found.name = said.get("template_name", found.name).strip()
        found.purpose = said.get("template_purpose", found.purpose).strip()
        found.ends_on = said.get("template_ends_on", ends_on).strip()
        return found

    def about(self) -> AboutTemplate:
        """What was typed of it but its sections."""
        return AboutTemplate(self.name, self.purpose, _day(self.ends_on))

    @property
    def keys(self) -> list[tuple[str, str]]:
        """What a heading may mean."""
        return list(Key.choices)

    def sections(self) -> list[tuple[str, str, bool, str]]:
        """Heading, meaning, required, help of each section."""
        return [
            (
                row.said["heading"],
                row.said["key"] if row.said["key"] in Key.values else Key.OTHER.value,
                row.said["required"] != "nej",
                row.said["help"],
            )
            for row in self.rows
        ]

    def is_valid(self) -> bool:
        """A name of its own, a day of the calendar; each section a heading with room, and at least one."""
        for row in self.rows:
            if not row.said["heading"]:
                row.wrong = "Skriv afsnittets overskrift, eller fjern rækken."
            elif len(row.said["heading"]) > LONGEST_HEADING:
                row.wrong = f"Overskriften er længere end {LONGEST_HEADING} tegn."
        if not self.rows:
            self.wrong = "En skabelon skal have mindst ét afsnit."
        self.wrong = self._wrong_about() or self.wrong
        return not self.wrong and not any(row.wrong for row in self.rows)

    def _wrong_about(self) -> str:
        assert self.organization is not None
        if no := why_not_name(self.organization, self.name, but=self.template):
            return no[0].reason
        if len(self.name) > LONGEST_NAME or len(self.purpose) > LONGEST_PURPOSE:
            return f"Navnet må højst fylde {LONGEST_NAME} tegn, og formålet {LONGEST_PURPOSE}."
        if self.ends_on and _day(self.ends_on) is None:
            return "Skriv den sidste dag som en dato, eller lad den stå tom."
        return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _section_row(section: TemplateSection) -> Row:
    required = "ja" if section.required else "nej"
    values = (section.heading, section.key, required, section.help_text)
    return Row(dict(zip(SECTION, values, strict=True)))
