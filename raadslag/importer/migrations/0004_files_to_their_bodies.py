"""Files that several municipalities brought become one row each; acceptances follow their reading."""

from django.db import migrations


def part_files(apps, _editor):
    File = apps.get_model("importer", "ImportedFile")
    Arrival = apps.get_model("importer", "Arrival")
    for file in File.objects.all():
        brought = Arrival.objects.filter(file=file).order_by("pk")
        bodies = list(dict.fromkeys(brought.values_list("run__body", flat=True)))
        loaded = file.readings.exclude(meeting=None).values_list("meeting__organization__body", flat=True)
        first = next((body for body in loaded if body in bodies), bodies[0] if bodies else None)
        File.objects.filter(pk=file.pk).update(body=first)
        for other in bodies:
            if other != first:
                _give_a_row_of_its_own(File, Arrival, file, other)


def _give_a_row_of_its_own(File, Arrival, file, body):
    """The same bytes, unread: what the other made of them is the other's."""
    own = File.objects.create(
        sha256=file.sha256,
        body_id=body,
        name=Arrival.objects.filter(file=file, run__body=body).first().path.rsplit("/", 1)[-1][:300],
        size=file.size,
        media_type=file.media_type,
    )
    Arrival.objects.filter(file=file, run__body=body).update(file=own)
    Arrival.objects.filter(attached_to=file, run__body=body).update(attached_to=own)


def name_by_reading(apps, _editor):
    Acceptance = apps.get_model("review", "Acceptance")
    for reading in apps.get_model("importer", "Reading").objects.select_related("file"):
        before = f"reading:{reading.file.sha256}:{reading.part}"
        Acceptance.objects.filter(subject=before).update(subject=f"reading:{reading.pk}")


class Migration(migrations.Migration):
    dependencies = [("importer", "0003_a_file_is_one_bodys"), ("review", "0001_initial")]

    operations = [
        migrations.RunPython(part_files, migrations.RunPython.noop),
        migrations.RunPython(name_by_reading, migrations.RunPython.noop),
    ]
