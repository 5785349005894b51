"""Save and attach in the browser while the disk is full: `python -m tests.faults.run full_disk_pages TEMPLATE DISK`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from raadslag.cases.actions import open_case
from raadslag.cases.models import Template
from raadslag.people.door.origin import FIELD
from raadslag.people.models import Organization, User
from tests.faults import rounds

TYPED = "Udvalget holder fast i brobygningen på Vestergade."


def fill(disk: Path) -> Path:
    """Leave no byte free."""
    hog = disk / "hog"
    with hog.open("wb", buffering=0) as file:
        for size in (65536, 512):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return hog


def main(template: str, place: str) -> None:
    disk = Path(place)
    shutil.copyfile(template, disk / "db.sqlite3")
    rounds.use(disk)
    settings.ALLOWED_HOSTS = ["*"]
    sanne = User.objects.get(username="sanne")
    unit = Organization.objects.get(name="Center for Arbejdsmarked")
    case = open_case(template=Template.objects.get(), unit=unit, title="Vejviser", by=sanne)
    section = case.paper.sections.all()[0]
    client = Client(raise_request_exception=False)
    client.force_login(sanne)
    save = f"/arbejde/sager/{case.uid}/afsnit/{section.pk}/"
    attach = f"/arbejde/sager/{case.uid}/bilag/"

    def ask(address: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        connections.close_all()  # every request of the server opens its own
        answer = client.post(address, data, **more)
        return {"status": answer.status_code, "text": answer.content.decode()}

    page = client.get(f"/arbejde/sager/{case.uid}/").content.decode()
    origin = page.partition(f'name="{FIELD}" value="')[2].partition('"')[0]
    text = {"text": TYPED, "version": section.version, FIELD: origin}
    file = {"title": "Plan", "file": SimpleUploadedFile("plan.txt", b"en plan " * 9000)}
    connections.close_all()  # what its journal takes is free now, and filled
    hog = fill(disk)
    told = {
        "form": ask(save, text),
        "script": ask(save, text, headers={"accept": "application/json"}),
        "file": ask(attach, file),
    }
    hog.unlink()
    file["file"] = SimpleUploadedFile("plan.txt", b"en plan " * 9000)
    told |= {"form_after": ask(save, text), "file_after": ask(attach, file)}
    section.refresh_from_db()
    told["kept"] = {"section": TYPED in json.dumps(section.blocks, ensure_ascii=False), "files": case.files.count()}  # fmt: skip
    print(json.dumps(told))
