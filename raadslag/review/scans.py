"""What was found in a file, kept so that it is looked through once: a row of the database that is believed
only under the house's own seal.

Whoever can write in the database could else empty a row, and the file would pass every gate. The seal is made
with the house's secret key, which is not in the database; a row without it is looked for anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hmac import compare_digest
from typing import Any

from django.utils.crypto import salted_hmac

from raadslag.checks import Finding, finding_from_data, finding_to_data
from raadslag.review.models import FileScan

_SALT = "raadslag.review.scans"


def kept_scan(key: str) -> list[Finding] | None:
    """What was found under the key; null where nothing is kept, or the row is not as the house left it."""
    row = FileScan.objects.filter(key=key).first()
    said = row.findings if row else None
    if not isinstance(said, dict) or not isinstance(said.get("found"), list):
        return None
    if not compare_digest(str(said.get("seal")), _seal(key, said["found"])):
        return None
    return [finding_from_data(one) for one in said["found"]]


def keep_scan(key: str, found: Sequence[Finding]) -> None:
    """Keep what was found for the next who asks."""
    data = [finding_to_data(finding) for finding in found]
    said = {"found": data, "seal": _seal(key, data)}
    FileScan.objects.update_or_create(key=key, defaults={"findings": said})


def _seal(key: str, data: list[dict[str, Any]]) -> str:
    said = json.dumps([key, data], sort_keys=True, ensure_ascii=False)
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()
