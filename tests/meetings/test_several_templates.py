"""A committee has several case templates; whoever begins a case chooses by name, and sees what each gives."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from raadslag.cases.models import Case, Template
from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry
from tests.cast import Town


def test_templates_are_made_named_ended_archived_and_chosen_from(town: Town) -> None:
    soren, sanne = Client(), Client()
    soren.force_login(town.soren)
    sanne.force_login(town.sanne)
    acts = reverse("case-templates", args=[town.committee.pk])
    page = f"{reverse('customs', args=[town.committee.pk])}?fane=skabelon"
    first = town.template

    told = soren.post(acts, {"act": "archive", "template": first.pk}, follow=True).content.decode()
    assert "mindst én skabelon i brug" in told
    soren.post(acts, {"act": "make", "name": "Høring", "like": first.pk})
    made = Template.objects.get(name="Høring")
    assert [part.heading for part in made.sections.all()] == ["Resumé", "Sagsfremstilling", "Økonomi"]  # fmt: skip
    told = soren.post(acts, {"act": "make", "name": "høring"}, follow=True).content.decode()
    assert "Der er allerede en skabelon med navnet" in told

    shown = soren.get(f"{page}&skabelon={made.pk}")
    shape = {
        "seen": shown.context["seen"], "template_name": "Høringssvar", "template_ends_on": "i morgen",
        "template_purpose": "Svar til staten", "heading": ["Høringen"], "key": ["hearing"],
        "required": ["ja"], "help": ["Hvem spørger, og hvornår er fristen?"],
    }  # fmt: skip
    back = soren.post(f"{page}&skabelon={made.pk}", shape).content.decode()
    assert "Skriv den sidste dag som en dato" in back
    assert "Svar til staten" in back  # nothing typed is lost
    soren.post(f"{page}&skabelon={made.pk}", shape | {"template_ends_on": ""})
    made.refresh_from_db()
    assert (made.name, made.purpose) == ("Høringssvar", "Svar til staten")

    new = sanne.get(reverse("new-case")).content.decode()
    assert "Svar til staten" in new
    assert "Hvem spørger, og hvornår er fristen?" in new
    sanne.post(reverse("new-case"), {"title": "Svar", "unit": town.centre.pk, "template": made.pk})
    assert [part.heading for part in Case.objects.get(title="Svar").paper.sections.all()] == [
        "Høringen"
    ]

    soren.post(acts, {"act": "archive", "template": made.pk})
    Template.objects.filter(pk=first.pk).update(ends_on=date(2020, 1, 1))
    new = sanne.get(reverse("new-case")).content.decode()
    assert "Høringssvar" not in new
    assert "Ingen udvalg har en skabelon i brug" in new
    first.save()  # as it stood: what a test changes behind the journal's back is put back
    soren.post(acts, {"act": "again", "template": made.pk})
    assert "Høringssvar" in sanne.get(reverse("new-case")).content.decode()
    found = Entry.objects.filter(act__contains="template").order_by("sequence")
    assert list(found.values_list("act", flat=True)) == ["make_template", "archive_template", "use_template_again"]  # fmt: skip
    assert first_misfit() is None
