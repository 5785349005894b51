"""The table came with the journal and is taken over as it stands, its rows with it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0003_jobs_move_out'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=60)),
                        ('key', models.CharField(max_length=200)),
                        ('payload', models.JSONField(default=dict)),
                        ('due', models.DateTimeField(db_index=True)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('done_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                        ('error', models.TextField(blank=True)),
                    ],
                    options={
                        'ordering': ('due', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('done_at', None)), fields=('kind', 'key'), name='one_waiting_job_a_key')],
                    },
                ),
            ],
        ),
    ]
