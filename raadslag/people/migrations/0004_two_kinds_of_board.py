"""`advisory` was two kinds in law: a § 17, stk. 4 committee is under the Act, a council of citizens is not."""

from django.db import migrations

import raadslag.fitting

KINDS = [
    ("council", "Kommunalbestyrelse"),
    ("finance", "Økonomiudvalg"),
    ("standing", "Stående udvalg"),
    ("special", "Udvalg efter § 17, stk. 4"),
    ("citizens", "Råd (ældreråd, handicapråd og lignende)"),
    ("administration", "Forvaltning"),
    ("unit", "Center eller afdeling"),
]


def part(apps, schema_editor):
    """By the name, as the importer does for a new one; a page lets a person choose otherwise."""
    for row in apps.get_model("people", "Organization").objects.filter(kind="advisory"):
        citizens = row.name.lower().endswith(("råd", "rådet"))
        row.kind = "citizens" if citizens else "special"
        row.save(update_fields=["kind"])


def join(apps, schema_editor):
    apps.get_model("people", "Organization").objects.filter(
        kind__in=["special", "citizens"]
    ).update(kind="advisory")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_may_operate")]

    operations = [
        migrations.AlterField(
            "organization",
            "kind",
            raadslag.fitting.Line("art", max_length=20, choices=KINDS, default="standing"),
        ),
        migrations.RunPython(part, join),
    ]
