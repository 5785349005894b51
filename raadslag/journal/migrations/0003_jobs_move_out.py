"""The jobs get a room of their own: the table takes its new name and keeps its rows."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_rows'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable('job', 'jobs_job')],
            state_operations=[migrations.DeleteModel('Job')],
        ),
    ]
