"""Decisions are kept whole: the texts kept so far become versions, and nothing that was kept is dropped.

Of an old row only the words are known. One that waits for a choice takes the rest from the decision
that stands, as choosing it would have done; the others say no more than they know.
"""

import django.db.models.deletion
from django.db import migrations, models


def number(apps, schema_editor):
    """Give old rows the numbers of the versions they were, counted down from the one that stands."""
    version = apps.get_model("meetings", "DecisionVersion")
    decision = apps.get_model("meetings", "Decision")
    for item in version.objects.order_by().values_list("item", flat=True).distinct():
        stands = decision.objects.filter(item=item).first()
        rows = list(version.objects.filter(item=item).order_by("saved_at", "pk"))
        stood = [row for row in rows if not row.conflict]
        newest = max(stands.version if stands else 0, len(stood))
        for place, row in enumerate(reversed(stood)):
            row.version = newest - place
            row.save(update_fields=["version"])
        if stood and stands and stood[-1].text == stands.text:
            _fill(stood[-1], stands)
        for row in rows:
            if row.conflict and row.settled_at is None and stands:
                _fill(row, stands)
    if schema_editor.connection.vendor == "postgresql":  # else the index waits for these very rows
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _fill(row, stands):
    row.outcome, row.public_text = stands.outcome, stands.public_text
    row.return_on, row.referred_to_id = stands.return_on, stands.referred_to_id
    row.points = [[p.point, p.outcome, p.text] for p in stands.points.all()]
    row.save()


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RenameModel(old_name='DecisionText', new_name='DecisionVersion'),
        migrations.AlterField(
            model_name='decisionversion',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decision_versions', to='meetings.agendaitem'),
        ),
        migrations.AlterField(
            model_name='decisionversion',
            name='text',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='version',
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='outcome',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='public_text',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='return_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='referred_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization'),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='points',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='ballots',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='remarks',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='decisionversion',
            constraint=models.UniqueConstraint(condition=models.Q(('conflict', False)), fields=('item', 'version'), name='one_decision_a_version'),
        ),
    ]
